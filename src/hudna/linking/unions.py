"""Connected components of pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

Pair = tuple[str, str]


def components(keys: Iterable[str], pairs: Iterable[Pair]) -> list[tuple[str, ...]]:
    """Connected components, each in order of its keys, in order of their first."""
    parent = {k: k for k in keys}

    def find(k: str) -> str:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for a, b in pairs:
        one, two = sorted((find(a), find(b)))
        parent[two] = one
    members: dict[str, list[str]] = defaultdict(list)
    for k in sorted(parent):
        members[find(k)].append(k)
    return sorted(tuple(m) for m in members.values())
