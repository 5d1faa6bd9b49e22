"""Where the ledger lies and how it is opened: SQLite in WAL mode by default, PostgreSQL by its address."""

from __future__ import annotations

import os
import warnings
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from . import migrations
from .failure import LedgerError, one_line
from .ledger import Ledger
from .linker import Linker

_WAIT = 60  # seconds that a writer waits for another to finish its page
# WAL under several processes can corrupt a database before these releases (sqlite.org/wal.html, "WAL-reset bug").
_SAFE_WAL = ((3, 51, 3), (3, 50, 7), (3, 44, 6))


def default_path() -> Path:
    """HUDNA_LEDGER, else `ledger.sqlite` in HUDNA_HOME, else in the user's data folder."""
    if named := os.environ.get("HUDNA_LEDGER"):
        return Path(named).expanduser()
    home = os.environ.get("HUDNA_HOME")
    return (Path(home).expanduser() if home else user_data_path("hudna")) / "ledger.sqlite"


def open_ledger(where: str | Path | None = None, *, create: bool = True, linker: Linker | None = None) -> Ledger:
    """Open the ledger at a path or a `postgresql://` address, bring its tables up to date, and make it if need be.

    `where` None is HUDNA_LEDGER (a path or an address), else the usual path. With `create` false a ledger that is not
    there is an error. `linker` stands in for `hudna.linking`. Raises LedgerError with what to do about it.
    """
    named = str(where if where is not None else os.environ.get("HUDNA_LEDGER") or default_path())
    engine = _postgresql(named) if is_address(named) else _sqlite(Path(named).expanduser(), create)
    try:
        with engine.execution_options(hudna_writes=False).connect() as connection:
            found = migrations.version(connection)
        if found == 0 and not create:
            raise LedgerError(f"{_shown(named)} holds no ledger; `hudna add` makes one")
        if found != migrations.LATEST:
            with engine.execution_options(hudna_writes=True).connect() as connection:
                migrations.upgrade(connection)
    except DBAPIError as error:
        engine.dispose()
        raise LedgerError(f"cannot open {_shown(named)}: {one_line(error)}") from error
    except LedgerError:
        engine.dispose()
        raise
    return Ledger(engine, linker)


def is_address(named: str) -> bool:
    """Whether a ledger's name is the address of a database server."""
    return named.startswith(("postgresql://", "postgres://", "postgresql+psycopg://"))


def _shown(named: str) -> str:
    """A name without the password in it."""
    if not is_address(named):
        return named
    from sqlalchemy.engine import make_url

    return make_url(_psycopg(named)).set(drivername="postgresql").render_as_string(hide_password=True)


def _psycopg(address: str) -> str:
    return "postgresql+psycopg://" + address.split("://", 1)[1]


def _postgresql(address: str) -> Engine:
    try:
        return create_engine(_psycopg(address), pool_pre_ping=True, pool_size=2)
    except ModuleNotFoundError as error:
        raise LedgerError('PostgreSQL needs psycopg: pip install "hudna[postgresql]"') from error


def _module() -> ModuleType:
    """The bundled SQLite, or Python's own where there is no build of it."""
    try:
        return import_module("pysqlite3.dbapi2")
    except ModuleNotFoundError:
        return import_module("sqlite3")


def _safe_wal(version: tuple[int, ...]) -> bool:
    return version >= _SAFE_WAL[0] or any(version[:2] == safe[:2] and version >= safe for safe in _SAFE_WAL)


def _sqlite(path: Path, create: bool) -> Engine:
    if not path.exists():
        if not create:
            raise LedgerError(f"there is no ledger at {path}; `hudna add` makes one")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerError(f"cannot make {path.parent}: {error.strerror}") from error
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; name a file")
    module = _module()
    engine = create_engine(
        f"sqlite:///{path}", module=module, connect_args={"timeout": _WAIT, "check_same_thread": False}
    )
    journal = "wal" if _safe_wal(module.sqlite_version_info) else "delete"
    if journal != "wal":
        warnings.warn(
            f"SQLite {module.sqlite_version} can damage a shared ledger; pip install pysqlite3 brings a newer one, "
            "until then readers wait for writers",
            stacklevel=3,
        )

    @event.listens_for(engine, "connect")
    def _connected(raw: Any, _: object) -> None:
        raw.isolation_level = None  # transactions begin where we say so, not where the driver guesses
        for pragma in (f"journal_mode={journal}", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16384"):
            raw.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("hudna_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
