"""Who's On First as one SQLite database (`whosonfirst-data-admin-sy-latest.db`): its records as rows.

The tables are those of whosonfirst/go-whosonfirst-sqlite-features: `spr` (the standard places response: id, name,
placetype, country, point, whether it is still there), `names` (by language), `geojson` (the record whole) and
`ancestors`. Only `spr` must be there; the file is opened for reading and never changed.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from hudna.knowledge.place_rows import Rejected, Row

_MAGIC = b"SQLite format 3\x00"
_ORDER = ("preferred", "variant", "colloquial")  # of the names table's `privateuse`
_KEPT = ("gn:population", "wof:population", "name:ara_x_preferred", "name:ara_x_variant", "name:ara_x_colloquial")
_SPR = "SELECT id, name, placetype, country, latitude, longitude, is_current, is_deprecated, is_ceased, is_superseded"


def is_database(path: Path) -> bool:
    """Whether a file is an SQLite database, by its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def rows(path: Path, placetypes: frozenset[str]) -> Iterator[Row | Rejected]:
    """The records of these kinds, in the order of their ids; a database without them becomes a `Rejected`."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)) as db:
            yield from _records(path, db, placetypes)
    except sqlite3.Error as error:
        yield Rejected(str(path), "", f"no database of Who's On First: {error}")


def _records(path: Path, db: sqlite3.Connection, placetypes: frozenset[str]) -> Iterator[Row | Rejected]:
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "spr" not in tables:
        yield Rejected(str(path), "", "no database of Who's On First: it has no table spr")
        return
    names = _arabic(db) if "names" in tables else {}
    provinces = _provinces(db) if {"geojson", "ancestors"} <= tables else {}
    kinds = sorted(placetypes)
    marks = ", ".join("?" * len(kinds))
    for record in db.execute(f"{_SPR} FROM spr WHERE placetype IN ({marks}) ORDER BY id", kinds):
        id_, name, placetype, country, lat, lon, current, *gone = record
        told = _properties(db, id_) if "geojson" in tables else {}
        cells = {
            **told, "wof_id": str(id_), "name": name, "placetype": placetype, "country": country,
            "lat": lat, "lon": lon, "names_ar": "|".join(names.get(id_, ())), "admin1": provinces.get(id_, ""),
            "is_current": "0" if any(g == 1 for g in gone) else current,
        }  # fmt: skip
        yield Row(str(path), f"id {id_}", cells)


def _arabic(db: sqlite3.Connection) -> dict[int, list[str]]:
    """Arabic names by id, the preferred ones first."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for id_, kind, name in db.execute("SELECT id, privateuse, name FROM names WHERE language = 'ara' ORDER BY rowid"):
        found[id_].append((_ORDER.index(kind) if kind in _ORDER else len(_ORDER), name))
    return {id_: [name for _, name in sorted(told, key=lambda t: t[0])] for id_, told in found.items()}


def _properties(db: sqlite3.Connection, id_: int) -> dict[str, Any]:
    """What a record's GeoJSON tells beyond the table of places: how many live there, further Arabic names."""
    found = _body(db, id_)
    return {key: found[key] for key in _KEPT if found.get(key) is not None}


def _provinces(db: sqlite3.Connection) -> dict[int, str]:
    """The ISO 3166-2 code of the region that each record lies in, where the region's record tells it."""
    regions = {id_: code for (id_,) in db.execute("SELECT id FROM spr WHERE placetype = 'region'")
               if (code := _iso(_body(db, id_)))}  # fmt: skip
    above = db.execute("SELECT id, ancestor_id FROM ancestors WHERE ancestor_placetype = 'region'")
    return {id_: regions[region] for id_, region in above if region in regions}


def _iso(properties: Mapping[str, Any]) -> str:
    others = properties.get("wof:concordances") or {}
    code = others.get("iso:code") or others.get("iso:id") or properties.get("iso:code") or ""
    return code if isinstance(code, str) and "-" in code else ""


def _body(db: sqlite3.Connection, id_: int) -> dict[str, Any]:
    """The properties of a record's own GeoJSON, not of an alternative outline; none where it cannot be read."""
    for (body,) in db.execute("SELECT body FROM geojson WHERE id = ?", (id_,)):
        try:
            properties = json.loads(body).get("properties") or {}
        except (ValueError, AttributeError, TypeError):
            continue
        if isinstance(properties, dict) and "src:alt_label" not in properties:
            return properties
    return {}
