"""The record of an incident: one line of `hudna incidents --format jsonl`."""

from __future__ import annotations

from typing import Any

import msgspec

from hudna.linking.grades import speaker
from hudna.linking.news import leading
from hudna.model import Incident, Telling


def record(incident: Incident) -> dict[str, Any]:
    """An incident as plain dicts, lists, strings and numbers.

    `claims` are the tellings whose stories lead with it as news; `mentions` are those further down, told as old, or
    only supposed. Where no story leads with it, `claims` holds the first telling. `stories` counts those of `claims`,
    `voices` their copy chains.
    """
    told = leading(incident.tellings)
    mentioned = [t for t in incident.tellings if t not in told]
    plain: dict[str, Any] = msgspec.to_builtins(
        {
            "id": incident.id,
            "type": incident.type,
            "status": incident.status,
            "time": incident.time,
            "places": incident.places,
            "participants": incident.participants,
            "figures": incident.figures,
            "means": incident.means,
            "grade": incident.grade,
        }
    )
    return plain | {
        "stories": len({t.story_key for t in told}),
        "voices": len({t.chain for t in told}),
        "claims": [row(t) for t in told],
        "mentions": [row(t) for t in mentioned],
    }


def row(telling: Telling) -> dict[str, Any]:
    """Where a telling stands: `start` is its trigger's in the story's text."""
    return {
        "document": telling.document.id,
        "story": telling.story,
        "claim": telling.claim.id,
        "start": telling.claim.trigger.start,
        "status": telling.claim.status.value,
        "speaker": speaker(telling),
        "outlet": telling.document.outlet,
    }
