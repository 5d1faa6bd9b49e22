"""GeoJSON and GeoPackage, read back by json and by GDAL (pyogrio)."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import incidents as made
import pyogrio
import pyogrio.raw
import pytest

from hudna.export import geojson, gpkg
from hudna.export.columns import INCIDENT_NAMES, TELLING_NAMES
from hudna.model import Incident


def collection(*incidents: Incident, unconfirmed: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(geojson.lines(incidents, made.request(unconfirmed=unconfirmed))))
    return found


def layer(path: Path, name: str) -> tuple[dict[str, Any], list[dict[str, Any]], list[bytes | None]]:
    """A layer's description, its rows and its geometries as GDAL reads them."""
    meta, _, geometry, fields = pyogrio.raw.read(path, layer=name)
    columns = [list(f) for f in fields]
    rows = [dict(zip(meta["fields"], values, strict=True)) for values in zip(*columns, strict=True)]
    return meta, rows, list(geometry) if geometry is not None else []


def test_geojson_follows_rfc_7946() -> None:
    found = collection(*made.ALL)
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    assert [f["id"] for f in found["features"]] == [i.id for i in made.HAPPENED]
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        if feature["geometry"] is not None:
            lon, lat = feature["geometry"]["coordinates"]
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
        assert set(INCIDENT_NAMES) <= set(feature["properties"])
    shelling = found["features"][0]
    assert shelling["geometry"] == {"type": "Point", "coordinates": [36.4027, 33.5718]}  # longitude first
    assert [p["name"] for p in shelling["properties"]["places"]] == ["Syria", "Douma", "Aleppo"]
    assert [t["status"] for t in shelling["properties"]["tellings"]][-1] == "denied"
    assert found["features"][6]["geometry"] is None


def test_geojson_of_nothing_is_a_collection() -> None:
    assert collection() == {"type": "FeatureCollection", "features": []}


def test_geojson_is_read_by_gdal(tmp_path: Path) -> None:
    path = tmp_path / "incidents.geojson"
    path.write_bytes(b"".join(geojson.lines(made.ALL, made.request())))
    info = pyogrio.read_info(path)
    assert (info["features"], info["crs"], info["geometry_type"]) == (len(made.HAPPENED), "EPSG:4326", "Point")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "incidents.gpkg"
    gpkg.write(made.ALL, made.request(unconfirmed=True), path)
    return path


def test_geopackage_is_read_by_gdal(package: Path) -> None:
    layers = {str(name): kind for name, kind in pyogrio.list_layers(package)}
    assert layers == {"incidents": "Point", "places": "Point", "tellings": None}
    meta, rows, geometry = layer(package, "incidents")
    assert (meta["crs"], meta["geometry_type"]) == ("EPSG:4326", "Point")
    assert list(meta["fields"]) == list(INCIDENT_NAMES)
    assert [r["id"] for r in rows] == [i.id for i in made.ALL]
    assert (rows[0]["killed_min"], rows[5]["cameo"], rows[0]["status"]) == (2, "0871", "asserted")
    assert geometry[8] is None
    _, places, _ = layer(package, "places")
    assert [(p["place_en"], p["main"]) for p in places[:3]] == [("Syria", "no"), ("Douma", "yes"), ("Aleppo", "no")]
    meta, told, none = layer(package, "tellings")
    assert list(meta["fields"]) == list(TELLING_NAMES)
    assert [t["status"] for t in told[:4]] == ["asserted", "asserted", "asserted", "denied"]
    assert told[0]["speakers"] == "ناشطون محليون"
    assert none == []


def test_geopackage_tells_its_extent_and_marks_itself(package: Path) -> None:
    with sqlite3.connect(package) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        assert connection.execute("PRAGMA user_version").fetchone() == (10300,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        box = connection.execute(
            "SELECT min_x, min_y, max_x, max_y, last_change FROM gpkg_contents WHERE table_name = 'incidents'"
        ).fetchone()
    assert box == (34.47, 30.4, 47.7, 36.2, "2018-03-21T00:00:00.000Z")
    assert tuple(pyogrio.read_info(package, layer="incidents")["total_bounds"]) == box[:4]


def test_geopackage_of_nothing_has_its_layers(tmp_path: Path) -> None:
    path = tmp_path / "none.gpkg"
    gpkg.write((), made.request(), path)
    assert pyogrio.read_info(path, layer="incidents")["features"] == 0
