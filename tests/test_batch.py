"""Many inputs: order kept, faults of one story told and the rest read, a time limit that interrupts."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from hudna import batch
from hudna.intake import Unreadable, open_inputs
from hudna.model import Document, Reading, Story

STORY = Story(Document("d"), 0, 0, "قصفت قوات النظام بلدة سراقب.")


def test_a_fault_of_the_reader_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(story: Story) -> Reading:
        raise KeyError("x")

    monkeypatch.setattr(batch, "read_story", fails)
    found = batch.read_item(("page.html", STORY))
    assert isinstance(found, Unreadable)
    assert found.name == "page.html"
    assert "KeyError" in found.reason


def test_a_story_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "read_story", lambda story: time.sleep(30))
    monkeypatch.setattr(batch, "SECONDS", 0.2)
    began = time.monotonic()
    found = batch.read_item(("page.html", STORY))
    assert time.monotonic() - began < 5
    assert isinstance(found, Unreadable)
    assert "took longer" in found.reason


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_is_kept_over_files_and_faults(tmp_path: Path, jobs: int) -> None:
    lines = [json.dumps({"id": str(n), "text": STORY.text}) if n % 7 else "{broken" for n in range(1, 40)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf8")
    (tmp_path / "b.txt").write_text(STORY.text, encoding="utf8")
    inputs = list(open_inputs([str(tmp_path)]))
    seen = [
        r.document.id if isinstance(r, Reading) else r.place
        for r in batch.read_inputs(inputs, jobs=jobs)
    ]  # fmt: skip
    assert seen[:-1] == [str(n) if n % 7 else f"line {n}" for n in range(1, 40)]
    assert len(seen[-1] or "") == 64


def test_pages_are_opened_only_as_they_are_needed(tmp_path: Path) -> None:
    """A long feed is not taken into memory whole, also with several processes."""
    opened = 0

    def counted() -> object:
        nonlocal opened
        for n in range(2000):
            opened += 1
            yield ("x", Story(Document(str(n)), 0, 0, STORY.text))

    results = batch._pooled(counted(), 2)  # type: ignore[arg-type]
    next(results)
    assert opened < 200
    results.close()  # type: ignore[attr-defined]
