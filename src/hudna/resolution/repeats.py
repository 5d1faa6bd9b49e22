"""Which claims of a story tell an earlier one again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import merge

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind
from hudna.model import Claim, ClaimType, Figure, FigureKind, Participant, Place, Role


@dataclass(frozen=True, slots=True)
class Parts:
    """What a claim tells, to hold against another: who, whom and where by id or words, and how many."""

    named: tuple[frozenset[str], frozenset[str], frozenset[str]]  # actors, targets, places
    figures: frozenset[tuple[FigureKind, int | None]]


def parts(who: Sequence[Participant], where: Sequence[Place], figures: Iterable[Figure]) -> Parts:
    """The parts of a claim with these participants, places and figures."""
    actors, targets = (frozenset(p.actor_id or p.span.text for p in who if p.role is role) for role in Role)
    places = frozenset(p.place_id or p.span.text for p in where)
    return Parts((actors, targets, places), frozenset((f.kind, f.min) for f in figures))


class Repeats:
    """The claims of a story so far, to look up which of them a further one tells again.

    What a claim repeats shares each part with it or lacks that part. So only the claims that share or lack the part
    that fewest do are looked at, and a page of thousands of claims costs no more a claim than one of a few.
    """

    def __init__(self) -> None:
        self._told: dict[ClaimType, list[tuple[Claim, Parts]]] = defaultdict(list)
        self._by_part: dict[tuple[ClaimType, int, str | None], list[int]] = defaultdict(list)  # None: that lack it

    def add(self, claim: Claim, told: Parts) -> None:
        number = len(self._told[claim.type])
        self._told[claim.type].append((claim, told))
        for at, names in enumerate(told.named):
            for name in names or (None,):
                self._by_part[claim.type, at, name].append(number)

    def earlier(self, type_: ClaimType, told: Parts, draft: Draft) -> str | None:
        """The first claim of this type that a draft tells again: of another sentence, with a part shared, none against.

        Returns its id, or the one that it repeats itself.
        """
        before = self._told[type_]
        points_back = draft.piece.kind is Kind.EVENT and draft.piece.definite
        for number in self._likely(type_, told):
            claim, other = before[number]
            if claim.sentence != draft.scan.extent and _same(type_, told, other, alike=points_back):
                return claim.repeats or claim.id
        return None

    def _likely(self, type_: ClaimType, told: Parts) -> Iterable[int]:
        """The numbers of the claims that may be repeated, in their order."""
        found: list[list[list[int]]] = [
            [self._by_part.get((type_, at, name), []) for name in (*names, None)]
            for at, names in enumerate(told.named)
            if names
        ]
        if not found:
            return range(len(self._told[type_]))
        return merge(*min(found, key=lambda numbers: sum(map(len, numbers))))


def _same(type_: ClaimType, told: Parts, before: Parts, *, alike: bool) -> bool:
    """Do two claims share a part, or are they `alike` by their words, and does none contradict the other?"""
    if type_ is ClaimType.APPEAL and bool(told.named[1]) is not bool(before.named[1]) and not alike:
        return False  # one speaker asks many things of many: who is asked of tells them apart
    shared = alike or bool(told.figures & before.figures)
    for ours, theirs in zip(told.named, before.named, strict=True):
        if ours and theirs:
            if not ours & theirs:
                return False
            shared = True
    places, known = told.named[2], before.named[2]
    if type_ is ClaimType.CONTROL and places and known and not places <= known:
        return False  # who holds places told nowhere before is told anew
    return shared
