"""The gazetteer: places with their names, points, levels and radii, and the words that stand around place names.

Names are keyed on folded forms. Where a name is also an everyday word, a person's name or the name of many villages, a
licence is asked for before it counts as a place; `Licence` says which.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hudna.knowledge.inflect import nisba_forms
from hudna.knowledge.place_tables import (
    ARABIC,
    DATA,
    SETTLED,
    Licence,
    PlaceEntry,
    distance_km,
    folded_names,
    merged,
    read_rows,
    read_table,
    table_paths,
)
from hudna.knowledge.place_words import (
    BORDER_WORDS,
    DIRECTIONS,
    ClassForm,
    PlaceClass,
    PlaceWords,
    homographs,
    place_words,
    read_places_yaml,
)
from hudna.text.tokens import fold_phrase

__all__ = ["BORDER_WORDS", "DIRECTIONS", "KM_PER_DEGREE", "SETTLED", "ClassForm", "Gazetteer", "Licence", "PlaceClass",
           "PlaceEntry", "PlaceWords", "Point", "distance_km"]  # fmt: skip
KM_PER_DEGREE = 111.2
_PROCLITICS = frozenset("وفبلك")
Point = tuple[float, float, float]  # latitude, longitude, radius in kilometres


@dataclass(slots=True)
class Gazetteer:
    """Entries by id and by name. Safe to share: what it remembers is only a cache."""

    entries: dict[str, PlaceEntry] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)  # words of the longest name that begins so; 0: see `_begins`
    strict: frozenset[str] = frozenset()
    words: PlaceWords = field(default_factory=PlaceWords)
    nisbas: dict[str, str] = field(default_factory=dict)  # folded nisba form, with or without the article -> ISO-2
    capitals: dict[str, str] = field(default_factory=dict)  # ISO-2 -> place id
    sectors: dict[tuple[str, str], Point] = field(default_factory=dict)
    borders: dict[tuple[str, str], Point] = field(default_factory=dict)
    remembered: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def __getstate__(self) -> tuple[object, ...]:
        rows = [_row(e) for e in self.entries.values()]
        return (
            rows,
            self.names,
            self.longest,
            self.strict,
            self.words,
            self.nisbas,
            self.capitals,
            self.sectors,
            self.borders,
        )

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        rows, *rest = state
        (self.names, self.longest, self.strict, self.words, self.nisbas, self.capitals, self.sectors, self.borders) = (
            rest
        )
        self.entries = {row[0]: PlaceEntry(*row) for row in rows}
        self.remembered = {}

    @classmethod
    def load(cls, paths: Iterable[Path] | None = None) -> Gazetteer:
        """The gazetteer of the data folder; `paths` are further tables in the same columns (imported places)."""
        made = cls(words=place_words(), strict=homographs())
        for entry in merged(*(read_table(p) for p in table_paths(paths or ()))):
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

    def bearing(self, name: str) -> list[PlaceEntry]:
        """The places of a name, in Arabic or in Latin letters (of any case, with or without accents), largest first."""
        if ids := self.names.get(" ".join(fold_phrase(name))):
            found = [self.entries[i] for i in ids]
        else:
            plain = _plain(name)
            found = [e for e in self.entries.values() if _plain(e.en) == plain]
        return sorted(found, key=lambda e: (-e.population, e.id))

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
        """Does a name begin so, or a class word, or what a phrase about a place opens with?"""
        if rest not in self.longest:
            return False
        return not proclitic or len(rest) > 2 or rest in self.words.classes or rest in self.words.sets["openers"]


def _plain(name: str) -> str:
    """Latin letters and digits alone, lower case, accents off: Dayr az-Zawr and Dayr az Zawr are one."""
    return "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if c.isalnum())


def _row(e: PlaceEntry) -> tuple[object, ...]:
    return (e.id, e.en, e.ar, e.aliases, e.lat, e.lon, e.level, e.radius_km, e.country, e.admin, e.population,
            e.licence, e.parent, e.source)  # fmt: skip


def _cuts(form: str) -> Iterator[tuple[str, str]]:
    """Ways to cut proclitics off; the article that لل swallows comes back."""
    yield "", form
    if form[:1] not in _PROCLITICS:
        return
    for conjunction in ("", "و", "ف"):
        if not form.startswith(conjunction) or len(form) < len(conjunction) + 2:
            continue
        rest = form[len(conjunction) :]
        if conjunction:
            yield conjunction, rest
        if rest.startswith("لل"):
            yield conjunction + "ل", "ال" + rest[2:]
        elif rest[0] in "بلك" and len(rest) > 2:
            yield conjunction + rest[0], rest[1:]


# ── index and words ──────────────────────────────────────────────────────────────────────────────────────────────


def _index(made: Gazetteer) -> None:
    by_name: dict[str, list[str]] = defaultdict(list)
    for entry in made.entries.values():
        for name in folded_names(entry):
            by_name[name].append(entry.id)
    made.names = {name: _not_namesakes(made, ids) for name, ids in by_name.items()}
    for name in made.names:
        first, n = name.split(" ", 1)[0], name.count(" ") + 1
        made.longest[first] = max(n, made.longest.get(first, 0))
    for word in (*made.words.classes, *made.words.sets["openers"]):
        made.longest.setdefault(word, 0)


def _not_namesakes(made: Gazetteer, ids: list[str]) -> tuple[str, ...]:
    """The ids of a name, less far-off cities that were called after a much larger one (London in Ontario)."""
    entries = [made.entries[i] for i in ids]
    largest = max((e.population for e in entries), default=0)
    known = any(e.source == "hudna" or e.level == "country" for e in entries)
    return tuple(
        e.id for e in entries
        if e.source != "geonames" or e.country in ARABIC or not (known or e.population * 3 < largest)
    )  # fmt: skip


def _add_countries(made: Gazetteer) -> None:
    """Countries stand at the point where maps put their name (`country_points.txt`), else at their outline's middle."""
    points = {r["id"]: r for r in read_rows(DATA / "gazetteer" / "countries.tsv")}
    for shown in read_rows(DATA / "places" / "country_points.txt"):
        points[shown["id"]] |= shown
    capitals: dict[str, str] = {}
    for c in read_places_yaml(DATA / "countries.yml"):
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
        if name and entry.level == "city" and name in folded_names(entry):
            held = made.capitals.get(entry.country)
            if held is None or made.entries[held].population < entry.population:
                made.capitals[entry.country] = entry.id


def _add_shapes(made: Gazetteer) -> None:
    for r in read_rows(DATA / "gazetteer" / "sectors.tsv"):
        made.sectors[(r["id"], r["direction"])] = (float(r["lat"]), float(r["lon"]), float(r["radius_km"]))
    for r in read_rows(DATA / "gazetteer" / "borders.tsv"):
        point = (float(r["lat"]), float(r["lon"]), float(r["radius_km"]))
        made.borders[(r["a"], r["b"])] = made.borders[(r["b"], r["a"])] = point
