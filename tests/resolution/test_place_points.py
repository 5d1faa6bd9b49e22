"""Places on the map: the stories of `places.yml`, relative points, and the precision codes of ACLED and UCDP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from hudna.extraction.places import char_span, find_places
from hudna.knowledge.gazetteer import Gazetteer, distance_km
from hudna.resolution.offsets import moved
from hudna.resolution.place_codes import geo_precision, where_prec
from hudna.resolution.places import ResolvedPlace, resolve_places
from hudna.text.tokens import tokenize

CASES = yaml.safe_load((Path(__file__).parent / "places.yml").read_text(encoding="utf8"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def read(story: list[str], gazetteer: Gazetteer) -> dict[str, ResolvedPlace]:
    """The last place of each wording."""
    tokens = [tokenize(s) for s in story]
    resolved = resolve_places([find_places(t, gazetteer) for t in tokens], tokens, gazetteer)
    out = {}
    for sentence, ts, places in zip(story, tokens, resolved, strict=True):
        for place in places:
            out[sentence[slice(*char_span(place.mention, ts))]] = place
    return out


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["about"])
def test_resolves(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    places = read(case["story"], gazetteer)
    for words, want in case.get("places", {}).items():
        assert words in places, list(places)
        place = places[words]
        if "id" in want:
            assert place.place_id == want["id"], place
        if "at" in want:
            lat, lon, km = want["at"]
            assert place.lat is not None, place
            assert place.lon is not None, place
            assert distance_km((lat, lon), (place.lat, place.lon)) <= km, place
        if "method" in want:
            assert place.method == want["method"]
    for words in case.get("open", []):
        assert places[words].lat is None
    assert not set(case.get("none", [])) & set(places)


def test_every_place_of_the_south_damascus_front_resolves(gazetteer: Gazetteer) -> None:
    story = [
        "اشتباكات في حي القدم ومخيم اليرموك وحي الحجر الأسود جنوب دمشق في سوريا.",
        "انسحب المقاتلون من أحياء العسالي والتضامن إلى إدلب.",
        "تحركت آليات من حي القاعة نحو منطقة الزاهرة القديمة.",
        "الهدنة تشمل بلدات يلدا وببيلا وبيت سحم ومنطقة الغوطة الشرقية وجنوب غربي سوريا.",
        "اجتماع في الأردن.",
    ]
    places = read(story, gazetteer)
    assert len(places) >= 15
    assert [words for words, p in places.items() if p.lat is None] == []


def test_a_relative_place_is_never_the_bare_town(gazetteer: Gazetteer) -> None:
    places = read(["قصف غربي الموصل في العراق.", "قصف على الموصل."], gazetteer)
    west, town = places["غربي الموصل"], places["الموصل"]
    assert west.lon is not None
    assert town.lon is not None
    assert west.lon < town.lon


def test_moves_by_compass() -> None:
    assert moved(33.0, 44.0, "n", 111.2) == (34.0, 44.0)
    lat, lon = moved(33.0, 44.0, "sw", 50)
    assert distance_km((33.0, 44.0), (lat, lon)) == pytest.approx(50, rel=0.02)


# The wording of the codes: ACLED 1 a named town, 2 a small part of a region or near a town, 3 a larger region; UCDP 1
# exact, 2 within about 25 km of a known point, 3 second-order and 4 first-order division, 5 a vague or larger area,
# 6 the country, 7 water or airspace.
@pytest.mark.parametrize(
    ("story", "words", "acled", "ucdp"),
    [
        ("قصف على مدينة تعز في اليمن", "مدينة تعز", 1, 1),
        ("قصف قرب مدينة تعز في اليمن", "قرب مدينة تعز", 2, 2),
        ("قصف على بعد 10 كلم شرق تعز في اليمن", "10 كلم شرق تعز", 2, 2),
        ("قصف على محافظة تعز في اليمن", "محافظة تعز", 3, 4),
        ("قصف في شمال سوريا", "شمال سوريا", 3, 5),
        ("قصف في اليمن", "اليمن", 3, 6),
        ("هجوم على سفينة في البحر الأحمر", "البحر الأحمر", 3, 7),
        ("تسلل قرب الحدود السورية التركية", "قرب الحدود السورية التركية", 3, 5),
    ],
)
def test_precision_codes(story: str, words: str, acled: int, ucdp: int, gazetteer: Gazetteer) -> None:
    place = read([story], gazetteer)[words]
    assert (geo_precision(place), where_prec(place)) == (acled, ucdp)
