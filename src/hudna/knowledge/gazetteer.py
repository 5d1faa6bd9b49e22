"""The gazetteer: places with their names, points, levels and radii, and the words that stand around place names.

Names are keyed on folded forms. Where a name is also an everyday word, a person's name or the name of many villages, a
licence is asked for before it counts as a place; `Licence` says which.
"""

from __future__ import annotations

import csv
import gzip
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path
from typing import Any

import yaml

from hudna.knowledge.inflect import nisba_forms, noun_forms
from hudna.text.tokens import fold, fold_phrase

DATA = Path(__file__).parent / "data"
KM_PER_DEGREE = 111.2
SETTLED = frozenset({"city", "town", "village", "quarter", "camp", "settlement"})
_SAME_PLACE_KM = 12.0
_FREE_POPULATION = 50_000
_ARAB = frozenset("SY IQ LB JO YE PS LY SD EG SA KW BH QA AE OM TN DZ MA MR EH IL".split())
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
    def licence_needed(self) -> bool:
        return self.licence is Licence.CONTEXT


@dataclass(frozen=True, slots=True)
class PlaceClass:
    """A noun that says what kind of place follows."""

    id: str
    noun: str
    levels: frozenset[str]
    unknown: bool = False
    pointer: bool = False
    site: bool = False
    lists: bool = False


@dataclass(frozen=True, slots=True)
class ClassForm:
    """One written form of a class noun: `number` s, d or p."""

    cls: PlaceClass
    number: str
    definite: bool
    extra: tuple[str, ...] = ()  # the other words of a noun of several words (مركز شرطة)


@dataclass(slots=True)
class PlaceWords:
    """The closed classes of `place_words.yml`, folded."""

    classes: dict[str, ClassForm] = field(default_factory=dict)
    relations: dict[tuple[str, ...], tuple[str, float]] = field(default_factory=dict)
    units: dict[tuple[str, ...], float] = field(default_factory=dict)
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    camp_tails: frozenset[tuple[str, ...]] = frozenset()


Point = tuple[float, float, float]  # latitude, longitude, radius in kilometres


@dataclass(slots=True)
class Gazetteer:
    """Entries by id and by name. Safe to share: what it remembers is only a cache."""

    entries: dict[str, PlaceEntry] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    strict: frozenset[str] = frozenset()
    words: PlaceWords = field(default_factory=PlaceWords)
    nisbas: dict[str, str] = field(default_factory=dict)  # folded nisba form, with or without the article -> ISO-2
    capitals: dict[str, str] = field(default_factory=dict)  # ISO-2 -> place id
    sectors: dict[tuple[str, str], Point] = field(default_factory=dict)
    borders: dict[tuple[str, str], Point] = field(default_factory=dict)
    remembered: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def __getstate__(self) -> tuple[object, ...]:
        rows = [_row(e) for e in self.entries.values()]
        return (rows, self.names, self.longest, self.strict, self.words, self.nisbas, self.capitals, self.sectors,
                self.borders)

    def __setstate__(self, state: tuple[object, ...]) -> None:
        rows, *rest = state
        (self.names, self.longest, self.strict, self.words, self.nisbas, self.capitals, self.sectors,
         self.borders) = rest  # type: ignore[assignment]
        self.entries = {row[0]: PlaceEntry(*row) for row in rows}  # type: ignore[attr-defined]
        self.remembered = {}

    @classmethod
    def load(cls, paths: Iterable[Path] | None = None) -> Gazetteer:
        """The gazetteer of the data folder; `paths` are further tables in the same columns (imported places)."""
        made = cls(words=_place_words(), strict=_homographs())
        for entry in _merged(*(_table(p) for p in _tables(paths or ()))):
            made.entries[entry.id] = entry
        _add_countries(made)
        _index(made)
        _add_shapes(made)
        return made

    def match(self, forms: Sequence[str]) -> tuple[int, tuple[str, ...]]:
        """The longest name that `forms` begin with: how many of them, and the ids of its places.

        >>> Gazetteer.load().match(["خان", "شيخون", "في"])[0]
        2
        """
        for n in range(min(self.longest.get(forms[0], 0), len(forms)), 0, -1):
            if ids := self.names.get(" ".join(forms[:n])):
                return n, ids
        return 0, ()

    def licence(self, name: str, ids: Sequence[str]) -> Licence:
        """What the folded `name`, standing for one of `ids`, needs."""
        if name in self.strict:
            return Licence.CONTEXT
        return min((self.entries[i].licence for i in ids), default=Licence.CONTEXT)

    def readings(self, form: str) -> tuple[tuple[str, str], ...]:
        """The ways to read a word as the beginning of a place: (proclitics, rest), fewest proclitics first."""
        if (known := self.remembered.get(form)) is None:
            if len(self.remembered) > 300_000:
                self.remembered.clear()
            known = self.remembered[form] = tuple(r for r in _cuts(form) if self._begins(*r))
        return known

    def _begins(self, proclitic: str, rest: str) -> bool:
        if rest in self.words.classes or rest in self.words.sets["openers"]:
            return True
        if rest not in self.longest:
            return False
        return not proclitic or len(rest) > 2


def _row(e: PlaceEntry) -> tuple[object, ...]:
    return (e.id, e.en, e.ar, e.aliases, e.lat, e.lon, e.level, e.radius_km, e.country, e.admin, e.population, e.licence,
            e.parent, e.source)  # fmt: skip


def _cuts(form: str) -> Iterator[tuple[str, str]]:
    """Ways to cut proclitics off; the article that لل swallows comes back."""
    yield "", form
    for conjunction in ("", "و", "ف"):
        if not form.startswith(conjunction) or len(form) < len(conjunction) + 3:
            continue
        rest = form[len(conjunction) :]
        if conjunction:
            yield conjunction, rest
        if rest.startswith("لل"):
            yield conjunction + "ل", "ال" + rest[2:]
        elif rest[0] in "بلك" and len(rest) > 3:
            yield conjunction + rest[0], rest[1:]


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points.

    >>> round(distance_km((33.51, 36.29), (33.89, 35.50)))
    84
    """
    la1, lo1, la2, lo2 = map(math.radians, (*a, *b))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _tables(extra: Iterable[Path]) -> list[Path]:
    """Ours first: of two entries for one place, the earlier one stays."""
    built = [DATA / "gazetteer" / n for n in ("admin1.tsv", "admin2.tsv", "cities.tsv.gz")]
    return [*sorted((DATA / "places").glob("*.tsv")), *built, *extra]


def _read(path: Path) -> Iterator[dict[str, str]]:
    opened = gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8")
    with opened as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _table(path: Path) -> list[PlaceEntry]:
    return [_entry(row, path) for row in _read(path)]


def _entry(row: dict[str, str], path: Path) -> PlaceEntry:
    names = row["ar"].split("|")
    country, admin1 = row["country"], row.get("admin1") or ""
    population = int(row.get("population") or 0)
    return PlaceEntry(
        id=row["id"], en=row["en"], ar=names[0], aliases=tuple(names[1:]), lat=float(row["lat"]), lon=float(row["lon"]),
        level=row["level"], radius_km=float(row["radius_km"]), country=country,
        admin=tuple(a for a in (country, admin1) if a), population=population, licence=_licence_of(row, population),
        parent=row.get("parent") or None, source="hudna" if path.parent.name == "places" else row.get("source") or "geonames",
    )  # fmt: skip


def _licence_of(row: dict[str, str], population: int) -> Licence:
    """The licence written in the row, else by level and size."""
    if given := row.get("licence"):
        return Licence[given.upper()]
    level, single = row["level"], " " not in row["ar"].split("|")[0]
    if "feature" not in row:  # curated: quarters and streets are everyday words more often than not
        return Licence.CONTEXT if single and level in {"quarter", "site", "camp"} else Licence.FREE
    if row["country"] not in _ARAB:  # a transliteration, which often spells an Arabic word
        return _foreign_licence(row, population, single)
    if level in _WIDE or (level == "city" and (population >= _FREE_POPULATION or row["feature"] in {"PPLC", "PPLA"})):
        return Licence.FREE
    return Licence.CONTEXT if level == "quarter" else Licence.COUNTRY


def _foreign_licence(row: dict[str, str], population: int, single: bool) -> Licence:
    short = single and min(len(n) for n in row["ar"].split("|")) <= 4
    if row["feature"] != "PPLC" and (short or (row["level"] in {"town", "village", "quarter"} and single)):
        return Licence.CONTEXT
    return Licence.FREE if row["level"] in _WIDE or population >= 300_000 or row["feature"] == "PPLC" else Licence.COUNTRY


def _merged(*tables: list[PlaceEntry]) -> Iterator[PlaceEntry]:
    """All entries; one that an earlier table has nearby under the same name, at the same kind of level, adds to that."""
    kept: dict[str, PlaceEntry] = {}
    seen: dict[str, list[str]] = defaultdict(list)
    for table in tables:
        fresh = []
        for entry in table:
            names = _folded(entry)
            if entry.id in kept:  # the same division in both: the point is the outline's
                kept[entry.id] = replace(_absorbed(kept[entry.id], entry), lat=entry.lat, lon=entry.lon, radius_km=entry.radius_km)
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
    """`kept` with the names of several words and the population of another record of it."""
    more = tuple(n for n in (other.ar, *other.aliases) if n not in (kept.ar, *kept.aliases) and len(n) > 3)
    return replace(kept, aliases=(*kept.aliases, *more), population=max(kept.population, other.population))


def _same(a: PlaceEntry, b: PlaceEntry) -> bool:
    if a.level != b.level and not (a.level in SETTLED and b.level in SETTLED):
        return False
    near = _SAME_PLACE_KM if a.level in SETTLED else 80.0
    return a.country == b.country and distance_km((a.lat, a.lon), (b.lat, b.lon)) <= near


def _folded(entry: PlaceEntry) -> set[str]:
    return {key for name in (entry.ar, *entry.aliases) if (key := " ".join(fold_phrase(name)))}


# ── index and words ──────────────────────────────────────────────────────────────────────────────────────────────


def _index(made: Gazetteer) -> None:
    by_name: dict[str, list[str]] = defaultdict(list)
    for entry in made.entries.values():
        for name in _folded(entry):
            by_name[name].append(entry.id)
    made.names = {name: _not_namesakes(made, ids) for name, ids in by_name.items()}
    for name in made.names:
        first, n = name.split(" ", 1)[0], name.count(" ") + 1
        made.longest[first] = max(n, made.longest.get(first, 0))


def _not_namesakes(made: Gazetteer, ids: list[str]) -> tuple[str, ...]:
    """The ids of a name, less far-off cities that were called after a much larger one (London in Ontario)."""
    entries = [made.entries[i] for i in ids]
    largest = max((e.population for e in entries), default=0)
    known = any(e.source == "hudna" or e.level == "country" for e in entries)
    return tuple(
        e.id for e in entries
        if e.source != "geonames" or e.country in _ARAB or not (known or e.population * 3 < largest)
    )  # fmt: skip


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _add_countries(made: Gazetteer) -> None:
    """Countries stand at the point where maps put their name (`country_points.txt`), else at their outline's middle."""
    points = {r["id"]: r for r in _read(DATA / "gazetteer" / "countries.tsv")}
    for row in _read(DATA / "places" / "country_points.txt"):
        points[row["id"]] |= row
    capitals: dict[str, str] = {}
    for c in _yaml(DATA / "countries.yml"):
        iso = c["iso2"]
        for nisba in c.get("nisba", ()):
            for form, _ in nisba_forms(nisba):
                made.nisbas.setdefault(form, iso)
        if c.get("capital"):
            capitals[iso] = " ".join(fold_phrase(c["capital"]))
        if (row := points.get(iso)) and iso not in made.entries:
            made.entries[iso] = PlaceEntry(
                id=iso, en=c["en"], ar=c["ar"], aliases=tuple(c.get("aliases", ())), lat=float(row["lat"]),
                lon=float(row["lon"]), level="country", radius_km=float(row["radius_km"]), country=iso, admin=(iso,),
                source="natural-earth",
            )  # fmt: skip
    _find_capitals(made, capitals)


def _find_capitals(made: Gazetteer, capitals: dict[str, str]) -> None:
    for entry in made.entries.values():
        name = capitals.get(entry.country)
        if name and entry.level == "city" and name in _folded(entry):
            held = made.capitals.get(entry.country)
            if held is None or made.entries[held].population < entry.population:
                made.capitals[entry.country] = entry.id


def _add_shapes(made: Gazetteer) -> None:
    for r in _read(DATA / "gazetteer" / "sectors.tsv"):
        made.sectors[(r["id"], r["direction"])] = (float(r["lat"]), float(r["lon"]), float(r["radius_km"]))
    for r in _read(DATA / "gazetteer" / "borders.tsv"):
        point = (float(r["lat"]), float(r["lon"]), float(r["radius_km"]))
        made.borders[(r["a"], r["b"])] = made.borders[(r["b"], r["a"])] = point


def _homographs() -> frozenset[str]:
    path = DATA / "places" / "homographs.txt"
    lines = path.read_text(encoding="utf8").splitlines() if path.exists() else []
    return frozenset(" ".join(fold_phrase(w)) for line in lines if not line.startswith("#") for w in line.split("،"))


_LISTS = ("country_pointers", "lands", "class_adjectives", "not_after", "strong_not_after", "given_names", "place_cues",
          "stops", "second_words", "pointer_words", "demonstratives")  # fmt: skip


def _place_words() -> PlaceWords:
    raw = _yaml(DATA / "places" / "place_words.yml")
    words = PlaceWords(camp_tails=frozenset(fold_phrase(t) for t in raw["camp_tails"]))
    for c in raw["classes"]:
        kind = PlaceClass(**{**c, "levels": frozenset(c["levels"])})
        for form in _class_forms(kind):
            words.classes.setdefault(form[0], form[1])
    for r in raw["relations"]:
        for phrase in r["words"]:
            words.relations[fold_phrase(phrase)] = (r["id"], float(r["radius"]))
    for value, units in raw["units"].items():
        for unit in units:
            words.units[fold_phrase(unit)] = float(value)
    words.sets = {name: frozenset(fold(w) for w in raw[name]) for name in _LISTS}
    openers = {phrase[0] for phrase in words.relations} | set(DIRECTIONS) | words.sets["lands"]
    words.sets["openers"] = frozenset(openers | words.sets["country_pointers"] | BORDER_WORDS)
    return words


def _class_forms(kind: PlaceClass) -> Iterator[tuple[str, ClassForm]]:
    singular, *plurals = kind.noun.split("/")
    head, *extra = singular.split(" ")
    tail = tuple(fold(w) for w in extra)
    lemma = "/".join([head, *(p.split(" ")[0] for p in plurals)])
    for form, shape in noun_forms(lemma):
        if not shape.bound and not (shape.number == "s" and shape.accusative):
            yield form, ClassForm(kind, shape.number, shape.definite, tail)


_SIDES = {"شمال": "n", "جنوب": "s", "شرق": "e", "غرب": "w"}
DIRECTIONS: dict[str, str] = {
    form: side
    for word, side in _SIDES.items()
    for form in (word, word + "ي", word + "ا", "ال" + word, "ال" + word + "ي", "ال" + word + "يه", word + "يه")
}
BORDER_WORDS = frozenset({"الحدود", "حدود", "الشريط", "الحدوديه"})
