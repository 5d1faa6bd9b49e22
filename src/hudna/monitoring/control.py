"""Who holds which place, from when to when, by whom it is told: never spread over ground that nobody claimed.

tellings ─ marks (holds, took, left; a place, a holder, days) ─▶ states by place, in order of days
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from hudna.knowledge.meanings import Meanings, meanings
from hudna.model import ClaimType, Incident, Name, Participant, Place, PlaceRole, Role, Telling
from hudna.monitoring.voices import NOT_SO, Voice, first_day, last_day, named, place_key, tellings, voice


class MarkKind(StrEnum):
    HELD = "held"  # is told to hold it
    TAKEN = "taken"  # is told to have taken it: whoever held it before holds it no more
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Mark:
    """One telling's word on one place: from `since` (the earliest day) to `told` (the last day that it speaks of)."""

    kind: MarkKind
    key: str  # of the place
    place: Place
    holder: str
    name: Name
    since: date
    told: date
    voice: Voice


@dataclass(frozen=True, slots=True)
class State:
    """A holder of a place over an interval; `until` None while nothing told ends it. `told` is the last day it is told.

    `contested` where another holder is told over some of the same days and nobody is told to have taken it.
    """

    key: str  # of the place
    place_id: str | None
    place: Place
    holder: str
    name: Name
    since: date
    until: date | None
    told: date
    contested: bool
    marks: tuple[Mark, ...]

    def at(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def states(incidents: Iterable[Incident]) -> list[State]:
    """Every state of every place, by place, day and holder."""
    by_place: dict[str, list[Mark]] = {}
    for mark in marks(incidents):
        by_place.setdefault(mark.key, []).append(mark)
    return [state for name in sorted(by_place) for state in _history(by_place[name])]


def control_at(incidents: Iterable[Incident], day: date) -> list[State]:
    """The states that hold on a day, as far as anything tells."""
    return [s for s in states(incidents) if s.at(day)]


def marks(incidents: Iterable[Incident]) -> Iterator[Mark]:
    """What tellings say of who holds what; a name that no gazetteer entry stands for is a place of its story alone."""
    types = (ClaimType.CONTROL, ClaimType.ADVANCE, ClaimType.WITHDRAWAL)
    known = meanings()
    for telling in tellings(tuple(i for i in incidents if i.type in types)):
        if telling.claim.status not in NOT_SO:
            yield from _marks(telling, known)


def _marks(telling: Telling, known: Meanings) -> Iterator[Mark]:
    kind = _kind(telling, known)
    since, told = first_day(telling), last_day(telling)
    if kind is None or since is None or told is None:
        return
    for place in telling.claim.places:
        if place.role not in (PlaceRole.AT, PlaceRole.FROM):
            continue
        for who in telling.claim.participants:
            if who.role is Role.ACTOR:
                yield Mark(kind, place_key(place, telling), place, _holder(who, known), named(who), min(since, told),
                           told, voice(telling))  # fmt: skip


def _kind(telling: Telling, known: Meanings) -> MarkKind | None:
    rule = telling.claim.rule
    if telling.claim.type is ClaimType.CONTROL:
        return None if rule in known.loose else MarkKind.HELD
    if rule in known.taken or rule in known.driven_out:
        return MarkKind.TAKEN
    return MarkKind.LEFT if rule in known.left else None


def _holder(who: Participant, known: Meanings) -> str:
    return known.holder(who.actor_id) if who.actor_id else who.span.text


@dataclass(slots=True)
class _Open:
    first: Mark
    marks: list[Mark] = field(default_factory=list)
    until: date | None = None
    contested: bool = False

    @property
    def told(self) -> date:
        return max(m.told for m in self.marks)


def _history(told: list[Mark]) -> Iterator[State]:
    """Marks in order of days: one takes the place from those before it, a rival's word beside it contests it."""
    done: list[_Open] = []
    open_: dict[str, _Open] = {}
    for mark in sorted(told, key=lambda m: (m.since, m.kind is MarkKind.LEFT, m.voice.telling, m.holder)):
        if mark.kind is MarkKind.LEFT:
            if (state := open_.pop(mark.holder, None)) is not None:
                state.until = mark.since
                done.append(state)
            continue
        state = open_.setdefault(mark.holder, _Open(mark))
        state.marks.append(mark)
        for rival in [h for h in open_ if h != mark.holder]:
            other = open_[rival]
            if mark.kind is MarkKind.TAKEN and other.told <= mark.since:
                other.until = mark.since
                done.append(open_.pop(rival))
            else:
                other.contested = state.contested = True
    for state in sorted([*done, *open_.values()], key=lambda s: (s.first.since, s.first.holder)):
        yield _state(state)


def _state(state: _Open) -> State:
    first = state.first
    return State(
        key=first.key,
        place_id=first.place.place_id,
        place=first.place,
        holder=first.holder,
        name=first.name,
        since=first.since,
        until=state.until,
        told=state.told,
        contested=state.contested,
        marks=tuple(state.marks),
    )
