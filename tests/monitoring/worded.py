"""Incidents from a few words, for tests of the monitor: what a data file of cases says in one line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hudna.knowledge.load import knowledge
from hudna.model import (
    Attribution,
    Basis,
    Claim,
    ClaimType,
    Code,
    Codes,
    Credence,
    Document,
    Extent,
    Figure,
    FigureKind,
    Grade,
    Incident,
    Means,
    Name,
    Participant,
    Place,
    PlaceRole,
    Precision,
    Role,
    Span,
    Status,
    Tally,
    Telling,
    Time,
)

_SECTORS = {"civilians": "CVL", "gunmen": "UAF", "refugees": "REF", "doctors": "MED"}


def span(text: str) -> Span:
    return Span(0, len(text), text)


def place(name: str, role: PlaceRole = PlaceRole.AT) -> Place:
    """A gazetteer entry by its id; any other word is a place that none stands for."""
    entry = knowledge().gazetteer.entries.get(name)
    if entry is None:
        return Place(role, span(name))
    return Place(role, span(entry.ar), entry.id, Name(entry.en, entry.ar), entry.lat, entry.lon, entry.level,
                 entry.radius_km, (entry.country, *[a for a in entry.admin if a != entry.country]), "name")  # fmt: skip


def who(name: str, role: Role) -> Participant:
    """A registry actor by its id, or people by a word that says what they are (civilians, gunmen); else unknown."""
    actor = knowledge().actors.get(name)
    if actor is None:
        return Participant(role, span(name), code=Code(None, _SECTORS[name]) if name in _SECTORS else None)
    code = Code(actor.code.country, actor.code.sector)
    return Participant(role, span(actor.ar), actor.id, Name(actor.en, actor.ar), code)


def time(day: str | None, published: str) -> Time:
    """`2018-03-01`, `2018-03-01/2018-03-05`, or None: then only the day of publication bounds it."""
    if day is None:
        return Time(None, None, published, Precision.RANGE, Basis.PUBLISHED)
    first, _, last = day.partition("/")
    return Time(span(day), first or None, (last or first) or None, Precision.DAY, Basis.TEXT)


@dataclass(frozen=True)
class Words:
    """What a case says of an incident; lists of ids and words as `place` and `who` take them."""

    type: str = "attack"
    status: str = "asserted"
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    day: str | None = None
    published: str = "2018-03-12"
    speaker: str | None = None
    means: str | None = None
    figures: tuple[tuple[str, int | None, int | None], ...] = ()
    rule: str = "test.rule"
    outlet: str | None = None
    story: str = "d1"
    sentence: str = ""


def telling(words: Words, number: int = 1) -> Telling:
    claim = Claim(
        id=f"c{number}",
        type=ClaimType(words.type),
        status=Status(words.status),
        trigger=span(words.type),
        sentence=Extent(0, len(words.sentence)),
        participants=(*(who(a, Role.ACTOR) for a in words.actors), *(who(t, Role.TARGET) for t in words.targets)),
        places=(
            *(place(p) for p in words.places),
            *(place(p, PlaceRole.FROM) for p in words.origins),
            *(place(p, PlaceRole.TO) for p in words.destinations),
        ),
        time=time(words.day, words.published),
        figures=tuple(Figure(FigureKind(k), a, b, span(str(a))) for k, a, b in words.figures),
        means=Means(span(words.means), words.means) if words.means else None,
        attribution=(Attribution(span(words.speaker), None, _speaker(words.speaker)),) if words.speaker else (),
        repeats=None,
        codes=Codes("", "", None),
        rule=words.rule,
    )
    document = Document(words.story, outlet=words.outlet, published=date.fromisoformat(words.published))
    return Telling(document, 0, claim, f"{words.story}/0")


def _speaker(name: str) -> str | None:
    return name if name in knowledge().actors else None


def incident(id_: str, *told: Words | dict[str, Any], credibility: int = 6) -> Incident:
    """An incident of these tellings: it takes its parts from the first, its grade as given."""
    words = [w if isinstance(w, Words) else _words(w) for w in told]
    tellings = tuple(telling(w, n) for n, w in enumerate(words, 1))
    tellings = tuple(replace(t, chain=f"{t.chain}-{n}") for n, t in enumerate(tellings))
    first = tellings[0].claim
    tallies: dict[FigureKind, list[tuple[str, Figure]]] = {}
    for one in tellings:
        for figure in one.claim.figures:
            tallies.setdefault(figure.kind, []).append((one.key, figure))
    figures = tuple(
        Tally(k, min((f.min or 0 for _, f in v), default=None), max((f.max or f.min or 0 for _, f in v)), tuple(v))
        for k, v in sorted(tallies.items())
    )
    grade = Grade("F", credibility, Credence.FAIR if credibility <= 2 else Credence.WEAK, ())
    return Incident(id_, first.type, first.status, first.time, first.places, first.participants, figures, first.means,
                    tellings, (), grade)  # fmt: skip


def _words(raw: dict[str, Any]) -> Words:
    return Words(**{k: tuple(map(_pair, v)) if isinstance(v, list) else v for k, v in raw.items()})


def _pair(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
