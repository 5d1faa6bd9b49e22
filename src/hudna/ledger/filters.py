"""Which incidents or claims are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Near:
    """A circle: its middle in degrees (WGS 84) and its radius in kilometres."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True)
class Filters:
    """All that are given must hold; an empty one holds everything.

    `types` and `status` hold values of ClaimType and Status, any of which will do. `place` is a place's id, the code of
    a country or division around it (`SY`, `SY-HI`), or a name in Arabic or English; `actor` an actor's id or name.
    `since` and `until` are days, inclusive, that the time must touch; what has no time is left out then. `near` looks
    at the point of the place, whatever its radius. `grade` is `B2`, `B` or `2` (that or better), or a label (`fair`),
    several parted by commas. `agreement` is kept for findings.
    """

    types: frozenset[str] = frozenset()
    place: str | None = None
    actor: str | None = None
    since: date | None = None
    until: date | None = None
    near: Near | None = None
    grade: str | None = None
    status: frozenset[str] = frozenset()
    agreement: str | None = None
