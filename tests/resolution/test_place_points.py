"""Places on the map: the stories of `places.yml`, relative points, and the precision codes of ACLED and UCDP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from hudna.extraction.place_scan import Relation
from hudna.extraction.places import char_span, find_places
from hudna.knowledge import precision
from hudna.knowledge.gazetteer import Gazetteer, PlaceEntry, distance_km
from hudna.knowledge.outlines import outlines
from hudna.model import Place, PlaceRole, Span
from hudna.resolution.offsets import moved
from hudna.resolution.outside import kept_inside
from hudna.resolution.place import ResolvedPlace
from hudna.resolution.place_codes import geo_precision, where_prec
from hudna.resolution.places import resolve_places
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


@pytest.mark.parametrize(
    ("story", "words", "area", "outside"),
    [
        ("اشتباكات على بعد 30 كلم شرق البوكمال في سوريا", "30 كلم شرق البوكمال", "SY", "IQ"),
        ("قصف في ريف درعا الجنوبي في سوريا", "ريف درعا الجنوبي", "SY-DR", "JO"),
        ("قصف على غرب بيروت في لبنان", "غرب بيروت", "LB", None),
        ("قصف على بعد 60 كلم جنوب حلب في محافظة إدلب في سوريا", "60 كلم جنوب حلب", "SY-ID", None),
    ],
)
def test_relative_points_stay_in_country_and_province(
    story: str, words: str, area: str, outside: str | None, gazetteer: Gazetteer
) -> None:
    place = read([story], gazetteer)[words]
    assert place.method.endswith("+clipped")
    assert place.lat is not None
    assert place.lon is not None
    assert outlines().holds(area, place.lat, place.lon, 4.0)
    assert outside is None or outlines().country(place.lat, place.lon) != outside


def test_a_clipped_point_has_a_wider_radius() -> None:
    entry = PlaceEntry("x", "X", "س", (), 34.453, 40.9185, "town", 3.0, "SY", ("SY", "SY-DY"))
    relation = Relation("km", "e", 40.0)
    lat, lon, radius = kept_inside((34.453, 41.3535, 10.0), entry, relation, None)
    assert lat == 34.453
    assert 40.9 < lon < 41.3
    assert radius == pytest.approx(10 + distance_km((34.453, 41.3535), (lat, lon)), abs=0.1)
    assert kept_inside((34.453, 40.95, 1.0), entry, relation, None) == (34.453, 40.95, 1.0)


def test_a_point_at_sea_stays_there(gazetteer: Gazetteer) -> None:
    place = read(["هجوم على سفينة على بعد 80 كلم غرب الحديدة في اليمن"], gazetteer)["80 كلم غرب الحديدة"]
    assert place.method.endswith("+km")
    assert place.lon is not None
    assert place.lon < 42.4


# What the codebooks say, in our words. ACLED's geo_precision: 1, a town is named and its coordinates are known; 2, a
# small part of a region, a general area, or near a town or city; 3, a larger region, then a natural feature or the
# provincial capital stands for it. UCDP's where_prec: 1, the exact place; 2, within about 25 km of a known point; 3, no
# more than the second-order division (district); 4, no more than the first-order one (province, governorate); 5, a line
# or a vague area (a border, a river, the south of a country); 6, only the country; 7, international water or airspace.
@pytest.mark.parametrize(
    ("story", "words", "acled", "ucdp"),
    [
        ("قصف على مدينة تعز في اليمن", "مدينة تعز", 1, 1),
        ("قصف وسط مدينة حمص في سوريا", "وسط مدينة حمص", 1, 1),
        ("قصف على حي القدم في دمشق", "حي القدم", 1, 1),
        ("قصف قرب مدينة تعز في اليمن", "قرب مدينة تعز", 2, 2),
        ("قصف على أطراف مدينة مأرب في اليمن", "أطراف مدينة مأرب", 2, 2),
        ("قصف على بعد 10 كلم شرق تعز في اليمن", "10 كلم شرق تعز", 2, 2),
        ("قصف شمال شرقي بعقوبة في محافظة ديالى", "شمال شرقي بعقوبة", 2, 2),
        ("قصف على الغوطة الشرقية في سوريا", "الغوطة الشرقية", 2, 2),
        ("قصف في ريف إدلب الشمالي في سوريا", "ريف إدلب الشمالي", 2, 2),
        ("اشتباكات في مديرية حيس في اليمن", "مديرية حيس", 2, 3),
        ("اشتباكات في قضاء سنجار في العراق", "قضاء سنجار", 2, 3),
        ("قصف على محافظة تعز في اليمن", "محافظة تعز", 3, 4),
        ("قصف على محافظة ديالى في العراق", "محافظة ديالى", 3, 4),
        ("قصف في شمال سوريا", "شمال سوريا", 3, 5),
        ("قصف في جنوب اليمن", "جنوب اليمن", 3, 5),
        ("قصف في ريف حمص الشرقي في سوريا", "ريف حمص الشرقي", 3, 5),
        ("تسلل قرب الحدود السورية التركية", "قرب الحدود السورية التركية", 3, 5),
        ("غارات على نهر الفرات في سوريا", "نهر الفرات", 3, 5),
        ("قصف في اليمن", "اليمن", 3, 6),
        ("هجوم على سفينة في البحر الأحمر", "البحر الأحمر", 3, 7),
        ("هجوم على سفينة في خليج عدن", "خليج عدن", 3, 7),
    ],
)
def test_precision_codes(story: str, words: str, acled: int, ucdp: int, gazetteer: Gazetteer) -> None:
    place = read([story], gazetteer)[words]
    assert (geo_precision(place), where_prec(place)) == (acled, ucdp)
    told = Place(
        PlaceRole.AT, Span(0, len(words), words), place.place_id, place.name, place.lat, place.lon, place.level,
        place.radius_km, place.admin, place.method,
    )  # fmt: skip
    kept = precision.known(told)  # the record of a claim keeps enough to tell the same
    assert (precision.geo_precision(kept), precision.where_prec(kept)) == (acled, ucdp)
