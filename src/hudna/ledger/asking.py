"""Filters to conditions, and rows to incidents: what readers of the ledger ask."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, tuple_

from hudna.model import Credence, Incident, Telling

from . import records, settle, special
from . import tables as t
from .failure import LedgerError
from .filters import Filters, Near
from .memory import load, parts
from .names import actor_ids, place_ids

KM_PER_DEGREE = 111.195
_TEXTS = 300  # stories whose texts are taken at a time
_PAGE = 200  # incidents taken from the database at a time
_ADMIRALTY = re.compile(r"([A-F])?([1-6])?")


def incidents(connection: Connection, filters: Filters) -> Iterator[Incident]:
    """The incidents that answer, by their first day and id; those without a day last."""
    after: tuple[str, str] | None = None
    while True:
        asked = select(t.incidents).where(*_conditions(filters)).order_by(t.incidents.c.sort_day, t.incidents.c.id)
        if after is not None:
            asked = asked.where(tuple_(t.incidents.c.sort_day, t.incidents.c.id) > after)
        rows = connection.execute(asked.limit(_PAGE)).all()
        near = [row for row in rows if filters.near is None or _within(row, filters.near)]
        yield from whole(connection, near)
        if len(rows) < _PAGE:
            return
        after = (rows[-1].sort_day, rows[-1].id)


def whole(connection: Connection, rows: Sequence[Any]) -> list[Incident]:
    """Incidents with their tellings and joins, in the order of the rows."""
    if not rows:
        return []
    ids = [row.id for row in rows]
    members = connection.execute(select(t.claims.c.id, t.claims.c.incident).where(t.claims.c.incident.in_(ids))).all()
    tellings = _tellings(connection, [row.id for row in members])
    by_incident: dict[str, list[int]] = {}
    for row in members:
        by_incident.setdefault(row.incident, []).append(row.id)
    return [_incident(connection, row, {i: tellings[i] for i in by_incident.get(row.id, ())}) for row in rows]


def _tellings(connection: Connection, rows: list[int]) -> dict[int, Telling]:
    return {row: one for part in parts(rows) for row, one in load(connection, part).items()}


def _incident(connection: Connection, row: Any, tellings: dict[int, Telling]) -> Incident:
    ordered = sorted(
        tellings.values(), key=lambda one: (one.document.published is None, one.document.published, one.key)
    )
    joins = settle.joins(tellings, settle.links_of(connection, tellings)) if len(tellings) > 1 else []
    return replace(records.incident(row.record), tellings=tuple(ordered), joins=tuple(joins))


def texts(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """The texts of stories by key, without keys that name none."""
    found: dict[str, str] = {}
    left = iter(dict.fromkeys(keys))
    while part := list(islice(left, _TEXTS)):
        asked = select(t.stories.c.key, t.stories.c.text).where(t.stories.c.key.in_(part))
        found |= {row.key: row.text for row in connection.execute(asked)}
    return found


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    it = t.incidents.c
    conditions: list[ColumnElement[bool]] = [
        *_kinds(it, filters),
        *_days(it, filters),
        *([_graded(filters.grade)] if filters.grade else []),
        *_boxed(it, filters.near),
    ]
    if filters.place is not None:
        named = t.claim_places.c.place.in_(place_ids(filters.place))
        joined = t.claim_places.join(t.claims, t.claims.c.id == t.claim_places.c.claim)
        conditions.append(exists().select_from(joined).where(t.claims.c.incident == it.id, named))
    if filters.actor is not None:
        named = t.claim_actors.c.actor.in_(actor_ids(filters.actor))
        joined = t.claim_actors.join(t.claims, t.claims.c.id == t.claim_actors.c.claim)
        conditions.append(exists().select_from(joined).where(t.claims.c.incident == it.id, named))
    return conditions


def _kinds(it: Any, filters: Filters) -> list[ColumnElement[bool]]:
    kinds = [it.type.in_(sorted(filters.types))] if filters.types else []
    return kinds + ([it.status.in_(sorted(filters.status))] if filters.status else [])


def _days(it: Any, filters: Filters) -> list[ColumnElement[bool]]:
    """An open bound reaches as far as is asked; what has neither bound has no time."""
    days: list[ColumnElement[bool]] = []
    if filters.since or filters.until:
        days.append(or_(it.date_from.is_not(None), it.date_to.is_not(None)))
    if filters.since:
        days.append(or_(it.date_to >= filters.since, it.date_to.is_(None)))
    if filters.until:
        days.append(or_(it.date_from <= filters.until, it.date_from.is_(None)))
    return days


def box(near: Near) -> special.Box:
    """The box around a circle; near the poles and the date line it goes around the globe."""
    lat = near.km / KM_PER_DEGREE
    south, north = near.lat - lat, near.lat + lat
    lon = near.km / (KM_PER_DEGREE * max(math.cos(math.radians(max(abs(south), abs(north)))), 1e-9))
    west, east = near.lon - lon, near.lon + lon
    around = abs(south) > 89 or abs(north) > 89 or west < -180 or east > 180
    return (south, north, -180.0, 180.0) if around else (south, north, west, east)


def _boxed(it: Any, near: Near | None) -> list[ColumnElement[bool]]:
    if near is None:
        return []
    south, north, west, east = box(near)
    return [it.lat.between(south, north), it.lon.between(west, east)]


def _within(row: Any, near: Near) -> bool:
    return row.lat is not None and distance_km(row.lat, row.lon, near.lat, near.lon) <= near.km


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance (haversine), on a sphere of 6,371 km."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _graded(grade: str) -> ColumnElement[bool]:
    """Admiralty: that or better in the halves that are given; labels: any of them. Raises LedgerError."""
    names = [name.strip() for name in grade.split(",")]
    labels = {one.value for one in Credence}
    if all(name.lower() in labels for name in names):
        return t.incidents.c.credence.in_([name.lower() for name in names])
    match = _ADMIRALTY.fullmatch(grade.strip().upper())
    if match is None or not grade.strip():
        raise LedgerError(f"{grade!r} is no grade; write B2, B, 2, or {', '.join(sorted(labels))}")
    halves = [t.incidents.c.reliability <= match[1]] if match[1] else []
    return and_(*halves, *([t.incidents.c.credibility <= int(match[2])] if match[2] else []))


def claims(connection: Connection, filters: Filters) -> Iterator[Any]:
    """Claims that answer (grade aside, which incidents have), by day and key, as rows with `shown`, their record."""
    it = t.claims.c
    shown = func.coalesce(it.corrected, it.record).label("shown")
    asked: Select[Any] = select(it.key, it.lat, it.lon, it.incident, shown).where(~it.rejected)
    asked = asked.where(*_kinds(it, filters), *_days(it, filters))
    if filters.near is not None:
        asked = asked.where(special.in_box(connection, box(filters.near), filters.since, filters.until))
    if filters.place is not None:
        named = select(t.claim_places.c.claim).where(t.claim_places.c.place.in_(place_ids(filters.place)))
        asked = asked.where(it.id.in_(named))
    if filters.actor is not None:
        acting = select(t.claim_actors.c.claim).where(t.claim_actors.c.actor.in_(actor_ids(filters.actor)))
        asked = asked.where(it.id.in_(acting))
    for row in connection.execute(asked.order_by(it.date_from, it.key)):
        if filters.near is None or _within(row, filters.near):
            yield row
