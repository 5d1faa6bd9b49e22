"""What the ledger costs: adding as it grows, asking for claims by box, days and type, memory.

    python -m bench.ledger                      # 1,000 and 10,000 stories, then 100,000 claims
    python -m bench.ledger --stories 1000,10000,50000 --ledger postgresql://localhost/empty
    python -m bench.ledger --days 5             # rounds that meet in time

The stories are those of bench.speed, read once and then told over and over: each round later, its places moved and
renamed, every third word of its text other letters, so that rounds are neither copies nor one incident. Between two
rounds lies more than a year. Rounds five days apart would meet: who struck whom "this month" somewhere in a country is
told again within the month with the same parties and wording, so that it joins, and what is linked grows with every
round. `--days` measures that. Only adding is timed, not reading, by the clock and by the processor, of one ledger as
it grows. The exponents are those of the time to add over the number of stories: 1 is linear. TMPDIR says where it lies.

The questions are put to another ledger, of 1,000 stories in rounds five days apart, whose claims are told over, moved
and later by five days a time, until there are 100,000; and to the one that grew.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, islice, pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from bench.reader import read_sample
from bench.speed import samples
from hudna.intake.pages import Page
from hudna.knowledge.load import knowledge
from hudna.ledger import Filters, Ledger, Near, open_ledger, special
from hudna.ledger import tables as t
from hudna.model import Claim, ClaimType, Document, Place, Reading, Story, Time

DAYS = 400  # between two rounds
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_QUERIES = 200
_ASKED = 1_000  # stories of the ledger that is asked
_NEAR_DAYS = 5  # between its rounds, so that many claims lie near one another


def readings(most: int) -> list[Reading]:
    """The stories of a round, each text once."""
    texts = list({one.text: one for one in samples()}.values())
    return [read_sample(one) for one in texts[:: max(1, len(texts) // most)][:most]]


def rounds(base: Sequence[Reading], days: int = DAYS) -> Iterator[Reading]:
    """The readings told over and over, each round elsewhere and so many days later."""
    for number in count():
        for reading in base:
            yield _told_again(reading, number, days * number)


def _told_again(reading: Reading, number: int, days: int) -> Reading:
    text = _other_words(reading.text, number)
    known = reading.document
    day = (known.published or date(2015, 7, 25)) + timedelta(days=days)
    name = hashlib.sha256(f"{number}:{known.id}:{reading.text}".encode()).hexdigest()
    document = Document(name, known.url, known.outlet, known.title, day, name)
    claims = tuple(_later(claim, number, days) for claim in reading.claims)
    return Reading(document, reading.story, reading.start, text, claims)


def _other_words(text: str, number: int) -> str:
    """The text with every third word in other letters of the same number, so that all spans still fit.

    Each round has an alphabet of its own: one that came back would make copies of all its stories.
    """
    table = str.maketrans(_LETTERS, "".join(random.Random(number).sample(_LETTERS, len(_LETTERS))))
    words = text.split(" ")
    return " ".join(w.translate(table) if (i + number) % 3 == 0 else w for i, w in enumerate(words))


def _later(claim: Claim, number: int, days: int) -> Claim:
    time_ = claim.time and _shifted(claim.time, days)
    return replace(claim, time=time_, places=tuple(_moved(p, number) for p in claim.places))


def _shifted(told: Time, days: int) -> Time:
    return replace(told, start=_day(told.start, days), end=_day(told.end, days))


def _day(day: str | None, days: int) -> str | None:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat() if day else None


def _moved(place: Place, number: int) -> Place:
    if place.lat is None or place.lon is None or not number:
        return place
    lat, lon = place.lat + 0.37 * (number % 40) - 7, place.lon + 0.59 * (number % 60) - 15
    return replace(place, lat=lat, lon=lon, place_id=f"{place.place_id}.{number}" if place.place_id else None)


def add(ledger: Ledger, told: Iterator[Reading], number: int) -> tuple[float, float, list[float]]:
    """Seconds by the clock and of the processor to add so many stories; peak memory in MB at each tenth of them."""
    memory: list[float] = []
    began, worked = time.perf_counter(), time.process_time()
    for n, reading in enumerate(islice(told, number), 1):
        story = Story(reading.document, reading.story, reading.start, reading.text)
        ledger.add(Page(reading.document, (story,)), readings=[reading])
        if n % max(1, number // 10) == 0:
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return time.perf_counter() - began, time.process_time() - worked, memory


def fill(ledger: Ledger, number: int) -> None:
    """Tell the ledger's claims over, elsewhere and later, until there are so many; they belong to no incident."""
    with ledger.engine.execution_options(hudna_writes=True).begin() as connection:
        rows = [dict(row) for row in connection.execute(select(t.claims)).mappings()]
        for n in count(1):
            room = number - n * len(rows)
            fresh = [_copy(row, n) for row in rows[: max(0, room)]]
            if not fresh:
                return
            connection.execute(insert(t.claims), fresh)
            special.index_boxes(connection, fresh)


def _copy(row: dict[str, Any], n: int) -> dict[str, Any]:
    days = timedelta(days=_NEAR_DAYS * n)
    return row | {
        "id": row["id"] + n * 10_000_000,
        "key": f"{row['key']}/{n}",
        "incident": None,
        "lat": row["lat"] + 0.37 * (n % 40) - 7 if row["lat"] is not None else None,
        "lon": row["lon"] + 0.59 * (n % 60) - 15 if row["lon"] is not None else None,
        "date_from": row["date_from"] and row["date_from"] + days,
        "date_to": row["date_to"] and row["date_to"] + days,
    }


def ask(ledger: Ledger) -> tuple[int, list[float], int]:
    """How many claims there are, milliseconds of each query by circle, days and type, and how many claims answered."""
    held = [h for h in ledger.claims() if h.claim.places and h.claim.places[0].lat is not None and h.claim.time]
    chance, taken, answers = random.Random(4), [], 0
    for one in chance.choices(held, k=_QUERIES):
        place, told = one.claim.places[0], one.claim.time
        assert place.lat is not None
        assert place.lon is not None
        day = date.fromisoformat((told and (told.start or told.end)) or "2015-07-25")
        near = Near(place.lat, place.lon, 50)
        types = frozenset({one.claim.type.value, ClaimType.SHELLING.value})
        asked = Filters(types, since=day - timedelta(days=3), until=day + timedelta(days=3), near=near)
        began = time.perf_counter()
        answers += sum(1 for _ in ledger.claims(asked))
        taken.append(1000 * (time.perf_counter() - began))
    return sum(1 for _ in ledger.claims()), taken, answers


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", default="1000,10000", help="how many, several parted by commas")
    parser.add_argument("--claims", type=int, default=100_000, help="how many to ask among")
    parser.add_argument("--round", type=int, default=200, help="stories of a round")
    parser.add_argument("--days", type=int, default=DAYS, help="between two rounds")
    parser.add_argument("--ledger", help="an empty database; its tables are dropped first")
    options = parser.parse_args(argv)
    base = readings(options.round)
    print(f"a round is {len(base)} stories with {sum(len(r.claims) for r in base)} claims", flush=True)
    knowledge()
    times: list[tuple[int, float, float]] = []
    sizes = sorted(int(n) for n in options.stories.split(","))
    with _opened(options.ledger) as ledger:
        told, done, seconds, worked = rounds(base, options.days), 0, 0.0, 0.0
        for number in sizes:
            clock, processor, memory = add(ledger, told, number - done)
            done, seconds, worked = number, seconds + clock, worked + processor
            times.append((number, seconds, worked))
            each, peaks = 1000 * worked / number, " ".join(f"{m:.0f}" for m in memory)
            print(
                f"{number:,} stories: {seconds:.1f} s ({worked:.1f} s of the processor, {each:.1f} ms each)", flush=True
            )
            print(f"  peak memory at each tenth of what was added, MB: {peaks}", flush=True)
        print(_asked(ledger), flush=True)
    whole = [(times[0], times[-1])] if len(times) > 2 else []
    for (few, short, quick), (many, long, slow) in (*pairwise(times), *whole):
        clock, processor = (math.log(b / a) / math.log(many / few) for a, b in ((short, long), (quick, slow)))
        print(f"growth exponent {few:,} to {many:,}: {clock:.3f} by the clock, {processor:.3f} of the processor")
    with _opened(options.ledger) as ledger:
        add(ledger, rounds(base, _NEAR_DAYS), _ASKED)
        fill(ledger, options.claims)
        print(_asked(ledger))
    return 0


def _asked(ledger: Ledger) -> str:
    claims, taken, answers = ask(ledger)
    median, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    each = answers / len(taken)
    return f"  query of {claims:,} claims: median {median:.1f} ms, 95% {p95:.1f} ms, {each:.0f} answers"


@contextmanager
def _opened(address: str | None) -> Iterator[Ledger]:
    """A ledger without anything in it, in the database or in a folder that goes with it."""
    if address:
        with open_ledger(address) as there, there.engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    with tempfile.TemporaryDirectory() as folder, open_ledger(address or Path(folder) / "ledger.sqlite") as ledger:
        yield ledger


if __name__ == "__main__":
    sys.exit(main())
