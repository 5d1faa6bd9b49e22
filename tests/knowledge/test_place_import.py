"""Importing other gazetteers: each format to rows with source and licence, and no homograph fires for it."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from hudna.extraction.places import char_span, find_places
from hudna.knowledge import place_formats, place_store
from hudna.knowledge.gazetteer import Gazetteer, Licence
from hudna.knowledge.outlines import outlines
from hudna.knowledge.place_formats import places, read_mapping
from hudna.knowledge.place_import import ImportedPlace, Outcome, checked, licences, write_table
from hudna.knowledge.place_rows import centre, records
from hudna.resolution.places import resolve_places
from hudna.text.tokens import tokenize

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "places"
FIXTURES = Path(os.environ.get("HUDNA_SHARED") or ROOT.parent / "shared") / "gazetteer-fixtures"
needs_fixtures = pytest.mark.skipif(not FIXTURES.is_dir(), reason="the gazetteer fixtures are not here")


def told(outcome: Outcome) -> list[str]:
    return [str(r).replace(str(Path(r.file).parent) + "/", "") for r in outcome.rejected]


def by_id(outcome: Outcome) -> dict[str, ImportedPlace]:
    return {p.source_id: p for p in outcome.places}


# ── formats ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_geonames_dump_with_alternate_names() -> None:
    files = [DATA / "geonames-SY.txt", DATA / "geonames-alternates.txt"]
    outcome = checked(places("geonames", files, "SY"))
    found = by_id(outcome)
    assert {i: p.names for i, p in found.items()} == {
        "1": ("تل زيتون", "تل الزيتونة"),  # the preferred first, the historic one left out
        "3": ("حي الورد",),  # of the names without a language those in Arabic letters
        "8": ("مطار رملة العقرب",),
    }
    assert {i: p.level for i, p in found.items()} == {"1": "village", "3": "quarter", "8": "base"}
    assert found["1"].admin1 == "SY-HM"
    assert found["1"].terms.startswith("CC BY 4.0, GeoNames")
    assert (outcome.nameless, outcome.others) == (1, 2)  # a well, a place of another country
    assert told(outcome) == [
        "geonames-alternates.txt, line 5: 2 columns, expected at least 4",
        "geonames-SY.txt, line 4: Far away خربة بعيدة: 12.000, 20.000 lies outside SY",
        "geonames-SY.txt, line 5: no point: latitude north, longitude 37.0",
        "geonames-SY.txt, line 7: 1 columns, expected 19",
    ]


def test_geonames_zipped_as_it_is_served(tmp_path: Path) -> None:
    packed, names = tmp_path / "SY.zip", tmp_path / "alternateNamesV2.txt.gz"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "short")
        archive.write(DATA / "geonames-SY.txt", "SY.txt")
    names.write_bytes(gzip.compress((DATA / "geonames-alternates.txt").read_bytes()))
    assert set(by_id(checked(places("geonames", [packed, names], "SY")))) == {"1", "3", "8"}


def test_whos_on_first_table_and_geojson(tmp_path: Path) -> None:
    outcome = checked(places("whosonfirst", [DATA / "wof.tsv"]))
    assert {i: p.names for i, p in by_id(outcome).items()} == {"7": ("قرية ألف", "ألف الصغرى")}
    assert outcome.others == 2  # a country, and one that is no longer
    assert told(outcome) == ["wof.tsv, line 5: 'many' is no number"]
    properties = {
        "wof:id": 21, "wof:placetype": "neighbourhood", "wof:name": "Ba", "wof:country": "SY", "geom:latitude": 35.1,
        "geom:longitude": 36.9, "name:ara_x_preferred": ["حي الباء"], "mz:is_current": 1,
    }  # fmt: skip
    folder = tmp_path / "data" / "21"
    folder.mkdir(parents=True)
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [36.9, 35.1]}}
    (folder / "21.geojson").write_text(json.dumps(feature), encoding="utf8")
    (folder / "21-alt-quattroshapes.geojson").write_text("{}", encoding="utf8")
    (place,) = checked(places("whosonfirst", [tmp_path])).places
    assert (place.source_id, place.level, place.names) == ("21", "quarter", ("حي الباء",))


WOF_TABLES = """
CREATE TABLE spr (id INTEGER NOT NULL PRIMARY KEY, parent_id INTEGER, name TEXT, placetype TEXT, country TEXT,
  repo TEXT, latitude REAL, longitude REAL, min_latitude REAL, min_longitude REAL, max_latitude REAL,
  max_longitude REAL, is_current INTEGER, is_deprecated INTEGER, is_ceased INTEGER, is_superseded INTEGER,
  is_superseding INTEGER, superseded_by TEXT, supersedes TEXT, lastmodified INTEGER);
CREATE TABLE names (id INTEGER NOT NULL, placetype TEXT, country TEXT, language TEXT, extlang TEXT, script TEXT,
  region TEXT, variant TEXT, extension TEXT, privateuse TEXT, name TEXT, lastmodified INTEGER);
CREATE TABLE geojson (id INTEGER NOT NULL, body TEXT, source TEXT, is_alt BOOLEAN, alt_label TEXT,
  lastmodified INTEGER);
CREATE TABLE ancestors (id INTEGER NOT NULL, ancestor_id INTEGER NOT NULL, ancestor_placetype TEXT,
  lastmodified INTEGER);
"""


def wof_database(path: Path) -> Path:
    """A database as Who's On First distributes it: a region, a town and a quarter of it, one place gone, a country."""
    spr = [
        (1, -1, "Syria", "country", 35.0, 38.5, 1, 0, 0, 0),
        (11, 1, "Ba", "region", 35.2, 36.8, 1, 0, 0, 0),
        (12, 11, "Alif", "locality", 35.1, 36.7, -1, 0, 0, 0),
        (13, 12, "Ta", "neighbourhood", 35.11, 36.71, 1, 0, 0, 0),
        (14, 11, "Gone", "locality", 35.3, 36.9, 1, 0, 0, 1),
        (15, 11, "Adrift", "locality", None, 36.9, 1, 0, 0, 0),
        (16, 11, "Nameless", "locality", 35.2, 36.9, 1, 0, 0, 0),
    ]
    names = [(12, "variant", "ألف الصغرى"), (12, "preferred", "ألف"), (13, "preferred", "حي التاء"),
             (14, "preferred", "زائلة"), (15, "preferred", "تائهة"), (11, "preferred", "محافظة باء")]  # fmt: skip
    bodies = [
        (11, {"wof:concordances": {"iso:code": "SY-HM"}}),
        (12, {"src:alt_label": "quattroshapes", "gn:population": 9}),
        (12, {"gn:population": 12000}),
    ]
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(WOF_TABLES)
        db.executemany(
            "INSERT INTO spr (id, parent_id, name, placetype, country, latitude, longitude, is_current, is_deprecated,"
            " is_ceased, is_superseded) VALUES (?, ?, ?, ?, 'SY', ?, ?, ?, ?, ?, ?)",
            spr,
        )
        db.executemany("INSERT INTO names (id, language, privateuse, name) VALUES (?, 'ara', ?, ?)", names)
        db.execute("INSERT INTO names (id, language, privateuse, name) VALUES (12, 'eng', 'preferred', 'Alif')")
        told = [(id_, json.dumps({"type": "Feature", "properties": p, "geometry": None})) for id_, p in bodies]
        db.executemany("INSERT INTO geojson (id, body) VALUES (?, ?)", told)
        above = [(11, 11, "region"), (12, 11, "region"), (13, 11, "region"), (12, 1, "country")]
        db.executemany("INSERT INTO ancestors VALUES (?, ?, ?, 0)", above)
    return path


def test_whos_on_first_database(tmp_path: Path) -> None:
    path = wof_database(tmp_path / "whosonfirst-data-admin-sy-latest.db")
    outcome = checked(places("whosonfirst", [path], "SY"))
    found = by_id(outcome)
    assert {i: (p.names, p.level, p.admin1) for i, p in found.items()} == {
        "11": (("محافظة باء",), "admin1", "SY-HM"),
        "12": (("ألف", "ألف الصغرى"), "town", "SY-HM"),
        "13": (("حي التاء",), "quarter", "SY-HM"),
    }
    assert found["12"].population == 12000  # its own record's, not an alternative outline's
    assert all((p.source, p.terms[:9]) == ("Who's On First", "CC BY 4.0") for p in outcome.places)
    assert (outcome.others, outcome.nameless) == (1, 1)  # the one that is superseded; the one without an Arabic name
    assert told(outcome) == [f"{path.name}, id 15: no point: latitude empty, longitude 36.9"]


def test_a_database_of_something_else_is_told_and_left(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE rivers (id INTEGER)")
    outcome = checked(places("whosonfirst", [path]))
    assert told(outcome) == [f"{path.name}: no database of Who's On First: it has no table spr"]
    path.write_bytes(path.read_bytes()[:60])
    [broken] = checked(places("whosonfirst", [path])).rejected
    assert broken.why.startswith("no database of Who's On First")


def test_p_codes_in_old_and_new_column_names(tmp_path: Path) -> None:
    shape = {"type": "Polygon", "coordinates": [[[36.5, 35], [37.5, 35], [37.5, 36], [36.5, 36], [36.5, 35]]]}
    old = {
        "properties": {"ADM0_PCODE": "SY", "ADM1_PCODE": "SY99", "ADM1_EN": "Ba", "ADM1_AR": "باء"},
        "geometry": shape,
    }
    geo = tmp_path / "adm1.geojson"
    geo.write_text(json.dumps({"type": "FeatureCollection", "features": [old]}), encoding="utf8")
    (place,) = checked(places("cod-ab", [geo])).places
    assert (place.source_id, place.lat, place.lon, place.level) == ("SY99", 35.5, 37.0, "admin1")
    assert place.radius_km == pytest.approx(56.6, abs=1)  # a circle as large as the square
    new = tmp_path / "adm3.csv"
    new.write_text(
        "adm1_name,adm1_name1,adm1_pcode,adm3_name,adm3_name1,adm3_pcode,center_lat,center_lon,area_sqkm\n"
        "Ba,باء,SY99,Ta,ناحية التاء,SY990101,35.5,36.9,314\nBa,باء,SY99,Tha,ناحية الثاء,SY990102,,,\n",
        encoding="utf8",
    )
    outcome = checked(places("cod-ab", [new]))
    assert [(p.source_id, p.level, p.radius_km, p.country) for p in outcome.places] == [
        ("SY990101", "admin3", 10.0, "SY")
    ]
    assert [r.where for r in outcome.rejected] == ["line 3"]
    (wrong,) = checked(places("cod-ab", [DATA / "wof.tsv"])).rejected[:1]
    assert "no P-code" in wrong.why


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook laid out as OCHA's populated places are: a sheet of notes, a title above the header, HXL tags."""
    book = openpyxl.Workbook()
    notes = book.active
    assert notes is not None
    notes.append(["Populated places"])
    towns = book.create_sheet("Communities")
    towns.append(["All communities"])
    towns.append(["admin1Name_en", "admin1Pcode", "admin4Name_en", "admin4Name_ar", "admin4Pcode", "LocationType",
                  "Latitude_y", "Longitude_x"])  # fmt: skip
    towns.append(
        ["#adm1+name", "#adm1+code", "#loc+name", "#loc+name+i_ar", "#loc+code", "#loc+type", "#geo+lat", "#geo+lon"]
    )
    towns.append(["Hama", "SY05", "Kharbat Sin", "خربة السين", "C0001", "Community", 35.2, 36.8])
    towns.append(["Hama", "SY05", "Shin Camp", "مخيم الشين", "C0002", "Camp", 35.3, 36.8])
    towns.append(["Hama", "SY05", "Nowhere", "خربة الصاد", "C0003", "Community", "?", 36.8])
    quarters = book.create_sheet("Neighbourhoods")
    quarters.append(["admin1Pcode", "NeighbourhoodName_en", "NeighbourhoodName_ar", "NeighbourhoodPcode", "Lat", "Lon"])
    quarters.append(["SY05", "Dad", "حي الضاد", "N0001", 35.13, 36.75])
    path = tmp_path / "places.xlsx"
    book.save(path)
    return path


def test_the_populated_places_workbook(workbook: Path) -> None:
    outcome = checked(places("hdx", [workbook], "SY"))
    assert {i: (p.level, p.names) for i, p in by_id(outcome).items()} == {
        "C0001": ("village", ("خربة السين",)),
        "C0002": ("camp", ("مخيم الشين",)),
        "N0001": ("quarter", ("حي الضاد",)),
    }
    (fault,) = outcome.rejected
    assert (fault.where, fault.why) == ("sheet Communities, row 6", "no point: latitude ?, longitude 36.8")


def test_a_mapping_names_the_columns() -> None:
    mapping = read_mapping(DATA / "mapped.yml")
    outcome = checked(places("mapped", [DATA / "mapped.csv"], mapping=mapping))
    assert {i: p.names for i, p in by_id(outcome).items()} == {"5": ("قرية جيم", "جيم العليا"), "9": ("قرية واو",)}
    assert {p.source for p in outcome.places} == {"A list of our own"}
    assert told(outcome) == [
        "mapped.csv, line 3: level 'Berg' is none of ours; say under `levels` what it is",
        "mapped.csv, line 4: no point: latitude empty, longitude 36.3",
        "mapped.csv, line 5: not UTF-8",
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("colums: {}", "unknown field"),
        ("columns: {source_id: a, ar: b, colour: c}", "unknown colour"),
        ("columns: {ar: b}", "source_id missing"),
        ("columns: {source_id: a, ar: b}\nlevels: {x: hamlet}", "no such level: hamlet"),
        ("columns: {source_id: a, ar: b}", "give a level"),
        ("columns: [", "mapping.yml"),
    ],
)
def test_faults_of_a_mapping_are_told(line: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "mapping.yml"
    path.write_text(f"source: S\nlicence: CC0\n{line}\n", encoding="utf8")
    with pytest.raises(ValueError, match=fault):
        read_mapping(path)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xlsx", b"no workbook", "no workbook"),
        ("a.zip", b"no archive", "not a zip file"),
        ("a.csv.gz", b"no gzip", "Not a gzipped file"),
        ("a.geojson", b'{"features": [', "no JSON"),
        ("a.json", b"3", "neither a GeoJSON collection nor a list"),
    ],
)
def test_files_that_cannot_be_read_do_not_stop_the_others(name: str, content: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    outcome = checked(places("whosonfirst", [path, DATA / "wof.tsv"]))
    assert why in str(outcome.rejected[0])
    assert set(by_id(outcome)) == {"7"}


def test_nested_json_has_dotted_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"id": "a", "name": {"ar": "باء"}, "centroid": {"latitude": 35}}]), encoding="utf8")
    (row,) = records(path)
    assert getattr(row, "cells", None) == {"id": "a", "name.ar": "باء", "centroid.latitude": 35}


def test_the_middle_of_an_outline_is_its_centre_of_mass() -> None:
    crowded = [[36.0, 35.0], [36.1, 35.0], [36.2, 35.0], [36.3, 35.0], [37.0, 35.0], [37.0, 36.0], [36.0, 36.0]]
    assert centre({"type": "MultiPolygon", "coordinates": [[crowded]]})[:2] == pytest.approx((35.5, 36.5))
    with pytest.raises(ValueError, match="no point"):
        centre(None)


# ── checks and tables ────────────────────────────────────────────────────────────────────────────────────────────


def test_points_outside_their_country_are_rejected() -> None:
    inside = ImportedPlace("1", "In", ("داخلها",), 35.0, 37.5, "town", "SY", admin1="SY-HM")
    outside = ImportedPlace("2", "Out", ("خارجها",), 31.0, 30.0, "town", "SY")
    nameless = ImportedPlace("3", "None", (), 35.0, 37.5, "town", "SY")
    golan = ImportedPlace("4", "Golan", ("قرية الجولان",), 32.78, 35.70, "village", "SY")
    outcome = checked([inside, outside, nameless, golan, inside])
    assert [p.source_id for p in outcome.places] == ["1", "4"]
    assert [r.why.split(": ")[1] for r in outcome.rejected] == ["31.000, 30.000 lies outside SY", "1 is there twice"]
    assert outcome.nameless == 1


def test_a_table_keeps_source_licence_and_id(tmp_path: Path) -> None:
    place = ImportedPlace("7|x", 'A "b"\tc', ("قرية\u2028ألف",), 35.0, 37.0, "village", "SY", source="S", terms="CC0")
    write_table([place], tmp_path / "t.tsv")
    (entry,) = place_store.entries(tmp_path / "t.tsv")
    assert (entry.id, entry.ar, entry.source) == ("s-7|x", "قرية ألف", "S")
    assert licences([tmp_path / "t.tsv"]) == [("S", "CC0", 1)]
    assert [p.name for p in tmp_path.iterdir()] == ["t.tsv"]


def test_a_damaged_table_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    write_table([ImportedPlace("7", "A", ("قرية",), 35.0, 37.0, "village", "SY", source="S", terms="CC0")], path)
    path.write_text(path.read_text(encoding="utf8").replace("35.00000", "x"), encoding="utf8")
    with pytest.raises(ValueError, match=r"t\.tsv, line 2: could not convert"):
        Gazetteer.load([path])


def test_an_import_gives_known_places_no_everyday_word_for_a_name(tmp_path: Path) -> None:
    rastan = ImportedPlace(
        "1", "Rastan", ("الرستن", "المنسية", "الرستن التحتا"), 34.93, 36.73, "town", "SY", source="S"
    )
    write_table([rastan], tmp_path / "t.tsv")
    entry = Gazetteer.load([tmp_path / "t.tsv"]).entries["sy-rastan"]
    assert "المنسية" not in entry.aliases
    assert "الرستن التحتا" in entry.aliases


# ── homographs ───────────────────────────────────────────────────────────────────────────────────────────────────

EVERYDAY = [
    "أبدت الوزيرة التضامن مع أسر الضحايا في سوريا وتلقت رسائل جديدة.",
    "تعرض اللاعب لإصابة في القدم خلال تدريب في دمشق.",
    "قالت الشركة في حلب إن مدة الصالحية مدونة على العلبة.",
    "أعلنت الهيئة في سوريا عن خطة جديدة وفكرة جديدة.",
    "خرج الناس في حمص دعماً للتضامن وطالبوا بحلول سياسية وزيارة جديدة.",
    "نقل المصابون في سوريا إلى أحياء فقيرة ومناطق واسعة.",
    "التقى الوفد في سوريا الشيخ محمد وأعضاء اللجنة.",
]
PLACES = {"قصف على حي القدم في دمشق": "حي القدم", "قصف قرية جديدة في سوريا": "قرية جديدة"}


@pytest.fixture
def homographs(tmp_path: Path) -> Path:
    """Villages that are called as everyday words are, each many times."""
    words = ("جديدة", "الصالحية", "التضامن", "القدم", "زيارة", "حلول", "فقيرة", "واسعة", "الملك", "الشيخ محمد")
    table = [
        ImportedPlace(f"{n}-{i}", w, (w,), 34.6 + i / 5, 37.0 + n / 10, "village", "SY", source="X", terms="CC0")
        for n, w in enumerate(words)
        for i in range(1 + 3 * (n % 2 == 0))
    ]
    rare = ImportedPlace("9", "Rare", ("خربة العصفور",), 35.5, 37.1, "village", "SY", source="X", terms="CC0")
    write_table([*table, rare], tmp_path / "x.tsv")
    return tmp_path / "x.tsv"


def named(sentence: str, gazetteer: Gazetteer) -> list[str]:
    tokens = tokenize(sentence)
    (found,) = resolve_places([find_places(tokens, gazetteer)], [tokens], gazetteer)
    return [sentence[slice(*char_span(p.mention, tokens))] for p in found]


def assert_homographs_stay_silent(table: Path) -> None:
    shipped, more = Gazetteer.load(), Gazetteer.load([table])
    assert len(more.entries) > len(shipped.entries)
    for sentence in EVERYDAY:
        assert named(sentence, more) == named(sentence, shipped), sentence
        assert len(named(sentence, more)) <= 1
    for sentence, place in PLACES.items():
        assert place in named(sentence, more)


def test_homographs_do_not_fire(homographs: Path) -> None:
    assert_homographs_stay_silent(homographs)
    gazetteer = Gazetteer.load([homographs])
    assert gazetteer.licence("زياره", gazetteer.names["زياره"]) is Licence.CONTEXT
    assert gazetteer.licence("خربه العصفور", gazetteer.names["خربه العصفور"]) is Licence.COUNTRY
    assert named("سقطت قذيفة في خربة العصفور في سوريا", gazetteer)[0].endswith("خربة العصفور")


@needs_fixtures
def test_all_of_syria_makes_no_homograph_fire(tmp_path: Path) -> None:
    outcome = checked(places("whosonfirst", [FIXTURES / "wof_sy.tsv"], "SY"))
    assert len(outcome.places) > 9_500
    assert len(outcome.rejected) < 10
    write_table(outcome.places, tmp_path / "syria.tsv")
    assert_homographs_stay_silent(tmp_path / "syria.tsv")


@needs_fixtures
def test_divisions_of_the_fixtures() -> None:
    outcome = checked(places("cod-ab", [FIXTURES / "syr_admin1_codab_simpl.geojson"]))
    assert (len(outcome.places), outcome.rejected) == (14, [])
    assert (
        len([p for p in outcome.places if p.admin1]) >= 12
    )  # the middle of a province that rings another is not in it


@needs_fixtures
def test_a_nested_json_list_by_a_mapping(tmp_path: Path) -> None:
    mapping = tmp_path / "m.yml"
    mapping.write_text(
        "source: Open Syria\nlicence: CC BY 4.0\ncountry: SY\nlevel: admin3\n"
        "columns: {source_id: externalIds.ochaPcode, ar: name.ar, en: name.en, lat: centroid.latitude, "
        "lon: centroid.longitude}\n",
        encoding="utf8",
    )
    files = [FIXTURES / "open-syria" / "subdistricts.json"]
    outcome = checked(place_formats.places("mapped", files, mapping=read_mapping(mapping)))
    assert len(outcome.places) > 260


def test_outlines_know_the_neighbours() -> None:
    known = outlines()
    assert known.holds("SY", 33.51, 36.29) is True
    assert known.holds("SY", 31.95, 35.93) is False
    assert known.holds("ZZ", 0.0, 0.0) is None
    assert (known.country(33.3, 44.4), known.country(34.5, 33.9)) == ("IQ", None)
    assert known.division("SY", 34.73, 36.72) == "SY-HI"
