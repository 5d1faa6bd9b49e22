"""Judgements: written down once, never changed, and applied to what they name.

A judgement on a claim is anchored at the claim's trigger, so that it outlives a reading in which the claim has another
number. One on an incident is anchored at the tellings that it holds at that time.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from hudna.model import Decision, Judgement

from . import corrections, records, tell
from . import tables as t
from .failure import LedgerError
from .memory import Memory
from .settle import Clock, settle


@dataclass(frozen=True, slots=True)
class _Anchor:
    row: int
    key: str
    story: int
    start: int
    trigger: str


def judge(connection: Connection, memory: Memory, it: Judgement, clock: Clock) -> tuple[str, ...]:
    """Write a judgement down and apply it; the incidents that differ. One that is there already changes nothing.

    Raises LedgerError for a subject that is not there, a field that a claim lacks, and a pair that makes no sense.
    """
    if connection.execute(select(t.judgements.c.seq).where(t.judgements.c.id == it.id)).first():
        return ()
    _check(it)
    if "@" in it.subject:
        _check_finding(connection, it)
        _write(connection, it)
        _log(connection, it, None)
        return ()
    ours = _anchors(connection, it.subject)
    theirs = _anchors(connection, it.other) if it.other else []
    if it.decision in (Decision.MERGE, Decision.SPLIT):
        ours, theirs = _pair(it, ours, theirs)
    before = _correctable(connection, it, ours) if it.decision == Decision.CORRECT else None
    seq = _write(connection, it)
    for side, held in (("subject", ours), ("other", theirs)):
        for number, one in enumerate(held):
            connection.execute(
                insert(t.anchors).values(
                    judgement=seq, side=side, number=number, story=one.story, claim=one.key, start=one.start,
                    trigger=one.trigger,
                )
            )  # fmt: skip
    _log(connection, it, before)
    return settle(connection, memory, _apply(connection, memory, it, seq, ours, theirs), clock)


def _check(it: Judgement) -> None:
    pair = it.decision in (Decision.MERGE, Decision.SPLIT)
    if pair != (it.other is not None):
        raise LedgerError(
            f"{it.decision} needs two claims or incidents" if pair else f"{it.decision} takes one subject"
        )
    if (it.decision == Decision.CORRECT) != (it.field is not None):
        raise LedgerError("correct needs a field and its value; nothing else takes one")
    if not it.author.strip() or not it.reason.strip():
        raise LedgerError("a judgement needs an author and a reason")


def _check_finding(connection: Connection, it: Judgement) -> None:
    """A finding (incident@agreement/term) has a status alone; who monitors lays the judgement over it."""
    incident = it.subject.partition("@")[0]
    if not connection.execute(select(t.incidents.c.id).where(t.incidents.c.id == incident)).first():
        raise LedgerError(f"no incident {incident}, and so no finding {it.subject}")
    if it.other is not None or it.field not in (None, "status"):
        raise LedgerError("a finding can be accepted, rejected, or given another status")


def _anchors(connection: Connection, subject: str) -> list[_Anchor]:
    """The telling that a key names, or all tellings of an incident, its first one first."""
    asked = select(t.claims.c.id, t.claims.c.key, t.claims.c.story, t.claims.c.record)
    rows = connection.execute(asked.where(t.claims.c.key == subject)).all()
    if not rows:
        published = (
            asked.join(t.stories, t.stories.c.id == t.claims.c.story)
            .join(t.documents, t.documents.c.id == t.stories.c.document)
            .where(t.claims.c.incident == subject)
            .order_by(t.documents.c.published.is_(None), t.documents.c.published, t.claims.c.key)
        )
        rows = connection.execute(published).all()
    if not rows:
        heir = connection.execute(
            select(t.deletions.c.replaced_by).where(t.deletions.c.id == subject).order_by(t.deletions.c.seq.desc())
        ).first()
        hint = f"; it is now {heir[0]}" if heir and heir[0] else ""
        raise LedgerError(f"the ledger holds no claim or incident {subject!r}{hint}")
    return [_anchor(row.id, row.key, row.story, row.record) for row in rows]


def _anchor(row: int, key: str, story: int, record: str) -> _Anchor:
    trigger = records.claim(record).trigger
    return _Anchor(row, key, story, trigger.start, trigger.text)


def _pair(it: Judgement, ours: list[_Anchor], theirs: list[_Anchor]) -> tuple[list[_Anchor], list[_Anchor]]:
    """One telling of each side. A telling that is split from its own incident is set against another one in it."""
    for first in ours:
        for second in theirs:
            if first.key != second.key:
                return [first], [second]
    raise LedgerError(f"{it.decision}: {it.subject} and {it.other} are one claim")


def _correctable(connection: Connection, it: Judgement, ours: list[_Anchor]) -> str:
    """What stands there before the correction, as JSON. Raises LedgerError when it cannot be made."""
    if len(ours) > 1 or ours[0].key != it.subject:
        keys = ", ".join(one.key for one in ours[:5])
        raise LedgerError(f"correct a claim: the values of an incident follow from its claims ({keys})")
    row = connection.execute(select(t.claims.c.corrected, t.claims.c.record).where(t.claims.c.id == ours[0].row)).one()
    claim = records.claim(row.corrected or row.record)
    assert it.field is not None
    try:
        corrections.correct(claim, it.field, it.value)
        return records.encode(corrections.value(claim, it.field))
    except corrections.NoSuchField as error:
        raise LedgerError(str(error)) from error


def _write(connection: Connection, it: Judgement) -> int:
    row = {
        "id": it.id, "decision": it.decision.value, "subject": it.subject, "other": it.other, "field": it.field,
        "value": it.value, "author": it.author, "at": it.at, "reason": it.reason,
    }  # fmt: skip
    return int(connection.execute(insert(t.judgements).values(row).returning(t.judgements.c.seq)).scalar_one())


def _log(connection: Connection, it: Judgement, before: str | None) -> None:
    subject = f"{it.subject} {it.other}" if it.other else it.subject
    after = records.encode(it.value) if it.decision == Decision.CORRECT else None
    if it.decision == Decision.CORRECT and it.value is not None and before and not before.startswith('"'):
        after = it.value
    connection.execute(
        insert(t.changes).values(
            at=it.at, author=it.author, what=it.decision.value, subject=subject, field=it.field, before=before,
            after=after, reason=it.reason,
        )
    )  # fmt: skip


def _apply(
    connection: Connection, memory: Memory, it: Judgement, seq: int, ours: list[_Anchor], theirs: list[_Anchor]
) -> tell.Touched:
    if it.decision in (Decision.MERGE, Decision.SPLIT):
        first, second = sorted((ours[0].key, theirs[0].key))
        merge = it.decision == Decision.MERGE
        connection.execute(insert(t.ties).values(judgement=seq, must=merge, first=first, second=second))
        return tell.Touched({ours[0].row, theirs[0].row})
    touched = tell.Touched()
    for story in sorted({one.story for one in ours}):
        touched.add(tell.tell(connection, memory, story, tell.machine_claims(connection, story)))
    return touched


def move(connection: Connection, story: int, old: str, new: str | None) -> None:
    """Let judgements on a claim follow it to the key that it has in a later reading; None: it is not read there."""
    connection.execute(t.anchors.update().where(t.anchors.c.story == story, t.anchors.c.claim == old).values(claim=new))
    for end in ("first", "second"):
        connection.execute(t.ties.update().where(t.ties.c[end] == old).values({end: new}))


def judgements(connection: Connection) -> list[Judgement]:
    """All of them, in the order in which they were made."""
    return [
        Judgement(
            row.id, Decision(row.decision), row.subject, row.author, row.at, row.reason, row.other, row.field, row.value
        )
        for row in connection.execute(select(t.judgements).order_by(t.judgements.c.seq))
    ]
