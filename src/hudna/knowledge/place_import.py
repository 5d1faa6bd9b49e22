"""Imported places: what a row of another gazetteer becomes, what is checked, and the table that the reader loads.

Source, licence and the source's own id stay in every row. An imported place never fires on its bare name alone: it asks
for the story's country, and for a class word or a listed neighbour where its name is short, common or an everyday word.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from hudna.knowledge.outlines import Outlines, outlines
from hudna.knowledge.place_rows import Rejected
from hudna.knowledge.place_tables import DATA, SETTLED, read_rows
from hudna.text.tokens import fold

COLUMNS = ("id", "en", "ar", "lat", "lon", "level", "radius_km", "country", "admin1", "parent", "licence", "how",
           "estimate", "population", "source", "terms", "source_id")  # fmt: skip
LEVELS = SETTLED | {"region", "admin1", "admin2", "admin3", "base", "airport", "crossing", "site", "area", "water"}
_RADIUS = {"city": 8.0, "town": 3.0, "village": 2.0, "quarter": 1.5, "admin1": 60.0, "admin2": 15.0, "admin3": 8.0}
_KNOWN_POPULATION = 5_000  # a smaller place of one word is as often an everyday word: زيارة, محطة, حلول
_HELD_BY = {"SY": "IL", "EH": "MA"}  # the Golan; Western Sahara
_HELD_KM = 30.0
_TITLES = frozenset({"الشيخ", "السيد", "الحاج", "النبي", "الامام", "الامير", "الملك", "عبد", "ابو", "ابن", "بن"})
_NAMESAKES = 5  # a name that this many imported places bear is not enough by itself


@dataclass(frozen=True, slots=True)
class ImportedPlace:
    """A row on its way in; `terms` is the licence with the attribution due, a `radius_km` of 0 is untold."""

    source_id: str
    en: str
    names: tuple[str, ...]  # Arabic, the usual one first
    lat: float
    lon: float
    level: str
    country: str
    admin1: str = ""
    population: int = 0
    radius_km: float = 0.0
    source: str = ""
    terms: str = ""
    file: str = ""
    where: str = ""


@dataclass(slots=True)
class Outcome:
    """What an import came to: the places, what was at fault, and how many rows were passed over."""

    places: list[ImportedPlace] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    nameless: int = 0  # without an Arabic name
    others: int = 0  # of kinds that are no places of ours


def checked(items: Iterable[ImportedPlace | Rejected | None], known: Outlines | None = None) -> Outcome:
    """The places that have an Arabic name and lie in their country; their province is taken from the outlines."""
    known = known or outlines()
    out = Outcome()
    seen: set[tuple[str, str]] = set()
    for item in items:
        if item is None:
            out.others += 1
        elif isinstance(item, Rejected):
            out.rejected.append(item)
        elif not item.names:
            out.nameless += 1
        elif (item.source, item.source_id) in seen:
            out.rejected.append(_fault(item, f"{item.source_id} is there twice"))
        elif not _at_home(item, known):
            out.rejected.append(_fault(item, f"{item.lat:.3f}, {item.lon:.3f} lies outside {item.country}"))
        else:
            seen.add((item.source, item.source_id))
            out.places.append(replace(item, admin1=_province(item, known)))
    return out


def _at_home(place: ImportedPlace, known: Outlines) -> bool:
    """Whether a point lies in its country, or just beyond where the outlines draw a line of control for a border."""
    if known.holds(place.country, place.lat, place.lon) is not False:
        return True
    holder = _HELD_BY.get(place.country)
    beyond = holder is not None and known.country(place.lat, place.lon) == holder
    return beyond and known.holds(place.country, place.lat, place.lon, _HELD_KM) is True


def _fault(place: ImportedPlace, why: str) -> Rejected:
    name = " ".join(n for n in (place.en, *place.names[:1]) if n)
    return Rejected(place.file, place.where, f"{name}: {why}")


def _province(place: ImportedPlace, known: Outlines) -> str:
    """The province stated where the point lies in it, else the one whose outline holds the point."""
    if place.admin1 and known.holds(place.admin1, place.lat, place.lon) is not False:
        return place.admin1
    return known.division(place.country, place.lat, place.lon) or ""


def arabic_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names in Arabic letters, one a folded form, white space and the table's own signs evened out.

    >>> arabic_names(["الرستن", "Rastan", "الرَّسْتَن"])
    ('الرستن',)
    """
    kept: dict[str, str] = {}
    for name in names:
        even = " ".join(str(name).replace("|", " ").replace('"', " ").split())
        if any("\u0621" <= c <= "\u064a" for c in even) and not any(c.isascii() and c.isalpha() for c in even):
            kept.setdefault(fold(even), even)
    return tuple(kept.values())


@lru_cache(maxsize=1)
def known_countries() -> frozenset[str]:
    """ISO 3166 codes of two letters of the countries in the gazetteer."""
    return frozenset(row["id"] for row in read_rows(DATA / "gazetteer" / "countries.tsv"))


def write_table(places: Iterable[ImportedPlace], path: Path) -> int:
    """Write the table that `Gazetteer.load([path])` reads, whole or not at all; how many rows."""
    rows = sorted(places, key=lambda p: (p.source, p.source_id))
    namesakes = Counter(fold(p.names[0]) for p in rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf8", newline="") as file:
            table = (COLUMNS, *(_row(p, namesakes[fold(p.names[0])]) for p in rows))
            file.writelines("\t".join(cells) + "\n" for cells in table)
        os.replace(part, path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    return len(rows)


def _row(p: ImportedPlace, namesakes: int) -> tuple[str, ...]:
    small = p.population < _KNOWN_POPULATION and p.level not in ("admin1", "admin2")
    common = namesakes >= _NAMESAKES or (small and any(map(_everyday, p.names)))
    licence = "context" if common or p.level == "quarter" else "country"
    prefix = "".join(c for c in p.source.lower() if c.isalnum())
    cells = (
        f"{prefix}-{p.source_id}", p.en, "|".join(p.names), f"{p.lat:.5f}", f"{p.lon:.5f}", p.level,
        f"{p.radius_km or _RADIUS.get(p.level, 3.0):g}", p.country, p.admin1, p.admin1, licence, "imported", "no",
        str(p.population), p.source, p.terms, p.source_id,
    )  # fmt: skip
    return tuple(" ".join(c.split()) for c in cells)


def _everyday(name: str) -> bool:
    """Whether a small place's name may be a word or a person: one word, الشيخ محمد, عز الدين, أبو قاسم."""
    words = fold(name).split()
    return len(words) == 1 or words[0] in _TITLES or words[-1] == "الدين"


def licences(paths: Iterable[Path]) -> list[tuple[str, str, int]]:
    """The attributions due for imported tables: (source, terms, rows)."""
    seen: Counter[tuple[str, str]] = Counter()
    for path in paths:
        seen.update((r["source"], r["terms"]) for r in read_rows(path))
    return [(source, terms, n) for (source, terms), n in sorted(seen.items())]
