"""What keeps adding linear and small: every statement by an index, texts in bulk, caches with bounds."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from told import page, several

from hudna.intake.pages import Page
from hudna.ledger import Ledger, asking, open_ledger
from hudna.ledger.memory import _KEPT
from hudna.model import Reading
from hudna.pipeline import read_story


def test_no_statement_of_adding_goes_through_a_table(tmp_path: Any) -> None:
    asked: dict[str, Any] = {}

    def note(connection: object, cursor: object, statement: str, values: Any, context: object, many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            asked[statement] = values[0] if many else values

    with open_ledger(tmp_path / "l.sqlite") as ledger:
        event.listen(ledger.engine, "before_cursor_execute", note)
        for one in several():
            ledger.add(one)
        event.remove(ledger.engine, "before_cursor_execute", note)
        with ledger.engine.begin() as connection:
            plans = {s: connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {s}", v).all() for s, v in asked.items()}
    slow = [s for s, plan in plans.items() if any("SCAN" in row[3] for row in plan) and "LIMIT" not in s]
    assert len(plans) > 10
    assert slow == []


def test_texts_in_bulk_are_those_of_the_stories(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_TEXTS", 4)
    for one in several():
        ledger.add(one)
    stories = {f"{story.document.id}/{story.number}": story.text for story, _ in ledger.stories()}
    keys = [*stories, *stories, "nobody/0"]
    assert ledger.texts(keys) == stories
    assert ledger.texts([]) == {}
    assert all(ledger.text(key) == text for key, text in stories.items())


def _again(base: list[Reading], rounds: int) -> Iterator[tuple[Page, Reading]]:
    """The readings told again on other days, each under another id and in other words."""
    for number in range(rounds):
        for reading in base:
            day = date(2018, 3, 14) + timedelta(days=9 * number)
            text = reading.text + "".join(f" كلمه{number}x{i}" for i in range(30))
            it = page(text, published=day, outlet=reading.document.outlet or "")
            claims = tuple(
                replace(c, time=c.time and replace(c.time, start=day.isoformat(), end=day.isoformat()))
                for c in reading.claims
            )
            yield it, Reading(it.document, 0, 0, text, claims)


def test_memory_stays_flat_once_what_is_kept_is_full(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hudna.ledger.memory._KEPT", 40)
    base = [read_story(one.stories[0]) for one in several()]
    told = list(_again(base, 40))
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        half = len(told) // 2
        for it, reading in told[:half]:
            ledger.add(it, readings=[reading])
        gc.collect()
        tracemalloc.start()
        for it, reading in told[half:]:
            ledger.add(it, readings=[reading])
        gc.collect()
        grown, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(ledger.memory.kept) <= 40 < _KEPT
    assert grown < 3_000_000, f"{grown:,} bytes for {half} stories"
