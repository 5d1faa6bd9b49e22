"""`import hudna`: frozen results, documented errors only, the same from many threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hudna

TEXT = "أفاد ناشطون أن طائرات حربية شنّت غارات على بلدة سراقب فجر الاثنين، ما أسفر عن مقتل ثلاثة مدنيين."


def test_read_keeps_the_text_and_its_offsets() -> None:
    reading = hudna.read(TEXT, published="2018-03-12", outlet="وكالة")
    assert reading.text == TEXT
    assert (reading.document.published, reading.document.outlet) == (date(2018, 3, 12), "وكالة")
    assert [c.type for c in reading.claims] == [hudna.ClaimType.AIR_STRIKE]
    trigger = reading.claims[0].trigger
    assert TEXT[trigger.start : trigger.end] == trigger.text


def test_results_are_frozen() -> None:
    reading = hudna.read(TEXT)
    with pytest.raises(FrozenInstanceError):
        reading.claims = ()  # type: ignore[misc]


def test_read_page_gives_a_reading_a_story() -> None:
    html = f"<html><body><article><p>{TEXT}</p></article></body></html>".encode("windows-1256")
    [reading] = hudna.read_page(html, name="page.html", published=date(2018, 3, 12))
    assert reading.claims
    assert len(reading.document.sha256 or "") == 64


@pytest.mark.parametrize("text", ["", " \n", "The talks went on.", "قصف\ud800", "12345"])
def test_what_is_no_arabic_text_is_refused(text: str) -> None:
    with pytest.raises(hudna.NotReadable):
        hudna.read(text)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="2018"):
        hudna.read(TEXT, published="2018-02-30")


def test_threads_get_the_same() -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: hudna.read(TEXT, published="2018-03-12"), range(32)))
    assert len(found) == 1


ARABIC = st.text(
    alphabet=st.sampled_from(
        "شن قصف قتل غارة على في من بلدة حلب «»:،. \n0123٣٤ قال إن لم لن نحو بين و" + "ًّ\u200f\u0640"
    ),
    max_size=300,
)


@settings(max_examples=60, deadline=None)
@given(ARABIC | st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        reading = hudna.read(text, published="2018-03-12")
    except hudna.NotReadable:
        return
    for claim in reading.claims:
        for span in spans(claim):
            assert text[span.start : span.end] == span.text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | ARABIC.map(lambda t: t.encode("windows-1256", "replace")))
def test_any_page_is_read_or_refused(data: bytes) -> None:
    try:
        readings = hudna.read_page(data)
    except hudna.NotReadable:
        return
    for reading in readings:
        for claim in reading.claims:
            for span in spans(claim):
                assert reading.text[span.start : span.end] == span.text


def spans(claim: hudna.Claim) -> list[hudna.Span]:
    parts = [claim.trigger, *(p.span for p in claim.participants), *(p.span for p in claim.places)]
    parts += [f.span for f in claim.figures] + [f.who for f in claim.figures if f.who]
    parts += [a.span for a in claim.attribution] + [a.cue for a in claim.attribution if a.cue]
    parts += [claim.means.span] if claim.means else []
    return parts + ([claim.time.span] if claim.time and claim.time.span else [])
