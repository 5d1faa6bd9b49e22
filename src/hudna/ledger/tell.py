"""A story's claims into rows: corrected where a person did, told as linking sees them, linked to what they match."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from hudna.model import Claim, Document, Place, PlaceRole, Reading, Telling

from . import corrections, records, special
from . import tables as t
from .linker import Linker


@dataclass(slots=True)
class Touched:
    """What a change reached: rows of `claims` to group anew, and which incidents held the rows that it took out."""

    rows: set[int] = field(default_factory=set)
    held: dict[str, str] = field(default_factory=dict)  # a telling's key to its incident

    def add(self, other: Touched) -> None:
        self.rows |= other.rows
        self.held |= other.held


def tell(connection: Connection, linker: Linker, story: int, claims: Sequence[Claim]) -> Touched:
    """Put the claims of a reading in the place of those that the story had, and link them."""
    touched = _drop(connection, story)
    reading, chain = reading_of(connection, story, tuple(claims))
    ruled = corrections.of_story(connection, story)
    told = replace(reading, claims=tuple(ruled.corrected(c) for c in claims))
    tellings = {one.claim.id: one for one in linker.tellings(told, chain)}
    rows = [
        _row(story, number, machine, claim, tellings.get(claim.id), ruled.rejects(claim.id), told)
        for number, (machine, claim) in enumerate(zip(claims, told.claims, strict=True))
    ]
    if not rows:
        return touched
    connection.execute(insert(t.claims), rows)
    numbered = select(t.claims.c.key, t.claims.c.id).where(t.claims.c.story == story)
    ids = {row.key: row.id for row in connection.execute(numbered)}
    for row in rows:
        row["id"] = ids[row["key"]]
    special.index_boxes(connection, rows)
    _enter_parts(connection, told.claims, [row["id"] for row in rows])
    for row in rows:
        if row["telling"] and not row["rejected"]:
            _link(connection, linker, row["id"], tellings[row["claim"]])
            touched.rows.add(row["id"])
    return touched


def reading_of(connection: Connection, story: int, claims: tuple[Claim, ...]) -> tuple[Reading, str]:
    """A stored story as a reading with these claims, and the key of its chain."""
    row = connection.execute(_with_document().where(t.stories.c.id == story)).one()
    return Reading(document(row), row.number, row.start, row.text, claims), row.chain


def _with_document() -> Any:
    return select(t.stories, t.documents.c.url, t.documents.c.outlet, t.documents.c.title, t.documents.c.published,
                  t.documents.c.sha256).join(t.documents, t.documents.c.id == t.stories.c.document)  # fmt: skip


def document(row: Any) -> Document:
    """The document of a row that holds `document`, `url`, `outlet`, `title`, `published` and `sha256`."""
    return Document(row.document, row.url, row.outlet, row.title, row.published, row.sha256)


def machine_claims(connection: Connection, story: int) -> tuple[Claim, ...]:
    """The claims as the reader read them, in order."""
    found = select(t.claims.c.record).where(t.claims.c.story == story).order_by(t.claims.c.number)
    return tuple(records.claim(record) for record in connection.execute(found).scalars())


def _drop(connection: Connection, story: int) -> Touched:
    """Take a story's rows out; what they were linked to is touched."""
    touched = Touched()
    rows = connection.execute(
        select(t.claims.c.id, t.claims.c.key, t.claims.c.incident).where(t.claims.c.story == story)
    ).all()
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
        connection.execute(insert(t.claim_actors), rows)
    places = [{"claim": i, "place": p} for i, c in zip(ids, claims, strict=True) for p in sorted(place_names(c.places))]
    if places:
        connection.execute(insert(t.claim_places), places)


def _link(connection: Connection, linker: Linker, row: int, telling: Telling) -> None:
    """Enter a telling under its keys, and a link to each that shares one and compares well."""
    keys = linker.keys(telling)
    shared = select(t.telling_keys.c.claim).where(t.telling_keys.c.key.in_(keys)).distinct()
    for other, its in load(connection, shared).items():
        first, second = sorted((telling, its), key=lambda one: one.key)
        if join := linker.compare(first, second):
            low, high = sorted((row, other))
            connection.execute(
                insert(t.links).values(first=low, second=high, score=join.score, reasons=records.encode(join.reasons))
            )
    if keys:
        connection.execute(insert(t.telling_keys), [{"key": key, "claim": row} for key in sorted(set(keys))])


def load(connection: Connection, ids: Any) -> dict[int, Telling]:
    """Tellings by row, for row numbers in a list or a subquery."""
    shown = func.coalesce(t.claims.c.folded, t.claims.c.corrected, t.claims.c.record).label("shown")
    found = (
        select(t.claims.c.id, shown, t.claims.c.told, t.stories.c.chain, t.stories.c.document,
               t.stories.c.number, t.documents.c.url, t.documents.c.outlet, t.documents.c.title,
               t.documents.c.published, t.documents.c.sha256)
        .join(t.stories, t.stories.c.id == t.claims.c.story)
        .join(t.documents, t.documents.c.id == t.stories.c.document)
        .where(t.claims.c.id.in_(ids), t.claims.c.telling, ~t.claims.c.rejected)
    )  # fmt: skip
    return {row.id: _telling(row) for row in connection.execute(found)}


def _telling(row: Any) -> Telling:
    return records.telling(document(row), row.number, records.claim(row.shown), row.chain, row.told)
