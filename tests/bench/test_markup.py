"""Inline marks: plain text, offsets, several claims in one sentence, and what is refused."""

import pytest

from bench.markup import Mark, MarkupError, claims_of, unmark
from bench.samples import own_sets
from hudna.model import ClaimType


def test_marks_give_plain_text_and_offsets():
    text, marks = unmark("[اشتباكات|armed_clash] في [تعز|place]")
    assert text == "اشتباكات في تعز"
    assert marks == [Mark((0, 8), "armed_clash", 1), Mark((12, 15), "place", 1)]


def test_words_may_serve_two_claims_and_marks_may_nest():
    text, marks = unmark("[قصف|shelling] [موقع [داعش|actor2]|target] ثم [رد|attack2]")
    first, second = claims_of(text, marks, {1: {"killed": 2}, 2: {"status": "denied"}}, {})
    assert [text[a:b] for a, b in first.spans("target")] == ["موقع داعش"]
    assert first.figures == (("killed", 2, 2),)
    assert (second.type, second.status) == ("attack", "denied")
    assert [text[a:b] for a, b in second.spans("actor")] == ["داعش"]


def test_points_go_to_the_places_that_name_them():
    text, marks = unmark("[قصف|shelling] على [مدينة تعز|place]")
    assert claims_of(text, marks, {}, {"تعز": [13.58, 44.02]})[0].points == ((13.58, 44.02),)


@pytest.mark.parametrize(
    "marked",
    ["[قصف|shelling", "قصف|shelling]", "[قصف|shelled]", "[|shelling]", "قصف]"],
    ids=["open", "unopened", "unknown", "empty", "stray"],
)
def test_broken_marks_are_refused(marked):
    with pytest.raises(MarkupError):
        unmark(marked)


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("[تعز|place]", {}),
        ("[قصف|shelling] [غارة|air_strike]", {}),
        ("[قصف|shelling]", {2: {"killed": 1}}),
        ("[قصف|shelling]", {1: {"slain": 1}}),
        ("[قصف|shelling]", {1: {"status": "maybe"}}),
    ],
    ids=["no type", "two types", "unmarked claim", "unknown key", "unknown status"],
)
def test_claims_that_say_nothing_sound_are_refused(marked, said):
    with pytest.raises(ValueError):  # noqa: PT011
        claims_of(*unmark(marked), said, {})


def test_own_samples_are_enough_and_of_every_type():
    sets = {s.name: s for s in own_sets()}
    assert set(sets) == {"cases-seen", "cases-held", "stories-seen", "stories-held"}
    cases = [c for name in ("cases-seen", "cases-held") for c in sets[name].samples]
    types = [g.type for c in cases for g in c.gold]
    assert len(cases) >= 170
    assert sum(c.negative is not None for c in cases) >= 50
    assert {str(t) for t in ClaimType if types.count(str(t)) < 3} == set()
    assert len(sets["stories-seen"].samples) == len(sets["stories-held"].samples) == 7


def test_own_samples_have_their_own_keys_and_texts():
    samples = [s for given in own_sets() for s in given.samples]
    assert len({s.key for s in samples}) == len({s.text for s in samples}) == len(samples)


def test_only_the_halves_named_held_are_held():
    assert [s.held for s in own_sets()] == [False, True, False, True]
