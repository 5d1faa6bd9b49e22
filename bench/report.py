"""How long a report on a year takes: `python -m bench.report [N]` makes N incidents (20,000) and writes the report.

The incidents are made up: types, parties, places and days of the Yemen truce of 2022, one to four tellings each.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta

from hudna.export.labels import Lang
from hudna.export.report_formats import write
from hudna.knowledge.agreements import registry
from hudna.knowledge.load import knowledge
from hudna.knowledge.place_tables import PlaceEntry
from hudna.model import (
    Basis,
    Claim,
    ClaimType,
    Codes,
    Credence,
    Document,
    Extent,
    Grade,
    Incident,
    Name,
    Participant,
    Place,
    PlaceRole,
    Precision,
    Role,
    Span,
    Status,
    Telling,
    Time,
)
from hudna.monitoring.report import Period, report

TYPES = [ClaimType.SHELLING, ClaimType.AIR_STRIKE, ClaimType.ARMED_CLASH, ClaimType.ATTACK, ClaimType.APPEAL,
         ClaimType.CONTROL, ClaimType.DISPLACEMENT, ClaimType.SIEGE, ClaimType.KILLING]  # fmt: skip
ACTORS = ("houthis", "saudi-led-coalition", "yemen-hadi-forces", "aqap")


def incidents(n: int) -> list[Incident]:
    """`n` made-up incidents of a year, the same each time."""
    chance = random.Random(7)
    places = [e for e in knowledge().gazetteer.entries.values() if e.country == "YE"]
    return [_incident(k, chance, places) for k in range(n)]


def _incident(number: int, chance: random.Random, places: Sequence[PlaceEntry]) -> Incident:
    day = (date(2022, 4, 2) + timedelta(days=chance.randrange(365))).isoformat()
    entry = chance.choice(places)
    where = Place(PlaceRole.AT, _span(entry.ar), entry.id, Name(entry.en, entry.ar), entry.lat, entry.lon, entry.level,
                  entry.radius_km, (entry.country, *entry.admin), "name")  # fmt: skip
    a, b = chance.sample(ACTORS, 2)
    who = tuple(
        Participant(role, _span(actor), actor, Name(knowledge().actors[actor].en, knowledge().actors[actor].ar))
        for role, actor in ((Role.ACTOR, a), (Role.TARGET, b))
    )
    when = Time(_span(day), day, day, Precision.DAY, Basis.TEXT)
    type_ = chance.choice(TYPES)
    tellings = tuple(
        _telling(f"{number}-{k}", type_, who, where, when, day) for k in range(chance.randint(1, 4))
    )
    grade = Grade("F", 2 if len(tellings) > 2 else 3, Credence.FAIR, ())
    return Incident(f"i{number:06}", type_, Status.ASSERTED, when, (where,), who, (), None, tellings, (), grade)


def _telling(name: str, type_: ClaimType, who: tuple[Participant, ...], where: Place, when: Time, day: str) -> Telling:
    claim = Claim("c1", type_, Status.ASSERTED, _span("x"), Extent(0, 1), who, (where,), when, (), None, (), None,
                  Codes("", "", None), f"{type_.value}.made")  # fmt: skip
    return Telling(Document(name, outlet=f"outlet {name[-1]}", published=date.fromisoformat(day)), 0, claim, name)


def _span(text: str) -> Span:
    return Span(0, len(text), text)


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    knowledge()
    made = incidents(n)
    begun = time.perf_counter()
    year = Period(date(2022, 4, 2), date(2023, 4, 1))
    told = report(registry()["ye-truce-2022"], year, made, knowledge(), lambda _: "")
    computed = time.perf_counter()
    size = len(write(told, "html", Lang.EN))
    print(f"{n:,} incidents: computed in {computed - begun:.1f} s, written as HTML ({size / 1e6:.1f} MB) in "
          f"{time.perf_counter() - computed:.1f} s")  # fmt: skip


if __name__ == "__main__":
    main()
