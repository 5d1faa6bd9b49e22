"""The steps from an empty database to today's tables, forward only, each in one transaction.

A step is a pair of files, `NNNN_name.sqlite.sql` and `NNNN_name.postgresql.sql`, statements parted by `;;` lines. A
released step is never edited. Each is tested from every version before it.
"""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import Connection, text

from hudna.ledger.failure import LedgerError

_FOLDER = Path(__file__).parent
_NAME = re.compile(r"(\d{4})_\w+\.sqlite\.sql")
STEPS = {int(m[1]): p.name.removesuffix(".sqlite.sql") for p in sorted(_FOLDER.iterdir()) if (m := _NAME.match(p.name))}
LATEST = max(STEPS)
_LOCK = 0x68_75_64_6E_61  # "hudna": two that open a new PostgreSQL ledger at once take turns


def version(connection: Connection) -> int:
    """The version of the tables there, 0 for none. Raises LedgerError for other people's tables and for newer ones."""
    dialect = connection.dialect
    if not dialect.has_table(connection, "meta"):
        if dialect.has_table(connection, "documents") or dialect.has_table(connection, "claims"):
            raise LedgerError("this database holds tables of something else")
        return 0
    found = connection.execute(text("SELECT value FROM meta WHERE name = 'hudna_schema'")).scalar()
    if found is None or not str(found).isdecimal():
        raise LedgerError("this database holds tables of something else")
    if int(found) > LATEST:
        raise LedgerError(f"this ledger was made by a later Hudna (tables {found}, here {LATEST}): upgrade Hudna")
    return int(found)


def upgrade(connection: Connection, to: int = LATEST) -> None:
    """Bring the tables to version `to`, step by step."""
    for number in range(1, to + 1):
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            if version(connection) < number:
                _step(connection, number)


def _step(connection: Connection, number: int) -> None:
    path = _FOLDER / f"{STEPS[number]}.{connection.dialect.name}.sql"
    for statement in re.split(r"^;;$", path.read_text(encoding="utf8"), flags=re.MULTILINE):
        if statement.strip():
            connection.exec_driver_sql(statement.strip())
    connection.execute(text("DELETE FROM meta WHERE name = 'hudna_schema'"))
    connection.execute(text("INSERT INTO meta (name, value) VALUES ('hudna_schema', :n)"), {"n": str(number)})
