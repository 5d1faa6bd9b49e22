"""Incidents of tellings: connected components of joins, and inside each the groups that belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from hudna.linking.assemble import incident
from hudna.linking.clusters import cluster
from hudna.linking.facts import Facts, facts
from hudna.linking.news import is_news
from hudna.linking.unions import Pair, components
from hudna.model import Incident, Join, Telling


def group(
    tellings: Iterable[Telling], joins: Iterable[Join], must: Iterable[Pair] = (), cannot: Iterable[Pair] = ()
) -> tuple[Incident, ...]:
    """The incidents of some tellings, in order of their first telling's publication and key.

    `must` ties two tellings (by key) whatever their score, `cannot` keeps two apart; `must` is heeded first. Pairs that
    name a telling that is not there are passed over.
    """
    return gather(map(facts, tellings), joins, must, cannot)


def gather(
    told: Iterable[Facts], joins: Iterable[Join], must: Iterable[Pair] = (), cannot: Iterable[Pair] = ()
) -> tuple[Incident, ...]:
    """As `group`, on facts worked out before."""
    by_key = {f.telling.key: f for f in told}
    links = [j for j in joins if j.first in by_key and j.second in by_key]
    ties = [p for p in must if p[0] in by_key and p[1] in by_key]
    apart = frozenset(frozenset(p) for p in cannot)
    found = components(by_key, [*((j.first, j.second) for j in links), *ties])
    home = {key: members[0] for members in found for key in members}
    inside: dict[str, list[Join]] = defaultdict(list)
    for link in links:
        inside[home[link.first]].append(link)
    groups = [
        keys for members in found for keys in _groups([by_key[k] for k in members], inside[members[0]], ties, apart)
    ]
    group_of = {key: keys[0] for keys in groups for key in keys}
    own: dict[str, list[Join]] = defaultdict(list)
    for link in links:
        if group_of[link.first] == group_of[link.second]:
            own[group_of[link.first]].append(link)
    out = [incident([by_key[k].telling for k in keys], own[keys[0]]) for keys in groups]
    return tuple(sorted(out, key=lambda i: in_order(i.tellings[0])))


def _groups(
    members: list[Facts], links: list[Join], ties: list[Pair], apart: frozenset[frozenset[str]]
) -> list[tuple[str, ...]]:
    if len(members) == 1:
        return [(members[0].telling.key,)]
    news = {f.telling.key for f in members if is_news(f.telling)}
    return cluster({f.telling.key: f for f in members}, links, ties, apart, news)


def in_order(telling: Telling) -> tuple[str, str]:
    """By publication, undated last, then by key."""
    published = telling.document.published
    return (published.isoformat() if published else "9999", telling.key)
