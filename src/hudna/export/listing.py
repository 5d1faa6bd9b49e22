"""Lists of rows as a table, JSON lines, CSV and GeoJSON: one shape for every list of the ledger."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hudna.export.csv import guard

Value = Any  # str, number, bool, None, or lists and dicts of them


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `record` for JSON lines, whole; `cells` for tables and CSV, by column; `geometry` as GeoJSON has it."""

    record: Mapping[str, Value]
    cells: Mapping[str, str]
    geometry: Mapping[str, Value] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows in their order, their columns, and a line for when there are none.

    `shown` are the columns that the terminal has room for, all where it is empty.
    """

    columns: Sequence[str]
    rows: Sequence[Row]
    none: str = "nothing"
    title: str | None = None
    shown: Sequence[str] = ()


def jsonl(listing: Listing) -> Iterator[str]:
    """A line a row."""
    for row in listing.rows:
        yield json.dumps(row.record, ensure_ascii=False, separators=(",", ":")) + "\n"


def csv_text(listing: Listing) -> str:
    """Comma separated, a header first; written out as UTF-8 with BOM it opens right in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(listing.columns)
    writer.writerows([guard(row.cells.get(c, "")) for c in listing.columns] for row in listing.rows)
    return out.getvalue()


def geojson(listing: Listing) -> str:
    """A FeatureCollection (RFC 7946); a row without a place has the geometry null."""
    features = [{"type": "Feature", "geometry": row.geometry, "properties": row.record} for row in listing.rows]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"


def point(lat: float | None, lon: float | None) -> dict[str, Value] | None:
    """A GeoJSON point of degrees (WGS 84), None where either is unknown."""
    return None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}


def points(places: Iterable[tuple[float | None, float | None]]) -> dict[str, Value] | None:
    """The points of (latitude, longitude) pairs that are known: one, several, or None."""
    known = [[lon, lat] for lat, lon in places if lat is not None and lon is not None]
    if not known:
        return None
    if len(known) == 1:
        return {"type": "Point", "coordinates": known[0]}
    return {"type": "MultiPoint", "coordinates": known}


def line(a: tuple[float | None, float | None], b: tuple[float | None, float | None]) -> dict[str, Value] | None:
    """A GeoJSON line between two (latitude, longitude) points, None where one is unknown."""
    if None in a or None in b:
        return None
    return {"type": "LineString", "coordinates": [[a[1], a[0]], [b[1], b[0]]]}
