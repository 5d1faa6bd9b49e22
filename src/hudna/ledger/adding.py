"""One page into the ledger: document, stories, chains, readings, claims, links, incidents; the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select

from hudna.model import Document, Reading, Story

from . import chains, special, tell, words
from . import tables as t
from .failure import Refused
from .linking import number
from .memory import Memory
from .settle import Clock, settle

# Built once, as in settle.py.
_KNOWN = select(t.documents.c.sha256, t.documents.c.added).where(t.documents.c.id == bindparam("document"))
_DOCUMENT, _BANDS, _READING = insert(t.documents), insert(t.story_bands), insert(t.readings)
_STORY = insert(t.stories).returning(t.stories.c.id)


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a page did. `known`: the ledger held it, and nothing changed. `incidents` are new, differ or gone."""

    document: str
    known: bool = False
    stories: int = 0
    claims: int = 0
    copies: int = 0
    incidents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A page with the readings of its stories, by number; a story without one is kept and read by `reread`."""

    document: Document
    stories: Sequence[Story]
    readings: Mapping[int, Reading]
    archived: str | None
    knowledge: str


def known(connection: Connection, document: Document) -> bool:
    """Whether the ledger holds a document. Raises Refused when it holds other content under the same id."""
    row = connection.execute(_KNOWN, {"document": document.id}).one_or_none()
    if row is None:
        return False
    if row.sha256 != document.sha256:
        raise Refused(f"the ledger holds another text under the id {document.id!r} (added {row.added}); not added")
    return True


def add(connection: Connection, memory: Memory, page: Arrival, clock: Clock) -> Added:
    """Store a page. Raises Refused for content that no database keeps or that contradicts its id."""
    if known(connection, page.document):
        return Added(page.document.id, known=True)
    if "\0" in "".join((page.document.id, page.document.title or "", *(story.text for story in page.stories))):
        raise Refused(f"document {page.document.id!r} holds null characters; not added")
    _store_document(connection, page, clock)
    touched, copied, rows = tell.Touched(), 0, []
    retold: set[int] = set()
    for story in page.stories:
        row, bands = _store_story(connection, memory, story)
        is_copy, renamed = chains.new_chain(connection, memory, row, story.text, bands)
        copied += is_copy
        rows.append((row, story))
        retold |= set(renamed)
    for row in sorted(retold - {row for row, _ in rows}):
        touched.add(tell.tell(connection, memory, row, tell.machine_claims(connection, row)))
    count = 0
    for row, story in rows:
        if (reading := page.readings.get(story.number)) is not None:
            count += len(reading.claims)
            store_reading(connection, row, page.knowledge, clock.at)
            touched.add(tell.tell(connection, memory, row, reading.claims))
    changed = settle(connection, memory, touched, clock)
    return Added(page.document.id, False, len(rows), count, copied, changed)


def _store_document(connection: Connection, page: Arrival, clock: Clock) -> None:
    it = page.document
    row = {"id": it.id, "url": it.url, "outlet": it.outlet, "title": it.title, "published": it.published,
           "sha256": it.sha256, "archived": page.archived, "added": clock.at}  # fmt: skip
    connection.execute(_DOCUMENT, row)


def _store_story(connection: Connection, memory: Memory, story: Story) -> tuple[int, list[int]]:
    """The row of a story that is now kept, and the bands by which it meets its copies."""
    key = f"{story.document.id}/{story.number}"
    signature = memory.linker.signature(story.text)
    kept = {"key": key, "document": story.document.id, "number": story.number, "start": story.start,
            "text": story.text, "signature": signature, "chain": key}  # fmt: skip
    row: int = connection.execute(_STORY, kept).scalar_one()
    if bands := sorted({number(band) for band in memory.linker.bands(signature)}):
        connection.execute(_BANDS, [{"band": band, "story": row} for band in bands])
    titled = words.stems(story.document.title or "") + words.stems(story.text)
    special.index_words(connection, row, titled)
    return row, bands


def store_reading(connection: Connection, story: int, knowledge: str, at: str) -> None:
    """Note what a story was read with; its claims stand in `claims` until another reading supersedes it."""
    connection.execute(_READING, {"story": story, "knowledge": knowledge, "at": at})
