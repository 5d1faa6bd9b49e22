"""A ledger that cannot be read: each command says so in a line, with exit code 1 and without a traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from hudna.cli import cli
from hudna.ledger import open_ledger
from hudna.ledger.open import _module

COMMANDS = {
    "add": ("add", "-"),
    "agreements --found": ("agreements", "--found"),
    "alert": ("alert", "rules.toml", "--dry-run"),
    "assess": ("assess",),
    "control": ("control",),
    "deletions": ("deletions",),
    "export": ("export", "csv"),
    "findings": ("findings",),
    "incident": ("incident", "i000000000000"),
    "incidents": ("incidents", "--format", "jsonl"),
    "judge": ("judge", "accept", "x/0/c1", "--reason", "seen", "--author", "me"),
    "log": ("log",),
    "report": ("report", "--agreement", "sy-unscr-2401", "--from", "2018-03-05", "--to", "2018-03-11"),
    "reread": ("reread", "--dry-run"),
    "search": ("search", "قصف"),
    "stories": ("stories",),
}
RULES = '[[rule]]\nname = "all"\n'


def _later(path: Path) -> None:
    open_ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '9999' WHERE name = 'hudna_schema'")


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE documents (id INTEGER)")


def _no_database(path: Path) -> None:
    path.write_bytes(b"no database, but long enough to be taken for one. " * 100)


def _torn(path: Path) -> None:
    """The tables are named in the file's first page; what they hold is gone."""
    open_ledger(path).close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)


def _other_tables(path: Path) -> None:
    """The version is today's, but the tables are not."""
    open_ledger(path).close()
    with sqlite3.connect(path) as connection:
        for table in ("incidents", "claims", "stories", "documents", "judgements", "changes", "deletions"):
            connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")


@pytest.mark.parametrize("breaks", [_later, _foreign, _no_database, _torn, _other_tables])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_broken_ledger_is_told_in_a_line(command: str, breaks: Callable[[Path], None], tmp_path: Path,
                                           monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    Path("rules.toml").write_text(RULES, encoding="utf8")
    breaks(tmp_path / "l.sqlite")
    done = CliRunner().invoke(cli, [*COMMANDS[command], "--ledger", "l.sqlite"], input="قتل جنديان في تعز.\n")
    assert done.exit_code == 1, (done.output, done.exception)
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.stderr.startswith("Error: ") or "\nError: " in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2


@pytest.mark.parametrize("command", ["findings", "incidents", "export", "report"])
def test_a_locked_ledger_is_told_in_a_line(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hudna.ledger.open._WAIT", 0.05)
    path = tmp_path / "l.sqlite"
    open_ledger(path).close()
    holder = _module().connect(path, isolation_level=None)  # locks do not hold between two SQLites of one process
    holder.execute("PRAGMA journal_mode=delete")
    holder.execute("BEGIN EXCLUSIVE")
    done = CliRunner().invoke(cli, [*COMMANDS[command], "--ledger", str(path)])
    holder.close()
    assert done.exit_code == 1, (done.output, done.exception)
    assert done.stderr == f"Error: cannot open {path}: database is locked\n"


def test_a_record_that_cannot_be_read_is_told_in_a_line(tmp_path: Path) -> None:
    path, page = tmp_path / "l.sqlite", tmp_path / "page.txt"
    page.write_text("قتل جنديان في انفجار سيارة مفخخة في تعز يوم السبت.\n", encoding="utf8")
    assert CliRunner().invoke(cli, ["add", str(page), "--ledger", str(path)]).exit_code == 0
    with sqlite3.connect(path) as connection:
        assert connection.execute("UPDATE incidents SET record = replace(record, 'status', 'standing')").rowcount
    for command in ("findings", "incidents", "export", "report"):
        done = CliRunner().invoke(cli, [*COMMANDS[command], "--ledger", str(path)])
        assert "Traceback" not in done.output
        assert done.exception is None or isinstance(done.exception, SystemExit), (command, done.exception)
    assert CliRunner().invoke(cli, ["incidents", "--ledger", str(path)]).stderr.startswith("Error: the ledger holds")
