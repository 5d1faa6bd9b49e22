"""The data files that intake reads: every entry well formed, no phrase twice, no stray spaces."""

import pytest

from hudna.intake.cohesion import story_cues
from hudna.intake.data_files import entries
from hudna.intake.furniture import furniture_of

KEYS = {
    "furniture.yml": {"id", "kind", "line", "opens", "holds", "words", "ends"},
    "stories.yml": {"id", "kind", "words"},
}


def phrases(entry):
    for key in ("line", "opens", "holds", "words"):
        value = entry.get(key, ())
        if not isinstance(value, int):
            yield key, value.split() if isinstance(value, str) else value


@pytest.mark.parametrize("file", KEYS)
def test_entries_are_well_formed(file):
    found = entries(file)
    assert len({entry["id"] for entry in found}) == len(found)
    for entry in found:
        assert entry.keys() <= KEYS[file], entry["id"]
        for key, listed in phrases(entry):
            assert len(set(listed)) == len(listed), (entry["id"], key)
            assert all(phrase == " ".join(phrase.split()) for phrase in listed), (entry["id"], key)


def test_every_phrase_of_furniture_is_found_in_its_place():
    for entry in entries("furniture.yml"):
        for phrase in entry.get("line", ()):
            assert furniture_of(phrase), phrase
        for phrase in entry.get("opens", ()):
            assert furniture_of(f"{phrase} كلمة"), phrase
        for phrase in entry.get("holds", ()):
            assert furniture_of(f"كلمة {phrase} كلمة"), phrase


def test_every_kind_of_story_cue_is_there():
    cues = story_cues()
    assert all((cues.continues, cues.speakers, cues.leads, cues.days, cues.common))
