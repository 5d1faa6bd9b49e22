"""How many: killed, wounded, held, displaced, besieged, as ranges with the words that give them."""

from __future__ import annotations

from hudna.extraction.clauses import left_subject
from hudna.extraction.draft import Draft
from hudna.extraction.persons import meant, named_one, persons
from hudna.extraction.pieces import Kind, Piece
from hudna.knowledge.entries import Trigger
from hudna.model import Figure, FigureKind, Span
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
_BY_RULE = {"attack.shot-wounded": FigureKind.WOUNDED, "attack.eliminate": FigureKind.KILLED}
_ABOUT = frozenset("نحو حوالي زهاء قرابه تقريبا ما بنحو بحوالي قراب حوال".split())
_PEOPLE = frozenset({"armed", "person", "people", "unknown", "body", "country"})
_TOLLS = frozenset({"killing.toll", "casualty.toll"})
_AMONG = frozenset({"بينهم", "من بينهم", "بينها", "ضمنهم", "من ضمنهم"})
_WITH = 5  # pieces behind a death among which those stand who died with the one told


def kind_of(trigger: Trigger) -> FigureKind | None:
    """The kind of figure that the people of an act are, if they are one."""
    return _BY_RULE.get(trigger.id) or _KIND.get(trigger.type)


def none(draft: Draft) -> list[Figure]:
    """لم يُقتل أحد: that nobody was killed, wounded or held."""
    kind = kind_of(draft.trigger)
    return [] if kind is None else [Figure(kind, 0, 0, draft.span, None)]


def recount(draft: Draft) -> None:
    """Count again where a second look gave an act the people whom its figure is of."""
    kind = kind_of(draft.trigger)
    if kind is not None and not any(f.kind is kind for f in draft.figures):
        count(draft, named=True)


def count_named(draft: Draft) -> None:
    """Count names and pronouns too, in an act that stands without them."""
    if kind_of(draft.trigger) is not None:
        draft.figures.clear()
        count(draft, named=True)


def count(draft: Draft, *, named: bool = False) -> None:
    """Add the figures that a draft's own words give: in its trigger, beside it, or with the people in its roles.

    Names that the knowledge lacks and pronouns count as one person only where `named`: they are no proof of an act.
    """
    kind = kind_of(draft.trigger)
    if kind is None:
        return
    numbers = [n for n in (_in_trigger(draft), _before(draft), _reached(draft)) if n is not None]
    fillers = [f.piece for f in draft.of("target")] or ([] if numbers else _beside(draft) or _subject(draft))
    counted = [p for p in fillers if p.number is not None and not p.number.unit and p.nature in _PEOPLE]
    if not numbers and counted:
        for p in counted:
            assert p.number is not None
            _add(draft, kind, p.number, p)
        _and_more(draft, kind, counted[-1])
        if len(draft.figures) == len(fillers) or kind is not FigureKind.KILLED:
            return
        fillers = [p for p in fillers if p not in counted]
    elif numbers:
        _add(draft, kind, numbers[0], fillers[0] if fillers else None)
        return
    if kind in (FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.HELD):
        for p in fillers:
            behind = _number_behind(draft, p)
            if behind is not None:
                _add(draft, kind, behind, p)
            elif not _renamed(p, fillers):
                _singular(draft, kind, p, named)
        if not fillers:
            _another(draft, kind)
        if named:
            _told_by_trigger(draft, kind)
        _together_with(draft, kind)


def _and_more(draft: Draft, kind: FigureKind, last: Piece) -> None:
    """مقتل 74 منهم و15 جندياً, مقتل 17 جندياً بينهم أربعة ضباط، وأكثر من مئة مسلح: more that the same death takes."""
    apart = False
    for p in draft.pieces[draft.pieces.index(last) + 1 :][: _WITH + 1]:
        number = p.number if p.nature in _PEOPLE - {"unknown"} else None
        if p.kind is Kind.NP and p.conj and number is not None and not number.unit:
            if not apart:
                _add(draft, kind, number, p)
            return
        if p.kind is Kind.MARK and p.form == "،":
            apart = False
        elif p.kind is Kind.OTHER and p.form in _AMONG:
            apart = True
        elif p.kind not in (Kind.NP, Kind.OTHER) or (p.kind is Kind.NP and p.conj):
            return


def _add(draft: Draft, kind: FigureKind, number: Number, who: Piece | None) -> None:
    low = None if number.min is None else int(number.min)
    high = None if number.max is None else int(number.max)
    about = not number.exact and low is not None and high is not None and _is_about(draft, number)
    if about and low is not None and high is not None:
        low = high = round((low + high) / 2)
    whom = None if who is None else draft.scan.span(who.first, who.last, who.cut)
    draft.figures.append(Figure(kind, low, high, _words(draft, number), whom, approximate=about))


def _words(draft: Draft, number: Number) -> Span:
    return draft.scan.span(number.first, number.last)


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


def _reached(draft: Draft) -> Number | None:
    """ارتفعت إلى 202 حصيلة القتلى: the number that a toll behind it has reached."""
    if draft.trigger.id not in _TOLLS or draft.index == 0:
        return None
    before = draft.pieces[draft.index - 1]
    alone = before.number is not None and before.number.last == before.last and not before.number.unit
    return before.number if before.prep == "الي" and alone else None


def _beside(draft: Draft) -> list[Piece]:
    """A number right behind the trigger: قتل 20 وأصيب 70."""
    after = draft.pieces[draft.index + 1 : draft.index + 2]
    return [p for p in after if p.kind is Kind.NP and p.number is not None and not p.prep]


def _subject(draft: Draft) -> list[Piece]:
    """ "إن اثنين من الشرطة قتلا": who stands before a verb that was taken for its noun, or before مقتولين."""
    if draft.trigger.id == "killing.found-dead":
        before = draft.pieces[draft.index - 1] if draft.index else None
        people = before is not None and before.kind is Kind.NP and before.nature in ("person", "armed", "people")
        return [before] if people and before is not None else []
    if draft.piece.kind is not Kind.EVENT or draft.trigger.frame != "suffer" or draft.piece.prep or draft.light:
        return []
    subject = left_subject(draft.pieces, draft.index)
    return [subject] if subject is not None and subject.nature in _PEOPLE else []


def _number_behind(draft: Draft, p: Piece) -> Number | None:
    """عسكريين آخرين اثنين: the number that follows whom it counts."""
    after = next((q for q in draft.pieces if q.first == p.last), None)
    bare = after is not None and after.kind is Kind.NP and not after.prep and not after.conj
    number = after.number if bare and after is not None else None
    if number is None or after is None or number.unit:
        return None
    alone = number.last == after.last or draft.scan.tokens[number.last].form.startswith("اخر")
    return number if alone else None


def _renamed(p: Piece, fillers: list[Piece]) -> bool:
    """قُتلت رئيسة الوزراء، فلانة: a name behind a bare phrase, not joined to it, is hers."""
    ahead = [q for q in fillers if q.first < p.first]
    return bool(ahead) and not p.conj and not p.prep and p.number is None and ahead[-1].number is None


def _singular(draft: Draft, kind: FigureKind, p: Piece, named: bool) -> None:
    """One person named or told in the singular is one, a dual is two."""
    n = persons(draft, p) or (named_one(draft, p) if named else 0)
    if n:
        span = draft.scan.span(p.first, p.last, p.cut)
        draft.figures.append(Figure(kind, n, n, span, span))


def _another(draft: Draft, kind: FigureKind) -> None:
    """وإصابة آخر, وجرح أخرى: one more."""
    words = draft.scan.tokens[draft.last : draft.last + 1]
    if words and words[0].form in ("اخر", "اخري"):
        span = draft.scan.span(draft.last, draft.last + 1)
        draft.figures.append(Figure(kind, 1, 1, span, span))


def _told_by_trigger(draft: Draft, kind: FigureKind) -> None:
    """قتلوه, لقي مصرعه: the pronoun in the trigger's own words tells one or two."""
    if any(f.kind is kind for f in draft.figures) or any(p.number for p in (f.piece for f in draft.of("target"))):
        return
    n = meant(draft)
    if n:
        draft.figures.append(Figure(kind, n, n, draft.span, None))


def _together_with(draft: Draft, kind: FigureKind) -> None:
    """قُتل القائد مع ثلاثة من مرافقيه: those who died with whom the figure is of so far."""
    for p in draft.pieces[draft.index + 1 : draft.index + _WITH + 1]:
        if p.kind not in (Kind.NP, Kind.TIME, Kind.PLACE, Kind.OTHER):
            return
        if p.prep in ("مع", "الي جانب", "رفقه", "برفقه") and p.kind is Kind.NP:
            number = p.number if p.number is not None else _number_behind(draft, p)
            people = p.nature in _PEOPLE or p.form.startswith("اخر")
            counted = number is not None and any(f.span == _words(draft, number) for f in draft.figures)
            if number is not None and not number.unit and people and draft.figures and not counted:
                _add(draft, kind, number, p)
            return
