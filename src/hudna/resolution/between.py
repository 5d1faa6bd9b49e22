"""The point of a place that lies between two others, or on the road that joins them."""

from __future__ import annotations

from hudna.extraction.place_mention import PlaceMention
from hudna.knowledge.gazetteer import distance_km
from hudna.model import Name
from hudna.resolution.place import ResolvedPlace

_APART_KM = 400.0  # two places further apart say no place between them
_LEAST_KM = 3.0


def between(m: PlaceMention, one: ResolvedPlace, other: ResolvedPlace) -> ResolvedPlace:
    """Halfway between two places, with half their distance for the radius; open where either is, or they lie too far.

    The middle is that of the coordinates, which below 400 km lies within 0.5 km of the great circle's.
    """
    nowhere = ResolvedPlace(m, None, None, None, None, m.class_word, None, (), "open", _ids(one, other))
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return nowhere
    apart = distance_km((one.lat, one.lon), (other.lat, other.lon))
    if apart > _APART_KM:
        return nowhere
    name = None
    if one.name is not None and other.name is not None:
        name = Name(f"between {one.name.en} and {other.name.en}", f"بين {one.name.ar} و{other.name.ar}")
    lat, lon = round((one.lat + other.lat) / 2, 4), round((one.lon + other.lon) / 2, 4)
    admin = tuple(a for a, b in zip(one.admin, other.admin, strict=False) if a == b)
    radius = round(max(_LEAST_KM, apart / 2), 1)
    return ResolvedPlace(m, None, name, lat, lon, "area", radius, admin, "between", _ids(one, other))


def _ids(*places: ResolvedPlace) -> tuple[str, ...]:
    return tuple(p.place_id for p in places if p.place_id)
