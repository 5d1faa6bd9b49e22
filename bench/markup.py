"""Sentences with their claims marked in place: `[تنظيم الدولة|actor] يهاجم ...`.

A mark is `[words|label]`, a label a claim type (the words that name the claim) or a part of one: actor, target,
place, time, means, speaker. Where a sentence tells of several claims, a number says which: `[مقتل|killing2]`;
words that serve several take several labels: `[الجيش|actor1 target2]`. No number is 1. Marks may stand in marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bench.told import FIGURES, Pair, Told
from hudna.model import ClaimType, Status

_EDGE = re.compile(r"\[|\|([a-z0-9_ ]+)\]")
_LABEL = re.compile(r"([a-z_]+)([1-9][0-9]?)?")
_PARTS = {"actor": "actor", "target": "target", "place": "place", "time": "time", "means": "means"} | {
    "speaker": "attribution"
}
_TYPES = frozenset(str(t) for t in ClaimType)
_KEYS = frozenset({"status", "date", *FIGURES})


class MarkupError(ValueError):
    """Marks that do not close, or say something unknown."""


@dataclass(frozen=True, slots=True)
class Mark:
    span: Pair
    name: str  # a claim type or a part
    number: int


def unmark(marked: str) -> tuple[str, list[Mark]]:
    """The plain text and its marks.

    >>> unmark("[اشتباكات|armed_clash] في [تعز|place]")[0]
    'اشتباكات في تعز'
    """
    text, marks, open_at, last = "", [], [], 0
    for edge in _EDGE.finditer(marked):
        text += marked[last : edge.start()]
        last = edge.end()
        if edge[0] == "[":
            open_at.append(len(text))
        elif not open_at:
            raise MarkupError(f"a mark closes that was not opened: {marked}")
        else:
            span = (open_at.pop(), len(text))
            marks += [_mark(label, span) for label in edge[1].split()]
    text += marked[last:]
    if open_at or set("[]|") & set(text):
        raise MarkupError(f"a mark is not closed: {marked}")
    return text, marks


def _mark(label: str, span: Pair) -> Mark:
    match = _LABEL.fullmatch(label)
    if not match or match[1] not in _TYPES | _PARTS.keys():
        raise MarkupError(f"unknown label: {label}")
    if span[0] == span[1]:
        raise MarkupError(f"a mark without words: {label}")
    return Mark(span, match[1], int(match[2] or 1))


def claims_of(
    text: str, marks: list[Mark], said: Mapping[int, Mapping[str, Any]], points: Mapping[str, list[float]]
) -> tuple[Told, ...]:
    """The claims that the marks tell of, in their order; `said` gives status, figures and date by claim number."""
    numbers = sorted({m.number for m in marks})
    if unknown := set(said) - set(numbers):
        raise MarkupError(f"claims {sorted(unknown)} are not marked: {text}")
    return tuple(_claim(text, [m for m in marks if m.number == n], said.get(n, {}), points) for n in numbers)


def _claim(text: str, marks: list[Mark], said: Mapping[str, Any], points: Mapping[str, list[float]]) -> Told:
    triggers = [m for m in marks if m.name in _TYPES]
    if len(triggers) != 1:
        raise MarkupError(f"{len(triggers)} claim types for one number: {text}")
    if unknown := said.keys() - _KEYS:
        raise MarkupError(f"unknown keys {sorted(unknown)}: {text}")
    parts: dict[str, tuple[Pair, ...]] = {}
    for mark in sorted((m for m in marks if m.name in _PARTS), key=lambda m: m.span):
        parts[_PARTS[mark.name]] = (*parts.get(_PARTS[mark.name], ()), mark.span)
    worded = [text[a:b] for a, b in parts.get("place", ())]
    return Told(
        type=triggers[0].name,
        status=str(Status(said.get("status", "asserted"))),
        trigger=triggers[0].span,
        parts=parts,
        figures=tuple((k, said[k], said[k]) for k in FIGURES if k in said),
        date=str(said.get("date", "")),
        points=tuple((lat, lon) for w in worded for name, (lat, lon) in points.items() if name in w),
    )
