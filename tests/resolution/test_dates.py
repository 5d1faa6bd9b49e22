"""Time phrases against the list in `tests/data/times.yml`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hudna.extraction.times import find_times
from hudna.model import Basis, Precision
from hudna.resolution.dates import resolve_time, time_record
from hudna.text.tokens import tokenize

CASES = yaml.safe_load((Path(__file__).parent.parent / "data" / "times.yml").read_text(encoding="utf-8"))
PUBLISHED = date(2018, 3, 14)  # a Wednesday


def unmark(marked: str) -> tuple[str, list[str]]:
    """A text without its brackets, and what stood in them."""
    wordings = [part.split("]")[0] for part in marked.split("[")[1:]]
    return marked.replace("[", "").replace("]", ""), wordings


def told(row: dict[str, str | None]) -> str:
    start, end = row["from"] or "", row["to"] or ""
    interval = start if start == end != "" else f"{start}..{end}"
    return f"{interval} {row['precision']}" + (" !" if row.get("warning") else "")


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_list(case: dict[str, object]) -> None:
    text, wordings = unmark(str(case["text"]))
    published = case.get("published") or PUBLISHED
    assert isinstance(published, date)
    times = time_record(text, published)["times"]
    read = [(text[t["start"] : t["end"]], told(t)) for t in times]
    assert read == list(zip(wordings, case["read"], strict=True))  # type: ignore[call-overload]
