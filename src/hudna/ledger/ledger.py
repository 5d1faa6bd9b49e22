"""The ledger as the rest of Hudna sees it: add pages, ask for incidents, judge, read anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock

import msgspec
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from hudna.intake.pages import Page
from hudna.intake.unreadable import Unreadable
from hudna.model import Claim, Incident, Judgement, Reading, Story
from hudna.pipeline import read_story

from . import adding, asking, judging, linker, rereading, searching, special
from . import tables as t
from .adding import Added, Arrival
from .failure import LedgerError, Refused, one_line
from .filters import Filters
from .fingerprint import fingerprint
from .memory import Memory, document
from .rereading import Changed
from .searching import Found
from .settle import Clock
from .tell import machine_claims, reading_of

__all__ = ["Added", "Changed", "Entry", "Found", "Gone", "Held", "Ledger", "LedgerError", "Refused"]

_STALE = 50  # stories taken at a time to be read anew


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the correction log: a judgement, or what another reading gained, lost or altered; values as JSON."""

    seq: int
    at: str
    author: str
    what: str
    subject: str
    field: str | None
    before: str | None
    after: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """An incident that is no more; `replaced_by` holds its first telling now, None if nothing does."""

    seq: int
    at: str
    kind: str
    id: str
    replaced_by: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Held:
    """A claim as kept: the telling's key, the incident that holds it, and the claim as corrected."""

    key: str
    incident: str | None
    claim: Claim


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(slots=True)
class Ledger:
    """Pages, claims, incidents and judgements in one database. One writes at a time, any number read meanwhile.

    Every method that changes something is one transaction: when it returns, what it did is on the disk.
    """

    engine: Engine
    links: linker.Linker | None = None
    clock: Callable[[], str] = field(default=_now)
    _memory: Memory | None = None
    _turn: Lock = field(default_factory=Lock)

    @property
    def memory(self) -> Memory:
        """The linker with the tellings that it saw last."""
        if self._memory is None:
            self._memory = Memory(self.links or linker.usual())
        return self._memory

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with self._turn, self._failing():
            try:
                with self.engine.execution_options(hudna_writes=True).begin() as connection:
                    special.wait_turn(connection)
                    yield connection
            except BaseException:
                self.memory.forget()
                raise

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        """A view of one moment, however long it is read."""
        options = {"isolation_level": "REPEATABLE READ"} if self.engine.dialect.name == "postgresql" else {}
        with self._failing(), self.engine.execution_options(**options).begin() as connection:
            yield connection

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except (DataError, IntegrityError, UnicodeEncodeError) as error:
            raise Refused(f"the database does not take it: {one_line(error)}") from error
        except DBAPIError as error:
            raise LedgerError(f"the ledger's database: {one_line(error)}") from error
        except msgspec.MsgspecError as error:
            raise LedgerError(f"the ledger holds what this Hudna cannot read: {error}") from error

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def knows(self, page: Page) -> bool:
        """Whether the page is there. Raises LedgerError when its id names other content."""
        with self._read() as connection:
            return adding.known(connection, page.document)

    def add(self, page: Page, archived: str | None = None, readings: Iterable[Reading] | None = None) -> Added:
        """Add a page: read (unless its `readings` are given), kept, linked, grouped, in one transaction.

        `archived` is the SHA-256 of the bytes in the archive. The same page again changes nothing. Raises LedgerError.
        """
        if readings is None:  # a page that is there need not be read; a turn to write tells so anyhow
            if self.knows(page):
                return Added(page.document.id, known=True)
            readings = [read_story(story) for story in page.stories]
        arrival = Arrival(page.document, page.stories, {r.story: r for r in readings}, archived, fingerprint())
        with self._write() as connection:
            return adding.add(connection, self.memory, arrival, Clock(self.clock(), f"added {page.document.id}"))

    def reread(self, reader: Callable[[Story], Reading | Unreadable] = read_story) -> Iterator[Changed | Unreadable]:
        """Read every story anew that was read with other knowledge, one transaction a story; judgements stay.

        Yields a Changed for each, empty (false) where nothing differs, or the reader's report on why it could not be
        read: then the earlier reading stays. Stopped at any point, it goes on from there.
        """
        knowledge, after = fingerprint(), 0
        while True:
            with self._read() as connection:
                stories = rereading.stale(connection, knowledge, after, _STALE)
            for row, story in stories:
                after = row
                reading = reader(story)
                if isinstance(reading, Unreadable):
                    yield reading
                    continue
                with self._write() as connection:
                    clock = Clock(self.clock(), "read anew")
                    changed = rereading.supersede(connection, self.memory, row, reading.claims, knowledge, clock)
                yield changed
            if not stories:
                return

    def stale(self) -> int:
        """How many stories were read with other knowledge than today's, or not yet."""
        current = select(func.count()).select_from(t.readings)
        with self._read() as connection:
            fresh = current.where(t.readings.c.knowledge == fingerprint(), t.readings.c.superseded.is_(None))
            whole = connection.execute(select(func.count()).select_from(t.stories)).scalar_one()
            return int(whole - connection.execute(fresh).scalar_one())

    def judge(self, judgement: Judgement) -> tuple[str, ...]:
        """Write down and apply a judgement; the incidents that differ through it. Raises LedgerError."""
        with self._write() as connection:
            clock = Clock(self.clock(), f"{judgement.decision} by {judgement.author}: {judgement.reason}")
            return judging.judge(connection, self.memory, judgement, clock)

    def judgements(self) -> list[Judgement]:
        with self._read() as connection:
            return judging.judgements(connection)

    def incidents(self, filters: Filters | None = None) -> Iterator[Incident]:
        """The incidents that answer, by first day and id, those without a day last. Raises LedgerError."""
        with self._read() as connection:
            yield from asking.incidents(connection, filters or Filters())

    def incident(self, id_: str) -> Incident | None:
        """One incident whole, also by the key of a claim that it holds; None if there is none."""
        with self._read() as connection:
            holder = select(t.claims.c.incident).where(t.claims.c.key == id_).scalar_subquery()
            rows = connection.execute(
                select(t.incidents).where((t.incidents.c.id == id_) | (t.incidents.c.id == holder))
            ).all()
            return next(iter(asking.whole(connection, rows)), None)

    def claims(self, filters: Filters | None = None) -> Iterator[Held]:
        """The claims that answer, as corrected, by day and key, rejected ones left out."""
        from . import records

        with self._read() as connection:
            for row in asking.claims(connection, filters or Filters()):
                yield Held(row.key, row.incident, records.claim(row.shown))

    def reading(self, story_key: str) -> Reading | None:
        """A story with its claims as the reader read them; None if there is none."""
        with self._read() as connection:
            row = connection.execute(select(t.stories.c.id).where(t.stories.c.key == story_key)).scalar()
            return reading_of(connection, row, machine_claims(connection, row))[0] if row is not None else None

    def text(self, story_key: str) -> str | None:
        """A story's text, which the spans of its claims count in; None if there is none."""
        with self._read() as connection:
            return connection.execute(select(t.stories.c.text).where(t.stories.c.key == story_key)).scalar()

    def texts(self, keys: Iterable[str]) -> dict[str, str]:
        """The texts of many stories by key, a statement for some hundred; keys that name no story are left out."""
        with self._read() as connection:
            return asking.texts(connection, keys)

    def stories(self) -> Iterator[tuple[Story, str]]:
        """Every story with the key of its copy chain, in the order of arrival."""
        with self._read() as connection:
            asked = select(t.stories, t.documents).join(t.documents, t.documents.c.id == t.stories.c.document)
            for row in connection.execution_options(yield_per=200).execute(asked.order_by(t.stories.c.id)):
                yield Story(document(row), row.number, row.start, row.text), row.chain

    def search(self, asked: str, most: int = 20) -> list[Found]:
        """Stories that hold all the words, in whatever form, best first. Raises LedgerError."""
        with self._read() as connection:
            return searching.search(connection, asked, most)

    def log(self) -> Iterator[Entry]:
        """The correction log, oldest first."""
        with self._read() as connection:
            for row in connection.execute(select(t.changes).order_by(t.changes.c.seq)):
                yield Entry(*row)

    def deletions(self, since: str | None = None) -> Iterator[Gone]:
        """What was there and is no more, oldest first; `since` a time (ISO 8601) or the last `seq` that was seen."""
        alive = select(t.incidents.c.id).where(t.incidents.c.id == t.deletions.c.id).exists()
        asked = select(t.deletions).where(~alive).order_by(t.deletions.c.seq)
        if since is not None:
            seen = t.deletions.c.seq > int(since) if since.isdecimal() else t.deletions.c.at >= since
            asked = asked.where(seen)
        with self._read() as connection:
            for row in connection.execute(asked):
                yield Gone(*row)
