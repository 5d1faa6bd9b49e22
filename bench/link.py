"""Incidents from readings, without a ledger: `python -m bench.link READINGS.jsonl > incidents.jsonl`.

READINGS is what `hudna read --format jsonl` writes; the lines are those of `hudna incidents --format jsonl`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from hudna.export.record import decode
from hudna.linking.compare import joins
from hudna.linking.copies import bands, is_copy, signature
from hudna.linking.incidents import group
from hudna.linking.record import record
from hudna.linking.tellings import tellings
from hudna.model import Incident, Reading


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


def main(path: str) -> Iterator[str]:
    with Path(path).open(encoding="utf8") as lines:
        readings = [decode(raw) for raw in lines]
    for incident in linked(readings):
        yield json.dumps(record(incident), ensure_ascii=False)


if __name__ == "__main__":
    for out in main(sys.argv[1]):
        print(out)
