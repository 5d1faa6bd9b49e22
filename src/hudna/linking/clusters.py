"""Clustering inside a component: average linkage over joins, held back where two groups tell of other places or days.

The two groups whose tellings are joined most strongly on average come together first, as long as enough of all pairs
between them are joined, so that a chain of lookalikes does not pull distant tellings into one. Ties fall to the lesser
key: neither the order of input nor that of arrival matters.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hudna.linking.compare import ACTS_OF_WHO, apart
from hudna.linking.facts import Facts, Side, Spot
from hudna.linking.rules import rules
from hudna.linking.unions import Pair, components
from hudna.model import Join

_MOST = 0.5  # of the pairs of places, or of days, of two groups


@dataclass(slots=True)
class Told:
    """What a group's tellings give of places, exact days, who says or agrees it and ordinals, each with how many do."""

    spots: Counter[Spot] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    voices: Counter[Side] = field(default_factory=Counter)
    order: Counter[int] = field(default_factory=Counter)
    stages: Counter[bool] = field(default_factory=Counter)

    @classmethod
    def of(cls, facts: Facts) -> Told:
        exact = facts.window if facts.window and facts.window.exact else None
        voiced = facts.family in ACTS_OF_WHO and facts.actors.ids
        nth = facts.telling.nth
        return cls(
            Counter(facts.spots),
            Counter([exact.first] if exact else []),
            Counter([facts.actors] if voiced else []),
            Counter([nth] if nth else []),
            Counter([facts.begins] if facts.family == "deals" else []),
        )

    def add(self, other: Told) -> None:
        self.spots.update(other.spots)
        self.days.update(other.days)
        self.voices.update(other.voices)
        self.order.update(other.order)
        self.stages.update(other.stages)

    def contradicts(self, other: Told) -> bool:
        """Whether most of what both tell of places, of days, of who says it or of its number, cannot be one."""
        near = rules().limits.near_days
        spots = [(apart(x, y), n * m) for x, n in self.spots.items() for y, m in other.spots.items()]
        days = [(abs(x - y) > near, n * m) for x, n in self.days.items() for y, m in other.days.items()]
        voices = [(x.rivals(y), n * m) for x, n in self.voices.items() for y, m in other.voices.items()]
        order = [(x != y, n * m) for x, n in self.order.items() for y, m in other.order.items()]
        stages = [(x != y, n * m) for x, n in self.stages.items() for y, m in other.stages.items()]
        return any(map(_mostly, (spots, days, voices, order, stages)))


def _mostly(votes: Sequence[tuple[bool, int]]) -> bool:
    return sum(n for against, n in votes if against) > _MOST * sum(n for _, n in votes)


@dataclass(slots=True)
class Groups:
    """Groups being merged: the members of each, named by its least key, which of them are news, and what joins them."""

    members: dict[str, set[str]]
    told: dict[str, Told]
    apart: Collection[frozenset[str]]
    news: set[str]
    settled: bool = False  # no two groups that hold news are merged any more
    links: dict[str, dict[str, tuple[float, int]]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, a: str, b: str, score: float, count: int) -> None:
        before, n = self.links[a].get(b, (0.0, 0))
        self.links[a][b] = self.links[b][a] = (round(before + score, 3), n + count)

    def both_news(self, a: str, b: str) -> bool:
        return a in self.news and b in self.news

    def rank(self, a: str, b: str) -> float:
        """The average score over all pairs of two groups, a missing join counting nothing."""
        return self.links[a][b][0] / (len(self.members[a]) * len(self.members[b]))

    def fit(self, a: str, b: str) -> bool:
        """Whether enough of all pairs are joined, nothing contradicts, and no pair is kept apart."""
        if self.settled and self.both_news(a, b):
            return False
        pairs = len(self.members[a]) * len(self.members[b])
        if self.links[a][b][1] < rules().joined_share * pairs or self.told[a].contradicts(self.told[b]):
            return False
        return not self.apart or not any(
            frozenset((x, y)) in self.apart for x in self.members[a] for y in self.members[b]
        )

    def merge(self, a: str, b: str) -> str:
        """Merge two groups; the one with the lesser name keeps it."""
        keep, gone = sorted((a, b))
        self.members[keep] |= self.members.pop(gone)
        self.told[keep].add(self.told.pop(gone))
        if gone in self.news:
            self.news.add(keep)
        for other, (score, count) in self.links.pop(gone).items():
            del self.links[other][gone]
            if other != keep:
                self.add(keep, other, score, count)
        return keep


def cluster(
    members: Mapping[str, Facts],
    links: Iterable[Join],
    ties: Iterable[Pair],
    apart: Collection[frozenset[str]],
    news: Collection[str],
) -> list[tuple[str, ...]]:
    """The groups of one component, each a tuple of keys in order: news first among itself, then what mentions it."""
    groups, home = _tied(members, ties, apart, news)
    later: list[tuple[str, str, float]] = []
    for link in links:
        a, b = home[link.first], home[link.second]
        if a != b and groups.both_news(a, b):
            groups.add(a, b, link.score, 1)
        elif a != b:
            later.append((a, b, link.score))
    _merge_all(groups)
    now = {k: name for name, keys in groups.members.items() for k in keys}
    groups.links.clear()
    groups.settled = True
    for a, b, score in later:
        if now[a] != now[b]:
            groups.add(now[a], now[b], score, 1)
    _merge_all(groups)
    return sorted(tuple(sorted(m)) for m in groups.members.values())


def _tied(
    members: Mapping[str, Facts], ties: Iterable[Pair], apart: Collection[frozenset[str]], news: Collection[str]
) -> tuple[Groups, Mapping[str, str]]:
    """One group a telling, those that must stay together in one already."""
    tied = components(members, [p for p in ties if p[0] in members])
    told: dict[str, Told] = {}
    for keys in tied:
        told[keys[0]] = Told()
        for key in keys:
            told[keys[0]].add(Told.of(members[key]))
    heard = {keys[0] for keys in tied if any(k in news for k in keys)}
    return Groups({keys[0]: set(keys) for keys in tied}, told, apart, heard), {
        k: keys[0] for keys in tied for k in keys
    }


def _merge_all(groups: Groups) -> None:
    heap = [(-groups.rank(a, b), a, b) for a in groups.members for b in groups.links[a] if a < b]
    heapq.heapify(heap)
    while heap:
        rank, a, b = heapq.heappop(heap)
        if b not in groups.links.get(a, {}) or -groups.rank(a, b) != rank or not groups.fit(a, b):
            continue
        keep = groups.merge(a, b)
        for other in groups.links[keep]:
            heapq.heappush(heap, (-groups.rank(keep, other), min(keep, other), max(keep, other)))
