"""Whether places lie in a zone: inside, near its edge, outside, or it can't be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hudna.knowledge.agreement import Geometry, Zone
from hudna.knowledge.gazetteer import KM_PER_DEGREE, Gazetteer, PlaceEntry, distance_km
from hudna.knowledge.outlines import outlines
from hudna.model import Place, PlaceRole
from hudna.monitoring.finding import Answer, Question, Reason, Test

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_WIDE = frozenset({"country", "admin1", "admin2", "region"})
_HAPPENS = frozenset({PlaceRole.AT, PlaceRole.TO, PlaceRole.ZONE})


def place_test(zone: Zone, places: Sequence[Place], gazetteer: Gazetteer, settings: Iterable[str] = ()) -> Test:
    """Where the places at which something is said to have happened lie; each is asked, and one inside is enough.

    `settings` are the countries in which its stories' places lie: where none is told of it, a zone that is all of these
    countries holds it.
    """
    asked = [p for p in places if p.role in _HAPPENS]
    if not asked:
        lands = set(settings)
        if lands and _whole(zone, lands):
            return _test(Answer.YES, "place.setting")
        return _test(Answer.UNKNOWN, "place.untold")
    answers = [(p, *where(zone, p, gazetteer)) for p in asked]
    kinds = {answer for _, answer, _ in answers}
    if len(kinds) > 1 and Answer.YES in kinds:
        inside = [p for p, answer, _ in answers if answer is Answer.YES]
        return _test(Answer.YES, "place.partly", inside)
    place, answer, key = min(answers, key=lambda a: _ORDER.index(a[1]))
    return _test(answer, key, [place])


def _whole(zone: Zone, lands: set[str]) -> bool:
    """Whether the zone is all of these countries, with nothing taken out and its edge known."""
    return lands <= set(zone.places) and not zone.except_ and zone.geometry is Geometry.PUBLISHED


def is_zone(zone: Zone, place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a wide place is what the zone is called by: all its places lie about it ("the truce in the south")."""
    entries = [gazetteer.entries[name] for name in zone.places]
    if not entries or place.lat is None or place.lon is None or place.level not in _WIDE - {"country"}:
        return False
    reach = 2 * (place.radius_km or 0.0)
    return all(distance_km((e.lat, e.lon), (place.lat, place.lon)) <= reach for e in entries)


_ORDER = (Answer.YES, Answer.NEAR, Answer.UNKNOWN, Answer.NO)


def where(zone: Zone, place: Place, gazetteer: Gazetteer) -> tuple[Answer, str]:
    """The answer for one place, with the key of its reason."""
    if place.place_id is None and place.lat is None:
        return Answer.UNKNOWN, "place.unresolved"
    above = set(lineage(place, gazetteer))
    if above & set(zone.except_):
        return Answer.NO, "place.excepted"
    by_name = _by_name(zone, place, above, gazetteer)
    by_shape = _by_shape(zone, place) if zone.polygon or zone.line else None
    answer = by_shape or by_name or _by_distance(zone, place, gazetteer)
    if zone.geometry is Geometry.UNKNOWN and answer in (Answer.YES, Answer.NEAR):
        return Answer.UNKNOWN, "place.zone_unknown"
    return answer, f"place.{answer.value}"


def lineage(place: Place, gazetteer: Gazetteer) -> Iterator[str]:
    """The place, all that it lies in, and the codes of its divisions."""
    yield from place.admin
    name = place.place_id
    while name is not None and (entry := gazetteer.entries.get(name)) is not None:
        yield from (name, *entry.admin, entry.country)
        name = entry.parent if entry.parent != name else None


def _by_name(zone: Zone, place: Place, above: set[str], gazetteer: Gazetteer) -> Answer | None:
    """YES where the place is one of the zone's or lies in one; UNKNOWN where it is larger, and one lies in it."""
    if above & set(zone.places) and place.method != "offset":
        return Answer.YES
    holds = (gazetteer.entries[name] for name in zone.places)
    if any(place.place_id in (e.parent, e.country, *e.admin) and place.place_id != e.id for e in holds):
        return Answer.UNKNOWN
    return None


def _by_distance(zone: Zone, place: Place, gazetteer: Gazetteer) -> Answer:
    """By the outline of each of the zone's places, or by its circle where no outline is known; the nearest counts."""
    if place.lat is None or place.lon is None or not zone.places:
        return Answer.UNKNOWN if zone.places else Answer.NO
    spot = _Spot(place.lat, place.lon, place.radius_km or 0.0, place.level in _WIDE, place.method == "offset")
    answers = {_beside(gazetteer.entries[name], spot, zone.near_km) for name in zone.places}
    return next(a for a in (Answer.YES, Answer.UNKNOWN, Answer.NEAR, Answer.NO) if a in answers)


class _Spot(NamedTuple):
    """A point with the radius of its doubt in kilometres."""

    lat: float
    lon: float
    doubt: float
    wide: bool
    offset: bool


@lru_cache(maxsize=1 << 16)
def _beside(entry: PlaceEntry, spot: _Spot, near_km: float) -> Answer:
    inside = outlines().holds(entry.id, spot.lat, spot.lon, 0.0)
    if inside is not None:
        touches = bool(outlines().holds(entry.id, spot.lat, spot.lon, spot.doubt))
        close = bool(outlines().holds(entry.id, spot.lat, spot.lon, spot.doubt + near_km))
    else:
        gap = distance_km((entry.lat, entry.lon), (spot.lat, spot.lon)) - entry.radius_km
        inside, touches, close = gap <= 0, gap <= spot.doubt, gap <= spot.doubt + near_km
    if spot.wide and touches:
        return Answer.UNKNOWN
    if inside:
        return Answer.YES
    return Answer.UNKNOWN if touches and spot.offset else Answer.NEAR if close else Answer.NO


def _by_shape(zone: Zone, place: Place) -> Answer:
    """By the drawn edge: inside, outside or near it, the place's own radius being in doubt."""
    if place.lat is None or place.lon is None:
        return Answer.UNKNOWN
    if place.level in _WIDE and _holds_some(place, zone):
        return Answer.UNKNOWN
    point, gap = _distance(zone, place.lat, place.lon)
    doubt = place.radius_km or 0.0
    if abs(gap) < doubt and (place.level in _WIDE or zone.line):
        return Answer.UNKNOWN
    if point:
        return Answer.YES
    return Answer.NEAR if gap <= zone.near_km else Answer.NO


def _holds_some(place: Place, zone: Zone) -> bool:
    """Whether some of the drawn zone lies in the outline of a wide place."""
    corners = (*zone.polygon, *zone.line)
    return any(outlines().holds(place.place_id or "", lat, lon, 0.0) for lon, lat in corners)


def _distance(zone: Zone, lat: float, lon: float) -> tuple[bool, float]:
    """Whether a point lies in the drawn zone, and the kilometres to its edge."""
    from shapely import Point, affinity

    shape, (lat0, scale) = _drawn(zone)
    point = affinity.scale(Point(lon, lat), scale, 1.0, origin=(0, lat0))
    inside = bool(shape.covers(point))
    return inside, float(shape.boundary.distance(point)) * KM_PER_DEGREE


@lru_cache(maxsize=256)
def _drawn(zone: Zone) -> tuple[BaseGeometry, tuple[float, float]]:
    """The zone in degrees of latitude, longitudes scaled at its middle (an equirectangular plane)."""
    from math import cos, radians

    from shapely import LineString, Polygon, affinity

    points = zone.polygon or zone.line
    lat0 = sum(lat for _, lat in points) / len(points)
    scale = cos(radians(lat0))
    shape: BaseGeometry = Polygon(points) if zone.polygon else LineString(points)
    shape = affinity.scale(shape, scale, 1.0, origin=(0, lat0))
    if zone.line:
        shape = shape.buffer(zone.buffer_km / KM_PER_DEGREE)
    return shape, (lat0, scale)


def _test(answer: Answer, key: str, places: Sequence[Place] = ()) -> Test:
    en = ", ".join(p.name.en if p.name else p.span.text for p in places)
    ar = "، ".join(p.name.ar if p.name else p.span.text for p in places)
    return Test(Question.PLACE, answer, Reason(key, (("place", en), ("place_ar", ar)) if places else ()))
