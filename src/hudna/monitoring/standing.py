"""How far the evidence raises an alleged breach: independent voices, the monitoring body, the accused itself."""

from __future__ import annotations

from collections.abc import Mapping

from hudna.knowledge.agreement import Agreement
from hudna.knowledge.entries import Actor
from hudna.model import Incident, Role, Status, Telling
from hudna.monitoring.finding import FindingStatus, Reason
from hudna.monitoring.parties import lineage

_SAID = frozenset({Status.ASSERTED})
_TOLD = frozenset({Status.ASSERTED, Status.UNCONFIRMED})  # as having happened
CORROBORATED = 2  # the credibility at which independent outlets agree


def speakers(incident: Incident) -> tuple[str, ...]:
    """Who says it, as worded, the nearest speaker of each telling: with the words that a pointing noun stands for."""
    said = (t.claim.attribution[0] for t in incident.tellings if t.claim.attribution)
    return tuple(dict.fromkeys((a.carried or a.words).text for a in said))


def raised(
    incident: Incident, agreement: Agreement, accused: tuple[str, ...], actors: Mapping[str, Actor]
) -> tuple[FindingStatus, tuple[Reason, ...], str | None]:
    """The status of an act that nothing speaks against, why, and who raised it."""
    sides = {s.id: {a.lower() for a in s.actors} for s in agreement.sides}
    for telling in incident.tellings:
        voice = _voice(telling, actors)
        if telling.claim.status not in _SAID or not voice:
            continue
        for monitor in agreement.monitors:
            if voice & {a.lower() for a in monitor.actors}:
                reason = Reason("status.confirmed", (("who", monitor.en), ("who_ar", monitor.ar)))
                return FindingStatus.CONFIRMED, (reason,), monitor.id
        if len(accused) == 1 and voice & sides[accused[0]] and _names(telling, sides[accused[0]], actors):
            side = next(s for s in agreement.sides if s.id == accused[0])
            reason = Reason("status.admitted", (("who", side.en), ("who_ar", side.ar)))
            return FindingStatus.ADMITTED, (reason,), side.id
    denials = tuple(t for t in incident.tellings if t.claim.status is Status.DENIED)
    against = (Reason("status.rival_denied", (("count", str(len(denials))),)),) if denials else ()
    count = len({t.chain for t in incident.tellings if t.claim.status in _TOLD and not t.background})
    if incident.grade is not None and incident.grade.credibility <= CORROBORATED and not denials and count > 1:
        return FindingStatus.CORROBORATED, (Reason("status.corroborated", (("count", str(count)),)),), None
    return FindingStatus.ALLEGED, (Reason("status.alleged"), *against), None


def _voice(telling: Telling, actors: Mapping[str, Actor]) -> set[str]:
    """The nearest speaker with all that it belongs to; empty where none is known."""
    said = telling.claim.attribution
    return set(lineage(said[0].speaker_id, actors)) if said and said[0].speaker_id else set()


def _names(telling: Telling, side: set[str], actors: Mapping[str, Actor]) -> bool:
    """Whether this telling itself says that the side did it: its own account of what others did admits nothing."""
    doers = (p.actor_id for p in telling.claim.participants if p.role is Role.ACTOR)
    return any(name is not None and set(lineage(name, actors)) & side for name in doers)
