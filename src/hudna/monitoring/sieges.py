"""Sieges: who besieges which place, since when, how many people, and what is known of OCHA's definition.

OCHA: an area surrounded by armed actors with the sustained effect that humanitarian assistance cannot regularly enter,
and civilians, the sick and wounded cannot regularly exit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hudna.knowledge.load import Knowledge
from hudna.knowledge.meanings import meanings
from hudna.model import ClaimType, FigureKind, Incident, Participant, Place, PlaceRole, Role, Telling
from hudna.monitoring.finding import Answer
from hudna.monitoring.voices import NOT_SO, Voice, first_day, last_day, place_key, tellings, voice

SUSTAINED = 30  # days over which it is told, for "sustained"; OCHA gives no number


class Item(StrEnum):
    """The parts of OCHA's definition, each answered apart."""

    SURROUNDED = "surrounded"
    SUSTAINED = "sustained"
    AID_CUT = "aid_cut"
    EXIT_CUT = "exit_cut"


@dataclass(frozen=True, slots=True)
class Inside:
    """How many people one voice says are inside; an open bound is None."""

    min: int | None
    max: int | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class Told:
    """A thing told about a siege on a day: aid let in or stopped, people let out or kept in."""

    what: ClaimType
    day: date | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class Siege:
    """A siege of a place: by whom it is told; `until` None while nothing told ends it.

    `place` None where none is told, `place_id` where no gazetteer entry stands for it; `key` tells them apart.
    """

    key: str
    place_id: str | None
    place: Place | None
    besiegers: tuple[Participant, ...]
    since: date | None
    told: date | None
    until: date | None
    inside: tuple[Inside, ...]
    aid: tuple[Told, ...]
    exits: tuple[Told, ...]
    items: tuple[tuple[Item, Answer], ...]
    voices: tuple[Voice, ...]


def sieges(incidents: Sequence[Incident], knowledge: Knowledge) -> list[Siege]:
    """The sieges told, by place; those of places that nothing locates come last."""
    told: dict[str, list[tuple[Place | None, Telling]]] = {}
    for telling in _holding(incidents, (ClaimType.SIEGE,)):
        for place in _places(telling) or (None,):
            told.setdefault(place_key(place, telling), []).append((place, telling))
    around = list(_told(incidents, (ClaimType.AID, ClaimType.AID_OBSTRUCTION, ClaimType.DISPLACEMENT)))
    ends = {p.place_id: first_day(t) for p, t in _told(incidents, (ClaimType.ADVANCE,)) if t.claim.rule == _BROKEN}
    return [_siege(name, told[name], around, ends.get(name), knowledge) for name in sorted(told)]


_BROKEN = "advance.broke-siege"


def _holding(incidents: Iterable[Incident], types: Sequence[ClaimType]) -> list[Telling]:
    """Tellings of some types that are told as so."""
    told = tellings(tuple(i for i in incidents if i.type in types))
    return [t for t in told if t.claim.status not in NOT_SO]


def _places(telling: Telling) -> tuple[Place, ...]:
    return tuple(p for p in telling.claim.places if p.role in (PlaceRole.AT, PlaceRole.TO, PlaceRole.FROM))


def _told(incidents: Iterable[Incident], types: Sequence[ClaimType]) -> Iterator[tuple[Place, Telling]]:
    """Tellings of some types that are told as so, with each resolved place that they are told of."""
    return ((p, t) for t in _holding(incidents, types) for p in _places(t) if p.place_id is not None)


def _siege(
    key: str, told: list[tuple[Place | None, Telling]], around: list[tuple[Place, Telling]], broken: date | None,
    knowledge: Knowledge,
) -> Siege:  # fmt: skip
    of = [t for _, t in told]
    since = min((d for t in of if (d := first_day(t)) is not None), default=None)
    last = max((d for t in of if (d := last_day(t)) is not None), default=None)
    until = broken if broken is not None and (last is None or broken >= last) else None
    near = [(p, t) for p, t in around if p.place_id == key and _within(t, since, until)]
    aid = tuple(_thing(t) for _, t in near if t.claim.type is not ClaimType.DISPLACEMENT)
    exits = tuple(_thing(t) for p, t in near if t.claim.type is ClaimType.DISPLACEMENT and _leaves(p, t))
    besiegers, place = _besiegers(of), told[0][0]
    return Siege(
        key=key,
        place_id=place.place_id if place else None,
        place=place,
        besiegers=besiegers,
        since=since,
        told=last,
        until=until,
        inside=tuple(_inside(of)),
        aid=aid,
        exits=exits,
        items=_items(besiegers, since, last, aid, exits, knowledge),
        voices=tuple(voice(t) for t in of),
    )


def _besiegers(told: Sequence[Telling]) -> tuple[Participant, ...]:
    """Each besieger once, by registry entry or words; rivals stand side by side."""
    known = meanings()
    found: dict[str, Participant] = {}
    for telling in told:
        for who in telling.claim.participants:
            if who.role is Role.ACTOR:
                found.setdefault(known.holder(who.actor_id) if who.actor_id else who.span.text, who)
    return tuple(found.values())


def _inside(told: Sequence[Telling]) -> Iterator[Inside]:
    for telling in told:
        for figure in telling.claim.figures:
            if figure.kind is FigureKind.BESIEGED and not figure.part:
                yield Inside(figure.min, figure.max, voice(telling))


def _within(telling: Telling, since: date | None, until: date | None) -> bool:
    day = last_day(telling)
    return day is None or ((since is None or day >= since) and (until is None or day <= until))


def _leaves(place: Place, telling: Telling) -> bool:
    rule = telling.claim.rule
    return place.role is not PlaceRole.TO and rule not in meanings().returned | meanings().arrived


def _thing(telling: Telling) -> Told:
    return Told(telling.claim.type, last_day(telling), voice(telling))


def _items(
    besiegers: Sequence[Participant], since: date | None, told: date | None, aid: Sequence[Told], exits: Sequence[Told],
    knowledge: Knowledge,
) -> tuple[tuple[Item, Answer], ...]:  # fmt: skip
    """Each part of the definition: YES or NO by what is told, UNKNOWN where nothing is."""
    armed = [knowledge.actors[w.actor_id].armed for w in besiegers if w.actor_id in knowledge.actors]
    states = any(w.code and w.code.sector in ("GOV", "MIL") for w in besiegers)
    surrounded = Answer.YES if any(armed) or states else Answer.UNKNOWN
    long = None if since is None or told is None else (told - since).days
    sustained = Answer.UNKNOWN if long is None or long < SUSTAINED else Answer.YES
    stopped = any(a.what is ClaimType.AID_OBSTRUCTION for a in aid)
    came = any(a.what is ClaimType.AID for a in aid)
    cut = Answer.UNKNOWN if stopped == came else Answer.YES if stopped else Answer.NO
    left = Answer.UNKNOWN if not exits else Answer.NO
    return (Item.SURROUNDED, surrounded), (Item.SUSTAINED, sustained), (Item.AID_CUT, cut), (Item.EXIT_CUT, left)
