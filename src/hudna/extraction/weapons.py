"""With what: the weapon that a trigger's own words name, that an act sets off, or that its clause tells elsewhere."""

from __future__ import annotations

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece

FORCE = frozenset(
    "attack bombing air_strike shelling killing assassination chemical_attack destruction threat abuse".split()
)
_REACH = 8  # pieces behind the trigger in which its clause may still name a weapon
_INSTRUMENTAL = frozenset({"ب", "بواسطه", "باستخدام", "عبر", "تحت", "من خلال", "ل"})
_SAYS_WITH = frozenset({"بواسطه", "باستخدام", "مستخدما", "مستخدمين", "مستخدمه", "باستعمال"})


def arm(draft: Draft) -> None:
    """Add the means of an act of force that its frame has not found."""
    if draft.type not in FORCE or draft.of("means"):
        return
    if draft.trigger.frame == "blast" or draft.trigger.means is not None:
        for filler in draft.of("target"):
            if filler.piece.nature == "means":
                filler.role = "means"  # فجّر سترته الناسفة, ألقت براميل: what goes off or is dropped is the weapon
                return
    weapon = _in_trigger(draft) or _in_clause(draft)
    if weapon is not None:
        draft.add(weapon, "means")


def _in_trigger(draft: Draft) -> Piece | None:
    """سقطت قذائف، إطلاق صواريخ, انفجار عبوة ناسفة."""
    for at in range(draft.piece.first, draft.last):
        found = [m for m in draft.scan.mentions.get(at, ()) if m.kind == "means"]
        if found:
            m = max(found, key=lambda m: m.last)
            return Piece(Kind.NP, m.first, m.last, cut=m.cut, mentions=[m], form=draft.scan.tokens[at].form)
    return None


def _in_clause(draft: Draft) -> Piece | None:
    """قصفت … بعشرات القذائف, نفّذ … بواسطة طائرة مسيّرة: a weapon that the clause brings in with a preposition."""
    for k in range(draft.index + 1, min(draft.index + _REACH, len(draft.pieces))):
        p = draft.pieces[k]
        if p.kind in (Kind.COMP, Kind.LINK) or (p.kind is Kind.MARK and p.form in ".؛:"):
            return None
        if p.kind in (Kind.VERB, Kind.EVENT) and p.named("trigger") is not None:
            return None
        if p.kind is Kind.NP and p.named("means") is not None and p.nature not in ("armed", "body"):
            told = p.prep in _INSTRUMENTAL or draft.scan.tokens[p.first - 1].form in _SAYS_WITH
            if told or draft.trigger.frame == "blast":
                return p
    return None
