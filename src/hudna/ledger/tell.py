"""A story's claims into rows: corrected where a person did, told as linking sees them, linked to what they match."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select

from hudna.model import Claim, Place, PlaceRole, Reading, Telling

from . import corrections, records, special
from . import tables as t
from .linking import link
from .memory import Memory, document

# Built once, as in settle.py.
_STORY: BindParameter[int] = bindparam("story")
_ROWS = select(t.claims.c.id, t.claims.c.key, t.claims.c.incident).where(t.claims.c.story == _STORY)
_WITH_DOCUMENT = (
    select(t.stories, t.documents.c.url, t.documents.c.outlet, t.documents.c.title, t.documents.c.published,
           t.documents.c.sha256)
    .join(t.documents, t.documents.c.id == t.stories.c.document)
    .where(t.stories.c.id == _STORY)
)  # fmt: skip
_ENTER, _ENTER_ACTORS, _ENTER_PLACES = insert(t.claims), insert(t.claim_actors), insert(t.claim_places)


@dataclass(slots=True)
class Touched:
    """What a change reached: rows of `claims` to group anew, and which incidents held the rows that it took out."""

    rows: set[int] = field(default_factory=set)
    held: dict[str, str] = field(default_factory=dict)  # a telling's key to its incident

    def add(self, other: Touched) -> None:
        self.rows |= other.rows
        self.held |= other.held


def tell(connection: Connection, memory: Memory, story: int, claims: Sequence[Claim]) -> Touched:
    """Put the claims of a reading in the place of those that the story had, and link them."""
    touched = _drop(connection, memory, story)
    reading, chain = reading_of(connection, story, tuple(claims))
    ruled = corrections.of_story(connection, story)
    told = replace(reading, claims=tuple(ruled.corrected(c) for c in claims))
    tellings = {one.claim.id: one for one in memory.linker.tellings(told, chain)}
    rows = [
        _row(story, number, machine, claim, tellings.get(claim.id), ruled.rejects(claim.id), told)
        for number, (machine, claim) in enumerate(zip(claims, told.claims, strict=True))
    ]
    if not rows:
        return touched
    connection.execute(_ENTER, rows)
    ids = {row.key: row.id for row in connection.execute(_ROWS, {"story": story})}
    for row in rows:
        row["id"] = ids[row["key"]]
    special.index_boxes(connection, rows)
    _enter_parts(connection, told.claims, [row["id"] for row in rows])
    fresh = {row["id"]: tellings[row["claim"]] for row in rows if row["telling"] and not row["rejected"]}
    link(connection, memory, fresh)
    touched.rows |= fresh.keys()
    return touched


def reading_of(connection: Connection, story: int, claims: tuple[Claim, ...]) -> tuple[Reading, str]:
    """A stored story as a reading with these claims, and the key of its chain."""
    row = connection.execute(_WITH_DOCUMENT, {"story": story}).one()
    return Reading(document(row), row.number, row.start, row.text, claims), row.chain


def machine_claims(connection: Connection, story: int) -> tuple[Claim, ...]:
    """The claims as the reader read them, in order."""
    found = select(t.claims.c.record).where(t.claims.c.story == story).order_by(t.claims.c.number)
    return tuple(records.claim(record) for record in connection.execute(found).scalars())


def _drop(connection: Connection, memory: Memory, story: int) -> Touched:
    """Take a story's rows out; what they were linked to is touched."""
    touched = Touched()
    rows = connection.execute(_ROWS, {"story": story}).all()
    ids = [row.id for row in rows]
    if not ids:
        return touched
    touched.held = {row.key: row.incident for row in rows if row.incident}
    ends = connection.execute(
        select(t.links.c.first, t.links.c.second).where(t.links.c.first.in_(ids) | t.links.c.second.in_(ids))
    )
    touched.rows = {end for pair in ends for end in pair} - set(ids)
    connection.execute(delete(t.links).where(t.links.c.first.in_(ids) | t.links.c.second.in_(ids)))
    special.drop_boxes(connection, ids)
    memory.forget(ids)
    for table in (t.telling_keys, t.claim_actors, t.claim_places):
        connection.execute(delete(table).where(table.c.claim.in_(ids)))
    connection.execute(delete(t.claims).where(t.claims.c.id.in_(ids)))
    return touched


def point(places: Iterable[Place]) -> Place | None:
    """The place that stands for a claim or an incident: the first where it happened, else the first with a point."""
    found = [p for p in places if p.lat is not None and p.lon is not None]
    return next((p for p in found if p.role == PlaceRole.AT), found[0] if found else None)


def day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _row(
    story: int, number: int, machine: Claim, claim: Claim, telling: Telling | None, rejected: bool, reading: Reading
) -> dict[str, Any]:
    at = point(claim.places)
    return {
        "key": f"{reading.document.id}/{reading.story}/{claim.id}",
        "claim": claim.id,
        "story": story,
        "number": number,
        "type": claim.type.value,
        "status": claim.status.value,
        "place_id": at.place_id if at else None,
        "country": at.admin[0] if at and at.admin else None,
        "lat": at.lat if at else None,
        "lon": at.lon if at else None,
        "date_from": day(claim.time.start) if claim.time else None,
        "date_to": day(claim.time.end) if claim.time else None,
        "telling": telling is not None,
        "lead": telling is not None and telling.lead,
        "background": telling is not None and telling.background,
        "rejected": rejected,
        "incident": None,
        "record": records.encode(machine),
        "corrected": records.encode(claim) if claim != machine else None,
        "told": records.encode_telling(telling) if telling is not None else None,
        "folded": records.encode(telling.claim) if telling is not None and telling.claim != claim else None,
    }


def place_names(places: Iterable[Place]) -> set[str]:
    """The ids of places and of the divisions around them."""
    return {name for p in places for name in (p.place_id, *p.admin) if name}


def _enter_parts(connection: Connection, claims: Sequence[Claim], ids: Sequence[int]) -> None:
    actors = {(i, p.role.value, p.actor_id) for i, c in zip(ids, claims, strict=True) for p in c.participants}
    rows = [{"claim": i, "role": role, "actor": actor} for i, role, actor in sorted(a for a in actors if a[2])]
    if rows:
        connection.execute(_ENTER_ACTORS, rows)
    places = [{"claim": i, "place": p} for i, c in zip(ids, claims, strict=True) for p in sorted(place_names(c.places))]
    if places:
        connection.execute(_ENTER_PLACES, places)
