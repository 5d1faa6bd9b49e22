"""Importers: other gazetteers' files to the table that `Gazetteer.load(paths)` reads, source and licence in every row.

Read are GeoNames country dumps with their alternate names, Who's On First tables and GeoJSON, OCHA COD-AB tables with
P-codes and the HDX populated places (saved as CSV), and any CSV or GeoJSON with a mapping of columns. An imported
place never fires on its bare name alone: it asks for the story's country, and for a class word or a listed neighbour
where its name is short and common.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hudna.knowledge.outlines import Outlines, outlines
from hudna.text.tokens import fold

COLUMNS = (
    "id",
    "en",
    "ar",
    "lat",
    "lon",
    "level",
    "radius_km",
    "country",
    "admin1",
    "parent",
    "licence",
    "how",
    "estimate",
    "population",
    "source",
    "terms",
    "source_id",
)
_RADIUS = {"city": 8.0, "town": 3.0, "village": 2.0, "quarter": 1.5, "admin1": 60.0, "admin2": 15.0, "admin3": 8.0}
_KNOWN_POPULATION = 5_000  # a smaller place of one word is as often an everyday word: زيارة, محطة, حلول
_NAMESAKES = 5  # a name that this many imported places bear is not enough by itself


@dataclass(frozen=True, slots=True)
class ImportedPlace:
    """A row on its way in; `terms` is the licence with the attribution due."""

    source_id: str
    en: str
    names: tuple[str, ...]  # Arabic, the usual one first
    lat: float
    lon: float
    level: str
    country: str
    admin1: str = ""
    population: int = 0
    source: str = ""
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row left out, and why."""

    source_id: str
    name: str
    why: str


# ── formats ──────────────────────────────────────────────────────────────────────────────────────────────────────


def geonames(dump: Path, alternate_names: Path | None = None) -> Iterator[ImportedPlace]:
    """Settlements and divisions of a GeoNames country dump (`XX.txt`); Arabic names from `alternateNamesV2.txt`."""
    arabic = _alternates(alternate_names) if alternate_names else {}
    for row in _tab_rows(dump):
        level = _geonames_level(row[6], row[7], int(row[14] or 0))
        if level:
            names = arabic.get(row[0]) or _arabic_only(row[3].split(","))
            yield ImportedPlace(
                row[0],
                row[1],
                tuple(names),
                float(row[4]),
                float(row[5]),
                level,
                row[8],
                population=int(row[14] or 0),
                source="GeoNames",
                terms="CC BY 4.0, GeoNames",
            )


def _alternates(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in _tab_rows(path):
        if row[2] == "ar":
            preferred = len(row) > 4 and row[4] == "1"
            found[row[1]].insert(0 if preferred else len(found[row[1]]), row[3])
    return found


def _geonames_level(kind: str, code: str, population: int) -> str | None:
    if kind == "A":
        return {"ADM1": "admin1", "ADM2": "admin2"}.get(code)
    if kind != "P" or code in ("PPLQ", "PPLW", "PPLH"):
        return None
    if code == "PPLX":
        return "quarter"
    return "city" if code in ("PPLC", "PPLA") or population >= 100_000 else "town" if population >= 5_000 else "village"


def whos_on_first(path: Path) -> Iterator[ImportedPlace]:
    """A tab-separated extract of Who's On First: wof_id, placetype, name, names_ar, lat, lon, country."""
    levels = {
        "region": "admin1",
        "county": "admin2",
        "locality": "town",
        "neighbourhood": "quarter",
        "macrohood": "quarter",
    }
    with path.open(encoding="utf8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if level := levels.get(row["placetype"]):
                names = tuple(n for n in row["names_ar"].split("|") if n)
                yield ImportedPlace(
                    row["wof_id"],
                    row["name"],
                    names,
                    float(row["lat"]),
                    float(row["lon"]),
                    level,
                    row["country"],
                    source="Who's On First",
                    terms="CC BY 4.0, Who's On First",
                )


def cod_ab(path: Path, country: str, level: int) -> Iterator[ImportedPlace]:
    """An OCHA COD-AB table or GeoJSON of one level: `ADM1_PCODE`, `ADM1_EN`, `ADM1_AR` and a centre."""
    key = f"ADM{level}"
    columns = {"source_id": f"{key}_PCODE", "en": f"{key}_EN", "ar": f"{key}_AR"}
    return mapped(
        path, columns, country=country, level=f"admin{level}", source="OCHA COD-AB", terms="CC BY 3.0 IGO, OCHA"
    )


def mapped(
    path: Path, columns: Mapping[str, str], *, country: str, level: str, source: str, terms: str
) -> Iterator[ImportedPlace]:
    """Any CSV or GeoJSON; `columns` says which of its columns hold source_id, en, ar, lat and lon."""
    for row in _records(path):
        lat, lon = _centre(row, columns)
        names = tuple(n.strip() for n in str(row.get(columns["ar"]) or "").split("|") if n.strip())
        own = str(row.get(columns.get("level", ""), "") or level)
        yield ImportedPlace(
            str(row[columns["source_id"]]),
            str(row.get(columns["en"]) or ""),
            names,
            lat,
            lon,
            own,
            country,
            source=source,
            terms=terms,
        )


def _records(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix in (".json", ".geojson"):
        loaded = json.loads(path.read_text(encoding="utf8"))
        for feature in loaded["features"] if isinstance(loaded, dict) else loaded:
            yield {**feature.get("properties", feature), "geometry": feature.get("geometry")}
        return
    with path.open(encoding="utf-8-sig") as lines:
        yield from csv.DictReader(lines, delimiter="\t" if path.suffix == ".tsv" else ",")


def _centre(row: Mapping[str, Any], columns: Mapping[str, str]) -> tuple[float, float]:
    given = (columns.get("lat", ""), columns.get("lon", ""))
    for lat, lon in (given, ("center_lat", "center_lon"), ("lat", "lon")):
        if row.get(lat) not in (None, "") and row.get(lon) not in (None, ""):
            return float(row[lat]), float(row[lon])
    points = list(_points((row.get("geometry") or {}).get("coordinates", [])))
    if not points:
        raise ValueError(f"no point in {dict(list(row.items())[:3])}")
    return sum(p[1] for p in points) / len(points), sum(p[0] for p in points) / len(points)


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], (int, float)):
        yield coordinates[0], coordinates[1]
    else:
        for part in coordinates:
            yield from _points(part)


def _tab_rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _arabic_only(names: Iterable[str]) -> list[str]:
    """Names in Arabic letters alone, one a folded form (GeoNames' inline alternates carry no language)."""
    kept: dict[str, str] = {}
    for name in names:
        name = name.strip()
        if name and all("\u0621" <= c <= "\u0652" or c in " -" for c in name):
            kept.setdefault(fold(name), name)
    return list(kept.values())


# ── out ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def checked(
    places: Iterable[ImportedPlace], known: Outlines | None = None
) -> tuple[list[ImportedPlace], list[Rejected]]:
    """The places that have an Arabic name and lie in their country; the others with the reason."""
    known = known or outlines()
    good, bad = [], []
    for place in places:
        if not place.names:
            bad.append(Rejected(place.source_id, place.en, "no Arabic name"))
        elif known.holds(place.country, place.lat, place.lon) is False:
            bad.append(Rejected(place.source_id, place.en, f"outside {place.country}"))
        elif place.admin1 and known.holds(place.admin1, place.lat, place.lon) is False:
            good.append(replace(place, admin1=""))  # the point is kept, its province is not believed
        else:
            good.append(place)
    return good, bad


def write_table(places: Iterable[ImportedPlace], path: Path) -> int:
    """Write the table that `Gazetteer.load([path])` reads; how many rows."""
    rows = sorted(places, key=lambda p: (p.source, p.source_id))
    namesakes = Counter(fold(p.names[0]) for p in rows)
    with path.open("w", encoding="utf8", newline="") as handle:
        writer = csv.writer(handle, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar="\\")
        writer.writerow(COLUMNS)
        writer.writerows(_row(p, namesakes[fold(p.names[0])]) for p in rows)
    return len(rows)


def _row(p: ImportedPlace, namesakes: int) -> list[str]:
    small = p.population < _KNOWN_POPULATION and p.level not in ("admin1", "admin2")
    common = namesakes >= _NAMESAKES or (small and any(" " not in name for name in p.names))
    licence = "context" if common or p.level == "quarter" else "country"
    prefix = "".join(c for c in p.source.lower() if c.isalnum())
    return [
        f"{prefix}-{p.source_id}",
        p.en,
        "|".join(p.names),
        f"{p.lat:.5f}",
        f"{p.lon:.5f}",
        p.level,
        f"{_RADIUS.get(p.level, 3.0):g}",
        p.country,
        p.admin1,
        p.admin1,
        licence,
        "imported",
        "no",
        str(p.population),
        p.source,
        p.terms,
        p.source_id,
    ]


def licences(paths: Iterable[Path]) -> list[tuple[str, str, int]]:
    """The attributions due for imported tables: (source, terms, rows)."""
    seen: Counter[tuple[str, str]] = Counter()
    for path in paths:
        with path.open(encoding="utf8") as lines:
            seen.update(
                (r["source"], r["terms"]) for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            )
    return [(source, terms, n) for (source, terms), n in sorted(seen.items())]
