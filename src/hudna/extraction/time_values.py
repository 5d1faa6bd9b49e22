"""What a time phrase says, before it is held against the day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["minute", "hour", "day", "week", "month", "year", "decade", "century"]
Direction = Literal[-2, -1, 0, 1, 2]  # قبل الماضي, الماضي, الجاري, المقبل, بعد المقبل


@dataclass(frozen=True, slots=True)
class Day:
    """A day counted from the day of publication: اليوم 0, أمس -1, غداً 1."""

    offset: int


@dataclass(frozen=True, slots=True)
class Night:
    """The night into a day: الليلة الماضية -1; ليل الاثنين الثلاثاء has the weekday that it leads to."""

    offset: int | None
    into: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """Monday is 0; without a direction the nearest past, today included."""

    weekday: int
    direction: Direction | None


@dataclass(frozen=True, slots=True)
class Date:
    """A day of a month, or with no day the month; what is not told is None."""

    day: int | None
    month: int | None
    year: int | None = None
    direction: int | None = None
    hijri: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    hijri: bool = False


@dataclass(frozen=True, slots=True)
class Rel:
    """The unit that lies `offset` from the present one: الأسبوع الماضي."""

    unit: Unit
    offset: int
    day: int | None = None  # of a month: 12 من الشهر الجاري
    month: int | None = None  # of a year: آذار من العام الماضي


@dataclass(frozen=True, slots=True)
class Season:
    name: str
    year: Year | Rel | None
    direction: int | None = None


@dataclass(frozen=True, slots=True)
class Feast:
    name: str
    year: int | None
    direction: int | None
    day: int | None = None  # أول أيام عيد الفطر


@dataclass(frozen=True, slots=True)
class Edge:
    """The start, middle or end, a half or a quarter, of something longer."""

    edge: str
    of: TimeValue


@dataclass(frozen=True, slots=True)
class Apart:
    """A point so many units before (sign -1) or after the present; unstated numbers and bounds are None.

    `from_news`: counted from what the story tells (بعد يومين من التفجير), which may be a day older than the story.
    `from_told`: counted from what it told before (بعدها بيومين).
    """

    unit: Unit
    sign: int
    low: float | None
    high: float | None
    from_news: bool = False
    from_told: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """The last (sign -1) or next so many units, up to or from the present."""

    unit: Unit
    sign: int
    count: float | None


@dataclass(frozen=True, slots=True)
class Length:
    """A duration, with its start if that stands beside."""

    unit: Unit
    count: float | None
    start: TimeValue | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """An open interval: since and until an expression, from it on, before it, after it."""

    kind: Literal["since", "until", "from", "before", "after"]
    of: TimeValue


@dataclass(frozen=True, slots=True)
class Range:
    first: TimeValue
    last: TimeValue


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day; of the day of publication if no day stands beside."""

    of: TimeValue | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A time with the weekday that is told beside it."""

    of: TimeValue
    weekday: int


@dataclass(frozen=True, slots=True)
class Vague:
    kind: Literal["now", "lately", "so_far", "soon", "unplaced"]


TimeValue = (
    Day
    | Night
    | Weekday
    | Date
    | Year
    | Rel
    | Season
    | Feast
    | Edge
    | Apart
    | Stretch
    | Length
    | Bound
    | Range
    | Clock
    | Checked
    | Vague
)
