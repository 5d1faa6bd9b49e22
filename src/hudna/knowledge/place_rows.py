"""Rows of other gazetteers' files: tables, workbooks, GeoJSON, also zipped, each row with its place in the file.

A row that cannot be read is a `Rejected` in its place; what stands behind it is read on.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

_HEADER_WITHIN = 15  # rows of a sheet that may stand above its header
csv.field_size_limit(10_000_000)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read; `where` is its place in the file: `line 7`, `feature 3`, `sheet Towns, row 9`."""

    file: str
    where: str
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row, or with `where` empty a file, that was not taken, and why."""

    file: str
    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}, {self.where}: {self.why}" if self.where else f"{self.file}: {self.why}"


def records(path: Path) -> Iterator[Row | Rejected]:
    """The rows of a CSV, TSV, XLSX, JSON or GeoJSON file by their column names."""
    kind = _kind(path)
    if kind == ".xlsx":
        yield from _workbook(path)
    elif kind in (".json", ".geojson"):
        yield from _features(path)
    else:
        yield from _table(path, "\t" if kind in (".tsv", ".txt") else None)


def lines(path: Path) -> Iterator[tuple[int, list[str]] | Rejected]:
    """The lines of a tab-separated file without a header, each with its number."""
    with _text(path) as handle:
        for number, line in enumerate(handle, 1):
            if not line.strip():
                continue
            if _is_text(line):
                yield number, line.rstrip("\r\n").split("\t")
            else:
                yield Rejected(str(path), f"line {number}", "not UTF-8")


def point(lat: Any, lon: Any) -> tuple[float, float]:
    """A latitude and longitude in degrees. Raises ValueError."""
    try:
        y, x = float(lat), float(lon)
    except (TypeError, ValueError):
        raise ValueError(f"no point: latitude {lat or 'empty'}, longitude {lon or 'empty'}") from None
    if not (math.isfinite(y) and math.isfinite(x) and abs(y) <= 90 and abs(x) <= 180):
        raise ValueError(f"{lat}, {lon} is no latitude and longitude")
    return y, x


def centre(geometry: Mapping[str, Any] | None) -> tuple[float, float, float]:
    """Latitude, longitude and the radius in kilometres of a circle as large as a GeoJSON geometry. Raises ValueError.

    Of several polygons the largest counts; a point has the radius 0.
    """
    shape = geometry or {}
    coordinates = shape.get("coordinates") or []
    if shape.get("type") == "Point" and len(coordinates) >= 2:
        return *point(coordinates[1], coordinates[0]), 0.0
    rings = {"Polygon": coordinates[:1], "MultiPolygon": [part[0] for part in coordinates if part]}
    found = [_middle(ring) for ring in rings.get(str(shape.get("type")), []) if len(ring) >= 3]
    if not found:
        raise ValueError("no point, and no polygon to take one from")
    area, lon, lat = max(found)
    km2 = area * 111.2 * 111.2 * math.cos(math.radians(lat))
    return *point(lat, lon), round(math.sqrt(km2 / math.pi), 1)


def _middle(ring: list[list[float]]) -> tuple[float, float, float]:
    """Area in square degrees, and the centre of mass (longitude, latitude) of a ring."""
    x0, y0 = ring[0][:2]
    twice = x_sum = y_sum = 0.0
    for (ax, ay), (bx, by) in zip((p[:2] for p in ring), (p[:2] for p in ring[1:] + ring[:1]), strict=True):
        cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        twice += cross
        x_sum += (ax + bx - 2 * x0) * cross
        y_sum += (ay + by - 2 * y0) * cross
    if not twice:
        return 0.0, x0, y0
    return abs(twice) / 2, x0 + x_sum / (3 * twice), y0 + y_sum / (3 * twice)


def _table(path: Path, delimiter: str | None) -> Iterator[Row | Rejected]:
    with _text(path) as handle:
        first = handle.readline()
        marks = delimiter or max(",;\t", key=first.count)
        quote = None if marks == "\t" else '"'
        names = next(csv.reader([first], delimiter=marks, quotechar=quote), [])
        reader = csv.reader(handle, delimiter=marks, quotechar=quote)
        while True:
            start = reader.line_num + 2
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Rejected(str(path), f"line {start}", str(error))
                continue
            if any(cells):
                yield _row(path, f"line {start}", names, cells)


def _row(path: Path, where: str, names: list[str], cells: list[str]) -> Row | Rejected:
    if not all(map(_is_text, cells)):
        return Rejected(str(path), where, "not UTF-8")
    if len(cells) > len(names):
        return Rejected(str(path), where, f"{len(cells)} cells, but the header has {len(names)}")
    return Row(str(path), where, dict(zip(names, cells, strict=False)))


def _features(path: Path) -> Iterator[Row | Rejected]:
    try:
        with _text(path) as handle:
            loaded = json.load(handle)
    except json.JSONDecodeError as error:
        yield Rejected(str(path), f"line {error.lineno}", f"no JSON: {error.msg}")
        return
    listed = loaded.get("features") if isinstance(loaded, dict) else loaded
    if isinstance(loaded, dict) and loaded.get("type") == "Feature":
        listed = [loaded]
    if not isinstance(listed, list):
        yield Rejected(str(path), "", "neither a GeoJSON collection nor a list of records")
        return
    for number, feature in enumerate(listed, 1):
        where = f"feature {number}"
        if not isinstance(feature, dict) or not isinstance(feature.get("properties", feature), dict):
            yield Rejected(str(path), where, "no object")
        elif "properties" in feature:
            yield Row(str(path), where, {**feature["properties"], "geometry": feature.get("geometry")})
        else:
            yield Row(str(path), where, _flat(feature))


def _flat(record: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Nested objects as dotted columns: {"name": {"ar": …}} is `name.ar`."""
    flat: dict[str, Any] = {}
    for key, value in record.items():
        name = before + key
        if isinstance(value, dict) and name != "geometry":
            flat |= _flat(value, name + ".")
        else:
            flat[name] = value
    return flat


def _workbook(path: Path) -> Iterator[Row | Rejected]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # a damaged workbook raises errors of zip, XML and openpyxl alike
        yield Rejected(str(path), "", f"no workbook: {error}")
        return
    for sheet in book.worksheets:
        names: list[str] = []
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            told = ["" if c is None else str(c).strip() for c in cells]
            if not names:
                if len([c for c in told if c]) >= 3:
                    names = told
                elif number >= _HEADER_WITHIN:
                    break
            elif any(told) and not any(c.startswith("#") for c in told):  # a row of HXL tags
                where = f"sheet {sheet.title}, row {number}"
                yield Row(str(path), where, {n: c for n, c in zip(names, told, strict=False) if n})


def _kind(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return Path(_member(archive)).suffix.lower()
    return path.with_suffix("").suffix.lower() if suffix == ".gz" else suffix


def _member(archive: zipfile.ZipFile) -> str:
    """The largest file of an archive: GeoNames puts a readme beside its table."""
    files = [i for i in archive.infolist() if not i.is_dir()]
    if not files:
        raise zipfile.BadZipFile("an empty archive")
    return max(files, key=lambda i: i.file_size).filename


@contextmanager
def _text(path: Path) -> Iterator[TextIO]:
    """The text of a file; bytes that are not UTF-8 become surrogates, which `_is_text` sees."""
    how: dict[str, Any] = {"encoding": "utf-8-sig", "errors": "surrogateescape", "newline": ""}
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive, archive.open(_member(archive)) as raw:
            yield io.TextIOWrapper(raw, **how)
    elif path.suffix.lower() == ".gz":
        with gzip.open(path, "rb") as packed:
            yield io.TextIOWrapper(packed, **how)
    else:
        with path.open(**how) as plain:
            yield plain


def _is_text(cell: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in cell)
