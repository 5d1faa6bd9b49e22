"""Days, months and seasons as intervals of days."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

Interval = tuple[date, date]
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
FEASTS = {  # Hijri month, first day, days
    "fitr": (10, 1, 3),
    "adha": (12, 10, 4),
    "arafa": (12, 9, 1),
    "ashura": (1, 10, 1),
    "mawlid": (3, 12, 1),
    "hijri_new_year": (1, 1, 1),
}
FIXED_FEASTS = {"new_year": (1, 1), "christmas": (12, 25), "nowruz": (3, 21)}  # month, day


def month_of(year: int, month: int) -> Interval:
    """The first and last day; `month` may lie outside 1–12 and carries into the years.

    >>> month_of(2018, 0)
    (datetime.date(2017, 12, 1), datetime.date(2017, 12, 31))
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def shift_months(day: date, months: int) -> date:
    """The same day of another month, or the month's last."""
    first, last = month_of(day.year, day.month + months)
    return first.replace(day=min(day.day, last.day))


def hijri_day(year: int, month: int, day: int) -> date:
    """A Hijri day by the Umm al-Qura calendar; ValueError or OverflowError outside it."""
    g = Hijri(year, month, day).to_gregorian()
    return date(g.year, g.month, g.day)


def hijri_month(year: int, month: int) -> Interval:
    first = hijri_day(year, month, 1)
    return first, first + timedelta(days=Hijri(year, month, 1).month_length() - 1)


def hijri_year_of(day: date) -> int:
    return int(Gregorian(day.year, day.month, day.day).to_hijri().year)


def feast_starts(name: str, year: int) -> tuple[list[date], int]:
    """The first days of a feast in the years around `year`, in order, and how many days it lasts.

    `eid` is either of the two great feasts.
    """
    if name in FIXED_FEASTS:
        return [date(y, *FIXED_FEASTS[name]) for y in range(year - 3, year + 4)], 1
    if name == "eid":
        both = feast_starts("fitr", year)[0] + feast_starts("adha", year)[0]
        return sorted(both), FEASTS["fitr"][2]
    month, first, days = FEASTS[name]
    hijri = hijri_year_of(date(year, 7, 1))
    return [hijri_day(y, month, first) for y in range(hijri - 4, hijri + 4)], days


def week_of(day: date, offset: int) -> Interval:
    """The ISO week, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
    return monday, monday + timedelta(days=6)


def season_of(year: int, name: str) -> Interval:
    """Meteorological seasons; the winter of a year begins in December before it."""
    month = SEASONS[name] - (12 if name == "winter" else 0)
    return month_of(year, month)[0], month_of(year, month + 2)[1]


def thirds(interval: Interval, edge: str) -> Interval:
    """The start, middle or end, a half or quarter, of an interval.

    Of a month: days 1–10, 11–20, 21 to the end. Of a year: January–March, May–August, October–December.
    """
    first, last = interval
    days = (last - first).days + 1
    calendar_year = days >= 365 and first.day == 1 == first.month
    if edge in ("first_half", "second_half"):
        middle = date(first.year, 6, 30) if calendar_year else first + timedelta(days // 2 - 1)
        return (first, middle) if edge == "first_half" else (middle + timedelta(1), last)
    if edge[:1] == "q":
        quarter = int(edge[1]) - 1
        if calendar_year:
            return month_of(first.year, 3 * quarter + 1)[0], month_of(first.year, 3 * quarter + 3)[1]
        return first + timedelta(days * quarter // 4), first + timedelta(days * (quarter + 1) // 4 - 1)
    if days in (365, 366):
        a, b = {"start": (0, 2), "middle": (4, 7), "end": (9, 11)}[edge]
        return shift_months(first, a), shift_months(first, b + 1) - timedelta(1)
    if 28 <= days <= 31:
        a, b = {"start": (1, 10), "middle": (11, 20), "end": (21, days)}[edge]
        return first + timedelta(a - 1), first + timedelta(b - 1)
    third = max(1, days // 3)
    return {
        "start": (first, first + timedelta(third - 1)),
        "middle": (first + timedelta(third), last - timedelta(third)),
        "end": (last - timedelta(third), last),
    }[edge]
