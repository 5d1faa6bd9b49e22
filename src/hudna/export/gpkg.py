"""GeoPackage 1.3 (OGC 12-128r17): a SQLite file with layers `incidents` and `places` and the table `tellings`.

Written with Python's own SQLite: the container is a handful of tables, and GDAL's 100 MB are not needed for it. Points
are WGS 84; an incident or place without one has no geometry. `last_change` is the day of the newest telling, so that
the same incidents give the same bytes under the same release of SQLite.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from hudna.export.columns import INCIDENT, TELLING, Column, cells, incident_row, telling_row
from hudna.export.summary import Request, Summary, summaries
from hudna.export.wkb import point
from hudna.model import Incident, Place

PLACE = (
    Column("incident", "text", "the incident"),
    Column("type", "text", "the incident's type"),
    Column("status", "text", "the incident's status"),
    Column("main", "text", "yes for the place that stands for the incident"),
    Column("role", "text", "at, from, to, zone or venue"),
    Column("words", "text", "as the story words it"),
    Column("place_id", "text", "its entry in the gazetteer"),
    Column("place_en", "text", "its English name"),
    Column("place_ar", "text", "its Arabic name"),
    Column("level", "text", "country, admin1, city, town, village, quarter, …"),
    Column("radius_km", "float", "the radius that holds the place or the doubt about it"),
)
_APPLICATION_ID, _VERSION, _WGS84 = 0x47504B47, 10300, 4326
_TYPES = {"text": "TEXT", "int": "INTEGER", "float": "DOUBLE"}
_NEVER = "1970-01-01"
_WGS84_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""


def write(incidents: Iterable[Incident], request: Request, path: Path) -> None:
    """Write the file, which must not be there yet. Raises OSError, sqlite3.Error."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(f"PRAGMA application_id={_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={_VERSION}")
        connection.execute("BEGIN")
        _prepare(connection)
        newest = _NEVER
        for summary in summaries(incidents, request):
            _add(connection, summary)
            newest = max(newest, *summary.published[-1:])
        _describe(connection, newest)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection) -> None:
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    systems = (
        ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
        ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
        ("WGS 84 geodetic", _WGS84, "EPSG", _WGS84, _WGS84_WKT, "longitude/latitude in decimal degrees on WGS 84"),
    )
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", systems)
    for table, columns in (("incidents", INCIDENT), ("places", PLACE), ("tellings", TELLING)):
        geometry = ", geom POINT" if table != "tellings" else ""
        told = ", ".join(f'"{c.name}" {_TYPES[c.kind]}' for c in columns)
        connection.execute(f"CREATE TABLE {table} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL{geometry}, {told})")


def _add(connection: sqlite3.Connection, summary: Summary) -> None:
    _insert(connection, "incidents", [_blob(summary.place), *cells(incident_row(summary), INCIDENT)])
    for place in summary.incident.places:
        _insert(connection, "places", [_blob(place), *_place_cells(summary, place)])
    for voice in summary.voices:
        _insert(connection, "tellings", cells(telling_row(summary, voice), TELLING))


def _insert(connection: sqlite3.Connection, table: str, values: Sequence[object]) -> None:
    marks = ",".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} VALUES (NULL,{marks})", values)


def _place_cells(summary: Summary, place: Place) -> list[object]:
    return [
        summary.incident.id,
        summary.incident.type.value,
        summary.incident.status.value,
        "yes" if place is summary.place else "no",
        place.role.value,
        place.span.text,
        place.place_id,
        place.name.en if place.name else None,
        place.name.ar if place.name else None,
        place.level,
        place.radius_km,
    ]


def _blob(place: Place | None) -> bytes | None:
    """A GeoPackage geometry: magic, version 0, little-endian without an envelope, the system's id, the point."""
    found = point(place)
    return b"GP\x00\x01" + struct.pack("<i", _WGS84) + found if found is not None else None


def _describe(connection: sqlite3.Connection, newest: str) -> None:
    """Enter the layers with their extent."""
    change = f"{newest}T00:00:00.000Z"
    for table, what in (("incidents", "an incident a row"), ("places", "a place of an incident a row")):
        box = _extent(connection, table)
        connection.execute(
            "INSERT INTO gpkg_contents VALUES (?,?,?,?,?,?,?,?,?,?)",
            (table, "features", table, what, change, *box, _WGS84),
        )
        connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?,?,?,?,0,0)", (table, "geom", "POINT", _WGS84))
    connection.execute(
        "INSERT INTO gpkg_contents VALUES ('tellings','attributes','tellings','a telling a row',?,?,?,?,?,NULL)",
        (change, None, None, None, None),
    )


def _extent(connection: sqlite3.Connection, table: str) -> tuple[float | None, ...]:
    """West, south, east, north; nothing where no row has a point."""
    low: list[float] = []
    high: list[float] = []
    for (blob,) in connection.execute(f"SELECT geom FROM {table} WHERE geom IS NOT NULL"):
        here = struct.unpack("<dd", blob[-16:])
        low = [min(a, b) for a, b in zip(low, here, strict=True)] if low else list(here)
        high = [max(a, b) for a, b in zip(high, here, strict=True)] if high else list(here)
    return tuple(chain(low, high)) if low else (None, None, None, None)
