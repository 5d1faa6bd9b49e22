"""The incidents of what a change touched: its components of links, grouped anew, and what changed through it.

Components are walked from the touched rows, so that adding pages one by one ends where a rebuild ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, update

from hudna.model import Incident, Join, Telling

from . import records, tell
from . import tables as t
from .memory import Memory, parts

# Statements are built once: for a page of a few claims, building them costs more than running them.
_AMONG: BindParameter[Any] = bindparam("among", expanding=True)
_MEMBERS = select(t.claims.c.id).where(t.claims.c.incident.in_(_AMONG))
_HOLDERS = select(t.claims.c.id, t.claims.c.incident).where(t.claims.c.id.in_(_AMONG))
_FORWARD, _BACK = (select(t.links).where(end.in_(_AMONG)) for end in (t.links.c.first, t.links.c.second))
_TIED = select(t.ties.c.judgement).limit(1)
_DIGESTS = select(t.incidents.c.id, t.incidents.c.digest).where(t.incidents.c.id.in_(_AMONG))
_MOVE = update(t.claims).where(t.claims.c.id == bindparam("row")).values(incident=bindparam("holder"))
_ALTER = update(t.incidents).where(t.incidents.c.id == bindparam("named"))
_FOUND = insert(t.incidents)

Links = dict[tuple[int, int], Any]  # rows of `links` by their two ends
Reached = dict[int, tuple[Telling, Any]]  # tellings by row, each with what the linker prepared of it


@dataclass(frozen=True, slots=True)
class Clock:
    """When and why a change is made, as it is written down."""

    at: str
    reason: str


def settle(connection: Connection, memory: Memory, touched: tell.Touched, clock: Clock) -> tuple[str, ...]:
    """Group the components of the touched rows anew; the ids of incidents that are new, differ or are no more."""
    start = touched.rows | _members(connection, set(touched.held.values()))
    if not start and not touched.held:
        return ()
    reached, links = component(connection, memory, start)
    tellings = {row: telling for row, (telling, _) in reached.items()}
    holders = _holders(connection, tellings)
    held = touched.held | {tellings[row].key: one for row, one in holders.items() if one}
    groups = _grouped(connection, memory, reached, links)
    rows = {telling.key: row for row, telling in tellings.items()}
    changed = _store(connection, groups, rows, holders, set(held.values()), clock)
    return changed + _bury(connection, groups, held, clock)


def _members(connection: Connection, incidents: set[str]) -> set[int]:
    found: set[int] = set()
    for part in parts(incidents):
        found |= set(connection.execute(_MEMBERS, {"among": part}).scalars())
    return found


def component(connection: Connection, memory: Memory, rows: Iterable[int]) -> tuple[Reached, Links]:
    """All tellings that links or a person's merges tie to these rows, with them, and the links that they have."""
    found: Reached = {}
    links: Links = {}
    edge = set(rows)
    tied = connection.execute(_TIED).first() is not None
    while edge:
        fresh = memory.tellings(connection, edge)
        found |= fresh
        reached: set[int] = set()
        near = links_of(connection, fresh)
        reached.update(end for ends in near for end in ends)
        links |= near
        if tied:
            reached |= _tied(connection, [one.key for one, _ in fresh.values()])
        edge = reached - found.keys()
    return found, links


def links_of(connection: Connection, rows: Iterable[int]) -> Links:
    """The links that any of these rows has."""
    found: Links = {}
    for part in parts(rows):
        for asked in (_FORWARD, _BACK):
            found |= {(row.first, row.second): row for row in connection.execute(asked, {"among": part})}
    return found


def _tied(connection: Connection, keys: list[str]) -> set[int]:
    """Rows that a merge ties to these keys; a split ties nothing."""
    ends: set[str] = set()
    for part in parts(keys):
        for ours, theirs in ((t.ties.c.first, t.ties.c.second), (t.ties.c.second, t.ties.c.first)):
            found = select(theirs).where(ours.in_(part), t.ties.c.must, theirs.is_not(None))
            ends |= set(connection.execute(found).scalars())
    return {row for part in parts(ends) for row in _rows(connection, part)}


def _rows(connection: Connection, keys: list[str]) -> list[int]:
    found = select(t.claims.c.id).where(t.claims.c.key.in_(keys), t.claims.c.telling, ~t.claims.c.rejected)
    return list(connection.execute(found).scalars())


def joins(tellings: Mapping[int, Telling], links: Links) -> list[Join]:
    """The links among these tellings as joins, in order."""
    found: list[Join] = []
    for (one, other), row in links.items():
        if one in tellings and other in tellings:
            first, second = sorted((tellings[one].key, tellings[other].key))
            found.append(Join(first, second, row.score, records.strings(row.reasons)))
    return sorted(found, key=lambda join: (join.first, join.second))


def _grouped(connection: Connection, memory: Memory, reached: Reached, links: Links) -> tuple[Incident, ...]:
    if not reached:
        return ()
    ordered = sorted(reached.values(), key=lambda both: both[0].key)
    keys = [one.key for one, _ in ordered]
    must: dict[tuple[str, str], bool] = {}
    for part in parts(keys):
        ruled = select(t.ties).where(t.ties.c.first.in_(part), t.ties.c.second.is_not(None))
        for tie in connection.execute(ruled.order_by(t.ties.c.judgement)):
            must[min(tie.first, tie.second), max(tie.first, tie.second)] = tie.must  # the latest decision stands
    within = {pair: rule for pair, rule in must.items() if set(pair) <= set(keys)} if must else {}
    must_stay, cannot = ([pair for pair, rule in within.items() if rule is side] for side in (True, False))
    found = joins({row: telling for row, (telling, _) in reached.items()}, links)
    return memory.linker.group([prepared for _, prepared in ordered], found, must_stay, cannot)


def _store(
    connection: Connection,
    groups: tuple[Incident, ...],
    rows: dict[str, int],
    holders: dict[int, str | None],
    before: set[str],
    clock: Clock,
) -> tuple[str, ...]:
    """Write incidents that are new or differ; their ids."""
    known = {row.id: row.digest for part in parts(before) for row in connection.execute(_DIGESTS, {"among": part})}
    moved, fresh, altered = [], [], []
    for one in groups:
        members = [rows[telling.key] for telling in one.tellings]
        moved += [{"row": m, "holder": one.id} for m in members if holders.get(m) != one.id]
        digest = hashlib.blake2b(records.encode(one).encode(), digest_size=16).hexdigest()
        if one.id not in known:
            fresh.append(_row(one, digest, clock))
        elif known[one.id] != digest:
            altered.append({"named": one.id} | _row(one, digest, clock))
    for statement, values in ((_MOVE, moved), (_FOUND, fresh), (_ALTER, altered)):
        if values:
            connection.execute(statement, values)
    return tuple(row["id"] for row in (*fresh, *altered))


def _holders(connection: Connection, rows: Iterable[int]) -> dict[int, str | None]:
    holders: dict[int, str | None] = {}
    for part in parts(rows):
        holders |= {row.id: row.incident for row in connection.execute(_HOLDERS, {"among": part})}
    return holders


def _row(one: Incident, digest: str, clock: Clock) -> dict[str, Any]:
    at = tell.point(one.places)
    first = tell.day(one.time.start) if one.time else None
    last = tell.day(one.time.end) if one.time else None
    known = first or last
    return {
        "id": one.id,
        "type": one.type.value,
        "status": one.status.value,
        "place_id": at.place_id if at else None,
        "country": at.admin[0] if at and at.admin else None,
        "lat": at.lat if at else None,
        "lon": at.lon if at else None,
        "date_from": first,
        "date_to": last,
        "sort_day": known.isoformat() if known else "9999-12-31",
        "reliability": one.grade.reliability if one.grade else None,
        "credibility": one.grade.credibility if one.grade else None,
        "credence": one.grade.credence.value if one.grade else None,
        "tellings": len(one.tellings),
        "stories": len({telling.story_key for telling in one.tellings}),
        "chains": len({telling.chain for telling in one.tellings}),
        "changed": clock.at,
        "digest": digest,
        "record": records.encode(replace(one, tellings=(), joins=())),
    }


def _bury(connection: Connection, groups: tuple[Incident, ...], held: dict[str, str], clock: Clock) -> tuple[str, ...]:
    """Take out incidents that no telling holds any more, and say where their first telling is now."""
    now = {telling.key: one.id for one in groups for telling in one.tellings}
    alive = {one.id for one in groups}
    heirs: dict[str, str | None] = {}
    for key, id_ in sorted(held.items()):
        heirs[id_] = heirs.get(id_) or now.get(key)
    dead = {id_: heir for id_, heir in heirs.items() if id_ not in alive}
    for id_, heir in dead.items():
        connection.execute(delete(t.incidents).where(t.incidents.c.id == id_))
        row = {"at": clock.at, "kind": "incident", "id": id_, "replaced_by": heir, "reason": clock.reason}
        connection.execute(insert(t.deletions).values(row))
    return tuple(dead)
