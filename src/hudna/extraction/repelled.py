"""Attacks told by those who met them: in `التصدي لهجوم`, `صد هجوم`, `ردت القوات على قصف` the subject was attacked."""

from __future__ import annotations

from hudna.extraction.draft import Draft
from hudna.text.tokens import fold_phrase

_ACTS = frozenset({"attack", "shelling", "air_strike", "bombing"})
_REPEL = frozenset(
    fold_phrase(
        "التصدي للتصدي بالتصدي تصدي تصديه تصديها تصديهم صد لصد بصد صدها صدهم "
        "تصدى تصدت تصدوا يتصدى تتصدى صدت صدوا يصد تصد "
        "إحباط لإحباط بإحباط إفشال لإفشال بإفشال أفشل أفشلت أفشلوا أحبط أحبطت أحبطوا"
    )
)
_ANSWER = frozenset(fold_phrase("رد ردت ردوا ترد يرد يردون الرد للرد بالرد ردا ردها ردهم رده كرد"))
_ON = frozenset(fold_phrase("على"))
_MEET = frozenset(fold_phrase("تصدى تصدت تصدوا يتصدى تتصدى"))
_ATTACKS = frozenset(
    fold_phrase(
        "لهجوم للهجوم لهجمات لهجمة لقصف للقصف لغارة لغارات لاعتداء لاعتداءات لمحاولة لمحاولات لتسلل لزحف لصاروخ"
    )
)
_REACH = 6  # words between an answering verb and what it answers, its subject among them


def turn(draft: Draft) -> None:
    """Make the target of whoever stands before an attack that they only met, where the sentence names no other."""
    if draft.type not in _ACTS:
        return
    forms = [t.form for t in draft.scan.tokens]
    at = _confronted(forms, draft.first) if forms[draft.first].removeprefix("و") in _MEET else None
    if at is not None:  # تصدت القوات لهجوم: the verb itself is the trigger
        for filler in draft.fillers:
            filler.role = "target" if filler.role == "actor" and filler.piece.first < at else filler.role
        return
    at = _met(forms, draft.first, draft.last)
    if at is None:
        return
    for filler in draft.fillers:
        if filler.role == "target" and filler.piece.first >= at and filler.piece.prep == "ل":
            filler.role = "actor"  # صد هجوم للمسلحين
    struck = any(f.role == "target" for f in draft.fillers)
    before = [f for f in draft.fillers if f.role == "actor" and f.piece.first < at]
    for filler in before:
        filler.role = "target"
    if struck:
        draft.fillers = [f for f in draft.fillers if f not in before]


def _met(forms: list[str], first: int, last: int) -> int | None:
    """Where the noun of the attack begins that a word of meeting it governs; None where none does."""
    for k in range(first, last):
        if forms[k].removeprefix("و") in _REPEL:
            return k + 1
    before = [f.removeprefix("و") for f in forms[max(0, first - _REACH) : first]]
    if before and before[-1] in _REPEL:
        return first
    if before and before[-1] in _ON and any(f in _ANSWER for f in before[:-1]):
        return first
    return None


def _confronted(forms: list[str], first: int) -> int | None:
    """تصدت القوات لهجوم: where the attack that a verb of meeting it meets is named, within a few words."""
    return next((k for k in range(first + 1, min(first + _REACH, len(forms))) if forms[k] in _ATTACKS), None)
