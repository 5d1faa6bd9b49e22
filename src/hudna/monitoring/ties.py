"""What ties a telling to an agreement: its name, its parties, its zone, its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hudna.knowledge.agreement import Agreement
from hudna.knowledge.load import Knowledge
from hudna.knowledge.moments import moment
from hudna.model import ClaimType, Incident
from hudna.monitoring.finding import Answer
from hudna.monitoring.parties import standing
from hudna.monitoring.periods import days_of, in_force
from hudna.monitoring.scope import concerns, set_there
from hudna.monitoring.voices import Texts, sentence
from hudna.monitoring.zones import is_zone, place_test
from hudna.text.tokens import fold_phrase

ENOUGH = 2.0  # the country alone, or the days alone, tie nothing
_NEAR_DAYS = 5
_DEALS = (ClaimType.AGREEMENT, ClaimType.EXCHANGE)


@dataclass(frozen=True, slots=True)
class Tie:
    """How strongly an incident is about an agreement, and by what: name, place, zone (what is told is just its zone),
    parties, days."""

    agreement: str
    score: float
    by: tuple[str, ...]


def tie(incident: Incident, agreement: Agreement, knowledge: Knowledge, texts: Texts) -> Tie | None:
    """The tie, or None where it is too weak to be shown."""
    named = _named(incident, agreement, texts)
    if not concerns(agreement, incident, knowledge) and not (named and set_there(agreement, incident)):
        return None
    by: list[tuple[str, float]] = []
    if named:
        by.append(("name", 1.5))
    place = place_test(agreement.zone, incident.places, knowledge.gazetteer)
    if place.answer is Answer.NO:
        return None
    if place.reason.key in ("place.yes", "place.partly", "place.zone_unknown"):
        by.append(("place", 1.0))
    if any(is_zone(agreement.zone, p, knowledge.gazetteer) for p in incident.places):
        by.append(("zone", 0.5))
    sides = {s.side for p in incident.participants if (s := standing(p, agreement, knowledge.actors)).side}
    makers = {p.actor_id for p in incident.participants if p.actor_id} & {*agreement.signatories, *agreement.guarantors}
    if sides or makers:
        by.append(("parties", 0.5 + 0.5 * min(2, len(sides) + len(makers))))
    if _days(incident, agreement):
        by.append(("days", 1.0))
    if incident.type in _DEALS and not {"name", "place"} & {name for name, _ in by}:
        return None  # a deal of a side is not yet this one
    score = sum(weight for _, weight in by)
    return Tie(agreement.id, score, tuple(name for name, _ in by)) if score >= ENOUGH else None


def strongest(incident: Incident, agreements: Sequence[Agreement], knowledge: Knowledge, texts: Texts) -> Tie | None:
    """The agreement that an incident is most about; of two that tie alike, the one declared last before it."""
    ties = [(t, a) for a in agreements if (t := tie(incident, a, knowledge, texts)) is not None]
    if not ties:
        return None
    return max(ties, key=lambda pair: (pair[0].score, pair[1].declared or pair[1].proposed or date.min))[0]


def _named(incident: Incident, agreement: Agreement, texts: Texts) -> bool:
    names = [" ".join(fold_phrase(n)) for n in agreement.names]
    said = (" ".join(fold_phrase(sentence(t, texts))) for t in incident.tellings)
    return any(f" {n} " in f" {s} " for s in said for n in names)


def _days(incident: Incident, agreement: Agreement) -> bool:
    """Whether it is told within days of the agreement's making, or while it holds."""
    days = days_of(incident.time)
    if days is None:
        return False
    first, last = days
    marks = [d for d in (agreement.proposed, agreement.declared) if d is not None]
    marks += [moment(agreement.effective).day] if agreement.effective else []
    if any(abs((d - last).days) <= _NEAR_DAYS for d in marks):
        return True
    return any(f.holds(first, last) is Answer.YES and f.end is not None for f in in_force(agreement))


def under_agreements(
    incidents: Sequence[Incident], agreements: Sequence[Agreement], knowledge: Knowledge, texts: Texts
) -> dict[str, str]:
    """The agreement that a movement of people is told under: its own tie, or that of an agreement of the same story."""
    told: dict[str, str] = {}
    for incident in incidents:
        if incident.type in (ClaimType.AGREEMENT, ClaimType.CEASEFIRE, ClaimType.EXCHANGE):
            best = strongest(incident, agreements, knowledge, texts)
            if best is not None and "name" in best.by:
                told.update(dict.fromkeys((t.story_key for t in incident.tellings), best.agreement))
    out: dict[str, str] = {}
    for incident in incidents:
        if incident.type is ClaimType.DISPLACEMENT:
            own = strongest(incident, agreements, knowledge, texts)
            found = [told[t.story_key] for t in incident.tellings if t.story_key in told]
            if own is not None and "name" in own.by:
                found.insert(0, own.agreement)
            if found:
                out[incident.id] = found[0]
    return out
