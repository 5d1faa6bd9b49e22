"""Coarse outlines of countries and first-level divisions, to check that a point lies where its record says.

The outlines are drawn to about two kilometres (Natural Earth, simplified), so a point near an edge is believed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from hudna.knowledge.place_tables import DATA, distance_km, read_rows

Ring = tuple[tuple[float, float], ...]  # (longitude, latitude)
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Outlines:
    """Rings by ISO 3166 code, each with its box (west, south, east, north)."""

    rings: dict[str, tuple[Ring, ...]]
    boxes: dict[str, tuple[Box, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "boxes", {code: tuple(map(_box, parts)) for code, parts in self.rings.items()})

    def holds(self, code: str, lat: float, lon: float, tolerance_km: float = 10.0) -> bool | None:
        """Whether the point lies in the area or within `tolerance_km` of its edge; None where no outline is known."""
        parts = self.rings.get(code)
        if parts is None:
            return None
        if self._within(code, lat, lon):
            return True
        return tolerance_km > 0 and any(_gap(lat, lon, ring) <= tolerance_km for ring in parts)

    def country(self, lat: float, lon: float) -> str | None:
        """The country whose outline holds the point; None at sea and where no outline is known."""
        return next((code for code in self.rings if len(code) == 2 and self._within(code, lat, lon)), None)

    def division(self, country: str, lat: float, lon: float) -> str | None:
        """The first-level division of a country whose outline holds the point."""
        codes = (code for code in self.rings if code.startswith(country + "-"))
        return next((code for code in codes if self._within(code, lat, lon)), None)

    def _within(self, code: str, lat: float, lon: float) -> bool:
        boxed = zip(self.boxes[code], self.rings[code], strict=True)
        return any(w <= lon <= e and s <= lat <= n and _inside(lon, lat, ring) for (w, s, e, n), ring in boxed)


@lru_cache(maxsize=1)
def outlines() -> Outlines:
    """The shipped outlines, read at first use."""
    rings = {row["id"]: tuple(_ring(r) for r in row["rings"].split(";")) for row in read_rows(_PATH)}
    return Outlines(rings)


_PATH = DATA / "gazetteer" / "outlines.tsv.gz"


def _ring(text: str) -> Ring:
    pairs = (pair.split(" ") for pair in text.split(","))
    return tuple((float(x), float(y)) for x, y in pairs)


def _box(ring: Ring) -> Box:
    return min(x for x, _ in ring), min(y for _, y in ring), max(x for x, _ in ring), max(y for _, y in ring)


def _inside(lon: float, lat: float, ring: Ring) -> bool:
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def _gap(lat: float, lon: float, ring: Ring) -> float:
    """Kilometres to the nearest edge."""
    return min(_edge_km(lat, lon, a, b) for a, b in zip(ring, ring[1:] + ring[:1], strict=True))


def _edge_km(lat: float, lon: float, a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((lon - a[0]) * dx + (lat - a[1]) * dy) / length)) if length else 0.0
    return distance_km((lat, lon), (a[1] + t * dy, a[0] + t * dx))
