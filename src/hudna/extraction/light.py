"""Light verbs: شنّ هجوماً, تعرّض لهجوم, اندلعت اشتباكات. The verb before an event noun carries its arguments."""

from __future__ import annotations

from hudna.extraction import clauses
from hudna.extraction.clauses import is_comma, is_soft
from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.roles import Roles
from hudna.knowledge.entries import Light

_REACH = 8  # pieces between the verb and its noun
_WITNESS = "light.witness"  # شهدت مصر اشتباكات: where, not whom
_ALIKE = {"الي": "ل"}  # تعرّض لهجوم, تعرّض إلى هجوم
TOLD = "told"  # carried by a verb that only tells of it
_DECLARE = "light.declare"
_BARRIERS = (Kind.COMP, Kind.REL, Kind.LINK, Kind.NEG, Kind.EVENT, Kind.CUE)


def carried(draft: Draft, roles: Roles) -> None:
    """Find the light verb before an event noun, and give roles to whoever stands between the two."""
    between: list[Piece] = []
    for k in range(draft.index - 1, max(-1, draft.index - _REACH - 1), -1):
        p = draft.pieces[k]
        light = p.named("light") if p.kind in (Kind.VERB, Kind.CUE) else None
        if p.kind is Kind.VERB or light is not None:
            if light is not None and light.entry.cls == "light":
                _carry(draft, roles, k, light.entry, between)
            return
        if p.kind in _BARRIERS or (p.kind is Kind.MARK and not is_soft(p) and not _sets_off_time(draft, k)):
            return
        if p.kind in (Kind.NP, Kind.PLACE, Kind.TIME):
            between.append(p)


def _sets_off_time(draft: Draft, k: int) -> bool:
    """خاض الجيش، أمس، معارك: commas around a time."""
    return is_comma(draft.pieces[k]) and any(p.kind is Kind.TIME for p in draft.pieces[max(0, k - 1) : k + 2])


def _carry(draft: Draft, roles: Roles, k: int, light: Light, between: list[Piece]) -> None:
    event, verb = draft.piece, draft.pieces[k]
    if light.with_ is not None and event.prep and light.with_ not in (event.prep, _ALIKE.get(event.prep)):
        return
    if light.id == _DECLARE and draft.trigger.frame == "suffer":
        draft.carried = TOLD
        return  # أعلن الجيش مقتل جندي: who tells of a death did not bring it about
    draft.light, draft.carried = True, light.subject
    if not between:
        draft.first, draft.cut = verb.first, verb.cut
    if light.subject in ("actor", "target"):
        known = [p for p in between if p.nature != "unknown" or p.kind is not Kind.NP or p.number is not None]
        bare = [p for p in reversed(known) if p.kind in (Kind.NP, Kind.PLACE) and not p.prep and not _counts(p, event)]
        left = clauses.left_subject(draft.pieces, k)
        for p in bare or ([] if left is None else clauses.joined(draft.pieces, left)):
            roles.assign(p, "at" if p.nature == "country" and light.id == _WITNESS else light.subject)
    for p in between:
        if p.kind is Kind.TIME or p.prep:
            roles.prepositional(p)


def _counts(p: Piece, event: Piece) -> bool:
    """A number or quantity that counts the event noun itself: ست غارات, سلسلة من الهجمات."""
    return p.last == event.first and not p.mentions and p.place is None
