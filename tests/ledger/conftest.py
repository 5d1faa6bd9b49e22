"""Every test of the ledger that takes `fresh` runs on SQLite and on PostgreSQL, where its binaries are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from standing import LINKER

from hudna.ledger import Ledger, open_ledger
from hudna.pipeline import read_story

remembered = cache(read_story)  # the same few stories are read in every test

Fresh = Callable[[], Ledger]


def _binaries() -> Path | None:
    """The folder of initdb and pg_ctl: on the path, or where Debian puts them."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda p: int(p.parent.name))


def _as_user() -> dict[str, object]:
    """PostgreSQL does not run as root; then the account that its package made runs it."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam("postgres")
    except KeyError:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hudna.ledger.ledger.read_story", remembered)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a server of the tests' own, without its database's name; skipped where there is none installed."""
    binaries, user = _binaries(), _as_user()
    if binaries is None or not (binaries / "pg_ctl").exists():
        pytest.skip("PostgreSQL is not installed: its half of the ledger's tests did not run")
    folder = Path(tempfile.mkdtemp(prefix="hudna-pg-"))
    if "user" in user:
        os.chown(folder, int(str(user["user"])), int(str(user["group"])))
    data = folder / "data"

    def run(*command: object) -> None:
        done = subprocess.run([str(c) for c in command], capture_output=True, text=True, cwd=folder, **user)  # type: ignore[call-overload]
        if done.returncode:
            pytest.skip(f"PostgreSQL does not start here: {done.stderr.strip()[-300:]}")

    run(binaries / "initdb", "-D", data, "-U", "hudna", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
    options = f"-c listen_addresses='' -k {folder} -c fsync=off"
    run(binaries / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    address = f"postgresql://hudna@/{{}}?host={folder}"
    try:
        open_ledger(new_database(address, "ready", empty=True)).close()  # others are copied from it
        yield address
    finally:
        run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def new_database(postgresql: str, name: str | None = None, *, empty: bool = False) -> str:
    """The address of a new database, with the ledger's tables unless it is to be empty."""
    import psycopg

    name = name or f"t{uuid.uuid4().hex[:12]}"
    template = "template0" if empty else "ready"
    with psycopg.connect(postgresql.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[arg-type]
    return postgresql.format(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    return new_database(request.getfixturevalue("postgresql"))


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with open_ledger(where, linker=LINKER) as opened:
        yield opened


@pytest.fixture
def fresh(request: pytest.FixtureRequest, tmp_path: Path, where: str) -> Iterator[Fresh]:
    """Makes new ledgers of the same kind as `where`."""
    opened: list[Ledger] = []

    def make() -> Ledger:
        address = new_database(request.getfixturevalue("postgresql")) if where.startswith("postgresql") else None
        opened.append(open_ledger(address or tmp_path / f"{len(opened)}.sqlite", linker=LINKER))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
