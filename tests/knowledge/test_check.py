"""The data files are sound, every example proves, and the checks see what they are there for."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from hudna.extraction.proof import prove, unmark
from hudna.knowledge import check
from hudna.knowledge.load import knowledge, triggers


def test_every_file_is_sound() -> None:
    faults = check.check_files()
    assert faults == []


def test_every_example_proves() -> None:
    failing = list(prove(knowledge()))  # outside the assertion, which would print the knowledge
    assert failing == []


def test_examples_stand_once() -> None:
    seen = [example for trigger in triggers() for example in trigger.examples.yes]
    assert sorted({unmark(e)[0] for e in seen if seen.count(e) > 1}) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"frame": "dance"}, "unknown frame"),
        ({"needs": ("hope",)}, "unknown needs"),
        ({"strength": "weak", "needs": ()}, "needs something beside it"),
        ({"roles": {"ب": "victim"}}, "unknown roles"),
        ({"verbs": (), "nouns": (), "phrases": ()}, "no verbs, nouns or phrases"),
        ({"means": "spoon"}, "unknown means"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_faults_of_a_trigger_are_named(changes: dict[str, object], fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = msgspec.structs.replace(next(iter(triggers())), **changes)
    monkeypatch.setattr(check, "triggers", lambda: [broken])
    [line] = list(check._triggers())
    assert broken.id in line
    assert fault in line


def test_ids_that_stand_twice_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    first = next(iter(triggers()))
    monkeypatch.setattr(check, "triggers", lambda: [first, first])
    assert list(check._ids()) == [f"triggers: the id {first.id!r} stands 2 times"]


def test_stray_spaces_and_tabs_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yml"
    path.write_text("- {id: x} \n-\t{id: y}\n", encoding="utf8")
    monkeypatch.setattr(check, "data_files", lambda: [path])
    assert [line.rsplit(", ", 1)[1] for line in check._spaces()] == [
        "line 1: space at the end of the line",
        "line 2: a tab",
    ]
