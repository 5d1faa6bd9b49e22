"""The tables: made step by step as tables.py has them, brought up from every version, and never other people's."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from conftest import new_database
from sqlalchemy import create_engine, inspect
from standing import LINKER
from told import several

from hudna.ledger import Ledger, LedgerError, default_path, migrations, open_ledger
from hudna.ledger.open import _safe_wal
from hudna.ledger.tables import metadata
from hudna.pipeline import read_story

OLD = Path(__file__).parent / "schemas"  # ledgers of released versions, as SQL


def columns(ledger: Ledger) -> dict[str, dict[str, tuple[str, bool]]]:
    found = inspect(ledger.engine)
    return {
        name: {
            c["name"]: (str(c["type"].as_generic()), c["nullable"])
            for c in found.get_columns(name)
            if c["name"] != "point"
        }
        for name in metadata.tables
    }


def test_the_steps_make_the_tables_that_the_code_asks(ledger: Ledger) -> None:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    wanted = {
        name: {c.name: (str(c.type), bool(c.nullable)) for c in table.columns}
        for name, table in metadata.tables.items()
    }
    alike = {"BLOB": "LARGEBINARY", "DOUBLE": "FLOAT", "DOUBLE_PRECISION": "FLOAT", "BYTEA": "LARGEBINARY"}
    found = {
        name: {column: (alike.get(type_, type_), null) for column, (type_, null) in held.items()}
        for name, held in columns(ledger).items()
    }
    wanted = {
        name: {column: (alike.get(type_, type_), null) for column, (type_, null) in held.items()}
        for name, held in wanted.items()
    }
    assert found == wanted


def test_every_index_is_made(ledger: Ledger) -> None:
    found = inspect(ledger.engine)
    for name, table in metadata.tables.items():
        assert {i["name"] for i in found.get_indexes(name)} >= {i.name for i in table.indexes}, name


@pytest.mark.parametrize("version", range(1, migrations.LATEST + 1))
def test_a_ledger_of_every_version_is_brought_up_with_what_it_holds(version: int, tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as old:
        old.executescript((OLD / f"v{version}.sql").read_text(encoding="utf8"))
    with open_ledger(path, linker=LINKER) as ledger:
        stories = {story.text: chain for story, chain in ledger.stories()}
        assert len(stories) == 2
        assert len(list(ledger.incidents())) == 2
        assert [e.what for e in ledger.log()] == ["correct"]
        for it in several():
            ledger.add(it, readings=[read_story(s) for s in it.stories])
        assert all(ledger.add(it).known for it in several())


def test_opening_again_changes_nothing(where: str) -> None:
    open_ledger(where, linker=LINKER).close()
    with open_ledger(where, linker=LINKER) as ledger, ledger.engine.connect() as connection:
        assert migrations.version(connection) == migrations.LATEST


def test_a_later_ledger_is_refused(ledger: Ledger, where: str) -> None:
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '99' WHERE name = 'hudna_schema'")
    with pytest.raises(LedgerError, match="later Hudna"):
        open_ledger(where)


def test_other_peoples_tables_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite"
    with sqlite3.connect(path) as theirs:
        theirs.execute("CREATE TABLE documents (id)")
    with pytest.raises(LedgerError, match="something else"):
        open_ledger(path)
    with sqlite3.connect(path) as theirs:
        assert theirs.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)


@pytest.mark.parametrize("content", [b"this is a letter, not a ledger" * 50, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_ledger_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.sqlite"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="cannot open"):
        open_ledger(path)
    assert path.read_bytes() == content


def test_no_ledger_is_made_for_a_reader(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="hudna add"):
        open_ledger(tmp_path / "none" / "l.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(LedgerError, match="is a folder"):
        open_ledger(tmp_path)


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    with pytest.raises(LedgerError, match=r"cannot open postgresql://me:\*\*\*@127\.0\.0\.1:9/x") as told:
        open_ledger("postgresql://me:secret@127.0.0.1:9/x")
    assert "secret" not in str(told.value)


def test_an_empty_postgresql_is_no_ledger_for_a_reader(postgresql: str) -> None:
    with pytest.raises(LedgerError, match="holds no ledger"):
        open_ledger(new_database(postgresql, empty=True), create=False)


def test_postgis_gets_points(postgresql: str) -> None:
    with open_ledger(new_database(postgresql), linker=LINKER) as ledger:
        with ledger.engine.connect() as connection:
            there = connection.exec_driver_sql("SELECT 1 FROM pg_extension WHERE extname = 'postgis'").scalar()
        if not there:
            pytest.skip("PostGIS is not installed: its columns were not tried")
        for it in several():
            ledger.add(it, readings=[read_story(s) for s in it.stories])
        with ledger.engine.connect() as connection:
            for name in ("claims", "incidents"):
                held = connection.exec_driver_sql(
                    f"SELECT count(*), count(point), count(*) FILTER (WHERE ST_X(point) = lon) FROM {name}"
                ).one()
                assert held[1] == held[2] > 0


def test_where_the_ledger_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HUDNA_LEDGER", raising=False)
    monkeypatch.setenv("HUDNA_HOME", str(tmp_path))
    assert default_path() == tmp_path / "ledger.sqlite"
    monkeypatch.setenv("HUDNA_LEDGER", str(tmp_path / "other"))
    assert default_path() == tmp_path / "other"
    monkeypatch.delenv("HUDNA_LEDGER")
    monkeypatch.delenv("HUDNA_HOME")
    assert default_path().name == "ledger.sqlite"


@pytest.mark.parametrize(
    ("version", "safe"),
    [((3, 40, 1), False), ((3, 44, 6), True), ((3, 50, 6), False), ((3, 50, 7), True), ((3, 51, 2), False),
     ((3, 51, 3), True), ((3, 53, 4), True)],
)  # fmt: skip
def test_versions_of_sqlite_that_keep_a_shared_wal_whole(version: tuple[int, ...], safe: bool) -> None:
    assert _safe_wal(version) == safe
