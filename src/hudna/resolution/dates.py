"""From what a time phrase says to an interval of days, held against the day of publication.

The past is preferred, as news tells what happened: a weekday is the last one, today included; a month is the present
one or the last; a day without a year lies in the past or at most a month ahead. An open bound is None.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, assert_never

from hudna.extraction.time_values import (
    Apart,
    Bound,
    Checked,
    Clock,
    Date,
    Day,
    Edge,
    Feast,
    Length,
    Night,
    Range,
    Rel,
    Season,
    Stretch,
    TimeValue,
    Vague,
    Weekday,
    Year,
)
from hudna.extraction.times import TimeMention, find_times
from hudna.model import Basis, Precision, Span, Time
from hudna.resolution.calendar import Interval, season_of, shift_months, thirds, week_of
from hudna.resolution.distances import about, apart, away, ordered, stretch
from hudna.resolution.intervals import (
    NoDate,
    Resolved,
    candidates,
    date_of,
    feast_of,
    known,
    on,
    relative,
    span,
    year_of,
)
from hudna.text.tokens import tokenize

_VALID = 183  # days that the end or the start of something may lie ahead
_RECENT = 6  # days before its publication in which a story tells its news
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def resolve(
    value: TimeValue, published: date | None, *, ahead: bool = False, told: date | None = None
) -> Resolved | None:
    """What `value` means in a text published on that day; None if it means no date.

    `told`: the day that the text told of last, from which some phrases count.
    """
    value, published = _counted(value, published, told)
    try:
        return _ahead(value, published) if ahead else _resolve(value, published)
    except (NoDate, ValueError, OverflowError):
        return None


def _counted(value: TimeValue, published: date | None, told: date | None) -> tuple[TimeValue, date | None]:
    """A phrase that counts from what was told, and the day from which it counts: بعدها بيومين, الساعة 13,30."""
    if isinstance(value, Apart) and value.from_told:
        return (Vague("unplaced"), published) if told is None else (replace(value, from_told=False), told)
    if told is None or published is None or not timedelta(0) <= published - told <= timedelta(_RECENT):
        return value, published
    if isinstance(value, Apart) and value.from_news:
        return replace(value, from_news=False), told
    return value, told if value == Clock(None) else published


def resolve_time(
    mention: TimeMention, published: date | None, text: str, *, ahead: bool = False, told: date | None = None
) -> Time | None:
    """The model's time of a mention; None if it means no date.

    `ahead`: of something that is still to come; `told`: the day that the story told of last.
    """
    read = resolve(mention.value, published, ahead=ahead, told=told)
    if read is None:
        return None
    span = Span(mention.start, mention.end, text[mention.start : mention.end])
    return Time(span, _iso(read.start), _iso(read.end), read.precision, Basis.TEXT)


def time_record(text: str, published: date | None) -> dict[str, Any]:
    """What `hudna time` prints for a text; `warning` stands only where a told weekday does not fit."""
    times = []
    for mention in find_times(tokenize(text), text):
        read = resolve(mention.value, published)
        if read is None:
            continue
        row: dict[str, Any] = {
            "from": _iso(read.start),
            "to": _iso(read.end),
            "precision": read.precision.value,
            "basis": Basis.TEXT.value,
            "start": mention.start,
            "end": mention.end,
        }
        times.append({**row, "warning": read.warning} if read.warning else row)
    return {"text": text, "times": times}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _resolve(value: TimeValue, published: date | None) -> Resolved:
    match value:
        case Day(offset):
            return on(known(published) + timedelta(offset))
        case Night():
            return _night(value, known(published))
        case Weekday(weekday, direction):
            return on(nearest_weekday(weekday, direction, known(published)))
        case Date():
            return date_of(value, published)
        case Year(year, hijri):
            return year_of(year, hijri)
        case Rel():
            return relative(value, known(published))
        case Season():
            return _season(value, published)
        case Feast():
            return feast_of(value, known(published))
        case Edge(edge, of):
            whole = _resolve(of, published)
            if whole.start is None or whole.end is None:
                raise NoDate
            return Resolved(*thirds((whole.start, whole.end), edge), Precision.RANGE)
        case Apart():
            return apart(value, known(published))
        case Stretch():
            return stretch(value, known(published))
        case Length():
            return _length(value, published)
        case Bound():
            return _bound(value, published)
        case Range(first, last):
            return _between(first, last, published)
        case Clock(of):
            day = _resolve(of, published) if of else on(known(published))
            return replace(day, precision=Precision.HOUR) if day.start == day.end else day
        case Checked(of, weekday):
            return _checked(of, weekday, published)
        case Vague():
            return _vague(value, published)
        case _:
            assert_never(value)


def nearest_weekday(weekday: int, direction: int | None, published: date) -> date:
    """Monday is 0. Without a direction the last one, today included; الماضي and المقبل never mean today."""
    back = (published.weekday() - weekday) % 7
    if direction is not None and direction > 0:
        return published + timedelta(7 * direction - back)
    if direction is not None and direction < 0:
        return published - timedelta((back or 7) - 7 * (direction + 1))
    return published - timedelta(back)


def _night(value: Night, published: date) -> Resolved:
    if value.into is not None:
        into = nearest_weekday(value.into, None, published)
    else:
        into = published + timedelta((value.offset or 0) + 1)
    return span(into - timedelta(1), into)


def _length(value: Length, published: date | None) -> Resolved:
    if value.start is None:
        return Resolved(None, None, Precision.RANGE)
    start = _ahead(value.start, published)
    if start.start is None or value.count is None:
        return span(start.start, None, start.warning)
    end = away(value.unit, value.count, start.start, 1)
    if value.unit not in ("hour", "minute"):
        end -= timedelta(1)
    return Resolved(start.start, end, Precision.RANGE, start.warning)


def _season(value: Season, published: date | None) -> Resolved:
    if value.year is not None:
        whole = _resolve(value.year, published)
        year = whole.start.year if whole.start else 0
        return Resolved(*season_of(year, value.name), Precision.SEASON)
    day = known(published)
    near: list[Interval] = [season_of(day.year + k, value.name) for k in (-2, -1, 0, 1, 2)]
    if value.direction is not None and value.direction > 0:
        return Resolved(*next(s for s in near if s[0] > day), Precision.SEASON)
    if value.direction is not None and value.direction < 0:
        return Resolved(*[s for s in near if s[1] < day][value.direction], Precision.SEASON)
    return Resolved(*[s for s in near if s[0] <= day][-1], Precision.SEASON)


# -- bounds and ranges


def _ahead(value: TimeValue, published: date | None) -> Resolved:
    """As `_resolve`, but a weekday without a direction lies ahead, as of something that begins or is valid."""
    if isinstance(value, Clock) and value.of is not None:
        return _ahead(value.of, published)
    if isinstance(value, Edge):
        whole = _ahead(value.of, published)
        if whole.start is None or whole.end is None:
            raise NoDate
        return Resolved(*thirds((whole.start, whole.end), value.edge), Precision.RANGE)
    if isinstance(value, Weekday) and value.direction is None:
        day = known(published)
        return on(day + timedelta((value.weekday - day.weekday()) % 7))
    if isinstance(value, Date) and value.year is None and value.direction is None:
        day = known(published)
        to_come = [r for r in candidates(value, day) if r.end and 0 <= (r.end - day).days <= _VALID]
        if to_come:
            return to_come[0]
    return _resolve(value, published)


def _bound(value: Bound, published: date | None) -> Resolved:
    if value.kind == "since":
        return _since(value.of, published)
    if value.kind in ("from", "until"):
        of = _ahead(value.of, published)
        return span(of.start, None, of.warning) if value.kind == "from" else span(None, of.end, of.warning)
    of = _resolve(value.of, published)
    if value.kind == "before":
        whole = of.precision in (Precision.YEAR, Precision.MONTH) and of.start is not None
        return span(None, of.start - timedelta(1) if whole and of.start else of.end, of.warning)
    return span(of.end if of.precision is Precision.DAY else of.start, None, of.warning)


def _since(of: TimeValue, published: date | None) -> Resolved:
    """Up to the day of publication, which is as far as the text can know."""
    if isinstance(of, Apart):
        start = None
        if of.low is not None and of.high is not None:
            middle = (of.low + of.high) / 2 if about(of.low, of.high) else of.high
            start = away(of.unit, middle, known(published), -1)
            if of.unit == "hour" and middle <= 6:
                start = known(published)
        elif of.low is None and of.high is None and of.unit in ("day", "hour", "minute"):
            start = away(of.unit, 10, known(published), -1)
        elif of.high is not None:
            start = away(of.unit, of.high, known(published), -1)
        return span(start, published)
    read = _resolve(of, published)
    if published and read.start and read.start > published:
        return span(read.start, None, read.warning)
    return span(read.start, published, read.warning)


def _between(first: TimeValue, last: TimeValue, published: date | None) -> Resolved:
    if isinstance(last, Weekday) and last.direction is None and isinstance(first, Weekday):
        start = nearest_weekday(first.weekday, first.direction, known(published))
        return span(start, start + timedelta((last.weekday - start.weekday()) % 7))
    a, b = _resolve(first, published), _resolve(last, published)
    if a.start is None or b.end is None:
        raise NoDate
    if a.start > b.end:
        if isinstance(first, Date) and first.year is None:
            return span(shift_months(a.start, -12), b.end)
        return ordered(a.start, b.end)
    hours = a.precision is Precision.HOUR is b.precision and a.start == b.end
    return a if hours else span(a.start, b.end)


# -- weekdays beside dates


def _checked(of: TimeValue, weekday: int, published: date | None) -> Resolved:
    if isinstance(of, Rel) and of.unit == "week":
        monday = week_of(known(published), of.offset)[0]
        return on(monday + timedelta(weekday))
    read = _resolve(of, published)
    if read.start is None or read.start != read.end or read.start.weekday() == weekday:
        return read
    warning = f"{read.start.isoformat()} is a {_WEEKDAYS[read.start.weekday()]}, not a {_WEEKDAYS[weekday]}"
    if isinstance(of, Date) and of.year is None and published:
        fits = [r for r in candidates(of, published) if r.start and r.start.weekday() == weekday]
        close = [r for r in fits if r.start and abs((r.start - published).days) <= 366]
        return close[0] if len(close) == 1 else replace(read, warning=warning)
    if isinstance(of, Day):
        near = [read.start + timedelta(k) for k in (1, -1, -2, -3)]  # a page is often dated days after it was written
        return on(next((d for d in near if d.weekday() == weekday), read.start), warning)
    return replace(read, warning=warning)


def _vague(value: Vague, published: date | None) -> Resolved:
    match value.kind:
        case "now":
            return on(known(published))
        case "soon":
            return span(known(published), None)
        case "lately" | "so_far":
            return span(None, known(published))
        case "unplaced":
            return Resolved(None, None, Precision.RANGE)
        case _:
            assert_never(value.kind)
