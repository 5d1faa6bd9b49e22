"""Blocking keys: tellings that share none are never compared, so that the cost of linking grows about linearly.

A key is a family of types, a bucket of three days, and one of: a cell of half a degree that the place touches, an actor
or target, a telling word of its sentence, a country where it tells none of these. Copies meet by their chain.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from hudna.linking.facts import Facts, Spot, Window, facts
from hudna.linking.words import weight
from hudna.model import Telling

_CELL = 0.5  # degrees
_BUCKET = 3  # days
_WIDEST = 12  # buckets: a window of more than about a month is told by its ends
_RARE = 3  # words
_KM = 111.2  # a degree of latitude


def keys(telling: Telling) -> tuple[str, ...]:
    """The keys of a telling, in order, none twice."""
    return keys_of(facts(telling))


def keys_of(f: Facts) -> tuple[str, ...]:
    heads = [f"{f.family}|{bucket}" for bucket in _buckets(f.window)]
    what = {
        *_cells(f.spots),
        *(f"a:{i}" for i in f.actors.ids | f.targets.ids),
        *(f"w:{w}" for w in rarest(f.words.stems)),
    }
    what |= {f"c:{c}" for c in f.countries} if not any(s.precise for s in f.spots) and not f.actors.ids else set()
    found = {f"{head}|{w}" for head in heads for w in what}
    return (*sorted(found), f"chain|{f.telling.claim.type}|{f.telling.chain}")


def rarest(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda w: (-weight(w), w))[:_RARE]


def _buckets(window: Window | None) -> list[str]:
    if window is None:
        return ["?"]
    first, last = window.first // _BUCKET, window.last // _BUCKET
    return [str(b) for b in range(first, last + 1)] if last - first < _WIDEST else [str(first), str(last)]


def _cells(spots: Iterable[Spot]) -> set[str]:
    """The cells that a precise place with its radius touches, a wider one by its registry id."""
    found = set()
    for s in spots:
        if not s.precise:
            found.add(f"p:{s.id}")
            continue
        reach = (s.radius + 5) / _KM
        across = reach / max(0.2, math.cos(math.radians(s.lat)))
        for y in range(math.floor((s.lat - reach) / _CELL), math.floor((s.lat + reach) / _CELL) + 1):
            for x in range(math.floor((s.lon - across) / _CELL), math.floor((s.lon + across) / _CELL) + 1):
                found.add(f"g:{y}:{x}")
    return found
