"""The linking rules of `knowledge/data/linking.yml`, loaded once."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from msgspec import Struct, field

from hudna.knowledge.load import DATA, KnowledgeError, read_yaml
from hudna.model import ClaimType


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """Distances in kilometres, times in days, figures as the ratio of the smaller to the larger."""

    precise_km: float
    slack_km: float
    apart_km: float
    news_days: int
    near_days: int
    near_figure: float


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """Two sentences of one day, and whether they are joined; the tests hold each."""

    a: str
    b: str
    join: str | None = None
    refuse: str | None = None


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    families: dict[str, tuple[ClaimType, ...]]
    kin: tuple[tuple[ClaimType, ...], ...]
    bar: float
    bar_within: float
    weights: dict[str, float]
    limits: Limits
    joined_share: float
    telling: dict[ClaimType, float] = field(default_factory=dict)
    circumstances: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    before_units: tuple[str, ...] = ()
    before_starts: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    takes_effect: tuple[str, ...] = ()
    ordinals: tuple[tuple[str, ...], ...] = ()
    not_counted: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    _kin: frozenset[tuple[ClaimType, ClaimType]] = field(default_factory=frozenset)
    _family: dict[ClaimType, str] = field(default_factory=dict)

    def family(self, kind: ClaimType) -> str:
        return self._family[kind]

    def are_kin(self, a: ClaimType, b: ClaimType) -> bool:
        """Whether one occurrence may be told under both types."""
        return a == b or (a, b) in self._kin


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules; raises KnowledgeError naming the fault."""
    path = DATA / "linking.yml"
    try:
        raw = msgspec.convert(read_yaml(path), Rules)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{path}: {error}") from error
    kin = frozenset((a, b) for line in raw.kin for a in line for b in line)
    family = {kind: name for name, kinds in raw.families.items() for kind in kinds}
    if missing := set(ClaimType) - set(family):
        raise KnowledgeError(f"{path}: no family holds {sorted(missing)}")
    return msgspec.structs.replace(raw, _kin=kin, _family=family)
