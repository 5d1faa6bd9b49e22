"""Cases of `data/*.yml`: sentences with what must be read of them marked in place, laid beside what is read.

A mark is `[words|label]`: a claim type, or a part (actor, target, place, from, to, time, means, speaker) of the claim
whose number it bears; no number is 1. Words may bear several labels, and marks may stand in marks. `claims` says by
number what no words show: status, figures (`3`, `[3, null]` for "at least three", a list of such pairs for several),
`repeats` (a claim's number), `ids` of the participants, `leaning` of the speaker. A file says what it compares; the
claims themselves are always compared, and a text has no others than those marked. Spans may differ by words at their
edges: one holds the other.

`known_misread` names the cases that are read wrongly, each with the cause: an exact set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from hudna.model import Claim, ClaimType, Document, FigureKind, PlaceRole, Reading, Role, Span, Story
from hudna.pipeline import read_story

DATA = Path(__file__).parent / "data"
TODAY = date(2018, 3, 14)  # a Wednesday; "now" of every case that does not name its own
_EDGE = re.compile(r"\[|\|([a-z0-9_ ]+)\]")
_LABEL = re.compile(r"([a-z_]+)([1-9][0-9]?)?")
_PARTS = frozenset("actor target place from to time means speaker".split())
_FIGURES = frozenset(str(k) for k in FigureKind)
_SAID = frozenset({"status", "repeats", "ids", "leaning"}) | _FIGURES
Pair = tuple[int, int]


@dataclass(slots=True)
class Wanted:
    """A claim as marked."""

    type: str = ""
    trigger: Pair = (0, 0)
    parts: dict[str, list[Pair]] = field(default_factory=dict)
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its marked claims; `misread` is the cause if it is known to be read wrongly."""

    id: str
    text: str
    wanted: tuple[Wanted, ...]
    compare: frozenset[str]
    published: date | None
    misread: str | None


def cases(name: str) -> list[Any]:
    """The cases of a data file, as parameters of a test."""
    return [pytest.param(case, id=case.id) for case in load(name)]


def load(name: str) -> list[Case]:
    """The cases of a data file. Raises ValueError for marks or keys that mean nothing."""
    raw = yaml.safe_load((DATA / f"{name}.yml").read_text(encoding="utf8"))
    misread = dict(raw.get("known_misread") or {})
    out = [_case(given, frozenset(raw["compare"]), misread.get(given["id"])) for given in raw["cases"]]
    ids = [case.id for case in out]
    if len(set(ids)) != len(ids) or set(misread) - set(ids):
        twice = [i for i in ids if ids.count(i) > 1]
        raise ValueError(f"{name}: ids that stand twice: {twice}; that are not there: {misread.keys() - set(ids)}")
    return out


def _case(given: Mapping[str, Any], compare: frozenset[str], misread: str | None) -> Case:
    if unknown := set(given) - {"id", "text", "published", "claims"}:
        raise ValueError(f"{given['id']}: unknown keys {unknown}")
    text, marks = unmark(given["text"])
    claims: dict[int, Wanted] = {}
    for span, name, number in marks:
        claim = claims.setdefault(number, Wanted())
        if name in _PARTS:
            claim.parts.setdefault(name, []).append(span)
        else:
            claim.type, claim.trigger = str(ClaimType(name)), span
    for number, said in (given.get("claims") or {}).items():
        if unknown := set(said) - _SAID:
            raise ValueError(f"{given['id']}: unknown keys {unknown}")
        claims[number].said = said
    if untyped := [n for n, claim in claims.items() if not claim.type]:
        raise ValueError(f"{given['id']}: claims {untyped} have no type")
    ordered = tuple(claims[n] for n in sorted(claims))
    return Case(given["id"], text, ordered, compare, given.get("published", TODAY), misread)


def unmark(marked: str) -> tuple[str, list[tuple[Pair, str, int]]]:
    """The plain text, and the span, name and claim number of every label.

    >>> unmark("[اشتباكات|armed_clash] في [تعز|place]")
    ('اشتباكات في تعز', [((0, 8), 'armed_clash', 1), ((12, 15), 'place', 1)])
    """
    text, last = "", 0
    open_at: list[int] = []
    marks: list[tuple[Pair, str, int]] = []
    for edge in _EDGE.finditer(marked):
        text += marked[last : edge.start()]
        last = edge.end()
        if edge[0] == "[":
            open_at.append(len(text))
            continue
        span = (open_at.pop(), len(text))
        for label in edge[1].split():
            match = _LABEL.fullmatch(label)
            assert match, label
            marks.append((span, match[1], int(match[2] or 1)))
    assert not open_at, marked
    return text + marked[last:], marks


def read(case: Case) -> Reading:
    """The case read as one story."""
    return read_story(Story(Document(id=case.id, published=case.published), 0, 0, case.text))


def check(case: Case) -> None:
    """Assert that a case is read as marked, or, where it is known to be misread, that it still is."""
    wrong = differences(case)
    if case.misread is None:
        assert not wrong, "\n".join(("", case.text, *wrong))
    else:
        assert wrong, f"{case.id} is read as marked now: take it out of known_misread ({case.misread})"


def differences(case: Case) -> list[str]:
    """What is read otherwise than marked, a line each."""
    read_ = list(read(case).claims)
    pairs = [(wanted, _claim_of(wanted, read_)) for wanted in case.wanted]
    out = [f"not read: {w.type} {_words(case, w.trigger)}" for w, claim in pairs if claim is None]
    found = {claim.id for _, claim in pairs if claim is not None}
    out += [f"read, not marked: {c.type} {c.trigger.text} ({c.rule})" for c in read_ if c.id not in found]
    by_number = {n: claim.id for n, (_, claim) in enumerate(pairs, 1) if claim is not None}
    for wanted, claim in pairs:
        if claim is not None:
            out += [f"{claim.id} {claim.type}: {line}" for line in _compare(case, wanted, claim, by_number)]
    return out


def _claim_of(wanted: Wanted, claims: Sequence[Claim]) -> Claim | None:
    same = (c for c in claims if c.type == wanted.type and _overlap(wanted.trigger, _pair(c.trigger)))
    return next(same, None)


def _compare(case: Case, wanted: Wanted, claim: Claim, by_number: Mapping[int, str]) -> Iterator[str]:
    for part in sorted(case.compare & _PARTS):
        marked, spans = wanted.parts.get(part, []), [_pair(s) for s in _spans(claim, part)]
        if not _same_spans(marked, spans):
            yield f"{part}: marked {[_words(case, s) for s in marked]}, read {[_words(case, s) for s in spans]}"
    told: dict[str, tuple[object, object]] = {
        "status": (wanted.said.get("status", "asserted"), str(claim.status)),
        "figures": (_figures_said(wanted.said), _figures_read(claim)),
        "repeats": (by_number.get(wanted.said.get("repeats", 0)), claim.repeats),
        "ids": (wanted.said.get("ids", []), [p.actor_id for p in claim.participants if p.actor_id]),
        "leaning": (wanted.said.get("leaning"), next((a.leaning for a in claim.attribution if a.leaning), None)),
    }
    for name, (want, got) in told.items():
        if name in case.compare and want != got:
            yield f"{name}: said {want}, read {got}"


def _figures_said(said: Mapping[str, Any]) -> list[tuple[str, int | None, int | None]]:
    out = []
    for kind in said.keys() & _FIGURES:
        given = said[kind] if isinstance(said[kind], list) else [said[kind], said[kind]]
        out += [(kind, low, high) for low, high in (given if isinstance(given[0], list) else [given])]
    return sorted(out, key=str)


def _figures_read(claim: Claim) -> list[tuple[str, int | None, int | None]]:
    return sorted(((str(f.kind), f.min, f.max) for f in claim.figures if not f.part), key=str)


def _spans(claim: Claim, part: str) -> list[Span]:
    if part in ("actor", "target"):
        return [p.span for p in claim.participants if p.role is Role(part)]
    if part in ("from", "to"):
        return [p.span for p in claim.places if p.role is PlaceRole(part)]
    if part == "place":
        return [p.span for p in claim.places if p.role not in (PlaceRole.FROM, PlaceRole.TO)]
    if part == "speaker":
        return [a.words for a in claim.attribution]
    whole = claim.time if part == "time" else claim.means
    return [whole.span] if whole is not None and whole.span is not None else []


def _same_spans(marked: Sequence[Pair], spans: Sequence[Pair]) -> bool:
    """As many, in the order of the words, and of each two one holds the other."""
    together = zip(sorted(marked), sorted(spans), strict=False)
    return len(marked) == len(spans) and all(
        (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1]) for a, b in together
    )


def _overlap(a: Pair, b: Pair) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _pair(span: Span) -> Pair:
    return span.start, span.end


def _words(case: Case, span: Pair) -> str:
    return case.text[span[0] : span[1]]
