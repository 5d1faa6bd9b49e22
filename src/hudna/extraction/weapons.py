"""With what: the weapon that a trigger's own words name, that an act sets off, or that its clause tells elsewhere."""

from __future__ import annotations

from hudna.extraction.draft import Draft, Filler
from hudna.extraction.pieces import Kind, Piece
from hudna.knowledge.trie import Mention

FORCE = frozenset(
    "attack bombing air_strike shelling killing assassination chemical_attack destruction threat abuse".split()
)
_REACH = 8  # pieces behind the trigger in which its clause may still name a weapon
_INSTRUMENTAL = frozenset({"ب", "بواسطه", "باستخدام", "عبر", "تحت", "من خلال", "ل"})
_SAYS_WITH = frozenset({"بواسطه", "باستخدام", "مستخدما", "مستخدمين", "مستخدمه", "باستعمال"})
_LETS_FLY = frozenset({"أطلق/يطلق", "ألقى/يلقي", "رمى/يرمي", "رشق/يرشق", "قذف/يقذف"})
_USES = frozenset({"استخدم/يستخدم", "استعمل/يستعمل"})
_NAMES_THE_ACT = frozenset({"torture", "hanging", "fire", "beheading"})  # التعذيب, شنقاً: no weapon beside the act
_CARRIED = frozenset({"explosive", "suicide", "vehicle-bomb"})  # what a bomber wears or drives
_BACK = 6  # pieces before a blast in which what goes off may be told


def arm(draft: Draft) -> None:
    """Add the means of an act of force that its frame has not found."""
    if draft.type not in FORCE or draft.of("means"):
        return
    flown = _let_fly(draft)
    if flown:
        for filler in flown:
            filler.role = "means"  # فجّر سترته الناسفة, ألقوا الحجارة: what goes off or is thrown is the weapon
        return
    weapon = _in_trigger(draft) or _in_clause(draft) or _used_for(draft) or _carried(draft)
    if weapon is not None:
        draft.add(weapon, "means")


def _let_fly(draft: Draft) -> list[Filler]:
    """The targets that are weapons, of an act that sets off, drops or throws."""
    verbs = {m.entry for m in draft.piece.mentions if m.kind == "verb"}
    sets_off = draft.trigger.frame == "blast" or draft.trigger.means is not None
    if not (sets_off or draft.trigger.id == "bombing.blew-up" or verbs & _LETS_FLY):
        return []
    return [f for f in draft.of("target") if f.piece.nature == "means"]


def _in_trigger(draft: Draft) -> Piece | None:
    """سقطت قذائف، إطلاق صواريخ, انفجار عبوة ناسفة; not إطلاق نار, التعذيب, which are the act."""
    m = named_by(draft)
    if m is None or m.entry.id in _NAMES_THE_ACT:
        return None
    if m.entry.id == "gunfire" and draft.type in ("attack", "destruction"):
        return None
    return Piece(Kind.NP, m.first, m.last, cut=m.cut, mentions=[m], form=draft.scan.tokens[m.first].form)


def named_by(draft: Draft) -> Mention | None:
    """The means that a trigger's own words name."""
    for at in range(draft.piece.first, draft.last):
        found = [m for m in draft.scan.mentions.get(at, ()) if m.kind == "means"]
        if found:
            return max(found, key=lambda m: m.last)
    return None


def _in_clause(draft: Draft) -> Piece | None:
    """قصفت … بعشرات القذائف, نفّذ … بواسطة طائرة مسيّرة: a weapon that the clause brings in with a preposition."""
    tokens = draft.scan.tokens
    for k in range(draft.index + 1, min(draft.index + _REACH, len(draft.pieces))):
        p = draft.pieces[k]
        if p.kind in (Kind.COMP, Kind.LINK) or (p.kind is Kind.MARK and p.form in ".؛:"):
            return None
        if p.kind in (Kind.VERB, Kind.EVENT) and p.named("trigger") is not None:
            return None
        if p.kind is Kind.NP and p.named("means") is not None and p.nature not in ("armed", "body"):
            told = p.prep in _INSTRUMENTAL or bool(_SAYS_WITH & {tokens[p.first - 1].form, tokens[p.first].form})
            if told or draft.trigger.frame == "blast":
                return p
    return None


def _used_for(draft: Draft) -> Piece | None:
    """استخدمت الشرطة الغاز المسيل للدموع لتفريق المتظاهرين."""
    before = draft.pieces[draft.index - 1] if draft.index else None
    if draft.piece.kind is not Kind.EVENT or draft.piece.prep != "ل" or before is None or before.nature != "means":
        return None
    behind = draft.pieces[max(0, draft.index - _BACK) : draft.index - 1]
    used = any(p.kind is Kind.VERB and any(m.kind == "verb" and m.entry in _USES | _LETS_FLY for m in p.mentions)
               for p in behind)  # fmt: skip
    return before if used else None


def _carried(draft: Draft) -> Piece | None:
    """انتحاري يقود سيارة ملغومة فجّر نفسه: what the bomber of a clause wears or drives."""
    if draft.trigger.id != "bombing.blew-up":
        return None
    for p in reversed(draft.pieces[max(0, draft.index - _BACK) : draft.index]):
        if p.kind in (Kind.COMP, Kind.LINK, Kind.EVENT) or (p.kind is Kind.MARK and p.form in ".؛:،"):
            return None
        means = p.named("means") if p.kind is Kind.NP else None
        if means is not None and means.entry.cls in _CARRIED:
            return p
    return None
