"""What a monitoring mission sends out: a period of an agreement against the one before, and what could not be judged.

Everything is counted from findings and incidents that the reader of the report can look up: each line keeps its ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hudna.knowledge.agreement import Agreement
from hudna.knowledge.load import Knowledge
from hudna.model import FigureKind, Incident, Judgement, Name, Place, PlaceRole
from hudna.monitoring.assess import assess
from hudna.monitoring.breaches import Entry, ledger
from hudna.monitoring.candidates import Candidate, candidates
from hudna.monitoring.control import State, control_at
from hudna.monitoring.diplomacy import Step, diplomacy
from hudna.monitoring.finding import Finding, FindingStatus
from hudna.monitoring.judged import laid_over
from hudna.monitoring.movements import Flow, Movement, flows, movements
from hudna.monitoring.periods import days_of
from hudna.monitoring.sieges import Siege, sieges
from hudna.monitoring.ties import under_agreements
from hudna.monitoring.voices import Texts
from hudna.monitoring.zones import place_test


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both inclusive."""

    first: date
    last: date

    @property
    def before(self) -> Period:
        """The period of the same length that ends the day before."""
        length = self.last - self.first
        return Period(self.first - length - timedelta(days=1), self.first - timedelta(days=1))

    def holds(self, incident: Incident) -> bool:
        """Whether the last day that the incident is told of lies in it."""
        days = days_of(incident.time)
        return days is not None and self.first <= min(days[1], date.max) <= self.last


@dataclass(frozen=True, slots=True)
class Counts:
    """How many incidents stand how, each once: the most telling finding of its terms."""

    by_status: tuple[tuple[FindingStatus, int], ...]
    counted: int
    conditional: int
    killed: tuple[int | None, int | None]

    def of(self, status: FindingStatus) -> int:
        return dict(self.by_status).get(status, 0)


@dataclass(frozen=True, slots=True)
class Share:
    """One row of a breakdown: a key with its name, and the counted incidents under it, by status."""

    key: str
    name: Name
    total: int
    firm: int  # corroborated, confirmed or admitted


@dataclass(frozen=True, slots=True)
class Report:
    agreement: Agreement
    period: Period
    now: Counts
    previous: Counts
    findings: tuple[Finding, ...]
    incidents: dict[str, Incident]
    by_type: tuple[Share, ...]
    by_side: tuple[Share, ...]
    by_area: tuple[Share, ...]
    by_credence: tuple[Share, ...]
    control: tuple[State, ...]
    sieges: tuple[Siege, ...]
    movements: tuple[Movement, ...]
    flows: tuple[Flow, ...]
    diplomacy: tuple[Step, ...]
    found: tuple[Candidate, ...]
    entries: tuple[Entry, ...]
    unjudged: tuple[tuple[str, int], ...]  # keys of reasons, and how many incidents each leaves open
    silent: tuple[Name, ...]  # places of the zone that no story of the period tells of
    stories: int
    outlets: tuple[str, ...]


def report(
    agreement: Agreement, period: Period, incidents: Sequence[Incident], knowledge: Knowledge, texts: Texts,
    judgements: Sequence[Judgement] = (),
) -> Report:  # fmt: skip
    """The report on a period, from the incidents of that period and of the one before (others are left aside)."""

    def found(told: Sequence[Incident]) -> list[Finding]:
        return _strongest(laid_over(assess(told, [agreement], knowledge, texts), judgements))

    here = [i for i in incidents if period.holds(i)]
    now, then = found(here), found([i for i in incidents if period.before.holds(i)])
    by_id = {i.id: i for i in incidents}
    tied = under_agreements(here, [agreement], knowledge, texts)
    near = _near(here, agreement, knowledge)
    moved = movements(near, knowledge, tied)
    counted = [f for f in now if f.counted]
    return Report(
        agreement=agreement,
        period=period,
        now=_counts(now, by_id),
        previous=_counts(then, by_id),
        findings=tuple(now),
        incidents={f.incident: by_id[f.incident] for f in now},
        by_type=_shares(counted, lambda f: _type(by_id[f.incident])),
        by_side=_shares(counted, lambda f: _side(f, agreement)),
        by_area=_shares(counted, lambda f: _area(by_id[f.incident], knowledge)),
        by_credence=_shares(counted, lambda f: _credence(by_id[f.incident])),
        control=tuple(control_at(_near(incidents, agreement, knowledge), period.last)),
        sieges=tuple(sieges(near, knowledge)),
        movements=tuple(moved),
        flows=tuple(flows(moved)),
        diplomacy=tuple(s for s in diplomacy(here, [agreement], knowledge, texts) if s.about is not None),
        found=tuple(c for c in candidates(here, [agreement], knowledge, texts) if c.registered is not None),
        entries=tuple(ledger(agreement, here, now, knowledge)),
        unjudged=_unjudged(now),
        silent=_silent(agreement, here, knowledge),
        stories=len({t.story_key for i in here for t in i.tellings}),
        outlets=tuple(sorted({t.document.outlet for i in here for t in i.tellings if t.document.outlet})),
    )


_RANK = (
    FindingStatus.ADMITTED, FindingStatus.CONFIRMED, FindingStatus.CORROBORATED, FindingStatus.ALLEGED,
    FindingStatus.INDETERMINATE, FindingStatus.DENIED, FindingStatus.EXCLUDED, FindingStatus.NOT_A_BREACH,
)  # fmt: skip


def _strongest(found: Iterable[Finding]) -> list[Finding]:
    """Each incident once: the finding of the term under which it stands firmest."""
    best: dict[str, Finding] = {}
    for finding in found:
        held = best.get(finding.incident)
        if held is None or _RANK.index(finding.status) < _RANK.index(held.status):
            best[finding.incident] = finding
    return list(best.values())


def _counts(found: Sequence[Finding], incidents: dict[str, Incident]) -> Counts:
    statuses = Counter(f.status for f in found if not f.conditional)
    killed = [_killed(incidents[f.incident]) for f in found if f.counted]
    least = [a for a, _ in killed if a is not None]
    most = [b for a, b in killed if a is not None or b is not None]
    top = sum(b for b in most if b is not None) if all(b is not None for b in most) else None
    return Counts(
        by_status=tuple((s, statuses[s]) for s in _RANK if statuses[s]),
        counted=sum(f.counted for f in found),
        conditional=sum(f.conditional for f in found),
        killed=(sum(least) if least else None, top if most else None),
    )


def _killed(incident: Incident) -> tuple[int | None, int | None]:
    tally = next((f for f in incident.figures if f.kind is FigureKind.KILLED), None)
    return (tally.min, tally.max) if tally else (None, None)


def _shares(found: Sequence[Finding], key: Callable[[Finding], tuple[str, Name]]) -> tuple[Share, ...]:
    """Counted findings by a key, most first."""
    total: Counter[str] = Counter()
    firm: Counter[str] = Counter()
    names: dict[str, Name] = {}
    for finding in found:
        name, words = key(finding)
        names[name] = words
        total[name] += 1
        firm[name] += finding.status is not FindingStatus.ALLEGED
    order = sorted(total, key=lambda n: (-total[n], n))
    return tuple(Share(n, names[n], total[n], firm[n]) for n in order)


def _type(incident: Incident) -> tuple[str, Name]:
    return incident.type.value, Name(incident.type.value, incident.type.value)


def _side(finding: Finding, agreement: Agreement) -> tuple[str, Name]:
    sides = [s for s in agreement.sides if s.id in finding.accused]
    if not sides:
        return "untold", Name("", "")
    key = "+".join(s.id for s in sides)
    return key, Name(" / ".join(s.en for s in sides), " / ".join(s.ar for s in sides))


def _area(incident: Incident, knowledge: Knowledge) -> tuple[str, Name]:
    """The first-level division of the place, or the country where no more is known."""
    for place in incident.places:
        if place.role in (PlaceRole.AT, PlaceRole.TO) and place.admin:
            entry = knowledge.gazetteer.entries.get(place.admin[-1]) or knowledge.gazetteer.entries.get(place.admin[0])
            if entry is not None:
                return entry.id, Name(entry.en, entry.ar)
    return "untold", Name("", "")


def _credence(incident: Incident) -> tuple[str, Name]:
    label = incident.grade.credence.value if incident.grade else "ungraded"
    return label, Name(label, label)


def _near(incidents: Sequence[Incident], agreement: Agreement, knowledge: Knowledge) -> list[Incident]:
    """Incidents told of places in the zone, near it, or not surely outside."""
    return [
        i
        for i in incidents
        if i.places and place_test(agreement.zone, i.places, knowledge.gazetteer).answer.value != "no"
    ]


def _unjudged(found: Sequence[Finding]) -> tuple[tuple[str, int], ...]:
    reasons = Counter(r.key for f in found if f.status is FindingStatus.INDETERMINATE for r in f.reasons)
    return tuple(sorted(reasons.items(), key=lambda r: (-r[1], r[0])))


def _silent(agreement: Agreement, incidents: Sequence[Incident], knowledge: Knowledge) -> tuple[Name, ...]:
    """The zone's own places, and the divisions inside them, of which nothing at all is told in the period."""
    told = {code for i in incidents for p in i.places for code in (*p.admin, p.place_id)}
    entries = knowledge.gazetteer.entries
    inside = [e for name in agreement.zone.places for e in _parts(name, knowledge)]
    quiet = [entries[e] for e in dict.fromkeys(inside) if e not in told]
    return tuple(Name(e.en, e.ar) for e in sorted(quiet, key=lambda e: e.id))


def _parts(name: str, knowledge: Knowledge) -> list[str]:
    """The first-level divisions of a country, else the place itself."""
    entries = knowledge.gazetteer.entries
    if entries[name].level == "country":
        return [e.id for e in entries.values() if e.country == name and e.level == "admin1"]
    return [name]


def places_of(report_: Report) -> list[tuple[Place, Finding]]:
    """The points of the findings that a map shows."""
    return [
        (place, finding)
        for finding in report_.findings
        for place in report_.incidents[finding.incident].places
        if place.lat is not None and place.role in (PlaceRole.AT, PlaceRole.TO)
    ]
