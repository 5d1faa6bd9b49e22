"""The words that stand around place names: class nouns with their forms, relations, directions, guards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from hudna.knowledge.inflect import noun_forms
from hudna.text.tokens import fold, fold_phrase

PLACES = Path(__file__).parent / "data" / "places"


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


def read_places_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def homographs() -> frozenset[str]:
    path = PLACES / "homographs.txt"
    lines = path.read_text(encoding="utf8").splitlines() if path.exists() else []
    return frozenset(" ".join(fold_phrase(w)) for line in lines if not line.startswith("#") for w in line.split("،"))


_LISTS = ("country_pointers", "lands", "class_adjectives", "not_after", "strong_not_after", "given_names", "place_cues",
          "stops", "second_words", "pointer_words", "demonstratives")  # fmt: skip


def place_words() -> PlaceWords:
    raw = read_places_yaml(PLACES / "place_words.yml")
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
    words.sets["relating"] = frozenset(phrase[0] for phrase in words.relations)
    openers = words.sets["relating"] | set(DIRECTIONS) | words.sets["lands"]
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
