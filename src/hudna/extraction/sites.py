"""Where an act happened when only a common noun tells it: `في مقر النقابة`, `في 22 ولاية`, `أمام السفارة`."""

from __future__ import annotations

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.whereabouts import UNPLACED
from hudna.knowledge.load import Knowledge

_AT = frozenset("في داخل امام خارج قرب عند حول وسط ضمن فوق خلف بجوار".split()) | {
    "بالقرب من",
    "على مقربه من",
    "في محيط",
    "بمحاذاه",
}
_SITES = frozenset(
    "building camp checkpoint field infrastructure market medical position religious road school".split()
)
_STOPS = frozenset(".؛:")


def place_by_noun(draft: Draft, knowledge: Knowledge) -> None:
    """Give a draft without any place the building or kind of place behind its trigger."""
    if draft.type in UNPLACED or draft.of("at", "to", "from"):
        return
    for p in draft.pieces[draft.index + 1 :]:
        ends = p.kind in (Kind.COMP, Kind.REL, Kind.LINK) or (p.kind is Kind.MARK and p.form in _STOPS)
        if ends or (p.kind in (Kind.VERB, Kind.EVENT) and p.named("trigger") is not None):
            return
        taken = any(f.piece is p for f in draft.fillers)
        if p.kind is Kind.NP and p.prep in _AT and not taken and _is_place(draft, p, knowledge):
            draft.add(p, "at")
            return


def _is_place(draft: Draft, p: Piece, knowledge: Knowledge) -> bool:
    """Is the head of a phrase a building, or a noun that says what kind of place it is?"""
    head = p.mentions[0] if p.mentions else None
    if head is not None and head.kind == "object":
        return head.entry.kind in _SITES
    if head is not None and head.first == p.first:
        return False
    counted = p.number.last - p.first if p.number is not None else 0
    form = draft.scan.tokens[min(p.first + counted, p.last - 1)].form
    return form in knowledge.gazetteer.words.classes
