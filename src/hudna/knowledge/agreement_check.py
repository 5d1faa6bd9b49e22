"""What an agreement's entry may not say: unknown names, days out of order, crossed edges, terms that overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from hudna.knowledge.agreement import Agreement, Term, Zone
from hudna.knowledge.lines import Lines
from hudna.knowledge.load import Knowledge, KnowledgeError, knowledge
from hudna.knowledge.moments import Moment, moment

Step = int | str
Fault = tuple[tuple[Step, ...], str]  # where below the agreement, and what is wrong
Read = Sequence[tuple[Lines, Sequence[Agreement]]]


def check(read: Read) -> None:
    """Raises KnowledgeError for the first fault, with its file and line."""
    known = knowledge()
    every = {a.id for _, agreements in read for a in agreements}
    seen: set[str] = set()
    for lines, agreements in read:
        for n, agreement in enumerate(agreements):
            faults = (*_doubled(agreement, seen), *_named(agreement, known, every), *_times(agreement),
                      *_shapes(agreement), *_terms(agreement))  # fmt: skip
            for steps, reason in faults:
                raise KnowledgeError(f"{lines.at(n, *steps)}: {agreement.id}: {reason}")


def _doubled(agreement: Agreement, seen: set[str]) -> Iterator[Fault]:
    if agreement.id in seen:
        yield ("id",), "the id stands twice"
    seen.add(agreement.id)
    for name, ids in (("sides", [s.id for s in agreement.sides]), ("terms", [t.id for t in agreement.terms])):
        for k, one in enumerate(ids):
            if one in ids[:k]:
                yield (name, k, "id"), f"{one!r} stands twice among its {name}"


def _named(agreement: Agreement, known: Knowledge, every: set[str]) -> Iterator[Fault]:
    actors = {*known.actors, *(c.lower() for c in known.countries)}
    lists: list[tuple[tuple[Step, ...], Sequence[str], Iterable[str], str]] = [
        ((name,), getattr(agreement, name), actors, "actor")
        for name in ("signatories", "guarantors", "mediators", "excluded")
    ]
    lists += [(("sides", k, "actors"), s.actors, actors, "actor") for k, s in enumerate(agreement.sides)]
    lists += [(("monitors", k, "actors"), m.actors, actors, "actor") for k, m in enumerate(agreement.monitors)]
    sides = {s.id for s in agreement.sides}
    lists += [(("terms", k, "sides"), t.sides, sides, "side") for k, t in enumerate(agreement.terms)]
    classes = {m.cls for m in known.means.values()}
    lists += [(("terms", k, "means"), t.means, classes, "class of means") for k, t in enumerate(agreement.terms)]
    for steps, zone in _zones(agreement):
        lists += [((*steps, "places"), zone.places, known.gazetteer.entries, "place")]
        lists += [((*steps, "except"), zone.except_, known.gazetteer.entries, "place")]
    lists += [(("within",), agreement.within, every, "agreement")]
    for steps, names, allowed, noun in lists:
        for k, name in enumerate(names):
            if name not in allowed:
                yield (*steps, k), f"unknown {noun} {name!r}"


def _zones(agreement: Agreement) -> Iterator[tuple[tuple[Step, ...], Zone]]:
    yield ("zone",), agreement.zone
    for k, term in enumerate(agreement.terms):
        if term.zone is not None:
            yield ("terms", k, "zone"), term.zone


def _times(agreement: Agreement) -> Iterator[Fault]:
    told: list[tuple[tuple[Step, ...], str | None]] = [
        (("effective",), agreement.effective),
        (("ends",), agreement.ends),
    ]
    for k, extension in enumerate(agreement.extensions):
        told += [(("extensions", k, "from"), extension.from_), (("extensions", k, "until"), extension.until)]
    for k, term in enumerate(agreement.terms):
        told += [(("terms", k, "from"), term.from_), (("terms", k, "to"), term.to)]
    if agreement.ended is not None:
        told += [(("ended", "day"), agreement.ended.day), (("ended", "latest"), agreement.ended.latest)]
    read: dict[tuple[Step, ...], Moment] = {}
    for steps, text in told:
        if text is not None:
            try:
                read[steps] = moment(text)
            except ValueError as error:
                yield steps, str(error)
    yield from _order(agreement, read)


def _order(agreement: Agreement, read: dict[tuple[Step, ...], Moment]) -> Iterator[Fault]:
    start = read.get(("effective",))
    if agreement.effective is None and agreement.proposed is None and agreement.declared is None:
        yield ("id",), "it is neither proposed, declared nor effective"
    untils = (("extensions", k, "until") for k in range(len(agreement.extensions)))
    chain = [s for s in (("effective",), ("ends",), *untils) if s in read]
    for before, after in pairwise(chain):
        if read[after].day < read[before].day:
            yield after, f"{read[after]} lies before {read[before]}"
    if agreement.declared and start and start.day < agreement.declared and not agreement.note:
        yield ("effective",), f"in force on {start}, but declared on {agreement.declared}; a note must say why"
    ended = read.get(("ended", "day"))
    if ended and start and ended.day < start.day:
        yield ("ended", "day"), f"{ended} lies before {start}"


def _shapes(agreement: Agreement) -> Iterator[Fault]:
    for steps, zone in _zones(agreement):
        for name, points in (("polygon", zone.polygon), ("line", zone.line)):
            for k, (lon, lat) in enumerate(points):
                if not (-180 <= lon <= 180 and -90 <= lat <= 90):
                    yield (*steps, name, k), f"[{lon}, {lat}] is no [longitude, latitude]"
        if zone.line and zone.buffer_km <= 0:
            yield (*steps, "line"), "a line needs a buffer_km above 0"
        if zone.polygon and (reason := _crossed(zone)):
            yield (*steps, "polygon"), reason
        if not (zone.places or zone.polygon or zone.line):
            yield steps, "a zone names places, a polygon or a line"


def _crossed(zone: Zone) -> str | None:
    from shapely import Polygon, is_valid_reason

    if len(zone.polygon) < 3:
        return "a polygon has three points or more"
    reason = is_valid_reason(Polygon(zone.polygon))
    return None if reason == "Valid Geometry" else f"the polygon's edge is not sound: {reason}"


def _terms(agreement: Agreement) -> Iterator[Fault]:
    sides = {s.id for s in agreement.sides}
    for k, term in enumerate(agreement.terms):
        if not (term.forbids or term.requires):
            yield ("terms", k), f"the term {term.id!r} forbids and requires nothing"
    for (_, a), (k, b) in combinations(enumerate(agreement.terms), 2):
        if (types := _overlap(a, b, sides)) is not None:
            reason = f"the terms {a.id!r} and {b.id!r} both forbid {types}, for the same sides, place and time"
            yield ("terms", k), reason


def _overlap(a: Term, b: Term, sides: set[str]) -> str | None:
    """The types that two terms forbid alike, or None where something sets them apart."""
    shared = sorted(set(a.forbids) & set(b.forbids))
    meet: list[Callable[[], bool]] = [
        lambda: bool(shared),
        lambda: bool(set(a.sides or sides) & set(b.sides or sides)),
        lambda: not a.means or not b.means or bool(set(a.means) & set(b.means)),
        lambda: a.against == b.against,
        lambda: a.zone == b.zone,
        lambda: _meet(a, b),
    ]
    return ", ".join(shared) if all(test() for test in meet) else None


def _meet(a: Term, b: Term) -> bool:
    def before(end: str | None, start: str | None) -> bool:
        try:
            return end is not None and start is not None and moment(end).day < moment(start).day
        except ValueError:
            return False

    return not before(a.to, b.from_) and not before(b.to, a.from_)
