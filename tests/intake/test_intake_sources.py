import io
import os

import pytest
from intake_texts import CLASH

from hudna.intake import NotReadable, Page, Unreadable, open_inputs, read_pages


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("a.txt", "b/c.txt", "b/style.css", "b/picture.png", ".d.txt", ".hidden/e.txt"):
        (tmp_path / name).write_text(CLASH, "utf-8")
    return tmp_path


def names(inputs, root):
    return [os.path.relpath(raw.name, root) for raw in inputs]


def test_folder_gives_every_file_below_it_without_hidden_files_and_page_assets(folder):
    assert names(open_inputs([str(folder)]), folder) == ["a.txt", "b/c.txt"]


def test_globs_folders_and_files_mix_and_each_file_comes_once(folder):
    inputs = open_inputs([f"{folder}/*.txt", f"{folder}/a.txt", f"{folder}/**/*.txt", str(folder / "b")])
    assert names(inputs, folder) == ["a.txt", "b/c.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_read(tmp_path):
    (tmp_path / "story[1].txt").write_text(CLASH, "utf-8")
    (raw,) = open_inputs([str(tmp_path / "story[1].txt")])
    assert isinstance(next(read_pages(raw)), Page)


def test_standard_input_is_named_by_a_dash():
    (raw,) = open_inputs(["-"], stdin=io.BytesIO(CLASH.encode()))
    (page,) = read_pages(raw)
    assert page.stories[0].text == CLASH


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nowhere.txt", "no such file"),
        ("*.nothing", "no file matches"),
        ("", "not a file name"),
        ("a\0b", "not a file"),
    ],
)
def test_a_name_that_leads_nowhere_is_reported(tmp_path, name, reason):
    name = str(tmp_path / name) if name and "\0" not in name else name
    (raw,) = open_inputs([name])
    with pytest.raises(NotReadable, match=reason):
        raw.open()
    (report,) = read_pages(raw)
    assert isinstance(report, Unreadable)
    assert reason in report.reason


def test_a_file_that_vanishes_after_it_was_listed_is_reported_and_the_rest_read(folder):
    inputs = list(open_inputs([str(folder)]))
    (folder / "a.txt").unlink()
    read = [page for raw in inputs for page in read_pages(raw)]
    assert [type(p) for p in read] == [Unreadable, Page]
    assert "vanished" in read[0].reason


def test_an_empty_folder_is_reported(tmp_path):
    (raw,) = open_inputs([str(tmp_path)])
    (report,) = read_pages(raw)
    assert "no file" in report.reason


def test_a_dangling_link_in_a_folder_is_reported(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (raw,) = open_inputs([str(tmp_path)])
    (report,) = read_pages(raw)
    assert "no such file" in report.reason
