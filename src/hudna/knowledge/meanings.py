"""What the reader's rules mean for who holds a place and how people moved, from `monitoring.yml`."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from msgspec import Struct

from hudna.knowledge.load import DATA, KnowledgeError, knowledge, read_yaml, triggers


class Meanings(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Rule ids by what they say; `holders` are lists of actors that are one holder of ground, the first naming it."""

    taken: frozenset[str]
    driven_out: frozenset[str]
    left: frozenset[str]
    loose: frozenset[str]
    fled: frozenset[str]
    forced: frozenset[str]
    evacuated: frozenset[str]
    returned: frozenset[str]
    arrived: frozenset[str]
    at_once: frozenset[str]
    holders: tuple[tuple[str, ...], ...] = ()

    def holder(self, actor_id: str) -> str:
        """The actor that names a holder of ground: itself, unless it is listed with others."""
        return next((names[0] for names in self.holders if actor_id in names), actor_id)


@lru_cache(maxsize=1)
def meanings() -> Meanings:
    """The shipped meanings. Raises KnowledgeError where the file names no rule or actor of ours."""
    path = DATA / "monitoring.yml"
    try:
        read = msgspec.convert(read_yaml(path), Meanings)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{path}: {error}") from error
    rules, actors = {t.id for t in triggers()}, knowledge().actors
    for name in Meanings.__struct_fields__:
        value = getattr(read, name)
        unknown = sorted(value - rules) if name != "holders" else [a for row in value for a in row if a not in actors]
        if unknown:
            raise KnowledgeError(f"{path}: {name}: no such id: {', '.join(unknown)}")
    return read
