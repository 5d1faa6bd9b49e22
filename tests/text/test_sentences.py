"""Sentences end where a reader would end them, and cover all that is not white space."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.text.sentences import sentences


@pytest.mark.parametrize(
    "marked",
    [
        "عاد الهدوء. | ثم انهار.",
        "هل انسحبوا؟ | لم ينسحبوا!",
        "بلغت المسافة 3.5 كلم شمالاً.",
        "أفادت (د.ب.أ) بذلك. | وانتهى الأمر.",
        "قال: «انتهى القتال.» | ثم غادر.",
        "مقتل ثلاثة في تعز\n | قتل ثلاثة جنود أمس.",
        "قصفوا البلدة، ثم انسحبوا؛ لم يعودوا.",
        "عنوان\n\n | نص",
    ],
)
def test_sentences(marked: str) -> None:
    parts = marked.split(" | ")
    text = " ".join(parts)
    assert [text[s.start : s.end] for s in sentences(text)] == [p.strip() for p in parts]


def test_what_runs_on_is_cut_at_white_space() -> None:
    text = "قصفوا البلدة ثم " * 600
    found = sentences(text)
    assert len(found) > 1
    assert all(s.end - s.start <= 2_000 and not text[s.end - 1 : s.end + 1].isalpha() for s in found)


def test_a_word_without_end_is_cut_too() -> None:
    found = sentences("ق" * 5_000)
    assert [(s.start, s.end) for s in found] == [(0, 2_000), (2_000, 4_000), (4_000, 5_000)]


@given(st.text() | st.text(st.sampled_from('قصف .!؟\n»"')))
def test_nothing_is_lost_and_nothing_twice(text: str) -> None:
    found = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in found)
    kept = "".join(text[s.start : s.end] for s in found)
    assert "".join(kept.split()) == "".join(text.split())
