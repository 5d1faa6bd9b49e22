"""Sieges: since when, by whom, how many inside, and OCHA's definition item by item."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from worded import Words, incident

from hudna.export import monitor_rows as rows
from hudna.export.labels import Lang
from hudna.knowledge.load import knowledge
from hudna.monitoring.finding import Answer
from hudna.monitoring.sieges import Item, sieges

SIEGE = Words(
    "siege", actors=("syria-assad-government",), targets=("civilians",), places=("sy-al-qadam",),
    day="2012-10-01/2018-03-12", figures=(("besieged", 3000, None),), speaker="sohr", story="one",
)  # fmt: skip


def test_a_siege_keeps_its_begin_and_its_people_as_a_range() -> None:
    (siege,) = sieges([incident("a", SIEGE)], knowledge())
    assert (siege.since, siege.until) == (date(2012, 10, 1), None)
    assert [(i.min, i.max, i.voice.speakers[0]) for i in siege.inside] == [(3000, None, "sohr")]


def test_each_speaker_keeps_its_own_number() -> None:
    rival = Words("siege", actors=("syria-assad-government",), places=("sy-al-qadam",), story="two",
                  figures=(("besieged", 1300, 1300),), speaker="ocha")  # fmt: skip
    (siege,) = sieges([incident("a", SIEGE), incident("b", rival)], knowledge())
    assert {(i.min, i.max) for i in siege.inside} == {(3000, None), (1300, 1300)}


def test_what_is_not_told_of_the_definition_stays_unknown() -> None:
    (siege,) = sieges([incident("a", SIEGE)], knowledge())
    assert dict(siege.items) == {
        Item.SURROUNDED: Answer.YES,
        Item.SUSTAINED: Answer.YES,
        Item.AID_CUT: Answer.UNKNOWN,
        Item.EXIT_CUT: Answer.UNKNOWN,
    }


def test_aid_let_in_and_aid_stopped_are_told_apart() -> None:
    stopped = Words("aid_obstruction", actors=("syria-army",), places=("sy-al-qadam",), day="2018-02-01", story="two")
    (siege,) = sieges([incident("a", SIEGE), incident("b", stopped)], knowledge())
    assert dict(siege.items)[Item.AID_CUT] is Answer.YES
    came = Words("aid", actors=("sarc",), places=("sy-al-qadam",), day="2018-02-05", story="three")
    (siege,) = sieges([incident("a", SIEGE), incident("c", came)], knowledge())
    assert dict(siege.items)[Item.AID_CUT] is Answer.NO
    both = [incident("a", SIEGE), incident("b", stopped), incident("c", came)]
    assert dict(sieges(both, knowledge())[0].items)[Item.AID_CUT] is Answer.UNKNOWN


def test_a_planned_siege_is_none() -> None:
    threat = Words("siege", status="planned", actors=("syria-army",), places=("sy-al-qadam",))
    assert sieges([incident("a", threat)], knowledge()) == []


def test_a_siege_of_a_place_that_nothing_locates_is_listed_and_never_joined_across_stories() -> None:
    of_village = Words("siege", actors=("syria-army",), places=("قرية بعيدة",), figures=(("besieged", 70, 70),))
    nowhere = Words("siege", actors=("syria-army",), story="d3")
    told = [incident("a", of_village), incident("b", replace(of_village, story="d2")), incident("c", nowhere)]
    found = sieges([incident("r", SIEGE), *told], knowledge())
    assert [s.place.span.text if s.place else None for s in found[1:]] == ["قرية بعيدة", "قرية بعيدة", None]
    assert [s.place_id for s in found] == ["sy-al-qadam", None, None, None]
    cells = [row.cells for row in rows.sieges(found, Lang.EN).rows]
    assert [c["where"] for c in cells[1:]] == ["قرية بعيدة", "قرية بعيدة", "not told"]
    assert cells[1]["inside"].startswith("70 ")
