"""Floors: kept whole, never lowered in silence, and only for the data that they were measured on."""

import pytest

from bench.floors import Floors, load, save
from bench.run import FLOORS
from bench.samples import own_sets


def test_a_figure_under_its_floor_is_a_fault():
    floors = Floors({"dev": {"typed": 0.5, "place": 0.5}}, {"dev": "abc"})
    assert floors.faults("dev", "abc", {"typed": 0.5, "place": 0.6}) == []
    assert floors.faults("dev", "abc", {"typed": 0.499, "place": 0.6}) == ["dev.typed is 0.499, floor 0.500"]
    assert floors.faults("dev", "abc", {"typed": 0.5}) == ["dev.place has a floor and no figure"]


def test_changed_data_is_a_fault_where_there_are_floors():
    floors = Floors({"dev": {"typed": 0.5}}, {"dev": "abc"})
    assert len(floors.faults("dev", "xyz", {"typed": 0.9})) == 1
    assert floors.faults("seed", "xyz", {"typed": 0.1}) == []


def test_lifting_never_lowers():
    floors = Floors({"dev": {"typed": 0.7}}, {"dev": "abc"})
    floors.lift("dev", "xyz", {"typed": 0.5, "place": 0.6666, "found": 0.9})
    assert floors.floors["dev"] == {"typed": 0.7, "place": 0.646}
    assert floors.on["dev"] == "xyz"


def test_lowering_takes_a_reason_and_keeps_it(tmp_path):
    floors = Floors({"dev": {"typed": 0.7}}, {"dev": "abc"})
    with pytest.raises(ValueError, match="reason"):
        floors.lower("dev", "typed", 0.5, "  ", "abc")
    with pytest.raises(ValueError, match="no floor"):
        floors.lower("dev", "typed", 0.9, "why not", "abc")
    floors.lower("dev", "typed", 0.5, 'a "guard" was wrong', "abc")
    save(floors, tmp_path / "floors.toml")
    assert load(tmp_path / "floors.toml") == floors
    assert floors.lowered[0]["reason"] == 'a "guard" was wrong'


def test_no_file_is_no_floors(tmp_path):
    assert load(tmp_path / "none.toml") == Floors()


def test_the_kept_file_survives_a_round_trip(tmp_path):
    save(load(FLOORS), tmp_path / "floors.toml")
    assert (tmp_path / "floors.toml").read_text(encoding="utf-8") == FLOORS.read_text(encoding="utf-8")


def test_the_floors_of_our_own_sets_are_of_the_samples_as_they_stand():
    kept = load(FLOORS)
    assert {s.name: s.digest for s in own_sets() if s.name in kept.on} == {
        s.name: kept.on[s.name] for s in own_sets() if s.name in kept.on
    }
