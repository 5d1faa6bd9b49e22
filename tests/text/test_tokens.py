"""Tokens keep their characters, whatever folding does to their form."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.text.tokens import fold, fold_phrase, tokenize


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أسامة", "اسامه"),
        ("إدلب", "ادلب"),
        ("آذار", "اذار"),
        ("قُتِلَ", "قتل"),
        ("مســـلحون", "مسلحون"),
        ("المستشفى", "المستشفي"),
        ("مسؤول", "مسوول"),
        ("هيئة", "هييه"),
        ("٢٥", "25"),
        ("۱۹", "19"),
        ("حلب\u200f", "حلب"),
        ("گرد", "گرد"),
        ("کردستان", "كردستان"),
        ("ﻣﻘﺘﻞ", "مقتل"),
        ("ﺑﺎﻻﻧﺒﺎﺭ", "بالانبار"),
        ("هجوماً", "هجوما"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(folded) == folded


def test_the_preposition_ala_is_not_the_name_ali() -> None:
    assert fold("على") != fold("علي")
    assert fold("وعلى") != fold("وعلي")
    assert fold("المستشفى") == fold("المستشفي")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("قصفت القوات، أمس.", ["قصفت", "القوات", "،", "امس", "."]),
        ("#الغوطة_الشرقية", ["الغوطه", "الشرقيه"]),
        ("3.5 كلم", ["35", "كلم"]),
        ("١٢٬٥٠٠ نازح", ["12٬500", "نازح"]),
        ("حمـ.ـاس", ["حماس"]),
        ("طائرة F-16", ["طايره", "F-16"]),
        ("«داعش»", ["«", "داعش", "»"]),
        ("سطر\n\nآخر", ["سطر", "\n", "اخر"]),
        ("لكن...", ["لكن", "..."]),
        ("", []),
        ("ـــ", []),
    ],
)
def test_tokens(text: str, forms: list[str]) -> None:
    assert [t.form for t in tokenize(text)] == forms


def test_ta_marbuta_is_remembered() -> None:
    ours, theirs = tokenize("سيطرة كتابه")
    assert (ours.marbuta, theirs.marbuta) == (True, False)


def test_offsets_count_in_the_whole_text() -> None:
    text = "قبل. قُصِفَت المدينة"
    [first, second] = tokenize(text, start=5)
    assert text[first.start : first.end] == "قُصِفَت"
    assert (second.start, second.end) == (13, len(text))


def test_a_phrase_is_keyed_as_its_tokens() -> None:
    assert fold_phrase("وقف إطلاق النار") == ("وقف", "اطلاق", "النار")


ARABIC = st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.sampled_from(" .،ـ\u200f#_\n3a"))


@given(st.text() | ARABIC, st.integers(0, 5))
def test_tokens_of_any_text_stand_in_order(text: str, start: int) -> None:
    tokens = tokenize(text, start)
    assert all(start <= t.start < t.end <= len(text) and t.form for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    for t in tokens:
        if t.kind != "mark":
            assert t.form == fold(text[t.start : t.end])


@given(ARABIC)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = [t.form for t in tokenize(text) if t.kind == "word"]
    assert [fold(form) for form in once] == once
