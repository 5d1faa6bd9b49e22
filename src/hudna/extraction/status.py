"""How surely it is said: hearsay, denial, condition, plan and demand, each with the words it governs (after ConText)."""

from __future__ import annotations

from hudna.extraction.attribution import Speech
from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.model import ClaimType, Status

SPEECH_ACTS = frozenset({ClaimType.APPEAL, ClaimType.ACCUSATION, ClaimType.REJECTION, ClaimType.THREAT})
_PURPOSES = frozenset({"advance", "siege", "destruction", "withdrawal", "displacement", "assassination", "abduction", "arrest"})
_ENDS = frozenset(".؛!؟")
# A stronger word wins where several govern a claim: a denied report is denied, a condition on a plan is conditional.
_STRENGTH = {Status.PLANNED: 1, Status.UNCONFIRMED: 2, Status.CONDITIONAL: 3, Status.DENIED: 4}


def settle(draft: Draft, speeches: list[Speech]) -> None:
    """Set the status of a draft from its own form and from the cues before it."""
    found: list[tuple[Status, str]] = []
    piece = draft.piece
    if draft.trigger.status is not None:
        found.append((Status(draft.trigger.status), draft.trigger.id))
    if any(m.proclitic.endswith("س") for m in piece.mentions if m.shape and m.shape.pos == "verb"):
        found.append((Status.PLANNED, "future"))
    for k in range(draft.index - 1, -1, -1):
        p = draft.pieces[k]
        if p.kind is Kind.MARK and p.form in _ENDS:
            break
        for m in p.mentions:
            if m.kind == "cue" and m.entry.status and _governs(m.entry.scope, draft, k):
                if m.entry.status == "planned" and _points_back(draft, k):
                    continue
                found.append((Status(m.entry.status), m.entry.id))
    if _is_purpose(draft):
        found.append((Status.PLANNED, "purpose"))
    if draft.type in SPEECH_ACTS and not any(s is Status.DENIED for s, _ in found):
        found = [f for f in found if f[0] is Status.DENIED]
    if found:
        status, rule = max(found, key=lambda f: _STRENGTH[f[0]])
        draft.status = status
        draft.rules.append(rule)


def _points_back(draft: Draft, k: int) -> bool:
    """A plan that only mentions a known event (بهدف تجاوز تداعيات الهجوم) does not make it planned."""
    if draft.piece.kind is not Kind.EVENT or not draft.piece.definite or draft.light:
        return False
    return any(p.kind in (Kind.NP, Kind.EVENT, Kind.VERB) for p in draft.pieces[k + 1 : draft.index])


def _is_purpose(draft: Draft) -> bool:
    """لاستعادة، للسيطرة، لتحرير: a verbal noun of purpose tells what is meant to happen."""
    return draft.type in _PURPOSES and draft.piece.kind is Kind.EVENT and draft.piece.prep == "ل" and not draft.light


def _governs(scope: str, draft: Draft, k: int) -> bool:
    between = draft.pieces[k + 1 : draft.index]
    if scope == "sentence":
        return True
    if scope == "next":
        return not any(_ends_next(p) for p in between) and len(between) < 5
    return not any(p.kind is Kind.MARK and p.form in "،," for p in between) or not _restarts(between)


def _ends_next(p: Piece) -> bool:
    return p.kind in (Kind.EVENT, Kind.COMP, Kind.REL) or (p.kind is Kind.VERB and p.named("trigger") is not None) or (
        p.kind is Kind.MARK and p.form in "،,:"
    )  # fmt: skip


def _restarts(between: list[Piece]) -> bool:
    """A new finite clause behind a comma leaves the cue's reach."""
    seen = False
    for p in between:
        if p.kind is Kind.MARK and p.form in "،,":
            seen = True
        elif seen and p.kind is Kind.VERB:
            return True
    return False
