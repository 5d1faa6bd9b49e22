"""What could not be read: reported with its name, the place in it and the reason, never dropped in silence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input, or a part of one, that was not read. `place` is a line or byte offset (`line 3`, `byte 1024`)."""

    name: str
    place: str | None
    reason: str


class NotReadable(Exception):
    """Raised for bytes or text that cannot be read; `place` is a line or byte offset where one is known."""

    def __init__(self, reason: str, place: str | None = None) -> None:
        super().__init__(reason if place is None else f"{reason} ({place})")
        self.reason = reason
        self.place = place

    def __reduce__(self) -> tuple[type[NotReadable], tuple[str, str | None]]:
        return (NotReadable, (self.reason, self.place))

    def named(self, name: str) -> Unreadable:
        """The same as a report on the input called `name`."""
        return Unreadable(name, self.place, self.reason)
