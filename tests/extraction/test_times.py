"""The spans of time phrases, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hudna.extraction.time_values import Checked, Date, Day, Weekday
from hudna.extraction.times import find_times
from hudna.resolution.dates import time_record
from hudna.text.tokens import tokenize

WORDS = [
    "أمس", "الأول", "اليوم", "الأحد", "الثلاثاء", "الماضي", "المقبل", "قبل", "بعد", "منذ", "حتى", "من", "إلى",
    "بين", "و", "3", "31", "2015", "1439", "12/3", "2015-07-27", "آذار", "مارس", "(", ")", "/", "-", "الساعة",
    "11:59", "مساء", "ليل", "يومين", "ثلاثة", "أيام", "لمدة", "ساعة", "الـ", "شهر", "رجب", "هـ", "منتصف",
    "العام", "الجاري", "صيف", "عيد الفطر", "اعتباراً من", "تبدأ", "هذا", "الأسبوع", "فجر", "يوم", "يومي", "نحو",
    "أكثر من", "30", "فبراير", "عام", "سنوات", "آخر",
]  # fmt: skip
LISTS = st.lists(st.sampled_from(WORDS), max_size=14)


def spans(text: str) -> list[str]:
    return [text[m.start : m.end] for m in find_times(tokenize(text), text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انسحبوا أمس ثم عادوا اليوم", ["أمس", "اليوم"]),
        ("وأمس قصفت المدينة، واليوم هدأت", ["أمس", "اليوم"]),
        ("في سوق الأحد", []),
        ("مدينة خميس مشيط", []),
        ("الأمين العام الحالي للأمم المتحدة", []),
        ("وفي ذلك اليوم بدأ القصف", []),
        ("مارس ضغوطاً على الفصائل", []),
        ("في مارس انسحبوا", ["مارس"]),
        ("خلال شهر رجب", ["شهر رجب"]),
    ],
)
def test_spans(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_values() -> None:
    text = "أمس (الثلاثاء) ويوم الأحد المقبل وفي 3 أيار/مايو 2014"
    values = [m.value for m in find_times(tokenize(text), text)]
    assert values == [Checked(Day(-1), 1), Weekday(6, 1), Date(3, 5, 2014)]


@given(st.one_of(st.text(), LISTS.map(" ".join), LISTS.map("".join)), st.dates())
def test_any_text(text: str, published: object) -> None:
    tokens = tokenize(text)
    mentions = find_times(tokens, text)
    for m in mentions:
        assert 0 <= m.first < m.last <= len(tokens)
        assert tokens[m.first].start <= m.start < m.end == tokens[m.last - 1].end
    assert all(a.last <= b.first for a, b in pairwise(mentions))
    for row in time_record(text, published)["times"]:  # type: ignore[arg-type]
        assert row["from"] is None or row["to"] is None or row["from"] <= row["to"]
