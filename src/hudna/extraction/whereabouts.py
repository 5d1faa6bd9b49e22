"""Where and when, beyond what a frame's walk reaches: the place or day that the rest of the sentence gives.

Only the most specific place of a chain is kept ("في بلدة كذا بمحافظة كذا"): what follows it with a preposition of its
own says where that place lies, and serves its resolution.
"""

from __future__ import annotations

from hudna.extraction.draft import Draft, Filler
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.time_values import Length, Vague

_AT = frozenset({"في", "ب", "داخل", "قرب", "علي", "على", "ضد", "حول", "وسط", "شمال", "جنوب", "شرق", "غرب", "بالقرب من"})
_UNPLACED = frozenset("appeal accusation rejection threat sanction agreement".split())
_TITLES = frozenset({"leader", "official", "spokesman", "journalist", "activist", "source", "person"})
_LASTING = frozenset({"hold", "besiege"})
_HELD = frozenset({"hold", "take"})


def settle(draft: Draft, before: Draft | None) -> None:
    """Prune the places of a draft to the most specific, or look for one in the sentence; then for a time.

    `before` is the draft told before it in the sentence, whose place a verb joined to it shares.
    """
    places = draft.of("at")
    if places:
        _prune(draft, places)
    elif not draft.of("to", "from") and draft.type not in _UNPLACED and (found := _place_near(draft)) is not None:
        draft.add(found, "at")
        _siblings(draft, found)
    elif before is not None and draft.piece.conj and draft.type not in _UNPLACED and not draft.of("to", "from"):
        for filler in before.of("at"):
            draft.add(filler.piece, "at")
    draft.fillers = [f for f in draft.fillers if f.role != "time" or _tells_when(draft, f.piece)]
    if not draft.of("time") and (when := _time_near(draft)) is not None:
        draft.add(when, "time")


def narrow(draft: Draft) -> None:
    """Keep the most specific place of a chain."""
    if places := draft.of("at"):
        _prune(draft, places)


def _prune(draft: Draft, places: list[Filler]) -> None:
    ordered = sorted(places, key=lambda f: f.piece.first)
    named = [f for f in ordered if _is_named(f.piece)]
    kept = named[:1] or ordered[:1]
    for f in ordered:
        if f not in kept and f.piece.first > kept[0].piece.first and _joined(draft, kept[-1].piece, f.piece):
            kept.append(f)
    draft.fillers = [f for f in draft.fillers if f.role != "at" or f in kept]


def _is_named(piece: Piece) -> bool:
    """Not "a market", if a name follows."""
    place = piece.place
    return place is not None and bool(place.candidates or place.pointer or piece.kind is Kind.NP)


def _joined(draft: Draft, before: Piece, piece: Piece) -> bool:
    """Is `piece` a sibling in a list rather than the region that `before` lies in?"""
    i, j = draft.pieces.index(before), draft.pieces.index(piece)
    between = draft.pieces[i + 1 : j]
    if any(p.kind is Kind.PLACE and not p.conj for p in between):
        return False  # قاعدة بين تعز ولحج: joined to another
    if piece.place is not None and piece.place.relation is not None and not piece.conj:
        return False  # "في لحج، جنوبي البلاد"
    if any(p.kind not in (Kind.MARK, Kind.PLACE, Kind.NP) for p in between):
        return piece.conj
    return piece.conj or (not piece.prep and any(p.kind is Kind.MARK and p.form in "،," for p in between))


def _place_near(draft: Draft) -> Piece | None:
    """The nearest place of the clause behind the trigger, else one before it, else one that opens the sentence."""
    return _behind(draft) or _before(draft) or _opening(draft)


def _behind(draft: Draft) -> Piece | None:
    taken = {id(f.piece) for f in draft.fillers}
    for p in draft.pieces[draft.index + 1 :]:
        if p.kind is Kind.COMP or (p.kind is Kind.MARK and p.form in ".؛:"):
            return None
        if p.kind in (Kind.EVENT, Kind.VERB) and p.named("trigger") and not p.conj:
            return None
        if _says_where(p) and id(p) not in taken and not _of_title(draft, p):
            return p
    return None


def _says_where(p: Piece) -> bool:
    if p.kind is not Kind.PLACE or p.place is None:
        return False
    return (p.prep in _AT or p.place.relation is not None) and _is_named(p)


def _of_title(draft: Draft, place: Piece) -> bool:
    """قائد القوات في أفغانستان: the place belongs to somebody's title."""
    before = draft.pieces[draft.pieces.index(place) - 1]
    official = before.kind is Kind.NP and any(m.kind == "class" and m.entry.kind in _TITLES for m in before.mentions)
    return official and not any(f.piece is before for f in draft.fillers)


def _before(draft: Draft) -> Piece | None:
    for p in reversed(draft.pieces[: draft.index]):
        if p.kind is Kind.COMP or (p.kind is Kind.MARK and p.form in ".؛:"):
            return None
        if any(m.kind == "cue" and m.entry.cls == "attribution" for m in p.mentions):
            return None
        if _says_where(p) and not _of_title(draft, p):
            return chain_head(draft.pieces, p)
        if draft.trigger.frame in _HELD and p.kind is Kind.PLACE and _is_named(p):
            return p  # تحرير المدينة من سيطرتهم: what is held is what was told of
    return None


def chain_head(pieces: list[Piece], place: Piece) -> Piece:
    """جامعة كذا في جنوب مدينة كذا بمحافظة كذا: the place that the others only locate."""
    at = pieces.index(place)
    while at and pieces[at - 1].kind is Kind.PLACE and pieces[at].prep and not pieces[at].conj:
        at -= 1
    return pieces[at]


def _opening(draft: Draft) -> Piece | None:
    """ "وفي الموصل، …": a place that opens the sentence holds for all of it."""
    for p in draft.pieces[: min(3, draft.index)]:
        if p.kind is Kind.PLACE and p.prep in ("في", "ب") and _is_named(p):
            return p
        if p.kind not in (Kind.MARK, Kind.OTHER, Kind.TIME):
            return None
    return None


def _siblings(draft: Draft, place: Piece) -> None:
    at = draft.pieces.index(place)
    for p in draft.pieces[at + 1 :]:
        if p.kind is Kind.PLACE and p.conj and (not p.prep or p.prep == place.prep):
            draft.add(p, "at")
        elif p.kind is not Kind.MARK:
            return


def _tells_when(draft: Draft, piece: Piece) -> bool:
    """Not how long (لخمسة أيام), not حالياً of an act, which says no more than that it is told."""
    value = piece.time.value if piece.time is not None else None
    if isinstance(value, Length) and value.start is None:
        return False
    return not (isinstance(value, Vague) and value.kind in ("now", "so_far")) or draft.trigger.frame in _LASTING


def _time_near(draft: Draft) -> Piece | None:
    """A time of the same clause, behind the trigger or before it; not the day on which it was said."""
    return _time_behind(draft) or _time_before(draft)


def _time_behind(draft: Draft) -> Piece | None:
    for p in draft.pieces[draft.index + 1 :]:
        if p.kind is Kind.TIME and _tells_when(draft, p):
            return p
        if p.kind is Kind.REL and p is not draft.pieces[draft.index + 1]:
            return None  # that clause has its own time
        if p.kind in (Kind.COMP, Kind.LINK) or (p.kind is Kind.MARK and p.form in ".؛:"):
            return None
        if p.named("trigger") and p.kind in (Kind.EVENT, Kind.VERB) and not p.conj:
            return None
        if p.kind is Kind.VERB and p.named("light") is None:
            return None
    return None


def _time_before(draft: Draft) -> Piece | None:
    for k in range(draft.index - 1, -1, -1):
        p = draft.pieces[k]
        if p.kind is Kind.TIME and _tells_when(draft, p) and not of_saying(draft.pieces, k):
            return p
        if p.kind in (Kind.COMP, Kind.LINK) or (p.kind is Kind.MARK and p.form in ".؛:"):
            return None
        trigger = p.named("trigger") if p.kind in (Kind.EVENT, Kind.VERB) else None
        if trigger is not None and trigger.entry.frame != "suffer" and not draft.piece.conj:
            return None  # the time is that event's
    return None


def of_saying(pieces: list[Piece], k: int) -> bool:
    """Does the time belong to a verb of saying: "أعلن الجيش أمس أن", "قال اليوم إن"?"""
    for p in reversed(pieces[:k]):
        if p.kind in (Kind.EVENT, Kind.COMP):
            return False
        if p.kind is Kind.VERB or p.kind is Kind.CUE:
            return any(m.kind == "cue" and m.entry.cls == "attribution" for m in p.mentions)
    return False
