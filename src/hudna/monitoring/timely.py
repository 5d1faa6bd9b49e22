"""What of an incident speaks of the time of an agreement.

Tellings that linking holds for one occurrence may lie on both sides of the hour at which a truce began: clashes of the
same town, told on the eve and on the day after. Where words put some of them after it, those that came out before it or
leave their day open speak of another occurrence, and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hudna.model import Basis, Incident, Participant, Place, Role, Telling, Time
from hudna.monitoring.finding import Answer

# A telling, whether the agreement was in force then, and whether words of the truce say so.
Placed = tuple[Telling, Answer, bool]


def timely(incident: Incident, placed: Iterable[Placed], begins: date | None) -> Incident:
    """The incident as those of its tellings have it that may be of the agreement's time; itself where that is all."""
    told = list(placed)
    by_words = [t for t, answer, said in told if said and answer is Answer.YES]
    against = any(said and answer is Answer.NO for _, answer, said in told)
    if by_words and not against:
        mine = [t for t, answer, _ in told if answer is Answer.YES]
    elif begins is not None and any(answer is Answer.YES for _, answer, _ in told):
        mine = [t for t, _, _ in told if t.document.published is None or t.document.published >= begins]
    else:
        return incident
    return incident if not mine or len(mine) == len(incident.tellings) else of_tellings(incident, mine)


def of_tellings(incident: Incident, mine: Iterable[Telling]) -> Incident:
    """The incident with only some of its tellings: who, where and when as these tell it; its grade stays."""
    told = tuple(mine)
    news = [t for t in told if not t.background] or list(told)
    times = [t.claim.time for t in news if t.claim.time]
    dated = [t for t in times if t.basis is Basis.TEXT]
    return replace(
        incident,
        tellings=told,
        time=_time(dated) or min(times, key=lambda t: t.end or "9999", default=None),
        participants=_participants(news),
        places=_places(news),
    )


def _time(dated: list[Time]) -> Time | None:
    """The day that most tell, the first among equals."""
    days = [(t.start, t.end) for t in dated]
    return max(dated, key=lambda t: days.count((t.start, t.end)), default=None)


def _participants(told: Iterable[Telling]) -> tuple[Participant, ...]:
    """Each registry actor once in each role; worded ones only in a role where none is known."""
    said = [p for t in told for p in t.claim.participants]
    known: dict[tuple[Role, str | None], Participant] = {}
    for p in said:
        if p.actor_id:
            known.setdefault((p.role, p.actor_id), p)
    roles = {role for role, _ in known}
    for p in said:
        if p.role not in roles:
            known.setdefault((p.role, p.span.text), p)
    return tuple(known.values())


def _places(told: Iterable[Telling]) -> tuple[Place, ...]:
    """Each place once; worded ones only where none is resolved."""
    said = [p for t in told for p in t.claim.places]
    found = [p for p in said if p.place_id] or said
    return tuple({(p.role, p.place_id or p.span.text): p for p in reversed(found)}.values())[::-1]
