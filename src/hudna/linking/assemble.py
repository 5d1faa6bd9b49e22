"""An incident from its tellings: what they agree on best, and rivals side by side."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from hudna.linking.grades import grade
from hudna.model import (
    Basis,
    ClaimType,
    Figure,
    FigureKind,
    Incident,
    Join,
    Means,
    Participant,
    Place,
    Precision,
    Role,
    Status,
    Tally,
    Telling,
    Time,
)

_SUREST = (Status.ASSERTED, Status.UNCONFIRMED, Status.PLANNED, Status.CONDITIONAL, Status.DENIED)
_PRECISE = (
    Precision.HOUR,
    Precision.DAY,
    Precision.RANGE,
    Precision.WEEK,
    Precision.MONTH,
    Precision.SEASON,
    Precision.YEAR,
)
# Both parties of these are actors.
MUTUAL = frozenset({ClaimType.ARMED_CLASH, ClaimType.NEGOTIATION, ClaimType.AGREEMENT, ClaimType.CEASEFIRE,
                    ClaimType.EXCHANGE})  # fmt: skip
T = TypeVar("T")


def incident(members: Iterable[Telling], joins: Sequence[Join]) -> Incident:
    """The incident that some tellings add up to, with the joins among them."""
    told = sorted(members, key=lambda t: (t.document.published.isoformat() if t.document.published else "9999", t.key))
    news = [t for t in told if not t.background] or told
    return Incident(
        id="i" + hashlib.sha256(told[0].key.encode()).hexdigest()[:12],
        type=_type(news),
        status=min((t.claim.status for t in news), key=_SUREST.index),
        time=_time(news),
        places=_places(news),
        participants=_participants(_alike(news)),
        figures=_tallies(news),
        means=_means(news),
        tellings=tuple(told),
        joins=tuple(sorted(joins, key=lambda j: (j.first, j.second))),
        grade=grade(told),
    )


def _votes(
    told: Iterable[Telling], values: Callable[[Telling], Iterable[tuple[Hashable, T]]]
) -> list[tuple[Hashable, T]]:
    """Values in order of how many independent voices (chains) give them, then of first mention."""
    voices: dict[Hashable, set[str]] = {}
    first: dict[Hashable, T] = {}
    for telling in told:
        for name, value in values(telling):
            voices.setdefault(name, set()).add(telling.chain)
            first.setdefault(name, value)
    rank = {name: i for i, name in enumerate(first)}
    return [(name, first[name]) for name in sorted(first, key=lambda n: (-len(voices[n]), rank[n]))]


def _type(told: Sequence[Telling]) -> ClaimType:
    return _votes(told, lambda t: [(t.claim.type, t.claim.type)])[0][1]


def _time(told: Sequence[Telling]) -> Time | None:
    """The time that most voices tell in words, the most precise first among equals; else the earliest bound."""
    said = [t for t in told if t.claim.time and t.claim.time.basis is Basis.TEXT and t.claim.time.start]
    if said:
        counts = Counter((t.claim.time.start, t.claim.time.end) for t in said if t.claim.time)
        times = [t.claim.time for t in said if t.claim.time]
        return min(times, key=lambda t: (-counts[t.start, t.end], _PRECISE.index(t.precision), t.start or ""))
    bounds = [t.claim.time for t in told if t.claim.time]
    return min(bounds, key=lambda t: t.end or "9999", default=None)


def _places(told: Sequence[Telling]) -> tuple[Place, ...]:
    """Each place once, those that most voices name first; worded ones only where none is resolved."""
    found = _votes(told, lambda t: [((p.role, p.place_id), p) for p in t.claim.places if p.place_id])
    worded = found or _votes(told, lambda t: [((p.role, p.span.text), p) for p in t.claim.places])
    return tuple(p for _, p in worded)


def _alike(told: Sequence[Telling]) -> Sequence[Telling]:
    """The tellings whose actors mean the same thing as the incident's: both parties of a clash are actors, of an attack
    only who attacked. A clash told of the same fight makes nobody an attacker."""
    mutual = _type(told) in MUTUAL
    alike = [t for t in told if (t.claim.type in MUTUAL) is mutual]
    named = any(p.role is Role.ACTOR for t in alike for p in t.claim.participants)
    return alike if named else told


def _participants(told: Sequence[Telling]) -> tuple[Participant, ...]:
    """Each registry actor once in each role, rivals side by side; worded ones only in a role where none is known."""
    known = _votes(told, lambda t: [((p.role, p.actor_id), p) for p in t.claim.participants if p.actor_id])
    roles = {p.role for _, p in known}
    worded = _votes(told, lambda t: [((p.role, p.span.text), p) for p in t.claim.participants if p.role not in roles])
    return tuple(p for _, p in (*known, *worded))


def _tallies(told: Sequence[Telling]) -> tuple[Tally, ...]:
    by: dict[FigureKind, list[tuple[str, Figure]]] = {}
    for telling in told:
        for f in telling.claim.figures:
            if not f.part:
                by.setdefault(f.kind, []).append((telling.key, f))
    return tuple(Tally(kind, *_range([f for _, f in by[kind]]), tuple(by[kind])) for kind in sorted(by))


def _range(figures: Sequence[Figure]) -> tuple[int | None, int | None]:
    """From the least to the most that anyone gives; an open bound stays open only where nobody closes it higher."""
    lows = [f.min if f.min is not None else f.max for f in figures]
    highs = [f.max if f.max is not None else f.min for f in figures]
    low = min((n for n in lows if n is not None), default=None)
    high = max((n for n in highs if n is not None), default=None)
    opened = any(f.max is None and f.min is not None and f.min >= (high or 0) for f in figures)
    return low, None if opened else high


def _means(told: Sequence[Telling]) -> Means | None:
    found = _votes(told, lambda t: [(t.claim.means.means_id, t.claim.means)] if t.claim.means else [])
    return found[0][1] if found else None
