"""The archive keeps bytes once, notes every coming, and names the first break of whatever was done to it."""

import hashlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from hudna.intake.archive import Archive, origin_of
from hudna.intake.custody import sealed
from hudna.intake.origin import Method, Origin, Taken
from hudna.intake.warc_out import write

AT = "2018-03-12T10:00:00Z"
FILE = Origin("page.html", None, Method.FILE, AT)
WEB = Origin(
    "https://example.org/a", "https://example.org/b", Method.HTTP, AT,
    (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")), 200,
)  # fmt: skip


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive")


def filled(archive, count=5):
    return [archive.keep(b"page %d" % n, FILE) for n in range(count)]


def breaks(archive, **noted):
    return [str(b) for b in archive.verify(**noted)]


def test_bytes_are_kept_once_and_every_coming_is_noted(archive):
    first = archive.keep(b"page", FILE)
    again = archive.keep(b"page", WEB)
    assert first == again == hashlib.sha256(b"page").hexdigest()
    assert archive.get(first) == b"page"
    assert [origin_of(e) for e in archive.lines()] == [FILE, WEB]
    assert [p.name for p in archive.root.glob("??/*")] == [first[2:]]
    assert breaks(archive) == []


def test_many_are_kept_at_once_in_order(archive):
    shas = archive.keep_all([(b"a", FILE), (b"b", WEB), (b"a", FILE)])
    assert [e["sha256"] for e in archive.lines()] == shas
    assert breaks(archive) == []


def test_raw_bytes_are_kept_before_what_was_cut_out_of_them(archive):
    sha = archive.keep_taken(Taken(b"text", FILE, raw=b"mail with text"))
    whole, part = archive.lines()
    assert (archive.get(whole["sha256"]), archive.get(sha)) == (b"mail with text", b"text")
    assert part["within"] == whole["sha256"]


def test_an_empty_archive_is_sound_and_holds_nothing(archive):
    assert breaks(archive) == []
    assert not archive.holds("0" * 64)
    for name in ("0" * 64, "../../etc/passwd", ""):
        with pytest.raises(KeyError):
            archive.get(name)


def rewrite(archive, change):
    path = archive.custody.path
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(change(lines)))


def altered(lines, number, reseal=False):
    entry = json.loads(lines[number])
    entry["name"] = "other.html"
    if reseal:
        entry["seal"] = sealed(entry)
    return [*lines[:number], json.dumps(entry, sort_keys=True).encode() + b"\n", *lines[number + 1 :]]


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (lambda ls: altered(ls, 2), "line 3", "its seal does not fit"),
        (lambda ls: altered(ls, 2, reseal=True), "line 4", "does not follow"),
        (lambda ls: ls[:2] + ls[3:], "line 3", "does not follow"),
        (lambda ls: [ls[1], ls[0], *ls[2:]], "line 1", "does not follow"),
        (lambda ls: [ls[0], ls[0], *ls[1:]], "line 2", "does not follow"),
        (lambda ls: ls[1:], "line 1", "does not follow"),
        (lambda ls: ls[:-1], "the end of the log", "cut short"),
        (lambda ls: ls[:-2], "the end of the log", "cut short"),
        (lambda ls: [*ls[:-1], ls[-1][:-1]], "the end of the log", "cut short"),
        (lambda ls: [], "the end of the log", "cut short"),
        (lambda ls: [*ls[:3], b"junk\n", *ls[3:]], "line 4", "no JSON object"),
        (lambda ls: [*ls[:3], b"\n", *ls[3:]], "line 4", "no JSON object"),
        (lambda ls: [*ls[:3], ls[3].replace(b'"seq":4', b'"seq":5'), *ls[4:]], "line 4", "seal"),
        (lambda ls: altered(ls, len(ls) - 1, reseal=True), "the end of the log", "cut short"),
    ],
)
def test_verify_names_the_first_break_of_the_log(archive, change, line, reason):
    filled(archive)
    rewrite(archive, change)
    first = breaks(archive)[0]
    assert first.startswith(line)
    assert reason in first


def test_verify_names_bytes_that_were_altered_or_are_gone(archive):
    shas = filled(archive)
    path = archive.path(shas[1])
    path.chmod(0o644)
    path.write_bytes(b"pagE 1")
    archive.path(shas[3]).unlink()
    assert breaks(archive) == [
        f"line 2, {shas[1]}: its bytes were altered",
        f"line 4, {shas[3]}: its bytes are gone",
    ]
    with pytest.raises(ValueError, match="altered"):
        archive.get(shas[1])


def test_a_seal_noted_elsewhere_shows_a_log_that_was_forged_whole(archive, tmp_path):
    filled(archive)
    seal = archive.custody.head()[1]
    assert breaks(archive, seal=seal) == []
    forged = Archive(tmp_path / "forged")
    filled(forged, 6)
    rewrite(forged, lambda lines: lines)
    assert breaks(forged) == []
    forged.keep(b"more", WEB)
    assert breaks(forged, seal="f" * 64)[0].endswith(f"no line has the seal {'f' * 64}")


def test_a_line_torn_by_an_interrupted_writer_is_told_and_the_log_goes_on(archive):
    filled(archive, 2)
    with archive.custody.path.open("ab") as log:
        log.write(b'{"half')
    assert breaks(archive) == []
    archive.keep(b"after", FILE)
    assert [e["event"] for e in archive.lines()] == ["kept", "kept", "torn", "kept"]
    assert breaks(archive) == []


def test_nothing_is_added_to_a_log_that_does_not_end_as_one(archive):
    filled(archive, 2)
    rewrite(archive, lambda lines: [*lines, b"junk\n"])
    with pytest.raises(OSError, match="archive verify"):
        archive.keep(b"x", FILE)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.lists(st.binary(max_size=50), min_size=1, max_size=6), name=st.text(max_size=20), cut=st.randoms())
def test_any_byte_changed_anywhere_is_found(tmp_path_factory, data, name, cut):
    archive = Archive(tmp_path_factory.mktemp("a"))
    origin = Origin(name, None, Method.FILE, AT, headers=(("X", name),))
    shas = [archive.keep(d, origin) for d in data]
    assert [archive.get(s) for s in shas] == data
    assert breaks(archive) == []
    files = [p for p in (archive.custody.path, *map(archive.path, shas)) if p.stat().st_size]
    path = cut.choice(files)
    before = path.read_bytes()
    at = cut.randrange(len(before))
    path.chmod(0o644)
    path.write_bytes(before[:at] + bytes([before[at] ^ (1 << cut.randrange(7))]) + before[at + 1 :])
    assert breaks(archive)


def test_many_processes_keep_at_once(archive):
    code = (
        "import sys; from pathlib import Path; from hudna.intake.archive import Archive; "
        "from hudna.intake.origin import *; a = Archive(Path(sys.argv[1]));\n"
        "for n in range(20): a.keep(b'%s %d' % (sys.argv[2].encode(), n % 10), Origin('f', None, Method.FILE, now()))"
    )
    jobs = [subprocess.Popen([sys.executable, "-c", code, str(archive.root), f"{n % 2}"]) for n in range(4)]
    assert [job.wait() for job in jobs] == [0] * 4
    assert [e["seq"] for e in archive.lines()] == list(range(1, 81))
    assert len(list(archive.root.glob("??/*"))) == 20
    assert breaks(archive) == []


def test_what_was_acknowledged_outlives_any_kill(archive):
    code = (
        "import sys; from pathlib import Path; from hudna.intake.archive import Archive; "
        "from hudna.intake.origin import *; a = Archive(Path(sys.argv[1]));\n"
        "for n in range(10**6): print(a.keep(b'x' * (n % 5000) + b'%d' % n, Origin('f', None, Method.FILE, now())), "
        "flush=True)"
    )
    acknowledged = set()
    chance = random.Random(4)
    for _ in range(12):
        job = subprocess.Popen([sys.executable, "-c", code, str(archive.root)], stdout=subprocess.PIPE, text=True)
        acknowledged.add(job.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.06))
        os.kill(job.pid, signal.SIGKILL)
        rest = job.stdout.read().split("\n")[:-1]
        job.wait()
        job.stdout.close()
        acknowledged |= set(rest)
        assert breaks(archive) == []
    assert acknowledged <= {e["sha256"] for e in archive.lines() if e["event"] == "kept"}
    assert all(archive.get(sha) is not None for sha in acknowledged)


def exported(archive):
    out = io.BytesIO()
    write(archive, out)
    return out.getvalue()


def test_the_export_is_read_by_warcio_and_fastwarc(archive):
    archive.keep("<html>صفحة</html>".encode(), WEB)
    archive.keep("نص عربي".encode(), FILE)
    archive.keep("<html>صفحة</html>".encode(), WEB)
    data = exported(archive)
    records = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read())
               for r in ArchiveIterator(io.BytesIO(data), check_digests="raise")]  # fmt: skip
    assert [r[0] for r in records] == [
        "warcinfo", "response", "metadata", "resource", "metadata", "revisit", "metadata"
    ]  # fmt: skip
    assert records[1][1:] == ("https://example.org/b", "<html>صفحة</html>".encode())
    assert records[3][1].startswith("file:///")
    assert records[3][1].endswith("page.html")
    assert records[3][2].decode() == "نص عربي"
    assert json.loads(records[2][2]) == next(archive.lines())
    fast = [(r.headers["WARC-Type"], r.reader.read()) for r in FastIterator(io.BytesIO(data), parse_http=True)]
    assert [kind for kind, _ in fast] == [r[0] for r in records]
    assert fast[1][1] == "<html>صفحة</html>".encode()


def test_the_export_holds_the_response_headers_without_a_coding_that_was_undone(archive):
    archive.keep(b"<html>", WEB)
    response = next(r for r in ArchiveIterator(io.BytesIO(exported(archive))) if r.rec_type == "response")
    assert response.http_headers.get_header("Content-Type") == "text/html"
    assert response.http_headers.get_header("Content-Encoding") is None
    assert response.http_headers.get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert response.rec_headers.get_header("WARC-Date") == AT


def test_the_export_of_a_broken_archive_fails(archive):
    sha = archive.keep(b"x", FILE)
    archive.path(sha).unlink()
    with pytest.raises(KeyError):
        exported(archive)


def test_the_export_tells_what_was_cut_out_from_what_came(archive):
    archive.keep_taken(Taken(b"message", WEB, raw=b"<html>message", raw_origin=WEB))
    kinds = [r.rec_type for r in ArchiveIterator(io.BytesIO(exported(archive))) if r.rec_type != "metadata"]
    assert kinds == ["warcinfo", "response", "conversion"]
