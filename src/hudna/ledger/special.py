"""What SQLite and PostgreSQL do each in their own way: full text, boxes of space and time, the writers' turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, column, func, select, table, text

from .tables import claims

_WRITERS = 0x68_75_64_6E_62
_EVER = date.max.toordinal()
_FTS = text("INSERT INTO story_words (rowid, words) VALUES (:story, :words)")
_TSVECTOR = text("INSERT INTO story_words (story, words) VALUES (:story, to_tsvector('simple', :words))")
_BOXES = text("INSERT INTO claim_boxes VALUES (:id, :lat, :lat, :lon, :lon, :first, :last)")

Box = tuple[float, float, float, float]  # south, north, west, east, in degrees


def is_postgresql(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def wait_turn(connection: Connection) -> None:
    """One writer at a time. SQLite has seen to it when the transaction began."""
    if is_postgresql(connection):
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS})


def index_words(connection: Connection, story: int, stems: Sequence[str]) -> None:
    """Enter a story's stems into the full-text index."""
    statement = _TSVECTOR if is_postgresql(connection) else _FTS
    connection.execute(statement, {"story": story, "words": " ".join(stems)})


def index_boxes(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Enter new claims with a point into SQLite's R*Tree; PostgreSQL keeps its index itself."""
    boxes = [
        {
            "id": row["id"],
            "lat": row["lat"],
            "lon": row["lon"],
            "first": row["date_from"].toordinal() if row["date_from"] else 0,
            "last": row["date_to"].toordinal() if row["date_to"] else _EVER,
        }
        for row in rows
        if row["lat"] is not None
    ]
    if boxes and not is_postgresql(connection):
        connection.execute(_BOXES, boxes)


def drop_boxes(connection: Connection, ids: Sequence[int]) -> None:
    if ids and not is_postgresql(connection):
        connection.execute(text("DELETE FROM claim_boxes WHERE id = :id"), [{"id": i} for i in ids])


def in_box(connection: Connection, box: Box, since: date | None, until: date | None) -> ColumnElement[bool]:
    """Claims whose point lies in a box, found by the index; whoever asks still holds the days and the distance."""
    south, north, west, east = box
    if is_postgresql(connection):
        corners = func.box(func.point(east, north), func.point(west, south))
        return and_(claims.c.lat.is_not(None), func.point(claims.c.lon, claims.c.lat).op("<@")(corners))
    boxes = table("claim_boxes", *(column(c) for c in ("id", "south", "north", "west", "east", "first", "last")))
    found = select(boxes.c.id).where(
        boxes.c.south <= north, boxes.c.north >= south, boxes.c.west <= east, boxes.c.east >= west
    )
    if since is not None:
        found = found.where(boxes.c.last >= since.toordinal())
    if until is not None:
        found = found.where(boxes.c.first <= until.toordinal())
    return claims.c.id.in_(found)


def words_query(connection: Connection, phrases: Sequence[Sequence[str]], without: Sequence[Sequence[str]]) -> str:
    """A question of phrases that all must stand in the story, and of some that must not, as the index asks it."""
    if is_postgresql(connection):
        wanted = [f"({' <-> '.join(phrase)})" for phrase in phrases]
        return " & ".join([*wanted, *(f"!({' <-> '.join(phrase)})" for phrase in without)])
    query = " AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases)
    return " NOT ".join([f"({query})", *(f'"{" ".join(phrase)}"' for phrase in without)])


def find_words(connection: Connection, query: str, most: int) -> list[tuple[int, float]]:
    """The stories that answer a `words_query`, best first, each with its rank (higher is better)."""
    found = (
        "SELECT story, ts_rank(words, q) AS rank FROM story_words, to_tsquery('simple', :query) AS q"
        " WHERE words @@ q ORDER BY rank DESC, story DESC LIMIT :most"
        if is_postgresql(connection)
        else "SELECT rowid, -rank FROM story_words WHERE story_words MATCH :query ORDER BY rank, rowid DESC LIMIT :most"
    )
    statement = text(found).bindparams(bindparam("query", query), bindparam("most", most))
    return [(row[0], float(row[1])) for row in connection.execute(statement)]
