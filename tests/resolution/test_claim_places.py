"""Where a claim is put when its words name no place of the gazetteer."""

from __future__ import annotations

from datetime import date

from hudna.model import Claim, Document, Story
from hudna.pipeline import read_story


def claims(text: str) -> tuple[Claim, ...]:
    return tuple(read_story(Story(Document(id="t", published=date(2018, 3, 14)), 0, 0, text)).claims)


def test_a_site_without_a_name_lies_about_the_place_told_before() -> None:
    first, second = claims("انفجرت سيارة مفخخة في مدينة بعقوبة العراقية. وانفجرت عبوة ناسفة أخرى قرب سوق شعبية.")
    (town,), (market,) = first.places, second.places
    assert (market.lat, market.lon) == (town.lat, town.lon)
    assert market.place_id is None
    assert (market.radius_km or 0) >= (town.radius_km or 0) + 20
    assert market.method == "about"


def test_the_base_is_a_base_in_a_story_that_names_one() -> None:
    taken, shelled = claims("سيطرت القوات على قاعدة العند الجوية في اليمن. ثم قصفت المدفعية القاعدة بالصواريخ.")
    assert [p.place_id for p in shelled.places] == [p.place_id for p in taken.places] == ["ye-al-anad-air-base"]


def test_and_the_organisation_where_it_is_told_of_too() -> None:
    text = "سيطرت القوات على قاعدة العند الجوية من تنظيم القاعدة. ثم هاجم مسلحو القاعدة حاجزاً."
    actors = [p.actor_id for c in claims(text) for p in c.participants]
    assert "al-qaeda" in actors
