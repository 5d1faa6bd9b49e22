"""A claim's values as short pieces of text, in English or Arabic: what the table's cells and the page's cards say.

In English a resolved actor or place has its English name, else the story's own words; in Arabic the story's words.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from hudna.export.labels import Lang, labels
from hudna.model import (
    Attribution,
    Basis,
    Claim,
    Credence,
    Figure,
    FigureKind,
    Means,
    Participant,
    Place,
    PlaceRole,
    Precision,
    Reading,
    Role,
    Time,
)

_OPENING = 70  # characters of a story that stand for the title it lacks
PART_OF_DAY = {Precision.MONTH: 7, Precision.YEAR: 4}  # characters of an ISO day that still say something


def word(key: str, lang: Lang) -> str:
    return labels().words[key].in_(lang)


def count(stories: int, claims: int, lang: Lang) -> str:
    """`1 story · 7 claims`."""
    return " · ".join(counted(name, n, lang) for name, n in (("story", stories), ("claim", claims)))


def counted(name: str, n: int, lang: Lang) -> str:
    """`1 story`, `7 claims`."""
    return word(f"{name}_1" if n == 1 else f"{name}_n", lang).format(n=f"{n:,}")


def title(reading: Reading) -> str:
    """The document's title; its further stories, and stories without one, go by their opening words."""
    if reading.document.title and not reading.story:
        return reading.document.title
    opening = " ".join(reading.text[: 4 * _OPENING].split())
    if len(opening) <= _OPENING:
        return opening
    return opening[:_OPENING].rsplit(" ", 1)[0].rstrip("،,.:؛ ") + " …"


def origin(reading: Reading, lang: Lang) -> str:
    """What names the story's document (long hashes cut), and which of its stories this is."""
    name = reading.document.id
    short = name[:12] if len(name) == 64 else name
    return f"{short} · {word('story', lang)} {reading.story + 1}" if reading.story else short


def type_of(claim: Claim, lang: Lang) -> str:
    return labels().types[claim.type].in_(lang)


def status_of(claim: Claim, lang: Lang) -> str:
    """Sign and word: `? unconfirmed`."""
    label = labels().statuses[claim.status]
    return f"{label.sign} {label.in_(lang)}"


def named(part: Participant | Place, lang: Lang) -> str:
    if lang is Lang.EN and part.name is not None and part.name.en:
        return part.name.en
    return part.span.text


def parties(claim: Claim, role: Role, lang: Lang) -> list[str]:
    return _unlike(named(p, lang) for p in claim.participants if p.role is role)


def places(claim: Claim, lang: Lang) -> list[str]:
    """Each place; its role stands before it unless it is where the thing happened."""
    return _unlike(place_of(p, lang) for p in claim.places)


def place_of(place: Place, lang: Lang) -> str:
    name = named(place, lang)
    return name if place.role is PlaceRole.AT else f"{labels().place_roles[place.role].in_(lang)} {name}"


def when(time: Time | None, lang: Lang) -> str:
    """The interval: a day, month or year where it is one, `a – b`, or an open bound in words."""
    if time is None:
        return ""
    cut = PART_OF_DAY.get(time.precision, 10)
    start, end = (bound and _left_to_right(bound[:cut], lang) for bound in (time.start, time.end))
    if time.basis is Basis.PUBLISHED and end and not start:
        return f"{word('by', lang)} {end}"
    if start and end:
        return start if start == end else f"{start} – {end}"
    if start or end:
        return f"{word('since', lang)} {start}" if start else f"{word('by', lang)} {end}"
    return time.span.text if time.span else ""


def _left_to_right(day: str, lang: Lang) -> str:
    """An ISO day behind an Arabic word would be turned to day-month-year; isolates hold it."""
    return f"\u2066{day}\u2069" if lang is Lang.AR else day


def figures(claim: Claim, lang: Lang) -> list[str]:
    return [figure_of(f, lang) for f in claim.figures]


def figure_of(figure: Figure, lang: Lang) -> str:
    """A range with its kind: `3 killed`, `at least 28 wounded`, `5–7 held`, `of them 2 killed`."""
    told = ranged(figure.min, figure.max, figure.kind, lang)
    return f"{word('of_them', lang)} {told}" if figure.part else told


def ranged(least: int | None, most: int | None, kind: FigureKind, lang: Lang) -> str:
    """A range of a kind; an open bound is None."""
    return f"{number(least, most, lang)} {labels().figures[kind].in_(lang)}"


def number(least: int | None, most: int | None, lang: Lang) -> str:
    low, high = (None if bound is None else f"{bound:,}" for bound in (least, most))
    if low and high:
        return low if low == high else f"{low}–{high}"
    if low:
        return f"{word('at_least', lang)} {low}"
    return f"{word('at_most', lang)} {high}" if high else "?"


def means_of(means: Means | None, lang: Lang) -> str:
    if means is None:
        return ""
    return _means_names().get(means.means_id, means.span.text) if lang is Lang.EN else means.span.text


def speakers(claim: Claim, lang: Lang) -> list[str]:
    """Who says it, the nearest to the claim first; empty when the outlet says it in its own voice."""
    return _unlike(speaker_of(a, lang) for a in claim.attribution)


def speaker_of(said: Attribution, lang: Lang) -> str:
    if lang is Lang.EN and said.speaker_id is not None:
        return _actor_names().get(said.speaker_id, said.words.text)
    return said.words.text


@cache
def _actor_names() -> dict[str, str]:
    """English names by id, from the data files alone: compiling the knowledge is not needed to show readings."""
    from hudna.knowledge.entries import Actor
    from hudna.knowledge.load import DATA, read_entries

    return {a.id: a.en for path in sorted((DATA / "actors").glob("*.yml")) for a in read_entries(path, Actor)}


@cache
def _means_names() -> dict[str, str]:
    from hudna.knowledge.entries import MeansEntry
    from hudna.knowledge.load import DATA, read_entries

    return {m.id: m.en for m in read_entries(DATA / "means.yml", MeansEntry)}


def credence(label: Credence, lang: Lang) -> str:
    """The label that stands beside a grade."""
    from hudna.knowledge.wording import wording

    return wording().credences[label.value].said(lang.value)


def grade_reason(why: str, lang: Lang) -> str:
    """A rule's key and what it found (`credence.voices 3`) in words."""
    from hudna.knowledge.wording import wording

    key, _, told = why.partition(" ")
    return wording().grades[key].said(lang.value, {"told": told})


def _unlike(pieces: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(pieces))
