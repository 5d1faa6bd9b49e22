"""How surely it is said: hearsay, denial, condition, plan and demand, each with its scope (after ConText)."""

from __future__ import annotations

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.knowledge.entries import Cue
from hudna.model import ClaimType, Status

SPEECH_ACTS = frozenset({ClaimType.APPEAL, ClaimType.ACCUSATION, ClaimType.REJECTION, ClaimType.THREAT})
_PURPOSES = frozenset("advance siege destruction withdrawal displacement assassination abduction arrest".split())
_ENDS = frozenset(".؛!؟")
_COMMAS = frozenset("،,")
# A stronger word wins where several govern a claim: a denied report is denied, a condition on a plan is conditional.
_STRENGTH = {Status.PLANNED: 1, Status.UNCONFIRMED: 2, Status.CONDITIONAL: 3, Status.DENIED: 4}

Found = tuple[Status, str]


def settle(draft: Draft) -> None:
    """Set the status of a draft from its own form and from the cues before it."""
    found = [*_own(draft), *_negated(draft)]
    if draft.type not in SPEECH_ACTS:  # a speech act happened, whatever it speaks of
        found += [*_purpose(draft), *_future(draft), *_cued(draft)]
    if found:
        draft.status, rule = max(found, key=lambda f: _STRENGTH[f[0]])
        draft.rules.append(rule)


def _own(draft: Draft) -> list[Found]:
    found = []
    if draft.trigger.status is not None:
        found.append((Status(draft.trigger.status), draft.trigger.id))
    if draft.type not in SPEECH_ACTS and _is_future(draft.piece):
        found.append((Status.PLANNED, "future"))
    return found


def _is_future(p: Piece) -> bool:
    return p.kind is Kind.VERB and any(m.proclitic.endswith("س") for m in p.mentions if m.shape)


def _negated(draft: Draft) -> list[Found]:
    """لم يقصف، لن يدخل: a negation right before the verb that is or carries the event."""
    k = draft.index - 1
    if draft.light and draft.piece.kind is Kind.EVENT:
        while k > 0 and draft.pieces[k].kind is not Kind.VERB:
            k -= 1
        if draft.pieces[k].named("cue") is not None:
            return []  # لم تعلن الجهة: it is the saying that is denied
        k -= 1
    return [(Status.DENIED, "negation")] if k >= 0 and draft.pieces[k].kind is Kind.NEG else []


def _purpose(draft: Draft) -> list[Found]:
    """لاستعادة، للسيطرة، لتحرير: a verbal noun of purpose tells what is meant to happen."""
    meant = draft.type in _PURPOSES and draft.piece.kind is Kind.EVENT and draft.piece.prep == "ل" and not draft.light
    return [(Status.PLANNED, "purpose")] if meant else []


def _future(draft: Draft) -> list[Found]:
    """ستتواصل عمليات …, سيبسطون … ويقطعون …, استعادتها ستتم: a future verb carries the event or is joined to it."""
    if draft.piece.kind is Kind.EVENT and (verb := _own_verb(draft)) is not None and _is_future(verb):
        return [(Status.PLANNED, "future")]
    for p in reversed(draft.pieces[: draft.index]):
        if p.kind in (Kind.COMP, Kind.LINK, Kind.REL) or (p.kind is Kind.MARK and p.form in _ENDS):
            return []
        if p.kind is Kind.VERB:
            joined = draft.piece.kind is Kind.EVENT or draft.piece.conj
            return [(Status.PLANNED, "future")] if joined and _is_future(p) and not _is_past(draft.piece) else []
    return []


def _own_verb(draft: Draft) -> Piece | None:
    """استعادتها من قبضتهم ستتم قريباً: the verb behind a noun that opens its clause is the noun's."""
    before = draft.pieces[draft.index - 1] if draft.index else None
    opens = before is None or before.kind in (Kind.COMP, Kind.MARK)
    for p in draft.pieces[draft.index + 1 : draft.index + (7 if opens else 2)]:
        if p.kind is Kind.VERB:
            return p
        if p.kind in (Kind.COMP, Kind.LINK, Kind.REL, Kind.MARK):
            return None
    return None


def _is_past(p: Piece) -> bool:
    return any(m.shape is not None and m.shape.tense == "past" for m in p.mentions)


def _cued(draft: Draft) -> list[Found]:
    found: list[Found] = []
    for k in range(draft.index - 1, -1, -1):
        p = draft.pieces[k]
        if p.kind is Kind.MARK and p.form in _ENDS:
            break
        cues = (m.entry for m in p.mentions if m.kind == "cue" and m.entry.status)
        found += [(Status(cue.status), cue.id) for cue in cues if _governs(cue, draft, k)]
        if p.kind is Kind.LINK and not found:
            break  # a new clause: what stands before it governs nothing here
    return found


def _governs(cue: Cue, draft: Draft, k: int) -> bool:
    between = draft.pieces[k + 1 : draft.index]
    if cue.scope == "sentence":
        return True
    if cue.status == "planned" and ((draft.light and _launched(draft)) or _points_back(draft, between)):
        return False
    if cue.scope == "next":
        if between and between[0].kind is Kind.COMP:
            between = between[1:]
        return len(between) < 5 and not any(_ends_next(p) for p in between)
    allowed = 1 if cue.cls == "attribution" or any(p.kind is Kind.COMP for p in between[:4]) else 0
    verbs = [p for p in between if p.kind is Kind.VERB and p.named("light") is None]
    if len(verbs) > allowed:
        return False
    restarts = draft.piece.kind is Kind.VERB and draft.piece.conj and _is_past(draft.piece) and bool(between)
    return not restarts and not _new_clause(between)


def _launched(draft: Draft) -> bool:
    """أحبطت … هجوماً شنّه مسلحون: it was launched, and repelled."""
    return (
        draft.pieces[draft.index + 1 : draft.index + 2] != []
        and draft.pieces[draft.index + 1].named("light") is not None
    )


def _points_back(draft: Draft, between: list[Piece]) -> bool:
    """A plan that only mentions a known event (بهدف تجاوز تداعيات الهجوم) does not make it planned."""
    if draft.piece.kind is not Kind.EVENT or not draft.piece.definite or draft.light:
        return False
    return any(p.kind in (Kind.NP, Kind.EVENT, Kind.VERB) for p in between)


def _ends_next(p: Piece) -> bool:
    return p.kind in (Kind.EVENT, Kind.COMP, Kind.REL) or (p.kind is Kind.VERB and p.named("trigger") is not None) or (
        p.kind is Kind.MARK and p.form in "،,:"
    )  # fmt: skip


def _new_clause(between: list[Piece]) -> bool:
    """A finite verb behind a comma leaves the cue's reach."""
    seen = False
    for p in between:
        if p.kind is Kind.MARK and p.form in _COMMAS:
            seen = True
        elif seen and p.kind is Kind.VERB:
            return True
    return False
