"""Which tellings of an incident are of an agreement's time, and what their words say of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from worded import incident, time

from hudna.knowledge.agreements import registry
from hudna.knowledge.load import knowledge
from hudna.model import Extent, Incident, Span
from hudna.monitoring.assess import assess
from hudna.monitoring.finding import Finding, FindingStatus, Question
from hudna.monitoring.ties import strongest
from hudna.monitoring.wording import told_now

PAUSE = registry()["ye-pause-2015-07"]
CLASH: dict[str, Any] = {
    "type": "armed_clash", "actors": ["houthis", "yemen-popular-resistance"], "places": ["ye-taiz"],
    "published": "2015-07-27",
}  # fmt: skip
SHELLING = {**CLASH, "type": "shelling", "actors": ["houthis"]}


def told(texts: dict[str, str], name: str, *parts: tuple[str, str, dict[str, Any]]) -> Incident:
    """An incident with one telling a part: the story's key, the trigger's word in it, and what the telling tells."""
    whole = incident(name, *({**fields, "story": story} for story, _, fields in parts))
    tellings = []
    for telling, (story, word, _) in zip(whole.tellings, parts, strict=True):
        text = texts[f"{story}/0"]
        at = text.index(word)
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        extent = Extent(start, end if end >= 0 else len(text))
        claim = replace(telling.claim, trigger=Span(at, at + len(word), word), sentence=extent)
        tellings.append(replace(telling, claim=claim))
    return replace(whole, tellings=tuple(tellings))


def found(texts: dict[str, str], *incidents: Incident) -> dict[str, Finding]:
    return {f.incident: f for f in assess(incidents, [PAUSE], knowledge(), texts.__getitem__)}


def why(finding: Finding, question: Question) -> str:
    return next(t.reason.key for t in finding.tests if t.question is question)


def test_a_clash_told_as_under_the_truce_is_not_the_one_of_the_days_before() -> None:
    texts = {
        "a/0": "تخوض المقاومة معارك عنيفة في تعز.",
        "b/0": "تخوض المقاومة معارك مع المسلحين الذين استغلوا الهدنة للتقدم.",
    }
    both = told(texts, "i1", ("a", "معارك", {**CLASH, "published": "2015-07-25"}), ("b", "معارك", CLASH))
    assert found(texts, both)["i1"].status is FindingStatus.ALLEGED
    texts["b/0"] = "تخوض المقاومة معارك مع المسلحين في المدينة."
    assert found(texts, both)["i1"].status is FindingStatus.NOT_A_BREACH


def test_who_is_accused_is_told_by_those_tellings_alone() -> None:
    texts = {"a/0": "قصفت الطائرات حياً في تعز.", "b/0": "رغم الهدنة قصفت الميليشيات حياً في تعز."}
    raid = {**SHELLING, "actors": ["saudi-led-coalition"], "published": "2015-07-25"}
    both = told(texts, "i1", ("a", "قصفت", raid), ("b", "قصفت", SHELLING))
    assert found(texts, both)["i1"].accused == ("houthis",)


def test_an_act_of_the_eve_in_one_story_and_a_breach_in_another_stays_open() -> None:
    texts = {
        "a/0": "قبيل سريان الهدنة قصفت الميليشيات حياً في تعز.",
        "b/0": "رغم الهدنة قصفت الميليشيات حياً في تعز.",
    }
    both = told(texts, "i1", ("a", "قصفت", SHELLING), ("b", "قصفت", SHELLING))
    assert found(texts, both)["i1"].status is FindingStatus.INDETERMINATE


def test_a_breach_that_two_outlets_tell_counts_for_the_acts_of_its_story_too() -> None:
    texts = {"a/0": "الحوثيون يخرقون الهدنة\nفقد قصفت ميليشياتهم حياً.", "b/0": "الحوثيون يخرقون الهدنة"}
    fields = {**SHELLING, "type": "ceasefire_violation"}
    breach = told(texts, "i2", ("a", "يخرقون", fields), ("b", "يخرقون", fields))
    breach = replace(breach, grade=replace(breach.grade, credibility=2))  # type: ignore[type-var]
    list_ = found(texts, told(texts, "i1", ("a", "قصفت", SHELLING)), breach)
    assert list_["i2"].status is FindingStatus.CORROBORATED
    assert (list_["i1"].status, why(list_["i1"], Question.TIME)) == (FindingStatus.ALLEGED, "time.breached")


def test_what_is_only_hoped_not_to_be_corroborates_nothing_and_alleges_nothing() -> None:
    texts = {"a/0": "الحوثيون يخرقون الهدنة", "b/0": "أعرب عن أمله ألا يخرقوا الهدنة."}
    fields = {**SHELLING, "type": "ceasefire_violation"}
    hoped = {**fields, "status": "planned"}
    both = told(texts, "i1", ("a", "يخرقون", fields), ("b", "يخرقوا", hoped))
    both = replace(both, grade=replace(both.grade, credibility=2))  # type: ignore[type-var]
    assert found(texts, both)["i1"].status is FindingStatus.ALLEGED
    assert not found(texts, told(texts, "i1", ("b", "يخرقوا", hoped)))


def test_a_definite_noun_means_the_act_told_just_before_with_its_day() -> None:
    text = "قصفت الميليشيات حياً في تعز صباح الأحد.\nوقالت المصادر إن القصف طال مدرسة."
    dated = told({"a/0": text}, "i1", ("a", "قصفت", {**SHELLING, "day": "2015-07-26"}))
    again = told({"a/0": text}, "i2", ("a", "القصف", SHELLING))
    assert why(found({"a/0": text}, dated, again)["i2"], Question.TIME) == "time.beside"
    other = told({"a/0": text.replace("القصف", "قصفاً")}, "i2", ("a", "قصفاً", SHELLING))
    assert found({"a/0": text.replace("القصف", "قصفاً")}, dated, other)["i2"].status is FindingStatus.INDETERMINATE


@pytest.mark.parametrize(("words", "start"), [("حاليا", "2015-07-26"), ("اليوم الاثنين", "2015-07-27")])
def test_now_may_be_the_evening_before(words: str, start: str) -> None:
    read = replace(time("2015-07-27", "2015-07-27"), span=Span(0, len(words), words))
    now = told_now(read)
    assert now is not None
    assert (now.start, now.end) == (start, "2015-07-27")


@pytest.mark.parametrize(
    ("setting", "status"), [(("YE",), "alleged"), (("YE", "SA"), "indeterminate"), ((), "indeterminate")]
)
def test_an_act_with_no_place_is_inside_where_its_story_is_set_in_the_zone_alone(
    setting: tuple[str, ...], status: str
) -> None:
    act = incident("i1", {**SHELLING, "places": [], "day": "2015-07-28", "published": "2015-07-29"})
    act = replace(act, tellings=tuple(replace(t, setting=setting) for t in act.tellings))
    assert found({"d1/0": ""}, act)["i1"].status.value == status


def test_a_draft_is_tied_by_its_name_where_its_story_is_set_there() -> None:
    text = "ووزعت واشنطن مسودة قرار تطالب بوقف القتال."
    draft = told({"a/0": text}, "i1", ("a", "بوقف القتال", {"type": "ceasefire", "status": "planned"}))
    here = replace(draft, tellings=tuple(replace(t, setting=("SY",)) for t in draft.tellings))
    agreements, known = list(registry().values()), knowledge()
    tied = strongest(here, agreements, known, lambda _: text)
    assert tied is not None
    assert tied.agreement == "sy-us-draft-2018-03"
    there = replace(draft, tellings=tuple(replace(t, setting=("LY",)) for t in draft.tellings))
    assert strongest(there, agreements, known, lambda _: text) is None
