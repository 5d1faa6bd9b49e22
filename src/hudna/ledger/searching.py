"""Full-text search: a question in words to stories, with the sentence that shows why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from hudna.model import Extent
from hudna.text.sentences import sentences

from . import special, words
from . import tables as t
from .failure import NoWords

_PHRASE = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Found:
    """A story that answers a search: where it is from, its copy chain, the sentence with most of the words."""

    story: str
    document: str
    url: str | None
    outlet: str | None
    title: str | None
    published: date | None
    chain: str
    rank: float
    sentence: Extent
    text: str


def search(connection: Connection, asked: str, most: int) -> list[Found]:
    """Stories with all the words, best first; `"…"` keeps words together, `-` leaves out. Raises NoWords."""
    wanted, without = _phrases(asked)
    if not wanted:
        raise NoWords("name at least one word to search for")
    ranks = dict(special.find_words(connection, special.words_query(connection, wanted, without), most))
    rows = connection.execute(
        select(t.stories, t.documents.c.url, t.documents.c.outlet, t.documents.c.title, t.documents.c.published)
        .join(t.documents, t.documents.c.id == t.stories.c.document)
        .where(t.stories.c.id.in_(ranks))
    ).all()
    by_id = {row.id: row for row in rows}
    sought = {stem for phrase in wanted for stem in phrase}
    return [_found(by_id[story], rank, sought) for story, rank in ranks.items() if story in by_id]


def _phrases(asked: str) -> tuple[list[list[str]], list[list[str]]]:
    wanted: list[list[str]] = []
    without: list[list[str]] = []
    for minus, quoted, word in _PHRASE.findall(asked):
        if stems := words.stems(quoted or word):
            (without if minus else wanted).append(stems)
    return wanted, without


def _found(row: Any, rank: float, sought: set[str]) -> Found:
    extents = list(sentences(row.text)) or [Extent(0, len(row.text))]
    best = max(extents, key=lambda e: (len(sought & set(words.stems(row.text[e.start : e.end]))), -e.start))
    return Found(
        row.key, row.document, row.url, row.outlet, row.title, row.published, row.chain, rank,
        Extent(best.start, best.end), row.text[best.start : best.end],
    )  # fmt: skip
