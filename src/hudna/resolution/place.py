"""A place mention on the map, and what is known of its story while it is put there."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from hudna.extraction.place_mention import PlaceMention
from hudna.knowledge.gazetteer import Gazetteer
from hudna.model import Name


class ResolvedPlace(msgspec.Struct, frozen=True, gc=False):
    """A mention on the map. `lat` is None while it is open; `radius_km` holds the place or the doubt about it.

    `method` says how: name, class, parent, listed, country, near, size; with a relation after a plus sign, and
    `clipped` where its point was brought back into its country or province; pointer; within (an unknown name inside a
    known place); about (near the place told last); between (two places); border;
    open.
    """

    mention: PlaceMention
    place_id: str | None
    name: Name | None
    lat: float | None
    lon: float | None
    level: str | None
    radius_km: float | None
    admin: tuple[str, ...]
    method: str
    alternatives: tuple[str, ...] = ()


@dataclass(slots=True)
class Story:
    """What is known of a story while its places are resolved."""

    gazetteer: Gazetteer
    votes: dict[str, float] = field(default_factory=dict)
    licensed: set[str] = field(default_factory=set)  # folded names that a class word or a list has licensed
    done: list[ResolvedPlace] = field(default_factory=list)
    told: dict[str, ResolvedPlace] = field(default_factory=dict)  # unknown names whose whereabouts were told once

    most: float = 0.0  # votes of the country that it is most about

    def vote(self, country: str, weight: float) -> None:
        self.votes[country] = votes = self.votes.get(country, 0.0) + weight
        self.most = max(self.most, votes)

    def share(self, country: str) -> float:
        return self.votes.get(country, 0.0) / self.most if self.most else 0.0

    def top(self) -> list[str]:
        return sorted(self.votes, key=lambda c: -self.votes[c])
