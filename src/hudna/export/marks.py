"""A claim's parts as stretches of the story's text, and a text cut where they begin and end: parts may overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hudna.model import Claim, Role, Span

KINDS = ("trigger", "actor", "target", "place", "time", "figure", "means", "speaker")  # as in labels.yml


@dataclass(frozen=True, slots=True)
class Mark:
    """One part of a claim, where it stands in the story's text."""

    claim: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks throughout, the shortest mark first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def marks(claim: Claim) -> list[Mark]:
    """The parts of a claim that stand in the text, in its order; a speaker's cue is marked with the speaker."""
    found = [Mark(claim.id, kind, span.start, span.end) for kind, span in _spans(claim) if span.start < span.end]
    return sorted(set(found), key=lambda m: (m.start, m.end, KINDS.index(m.kind)))


def _spans(claim: Claim) -> Iterator[tuple[str, Span]]:
    yield "trigger", claim.trigger
    for participant in claim.participants:
        yield ("actor" if participant.role is Role.ACTOR else "target"), participant.span
    for place in claim.places:
        yield "place", place.span
    if claim.time and claim.time.span:
        yield "time", claim.time.span
    for figure in claim.figures:
        yield "figure", figure.span
    if claim.means:
        yield "means", claim.means.span
    for said in claim.attribution:
        if said.span is not None:
            yield "speaker", said.span
        if said.cue:
            yield "speaker", said.cue


def segments(start: int, end: int, found: Iterable[Mark]) -> list[Segment]:
    """The characters `start` to `end` cut at every mark's bounds; together they are all of them, each once."""
    inside = [m for m in found if m.start < end and m.end > start]
    cuts = sorted({start, end, *(max(m.start, start) for m in inside), *(min(m.end, end) for m in inside)})
    return [Segment(a, b, _covering(inside, a, b)) for a, b in pairwise(cuts)]


def _covering(inside: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    over = [m for m in inside if m.start <= start and m.end >= end]
    return tuple(sorted(over, key=lambda m: (m.end - m.start, KINDS.index(m.kind))))
