"""What a story tells around an act: its headline, another act of its sentence, a breach it leads with, what it takes as
known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from worded import incident

from hudna.knowledge.agreements import registry
from hudna.knowledge.load import knowledge
from hudna.model import Extent, Incident, Span
from hudna.monitoring.assess import assess
from hudna.monitoring.finding import Finding, FindingStatus, Question

PAUSE = registry()["ye-pause-2015-07"]
SHELLING: dict[str, Any] = {
    "type": "shelling", "actors": ["houthis"], "places": ["ye-taiz"], "published": "2015-07-27"
}  # fmt: skip
BREACH = {**SHELLING, "type": "ceasefire_violation"}
ADVANCE = {**SHELLING, "type": "advance", "rule": "advance.took-control"}


def told_in(text: str, word: str, name: str = "i1", **fields: object) -> Incident:
    """An act that the line of `text` with `word`, its trigger, tells."""
    told = incident(name, {**SHELLING, **fields})
    at = text.index(word)
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    claim = replace(
        told.tellings[0].claim,
        trigger=Span(at, at + len(word), word),
        sentence=Extent(start, end if end >= 0 else len(text)),
    )
    return replace(told, tellings=(replace(told.tellings[0], claim=claim),))


def found(text: str, *told: Incident) -> dict[str, Finding]:
    return {f.incident: f for f in assess(told, [PAUSE], knowledge(), lambda _: text)}


def time_of(finding: Finding) -> str:
    return next(t.reason.key for t in finding.tests if t.question is Question.TIME)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("معارك في تعز عشية سريان الهدنة", FindingStatus.NOT_A_BREACH),
        ("قبيل سريان الهدنة الإنسانية اشتد القتال في المدينة.", FindingStatus.NOT_A_BREACH),
        ("معارك قبيل الهدنة وأخرى رغم الهدنة", FindingStatus.INDETERMINATE),
        ("معارك في تعز", FindingStatus.INDETERMINATE),
    ],
)
def test_a_story_headed_as_of_the_eve_tells_of_the_hours_before(head: str, status: FindingStatus) -> None:
    text = f"{head}\nوقال سكان إن الميليشيات قصفت حياً في تعز."
    assert found(text, told_in(text, "قصفت"))["i1"].status is status


def test_such_a_head_says_nothing_of_a_day_told() -> None:
    text = "معارك في تعز عشية سريان الهدنة\nوقصفت الميليشيات حياً في تعز."
    assert found(text, told_in(text, "قصفت", day="2015-07-28"))["i1"].status is FindingStatus.ALLEGED


@pytest.mark.parametrize(("day", "status"), [("2015-07-26", "not_a_breach"), ("2015-07-27", "indeterminate")])
def test_an_act_told_beside_one_of_an_earlier_day_is_of_that_time(day: str, status: str) -> None:
    text = "هاجم المسلحون الثكنة الأحد فيما قصفت الميليشيات حياً في تعز."
    dated = told_in(text, "هاجم", "i2", type="attack", day=day)
    assert found(text, told_in(text, "قصفت"), dated)["i1"].status.value == status


def test_what_a_story_that_leads_with_a_breach_tells_of_those_who_broke_it_is_alleged() -> None:
    text = "الحوثيون يخرقون الهدنة\nفقد قصفت ميليشياتهم حياً في تعز."
    breach = told_in(text, "يخرقون", "i2", type="ceasefire_violation")
    theirs = found(text, told_in(text, "قصفت"), breach)["i1"]
    assert (theirs.status, time_of(theirs)) == (FindingStatus.ALLEGED, "time.breached")
    others = found(text, told_in(text, "قصفت", actors=["saudi-led-coalition"]), breach)["i1"]
    assert others.status is FindingStatus.INDETERMINATE


def test_a_breach_of_an_earlier_truce_is_not_one_of_this() -> None:
    text = "قال المتحدث إن الحوثيين خرقوا هدنة سابقة في تعز."
    assert not found(text, told_in(text, "خرقوا هدنة", type="ceasefire_violation"))


def test_a_place_told_as_taken_before_is_not_taken_again() -> None:
    text = "عادت الحياة إلى المدينة بعد سيطرتهم عليها."
    later = told_in(text, "سيطرتهم", **ADVANCE)
    before = incident("i2", {**ADVANCE, "published": "2015-07-24"})
    assert time_of(found(text, later, before)["i1"]) == "time.retold"
    assert found(text, later)["i1"].status is FindingStatus.INDETERMINATE
    rival = incident("i2", {**ADVANCE, "published": "2015-07-24", "actors": ["yemen-popular-resistance"]})
    assert found(text, later, rival)["i1"].status is FindingStatus.INDETERMINATE


def _known(sentences: Sequence[tuple[str, str]]) -> list[str]:
    return [found(text, told_in(text, word))["i1"].status.value for text, word in sentences]


def test_what_is_told_as_known_on_the_first_day_was_before() -> None:
    assert _known(
        [
            ("زار الوزير الحي الذي قصفته الميليشيات.", "قصفته"),
            ("وقف الوزير على حجم القصف الذي طال الحي.", "القصف"),
            ("زار الوزير الحي الذي تقصفه الميليشيات.", "تقصفه"),
            ("قصفت الميليشيات الحي.", "قصفت"),
        ]
    ) == ["not_a_breach", "not_a_breach", "indeterminate", "indeterminate"]
