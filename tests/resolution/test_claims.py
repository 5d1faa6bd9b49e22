"""What is told again in a story points at its first telling; days that count from what the story told."""

from __future__ import annotations

from datetime import date

import pytest
from marked import Case, cases, check

from hudna.model import Claim, Document, Story
from hudna.pipeline import read_story


@pytest.mark.parametrize("case", cases("claims"))
def test_repeats_point_at_the_first_telling(case: Case) -> None:
    check(case)


def claims(text: str) -> list[Claim]:
    return list(read_story(Story(Document("x", published=date(2018, 3, 14)), 0, 0, text)).claims)


def days(text: str) -> list[tuple[str, str | None, str | None]]:
    """Type, first and last day of each claim of a story of Wednesday 14 March 2018."""
    return [(c.type.value, c.time.start, c.time.end) for c in claims(text) if c.time]


def test_what_was_some_days_before_the_news_counts_from_the_day_told() -> None:
    told = days("قصف الجيش أمس الثلاثاء بلدة دوما، وذلك بعد أربعة أيام على هجوم انتحاري في سراقب.")
    assert told == [("shelling", "2018-03-13", "2018-03-13"), ("bombing", "2018-03-09", "2018-03-09")]


def test_the_dead_of_the_news_are_not_those_of_the_act_that_it_counts_from() -> None:
    told = claims("قُتل أمس مدنيان في دوما، بعد يومين على هجوم انتحاري في سراقب.")
    figures = {c.type.value: [f.min for f in c.figures] for c in told}
    assert figures == {"killing": [2], "bombing": []}


def test_a_clock_time_alone_is_of_the_day_told_last() -> None:
    told = days("قُتل جندي أمس في مأرب. وقال بيان إن مسلحين هاجموا الموقع في الساعة 13,30.")
    assert [t[1] for t in told] == ["2018-03-13", "2018-03-13"]


def test_days_later_count_from_the_day_told_last() -> None:
    told = days("هاجم مسلحون حاجزاً في تعز يوم السبت. وبعدها بيومين قُتل جندي في المدينة.")
    assert [t[1] for t in told] == ["2018-03-10", "2018-03-12"]
