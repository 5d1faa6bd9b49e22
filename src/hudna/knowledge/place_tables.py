"""The gazetteer's tables: entries read from TSV files, what their bare names need, records of one place merged."""

from __future__ import annotations

import csv
import gzip
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from pathlib import Path

from hudna.text.tokens import fold_phrase

DATA = Path(__file__).parent / "data"
SETTLED = frozenset({"city", "town", "village", "quarter", "camp", "settlement"})
_SAME_PLACE_KM = 12.0
_FREE_POPULATION = 50_000
# Countries whose places have Arabic names of their own; elsewhere a name is a transliteration.
ARABIC = frozenset("SY IQ LB JO YE PS LY SD EG SA KW BH QA AE OM TN DZ MA MR EH IL".split())
_SHIPPED = frozenset({"hudna", "geonames", "natural-earth"})
_WIDE = frozenset({"country", "region", "admin1"})


class Licence(IntEnum):
    """What a bare name needs to count as a place."""

    FREE = 0  # nothing
    COUNTRY = 1  # the story is about its country, or a class word or a listed place stands by it
    CONTEXT = 2  # a class word or a listed place: the name is an everyday word


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place; `lat`/`lon` in degrees (WGS 84), `admin` its codes (ISO 3166), most general first."""

    id: str
    en: str
    ar: str
    aliases: tuple[str, ...]
    lat: float
    lon: float
    level: str
    radius_km: float
    country: str
    admin: tuple[str, ...] = ()
    population: int = 0
    licence: Licence = Licence.FREE
    parent: str | None = None
    source: str = "geonames"

    @property
    def doubtful(self) -> bool:
        """Whether it is an imported place whose name is as often an everyday word."""
        return self.licence is Licence.CONTEXT and self.source not in _SHIPPED

    @property
    def licence_needed(self) -> bool:
        return self.licence is Licence.CONTEXT


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points.

    >>> round(distance_km((33.51, 36.29), (33.89, 35.50)))
    84
    """
    la1, lo1, la2, lo2 = map(math.radians, (*a, *b))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def table_paths(extra: Iterable[Path]) -> list[Path]:
    """Ours first: of two entries for one place, the earlier one stays."""
    built = [DATA / "gazetteer" / n for n in ("admin1.tsv", "admin2.tsv", "cities.tsv.gz")]
    return [*sorted((DATA / "places").glob("*.tsv")), *built, *extra]


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    raw = path.read_bytes()
    lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf8").splitlines()
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def read_table(path: Path) -> list[PlaceEntry]:
    """The entries of a table. Raises ValueError naming the file and the line."""
    made: list[PlaceEntry] = []
    try:
        made.extend(_entry(row, path) for row in read_rows(path))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        told = f"no column {error}" if isinstance(error, KeyError) else str(error)
        raise ValueError(f"{path}, line {len(made) + 2}: {told}") from error
    return made


def _entry(row: dict[str, str], path: Path) -> PlaceEntry:
    names = row["ar"].split("|")
    country, admin1 = row["country"], row.get("admin1") or ""
    population = int(row.get("population") or 0)
    ours = "hudna" if path.parent.name == "places" else "geonames"
    return PlaceEntry(
        id=row["id"], en=row["en"], ar=names[0], aliases=tuple(names[1:]), lat=float(row["lat"]), lon=float(row["lon"]),
        level=row["level"], radius_km=float(row["radius_km"]), country=country,
        admin=tuple(a for a in (country, admin1) if a), population=population, licence=_licence_of(row, population),
        parent=row.get("parent") or None, source=row.get("source") or ours,
    )  # fmt: skip


def _licence_of(row: dict[str, str], population: int) -> Licence:
    """The licence written in the row, else by level and size."""
    if given := row.get("licence"):
        return Licence[given.upper()]
    level, single = row["level"], " " not in row["ar"].split("|")[0]
    if "feature" not in row:  # curated: quarters and streets are everyday words more often than not
        return Licence.CONTEXT if single and level in {"quarter", "site", "camp"} else Licence.FREE
    if row["country"] not in ARABIC:  # a transliteration, which often spells an Arabic word
        return _foreign_licence(row, population, single)
    if level in _WIDE or (level == "city" and (population >= _FREE_POPULATION or row["feature"] in {"PPLC", "PPLA"})):
        return Licence.FREE
    return Licence.CONTEXT if level == "quarter" else Licence.COUNTRY


def _foreign_licence(row: dict[str, str], population: int, single: bool) -> Licence:
    short = single and min(len(n) for n in row["ar"].split("|")) <= 4
    if row["feature"] != "PPLC" and (short or (row["level"] in {"town", "village", "quarter"} and single)):
        return Licence.CONTEXT
    great = row["level"] in _WIDE or population >= 300_000 or row["feature"] == "PPLC"
    return Licence.FREE if great else Licence.COUNTRY


def merged(*tables: list[PlaceEntry]) -> Iterator[PlaceEntry]:
    """All entries; a later record of a place (same name, same kind of level, nearby) adds its names to the first."""
    kept: dict[str, PlaceEntry] = {}
    seen: dict[str, list[str]] = defaultdict(list)
    for table in tables:
        fresh = []
        for entry in table:
            names = folded_names(entry)
            if entry.id in kept:  # the same division in both: the point is the outline's
                both = _absorbed(kept[entry.id], entry)  # of two imports of one place, the point is the later one's
                kept[entry.id] = replace(both, lat=entry.lat, lon=entry.lon, radius_km=entry.radius_km)
                continue
            held = next((i for n in names for i in seen.get(n, ()) if _same(entry, kept[i])), None)
            if held is None:
                fresh.append((entry, names))
            else:
                kept[held] = _absorbed(kept[held], entry)
        for entry, names in fresh:
            kept[entry.id] = entry
            for name in names:
                seen[name].append(entry.id)
    yield from kept.values()


def _absorbed(kept: PlaceEntry, other: PlaceEntry) -> PlaceEntry:
    """`kept` with the longer names and the population of another record of it.

    A single word that only an import calls it by is left out: it would fire under the licence of `kept`.
    """
    ours = other.source in _SHIPPED
    known = (kept.ar, *kept.aliases)
    more = tuple(n for n in (other.ar, *other.aliases) if n not in known and (len(n) > 4 if ours else " " in n))
    return replace(kept, aliases=(*kept.aliases, *more), population=max(kept.population, other.population))


def _same(a: PlaceEntry, b: PlaceEntry) -> bool:
    if a.level != b.level and not (a.level in SETTLED and b.level in SETTLED):
        return False
    near = _SAME_PLACE_KM if a.level in SETTLED else 80.0
    one_land = a.country == b.country or {a.country, b.country} == {"IL", "PS"}  # Jerusalem stands in both
    return one_land and distance_km((a.lat, a.lon), (b.lat, b.lon)) <= near


def folded_names(entry: PlaceEntry) -> set[str]:
    return {key for name in (entry.ar, *entry.aliases) if (key := " ".join(fold_phrase(name)))}
