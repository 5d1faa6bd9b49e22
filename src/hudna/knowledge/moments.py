"""Days and minutes as agreements state them: 2017-07-09, or 2017-07-09T12:00+03:00."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time of the parties' own clock; `whole` where only the day is told."""

    day: date
    clock: datetime | None = None

    @property
    def whole(self) -> bool:
        return self.clock is None or (self.clock.hour, self.clock.minute) == (0, 0)

    def days(self, n: int) -> Moment:
        return Moment(self.day + timedelta(days=n))

    def __str__(self) -> str:
        return self.day.isoformat() if self.clock is None else self.clock.isoformat(timespec="minutes")


def moment(text: str) -> Moment:
    """Read a day or a minute with its offset. Raises ValueError that says what is wrong."""
    try:
        if "T" not in text:
            return Moment(date.fromisoformat(text))
        clock = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no day (2017-07-09) and no minute (2017-07-09T12:00+03:00)") from error
    if clock.tzinfo is None:
        raise ValueError(f"{text!r} lacks its offset from UTC (2017-07-09T12:00+03:00)")
    return Moment(clock.date(), clock)
