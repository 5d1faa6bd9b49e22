"""Movements of people: counted once, fighters and civilians apart, planned ones never in a flow."""

from __future__ import annotations

from worded import Words, incident

from hudna.knowledge.load import knowledge
from hudna.monitoring.movements import MovementKind, Who, flows, movements


def bus(**more: object) -> Words:
    raw: dict[str, object] = {
        "type": "displacement", "origins": ("sy-al-qadam",), "destinations": ("sy-idlib",), "targets": ("civilians",),
        "rule": "displacement.evacuated", "figures": (("displaced", 300, 300),), "day": "2018-03-13",
    }  # fmt: skip
    return Words(**(raw | more))  # type: ignore[arg-type]


def test_rival_numbers_are_a_range_and_not_a_sum() -> None:
    told = incident("a", bus(speaker="media-afp"), bus(speaker="sohr", figures=(("displaced", 1300, None),)))
    (movement,) = movements([told], knowledge())
    assert (movement.min, movement.max) == (300, None)
    assert sorted(c.min or 0 for c in movement.counts) == [300, 1300]
    (flow,) = flows([movement])
    assert (flow.min, flow.max) == (300, None)


def test_fighters_and_civilians_are_apart() -> None:
    found = movements(
        [incident("a", bus()), incident("b", bus(targets=("free-syrian-army",), story="two"))], knowledge()
    )
    assert [m.who for m in found] == [Who.CIVILIANS, Who.FIGHTERS]
    assert len(flows(found)) == 2


def test_a_planned_evacuation_is_listed_and_in_no_flow() -> None:
    (movement,) = movements([incident("a", bus(status="planned"))], knowledge())
    assert movement.kind is MovementKind.EVACUATED
    assert not movement.done
    assert flows([movement]) == []


def test_done_movements_between_two_places_add_up() -> None:
    found = movements([incident("a", bus()), incident("b", bus(story="two", day="2018-03-20"))], knowledge())
    (flow,) = flows(found)
    assert (flow.min, flow.max, len(flow.movements)) == (600, 600, 2)


def test_parts_of_a_number_are_not_people_more() -> None:
    (movement,) = movements([incident("a", bus(figures=()))], knowledge())
    assert (movement.min, movement.max) == (None, None)
