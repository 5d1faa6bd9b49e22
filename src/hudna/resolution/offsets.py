"""Points that relative phrases make: kilometres off, a side of a country, a border, the countryside of a town."""

from __future__ import annotations

import math

from hudna.extraction.place_scan import Relation
from hudna.knowledge.gazetteer import KM_PER_DEGREE, Gazetteer, PlaceEntry, Point
from hudna.text.tokens import fold_phrase

_BEARINGS = {"n": 0, "ne": 45, "e": 90, "se": 135, "s": 180, "sw": 225, "w": 270, "nw": 315}
_WORDS = {"n": "شمال", "ne": "شمال شرق", "e": "شرق", "se": "جنوب شرق", "s": "جنوب", "sw": "جنوب غرب", "w": "غرب",
          "nw": "شمال غرب"}  # fmt: skip
_EXTENSIVE = frozenset({"country", "region", "admin1", "admin2", "area", "water"})
_COUNTRYSIDE_KM = 25.0
_CAPITAL_REACH_KM = 10.0


def moved(lat: float, lon: float, direction: str, km: float) -> tuple[float, float]:
    """The point `km` from (lat, lon) in a direction.

    >>> moved(33.0, 44.0, "n", 111.2)
    (34.0, 44.0)
    """
    angle = math.radians(_BEARINGS[direction])
    new_lat = lat + km * math.cos(angle) / KM_PER_DEGREE
    new_lon = lon + km * math.sin(angle) / (KM_PER_DEGREE * math.cos(math.radians(lat)))
    return round(new_lat, 4), round(new_lon, 4)


def related_point(entry: PlaceEntry, relation: Relation, gazetteer: Gazetteer) -> Point:
    """Where a place lies that stands in `relation` to `entry`: latitude, longitude, radius in kilometres."""
    if relation.kind == "km" and relation.km is not None:
        return _distant(entry, relation.direction, relation.km)
    if relation.kind == "countryside":
        return _countryside(entry, relation.direction)
    if relation.direction:
        return _side(entry, relation.direction, gazetteer)
    if relation.kind == "middle" and (centre := gazetteer.sectors.get((entry.id, "c"))):
        return centre[0], centre[1], round(0.6 * centre[2], 1)
    return entry.lat, entry.lon, entry.radius_km + relation.radius_km


def _distant(entry: PlaceEntry, direction: str | None, km: float) -> Point:
    if direction is None:
        return entry.lat, entry.lon, max(km, entry.radius_km)
    lat, lon = moved(entry.lat, entry.lon, direction, km)
    return lat, lon, round(max(3.0, 0.25 * km), 1)


def _countryside(entry: PlaceEntry, direction: str | None) -> Point:
    if direction is None:
        return entry.lat, entry.lon, max(entry.radius_km, _COUNTRYSIDE_KM + 10)
    lat, lon = moved(entry.lat, entry.lon, direction, _COUNTRYSIDE_KM)
    return lat, lon, _COUNTRYSIDE_KM


def _named_side(entry: PlaceEntry, direction: str, gazetteer: Gazetteer) -> PlaceEntry | None:
    """The region that the gazetteer knows as this side of the place: جنوب اليمن, شمال سوريا."""
    key = " ".join(fold_phrase(f"{_WORDS[direction]} {entry.ar}"))
    ids = [i for i in gazetteer.names.get(key, ()) if gazetteer.entries[i].level in ("region", "admin1")]
    return gazetteer.entries[ids[0]] if ids else None


def _side(entry: PlaceEntry, direction: str, gazetteer: Gazetteer) -> Point:
    if named := _named_side(entry, direction, gazetteer):
        return named.lat, named.lon, named.radius_km
    if sector := gazetteer.sectors.get((entry.id, direction)):
        return sector
    if entry.level in _EXTENSIVE:
        km = 0.5 * entry.radius_km
        lat, lon = moved(entry.lat, entry.lon, direction, km)
        return lat, lon, round(0.6 * entry.radius_km, 1)
    km = min(0.7 * entry.radius_km + 2.0, _CAPITAL_REACH_KM)
    lat, lon = moved(entry.lat, entry.lon, direction, km)
    return lat, lon, round(km + 2.0, 1)


def border_point(
    countries: tuple[str, ...], others: list[str], direction: str | None, gazetteer: Gazetteer
) -> Point | None:
    """The middle of the border between two countries; the second may come from `others`, the story's countries."""
    if len(countries) >= 2:
        pair = gazetteer.borders.get((countries[0], countries[1]))
        return _bent(pair, countries[0], direction, gazetteer) if pair else None
    land = countries[0] if countries else (others[0] if others else None)
    if land is None:
        return None
    if direction and (sector := gazetteer.sectors.get((land, direction))):
        return sector
    return next((p for o in others if (p := gazetteer.borders.get((land, o)))), None)


def _bent(pair: Point, land: str, direction: str | None, gazetteer: Gazetteer) -> Point:
    """A border's stretch on one side: halfway to that side of the country."""
    sector = gazetteer.sectors.get((land, direction)) if direction else None
    if sector is None:
        return pair
    return round((pair[0] + sector[0]) / 2, 4), round((pair[1] + sector[1]) / 2, 4), max(pair[2], sector[2]) / 2
