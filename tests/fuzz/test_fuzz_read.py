"""Any text and any bytes: read, or refused with a documented error; and what is read keeps its promises."""

from __future__ import annotations

import gzip
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from promises import broken
from words import ALL, TABLES

import hudna
from hudna.model import Document, Reading, Story
from hudna.pipeline import read_story

QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"
DATES = st.none() | st.dates()
SENTENCES = st.lists(st.one_of(*map(st.sampled_from, TABLES)), max_size=40).map(" ".join)
RUN_TOGETHER = st.lists(st.sampled_from(ALL), max_size=25).map("".join)
LETTERS = st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=120)


def story(text: str, published: date | None = None) -> Reading:
    return read_story(Story(Document(id="x", published=published), 0, 0, text))


@QUICK
@given(SENTENCES | RUN_TOGETHER | LETTERS | st.text(max_size=120), DATES)
def test_every_text_keeps_the_promises(text: str, published: date | None) -> None:
    assert broken(story(text, published)) == []


@QUICK
@given(SENTENCES | st.text(max_size=120))
def test_read_gives_the_text_back_or_refuses(text: str) -> None:
    try:
        reading = hudna.read(text, published="2018-03-14")
    except hudna.NotReadable:
        return
    assert reading.text == text
    assert broken(reading) == []


@QUICK
@given(SENTENCES)
def test_the_same_text_gives_the_same(text: str) -> None:
    assert story(text) == story(text)


@QUICK
@given(SENTENCES, st.integers(0, 30))
def test_white_space_around_a_text_moves_offsets_only(text: str, room: int) -> None:
    plain, moved = story(text), story(" " * room + text)
    assert [(c.type, c.trigger.start + room) for c in plain.claims] == [(c.type, c.trigger.start) for c in moved.claims]


PAGES = st.one_of(
    st.binary(max_size=300),
    SENTENCES.map(str.encode),
    SENTENCES.map(lambda t: t.encode("windows-1256", "replace")),
    SENTENCES.map(lambda t: t.encode("utf-16")),
    SENTENCES.map(lambda t: gzip.compress(t.encode())[:-3]),
    st.lists(st.sampled_from([*ALL, "<p>", "</p>", "<article>", "<div class=", "<!--", "<script>", "&#x", "<h1>"])).map(
        lambda words: ("<html><body>" + " ".join(words)).encode("utf8", "replace")
    ),
)


@QUICK
@given(PAGES, st.sampled_from(["-", "page.html", "page.txt", "page.html.gz"]))
@example(b"", "-")
@example(b"\x1f\x8b", "page.html.gz")
@example("\ufeff".encode("utf-16"), "-")
@example("<p>قصف".encode() * 500, "page.html")
def test_every_page_is_read_or_refused(data: bytes, name: str) -> None:
    try:
        readings = hudna.read_page(data, name=name)
    except hudna.NotReadable:
        return
    assert readings
    for reading in readings:
        assert broken(reading) == []


LONG = {
    "one word": "قصف" * 20_000,
    "one sentence": "قصفت القوات البلدة و" * 1_500,
    "commas": "قصف، " * 1_000,
    "open quotes": "«" * 5_000 + " قصف المدينة",
    "open brackets": "(" * 5_000 + "قصف",
    "numbers": "3 " * 5_000 + "قتلى",
    "one number": "9" * 20_000 + " قتيلاً في القصف",
    "one grouped number": "1.5" + "،000" * 200 + " قتيلاً في القصف",
    "a number with two commas": "سقط 68ر10,5 قتيلاً في القصف",
    "tashkeel": "قَ" * 10_000,
    "cues": "قال إن " * 2_000 + "قصفاً وقع",
    "lines": "\n" * 20_000 + "قصف",
    "tatweel": "ـ" * 20_000,
    "words of dots": "ـ.ـ" * 5_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_runs_of_one_thing_neither_hang_nor_break(text: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert broken(pool.submit(story, text).result(timeout=60)) == []


def example_texts() -> list[str]:
    pages = sorted(p for p in EXAMPLES.rglob("*") if p.suffix in (".txt", ".html"))
    return [r.text for p in pages for r in hudna.read_page(p.read_bytes(), name=p.name)]


def test_threads_and_forked_processes_read_the_same() -> None:
    texts = example_texts() * 3
    alone = [story(t, date(2018, 3, 14)) for t in texts]
    assert any(r.claims for r in alone)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(story, texts, [date(2018, 3, 14)] * len(texts))) == alone
    with multiprocessing.get_context("fork").Pool(2) as workers:
        assert workers.starmap(story, [(t, date(2018, 3, 14)) for t in texts]) == alone


def test_the_first_call_may_come_from_many_threads_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from hudna.knowledge import load

    monkeypatch.setattr(load, "_loaded", None)
    with ThreadPoolExecutor(8) as pool:
        assert len({id(k) for k in pool.map(lambda _: load.knowledge(), range(8))}) == 1
