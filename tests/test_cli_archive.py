"""`hudna archive` and `hudna watch` as a user runs them."""

import io
import json

import pytest
from click.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from hudna.cli import cli
from hudna.intake.archive import Archive
from hudna.intake.origin import Method, Origin


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("HUDNA_HOME", str(tmp_path / "home"))
    return lambda *arguments: CliRunner().invoke(cli, arguments, standalone_mode=False)


@pytest.fixture
def archive(tmp_path):
    kept = Archive(tmp_path / "home" / "archive")
    for n in range(3):
        kept.keep(b"page %d" % n, Origin(f"{n}.html", None, Method.FILE, "2018-03-12T10:00:00Z"))
    return kept


def test_a_sound_archive_is_verified(run, archive):
    found = run("archive", "verify")
    assert found.return_value == 0
    assert found.stdout == ""
    seal = archive.custody.head()[1]
    assert found.stderr == f"3 lines, 3 files, 0 breaks; last seal {seal}\n"
    assert run("archive", "verify", "--seal", seal).return_value == 0
    assert run("archive", "verify", "--seal", "0" * 63 + "1").return_value == 1


def test_the_first_break_is_the_first_line(run, archive):
    sha = list(archive.lines())[1]["sha256"]
    archive.path(sha).unlink()
    found = run("archive", "verify", "--archive", str(archive.root))
    assert found.return_value == 1
    assert found.stdout == f"line 2, {sha}: its bytes are gone\n"
    assert isinstance(run("archive", "export").exception, Exception)


def test_an_archive_that_is_not_there_is_empty(run):
    found = run("archive", "verify")
    assert (found.return_value, found.stderr) == (0, "0 lines, 0 files, 0 breaks; last seal none\n")


def test_the_export_is_written_whole(run, archive, tmp_path):
    out = tmp_path / "a.warc.gz"
    found = run("archive", "export", "--out", str(out))
    assert (found.return_value, found.stderr) == (0, "3 entries\n")
    records = [r.rec_type for r in ArchiveIterator(io.BytesIO(out.read_bytes()))]
    assert records == ["warcinfo", *["resource", "metadata"] * 3]


def test_a_watch_over_a_folder(run, tmp_path):
    (tmp_path / "in").mkdir()
    list_ = tmp_path / "feeds.toml"
    list_.write_text("[[feed]]\nfolder = 'in'\n", encoding="utf-8")
    found = run("watch", str(list_), "--once")
    assert found.return_value == 0
    assert "round 1: 1 asked, 0 unchanged, 0 taken, 0 known, 0 failed" in found.stdout


def test_a_watch_whose_list_is_at_fault_says_where(run, tmp_path):
    list_ = tmp_path / "feeds.toml"
    list_.write_text(json.dumps({"a": 1}), encoding="utf-8")
    assert "feeds.toml" in str(run("watch", str(list_)).exception.message)


def test_settings_at_fault_end_the_command(run, monkeypatch):
    monkeypatch.setenv("HUDNA_DELAY", "soon")
    assert "HUDNA_DELAY" in run("archive", "verify").exception.message
