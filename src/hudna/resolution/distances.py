"""Points and stretches that are counted from the day of publication: three days ago, the last 48 hours."""

from __future__ import annotations

import math
from datetime import date, timedelta

from hudna.extraction.time_values import Apart, Stretch
from hudna.model import Precision
from hudna.resolution.calendar import month_of, shift_months
from hudna.resolution.intervals import Resolved, on, span

PAUCITY = (3, 10)  # a plural without a number is three to ten


def away(unit: str, count: float, day: date, sign: int) -> date:
    """The day so many units away."""
    if unit in ("minute", "hour"):
        return day + timedelta(sign * math.ceil(count / 24 if unit == "hour" else count / 1440))
    if unit in ("day", "week"):
        return day + timedelta(sign * round(count * (7 if unit == "week" else 1)))
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    return shift_months(day, sign * round(count * months))


def apart(value: Apart, published: date) -> Resolved:
    low, high, sign = value.low, value.high, value.sign
    if value.unit in ("minute", "hour"):
        return _hours_away(value, published)
    if low is None and high is None:
        near, far = (away(value.unit, n, published, sign) for n in PAUCITY)
        open_end = value.unit in ("month", "year", "decade")
        return ordered(None if open_end and sign < 0 else far, near)
    if low is None or high is None or (low != high and not about(low, high)):
        near = away(value.unit, low, published, sign) if low is not None else published
        far_end = away(value.unit, high, published, sign) if high is not None else None
        if low is not None and far_end is None:  # more than a week ago: between one and two
            far_end = away(value.unit, low + 1, published, sign)
        return ordered(far_end or published, near)
    count = (low + high) / 2
    if value.from_news and value.unit == "day":  # four of five such bombings of the tuning set lay in these two days
        day = away("day", count, published, -1)
        return span(day - timedelta(1), day)
    return _around(value.unit, round(count * 2) / 2, away(value.unit, count, published, sign))


def about(low: float, high: float) -> bool:
    """Whether a range is the ±10 % of an approximation."""
    return high - low <= max(2.0, 0.25 * high)


def ordered(a: date | None, b: date | None) -> Resolved:
    return span(b, a) if a and b and a > b else span(a, b)


def _around(unit: str, count: float, day: date) -> Resolved:
    """As exact as the unit: a week ago is that day give or take three, two months ago is that month."""
    if unit == "day":
        return on(day)
    if unit == "week":
        return Resolved(day - timedelta(3), day + timedelta(3), Precision.WEEK)
    if unit == "month":
        return Resolved(*month_of(day.year, day.month), Precision.MONTH)
    if unit == "year":
        return Resolved(date(day.year, 1, 1), date(day.year, 12, 31), Precision.YEAR)
    return span(date(day.year - 5, 1, 1), date(day.year + 5, 12, 31))


def _hours_away(value: Apart, published: date) -> Resolved:
    count = value.high if value.high is not None else value.low
    if value.unit == "minute" or (count is not None and count <= 6):
        return on(published)
    if count is None or count < 24:
        return ordered(published + timedelta(value.sign), published)
    return on(published + timedelta(value.sign * round(count / 24)))


def stretch(value: Stretch, published: date) -> Resolved:
    count = value.count
    if count is None:
        if value.unit in ("minute", "hour"):
            count = 24 if value.unit == "hour" else 1
        elif value.unit == "day":
            count = PAUCITY[1]
        else:
            return span(None, published) if value.sign < 0 else span(published, None)
    return ordered(away(value.unit, count, published, value.sign), published)
