"""What holds for every reading of every text, checked by the property tests and by the fuzzers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from hudna.model import Basis, Claim, ClaimType, Extent, FigureKind, PlaceRole, Precision, Reading, Role, Span, Status


def broken(reading: Reading) -> list[str]:
    """The promises that a reading breaks, a line each; empty when it keeps them."""
    return [*_spans_stand(reading), *_order(reading), *(line for c in reading.claims for line in _claim(c, reading))]


def _spans_stand(reading: Reading) -> Iterator[str]:
    text = reading.text
    for span in _all(reading.claims, Span):
        if not (0 <= span.start < span.end <= len(text)) or text[span.start : span.end] != span.text:
            yield f"a span that is not its text: {span}"


def _order(reading: Reading) -> Iterator[str]:
    starts = [(c.sentence.start, c.trigger.start) for c in reading.claims]
    if starts != sorted(starts):
        yield f"claims out of order: {starts}"
    if [c.id for c in reading.claims] != [f"c{n}" for n in range(1, len(starts) + 1)]:
        yield "ids do not count the claims"


def _claim(claim: Claim, reading: Reading) -> Iterator[str]:
    number, s, t = int(claim.id[1:]), claim.sentence, claim.trigger
    if not (0 <= s.start <= t.start < t.end <= s.end <= len(reading.text)):
        yield f"{claim.id}: its trigger {t} is outside its sentence {s}"
    if claim.repeats is not None and not 1 <= int(claim.repeats[1:]) < number:
        yield f"{claim.id}: repeats {claim.repeats}, which is not earlier"
    for figure in claim.figures:
        low, high = figure.min, figure.max
        if (low is None and high is None) or (low or 0) < 0 or (high is not None and (low or 0) > high):
            yield f"{claim.id}: no range: {figure}"
    yield from _time(claim)
    yield from _places(claim)
    for kind, values in _enums(claim):
        yield from (f"{claim.id}: {v!r} is no {kind.__name__}" for v in values if not isinstance(v, kind))
    if not claim.rule or not claim.codes.plover or not claim.codes.cameo:
        yield f"{claim.id}: no rule or codes"


def _enums(claim: Claim) -> list[tuple[type, list[Any]]]:
    return [
        (ClaimType, [claim.type]),
        (Status, [claim.status]),
        (Role, [p.role for p in claim.participants]),
        (PlaceRole, [p.role for p in claim.places]),
        (FigureKind, [f.kind for f in claim.figures]),
        (Precision, [claim.time.precision] if claim.time else []),
        (Basis, [claim.time.basis] if claim.time else []),
    ]


def _time(claim: Claim) -> Iterator[str]:
    time = claim.time
    if time is None:
        return
    days = [date.fromisoformat(d) for d in (time.start, time.end) if d is not None]
    if days != sorted(days):
        yield f"{claim.id}: ends before it starts: {time}"
    if (time.span is None) != (time.basis is Basis.PUBLISHED):
        yield f"{claim.id}: a time of the text has words, one of the day of publication has none: {time}"


def _places(claim: Claim) -> Iterator[str]:
    for place in claim.places:
        if (place.lat is None) != (place.lon is None):
            yield f"{claim.id}: half a point: {place}"
        if abs(place.lat or 0) > 90 or abs(place.lon or 0) > 180:
            yield f"{claim.id}: a point off the Earth: {place}"
    if any(a.span is None and a.carried is None for a in claim.attribution):
        yield f"{claim.id}: said by nobody"


def _all(value: object, kind: type[Span]) -> Iterator[Span]:
    """Every span in a value, however deep."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _all(item, kind)
    elif is_dataclass(value) and not isinstance(value, Extent):
        for field in fields(value):
            yield from _all(getattr(value, field.name), kind)
