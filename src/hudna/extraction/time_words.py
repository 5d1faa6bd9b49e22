"""The words of time phrases, compiled once from the knowledge's `times.yml` and `months.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hudna.text.number_words import read_data
from hudna.text.tokens import fold, fold_phrase

_PROCLITICS = ("", "و", "ف", "ب", "ل", "وب", "ول")
_DEFINITE = (("لل", "ال"), ("ولل", "ال"))


@dataclass(frozen=True, slots=True)
class TimeWord:
    """An entry of the table: all its forms, what kind of time word, its value, and what is attached in front."""

    forms: tuple[str, ...]
    kind: str
    value: Any
    proclitic: str


@dataclass(frozen=True, slots=True)
class TimeWords:
    entries: Mapping[str, Mapping[str, tuple[TimeWord, ...]]]  # by first and second form, the longest first
    joined: frozenset[str]  # forms that begin with an attached و or ف in all their entries
    unless: Mapping[str, frozenset[str]]
    rules: Mapping[str, tuple[str, ...]]  # the grammar's rules that may start at a form


_INNER = frozenset(
    ("adverb", "past", "last", "before_last", "current", "future", "after_next", "few", "half", "to",
     "clock_more", "in_a_row", "from_now", "zone", "starts", "each", "over")
)  # fmt: skip
_RULES = {
    "loose": "night_through after_that alone ages clock_hour the",
    "fixed": "so_far moment lately soon now dawn_after earlier",
    "bounded": "since until from",
    "apart": "ago hence",
    "length": "during one two many several",
    "between": "between",
    "open_range": "out_of day_word year_word",
}
_RULE_OF = {kind: rule for rule, kinds in _RULES.items() for kind in kinds.split()}
_POINTS = frozenset(("day_word", "year_word", "earlier", "the", "clock_hour"))  # which also start a point
_ORDER = (*_RULES, "point")


def _rules_of(words: Iterable[TimeWord]) -> tuple[str, ...]:
    """The rules that may start at a form, in the grammar's order."""
    kinds = {w.kind for w in words if w.kind not in _INNER}
    rules = {_RULE_OF.get(k, "point") for k in kinds} | ({"point"} if kinds & _POINTS else set())
    return tuple(r for r in _ORDER if r in rules)


def _forms(phrase: str) -> Iterator[tuple[tuple[str, ...], str]]:
    first, *rest = fold_phrase(phrase)
    for p in _PROCLITICS:
        yield (p + first, *rest), p
    for p, article in _DEFINITE:
        if first.startswith(article):
            yield (p + first[2:], *rest), p


def _rows(times: dict[str, Any], months: dict[str, Any]) -> Iterator[tuple[str, Any, str]]:
    for kind, table in times.items():
        if kind != "unless":
            for value, phrases in table.items():
                for phrase in phrases:
                    yield kind, value, phrase
    for source, kind in (("gregorian", "month"), ("gregorian_weak", "month_weak"), ("hijri", "hijri")):
        for value, phrases in months[source].items():
            for phrase in phrases:
                yield kind, value, phrase


@cache
def time_words() -> TimeWords:
    """The compiled table; built on first use."""
    times, months = read_data("times.yml"), read_data("months.yml")
    table: dict[str, dict[tuple[tuple[str, ...], str], TimeWord]] = {}
    banned = {fold(w) for w in times["unless"]["words"]}
    for kind, value, phrase in _rows(times, months):
        for forms, p in _forms(phrase):
            if forms[0] not in banned or not p:
                table.setdefault(forms[0], {}).setdefault((forms, kind), TimeWord(forms, kind, value, p))
    entries = {k: _by_second(v.values()) for k, v in table.items()}
    joined = frozenset(k for k, v in table.items() if all(w.proclitic[:1] in ("و", "ف") for w in v.values()))
    rules = {k: found for k, v in table.items() if (found := _rules_of(v.values()))}
    unless = {k: frozenset(map(fold, v)) for k, v in times["unless"].items()}
    return TimeWords(entries, joined, unless, rules)


def _by_second(words: Iterable[TimeWord]) -> dict[str, tuple[TimeWord, ...]]:
    """Entries by their second form, "" where they have none, the longest first."""
    out: dict[str, tuple[TimeWord, ...]] = {}
    for word in sorted(words, key=lambda w: -len(w.forms)):
        second = word.forms[1] if len(word.forms) > 1 else ""
        out[second] = (*out.get(second, ()), word)
    return out
