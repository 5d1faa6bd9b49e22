"""WARC files, sound and damaged: every record that can be had is taken, every gap is reported."""

import gzip
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_texts import CLASH, page, paragraphs
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from hudna.intake import warc
from hudna.intake.members import Gap, records
from hudna.intake.origin import Method, Origin, Taken
from hudna.intake.take import pages, take
from hudna.settings import Settings

ORIGIN = Origin("a.warc.gz", None, Method.FILE, "2026-01-01T00:00:00Z")
MOST = 1 << 20


def body(number):
    return page(paragraphs(f"خبر {number}\n{CLASH}")).encode()


def write(count, *, gzipped=True, status="200 OK", headers=(), data=body):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    starts = []
    writer.write_record(writer.create_warcinfo_record("x", {"software": "test"}))
    for n in range(count):
        starts.append(out.tell())
        content = data(n)
        http = StatusAndHeaders(status, [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1")
        record = writer.create_warc_record(f"https://example.org/{n}", "response", payload=io.BytesIO(content),
                                           length=len(content), http_headers=http,
                                           warc_headers_dict={"WARC-Date": "2018-03-12T10:00:00Z"})  # fmt: skip
        writer.write_record(record)
    return out.getvalue(), starts


def read(data):
    taken, problems = [], []
    for found in warc.read(data, ORIGIN, MOST):
        (taken if isinstance(found, Taken) else problems).append(found)
    return taken, problems


@pytest.mark.parametrize("gzipped", [True, False])
def test_responses_come_with_address_time_and_headers(gzipped):
    taken, problems = read(write(3, gzipped=gzipped)[0])
    assert problems == []
    assert [t.data for t in taken] == [body(n) for n in range(3)]
    origin = taken[0].origin
    assert (origin.url, origin.at, origin.status) == ("https://example.org/0", "2018-03-12T10:00:00Z", 200)
    assert ("Content-Type", "text/html") in origin.headers


@pytest.mark.parametrize(
    ("headers", "packed"),
    [
        ([("Content-Encoding", "gzip")], gzip.compress),
        ([("Transfer-Encoding", "chunked")], lambda b: b"%x\r\n%s\r\n0\r\n\r\n" % (len(b), b)),
        ([("Transfer-Encoding", "chunked")], lambda b: b),
    ],
)
def test_encoded_payloads_are_unpacked(headers, packed):
    taken, problems = read(write(1, headers=headers, data=lambda n: packed(body(n)))[0])
    assert problems == []
    assert taken[0].data == body(0)


def test_only_found_pages_are_taken():
    assert read(write(2, status="404 Not Found")[0]) == ([], [])


def test_a_file_gzipped_as_one_member_is_read():
    data, _ = write(50, gzipped=False)
    taken, problems = read(gzip.compress(data))
    assert len(taken) == 50
    assert problems == []


def flip(data, at):
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


@pytest.mark.parametrize("gzipped", [True, False])
@pytest.mark.parametrize("where", ["magic", "header", "body", "end", "missing", "inserted"])
def test_one_corrupt_member_costs_no_other(gzipped, where):
    data, starts = write(300, gzipped=gzipped)
    start, end = starts[150], starts[151]
    if where == "missing":
        data = data[: (start + end) // 2] + data[end:]
    elif where == "inserted":
        data = data[:start] + b"\0junk\x1f\x8b\x08junk" * 5 + data[start:]
    else:
        at = {"magic": start + 1, "header": start + 12, "body": (start + end) // 2, "end": end - 7}[where]
        data = flip(data, at)
    taken, problems = read(data)
    urls = {t.origin.url for t in taken}
    lost = {f"https://example.org/{n}" for n in range(300)} - urls
    assert lost <= {"https://example.org/150"}
    if gzipped or where in ("magic", "missing", "inserted"):
        assert problems[0].place.startswith("byte ")
        assert problems[-1].reason.startswith("1 corrupt members skipped")


def test_a_file_cut_off_gives_what_stands_before():
    data, starts = write(20)
    taken, problems = read(data[: starts[19] + 100])
    assert len(taken) == 19
    assert "ends early" in problems[0].reason


def test_many_corrupt_members_are_counted_and_the_first_ones_shown():
    data, starts = write(400)
    for n in range(0, 400, 4):
        data = flip(data, starts[n] + 40)
    taken, problems = read(data)
    assert len(taken) == 300
    assert len(problems) == 21
    assert problems[-1].reason.startswith("100 corrupt members skipped, 301 sound")


def test_a_damaged_single_member_gives_the_records_before_the_damage():
    data, _ = write(100, gzipped=False)
    packed = gzip.compress(data)
    taken, problems = read(packed[: len(packed) // 2])
    assert 20 < len(taken) < 100
    assert problems


def test_a_record_over_the_cap_is_told_and_the_next_one_read():
    data = write(1, data=lambda n: b"<p>" * MOST)[0] + write(1)[0]
    taken, problems = read(data)
    assert len(taken) == 1
    assert "larger than" in problems[0].reason


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.booleans())
def test_any_damage_ends_and_costs_little(chance, gzipped):
    data, _ = SOUND[gzipped]
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(data))
        kind = chance.randrange(3)
        if kind == 0:
            data = flip(data, at)
        elif kind == 1:
            data = data[:at] + data[at + chance.randrange(1, 500) :]
        else:
            data = data[:at] + chance.randbytes(chance.randrange(1, 500)) + data[at:]
    found = list(records(data, MOST))
    assert sum(not isinstance(f, Gap) for f in found) >= 41 - 12


SOUND = {gzipped: write(40, gzipped=gzipped) for gzipped in (True, False)}


@given(st.binary(max_size=300))
def test_junk_is_a_gap(junk):
    for data in (b"WARC/1.0\r\n" + junk, b"\x1f\x8b\x08" + junk):
        assert all(isinstance(f, Gap) or f.startswith(b"WARC/") for f in records(data, MOST))


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "noname"])
def test_the_door_reads_files_and_standard_input(tmp_path, name):
    data, _ = write(3, gzipped=not name.endswith(".warc"))
    path = tmp_path / name
    path.write_bytes(data)
    for found in (take([str(path)], Settings()), take(["-"], Settings(), stdin=io.BytesIO(data))):
        got = [p for t in found for p in pages(t)]
        assert [p.document.url for p in got] == [f"https://example.org/{n}" for n in range(3)]


def test_random_bytes_behind_a_warc_name_are_reported(tmp_path):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(random.Random(1).randbytes(5_000))
    problems = list(take([str(path)], Settings()))
    assert problems
    assert not any(isinstance(p, Taken) for p in problems)
