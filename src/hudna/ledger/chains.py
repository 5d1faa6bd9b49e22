"""Copy chains: stories with the same text up to light changes, named by the one that was published first.

A chain is a connected component of pairs found alike, so that it does not depend on the order in which stories come.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, bindparam, insert, select, update

from . import tables as t
from .memory import Memory, parts

# In two steps, each by an index: asked in one, SQLite goes through whole tables, and adding grows with the square.
_HOLDERS = select(t.story_bands.c.story).where(t.story_bands.c.band.in_(bindparam("bands", expanding=True)))
_NEAR = (
    select(t.stories.c.id, t.stories.c.chain, t.stories.c.text)
    .where(t.stories.c.id.in_(bindparam("near", expanding=True)))
    .order_by(t.stories.c.id)
)


def new_chain(
    connection: Connection, memory: Memory, story: int, text: str, bands: Collection[int]
) -> tuple[bool, list[int]]:
    """Put a story that has just been stored (with the `bands` of its signature) into its chain.

    Whether it copies another or is copied, and the other stories whose chain has a new key through it.
    """
    joined: set[str] = set()
    for other, chain, its_text in _near(connection, story, bands):
        if chain not in joined and memory.linker.is_copy(share := memory.linker.share(text, its_text)):
            joined.add(chain)
            connection.execute(insert(t.copies).values(first=other, second=story, share=share))
    return bool(joined), _rename(connection, story, joined) if joined else []


def _near(connection: Connection, story: int, bands: Collection[int]) -> list[tuple[int, str, str]]:
    """Row, chain and text of the stories that hold one of these bands, by row, without this one."""
    near = set(connection.execute(_HOLDERS, {"bands": list(bands)}).scalars()) - {story}
    return [tuple(row) for part in parts(sorted(near)) for row in connection.execute(_NEAR, {"near": part})]


def _rename(connection: Connection, story: int, joined: set[str]) -> list[int]:
    """Give all stories of the joined chains, and this one, the key of the first; those that had another."""
    members = connection.execute(
        select(t.stories.c.id, t.stories.c.key, t.stories.c.chain, t.documents.c.published)
        .join(t.documents, t.documents.c.id == t.stories.c.document)
        .where(t.stories.c.chain.in_(joined) | (t.stories.c.id == story))
    ).all()
    first = min(members, key=lambda m: (m.published or date.max, m.key)).key
    changed = [m.id for m in members if m.chain != first]
    connection.execute(update(t.stories).where(t.stories.c.id.in_(changed)).values(chain=first))
    return [other for other in changed if other != story]
