"""Agreements found in reporting: linked to a registered one where they are it, else put up for review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hudna.knowledge.agreement import Agreement
from hudna.knowledge.load import Knowledge
from hudna.model import ClaimType, Incident, Participant, Place, Role, Status
from hudna.monitoring.ties import Tie, strongest
from hudna.monitoring.voices import Texts, Voice, first_day, sentence, voice

_TYPES = frozenset({ClaimType.CEASEFIRE, ClaimType.AGREEMENT, ClaimType.EXCHANGE})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agreement told: `proposed` where it is only planned or demanded; `registered` the one that it is."""

    incident: str
    type: ClaimType
    proposed: bool
    conditional: bool
    day: date | None
    parties: tuple[Participant, ...]
    places: tuple[Place, ...]
    registered: Tie | None
    sentence: str
    voices: tuple[Voice, ...]


def candidates(
    incidents: Sequence[Incident], agreements: Sequence[Agreement], knowledge: Knowledge, texts: Texts
) -> list[Candidate]:
    """The agreements that incidents tell of, in their order; denied ones are none."""
    return [
        Candidate(
            incident=i.id,
            type=i.type,
            proposed=i.status is Status.PLANNED,
            conditional=i.status is Status.CONDITIONAL,
            day=first_day(i.tellings[0]),
            parties=tuple(p for p in i.participants if p.role is Role.ACTOR),
            places=i.places,
            registered=strongest(i, agreements, knowledge, texts),
            sentence=sentence(i.tellings[0], texts),
            voices=tuple(voice(t) for t in i.tellings),
        )
        for i in incidents
        if i.type in _TYPES and i.status is not Status.DENIED
    ]
