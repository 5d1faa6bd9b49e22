"""Who holds which place: intervals, captures, withdrawals, rivals."""

from __future__ import annotations

from datetime import date

from worded import Words, incident

from hudna.export.monitor_rows import time_words
from hudna.model import Basis, Precision, Time
from hudna.monitoring.control import control_at, states

CAMP = ("sy-yarmouk-camp",)
HELD, TAKEN, LEFT = "control.holds", "advance.captured", "withdrawal.withdrew"


def held(who: str, published: str, day: str | None = None, **more: object) -> Words:
    return Words("control", actors=(who,), places=("sy-yarmouk-camp",), published=published, day=day, rule=HELD, **more)  # type: ignore[arg-type]


def test_a_place_is_held_from_the_day_told() -> None:
    (state,) = states([incident("a", held("islamic-state", "2018-03-12", "2015-04-01/2018-03-12"))])
    assert (state.holder, state.since, state.until) == ("islamic-state", date(2015, 4, 1), None)
    assert state.at(date(2016, 1, 1))
    assert not state.at(date(2015, 3, 31))


def test_a_capture_ends_the_state_before_it() -> None:
    taken = Words("advance", actors=("syria-army",), places=CAMP, published="2018-05-21", rule=TAKEN, story="b")
    found = [incident("a", held("islamic-state", "2018-03-12")), incident("b", taken)]
    before, after = control_at(found, date(2018, 4, 1)), control_at(found, date(2018, 6, 1))
    assert [s.holder for s in before] == ["islamic-state"]
    assert [s.holder for s in after] == ["syria-assad-government"]
    assert not after[0].contested


def test_rivals_that_no_capture_parts_contest_a_place() -> None:
    found = [
        incident("a", held("islamic-state", "2018-03-12", story="one")),
        incident("b", held("hayat-tahrir-al-sham", "2018-03-12", story="two")),
    ]
    assert {(s.holder, s.contested) for s in control_at(found, date(2018, 3, 12))} == {
        ("islamic-state", True),
        ("hayat-tahrir-al-sham", True),
    }


def test_a_withdrawal_leaves_the_place_without_a_holder() -> None:
    left = Words("withdrawal", actors=("islamic-state",), origins=CAMP, published="2018-05-20", rule=LEFT, story="b")
    found = [incident("a", held("islamic-state", "2018-03-12")), incident("b", left)]
    assert control_at(found, date(2018, 5, 21)) == []


def test_names_of_one_holder_are_one() -> None:
    found = [
        incident("a", held("syria-army", "2018-03-12", story="one")),
        incident("b", held("syrian-government-forces", "2018-03-13", story="two")),
    ]
    (state,) = states(found)
    assert not state.contested
    assert len(state.marks) == 2


def test_what_is_only_planned_or_denied_holds_nothing() -> None:
    found = [incident("a", held("islamic-state", "2018-03-12", status=s, story=s)) for s in ("planned", "denied")]
    assert states(found) == []


def test_only_places_that_somebody_told_have_a_state() -> None:
    told = Words("control", actors=("islamic-state",), places=("SY-RD",), published="2018-03-12", rule=HELD)
    assert [s.place_id for s in states([incident("a", told)])] == ["SY-RD"]


def test_the_order_of_incidents_changes_nothing() -> None:
    taken = Words("advance", actors=("syria-army",), places=CAMP, published="2018-05-21", rule=TAKEN, story="b")
    found = [incident("a", held("islamic-state", "2018-03-12")), incident("b", taken)]
    assert states(found) == states(found[::-1])


def test_a_place_that_no_entry_stands_for_is_held_in_its_story_alone() -> None:
    hill = Words("control", actors=("syria-army",), places=("تلة بعيدة",), published="2018-03-12", rule=HELD,
                 story="one")  # fmt: skip
    other = Words("control", actors=("islamic-state",), places=("تلة بعيدة",), published="2018-03-12", rule=HELD,
                  story="two")  # fmt: skip
    found = states([incident("a", hill), incident("b", other)])
    assert [(s.place_id, s.contested) for s in found] == [(None, False), (None, False)]


def test_a_year_is_shown_as_a_year() -> None:
    assert time_words(Time(None, "2017-01-01", "2017-12-31", Precision.YEAR, Basis.TEXT)) == "2017"
    assert time_words(Time(None, "2017-03-01", "2017-04-30", Precision.MONTH, Basis.TEXT)) == "2017-03 – 2017-04"
