"""`hudna add`, `reread`, `judge`, `log`, `deletions`, `search`, `stories`: as a user runs them, one after another."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hudna.cli import cli

STORY = "شنّ الطيران الحربي غارات على بلدة سراقب في ريف إدلب، ما أسفر عن مقتل ثلاثة مدنيين، بحسب ناشطين.\n"
OTHER = "قصفت قوات النظام بالمدفعية مدينة الرستن في ريف حمص، وقتل مدنيان، وفق ما أفاد المرصد السوري لحقوق الإنسان.\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HUDNA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("HUDNA_LEDGER", raising=False)
    monkeypatch.setenv("HUDNA_AUTHOR", "سلمى")
    return tmp_path / "home"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, encoding="utf8")
    (folder / "b.txt").write_text(OTHER, encoding="utf8")
    return folder


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments], input=stdin, standalone_mode=False)


def code(result: Result) -> int:
    return result.return_value if isinstance(result.return_value, int) else result.exit_code


def rows(*arguments: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(*arguments, "--format", "jsonl").stdout.splitlines()]


def test_add_keeps_pages_once_and_says_so(pages: Path, home: Path) -> None:
    first = run("add", pages, "--published", "2018-03-12")
    assert code(first) == 0
    assert first.stdout.startswith("2 pages, 2 stories (0 copies), ")
    again = run("add", pages)
    assert again.stdout == "0 pages, 0 stories (0 copies), 0 claims; 2 pages were known\n"
    assert len(rows("stories")) == 2
    assert (home / "ledger.sqlite").exists()
    assert code(run("archive", "verify")) == 0


def test_what_is_kept_points_at_its_archived_bytes(pages: Path) -> None:
    from hudna.cli_archive import opened
    from hudna.ledger import open_ledger

    run("add", pages)
    with open_ledger() as ledger, ledger.engine.connect() as connection:
        for sha in connection.exec_driver_sql("SELECT archived FROM documents").scalars():
            assert opened(None).get(sha).decode() in (STORY, OTHER)


def test_more_processes_keep_the_same(pages: Path, tmp_path: Path) -> None:
    run("add", pages, "--published", "2018-03-12")
    one = rows("stories")
    run(
        "add",
        pages,
        "--published",
        "2018-03-12",
        "--jobs",
        "2",
        "--ledger",
        tmp_path / "l2",
        "--archive",
        tmp_path / "a2",
    )
    assert rows("stories", "--ledger", tmp_path / "l2") == one


def test_standard_input_is_added() -> None:
    line = json.dumps({"id": "n1", "text": STORY, "published": "2018-03-12"}, ensure_ascii=False)
    assert run("add", stdin=f"{line}\n{line}\n").stdout.endswith("1 pages were known\n")
    assert [r["story"] for r in rows("stories")] == ["n1/0"]
    other = run("add", stdin=line.replace("سراقب", "سرمين"))
    assert code(other) == 1
    assert "another text under the id 'n1'" in other.stderr


def test_search_log_and_deletions(pages: Path) -> None:
    run("add", pages, "--published", "2018-03-12")
    [found] = rows("search", "للرستن")
    assert found["text"] == OTHER.strip()
    assert code(run("search", "دبابة")) == 1
    claim = f"{found['story']}/c1"
    judged = run("judge", "reject", claim, "--reason", "an exercise")
    assert code(judged) == 0
    assert [(r["author"], r["what"], r["subject"]) for r in rows("log")] == [("سلمى", "reject", claim)]
    [gone] = rows("deletions")
    assert gone["replaced_by"] is None
    assert rows("deletions", "--since", gone["seq"]) == []
    assert len(rows("deletions", "--since", "2018-01-01")) == 1


def test_judgements_from_the_command_line(pages: Path) -> None:
    run("add", pages, "--published", "2018-03-12")
    story = rows("search", "الرستن")[0]["story"]
    other = rows("search", "سراقب")[0]["story"]
    for arguments in (
        ("accept", f"{story}/c1"),
        ("correct", f"{story}/c1", "type", "attack"),
        ("merge", f"{story}/c1", f"{other}/c1"),
        ("split", f"{story}/c1", f"{other}/c1"),
    ):
        result = run("judge", *arguments, "--reason", "so", "--author", "نور")
        assert code(result) == 0, result.exception
    assert [r["what"] for r in rows("log")] == ["accept", "correct", "merge", "split"]
    assert rows("log")[1]["before"] != rows("log")[1]["after"] == "attack"
    for arguments, why in (
        (("reject", "nothing"), "no claim or incident"),
        (("correct", f"{story}/c1", "type", "tea"), "Invalid enum value"),
        (("merge", f"{story}/c1", f"{story}/c1"), "one claim"),
    ):
        result = run("judge", *arguments, "--reason", "so")
        assert why in str(result.exception)
        assert len(rows("log")) == 4


def test_rereading_tells_what_it_changes(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", pages, "--published", "2018-03-12")
    assert "0 stories" in run("reread").stderr
    monkeypatch.setattr("hudna.ledger.ledger.fingerprint", lambda: "later")
    assert "2 stories" in run("reread", "--dry-run").stderr
    result = run("reread")
    assert code(result) == 0
    assert "0 claims gained, 0 lost, 0 altered" in result.stderr
    assert "0 stories" in run("reread", "--dry-run").stderr


@pytest.mark.parametrize("command", ["log", "deletions", "stories", "search x", "reread", "judge reject x --reason y"])
def test_without_a_ledger_a_reader_is_told_what_to_do(command: str, home: Path) -> None:
    assert "`hudna add` makes one" in str(run(*command.split()).exception)
    assert not home.exists()


@pytest.mark.parametrize("command", [["add", "none.txt"], ["add", "--published", "yesterday"], ["search", "!!"]])
def test_what_cannot_be_is_told(command: list[str], pages: Path) -> None:
    run("add", pages)
    result = run(*command)
    assert code(result) == 1
    assert "Traceback" not in result.output


def test_a_watch_fills_the_ledger(pages: Path, tmp_path: Path) -> None:
    list_ = tmp_path / "feeds.toml"
    list_.write_text(f'every = "15m"\n[[feed]]\nfolder = "{pages}"\n', encoding="utf8")
    for path in pages.iterdir():
        os.utime(path, (0, 10**9))  # a file that was written just now waits for the next round
    result = run("watch", list_, "--once")
    assert code(result) == 0, result.output
    assert len(rows("stories")) == 2
    run("watch", list_, "--once")
    assert len(rows("stories")) == 2


def broken(folder: Path) -> int:
    """A folder of files that cannot be read, each in its own way; how many."""
    html = "<html><body><article><p>" + STORY * 5 + "</p></article></body></html>"
    line = json.dumps({"id": "x", "text": STORY}, ensure_ascii=False)
    packed = gzip.compress((STORY * 50).encode())
    warc = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    kinds: dict[str, bytes] = {
        "empty.txt": b"",
        "blank.txt": b" \n\n \t",
        "binary.bin": bytes(range(256)) * 8,
        "zeros.txt": b"\0" * 4096,
        "picture.jpeg.txt": b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x01" * 500,
        "document.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        "archive.zip": b"PK\x03\x04" + b"\x14\0" * 50,
        "office.docx": b"PK\x03\x04\x14\0\x06\0word/document.xml" + b"\0" * 99,
        "cut.txt.gz": packed[: len(packed) // 3],
        "not.gz": b"\x1f\x8b not gzip at all",
        "flipped.txt.gz": packed[:30] + bytes([packed[30] ^ 0xFF]) + packed[31:],
        "english.txt": b"The government forces shelled the town of Rastan on Monday, residents said. " * 9,
        "latin.html": b"<html><body><p>Nothing here is in the language that is read.</p></body></html>",
        "persian.txt": "نیروهای دولتی شهر را گلوله باران کردند و چند نفر کشته شدند، گزارش شد که چنین است.".encode() * 3,
        "no_text.html": b"<html><head><title>x</title></head><body></body></html>",
        "menu.html": ("<html><body><nav>" + "<a href='#'>الرئيسية</a>" * 40 + "</nav></body></html>").encode(),
        "script.html": b"<html><body><script>var a = 1;</script></body></html>",
        "deep.html": b"<div>" * 60_000,
        "attributes.html": b"<p " + b" ".join(b"a%d=1" % i for i in range(60_000)) + b">x</p>",
        "broken.jsonl": b'{"id": "a", "text": \n{"id": "b"',
        "no_text.jsonl": b'{"id": "a", "title": "x"}\n',
        "number.jsonl": b'{"id": "a", "text": 7}\n',
        "list.jsonl": b'{"a": 1}\n[1, 2]\n',
        "surrogate.jsonl": b'{"id": "s", "text": "\\ud800' + STORY.encode()[:40] + b'"}\n',
        "null.jsonl": line.replace("سراقب", "\\u0000سراقب").encode(),
        "map.xml": b'<?xml version="1.0"?><urlset><url><loc>https://example.org/</loc></url></urlset>',
        "cut.warc": warc,
        "cut.warc.gz": gzip.compress(warc)[:40],
        "result.json": b'{"name": "c", "type": "public_channel", "id": 1, "messages": [{"id": 1, "type": "mess',
        "empty.eml": b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n",
        "cut.html.gz": gzip.compress(html.encode())[:60],
        "long.txt": (STORY * 12_000).encode(),
        "numbers.csv": b"a,b,c\n" + b"1,2,3\n" * 300,
    }
    for name, data in kinds.items():
        (folder / name).write_bytes(data)
    (folder / "dangling.txt").symlink_to(folder / "nowhere")
    return len(kinds) + 1


def test_a_folder_of_broken_files_is_reported_and_the_rest_is_kept(pages: Path) -> None:
    count = broken(pages)
    assert count >= 30
    result = run("add", pages)
    assert code(result) == 1, result.exception
    unnamed = [p.name for p in pages.iterdir() if p.name not in ("a.txt", "b.txt") and p.name not in result.stderr]
    assert unnamed == []
    texts = {r["text"] for r in rows("search", "سراقب")}
    assert STORY.strip() in texts
    assert code(run("archive", "verify")) == 0


def test_ctrl_c_says_how_far_it_was(pages: Path, home: Path) -> None:
    environment = os.environ | {"HUDNA_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}
    slow = "import sys, hudna.keeping as k\nfrom hudna.cli import main\n" + (
        "def stop(*_):\n    raise KeyboardInterrupt\n"
        "k.Keeper._add = stop\nsys.argv = ['hudna', 'add', sys.argv[1]]\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", slow, str(pages)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 130
    assert "interrupted" in done.stderr
