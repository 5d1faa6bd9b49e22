"""The gate from end to end on sentences of our own."""

import pytest

from bench import run
from bench.floors import Floors, save
from bench.samples import own_sets


@pytest.fixture
def floors(monkeypatch, tmp_path):
    """A floors file of the test's own."""
    path = tmp_path / "floors.toml"
    monkeypatch.setattr(run, "FLOORS", path)
    return path


def digest(name):
    return next(s.digest for s in own_sets() if s.name == name)


def test_a_figure_under_its_floor_fails_the_gate(floors, capsys):
    save(Floors({"stories-seen": {"typed": 1.01}}, {"stories-seen": digest("stories-seen")}), floors)
    assert run.main(["--only", "stories-seen", "--no-speed"]) == 1
    assert "FAIL stories-seen.typed" in capsys.readouterr().out


def test_lifted_floors_hold(floors, capsys):
    assert run.main(["--only", "stories-seen", "--no-speed", "--raise"]) == 0
    assert run.main(["--only", "stories-seen", "--no-speed"]) == 0
    assert "gate: passed" in capsys.readouterr().out


def test_lowering_without_a_reason_is_refused(floors):
    save(Floors({"stories-seen": {"typed": 1.01}}, {"stories-seen": digest("stories-seen")}), floors)
    with pytest.raises(SystemExit, match="reason"):
        run.main(["--only", "stories-seen", "--no-speed", "--lower", "stories-seen.typed"])


def test_a_held_set_shows_no_sample(floors, capsys):
    run.main(["--only", "stories-held", "--no-speed", "--worst", "9", "--types"])
    out = capsys.readouterr().out
    assert "typed" in out
    assert "held_" not in out
    assert "by type" not in out


def test_an_unknown_set_is_named():
    with pytest.raises(SystemExit, match="no such set: nothing"):
        run.main(["--only", "nothing"])
