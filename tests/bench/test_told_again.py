"""The synthetic stories: their truth is well formed, and linking finds it again."""

from __future__ import annotations

import random

from bench.told_again import happenings, measure, stories


def test_no_two_incidents_of_kin_types_share_town_and_days() -> None:
    made = happenings(300, random.Random(3))
    seen = {(one.kind, one.town, one.day) for one in made}
    assert len(seen) == 300


def test_each_incident_is_told_one_to_twelve_times() -> None:
    rng = random.Random(3)
    counts = [len(list(stories(one, rng))) for one in happenings(60, rng)]
    assert min(counts) >= 1
    assert max(counts) <= 12


def test_linking_finds_the_incidents_again() -> None:
    assert measure(25, 5)["f1"] >= 0.9
