"""The ledger's tables, the same in SQLite and PostgreSQL. docs/ledger.md says what each is for.

The migrations hold what was released, word for word; a test holds the two together. Rows of `claims` are never changed
but for `incident`: what alters a claim puts a new row in its place, so that a row's number stands for its content.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("published", Date),
    Column("sha256", Text),
    Column("archived", Text),
    Column("added", Text, nullable=False),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("chain", Text, nullable=False, index=True),
)

story_bands = Table(
    "story_bands",
    metadata,
    Column("band", Text, primary_key=True),
    Column("story", Integer, ForeignKey("stories.id"), primary_key=True),
)

copies = Table(
    "copies",
    metadata,
    Column("first", Integer, ForeignKey("stories.id"), primary_key=True),
    Column("second", Integer, ForeignKey("stories.id"), primary_key=True, index=True),
    Column("share", Float, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("story", Integer, ForeignKey("stories.id"), nullable=False, index=True),
    Column("knowledge", Text, nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("superseded", Text),
    Column("claims", Text),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("story", Integer, ForeignKey("stories.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("claim", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("place_id", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("date_from", Date),
    Column("date_to", Date),
    Column("telling", Boolean, nullable=False),
    Column("lead", Boolean, nullable=False),
    Column("background", Boolean, nullable=False),
    Column("rejected", Boolean, nullable=False),
    Column("incident", Text, index=True),
    Column("record", Text, nullable=False),
    Column("corrected", Text),
    Column("told", Text),
    Column("folded", Text),
    Index("claims_by_type", "type", "date_from"),
    Index("claims_by_day", "date_from"),
    sqlite_autoincrement=True,
)

claim_actors = Table(
    "claim_actors",
    metadata,
    Column("claim", Integer, ForeignKey("claims.id"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("actor", Text, primary_key=True),
    Index("claim_actors_by_actor", "actor", "claim"),
)

claim_places = Table(
    "claim_places",
    metadata,
    Column("claim", Integer, ForeignKey("claims.id"), primary_key=True),
    Column("place", Text, primary_key=True),
    Index("claim_places_by_place", "place", "claim"),
)

telling_keys = Table(
    "telling_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("claim", Integer, ForeignKey("claims.id"), primary_key=True, index=True),
)

links = Table(
    "links",
    metadata,
    Column("first", Integer, ForeignKey("claims.id"), primary_key=True),
    Column("second", Integer, ForeignKey("claims.id"), primary_key=True, index=True),
    Column("score", Float, nullable=False),
    Column("reasons", Text, nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("place_id", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("date_from", Date),
    Column("date_to", Date),
    Column("sort_day", Text, nullable=False),
    Column("reliability", Text),
    Column("credibility", Integer),
    Column("credence", Text),
    Column("tellings", Integer, nullable=False),
    Column("stories", Integer, nullable=False),
    Column("chains", Integer, nullable=False),
    Column("changed", Text, nullable=False, index=True),
    Column("digest", Text, nullable=False),
    Column("record", Text, nullable=False),
    Index("incidents_in_order", "sort_day", "id"),
    Index("incidents_by_type", "type", "sort_day"),
    Index("incidents_by_point", "lat", "lon"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("decision", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("other", Text),
    Column("field", Text),
    Column("value", Text),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_autoincrement=True,
)

anchors = Table(
    "anchors",
    metadata,
    Column("judgement", Integer, ForeignKey("judgements.seq"), primary_key=True),
    Column("side", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("story", Integer, ForeignKey("stories.id"), nullable=False, index=True),
    Column("claim", Text, index=True),
    Column("start", Integer, nullable=False),
    Column("trigger", Text, nullable=False),
)

ties = Table(
    "ties",
    metadata,
    Column("judgement", Integer, ForeignKey("judgements.seq"), primary_key=True),
    Column("must", Boolean, nullable=False),
    Column("first", Text, index=True),
    Column("second", Text, index=True),
)

changes = Table(
    "changes",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("field", Text),
    Column("before", Text),
    Column("after", Text),
    Column("reason", Text, nullable=False),
    sqlite_autoincrement=True,
)

deletions = Table(
    "deletions",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False, index=True),
    Column("replaced_by", Text),
    Column("reason", Text, nullable=False),
    sqlite_autoincrement=True,
)
