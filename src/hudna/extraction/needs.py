"""What a trigger needs in its clause before it counts as an event: words of the data files, each asked of a draft."""

from __future__ import annotations

import re

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind
from hudna.extraction.weapons import named_by

_ARMED = frozenset({"armed", "means"})
_FORCE = frozenset({"armed", "country", "means"})
_PEOPLE = frozenset({"person", "people"})
_HURT = _PEOPLE | {"armed"}
_THINGS = frozenset({"thing", "means"})
_MUTE = frozenset({"unknown", "thing", "place"})
_WAR = frozenset({"armed_clash", "attack", "shelling", "air_strike", "bombing", "siege"})
_FAR = 12  # pieces between an act and the casualties that it brings
_BEFORE, _BEHIND = 4, 16  # words around an act among which its freight is told
_RELIEF = re.compile(
    r"[وبل]?(?:ال|لل)?(?:مساعدات|اغاثه|اغاثيه|غذاييه|غذاء|اغذيه|ادويه|دواء|طبيه|طحين|دقيق|مؤن|خيام|بطانيات)ا?"
    r"|[ول]?(?:ال|لل)(?:هلال|صليب)"
)
_REACH = 8  # pieces to either side in which a clause speaks of arms


def met(draft: Draft) -> bool:
    """Are all parts of any one of the trigger's needs ("armed&place") there?"""
    needs = draft.trigger.needs
    return not needs or any(all(_has(draft, part) for part in need.split("&")) for need in needs)


def _has(draft: Draft, need: str) -> bool:
    match need:
        case "actor" | "party":
            return _acting(draft) > 0
        case "parties":
            return _acting(draft) > 1
        case "force":
            return not _FORCE.isdisjoint(_doers(draft))
        case "fighters":
            return "armed" in _doers(draft)
        case "armed":
            told = any(f.piece.nature in _ARMED for f in draft.fillers) or named_by(draft) is not None
            return told or "country" in _doers(draft) or _armed_nearby(draft)
        case "civilian":
            return any(f.piece.nature in _PEOPLE for f in draft.fillers)
        case "protesters":
            return any(getattr(m.entry, "kind", "") == "protester" for f in draft.of("actor") for m in f.piece.mentions)
        case "target":
            return bool(draft.of("target"))
        case "person":
            return any(f.piece.nature in _HURT for f in draft.of("target"))
        case "thing":
            return any(f.piece.nature in _THINGS for f in draft.of("target"))  # a tank, a drone shot down
        case "place":
            return bool(draft.of("at", "to", "from"))
        case "means":
            return bool(draft.of("means")) or draft.trigger.means is not None or named_by(draft) is not None
        case "war":
            return _acts_nearby(draft)
        case "relief":
            return _of_relief(draft)
        case "result":
            return _is_brought(draft)
        case "weighed":  # words so common that only the scorer lets them stand
            return False
        case "figure":
            told = bool(draft.figures) or any(f.piece.number is not None for f in draft.fillers)
            return told or _brings_casualties(draft)
    raise ValueError(f"{draft.trigger.id}: unknown need {need!r}")


def _doers(draft: Draft) -> list[str]:
    return [f.piece.nature for f in draft.of("actor", "party")]


def _acting(draft: Draft) -> int:
    return sum(nature not in _MUTE for nature in _doers(draft))


def _armed_nearby(draft: Draft) -> bool:
    """Does the clause speak of forces, fighters or weapons at all?"""
    near = draft.pieces[max(0, draft.index - _REACH) : draft.index + _REACH + 1]
    return any(p.nature in _ARMED for p in near if p.kind is Kind.NP)


def _acts_nearby(draft: Draft) -> bool:
    """أجبرت المعارك آلاف العائلات على ترك منازلها: does the clause speak of an act of force?"""
    near = draft.pieces[max(0, draft.index - _REACH) : draft.index + _REACH + 1]
    triggers = (p.named("trigger") for p in near if p is not draft.piece)
    return any(t is not None and t.entry.type in _WAR for t in triggers)


def _of_relief(draft: Draft) -> bool:
    """وصلت سفينة محملة بالأدوية: do the words around speak of food, medicine or relief?"""
    near = draft.scan.tokens[max(0, draft.first - _BEFORE) : draft.last + _BEHIND]
    return any(_RELIEF.fullmatch(t.form) for t in near)


def _is_brought(draft: Draft) -> bool:
    """أودى القتال منذ نيسان بحياة المئات: does a verb in front say that something brought it?"""
    near = draft.pieces[max(0, draft.index - _REACH) : draft.index]
    lights = (p.named("light") for p in near)
    return any(light is not None and light.entry.cls == "consequence" for light in lights)


def _brings_casualties(draft: Draft) -> bool:
    """المواجهات، التي وقعت هناك، أسفرت عن إصابة العشرات: does the act go on to bring deaths or wounds?"""
    linked = False
    for p in draft.pieces[draft.index + 1 : draft.index + _FAR]:
        light = p.named("light")
        linked = linked or (light is not None and light.entry.cls == "consequence")
        trigger = p.named("trigger") if p.kind is Kind.EVENT else None
        if trigger is not None:
            return linked and trigger.entry.type in ("killing", "casualty")
        if p.kind is Kind.MARK and p.form in ".؛":
            return False
    return False
