"""Formats of other gazetteers: each file's rows as `ImportedPlace`, what is out of scope as None, faults as `Rejected`.

Read are GeoNames country dumps with their alternate names (https://download.geonames.org/export/dump/readme.txt),
Who's On First, OCHA's tables with P-codes (COD-AB and the populated places of HDX), and any table with a mapping.
"""

from __future__ import annotations

import math
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from hudna.knowledge import wof_database
from hudna.knowledge.place_import import LEVELS, ImportedPlace, arabic_names, known_countries
from hudna.knowledge.place_rows import Rejected, Row, centre, lines, point, records

Item = ImportedPlace | Rejected | None  # None: nothing that this reader takes, such as a spring or a whole country
Convert = Callable[[Row], ImportedPlace | None]
FORMATS = ("geonames", "cod-ab", "hdx", "whosonfirst", "mapped")


class ColumnMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping file: what stands in which column of a table, where it comes from, and under which licence."""

    source: str
    licence: str
    columns: dict[str, str]
    country: str | None = None
    level: str | None = None
    levels: dict[str, str] = msgspec.field(default_factory=dict)


def places(
    format_: str, paths: Iterable[Path], country: str | None = None, mapping: ColumnMap | None = None
) -> Iterator[Item]:
    """What the files hold, row by row. `country` is an ISO-2 code: for rows without one, or the only one to take."""
    listed = [*_expanded(paths)]
    if format_ == "geonames":
        yield from _guarded(listed, partial(_geonames, listed, country))
        return
    convert: dict[str, Convert] = {
        "whosonfirst": partial(_whos_on_first, country),
        "cod-ab": partial(_p_coded, country, "OCHA COD-AB"),
        "hdx": partial(_p_coded, country, "OCHA populated places (HDX)"),
    }
    if mapping is not None:
        convert["mapped"] = partial(_mapped, country, mapping)
    for path in listed:
        rows = records(path)
        if format_ == "whosonfirst" and wof_database.is_database(path):
            rows = wof_database.rows(path, frozenset(_PLACETYPES))
        yield from _guarded([path], partial(_converted, rows, convert[format_]))


def _expanded(paths: Iterable[Path]) -> Iterator[Path]:
    """Folders as the GeoJSON files in them, without Who's On First's alternative outlines."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*.geojson") if "-alt-" not in p.name)
        else:
            yield path


def _guarded(paths: list[Path], read: Callable[[], Iterator[Item]]) -> Iterator[Item]:
    """What `read` yields; a file that cannot be opened or unpacked becomes a `Rejected`."""
    try:
        yield from read()
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        name = getattr(error, "filename", None) or ", ".join(map(str, paths))
        yield Rejected(str(name), "", getattr(error, "strerror", None) or str(error))


def _converted(rows: Iterable[Row | Rejected], convert: Convert) -> Iterator[Item]:
    for row in rows:
        yield row if isinstance(row, Rejected) else _one(row, convert)


def _one(row: Row, convert: Convert) -> Item:
    try:
        return convert(row)
    except ValueError as error:
        return Rejected(row.file, row.where, str(error))


# ── GeoNames ─────────────────────────────────────────────────────────────────────────────────────────────────────

_DUMP_COLUMNS = 19
_SPOTS = {"CMPRF": "camp", "AIRP": "airport", "AIRB": "base", "MILB": "base", "DAM": "site"}
_ABANDONED = frozenset({"PPLQ", "PPLW", "PPLH", "PPLCH"})


def _geonames(paths: list[Path], country: str | None) -> Iterator[Item]:
    """Dumps (19 columns) take their Arabic names from the tables of alternate names (4 to 10) given with them."""
    widths = {path: _width(path) for path in paths}
    arabic: dict[str, list[str]] = {}
    for path in paths:
        if widths[path] < _DUMP_COLUMNS:
            yield from _alternates(path, arabic)
    if _DUMP_COLUMNS not in widths.values():
        yield Rejected(", ".join(map(str, paths)), "", "no GeoNames dump (a table of 19 columns, such as SY.txt)")
    for path in paths:
        if widths[path] == _DUMP_COLUMNS:
            for line in lines(path):
                if isinstance(line, Rejected):
                    yield line
                else:
                    row = Row(str(path), f"line {line[0]}", dict(enumerate(line[1])))  # type: ignore[arg-type]
                    yield _one(row, partial(_geoname, country, arabic))


def _width(path: Path) -> int:
    first = next((line for line in lines(path) if not isinstance(line, Rejected)), (0, []))
    return min(len(first[1]), _DUMP_COLUMNS)


def _alternates(path: Path, into: dict[str, list[str]]) -> Iterator[Rejected]:
    """Current Arabic names by GeoNames id, the preferred one first."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines(path):
        if isinstance(line, Rejected):
            yield line
            continue
        number, row = line
        if len(row) < 4:
            yield Rejected(str(path), f"line {number}", f"{len(row)} columns, expected at least 4")
        elif row[2] == "ar" and row[7:8] != ["1"]:
            found[row[1]].insert(0 if row[4:5] == ["1"] else len(found[row[1]]), row[3])
    into.update(found)


def _geoname(country: str | None, arabic: Mapping[str, list[str]], row: Row) -> ImportedPlace | None:
    cells: list[str] = list(row.cells.values())
    if len(cells) != _DUMP_COLUMNS:
        raise ValueError(f"{len(cells)} columns, expected {_DUMP_COLUMNS}")
    people = _count(cells[14])
    level = _geonames_level(cells[6], cells[7], people)
    if level is None or (country and cells[8] != country):
        return None
    names = arabic.get(cells[0]) or [n for n in cells[3].split(",") if _plain_arabic(n)]
    lat, lon = point(cells[4], cells[5])
    return ImportedPlace(
        cells[0], cells[1], arabic_names(names), lat, lon, level, _country(cells[8], None), population=people,
        source="GeoNames", terms="CC BY 4.0, GeoNames (https://www.geonames.org)", file=row.file, where=row.where,
    )  # fmt: skip


def _geonames_level(kind: str, code: str, population: int) -> str | None:
    if kind == "A":
        return {"ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin3"}.get(code)
    if kind != "P":
        return _SPOTS.get(code)
    if code in _ABANDONED:
        return None
    if code == "PPLX":
        return "quarter"
    if code in ("PPLC", "PPLA") or population >= 100_000:
        return "city"
    return "town" if code in ("PPLA2", "PPLA3") or population >= 5_000 else "village"


def _plain_arabic(name: str) -> bool:
    """GeoNames' inline alternates carry no language; letters of Persian, Urdu and Kurdish tell theirs."""
    return bool(name.strip()) and all("\u0621" <= c <= "\u0652" or c in " -" for c in name.strip())


# ── Who's On First ───────────────────────────────────────────────────────────────────────────────────────────────

_PLACETYPES = {"region": "admin1", "county": "admin2", "localadmin": "admin3", "locality": "town", "borough": "quarter",
               "neighbourhood": "quarter", "macrohood": "quarter", "microhood": "quarter"}  # fmt: skip
_WOF_NAMES = ("name:ara_x_preferred", "name:ara_x_variant", "name:ara_x_colloquial")


def _whos_on_first(country: str | None, row: Row) -> ImportedPlace | None:
    """A record of Who's On First: its own GeoJSON, of its database, or a table (wof_id, placetype, names_ar, lat, lon)."""
    cells = row.cells
    placetype = _first(cells, "wof:placetype", "placetype")
    if placetype is None:
        raise ValueError("no placetype")
    level = _PLACETYPES.get(str(placetype))
    of = _first(cells, "wof:country", "iso:country", "country")
    gone = str(_first(cells, "mz:is_current", "is_current")) == "0" or _first(cells, "edtf:deprecated")
    if level is None or gone or (country and of and of != country):
        return None
    people = _count(_first(cells, "gn:population", "wof:population", "population"))
    if level == "town":
        level = "city" if people >= 100_000 else "town" if people >= 5_000 else "village"
    names = [n for key in _WOF_NAMES for n in cells.get(key) or ()]
    names += [n for n in str(_first(cells, "names_ar", "name_ar") or "").split("|") if n]
    lat, lon, radius = _placed(cells, ("geom:latitude", "lat"), ("geom:longitude", "lon"))
    return ImportedPlace(
        _needed(cells, "wof:id", "wof_id"), str(_first(cells, "wof:name", "name") or ""), arabic_names(names), lat, lon,
        level, _country(of, country), str(cells.get("admin1") or ""), people, radius, "Who's On First",
        terms="CC BY 4.0, Who's On First (https://whosonfirst.org/docs/licenses)", file=row.file, where=row.where,
    )  # fmt: skip


# ── OCHA ─────────────────────────────────────────────────────────────────────────────────────────────────────────

# ADM1_PCODE, admin4Pcode, adm3_pcode; ADM1_EN, admin4Name_en, adm3_name; LocationName_ar, NeighbourhoodPcode
_P_COLUMN = re.compile(
    r"(?:adm(?:in)?(?P<level>\d)|(?P<spot>location|place|community|neighbou?r?(?:hood)?))_?(?P<what>"
    r"p_?code|name1|name(?=$|_?en)|(?:name_?)?(?:alt\d_?)?ar|(?:name_?)?en)(?:_?en)?$",
    re.IGNORECASE,
)
_LATS = ("center_lat", "latitude_y", "latitude", "lat_y", "lat", "point_y", "y")
_LONS = ("center_lon", "longitude_x", "longitude", "long_x", "lon", "long", "point_x", "x")
_TYPES = re.compile(r"(?:location|place|population|community)?_?(?:type|class)(?:_?en)?$", re.IGNORECASE)


def _p_coded(country: str | None, source: str, row: Row) -> ImportedPlace | None:
    """A row of a table with P-codes, of the deepest level that has one; the fourth level are places."""
    by_level: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    kind = ""
    for name, value in row.cells.items():
        if value in (None, "") or not isinstance(name, str):
            continue
        if hit := _P_COLUMN.match(name.strip()):
            what = hit["what"].lower().replace("_", "")
            key = "pcode" if "code" in what else "ar" if what.endswith(("ar", "name1")) else "en"
            level = int(hit["level"]) if hit["level"] else 6 if hit["spot"].lower().startswith("neigh") else 5
            by_level[level][key].append(str(value))
        elif _TYPES.match(name.strip()):
            kind = str(value).lower()
    coded = [level for level, found in by_level.items() if "pcode" in found]
    if not coded:
        raise ValueError("no P-code; looked for columns such as ADM1_PCODE, admin4Pcode and LocationPcode")
    if (deepest := max(coded)) == 0:
        return None  # the country itself
    found = by_level[deepest]
    pcode = found["pcode"][0]
    cells = {str(k).strip().lower(): v for k, v in row.cells.items()}
    lat, lon, radius = _placed(cells, _LATS, _LONS)
    if (area := _first(cells, "area_sqkm")) and deepest <= 3:
        radius = round(math.sqrt(max(_number(area), 0.0) / math.pi), 1)
    return ImportedPlace(
        pcode, "".join(found["en"][:1]), arabic_names(found["ar"]), lat, lon, _p_level(deepest, kind),
        _country(country, pcode[:2]), radius_km=radius, source=source, terms="CC BY 3.0 IGO, OCHA (https://data.humdata.org)",
        file=row.file, where=row.where,
    )  # fmt: skip


def _p_level(level: int, kind: str) -> str:
    if level <= 3:
        return f"admin{level}"
    return "quarter" if level == 6 or "neighb" in kind else "camp" if "camp" in kind else "village"


# ── a mapping ────────────────────────────────────────────────────────────────────────────────────────────────────

COLUMNS = ("source_id", "ar", "en", "lat", "lon", "level", "country", "admin1", "population", "radius_km")


def read_mapping(path: Path) -> ColumnMap:
    """A mapping file (YAML or JSON). Raises ValueError naming the file and the fault."""
    import yaml

    try:
        mapping = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf8")), ColumnMap)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: {' '.join(str(error).split())}") from error
    unknown = [c for c in mapping.columns if c not in COLUMNS]
    missing = [c for c in ("source_id", "ar") if c not in mapping.columns]
    if unknown or missing:
        told = f"unknown {', '.join(unknown)}" if unknown else f"{' and '.join(missing)} missing"
        raise ValueError(f"{path}: columns: {told}; known are {', '.join(COLUMNS)}")
    for level in (mapping.level, *mapping.levels.values()):
        if level is not None and level not in LEVELS:
            raise ValueError(f"{path}: no such level: {level}; the levels are {', '.join(sorted(LEVELS))}")
    if not (mapping.level or "level" in mapping.columns):
        raise ValueError(f"{path}: give a level, or columns.level")
    if not (mapping.source.strip() and mapping.licence.strip()):
        raise ValueError(f"{path}: source and licence must not be empty")
    return mapping


def _mapped(country: str | None, mapping: ColumnMap, row: Row) -> ImportedPlace:
    absent = [c for c in mapping.columns.values() if c not in row.cells]
    if set(absent) & {mapping.columns["source_id"], mapping.columns["ar"]}:
        raise ValueError(f"no column {', '.join(absent)}")
    cells = {key: row.cells.get(column) for key, column in mapping.columns.items()}
    told = str(cells.get("level") or "").strip()
    level = mapping.levels.get(told) or (told if told in LEVELS else mapping.level if not told else None)
    if level is None:
        raise ValueError(f"level {told!r} is none of ours; say under `levels` what it is")
    lat, lon, radius = _placed({**cells, "geometry": row.cells.get("geometry")}, ("lat",), ("lon",))
    return ImportedPlace(
        _needed(cells, "source_id"), str(cells.get("en") or "").strip(),
        arabic_names(re.split(r"[|;؛]", str(cells.get("ar") or ""))), lat, lon, level,
        _country(_first(cells, "country"), country or mapping.country), admin1=str(cells.get("admin1") or "").strip(),
        population=_count(cells.get("population")), radius_km=_number(cells.get("radius_km") or 0) or radius,
        source=mapping.source.strip(), terms=mapping.licence.strip(), file=row.file, where=row.where,
    )  # fmt: skip


# ── cells ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _first(cells: Mapping[str, Any], *names: str) -> Any:
    return next((cells[n] for n in names if cells.get(n) not in (None, "")), None)


def _needed(cells: Mapping[str, Any], *names: str) -> str:
    value = _first(cells, *names)
    if value is None:
        raise ValueError(f"no {names[-1]}")
    return str(value).strip()


def _number(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"{value!r} is no number")
    return number


def _count(value: Any) -> int:
    return max(0, int(_number(value))) if value not in (None, "") else 0


def _country(given: Any, other: str | None) -> str:
    code = str(given or other or "").strip().upper()
    if code not in known_countries():
        raise ValueError(f"no such country: {code} (two letters, ISO 3166)" if code else "no country; give --country")
    return code


def _placed(cells: Mapping[str, Any], lats: tuple[str, ...], lons: tuple[str, ...]) -> tuple[float, float, float]:
    """The row's own point, with the radius of its outline where it has one; else the middle of the outline."""
    geometry = cells.get("geometry")
    lat, lon = _first(cells, *lats), _first(cells, *lons)
    if lat is None and lon is None:
        return centre(geometry)
    y, x = point(lat, lon)
    return y, x, centre(geometry)[2] if geometry else 0.0
