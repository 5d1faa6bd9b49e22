"""The words of numbers, compiled once from the knowledge's `numbers.yml`: every form with its clitics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from hudna.text.tokens import fold, fold_phrase

DATA = Path(__file__).parent.parent / "knowledge" / "data"
PROCLITICS = ("", "و", "ف", "ب", "ك", "ل", "وب", "ول", "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وبال")
# Phrases with their kind, by the second form ("" where there is none), the longest first.
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
_OPENERS = frozenset(("بين", "ما", "من", "وبين", "وما", "مابين", "ومن"))
_PLURALS = frozenset(map(fold, ("آلاف", "ألوف", "ملايين", "مليارات", "بلايين")))


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A form that tells a number: how it takes part, its value, and what is attached in front."""

    kind: str  # add, scale, scale_dual, vague, few, fraction
    value: float
    conj: bool
    article: bool
    plural: bool = False


@dataclass(frozen=True, slots=True)
class NumberWords:
    words: Mapping[str, NumberWord]
    phrases: Mapping[str, Phrases]  # by first form
    after: Mapping[str, Phrases]
    percent: Mapping[str, Phrases]
    range: frozenset[str]
    duals: frozenset[str]
    openers: frozenset[str]  # words at which a number may start, beside those of numbers
    units: frozenset[str]
    labels: frozenset[str]
    one_of: frozenset[str]
    named: frozenset[str]
    before_named: frozenset[str]
    ordinals: frozenset[str]
    before_year: frozenset[str]
    after_year: frozenset[str]
    not_counted: frozenset[str]
    months: frozenset[str]
    month_ends: frozenset[str]  # the last words of their names
    clock: frozenset[str]


def read_data(name: str) -> Any:
    """A YAML file of the knowledge's data folder."""
    return yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def with_clitics(form: str, proclitics: Iterable[str] = PROCLITICS) -> Iterator[tuple[str, str]]:
    """(form with a proclitic, the proclitic); لل swallows the alif of ال."""
    for p in proclitics:
        yield p + form, p


def by_first(phrases: Iterable[tuple[str, str]], proclitics: Iterable[str] = ("",)) -> Mapping[str, Phrases]:
    """(phrase, kind) pairs by the first form; the first word may carry a proclitic."""
    table: dict[str, dict[str, tuple[tuple[tuple[str, ...], str], ...]]] = {}
    for forms, kind in sorted(((fold_phrase(phrase), kind) for phrase, kind in phrases), key=lambda p: -len(p[0])):
        second = forms[1] if len(forms) > 1 else ""
        for first, _ in with_clitics(forms[0], proclitics):
            by_second = table.setdefault(first, {})
            by_second[second] = (*by_second.get(second, ()), ((first, *forms[1:]), kind))
    return table


def dual_forms(noun: str) -> Iterator[str]:
    """Dual forms of a noun without clitics; only -ان for a sound plural (`+`), whose -ين is also the plural's."""
    stem = fold(noun.rstrip("+"))
    if noun.rstrip("+").endswith("ة"):
        stem = stem[:-1] + "ت"
    yield stem + "ان"
    if not noun.endswith("+"):
        yield stem + "ين"


def _duals(data: dict[str, list[str]]) -> frozenset[str]:
    nouns = [*data["people"], *data["things"]]
    forms = {f for noun in nouns for d in dual_forms(noun) for f, _ in with_clitics(d)}
    bare = ("", "و", "ف", "ب", "ك", "ل")  # with ال a nationality is an adjective (المدينتين السوريتين)
    forms |= {f for noun in data["nationalities"] for d in dual_forms(noun) for f, _ in with_clitics(d, bare)}
    return frozenset(forms - set(map(fold, data["not"])))


def _months(word: int) -> frozenset[str]:
    data = read_data("months.yml")
    return frozenset(fold_phrase(name)[word] for table in data.values() for names in table.values() for name in names)


def _words(data: dict[str, Any]) -> dict[str, NumberWord]:
    table: dict[str, NumberWord] = {}
    kinds = ("vague", "fraction", "scale_dual", "scale", "add")
    rows = [(k, v, f) for k in kinds for v, forms in data[k].items() for f in forms]
    rows += [("few", 3, f) for f in data["few"]]
    for kind, value, name in rows:
        if " " in name:
            continue
        form = fold(name)
        for full, p in with_clitics(form):
            word = NumberWord(kind, value, p[:1] in ("و", "ف"), "ال" in p or "لل" in p, form in _PLURALS)
            if full not in table or not p:  # واحد is one before it is و + أحد
                table[full] = word
    for form in map(fold, data["not"]):
        table.pop(form, None)
    return table


def _set(data: dict[str, Any], key: str, proclitics: Iterable[str] = ("",)) -> frozenset[str]:
    return frozenset(f for name in data[key] for f, _ in with_clitics(fold(name), proclitics))


@cache
def number_words() -> NumberWords:
    """The compiled table; built on first use."""
    data = read_data("numbers.yml")
    labels = _set(data, "labels", ("", "و", "ب", "ل", "ف"))
    labels |= {"لل" + fold(x)[2:] for x in data["labels"] if x[:2] == "ال"}
    outer = ("", "و", "ف", "ب", "ك", "ل", "وب", "ول")
    before = [(p, kind) for kind in ("about", "at_least", "at_most", "some") for p in data[kind]]
    after = [(p, kind) for kind in ("after_at_least", "after_at_most", "after_about") for p in data[kind]]
    phrases, duals = by_first(before, outer), _duals(data["dual"])
    return NumberWords(
        words=_words(data),
        phrases=phrases,
        after=by_first(after),
        percent=by_first((p, "percent") for p in data["percent"]),
        range=_set(data, "range"),
        duals=duals,
        openers=duals | phrases.keys() | _OPENERS,
        units=frozenset(fold_phrase(u)[0] for u in data["units"]),
        labels=labels,
        one_of=_set(data, "one_of"),
        named=_set(data, "named", ("", "و", "ب")),
        before_named=_set(data, "before_named") | _set(data, "before_named", ("ال",)),
        ordinals=_set(data, "ordinals", PROCLITICS),
        before_year=_set(data, "before_year", ("", "و", "ل", "ب", "ف")),
        after_year=_set(data, "after_year"),
        not_counted=_set(data, "not_counted", ("", "و", "ف")),
        months=_months(0),
        month_ends=_months(-1),
        clock=frozenset(("الساعه", "والساعه", "بالساعه", "للساعه", "الساعات")),
    )
