"""Relative points that fall outside the country or the province that they are said to lie in, brought back into it.

The outlines are coarse (about two kilometres), so only what lies clearly outside is moved: along the line to the place
that it was counted from, or to the middle of the stated province, until it is inside. The radius grows by as much.
"""

from __future__ import annotations

from functools import lru_cache

from hudna.extraction.place_scan import Relation
from hudna.knowledge.gazetteer import PlaceEntry, Point, distance_km
from hudna.knowledge.outlines import outlines

_EDGE_KM = 3.0  # how exact the outlines are
_HALVINGS = 6
_AT_SEA = frozenset({"off", "km", "near"})  # relations whose place may be water
_CAPITALS = frozenset({"SY-DI", "IQ-BG", "YE-SA", "LB-BA", "JO-AM", "EG-C"})  # the countryside is another province


def kept_inside(point: Point, entry: PlaceEntry, relation: Relation, parent: PlaceEntry | None) -> Point:
    """The point that stands in `relation` to `entry`, clipped to the stated province or else to the country.

    `parent` is the place stated beside it. The point comes back unchanged where it fits or no outline is known.
    """
    lat, lon, radius = point
    for code, middle in _areas(entry, relation, parent):
        if _fits(code, lat, lon, relation):
            continue
        start = (entry.lat, entry.lon) if middle is None or _holds(code, entry.lat, entry.lon) else middle
        inside = _clipped(code, start, (lat, lon))
        radius = round(radius + distance_km((lat, lon), inside), 1)
        lat, lon = inside
    return lat, lon, radius


def _areas(
    entry: PlaceEntry, relation: Relation, parent: PlaceEntry | None
) -> list[tuple[str, tuple[float, float] | None]]:
    """Codes of the outlines that hold the place, each with a point inside it where one is known; the smallest last."""
    if relation.kind == "border" or entry.level in ("country", "water"):
        return []
    areas: list[tuple[str, tuple[float, float] | None]] = [(entry.country, None)]
    if parent is not None and parent.level == "admin1":
        areas.append((parent.id, (parent.lat, parent.lon)))
    elif relation.kind == "countryside" and len(entry.admin) > 1 and entry.admin[1] not in _CAPITALS:
        areas.append((entry.admin[1], None))
    return areas


def _fits(code: str, lat: float, lon: float, relation: Relation) -> bool:
    """Whether a point may stand for a place in an area: it lies in it, or on the sea off it."""
    if _holds(code, lat, lon):
        return True
    return relation.kind in _AT_SEA and _land(lat, lon) is None


@lru_cache(maxsize=20_000)
def _holds(code: str, lat: float, lon: float, edge_km: float = _EDGE_KM) -> bool:
    return outlines().holds(code, lat, lon, edge_km) is not False


@lru_cache(maxsize=20_000)
def _land(lat: float, lon: float) -> str | None:
    return outlines().country(lat, lon)


def _clipped(code: str, inside: tuple[float, float], outside: tuple[float, float]) -> tuple[float, float]:
    """The last point inside the area on the way from a point inside to one outside; if none is, where it starts."""
    near, far = 0.0, 1.0
    for _ in range(_HALVINGS):
        half = (near + far) / 2
        near, far = (half, far) if _holds(code, *_between(inside, outside, half), 0.0) else (near, half)
    return _between(inside, outside, near)


def _between(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    return round(a[0] + share * (b[0] - a[0]), 4), round(a[1] + share * (b[1] - a[1]), 4)
