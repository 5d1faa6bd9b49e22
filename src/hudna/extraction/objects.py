"""What a claim is of is no claim of its own: the truce that is broken, the aid kept out, the act asked for."""

from __future__ import annotations

from itertools import pairwise

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind

_NEAR = 6  # pieces between an obstruction and the aid that it is of, or a demand and what is asked for
_ASKED = frozenset({"ceasefire.cessation", "exchange.released"})
_OBJECT = 4  # pieces between a breach and the truce that it is of


def left_out(found: list[Draft]) -> list[Draft]:
    """The drafts of a sentence without those that another is of; who loses hold is given to who takes it."""
    _expelled(found)
    return _unasked(_broken(_obstructed(found)))


def _expelled(found: list[Draft]) -> None:
    """تحرير المدينة من قبضة X: who loses hold is whom it is taken from."""
    for taken, held in pairwise(found):
        lost = held.piece.prep == "من" or held.scan.tokens[held.first].form.startswith("من")
        near = held.index - taken.index < 5 and lost
        if taken.trigger.frame == "take" and held.trigger.frame == "hold" and near and not taken.of("target"):
            for filler in held.of("actor"):
                taken.add(filler.piece, "target")


def _obstructed(found: list[Draft]) -> list[Draft]:
    """تمنع دخول المساعدات: aid that is kept out is what the obstruction is of, not aid."""
    kept_out: set[int] = set()
    for draft in found:
        if draft.type != "aid_obstruction":
            continue
        for at in range(draft.index + 1, min(draft.index + _NEAR, len(draft.pieces))):
            piece = draft.pieces[at]
            trigger = piece.named("trigger") if piece.kind is Kind.EVENT else None
            if trigger is not None and trigger.entry.type == "aid":
                kept_out.add(at)
                if not draft.of("target"):
                    draft.add(piece, "target")
    return [d for d in found if d.type != "aid" or d.index not in kept_out]


def _broken(found: list[Draft]) -> list[Draft]:
    """خروقات إسرائيل لاتفاق وقف إطلاق النار: the truce that a breach is of is no truce made."""
    out: list[Draft] = []
    for draft in found:
        if draft.type == "ceasefire" and draft.piece.kind is Kind.EVENT and draft.piece.prep in ("", "ل"):
            breach = next((d for d in out if d.type == "ceasefire_violation" and _of_it(d, draft)), None)
            if breach is not None:
                continue
        out.append(draft)
    return out


def _of_it(breach: Draft, truce: Draft) -> bool:
    between = truce.pieces[breach.index + 1 : truce.index]
    return breach.index < truce.index <= breach.index + _OBJECT and all(
        p.kind in (Kind.NP, Kind.PLACE, Kind.OTHER, Kind.EVENT) and not p.conj for p in between
    )


def _unasked(found: list[Draft]) -> list[Draft]:
    """طالب بالإفراج عن, دعا إلى وقف القتال: what a demand asks for is told by the demand, unless it brings terms."""
    out: list[Draft] = []
    for draft in found:
        asked = [d for d in found if d.type == "appeal" and 0 < draft.index - d.index <= _NEAR]
        bare = draft.trigger.id in _ASKED and draft.piece.kind is Kind.EVENT and not draft.of("at", "time")
        if not (bare and asked and (draft.piece.prep or draft.piece.conj) and _unbroken(asked[-1], draft)):
            out.append(draft)
    return out


def _unbroken(demand: Draft, draft: Draft) -> bool:
    kinds = {p.kind for p in draft.pieces[demand.index + 1 : draft.index]}
    return not kinds & {Kind.VERB, Kind.COMP, Kind.LINK}
