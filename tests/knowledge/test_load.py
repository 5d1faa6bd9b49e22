"""The knowledge: compiled, cached, and faults named with their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from hudna.knowledge import load
from hudna.knowledge.entries import Actor, Trigger
from hudna.model import ClaimType


def test_it_is_made_once() -> None:
    assert load.knowledge() is load.knowledge()


def test_every_claim_type_has_triggers() -> None:
    assert {str(t) for t in ClaimType} <= {trigger.type for trigger in load.triggers()}


def test_there_are_the_actors_that_the_reader_is_promised() -> None:
    known = load.knowledge()
    assert len(known.actors) >= 250
    countries = {a.code.country for a in known.actors.values()}
    expected = "SYR YEM IRQ LBY PSE ISR LBN SDN EGY TUR AFG SOM".split()
    assert set(expected) <= countries


def test_a_fault_names_the_file_and_the_key(tmp_path: Path) -> None:
    path = tmp_path / "bad.yml"
    path.write_text("- {id: x, en: X, ar: س, kind: state, colour: red}\n", encoding="utf8")
    with pytest.raises(load.KnowledgeError, match=r"bad\.yml.*colour"):
        load.read_entries(path, Actor)


def test_broken_yaml_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.yml"
    path.write_text("- {id: x}\n- {id: [}\n", encoding="utf8")
    with pytest.raises(load.KnowledgeError, match=r"bad\.yml, line 2"):
        load.read_entries(path, Trigger)


def test_an_empty_file_has_no_entries(tmp_path: Path) -> None:
    path = tmp_path / "empty.yml"
    path.write_text("# nothing yet\n", encoding="utf8")
    assert load.read_entries(path, Trigger) == []


@pytest.mark.parametrize("damage", [b"", b"\x80\x04", b"not a pickle", None])
def test_a_damaged_cache_is_built_anew(damage: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`None`: there is no cache, and none can be written."""
    built = load.Knowledge.__new__(load.Knowledge)
    monkeypatch.setattr(load, "compile_knowledge", lambda: built)
    monkeypatch.setattr(load, "_fingerprint", lambda: "x")
    folder = tmp_path / "cache"
    monkeypatch.setattr(load, "user_cache_path", lambda _: folder)
    if damage is None:
        folder.write_text("a file where the folder should be")
    else:
        folder.mkdir()
        (folder / "knowledge-x.pickle").write_bytes(damage)
        monkeypatch.setattr(load, "_store", lambda path, built: None)
    assert load._cached() is built


def test_lemmas_cut_to_a_tense() -> None:
    assert load.in_tense("سيطر/يسيطر", "past") == "سيطر/"
    assert load.in_tense("سيطر/يسيطر", "present") == "/يسيطر"
    assert load.in_tense("!قُتل/يُقتل", "present") == "!/يُقتل"
    assert load.in_tense("سيطر/يسيطر", None) == "سيطر/يسيطر"
