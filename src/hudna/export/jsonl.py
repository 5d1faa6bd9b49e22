"""JSON lines: one record a story, as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hudna.export.record import encode
from hudna.model import Reading


def lines(readings: Iterable[Reading]) -> Iterator[bytes]:
    """Each reading's line, with its end."""
    for reading in readings:
        yield encode(reading) + b"\n"
