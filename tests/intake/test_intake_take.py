"""The one door: everything that a name can stand for, sound or broken, in one folder."""

import bz2
import gzip
import io
import json
import zipfile
from datetime import date

import pytest
from intake_texts import CLASH, TALKS, page, paragraphs
from test_intake_warc import write as warc

from hudna.intake import Page, Unreadable, open_inputs, read_pages
from hudna.intake.archive import Archive
from hudna.intake.origin import Method, Origin, Taken
from hudna.intake.take import pages, take
from hudna.settings import Settings, SettingsError, settings

TOLD = Settings()
PAGE = page(paragraphs(CLASH)).encode()
MAIL = b"From: a <a@example.org>\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n"
EXPORT = json.dumps({"name": "x", "type": "public_channel", "id": 1,
                     "messages": [{"id": 1, "type": "message", "text": CLASH}]}, indent=1).encode()  # fmt: skip


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.html", PAGE)
    return out.getvalue()


# 34 kinds of broken files. A number says how many pages are read all the same, before or beside the damage.
BROKEN = {
    "empty.html": (b"", 0),
    "blank.txt": (b" \n\r\n\t", 0),
    "zeros.html": (b"\0" * 5_000, 0),
    "junk.html": (bytes(range(256)) * 40, 0),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + b"\1" * 500, 0),
    "paper.txt": (b"%PDF-1.7\n" + b"x" * 500, 0),
    "office.html": (b"\xd0\xcf\x11\xe0" + b"\0" * 500, 0),
    "pages.zip": (zipped(), 0),
    "page.html.bz2": (bz2.compress(PAGE), 0),
    "cut.html.gz": (gzip.compress(PAGE * 20, mtime=0)[:-40], 1),
    "headless.html.gz": (b"\x1f\x8b", 0),
    "damaged.html.gz": (b"\x1f\x8b\x08\0" + b"junk" * 50, 0),
    "trailing.html.gz": (gzip.compress(PAGE) + b"junk", 1),
    "bomb.html.gz": (gzip.compress(b"\0" * (64 << 20)), 0),
    "english.html": (page(paragraphs("The talks went on for a third day. " * 20)).encode(), 0),
    "menu.html": (page("<ul><li>الرئيسية</li><li>رياضة</li></ul>").encode(), 0),
    "deep.html": (b"<div>" * 50_000 + CLASH.encode(), 0),
    "attributes.html": (b"<p " + b" ".join(b"a%d=1" % n for n in range(60_000)) + b">" + CLASH.encode(), 0),
    "halves.txt": (CLASH.encode()[:-1] * 2 + b"\xff\xfe\xff" * 400, 0),
    "odd.utf16": (b"\xff\xfe" + ("x" * 50).encode("utf-16-le")[:-1], 0),
    "cut.jsonl": (json.dumps({"id": "1", "text": CLASH}).encode() + b'\n{"id": "2", "te', 1),
    "types.jsonl": (b'{"id": "1", "text": 5}\n{"id": "2"}\n{"text": ""}\n{"text": "x"}\n', 0),
    "bytes.jsonl": (b'{"id": "1", "text": "\xff\xfe"}\n', 0),
    "date.jsonl": (json.dumps({"id": "d", "text": CLASH, "published": "yesterday"}).encode() + b"\n", 1),
    "damaged.jsonl.gz": (gzip.compress((json.dumps({"id": "z", "text": CLASH}) + "\n").encode() * 3)[:-9], 3),
    "result.json": (EXPORT[:-60], 0),
    "types.json": (b'{\n "name": "x",\n "messages": {"a": 1}\n}', 0),
    "feed.xml": (b"<?xml version='1.0'?><rss><channel><item><title>x</title>", 0),
    "sitemap.xml": (b"<?xml version='1.0'?><urlset></urlset>", 0),
    "cut.eml": (MAIL + b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n/////w", 0),
    "parts.eml": (MAIL + b"Content-Type: multipart/mixed; boundary=x\n\n--y\n\nnothing", 0),
    "attached.eml": (MAIL + b"Content-Type: application/pdf\n\n%PDF", 0),
    "cut.warc.gz": (warc(2)[0][:-100], 1),
    "junk.warc.gz": (b"\x1f\x8b\x08" + b"x" * 1_000, 0),
    "plain.warc": (b"WARC/1.0\r\nContent-Length: 5000\r\n\r\nshort", 0),
}  # fmt: skip


def read(names, **more):
    told = {}
    for taken in take(names, TOLD, **more):
        found = [taken] if isinstance(taken, Unreadable) else list(pages(taken))
        for one in found:
            name = one.name if isinstance(one, Unreadable) else taken.origin.name
            told.setdefault(name.partition(", ")[0].rpartition("/")[2], []).append(one)
    return told


def test_a_folder_of_broken_files_is_reported_whole_and_what_is_sound_is_read(tmp_path):
    for name, (data, _) in BROKEN.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "sound.html").write_bytes(PAGE)
    (tmp_path / "gone.html").symlink_to("nowhere")
    told = read([str(tmp_path)])
    counts = {name: sum(isinstance(f, Page) for f in found) for name, found in told.items()}
    reasons = {name: [f.reason for f in found if isinstance(f, Unreadable)] for name, found in told.items()}
    assert {n: c for n, c in counts.items() if c} == {n: c for n, (_, c) in BROKEN.items() if c} | {"sound.html": 1}
    assert set(told) == {*BROKEN, "sound.html", "gone.html"}
    assert {name for name, told_of in reasons.items() if not told_of} == {"sound.html"}
    assert all(reason.strip() for told_of in reasons.values() for reason in told_of)


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_each_is_archived_as_it_came_or_reported(tmp_path, name):
    data, _ = BROKEN[name]
    archive = Archive(tmp_path / "archive")
    for taken in take(["-"], TOLD, stdin=io.BytesIO(data)):
        if isinstance(taken, Taken):
            assert archive.get(archive.keep_taken(taken)) == taken.data
    assert list(archive.verify()) == []


def test_the_door_reads_files_as_read_does(tmp_path):
    line = json.dumps({"id": "7", "text": CLASH, "published": "2018-03-12"}).encode()
    files = {"a.html": PAGE, "b.txt": TALKS.encode(), "c.html.gz": gzip.compress(PAGE), "d.jsonl": line}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / "f.html").write_bytes(PAGE)
    name, day = str(tmp_path), date(2019, 1, 1)
    old = [p for raw in open_inputs([name]) for p in read_pages(raw, published=day, outlet="ص")]
    new = [p for t in take([name], TOLD) for p in pages(t, published=day, outlet="ص")]
    assert old == new
    assert len(new) == 5


def test_names_are_taken_in_order_and_each_once(tmp_path):
    (tmp_path / "a.txt").write_text(CLASH, encoding="utf-8")
    found = list(take([str(tmp_path / "a.txt"), str(tmp_path), "none.html"], TOLD))
    assert [type(f) for f in found] == [Taken, Unreadable]
    assert found[0].origin.method is Method.FILE


def test_json_lines_know_their_line_and_their_bytes():
    lines = [json.dumps({"id": str(n), "text": CLASH}).encode() for n in range(3)]
    found = list(take(["-"], TOLD, stdin=io.BytesIO(b"\n\n".join(lines))))
    assert [(t.line, t.data, t.origin.name) for t in found] == [
        (1, lines[0], "-, line 1"), (3, lines[1], "-, line 3"), (5, lines[2], "-, line 5")
    ]  # fmt: skip
    (first,) = pages(found[0])
    assert first.document.id == "0"


def test_json_lines_are_given_as_they_come():
    class Endless(io.RawIOBase):
        def read(self, size=-1):
            return (json.dumps({"id": "1", "text": CLASH}) + "\n").encode() * 50

    assert next(take(["-"], TOLD, stdin=Endless())).line == 1


def test_what_is_taken_comes_out_of_the_archive_again(tmp_path):
    archive = Archive(tmp_path)
    at = "2018-03-12T00:00:00Z"
    web = Origin("y", "https://example.org/", Method.HTTP, at, (("A", "b"),), 200, "item")
    given = [
        Taken(b"a", Origin("x, line 3", None, Method.FILE, at), line=3),
        Taken(b"b", web, date(2018, 3, 12), "عنوان", "وكالة", hints=True, outlet_named=True),
    ]
    shas = [archive.keep_taken(t) for t in given]
    assert list(archive.taken_since(0)) == list(zip(shas, given, strict=True))
    assert list(archive.taken_since(1)) == [(shas[1], given[1])]


def test_a_page_that_many_messages_are_cut_from_is_noted_once(tmp_path):
    archive, came = Archive(tmp_path), Origin("page", None, Method.FILE, "2018-03-12T00:00:00Z")
    for n in range(3):
        archive.keep_taken(Taken(b"%d" % n, came, raw=b"page", raw_origin=came))
    assert [bool(e.get("within")) for e in archive.lines()] == [False, True, True, True]


def test_settings_come_from_the_environment():
    told = settings({"HUDNA_HOME": "/x", "HUDNA_ALLOW_HOSTS": "Intranet, b:8080,", "HUDNA_DELAY": "2.5",
                     "HUDNA_USER_AGENT": "desk"})  # fmt: skip
    assert (str(told.archive), told.delay, told.user_agent) == ("/x/archive", 2.5, "desk")
    assert told.allow_hosts == {"intranet", "b:8080"}
    assert settings({}) == Settings()


@pytest.mark.parametrize("wrong", [{"HUDNA_DELAY": "soon"}, {"HUDNA_DELAY": "-1"}, {"HUDNA_DELAY": "nan"},
                                   {"HUDNA_USER_AGENT": "a\r\nX: y"}])  # fmt: skip
def test_settings_at_fault_are_named(wrong):
    with pytest.raises(SettingsError, match=next(iter(wrong))):
        settings(wrong)


def test_an_outlet_that_a_person_named_stands_over_what_the_page_says():
    own = page(paragraphs(CLASH), '<meta property="og:site_name" content="الصفحة">').encode()
    web = Origin("x", None, Method.HTTP, "2018-03-12T00:00:00Z")
    for named, outlet in ((True, "القائمة"), (False, "الصفحة")):
        (found,) = pages(Taken(own, web, outlet="القائمة", hints=True, outlet_named=named))
        assert found.document.outlet == outlet
