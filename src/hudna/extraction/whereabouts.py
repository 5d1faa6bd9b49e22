"""Where and when, beyond what a frame's walk reaches: the place or day that the rest of the sentence gives.

Only the most specific place of a chain is kept ("في بلدة كذا بمحافظة كذا"): what follows it with a preposition of its
own says where that place lies, and serves its resolution.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hudna.extraction.draft import Draft, Filler
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.time_values import Length, Vague

_AT = frozenset({"في", "ب", "داخل", "قرب", "علي", "على", "ضد", "حول", "وسط", "شمال", "جنوب", "شرق", "غرب", "بالقرب من",
                 "فوق", "عند", "ضمن", "امام"})  # fmt: skip
UNPLACED = frozenset("appeal accusation rejection threat sanction agreement".split())
_TITLES = frozenset({"leader", "official", "spokesman", "journalist", "activist", "source", "person"})
_COURSE = frozenset({"في", "خلال", "اثناء", "ضمن", "في اطار"})
_AFTER = frozenset({"بعد", "عقب"})
_LYING = ("الواقع", "الكائن")  # and their endings: الواقعة غرب كذا
_GOES_ON = 12  # pieces
_APART = (Kind.COMP, Kind.REL)  # another's words, or a clause about something else
_LASTING = frozenset({"hold", "besiege"})
_HELD = frozenset({"hold", "take"})


def settle(draft: Draft, before: Draft | None) -> None:
    """Prune the places of a draft to the most specific, or look for one in the sentence; then for a time.

    `before` is the draft told before it in the sentence, whose place a verb joined to it shares.
    """
    _drop_appositions(draft)
    places = draft.of("at")
    if places:
        _prune(draft, places)
        if len(kept := draft.of("at")) == 1 and kept[0].piece.kind is Kind.PLACE:
            _siblings(draft, kept[0].piece)
    elif not draft.of("to", "from") and draft.type not in UNPLACED and (found := _place_near(draft)) is not None:
        draft.add(found, "at")
        _siblings(draft, found)
    elif before is not None and _goes_on(draft, before):
        for filler in before.of("at"):
            draft.add(filler.piece, "at")
    draft.fillers = [f for f in draft.fillers if f.role != "time" or _tells_when(draft, f.piece)]
    if not draft.of("time") and (when := _time_near(draft)) is not None:
        draft.add(when, "time")


def _drop_appositions(draft: Draft) -> None:
    """إلى إدلب شمال سورية: a side of a country behind a place to go to, which says where that lies."""
    ends = {id(f.piece) for f in draft.of("to", "from")}
    pairs = zip(draft.pieces, draft.pieces[1:], strict=False)
    lies = {id(b) for a, b in pairs if id(a) in ends and b.kind is Kind.PLACE and not (b.prep or b.conj)}
    draft.fillers = [f for f in draft.fillers if f.role != "at" or id(f.piece) not in lies]


def _goes_on(draft: Draft, before: Draft) -> bool:
    """Does a draft without a place go on telling of where the one before it happened?"""
    if draft.type in UNPLACED or draft.of("to", "from"):
        return False
    between = draft.pieces[before.index + 1 : draft.index]
    return draft.piece.conj or (len(between) < _GOES_ON and not any(p.kind in _APART for p in between))


def narrow(draft: Draft) -> None:
    """Keep the most specific place of a chain, with the rest of a list that it begins."""
    if places := draft.of("at"):
        _prune(draft, places)
        last = draft.of("at")[-1].piece
        if last.kind is Kind.PLACE and last.place is not None and (last.conj or last.place.plural):
            _siblings(draft, last)


def _prune(draft: Draft, places: list[Filler]) -> None:
    ordered = sorted(places, key=lambda f: f.piece.first)
    named = [f for f in ordered if _is_named(f.piece)]
    kept = named[:1] or ordered[:1]
    for f in ordered:
        if f not in kept and f.piece.first > kept[0].piece.first and _joined(draft, kept[-1].piece, f.piece):
            kept.append(f)
    draft.fillers = [f for f in draft.fillers if f.role != "at" or f in kept]


def _is_named(piece: Piece) -> bool:
    """Not "a market", if a name follows; a name that the gazetteer lacks is one."""
    place = piece.place
    if place is None:
        return False
    return bool(place.candidates or place.pointer or piece.kind is Kind.NP or place.name_last > place.name_first)


def _joined(draft: Draft, before: Piece, piece: Piece) -> bool:
    """Is `piece` a sibling in a list rather than the region that `before` lies in?"""
    i, j = draft.pieces.index(before), draft.pieces.index(piece)
    between = draft.pieces[i + 1 : j]
    apart = [p for p in between if p.kind is Kind.PLACE and not p.conj]
    if apart and not (piece.conj and piece.place and piece.place.class_word and all(map(_is_related, apart))):
        return False  # قاعدة بين تعز ولحج: joined to another; but قرية كذا قرب كذا وقرية كذا
    if piece.place is not None and piece.place.relation is not None and not piece.conj:
        return False  # "في لحج، جنوبي البلاد"
    if any(p.kind not in (Kind.MARK, Kind.PLACE, Kind.NP) for p in between):
        return piece.conj
    return piece.conj or (not piece.prep and any(p.kind is Kind.MARK and p.form in "،," for p in between))


def _is_related(piece: Piece) -> bool:
    return piece.place is not None and piece.place.relation is not None


def _place_near(draft: Draft) -> Piece | None:
    """The nearest place of the clause behind the trigger, else one before it, else one that opens the sentence."""
    own = _behind(draft, shared=False) or _relative(draft)
    return own or _before(draft) or _opening(draft) or _behind(draft, shared=True) or _headed(draft)


def _behind(draft: Draft, *, shared: bool) -> Piece | None:
    """The place behind the trigger; a `shared` one stands behind an event joined to it: مقتل ثلاثة وإصابة أربعة في."""
    taken = {id(f.piece) for f in draft.fillers}
    for p in draft.pieces[draft.index + 1 :]:
        if p.kind is Kind.COMP or (p.kind is Kind.MARK and p.form in ".؛:"):
            return None
        told = p.named("trigger") if p.kind in (Kind.EVENT, Kind.VERB) else None
        construed = _in_construct(draft, p) or _qualifies(draft, p) or _broken(draft, p)
        joins = (shared and p.conj) or construed
        if told is not None and not joins and told.entry.id not in draft.rules:
            return None
        if _says_where(p) and id(p) not in taken and not _of_title(draft, p):
            head = chain_head(draft.pieces, p)
            return head if draft.pieces.index(head) > draft.index and id(head) not in taken else p
    return None


def _in_construct(draft: Draft, event: Piece) -> bool:
    """يقصف موقع إطلاق النار: an event that only says which thing is hit."""
    before = draft.pieces[draft.pieces.index(event) - 1]
    bare = event.kind is Kind.EVENT and not event.prep and not event.conj and before.last == event.first
    return bare and before.kind is Kind.NP and before.nature == "thing" and not before.definite


def _qualifies(draft: Draft, event: Piece) -> bool:
    """تدك القوات المتوغلة شرق كذا: a participle behind a noun only says which one is meant."""
    before = draft.pieces[draft.pieces.index(event) - 1]
    bare = event.kind is Kind.EVENT and event.definite and not event.prep and not event.conj
    return bare and before.kind is Kind.NP and before.definite and before.last == event.first


def share(sentence: Sequence[Draft]) -> None:
    """اعتقل ستة خلال عمليات في كذا: what happens in the course of another act happens where that does."""
    by_index = {d.index: d for d in sentence}
    for draft in sentence:
        if draft.type in UNPLACED or draft.of("at", "to", "from"):
            continue
        for filler in next((d.of("at") for d in _courses(draft, by_index)), []):
            draft.add(filler.piece, "at")


def _courses(draft: Draft, by_index: dict[int, Draft]) -> Iterator[Draft]:
    """The act behind a draft in whose course it happens, if its clause tells one."""
    for k in range(draft.index + 1, len(draft.pieces)):
        p = draft.pieces[k]
        if p.kind in (Kind.COMP, Kind.REL, Kind.LINK) or (p.kind is Kind.MARK and p.form in ".؛:"):
            return
        if p.kind is Kind.EVENT and (p.prep in _COURSE or (p.prep in _AFTER and draft.type == "arrest")):
            if (act := by_index.get(k)) is not None:
                yield act
            return
        if p.kind in (Kind.VERB, Kind.EVENT) and p.named("trigger") is not None and not _qualifies(draft, p):
            return


def _broken(draft: Draft, event: Piece) -> bool:
    """خرق لوقف إطلاق النار في كذا: the truce that a breach breaks, whose place is the breach's too."""
    told = event.named("trigger")
    truce = told is not None and told.entry.type == "ceasefire" and event.kind is Kind.EVENT
    return truce and draft.type == "ceasefire_violation" and event.prep == "ل"


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
    verbs = 0
    for p in reversed(draft.pieces[: draft.index]):
        verbs += p.kind is Kind.VERB
        if verbs > 1:
            return None  # two clauses away: seven of ten such places were another event's
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
    """جامعة كذا في جنوب مدينة كذا بمحافظة كذا, حي كذا (شمال كذا): the place that the others only locate."""
    at = pieces.index(place)
    while at and not pieces[at].conj:
        behind = at - 1 - (pieces[at - 1].form == "(" or pieces[at - 1].form.startswith(_LYING))
        if behind < 0 or not _locates(pieces[behind], pieces[at], apart=behind < at - 1):
            break
        at = behind
    return pieces[at]


def _locates(head: Piece, place: Piece, *, apart: bool) -> bool:
    """Does `place`, set apart by a bracket or الواقعة or not, only say where the place before it lies?"""
    if place.place is None or head.place is None or not (head.kind is Kind.PLACE or head.prep):
        return False
    return bool(place.prep) or apart or place.place.relation is not None


def _opening(draft: Draft) -> Piece | None:
    """ "وفي الموصل، …": a place that opens the sentence holds for all of it."""
    for p in draft.pieces[: min(3, draft.index)]:
        if p.kind is Kind.PLACE and p.prep in ("في", "ب") and _is_named(p):
            return p
        if p.kind not in (Kind.MARK, Kind.OTHER, Kind.TIME):
            return None
    return None


def _relative(draft: Draft) -> Piece | None:
    """ "مدينة كذا التي دمرتها المعارك": the place that the clause is about."""
    if draft.index < 2 or draft.pieces[draft.index - 1].kind is not Kind.REL:
        return None
    head = draft.pieces[draft.index - 2]
    return head if head.place is not None and head.nature != "armed" else None


def _headed(draft: Draft) -> Piece | None:
    """ "ليبيا: مقتل ثلاثة": a place set before a headline with a colon."""
    for at in range(draft.index - 1, 0, -1):
        if draft.pieces[at].kind is not Kind.MARK or draft.pieces[at].form != ":":
            continue
        head, behind = draft.pieces[at - 1], draft.pieces[at - 2] if at > 1 else None
        opens = behind is None or (behind.kind is Kind.MARK and behind.form in ".:")
        if opens and not head.prep and (head.kind is Kind.PLACE or head.named("country", "metonym")):
            return head
    return None


def _siblings(draft: Draft, place: Piece) -> None:
    """قرية كذا قرب كذا وقرية كذا: those joined to a place, over what only says where one lies."""
    at = draft.pieces.index(place)
    for p in draft.pieces[at + 1 :]:
        if p.kind is Kind.PLACE and p.conj and (not p.prep or p.prep == place.prep):
            draft.add(p, "at")
        elif p.kind is not Kind.MARK and not (p.kind is Kind.PLACE and p.place and p.place.relation and not p.conj):
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
