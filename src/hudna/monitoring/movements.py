"""Movements of people: how many, from where to where, forced or agreed, done or planned; fighters and civilians apart.

An incident is one movement however many stories tell it, so the same people are counted once: its numbers are the range
over its tellings, each kept with its voice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hudna.knowledge.load import Knowledge
from hudna.knowledge.meanings import meanings
from hudna.model import (
    ClaimType,
    Figure,
    FigureKind,
    Incident,
    Participant,
    Place,
    PlaceRole,
    Role,
    Status,
    Telling,
    Time,
)
from hudna.monitoring.voices import Voice, voice


class MovementKind(StrEnum):
    DISPLACED = "displaced"
    FORCED = "forced"
    EVACUATED = "evacuated"
    RETURNED = "returned"
    ARRIVED = "arrived"
    BESIEGED = "besieged"  # kept from moving


class Who(StrEnum):
    CIVILIANS = "civilians"
    FIGHTERS = "fighters"
    MIXED = "mixed"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as one voice gives it; an open bound is None."""

    min: int | None
    max: int | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement; `min` and `max` span what its voices say, None where none gives a bound.

    `agreement` is the one under which it is told to happen, where it is told.
    """

    incident: str
    kind: MovementKind
    who: Who
    status: Status
    origins: tuple[Place, ...]
    destinations: tuple[Place, ...]
    time: Time | None
    min: int | None
    max: int | None
    counts: tuple[Count, ...]
    movers: tuple[Participant, ...]
    agreement: str | None
    voices: tuple[Voice, ...]

    @property
    def done(self) -> bool:
        return self.status in (Status.ASSERTED, Status.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class Flow:
    """Movements between two places that are told as done, added up: a range, and the incidents that make it up."""

    origin: Place
    destination: Place
    who: Who
    min: int | None
    max: int | None
    movements: tuple[Movement, ...]


def movements(
    incidents: Iterable[Incident], knowledge: Knowledge, under: dict[str, str] | None = None
) -> list[Movement]:
    """The movements told, in the order of the incidents; `under` names the agreement of an incident."""
    under = under or {}
    return [
        _movement(i, knowledge, under.get(i.id))
        for i in incidents
        if i.type is ClaimType.DISPLACEMENT or (i.type is ClaimType.SIEGE and any(_people(t) for t in i.tellings))
    ]


def flows(moved: Iterable[Movement]) -> list[Flow]:
    """Done movements with one origin and one destination on the map, by both; what lacks either stays a movement."""
    found: dict[tuple[str, str, Who], list[Movement]] = {}
    for movement in moved:
        if movement.done and movement.origins and movement.destinations:
            a, b = movement.origins[0], movement.destinations[0]
            if a.place_id is not None and b.place_id is not None and a.place_id != b.place_id:
                found.setdefault((a.place_id, b.place_id, movement.who), []).append(movement)
    return [_flow(key[2], found[key]) for key in sorted(found)]


def _flow(who: Who, moved: Sequence[Movement]) -> Flow:
    least, most = [m.min for m in moved if m.min is not None], [m.max for m in moved]
    whole = all(m is not None for m in most)
    total = sum(m for m in most if m is not None) if whole else None
    return Flow(moved[0].origins[0], moved[0].destinations[0], who, sum(least) if least else None, total, tuple(moved))


def _movement(incident: Incident, knowledge: Knowledge, agreement: str | None) -> Movement:
    counts = tuple(Count(f.min, f.max, voice(t)) for t in incident.tellings for f in _people(t))
    least, most = [c.min for c in counts if c.min is not None], [c.max for c in counts]
    origins = tuple(p for p in incident.places if p.role is PlaceRole.FROM)
    if not origins:
        origins = tuple(p for p in incident.places if p.role is PlaceRole.AT)
    return Movement(
        incident=incident.id,
        kind=_kind(incident),
        who=_who(incident, knowledge),
        status=incident.status,
        origins=origins,
        destinations=tuple(p for p in incident.places if p.role is PlaceRole.TO),
        time=incident.time,
        min=min(least, default=None),
        max=max(m for m in most if m is not None) if most and all(m is not None for m in most) else None,
        counts=counts,
        movers=tuple(p for p in incident.participants if p.role is Role.TARGET) or incident.participants,
        agreement=agreement,
        voices=tuple(voice(t) for t in incident.tellings),
    )


def _people(telling: Telling) -> Iterator[Figure]:
    kinds = (FigureKind.DISPLACED, FigureKind.BESIEGED)
    return (f for f in telling.claim.figures if f.kind in kinds and not f.part)


def _kind(incident: Incident) -> MovementKind:
    """The most telling word of any telling: that they were driven out says more than that they left."""
    if incident.type is ClaimType.SIEGE:
        return MovementKind.BESIEGED
    known, rules = meanings(), {t.claim.rule for t in incident.tellings}
    for kind, said in (
        (MovementKind.FORCED, known.forced),
        (MovementKind.EVACUATED, known.evacuated),
        (MovementKind.RETURNED, known.returned),
        (MovementKind.ARRIVED, known.arrived),
    ):
        if rules & said:
            return kind
    return MovementKind.DISPLACED


def _who(incident: Incident, knowledge: Knowledge) -> Who:
    kinds = {_one(p, knowledge) for p in incident.participants} - {None}
    if incident.type is ClaimType.SIEGE:
        kinds = {_one(p, knowledge) for p in incident.participants if p.role is Role.TARGET} - {None}
    if len(kinds) > 1:
        return Who.MIXED
    return next((k for k in kinds if k is not None), Who.UNTOLD)


def _one(who: Participant, knowledge: Knowledge) -> Who | None:
    actor = knowledge.actors.get(who.actor_id or "")
    if actor is not None:
        return Who.FIGHTERS if actor.armed else None
    sector = who.code.sector if who.code else None
    if sector in ("CVL", "REF"):
        return Who.CIVILIANS
    return Who.FIGHTERS if sector in ("UAF", "REB", "MIL") else None
