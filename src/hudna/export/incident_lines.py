"""JSON lines, one record an incident: everything that the ledger holds of it.

{"id", "type", "status", "happened", "time", "places", "participants", "figures", "means", "codes", "grade", "speakers",
"outlets", "independent", "claims", "mentions", "joins"}. As in `hudna incidents`, `claims` are the tellings that tell
it as news and `mentions` the others; each has {"document", "story", "claim", "start", …}, `start` being its trigger's
in the story's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from hudna.export.plain import HAPPENED
from hudna.export.summary import Request, Summary, Voice, summaries
from hudna.linking.news import leading
from hudna.model import Incident

_encode = msgspec.json.Encoder().encode


def lines(incidents: Iterable[Incident], request: Request) -> Iterator[bytes]:
    """A record a line, in the incidents' order."""
    for summary in summaries(incidents, request):
        yield _encode(record(summary)) + b"\n"


def record(summary: Summary) -> dict[str, Any]:
    """The record of an incident."""
    incident = summary.incident
    news = {t.key for t in leading(incident.tellings)}
    return {
        "id": incident.id,
        "type": incident.type,
        "status": incident.status,
        "happened": HAPPENED[incident.status],
        "time": incident.time,
        "places": incident.places,
        "participants": incident.participants,
        "figures": incident.figures,
        "means": incident.means,
        "codes": summary.codes,
        "grade": incident.grade,
        "speakers": summary.speakers,
        "outlets": summary.outlets,
        "independent": summary.independent,
        "claims": [_claim(v) for v in summary.voices if v.telling.key in news],
        "mentions": [_claim(v) for v in summary.voices if v.telling.key not in news],
        "joins": incident.joins,
    }


def _claim(voice: Voice) -> dict[str, Any]:
    telling, claim, document = voice.telling, voice.telling.claim, voice.telling.document
    return {
        "document": document.id,
        "story": telling.story,
        "claim": claim.id,
        "start": claim.trigger.start,
        "type": claim.type,
        "status": claim.status,
        "speakers": [
            {"text": a.words.text, "speaker_id": a.speaker_id, "leaning": a.leaning} for a in claim.attribution
        ],
        "outlet": document.outlet,
        "title": document.title,
        "url": document.url,
        "published": document.published,
        "chain": telling.chain,
        "lead": telling.lead,
        "background": telling.background,
        "time": claim.time,
        "figures": claim.figures,
        "trigger": claim.trigger.text,
        "sentence": voice.sentence,
    }
