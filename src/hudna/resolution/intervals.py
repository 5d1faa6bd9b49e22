"""Dates, months, years and feasts as intervals of days, with the year chosen where none is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hudna.extraction.time_values import Date, Feast, Rel
from hudna.model import Precision
from hudna.resolution.calendar import feast_starts, hijri_day, hijri_month, hijri_year_of, month_of, week_of

_AHEAD = 31  # days that a date without a year may lie in the future


@dataclass(frozen=True, slots=True)
class Resolved:
    """An interval of days with its precision; `warning` tells what in the phrase doesn't fit."""

    start: date | None
    end: date | None
    precision: Precision
    warning: str | None = None


class NoDate(Exception):
    """The phrase needs a day of publication, or is outside the calendar."""


def known(published: date | None) -> date:
    if published is None:
        raise NoDate
    return published


def on(day: date, warning: str | None = None) -> Resolved:
    return Resolved(day, day, Precision.DAY, warning)


def span(start: date | None, end: date | None, warning: str | None = None) -> Resolved:
    same = start is not None and start == end
    return Resolved(start, end, Precision.DAY if same else Precision.RANGE, warning)


def date_of(value: Date, published: date | None) -> Resolved:
    if value.month is None:
        raise NoDate
    if value.year is not None:
        return interval_of(value, value.year)
    reads = list(candidates(value, known(published)))
    return _pick(reads, value, known(published))


def interval_of(value: Date, year: int) -> Resolved:
    month = value.month or 1
    if value.day is None:
        return Resolved(*(hijri_month if value.hijri else month_of)(year, month), Precision.MONTH)
    return on((hijri_day if value.hijri else date)(year, month, value.day))


def candidates(value: Date, published: date) -> Iterator[Resolved]:
    year = hijri_year_of(published) if value.hijri else published.year
    for y in range(year - 5, year + 5):  # 29 February needs the reach
        try:
            yield interval_of(value, y)
        except (ValueError, OverflowError):
            continue


def _pick(reads: list[Resolved], value: Date, published: date) -> Resolved:
    """The candidate that the direction asks for: the past by default, at most a month ahead for a day."""
    past = [r for r in reads if r.end and r.end < published]
    future = [r for r in reads if r.start and r.start > published]
    present = [r for r in reads if r.start and r.end and r.start <= published <= r.end]
    if value.direction is not None and value.direction < 0 and past:
        return past[max(-len(past), value.direction)]
    if value.direction is not None and value.direction > 0 and future:
        return future[min(len(future), value.direction) - 1]
    if value.direction == 0:
        return min(reads, key=lambda r: abs(((r.start or published) - published).days))
    limit = published + timedelta(_AHEAD if value.day else 0)
    near = [r for r in [*past, *present, *future] if r.start and r.start <= limit]
    if not near:
        raise NoDate
    return max(near, key=lambda r: r.start or published)


def year_of(year: int, hijri: bool) -> Resolved:
    if hijri:
        return Resolved(hijri_month(year, 1)[0], hijri_month(year, 12)[1], Precision.YEAR)
    return Resolved(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def relative(value: Rel, published: date) -> Resolved:
    k = value.offset
    if value.unit == "day":
        return on(published + timedelta(k))
    if value.unit == "week":
        return Resolved(*week_of(published, k), Precision.WEEK)
    if value.unit == "month":
        first, last = month_of(published.year, published.month + k)
        return on(first.replace(day=value.day)) if value.day else Resolved(first, last, Precision.MONTH)
    if value.unit == "year":
        if value.month:
            return interval_of(Date(value.day, value.month), published.year + k)
        return year_of(published.year + k, False)
    size = 10 if value.unit == "decade" else 100
    start = (published.year // size + k) * size
    return span(date(start, 1, 1), date(start + size - 1, 12, 31))


def feast_of(value: Feast, published: date) -> Resolved:
    """The instance of a told year, else the nearest within two months, else the last."""
    starts, days = feast_starts(value.name, value.year or published.year)
    if value.year is not None:
        starts = [s for s in starts if s.year == value.year] or starts
    past, future = [s for s in starts if s <= published], [s for s in starts if s > published]
    if value.direction is not None and value.direction > 0 and future:
        start = future[0]
    elif value.direction is not None or value.year is not None:
        start = (past or future)[-1]
    else:
        start = min(starts, key=lambda s: abs((s - published).days))
        start = past[-1] if abs((start - published).days) > 60 and past else start
    if value.day:
        return on(start + timedelta(value.day - 1))
    return span(start, start + timedelta(days - 1))
