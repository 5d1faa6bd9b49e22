"""Which incidents an agreement has anything to do with: its country, its parties, its time and the weeks around it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from hudna.knowledge.agreements import Agreement
from hudna.knowledge.load import Knowledge
from hudna.knowledge.outlines import outlines
from hudna.model import Incident
from hudna.monitoring.parties import standing
from hudna.monitoring.periods import days_of, in_force

_AROUND = timedelta(days=14)  # what comes just before or after is told as outside its time, not left out


def concerns(agreement: Agreement, incident: Incident, knowledge: Knowledge) -> bool:
    """Whether the incident belongs before the agreement at all; what does not gives no finding, not a "no"."""
    return _about_then(agreement, incident) and _about_there(agreement, incident, knowledge)


def _about_then(agreement: Agreement, incident: Incident) -> bool:
    days = days_of(incident.time)
    if days is None:
        return False  # a story without a day could belong to any agreement, which says nothing
    first, last = days
    for force in in_force(agreement):
        end = force.doubt or (force.end.day if force.end else date.max)
        if last >= force.start.day - _AROUND and (end == date.max or first <= end + _AROUND):
            return True
    start = agreement.proposed or agreement.declared
    return agreement.effective is None and start is not None and abs(last - start) <= _AROUND


def _about_there(agreement: Agreement, incident: Incident, knowledge: Knowledge) -> bool:
    countries = {p.admin[0].split("-")[0] for p in incident.places if p.admin}
    if countries:
        return bool(countries & _countries(agreement))
    stands = (standing(p, agreement, knowledge.actors) for p in incident.participants)
    return any(s.side is not None or s.excluded for s in stands)


@lru_cache(maxsize=256)
def _countries(agreement: Agreement) -> frozenset[str]:
    from hudna.knowledge.load import knowledge

    entries = knowledge().gazetteer.entries
    zones = (agreement.zone, *(t.zone for t in agreement.terms if t.zone is not None))
    named = {entries[name].country for z in zones for name in z.places}
    drawn = {outlines().country(lat, lon) for z in zones for lon, lat in (*z.polygon, *z.line)}
    return frozenset(c for c in (*named, *drawn) if c is not None)
