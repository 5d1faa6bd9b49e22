"""Joins and refusals, each for its reason; the examples of the data file hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telling import BOMB, again, one, told

from hudna.linking.blocks import keys
from hudna.linking.compare import compare, distance, joins
from hudna.linking.facts import Spot
from hudna.linking.rules import Example, rules
from hudna.model import ClaimType, Figure, FigureKind, Span


def any_join(a: str, b: str) -> bool:
    return any(compare(x, y) for x in told(a, "a") for y in told(b, "b"))


@pytest.mark.parametrize("example", rules().examples, ids=lambda e: e.join or e.refuse)
def test_the_examples_of_the_data_file(example: Example) -> None:
    assert (example.join is None) != (example.refuse is None)
    assert any_join(example.a, example.b) == (example.join is not None)


def test_a_join_tells_its_reasons_in_either_order() -> None:
    a, b = one(BOMB, "a"), one(BOMB.replace("جنديان", "ثلاثة جنود"), "b")
    found = compare(a, b)
    assert found == compare(b, a)
    assert found is not None
    assert (found.first, found.second) == (a.key, b.key)
    assert {r.split()[0] for r in found.reasons} >= {"type.same", "place.same", "time.same", "words.alike"}
    told_sum = sum(float(r.split()[1]) for r in found.reasons)
    assert found.score == pytest.approx(told_sum, abs=0.02)


def test_another_day_is_refused() -> None:
    assert compare(one(BOMB, "a"), one(BOMB.replace("السبت", "الأربعاء"), "b")) is None


def test_kin_types_may_be_one_incident_and_others_not() -> None:
    bomb = one(BOMB, "a")
    assert compare(bomb, again(bomb, "b", type=ClaimType.KILLING))
    assert compare(bomb, again(bomb, "b", type=ClaimType.ACCUSATION)) is None


def test_two_claims_of_one_story_are_not_joined() -> None:
    bomb = one(BOMB)
    assert compare(bomb, replace(bomb, claim=replace(bomb.claim, id="c9"))) is None


def test_words_alone_join_nothing() -> None:
    bomb = one(BOMB, "a")
    bare = replace(bomb, claim=replace(bomb.claim, places=(), participants=(), figures=(), attribution=()))
    assert compare(bare, again(bare, "b")) is None
    assert compare(bomb, again(bomb, "b"))


def test_a_region_holds_the_towns_in_it_wherever_its_middle_lies() -> None:
    aden = Spot("ye-aden", 12.79, 45.03, 10, "YE", ("YE", "YE-AD"))
    assert distance(aden, Spot("YE", 15.55, 48.52, 379, "YE", ("YE",)))[0] == "place.within"


def test_the_second_flight_is_not_the_third() -> None:
    first = replace(one(BOMB, "a"), nth=2)
    second = replace(one(BOMB, "b"), nth=3)
    joined = compare(first, replace(second, nth=2))
    apart = compare(first, second)
    assert joined
    assert apart is None or apart.score < joined.score - 2


def test_figures_far_apart_speak_against() -> None:
    def killed(n: int) -> tuple[Figure, ...]:
        return (Figure(FigureKind.KILLED, n, n, Span(0, 0, "")),)

    bomb = one(BOMB, "a")
    same, far = (compare(again(bomb, "a", figures=killed(20)), again(bomb, "b", figures=killed(n))) for n in (20, 60))
    assert same is not None
    assert far is not None
    assert same.score > far.score
    assert any(r.startswith("figure.far") for r in far.reasons)


def test_what_is_joined_shares_a_key() -> None:
    a, b = one(BOMB, "a"), one("انفجرت سيارة ملغومة في دياربكر السبت وقتلت جنديين.", "b")
    assert compare(a, b)
    assert set(keys(a)) & set(keys(b))


def test_joins_are_those_of_all_pairs() -> None:
    many = [
        t
        for n, text in enumerate((BOMB, BOMB + " وعاد الهدوء.", BOMB.replace("دياربكر", "الرقة")))
        for t in told(text, f"d{n}")
    ]
    pairs = (compare(a, b) for i, a in enumerate(many) for b in many[:i])
    assert {(j.first, j.second) for j in joins(many)} == {(j.first, j.second) for j in pairs if j}
    assert joins(many[1:], many[:1]) == joins(many)
