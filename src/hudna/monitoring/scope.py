"""Which incidents an agreement has anything to do with: its country, its parties, its time and the weeks around it."""

from __future__ import annotations

from datetime import date, timedelta

from hudna.knowledge.agreement import Agreement
from hudna.knowledge.load import Knowledge
from hudna.model import Incident, Role
from hudna.monitoring.finding import Answer
from hudna.monitoring.lands import countries
from hudna.monitoring.parties import standing
from hudna.monitoring.periods import days_of, in_force
from hudna.monitoring.zones import place_test

_AROUND = timedelta(days=14)  # what comes just before or after is told as outside its time, not left out


def concerns(agreement: Agreement, incident: Incident, knowledge: Knowledge) -> bool:
    """Whether the incident belongs before the agreement at all; what does not gives no finding, not a "no"."""
    return _about_then(agreement, incident) and _about_there(agreement, incident, knowledge)


def set_there(agreement: Agreement, incident: Incident) -> bool:
    """Whether it tells no place, then, and all its stories are set in countries of the agreement first: enough only for
    what bears the agreement's name."""
    if incident.places or not _about_then(agreement, incident):
        return False
    return all(t.setting[:1] and t.setting[0].split("-")[0] in countries(agreement) for t in incident.tellings)


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
    """By its places; else by where its stories are set and who is told. A group that is left out is at work in other
    countries too, so it ties an incident only where a story is set in a country of the agreement. What a side does just
    over the border, within reach of the zone's edge, belongs before it."""
    lies_in = {p.admin[0].split("-")[0] for p in incident.places if p.admin}
    if lies_in & countries(agreement):
        return True
    if lies_in:
        doers = [standing(p, agreement, knowledge.actors) for p in incident.participants if p.role is Role.ACTOR]
        return any(s.side is not None for s in doers) and _near(agreement, incident, knowledge)
    set_in = {name.split("-")[0] for t in incident.tellings for name in t.setting[:1]}
    stands = [standing(p, agreement, knowledge.actors) for p in incident.participants]
    if set_in and not set_in & countries(agreement):
        return any(s.side is not None for s in stands) and not any(s.excluded for s in stands)
    return any(s.side is not None or (s.excluded and set_in) for s in stands)


def _near(agreement: Agreement, incident: Incident, knowledge: Knowledge) -> bool:
    return place_test(agreement.zone, incident.places, knowledge.gazetteer).answer is Answer.NEAR
