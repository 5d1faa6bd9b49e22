"""Acts that their own sentence places before a truce or after it began, and what ties an act to an agreement at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from worded import incident

from hudna.export.labels import Lang
from hudna.export.monitor_rows import reason_words
from hudna.knowledge.agreements import registry
from hudna.knowledge.load import knowledge
from hudna.model import Extent, Incident, Participant, Role, Span
from hudna.monitoring.assess import assess, finding_of
from hudna.monitoring.finding import Answer, FindingStatus, Question
from hudna.monitoring.lands import countries, states
from hudna.monitoring.periods import in_force
from hudna.monitoring.scope import concerns
from hudna.monitoring.wording import Told, told_of

PAUSE = registry()["ye-pause-2015-07"]
SHELLING = {"type": "shelling", "actors": ["houthis"], "places": ["ye-taiz"], "published": "2015-07-27"}


def told_in(text: str, word: str, **fields: object) -> Incident:
    """A shelling told by one sentence, its trigger being `word`."""
    told = incident("i1", {**SHELLING, **fields})
    at = text.index(word)
    claim = replace(
        told.tellings[0].claim, trigger=Span(at, at + len(word), word), sentence=Extent(0, len(text))
    )
    return replace(told, tellings=(replace(told.tellings[0], claim=claim),))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("قصفت الميليشيات الحي قبل ساعات من بدء الهدنة.", Told.BEFORE),
        ("وقبيل سريان الهدنة الإنسانية قصفت الميليشيات الحي.", Told.BEFORE),
        ("رغم إعلان الهدنة قصفت الميليشيات الحي.", Told.AFTER),
        ("قصفت الميليشيات الحي بعد دقائق من سريان وقف إطلاق النار.", Told.AFTER),
        ("منذ بدء الهدنة قصفت الميليشيات الحي مرتين.", Told.AFTER),
        ("رُفضت الهدنة من قبل قادة الهدنة ثم قصفت الميليشيات الحي.", None),
        ("قصفت الميليشيات الحي بعد رفضها الهدنة.", None),
        ("قصفت الميليشيات الحي.", None),
    ],
)
def test_words_place_an_act_by_the_truce(text: str, told: Told | None) -> None:
    assert told_of(told_in(text, "قصفت"), PAUSE, lambda _: text) is told


@pytest.mark.parametrize(
    ("agreement", "day", "words"),
    [
        ("sy-southwest-zone-2017", "2018-06-25", "whether it still held is disputed: from 2017-07-09T12:00+03:00, "
         "ended between 2018-06-18 and 2018-07-31; told of 2018-06-25"),
        ("sy-southwest-zone-2017", "2018-06-10/2018-06-25", "in force for part of the time told only: from "
         "2017-07-09T12:00+03:00, ended between 2018-06-18 and 2018-07-31; told of 2018-06-10 to 2018-06-25"),
        ("ye-pause-2015-07", "2015-08-02", "not in force then: from 2015-07-26T23:59+03:00 to 2015-07-31T23:59+03:00"),
    ],
)  # fmt: skip
def test_a_reason_says_from_when_to_when_it_held(agreement: str, day: str, words: str) -> None:
    told = incident("i1", {**SHELLING, "day": day})
    of = registry()[agreement]
    test = next(t for t in finding_of(told, of, of.terms[0], knowledge()).tests if t.question is Question.TIME)
    assert reason_words(test.reason, Lang.EN) == words


def test_words_settle_what_the_days_leave_open_and_no_more() -> None:
    text = "رغم الهدنة قصفت الميليشيات الحي."
    undated, dated = told_in(text, "قصفت"), told_in(text, "قصفت", day="2015-07-25")
    (found,) = assess([undated], [PAUSE], knowledge(), lambda _: text)
    assert found.status is FindingStatus.ALLEGED
    (found,) = assess([dated], [PAUSE], knowledge(), lambda _: text)
    assert found.status is FindingStatus.NOT_A_BREACH


def test_a_day_with_a_minute_of_it_counts_as_before() -> None:
    force = in_force(PAUSE)[0]
    assert force.begins == date(2015, 7, 27)
    assert force.holds(date(2015, 7, 26), date(2015, 7, 26)) is Answer.NO
    assert force.holds(date(2015, 7, 26), date(2015, 7, 27)) is Answer.UNKNOWN
    assert force.holds(date(2015, 7, 27), date(2015, 7, 27)) is Answer.YES


def test_a_later_day_told_in_words_goes_before_an_earlier_publication() -> None:
    told = incident("i1", {**SHELLING, "day": "2015-07-27"}, {**SHELLING, "published": "2015-07-26"})
    assert finding_of(told, PAUSE, PAUSE.terms[0], knowledge()).answer(Question.TIME) is Answer.YES


def test_the_country_itself_is_no_side_and_what_it_did_stays_open() -> None:
    assert countries(PAUSE) == {"YE"}
    assert states(PAUSE) == {"yem"}
    told = incident("i1", {**SHELLING, "day": "2015-07-28", "published": "2015-07-29"})
    yemen = Participant(Role.ACTOR, Span(0, 5, "اليمن"), "yem")
    found = finding_of(replace(told, participants=(yemen,)), PAUSE, PAUSE.terms[0], knowledge())
    assert found.answer(Question.ACTOR) is Answer.UNKNOWN


def test_a_group_at_work_elsewhere_ties_nothing_without_a_place() -> None:
    told = incident("i1", {"type": "attack", "actors": ["islamic-state"], "published": "2015-07-27"})
    assert not concerns(PAUSE, told, knowledge())
    here = replace(told, tellings=(replace(told.tellings[0], setting=("YE",)),))
    assert concerns(PAUSE, here, knowledge())


def test_a_breach_told_before_the_truce_began_is_another_truces() -> None:
    fields = {"type": "ceasefire_violation", "actors": ["houthis"], "places": ["ye-taiz"]}
    old, new = {**fields, "published": "2015-07-26"}, {**fields, "published": "2015-07-27"}
    assert not list(assess([incident("i1", old)], [PAUSE], knowledge(), lambda _: ""))
    (found,) = assess([incident("i1", old, new)], [PAUSE], knowledge(), lambda _: "")
    assert found.status is FindingStatus.ALLEGED
