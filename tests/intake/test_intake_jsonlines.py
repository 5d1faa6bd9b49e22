import gzip
import io
import json
from datetime import date

import pytest
from intake_texts import CLASH, COMMENT_FORM, TALKS

from hudna.intake import Page, RawInput, Unreadable, read_pages
from hudna.intake.jsonlines import Line, lines


def read(data, **options):
    return list(read_pages(RawInput("in.jsonl", stream=io.BytesIO(data)), **options))


def line(**record):
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def test_text_is_one_story_and_unchanged():
    text = f"\n {CLASH}\r\n\n{TALKS}\n{COMMENT_FORM} \n"
    (page,) = read(line(id=7, text=text, url="https://example.org/7", source="وكالة المثال", title="عنوان"))
    assert page.document.id == "7"
    assert page.document.outlet == "وكالة المثال"
    assert page.document.url == "https://example.org/7"
    assert page.document.title == "عنوان"
    assert [(s.number, s.start, s.text) for s in page.stories] == [(0, 0, text)]


@pytest.mark.parametrize("value", ["2018-03-12", "2018-03-12T10:00:00+03:00", "2018-03-12 10:00"])
def test_the_records_date_and_source_win_over_the_options(value):
    data = line(id="a", text=CLASH, published=value, source="هذا") + line(id="b", text=CLASH)
    first, second = read(data, published=date(2020, 1, 1), outlet="ذاك")
    assert (first.document.published, first.document.outlet) == (date(2018, 3, 12), "هذا")
    assert (second.document.published, second.document.outlet) == (date(2020, 1, 1), "ذاك")


def test_broken_lines_are_reported_by_number_and_the_rest_read():
    data = b"".join(
        [
            line(id="1", text=CLASH),
            b"{broken\n",
            b"\n",
            b"[1]\n",
            line(id="5"),
            line(id="6", text=3),
            line(id="7", text=" "),
            b'{"id":"8","text":"\xff"}\n',
            b'{"id":"9","text":"\\ud800"}\n',
            line(id="10", text="The army took the town."),
            line(id="11", text=TALKS),
        ]
    )
    read_ = read(data)
    assert [p.document.id for p in read_ if isinstance(p, Page)] == ["1", "11"]
    assert [p.place for p in read_ if isinstance(p, Unreadable)] == [f"line {n}" for n in (2, 4, 5, 6, 7, 8, 9, 10)]
    assert "not Arabic: looks English" in read_[-2].reason


@pytest.mark.parametrize("value", ["2018", "last week", 2018, "2018-13-40"])
def test_a_date_that_is_none_is_reported_and_the_story_read_without_it(value):
    page, report = read(line(id="a", text=CLASH, published=value))
    assert page.document.published is None
    assert "not an ISO date" in report.reason


def test_a_record_without_an_id_is_named_by_its_bytes():
    (page,) = read(line(text=CLASH))
    assert page.document.id == page.document.sha256


def test_gzip_is_known_by_its_bytes_also_in_several_members():
    data = gzip.compress(line(id="a", text=CLASH)) + gzip.compress(line(id="b", text=TALKS)) + b"\0" * 10
    assert [p.document.id for p in read(data)] == ["a", "b"]


def test_half_a_gzip_gives_what_could_be_read_and_names_the_byte():
    records = b"".join(line(id=str(n), text=f"{n} {CLASH} {n * 7919}") for n in range(500))
    packed = gzip.compress(records)
    half = packed[: len(packed) // 2]
    *pages, report = read(half)
    good = [p for p in pages if isinstance(p, Page)]
    assert len(good) > 100
    assert good[0].stories[0].text.startswith("0 ")
    assert report == Unreadable("in.jsonl", f"byte {len(half)}", "gzip ends early")


def test_a_damaged_gzip_gives_what_stands_before_the_damage():
    packed = bytearray(gzip.compress(b"".join(line(id=str(n), text=f"{CLASH} {n * 7919}") for n in range(500))))
    middle = len(packed) // 2
    packed[middle : middle + 40] = b"\xff" * 40
    *pages, report = read(bytes(packed))
    assert sum(isinstance(p, Page) for p in pages) > 50
    assert "damaged" in report.reason or "broken" in report.reason


def test_a_line_over_the_cap_is_skipped_without_being_kept():
    found = list(lines([b"ab\n", b"x" * 50, b"y" * 50, b"z\ncd\n", b"e" * 11], cap=10))
    assert found == [Line(1, b"ab"), Line(2, None), Line(3, b"cd"), Line(4, None)]


def test_a_line_of_200_mb_is_reported_and_the_rest_read():
    class Long(io.RawIOBase):
        """200 MB in one line without holding them, then a sound record."""

        def __init__(self):
            self.parts = iter([b'{"id":"1","text":"', *[b"x" * 2**20] * 200, b'"}\n', line(id="2", text=CLASH)])

        def read(self, size=-1):
            return next(self.parts, b"")

    report, page = read_pages(RawInput("long.jsonl", stream=Long()))
    assert (report.place, page.document.id) == ("line 1", "2")
    assert "larger than" in report.reason
