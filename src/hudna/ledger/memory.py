"""Tellings by row, as linking compares them: the latest are kept in memory, the others fetched.

What a row of `claims` tells never changes (see tables.py), so that what is kept stays true whoever writes meanwhile.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, func, select

from hudna.model import Document, Telling

from . import records
from . import tables as t
from .linker import Linker

_KEPT = 8_000  # tellings, of some 5 KB each: a day or two of a desk
_MANY = 5_000  # values in one IN list
T = TypeVar("T")
_TELLINGS = (
    select(t.claims.c.id, func.coalesce(t.claims.c.folded, t.claims.c.corrected, t.claims.c.record).label("shown"),
           t.claims.c.told, t.stories.c.chain, t.stories.c.document, t.stories.c.number, t.documents.c.url,
           t.documents.c.outlet, t.documents.c.title, t.documents.c.published, t.documents.c.sha256)
    .join(t.stories, t.stories.c.id == t.claims.c.story)
    .join(t.documents, t.documents.c.id == t.stories.c.document)
    .where(t.claims.c.id.in_(bindparam("rows", expanding=True)), t.claims.c.telling, ~t.claims.c.rejected)
)  # fmt: skip


@dataclass(slots=True)
class Memory:
    """The linker, and what it prepared lately."""

    linker: Linker
    kept: OrderedDict[int, tuple[Telling, Any]] = field(default_factory=OrderedDict)

    def keep(self, rows: Mapping[int, Telling]) -> None:
        """Take tellings that were just written."""
        for row, telling in rows.items():
            self.kept[row] = (telling, self.linker.prepare(telling))
            self.kept.move_to_end(row)
        while len(self.kept) > _KEPT:
            self.kept.popitem(last=False)

    def forget(self, rows: Iterable[int] | None = None) -> None:
        """Drop rows that are no more, or all: those of a transaction that failed may get other content."""
        if rows is None:
            self.kept.clear()
        for row in rows or ():
            self.kept.pop(row, None)

    def prepared(self, connection: Connection, rows: Iterable[int]) -> dict[int, Any]:
        """The tellings of rows, prepared for comparison; rows that are none, or that are rejected, are left out."""
        return {row: prepared for row, (_, prepared) in self.tellings(connection, rows).items()}

    def tellings(self, connection: Connection, rows: Iterable[int]) -> dict[int, tuple[Telling, Any]]:
        """The same, each with its telling before it."""
        rows = list(rows)
        found = {row: self.kept[row] for row in rows if row in self.kept}
        for row in found:
            self.kept.move_to_end(row)
        for part in parts(row for row in rows if row not in found):
            fetched = load(connection, part)
            self.keep(fetched)
            found |= {row: (telling, self.kept[row][1] if row in self.kept else self.linker.prepare(telling))
                      for row, telling in fetched.items()}  # fmt: skip
        return found


def parts(values: Iterable[T]) -> Iterator[list[T]]:
    """Values in lists that a statement can hold."""
    left = iter(values)
    while part := list(islice(left, _MANY)):
        yield part


def load(connection: Connection, rows: list[int]) -> dict[int, Telling]:
    """Tellings by row from the database, without those that are rejected."""
    return {
        row.id: records.telling(document(row), row.number, records.claim(row.shown), row.chain, row.told)
        for row in connection.execute(_TELLINGS, {"rows": rows})
    }


def document(row: Any) -> Document:
    """The document of a row that holds `document`, `url`, `outlet`, `title`, `published` and `sha256`."""
    return Document(row.document, row.url, row.outlet, row.title, row.published, row.sha256)
