"""A later reading in the place of an earlier one: what it changed, and the judgements that it keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert, select, update

from hudna.model import Claim, Story

from . import judging, records, tell
from . import tables as t
from .adding import store_reading
from .linker import Linker
from .settle import Clock, settle


@dataclass(frozen=True, slots=True)
class Changed:
    """What another reading of a story changed: claims by id in the new reading (lost ones: in the old).

    `orphaned` are keys of claims that people judged and that are not read any more: the judgements stay in the log.
    """

    story: str
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    orphaned: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.altered or self.orphaned)


def stale(connection: Connection, knowledge: str, after: int, most: int) -> list[tuple[int, Story]]:
    """Stories, by row, that have no reading with this knowledge, from row `after` on."""
    current = select(t.readings.c.story).where(t.readings.c.knowledge == knowledge, t.readings.c.superseded.is_(None))
    rows = connection.execute(
        select(t.stories, t.documents.c.url, t.documents.c.outlet, t.documents.c.title, t.documents.c.published,
               t.documents.c.sha256)
        .join(t.documents, t.documents.c.id == t.stories.c.document)
        .where(t.stories.c.id > after, t.stories.c.id.not_in(current))
        .order_by(t.stories.c.id)
        .limit(most)
    )  # fmt: skip
    return [(row.id, Story(tell.document(row), row.number, row.start, row.text)) for row in rows]


def supersede(
    connection: Connection, linker: Linker, story: int, claims: Sequence[Claim], knowledge: str, clock: Clock
) -> Changed:
    """Put a new reading of a story in force; the old one stays, superseded, with its claims."""
    old = tell.machine_claims(connection, story)
    key = connection.execute(select(t.stories.c.key).where(t.stories.c.id == story)).scalar_one()
    followed = pair(old, claims)
    connection.execute(
        update(t.readings)
        .where(t.readings.c.story == story, t.readings.c.superseded.is_(None))
        .values(superseded=clock.at, claims=records.encode(old))
    )
    store_reading(connection, story, knowledge, clock.at)
    orphaned = _follow(connection, story, key, old, followed)
    changed = _compare(key, old, claims, followed, orphaned)
    if tuple(old) == tuple(claims):
        return changed
    _log(connection, changed, old, claims, followed, knowledge, clock)
    touched = tell.tell(connection, linker, story, claims)
    return replace(changed, incidents=settle(connection, linker, touched, clock))


def pair(old: Sequence[Claim], new: Sequence[Claim]) -> dict[str, str]:
    """Old claims' ids to the new ones that tell the same: overlapping triggers, the nearest, of one type first."""
    left = list(new)
    found: dict[str, str] = {}
    for same_type in (True, False):
        for claim in old:
            alike = [
                c
                for c in left
                if claim.id not in found
                and c.trigger.start < claim.trigger.end
                and claim.trigger.start < c.trigger.end
                and (not same_type or c.type == claim.type)
            ]
            if alike:
                best = min(alike, key=lambda c: (abs(c.trigger.start - claim.trigger.start), c.id))
                found[claim.id] = best.id
                left.remove(best)
    return found


def _follow(
    connection: Connection, story: int, key: str, old: Sequence[Claim], followed: dict[str, str]
) -> tuple[str, ...]:
    """Move the anchors of judgements; the keys of judged claims that are not read any more."""
    judged = set(connection.execute(select(t.anchors.c.claim).where(t.anchors.c.story == story)).scalars())
    moves = {f"{key}/{c.id}": followed.get(c.id) for c in old if f"{key}/{c.id}" in judged}
    for number, before in enumerate(moves):  # first aside, so that c1→c2 and c2→c3 do not meet
        judging.move(connection, story, before, f"{key}/moving{number}")
    for number, after in enumerate(moves.values()):
        judging.move(connection, story, f"{key}/moving{number}", f"{key}/{after}" if after else None)
    return tuple(before for before, after in moves.items() if after is None)


def _compare(
    key: str, old: Sequence[Claim], new: Sequence[Claim], followed: dict[str, str], orphaned: tuple[str, ...]
) -> Changed:
    by_id = {c.id: c for c in new}
    altered = [
        new_id for c in old if (new_id := followed.get(c.id)) and _told(c, followed) != replace(by_id[new_id], id="")
    ]
    return Changed(
        key,
        gained=tuple(c.id for c in new if c.id not in followed.values()),
        lost=tuple(c.id for c in old if c.id not in followed),
        altered=tuple(altered),
        orphaned=orphaned,
    )


def _told(claim: Claim, followed: dict[str, str]) -> Claim:
    """A claim without its number, so that claims that only moved are equal."""
    return replace(claim, id="", repeats=followed.get(claim.repeats, claim.repeats) if claim.repeats else None)


def _log(
    connection: Connection,
    changed: Changed,
    old: Sequence[Claim],
    new: Sequence[Claim],
    followed: dict[str, str],
    knowledge: str,
    clock: Clock,
) -> None:
    before, after = {c.id: c for c in old}, {c.id: c for c in new}
    origin = {new_id: old_id for old_id, new_id in followed.items()}
    rows: list[tuple[str, str, Claim | None, Claim | None]] = [("lost", i, before[i], None) for i in changed.lost]
    rows += [("gained", i, None, after[i]) for i in changed.gained]
    rows += [("altered", i, before[origin[i]], after[i]) for i in changed.altered]
    for what, id_, was, is_ in rows:
        connection.execute(
            insert(t.changes).values(
                at=clock.at,
                author=f"hudna {knowledge}",
                what=what,
                subject=f"{changed.story}/{id_}",
                before=records.encode(was) if was else None,
                after=records.encode(is_) if is_ else None,
                reason=clock.reason,
            )
        )
