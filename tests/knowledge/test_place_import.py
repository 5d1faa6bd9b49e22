"""Importing other gazetteers: each format to rows with source and licence, and no homograph fires for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hudna.extraction.places import find_places
from hudna.knowledge.gazetteer import Gazetteer, Licence
from hudna.knowledge.outlines import outlines
from hudna.knowledge.place_import import (
    ImportedPlace,
    checked,
    cod_ab,
    geonames,
    licences,
    mapped,
    whos_on_first,
    write_table,
)
from hudna.text.tokens import tokenize


def geonames_line(gid: int, name: str, lat: float, lon: float, code: str, people: int = 0, inline: str = "") -> str:
    kind = "A" if code.startswith("ADM") else "P" if code.startswith("PPL") else "H"
    return "\t".join(
        [
            str(gid),
            name,
            name,
            inline,
            str(lat),
            str(lon),
            kind,
            code,
            "SY",
            "",
            "08",
            "",
            "",
            "",
            str(people),
            "",
            "",
            "Asia/Damascus",
            "2020-01-01",
        ]
    )


def test_geonames_takes_the_preferred_arabic_name(tmp_path: Path) -> None:
    dump, names = tmp_path / "SY.txt", tmp_path / "alternateNamesV2.txt"
    dump.write_text(
        "\n".join(
            [geonames_line(1, "Tall Zaytun", 35.2, 36.7, "PPL", 900), geonames_line(2, "Well", 35.2, 36.7, "WLL")]
        ),
        encoding="utf8",
    )
    names.write_text(
        "10\t1\tar\tتل الزيتونة\t\t\n11\t1\tar\tتل زيتون\t1\t\n12\t1\ten\tOlive Hill\t\t\n", encoding="utf8"
    )
    (place,) = geonames(dump, names)
    assert place.names == ("تل زيتون", "تل الزيتونة")
    assert (place.level, place.terms) == ("village", "CC BY 4.0, GeoNames")


def test_geonames_without_alternates_filters_by_script(tmp_path: Path) -> None:
    dump = tmp_path / "SY.txt"
    dump.write_text(geonames_line(3, "X", 35.0, 37.0, "PPLX", inline="Iks,حي الورد,حی ورد"), encoding="utf8")
    (place,) = geonames(dump)
    assert (place.level, place.names) == ("quarter", ("حي الورد",))


def test_whos_on_first_and_cod_ab_and_mapped(tmp_path: Path) -> None:
    wof = tmp_path / "wof.tsv"
    wof.write_text("wof_id\tplacetype\tname\tnames_ar\tlat\tlon\tcountry\n7\tlocality\tA\tألف|الألف\t35.1\t36.9\tSY\n")
    assert [p.names for p in whos_on_first(wof)] == [("ألف", "الألف")]
    shape = {"type": "Polygon", "coordinates": [[[36.0, 35.0], [37.0, 35.0], [37.0, 36.0], [36.0, 36.0]]]}
    feature = {"properties": {"ADM1_PCODE": "SY99", "ADM1_EN": "B", "ADM1_AR": "باء"}, "geometry": shape}
    cod = tmp_path / "cod.geojson"
    cod.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf8")
    (place,) = cod_ab(cod, "SY", 1)
    assert (place.lat, place.lon, place.level) == (35.5, 36.5, "admin1")
    table = tmp_path / "own.csv"
    table.write_text("code,label,arabic,y,x\n5,C,جيم,35.3,36.2\n", encoding="utf8")
    columns = {"source_id": "code", "en": "label", "ar": "arabic", "lat": "y", "lon": "x"}
    (own,) = mapped(table, columns, country="SY", level="town", source="Own list", terms="CC0")
    assert (own.names, own.lat, own.source) == (("جيم",), 35.3, "Own list")


def test_points_outside_their_country_are_rejected() -> None:
    inside = ImportedPlace("1", "In", ("داخلها",), 35.0, 37.5, "town", "SY")
    outside = ImportedPlace("2", "Out", ("خارجها",), 31.0, 30.0, "town", "SY")
    nameless = ImportedPlace("3", "None", (), 35.0, 37.5, "town", "SY")
    good, bad = checked([inside, outside, nameless])
    assert good == [inside]
    assert [(r.source_id, r.why) for r in bad] == [("2", "outside SY"), ("3", "no Arabic name")]


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    towns = [
        ImportedPlace(str(i), f"J{i}", ("جديدة",), 35.0 + i / 10, 37.0, "village", "SY", source="X", terms="CC0")
        for i in range(6)
    ]
    rare = ImportedPlace("9", "Rare", ("خربة العصفور",), 35.5, 37.1, "village", "SY", source="X", terms="CC0")
    table = tmp_path / "imported.tsv"
    assert write_table([*towns, rare], table) == 7
    return table


def test_imported_names_ask_for_a_licence(imported: Path) -> None:
    gazetteer = Gazetteer.load([imported])
    assert gazetteer.licence("جديده", gazetteer.names["جديده"]) is Licence.CONTEXT
    assert gazetteer.licence("خربه العصفور", gazetteer.names["خربه العصفور"]) is Licence.COUNTRY
    assert [m.licence for m in find_places(tokenize("هذه فكرة جديدة تماماً"), gazetteer) if m.licence < 2] == []
    (named,) = find_places(tokenize("قصف قرية جديدة"), gazetteer)
    assert len(named.candidates) >= 6


def test_licences_list_what_is_due(imported: Path) -> None:
    assert licences([imported]) == [("X", "CC0", 7)]


def test_outlines_know_the_neighbours() -> None:
    known = outlines()
    assert known.holds("SY", 33.51, 36.29) is True
    assert known.holds("SY", 31.95, 35.93) is False
    assert known.holds("ZZ", 0.0, 0.0) is None
