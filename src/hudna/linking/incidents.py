"""Groups of tellings: connected components of joins, and inside each the incidents that they add up to.

Inside a component groups are merged by average linkage: the two whose tellings are joined most strongly on average come
together first, as long as enough of all pairs between them are joined, so that a chain of lookalikes does not pull
distant tellings into one. Ties fall to the lesser key: neither the order of input nor that of arrival matters.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hudna.linking.assemble import incident
from hudna.linking.news import is_news
from hudna.linking.rules import rules
from hudna.linking.unions import Pair, components
from hudna.model import Incident, Join, Telling


def group(
    tellings: Iterable[Telling], joins: Iterable[Join], must: Iterable[Pair] = (), cannot: Iterable[Pair] = ()
) -> tuple[Incident, ...]:
    """The incidents of some tellings, in order of their first telling's publication and key.

    `must` ties two tellings (by key) whatever their score, `cannot` keeps two apart; `must` is heeded first. Pairs that
    name a telling that is not there are passed over.
    """
    by_key = {t.key: t for t in tellings}
    links = [j for j in joins if j.first in by_key and j.second in by_key]
    ties = [p for p in must if p[0] in by_key and p[1] in by_key]
    apart = frozenset(frozenset(p) for p in cannot)
    inside: dict[str, list[Join]] = defaultdict(list)
    found = components(by_key, [*((j.first, j.second) for j in links), *ties])
    home = {key: members[0] for members in found for key in members}
    for link in links:
        inside[home[link.first]].append(link)
    out = []
    for members in found:
        news = {k for k in members if is_news(by_key[k])}
        for keys in _cluster(members, inside[members[0]], ties, apart, news):
            own = [j for j in inside[members[0]] if j.first in keys and j.second in keys]
            out.append(incident([by_key[k] for k in keys], own))
    return tuple(sorted(out, key=lambda i: in_order(i.tellings[0])))


def in_order(telling: Telling) -> tuple[str, str]:
    published = telling.document.published
    return (published.isoformat() if published else "9999", telling.key)


@dataclass(slots=True)
class _Groups:
    """Groups being merged: the members of each, named by its least key, which of them are news, and what joins them."""

    members: dict[str, set[str]]
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
        """Whether enough of all pairs are joined, and none is kept apart."""
        if self.settled and self.both_news(a, b):
            return False
        pairs = len(self.members[a]) * len(self.members[b])
        if self.links[a][b][1] < rules().joined_share * pairs:
            return False
        return not self.apart or not any(
            frozenset((x, y)) in self.apart for x in self.members[a] for y in self.members[b]
        )

    def merge(self, a: str, b: str) -> str:
        """Merge two groups; the one with the lesser name keeps it."""
        keep, gone = sorted((a, b))
        self.members[keep] |= self.members.pop(gone)
        if gone in self.news:
            self.news.add(keep)
        for other, (score, count) in self.links.pop(gone).items():
            del self.links[other][gone]
            if other != keep:
                self.add(keep, other, score, count)
        return keep


def _cluster(
    members: Sequence[str],
    links: Iterable[Join],
    ties: Iterable[Pair],
    apart: Collection[frozenset[str]],
    news: set[str],
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
    members: Sequence[str], ties: Iterable[Pair], apart: Collection[frozenset[str]], news: set[str]
) -> tuple[_Groups, Mapping[str, str]]:
    inside = set(members)
    tied = components(members, [p for p in ties if p[0] in inside])
    heard = {m[0] for m in tied if not news.isdisjoint(m)}
    return _Groups({m[0]: set(m) for m in tied}, apart, heard), {k: m[0] for m in tied for k in m}


def _merge_all(groups: _Groups) -> None:
    heap = [(-groups.rank(a, b), a, b) for a in groups.members for b in groups.links[a] if a < b]
    heapq.heapify(heap)
    while heap:
        rank, a, b = heapq.heappop(heap)
        if b not in groups.links.get(a, {}) or -groups.rank(a, b) != rank or not groups.fit(a, b):
            continue
        keep = groups.merge(a, b)
        for other in groups.links[keep]:
            heapq.heappush(heap, (-groups.rank(keep, other), min(keep, other), max(keep, other)))
