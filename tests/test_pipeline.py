"""A whole story, from its text to its claims: what a desk officer would look at first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import hudna
from hudna.model import Claim, ClaimType, Document, Reading, Role, Status, Story
from hudna.pipeline import read_story

STORY = """\
مقتل خمسة مدنيين في غارات على بلدة سراقب
أفاد المرصد السوري لحقوق الإنسان بأن طائرات حربية شنت غارات على بلدة سراقب فجر الثلاثاء، ما أسفر عن مقتل خمسة مدنيين.
وأضاف أن قوات النظام قصفت بلدة كفرنبل بقذائف المدفعية.
ونفى مصدر عسكري قصف المستشفى في مدينة إدلب.
ودعت الأمم المتحدة أطراف النزاع إلى ضبط النفس."""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_story(Story(Document("x", published=date(2018, 3, 14)), 0, 0, STORY))


def of(reading: Reading, *types: ClaimType) -> list[Claim]:
    return [c for c in reading.claims if c.type in types]


def test_strikes_in_headline_and_lead_are_one_told_twice(reading: Reading) -> None:
    headline, lead = of(reading, ClaimType.AIR_STRIKE)[:2]
    assert lead.repeats == headline.id
    assert [(f.kind.value, f.min, f.max) for f in lead.figures] == [("killed", 5, 5)]
    assert [p.place_id for p in lead.places] == [p.place_id for p in headline.places] == ["sy-saraqib"]


def test_the_day_is_resolved_from_the_day_of_publication(reading: Reading) -> None:
    lead = of(reading, ClaimType.AIR_STRIKE)[1]
    assert lead.time is not None
    assert (lead.time.start, lead.time.end) == ("2018-03-13", "2018-03-13")


def test_the_speaker_goes_on_in_the_next_sentence(reading: Reading) -> None:
    lead = of(reading, ClaimType.AIR_STRIKE)[1]
    shelled = next(c for c in reading.claims if "قصفت" in c.trigger.text)
    assert [a.words.text for a in lead.attribution] == ["المرصد السوري لحقوق الإنسان"]
    assert [a.speaker_id for a in shelled.attribution] == [a.speaker_id for a in lead.attribution]
    assert shelled.attribution[0].span is None


def test_a_denial_is_denied(reading: Reading) -> None:
    denied = next(c for c in reading.claims if c.trigger.text == "قصف")
    assert denied.status is Status.DENIED


def test_an_appeal_has_its_actor_and_target(reading: Reading) -> None:
    [appeal] = of(reading, ClaimType.APPEAL)
    actor, target = appeal.participants
    assert (actor.role, actor.span.text, target.role) == (Role.ACTOR, "الأمم المتحدة", Role.TARGET)
    assert target.span.text.startswith("أطراف")


def test_every_claim_says_by_which_rule_and_has_codes(reading: Reading) -> None:
    for claim in reading.claims:
        assert claim.rule.partition(".")[2]
        assert claim.codes.plover
        assert claim.codes.cameo


def test_a_story_keeps_its_place_in_the_document() -> None:
    story = Story(Document("x", published=date(2018, 3, 14)), 3, 120, "قصفت قوات النظام بلدة كفرنبل.")
    reading = read_story(story)
    assert (reading.story, reading.start, reading.text) == (3, 120, story.text)
    assert reading.claims[0].trigger.start == 0


def test_without_a_date_nothing_is_dated_from_thin_air() -> None:
    reading = read_story(Story(Document("x"), 0, 0, "قصفت قوات النظام بلدة كفرنبل أمس. وقتل ثلاثة. وهرب آخرون."))
    assert reading.claims
    assert all(c.time is None or (c.time.start is None and c.time.end is None) for c in reading.claims)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "123", "Hello", "«»"])
def test_what_says_nothing_gives_no_claims(text: str) -> None:
    assert read_story(Story(Document("x"), 0, 0, text)).claims == ()


def test_the_examples_are_read_with_claims() -> None:
    for path in sorted((Path(__file__).parents[1] / "examples" / "pages").rglob("*.html")):
        assert any(r.claims for r in hudna.read_page(path.read_bytes(), name=path.name)), path.name


def test_control_of_further_places_is_told_anew() -> None:
    told = "تسيطر فصائل المعارضة على "
    text = f"{told}بلدة يلدا. و{told}بلدات يلدا وببيلا. و{told}يلدا."
    held = [c for c in hudna.read(text, published="2018-03-12").claims if c.type.value == "control"]
    assert [c.repeats for c in held] == [None, None, "c1"]
