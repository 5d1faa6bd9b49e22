"""Diplomacy: appeals, meetings, drafts, accusations, rejections and threats, tied to what they are about, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hudna.knowledge.agreement import Agreement
from hudna.knowledge.load import Knowledge
from hudna.model import ClaimType, Incident, Participant, Place, Status, Time
from hudna.monitoring.assess import FORCE
from hudna.monitoring.ties import Tie, strongest
from hudna.monitoring.voices import Texts, Voice, first_day, sentence, voice

SPEECH = frozenset(
    {
        ClaimType.APPEAL, ClaimType.ACCUSATION, ClaimType.REJECTION, ClaimType.THREAT, ClaimType.NEGOTIATION,
        ClaimType.AGREEMENT, ClaimType.CEASEFIRE, ClaimType.EXCHANGE, ClaimType.SANCTION, ClaimType.CEASEFIRE_VIOLATION,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step of diplomacy: who to whom, when, the agreement and the incidents that it is about, its sentence.

    `day` orders the steps: the first that its time may mean.
    """

    incident: str
    type: ClaimType
    status: Status
    day: date | None
    time: Time | None
    participants: tuple[Participant, ...]
    places: tuple[Place, ...]
    about: Tie | None
    incidents: tuple[str, ...]
    sentence: str
    voices: tuple[Voice, ...]


def diplomacy(
    incidents: Sequence[Incident], agreements: Sequence[Agreement], knowledge: Knowledge, texts: Texts
) -> list[Step]:
    """The chronology, by day and incident."""
    acts: dict[str, list[str]] = {}
    for incident in incidents:
        if incident.type in FORCE:
            for telling in incident.tellings:
                acts.setdefault(telling.story_key, []).append(incident.id)
    steps = [_step(i, agreements, acts, knowledge, texts) for i in incidents if i.type in SPEECH]
    return sorted(steps, key=lambda s: (s.day or date.max, s.incident))


def _step(
    incident: Incident, agreements: Sequence[Agreement], acts: dict[str, list[str]], knowledge: Knowledge, texts: Texts
) -> Step:
    first = incident.tellings[0]
    accuses = incident.type in (ClaimType.ACCUSATION, ClaimType.CEASEFIRE_VIOLATION, ClaimType.APPEAL)
    about = [a for t in incident.tellings for a in acts.get(t.story_key, ())] if accuses else []
    return Step(
        incident=incident.id,
        type=incident.type,
        status=incident.status,
        day=first_day(first),
        time=incident.time,
        participants=incident.participants,
        places=incident.places,
        about=strongest(incident, agreements, knowledge, texts),
        incidents=tuple(dict.fromkeys(about)),
        sentence=sentence(first, texts),
        voices=tuple(voice(t) for t in incident.tellings),
    )
