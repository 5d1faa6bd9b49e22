"""How the cost of linking grows: `python -m bench.link_cost READINGS.jsonl [--sizes 1000,10000,50000]`.

READINGS (what `hudna read --format jsonl` writes) are repeated with all days moved a week further and places renamed
and moved by a tenth of a degree a time, until there are enough stories. Prints seconds and megabytes for each size, and
the growth exponent of the time between the first and the last.
"""

from __future__ import annotations

import argparse
import math
import resource
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from bench.link import linked
from hudna.export.record import decode
from hudna.model import Claim, Place, Reading, Time

_WEEK = timedelta(7)
_STEP = 0.1  # degrees


def repeated(readings: list[Reading]) -> Iterator[Reading]:
    """The readings again and again, each time as news of another week and of other places."""
    turn = 0
    while True:
        for reading in readings:
            yield _moved(reading, turn)
        turn += 1


def _moved(reading: Reading, turn: int) -> Reading:
    if not turn:
        return reading
    published = reading.document.published
    document = replace(reading.document, id=f"{reading.document.id}~{turn}", published=_later(published, turn))
    return replace(reading, document=document, claims=tuple(_claim(c, turn) for c in reading.claims))


def _later(day: date | None, turn: int) -> date | None:
    return day + turn * _WEEK if day else None


def _claim(claim: Claim, turn: int) -> Claim:
    return replace(
        claim,
        time=_time(claim.time, turn) if claim.time else None,
        places=tuple(_place(p, turn) for p in claim.places),
    )


def _time(told: Time, turn: int) -> Time:
    start, end = (str(date.fromisoformat(d) + turn * _WEEK) if d else None for d in (told.start, told.end))
    return replace(told, start=start, end=end)


def _place(place: Place, turn: int) -> Place:
    if place.place_id is None or place.lat is None:
        return place
    lat = -60 + (place.lat + 60 + turn * _STEP) % 120
    return replace(place, place_id=f"{place.place_id}~{turn}", lat=lat)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path)
    parser.add_argument("--sizes", default="1000,10000,50000")
    args = parser.parse_args()
    with args.readings.open(encoding="utf8") as lines:
        readings = [decode(line) for line in lines]
    took: list[tuple[int, float]] = []
    for size in map(int, args.sizes.split(",")):
        began = time.process_time()
        found = linked(islice(repeated(readings), size))
        took.append((size, time.process_time() - began))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size:,} stories  {took[-1][1]:.1f} s  {len(found):,} incidents  {peak} MB", flush=True)
    (small, first), (large, last) = took[0], took[-1]
    print(f"growth exponent {math.log(last / first) / math.log(large / small):.2f}")


if __name__ == "__main__":
    main()
