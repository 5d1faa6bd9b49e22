"""The ledger of breaches of an agreement, per monitor: who counted what, in which unit, over what, leaving out whom.

Counts that reporting quotes are the entries of whoever made them, never added to one another, nor to this desk's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hudna.knowledge.agreement import Agreement
from hudna.knowledge.load import Knowledge
from hudna.model import ClaimType, Figure, FigureKind, Incident, Name, Place, Role, Telling
from hudna.monitoring.finding import Finding
from hudna.monitoring.parties import lineage, standings
from hudna.monitoring.periods import in_force
from hudna.monitoring.scope import concerns
from hudna.monitoring.voices import NOT_SO, Voice, first_day, last_day, voice

DESK = "hudna"


@dataclass(frozen=True, slots=True)
class Entry:
    """One count of one monitor: `min` to `max` of `unit`, an open bound None; `accused` sides, none where all are.

    `desk` where it is this desk's own count, of incidents that a term forbids; then `findings` are what it counts.
    """

    agreement: str
    monitor: str
    name: Name
    unit: str
    min: int | None
    max: int | None
    since: date | None
    until: date | None
    places: tuple[Place, ...]
    accused: tuple[str, ...]
    accused_names: tuple[Name, ...]
    excludes: tuple[Name, ...]
    voice: Voice | None
    desk: bool = False
    findings: tuple[str, ...] = ()


def ledger(
    agreement: Agreement, incidents: Sequence[Incident], findings: Iterable[Finding], knowledge: Knowledge
) -> list[Entry]:
    """The entries of every monitor, by monitor, day and telling; this desk's own last, one for each side accused."""
    quoted = [e for i in incidents for e in _quoted(agreement, i, knowledge)]
    quoted.sort(key=lambda e: (e.monitor, e.since or date.max, e.voice.telling if e.voice else ""))
    return [*quoted, *_own(agreement, incidents, findings, knowledge)]


def _quoted(agreement: Agreement, incident: Incident, knowledge: Knowledge) -> Iterator[Entry]:
    if incident.type is not ClaimType.CEASEFIRE_VIOLATION or not concerns(agreement, incident, knowledge):
        return
    accused = tuple(
        s.side for s in standings(agreement, incident.participants, Role.ACTOR, knowledge.actors) if s.side is not None
    )
    for telling in incident.tellings:
        for figure in telling.claim.figures:
            if figure.kind is FigureKind.BREACHES and telling.claim.status not in NOT_SO and not figure.part:
                yield _entry(agreement, incident, telling, figure, accused, knowledge)


def _entry(
    agreement: Agreement, incident: Incident, telling: Telling, figure: Figure, accused: tuple[str, ...],
    knowledge: Knowledge,
) -> Entry:  # fmt: skip
    monitor, name = _monitor(agreement, telling, knowledge)
    return Entry(
        agreement=agreement.id,
        monitor=monitor,
        name=name,
        unit=figure.who.text if figure.who else figure.span.text,
        min=figure.min,
        max=figure.max,
        since=first_day(telling),
        until=last_day(telling),
        places=incident.places,
        accused=tuple(dict.fromkeys(accused)),
        accused_names=_sides(agreement, accused),
        excludes=(),
        voice=voice(telling),
    )


def _monitor(agreement: Agreement, telling: Telling, knowledge: Knowledge) -> tuple[str, Name]:
    """Who counted: a monitoring body of the agreement, else the nearest speaker, else the outlet itself."""
    said = telling.claim.attribution[0] if telling.claim.attribution else None
    if said is None:
        outlet = telling.document.outlet or telling.document.id
        return outlet, Name(outlet, outlet)
    if said.speaker_id is None:
        return said.words.text, Name(said.words.text, said.words.text)
    above = set(lineage(said.speaker_id, knowledge.actors))
    for body in agreement.monitors:
        if above & {a.lower() for a in body.actors}:
            return body.id, Name(body.en, body.ar)
    actor = knowledge.actors.get(said.speaker_id)
    return said.speaker_id, Name(actor.en, actor.ar) if actor else Name(said.words.text, said.words.text)


def _sides(agreement: Agreement, ids: Sequence[str]) -> tuple[Name, ...]:
    return tuple(Name(s.en, s.ar) for s in agreement.sides if s.id in ids)


def _actor(name: str, knowledge: Knowledge) -> Name:
    actor = knowledge.actors.get(name)
    return Name(actor.en, actor.ar) if actor else Name(name, name)


def _own(
    agreement: Agreement, incidents: Sequence[Incident], findings: Iterable[Finding], knowledge: Knowledge
) -> list[Entry]:
    """This desk's count: incidents, each once however many terms forbid it."""
    days = {i.id: [d for t in i.tellings if (d := last_day(t)) is not None] for i in incidents}
    counted: dict[tuple[str, ...], dict[str, Finding]] = {}
    for finding in findings:
        if finding.agreement == agreement.id and finding.counted and not finding.allegation:
            counted.setdefault(finding.accused, {}).setdefault(finding.incident, finding)
    held = in_force(agreement)
    out = []
    for accused, found in sorted(counted.items()):
        seen = [d for name in found for d in days.get(name, ())]
        out.append(
            Entry(
                agreement=agreement.id,
                monitor=DESK,
                name=Name("This desk", "هذا المكتب"),
                unit="incident",
                min=sum(f.status.value != "alleged" for f in found.values()),
                max=len(found),
                since=min(seen, default=held[0].start.day if held else None),
                until=max(seen, default=None),
                places=(),
                accused=accused,
                accused_names=_sides(agreement, accused),
                excludes=tuple(_actor(name, knowledge) for name in agreement.excluded),
                voice=None,
                desk=True,
                findings=tuple(f.id for f in found.values()),
            )
        )
    return out
