"""Time phrases against the list in `tests/data/times.yml`, and what holds for any phrase on any day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hudna.extraction.times import find_times
from hudna.model import Basis, Precision, Span, Time
from hudna.resolution.dates import nearest_weekday, resolve_time, time_record
from hudna.text.tokens import tokenize

PUBLISHED = date(2018, 3, 14)  # a Wednesday
PUBLISHED_FRESH = date(2021, 9, 16)  # a Thursday
DATA = Path(__file__).parent.parent / "data"
CASES = [
    {"published": published, **case}
    for name, published in (("times.yml", PUBLISHED), ("times_fresh.yml", PUBLISHED_FRESH))
    for case in yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
]
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def unmark(marked: str) -> tuple[str, list[str]]:
    """A text without its brackets, and what stood in them."""
    wordings = [part.split("]")[0] for part in marked.split("[")[1:]]
    return marked.replace("[", "").replace("]", ""), wordings


def told(row: dict[str, str | None]) -> str:
    start, end = row["from"] or "", row["to"] or ""
    interval = start if start == end != "" else f"{start}..{end}"
    return f"{interval} {row['precision']}" + (" !" if row.get("warning") else "")


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_list(case: dict[str, object]) -> None:
    text, wordings = unmark(str(case["text"]))
    published = case["published"]
    assert isinstance(published, date)
    times = time_record(text, published)["times"]
    read = [(text[t["start"] : t["end"]], told(t)) for t in times]
    right = list(zip(wordings, case["read"], strict=True))  # type: ignore[call-overload]
    assert (read == right) is not case.get("misread", False)


@given(st.sampled_from(CASES), DAYS)
def test_any_day(case: dict[str, object], published: date) -> None:
    text, _ = unmark(str(case["text"]))
    for row in time_record(text, published)["times"]:
        assert row["basis"] == "text"
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert row["from"] is None or row["to"] is None or row["from"] <= row["to"]


@given(st.integers(0, 6), DAYS)
def test_weekdays_lie_within_a_week(weekday: int, published: date) -> None:
    last, before, after = (nearest_weekday(weekday, d, published) for d in (None, -1, 1))
    assert {d.weekday() for d in (last, before, after)} == {weekday}
    assert before < published < after
    assert 0 <= (published - last).days < 7
    assert (published - before).days <= 7 >= (after - published).days


def test_record_shape() -> None:
    assert time_record("انسحبوا أمس", PUBLISHED) == {
        "text": "انسحبوا أمس",
        "times": [
            {"from": "2018-03-13", "to": "2018-03-13", "precision": "day", "basis": "text", "start": 8, "end": 11}
        ],
    }


def test_weekday_that_does_not_fit_is_told() -> None:
    (row,) = time_record("وقع الهجوم الجمعة 12 آذار 2018", PUBLISHED)["times"]
    assert (row["from"], row["warning"]) == ("2018-03-12", "2018-03-12 is a Monday, not a Friday")


def test_weekday_chooses_the_year() -> None:
    (row,) = time_record("يعقد المؤتمر الجمعة 20 أبريل", PUBLISHED)["times"]
    assert row["from"] == "2018-04-20"
    assert "warning" not in row


def test_model_time() -> None:
    text = "حاصروا المدينة منذ 2013"
    (mention,) = find_times(tokenize(text), text)
    span = Span(15, 23, "منذ 2013")
    assert resolve_time(mention, PUBLISHED, text) == Time(span, "2013-01-01", "2018-03-14", Precision.RANGE, Basis.TEXT)


def test_without_day_of_publication() -> None:
    assert time_record("انسحبوا أمس", None)["times"] == []
    (row,) = time_record("انسحبوا في 3 أيار 2014", None)["times"]
    assert row["from"] == "2014-05-03"
    (row,) = time_record("يحاصرونها منذ 2013", None)["times"]
    assert (row["from"], row["to"]) == ("2013-01-01", None)
