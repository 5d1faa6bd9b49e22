"""How many: killed, wounded, held, displaced, besieged, as ranges with the words that give them."""

from __future__ import annotations

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.knowledge.entries import Trigger
from hudna.model import Figure, FigureKind
from hudna.text.numbers import Number

_KIND = {
    "killing": FigureKind.KILLED,
    "assassination": FigureKind.KILLED,
    "arrest": FigureKind.HELD,
    "abduction": FigureKind.HELD,
    "displacement": FigureKind.DISPLACED,
    "siege": FigureKind.BESIEGED,
    "exchange": FigureKind.HELD,
    "casualty": FigureKind.WOUNDED,
}
_PEOPLE = frozenset({"armed", "person", "people", "unknown", "body", "country"})


def kind_of(trigger: Trigger) -> FigureKind | None:
    return _KIND.get(trigger.type)


def count(draft: Draft) -> None:
    """Add the figures that a draft's own words give: in its trigger, beside it, or with the people in its roles."""
    kind = kind_of(draft.trigger)
    if kind is None:
        return
    numbers = [n for n in (_in_trigger(draft), _before(draft)) if n is not None]
    fillers = [f.piece for f in draft.of("target")] or ([] if numbers else _beside(draft))
    counted = [p for p in fillers if p.number is not None and not p.number.unit and p.nature in _PEOPLE]
    if not numbers and counted:
        for p in counted:
            assert p.number is not None
            _add(draft, kind, p.number, p)
        if len(draft.figures) == len(fillers) or kind is not FigureKind.KILLED:
            return
        fillers = [p for p in fillers if p not in counted]
    elif numbers:
        _add(draft, kind, numbers[0], fillers[0] if fillers else None)
        return
    if kind in (FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.HELD):
        for p in fillers:
            _singular(draft, kind, p)


def _add(draft: Draft, kind: FigureKind, number: Number, who: Piece | None) -> None:
    span = draft.scan.span(number.first, number.last)
    low = None if number.min is None else int(number.min)
    high = None if number.max is None else int(number.max)
    whom = None if who is None else draft.scan.span(who.first, who.last, who.cut)
    draft.figures.append(Figure(kind, low, high, span, whom))


def _in_trigger(draft: Draft) -> Number | None:
    for at in range(draft.first, draft.last):
        if (number := draft.scan.numbers.get(at)) is not None:
            return number
    return None


def _before(draft: Draft) -> Number | None:
    """A number that counts the trigger noun itself: خمسة قتلى."""
    if draft.piece.kind is Kind.VERB or draft.index == 0:
        return None
    before = draft.pieces[draft.index - 1]
    if before.number is not None and before.last == draft.piece.first and before.number.last == before.last:
        return before.number
    return None


def _beside(draft: Draft) -> list[Piece]:
    """A number right behind the trigger: قتل 20 وأصيب 70."""
    after = draft.pieces[draft.index + 1 : draft.index + 2]
    return [p for p in after if p.kind is Kind.NP and p.number is not None and not p.prep]


def _singular(draft: Draft, kind: FigureKind, p: Piece) -> None:
    """One person named or told in the singular is one; a dual is two by the number reader."""
    m = p.named("class")
    if m is None or m.shape is None or m.first != p.first or m.shape.number != "s":
        return
    if m.entry.kind in ("force", "unit", "group", "crowd", "source") or m.suffix:
        return
    span = draft.scan.span(p.first, p.last, p.cut)
    draft.figures.append(Figure(kind, 1, 1, span, span))
