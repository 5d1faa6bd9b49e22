"""How many: killed, wounded, held, displaced, besieged, as ranges with the words that give them."""

from __future__ import annotations

from hudna.extraction.clauses import left_subject
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
_ABOUT = frozenset("نحو حوالي زهاء قرابه تقريبا ما بنحو بحوالي قراب حوال".split())
_MANY = frozenset({"force", "unit", "group", "crowd", "source", "body", "civilians"})
_PEOPLE = frozenset({"armed", "person", "people", "unknown", "body", "country"})


def kind_of(trigger: Trigger) -> FigureKind | None:
    return _KIND.get(trigger.type)


def recount(draft: Draft) -> None:
    """Count again where a second look gave an act the people whom its figure is of."""
    kind = kind_of(draft.trigger)
    if kind is not None and not any(f.kind is kind for f in draft.figures):
        count(draft)


def count(draft: Draft) -> None:
    """Add the figures that a draft's own words give: in its trigger, beside it, or with the people in its roles."""
    kind = kind_of(draft.trigger)
    if kind is None:
        return
    numbers = [n for n in (_in_trigger(draft), _before(draft)) if n is not None]
    fillers = [f.piece for f in draft.of("target")] or ([] if numbers else _beside(draft) or _subject(draft))
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
            behind = _number_behind(draft, p)
            if behind is None:
                _singular(draft, kind, p)
            else:
                _add(draft, kind, behind, p)
        if not fillers:
            _another(draft, kind)


def _add(draft: Draft, kind: FigureKind, number: Number, who: Piece | None) -> None:
    span = draft.scan.span(number.first, number.last)
    low = None if number.min is None else int(number.min)
    high = None if number.max is None else int(number.max)
    about = not number.exact and low is not None and high is not None and _is_about(draft, number)
    if about and low is not None and high is not None:
        low = high = round((low + high) / 2)
    whom = None if who is None else draft.scan.span(who.first, who.last, who.cut)
    draft.figures.append(Figure(kind, low, high, span, whom, approximate=about))


def _is_about(draft: Draft, number: Number) -> bool:
    """ "نحو خمسين" names one number; "بين 40 و50" and "3 أو 4" name two."""
    if any(t.form == "بين" for t in draft.scan.tokens[number.first : number.last]):
        return False
    digits = [t for t in draft.scan.tokens[number.first : number.last] if t.kind == "number"]
    return len(digits) < 2 and draft.scan.tokens[number.first].form in _ABOUT


def _in_trigger(draft: Draft) -> Number | None:
    for at in range(draft.first, draft.last):
        if (number := draft.scan.numbers.get(at)) is not None:
            return number
    return None


def _before(draft: Draft) -> Number | None:
    """A number that counts the trigger noun itself: خمسة قتلى."""
    if draft.piece.kind is Kind.VERB or draft.index == 0 or draft.piece.conj:
        return None  # مقتل سيدتين وإصابة خمسة: the two are not the wounded
    before = draft.pieces[draft.index - 1]
    if before.number is not None and before.last == draft.piece.first and before.number.last == before.last:
        return before.number
    return None


def _beside(draft: Draft) -> list[Piece]:
    """A number right behind the trigger: قتل 20 وأصيب 70."""
    after = draft.pieces[draft.index + 1 : draft.index + 2]
    return [p for p in after if p.kind is Kind.NP and p.number is not None and not p.prep]


def _subject(draft: Draft) -> list[Piece]:
    """ "إن اثنين من الشرطة قتلا": who stands before a verb that was taken for its noun."""
    if draft.piece.kind is not Kind.EVENT or draft.trigger.frame != "suffer" or draft.piece.prep or draft.light:
        return []
    subject = left_subject(draft.pieces, draft.index)
    return [subject] if subject is not None and subject.nature in _PEOPLE else []


def _number_behind(draft: Draft, p: Piece) -> Number | None:
    """عسكريين آخرين اثنين: the number that follows whom it counts."""
    after = next((q for q in draft.pieces if q.first == p.last), None)
    bare = after is not None and after.kind is Kind.NP and not after.prep and not after.conj
    number = after.number if bare and after is not None else None
    alone = number is not None and after is not None and number.last == after.last
    return number if alone and number is not None and not number.unit else None


def _singular(draft: Draft, kind: FigureKind, p: Piece) -> None:
    """One person named or told in the singular is one, a dual is two."""
    n = _grammatical_number(draft, p)
    if n:
        span = draft.scan.span(p.first, p.last, p.cut)
        draft.figures.append(Figure(kind, n, n, span, span))


def _another(draft: Draft, kind: FigureKind) -> None:
    """وإصابة آخر, وجرح أخرى: one more."""
    words = draft.scan.tokens[draft.last : draft.last + 1]
    if words and words[0].form in ("اخر", "اخري"):
        span = draft.scan.span(draft.last, draft.last + 1)
        draft.figures.append(Figure(kind, 1, 1, span, span))


def _grammatical_number(draft: Draft, p: Piece) -> int:
    if draft.scan.tokens[p.first].form in ("احد", "احدي") and p.last - p.first > 1:
        return 1  # أحد جنودها
    m = next((m for m in p.mentions if m.first == p.first), None)
    suffix = draft.piece.mentions[0].suffix
    if p.first < draft.piece.first and suffix in ("ه", "هما"):  # مقتله، اعتقالهما
        return 1 if suffix == "ه" else 2
    if m is None:
        words = draft.scan.tokens[p.first : p.last]
        named = len(words) > 1 and all(t.kind == "word" and not t.form.startswith("ال") for t in words[:1])
        return int(named and p.nature == "unknown" and draft.trigger.type in ("killing", "assassination"))
    if m.shape is None or m.suffix:
        return int(m.kind == "actor" and m.entry.kind == "official")
    if m.kind == "class" and m.entry.kind in _MANY:
        return 0
    if m.kind not in ("class", "nisba"):
        return 0
    return {"s": 1, "d": 2}.get(m.shape.number, 0)
