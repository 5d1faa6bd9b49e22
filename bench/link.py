"""Incidents from readings, without a ledger: `python -m bench.link READINGS.jsonl > incidents.jsonl`.

READINGS is what `hudna read --format jsonl` writes. One line an incident: its id and type; `claims` are what headlines
and first paragraphs tell as news, `mentions` what stories tell further down or as old; each with document, story, claim
and start. Where nothing leads with an incident, `claims` are what tells it as news at all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from hudna.export.record import decode
from hudna.linking.compare import joins
from hudna.linking.copies import bands, is_copy, signature
from hudna.linking.incidents import group
from hudna.linking.news import leading
from hudna.linking.tellings import tellings
from hudna.model import Incident, Reading, Telling


def chains(readings: Iterable[Reading]) -> dict[str, str]:
    """For each story (document/number) the key of the story first seen with its text."""
    first: dict[str, str] = {}
    seen: dict[str, list[tuple[str, str]]] = {}
    for r in readings:
        key = f"{r.document.id}/{r.story}"
        own = bands(signature(r.text))
        mates = {k: text for band in own for k, text in seen.get(band, ())}
        match = next((k for k, text in mates.items() if is_copy(r.text, text)), None)
        first[key] = first[match] if match else key
        for band in own:
            seen.setdefault(band, []).append((key, r.text))
    return first


def linked(readings: Iterable[Reading]) -> tuple[Incident, ...]:
    """The incidents of all readings at once."""
    stories = list(readings)
    chain = chains(stories)
    told = [t for r in stories for t in tellings(r, chain[f"{r.document.id}/{r.story}"])]
    return group(told, joins(told))


def line(incident: Incident) -> dict[str, Any]:
    def row(t: Telling) -> dict[str, Any]:
        return {"document": t.document.id, "story": t.story, "claim": t.claim.id, "start": t.claim.trigger.start}

    told = leading(incident.tellings)
    return {
        "id": incident.id,
        "type": incident.type.value,
        "claims": [row(t) for t in told],
        "mentions": [row(t) for t in incident.tellings if t not in told],
    }


def main(path: str) -> Iterator[str]:
    with Path(path).open(encoding="utf8") as lines:
        readings = [decode(raw) for raw in lines]
    for incident in linked(readings):
        yield json.dumps(line(incident), ensure_ascii=False)


if __name__ == "__main__":
    for out in main(sys.argv[1]):
        print(out)
