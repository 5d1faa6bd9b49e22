"""Sentences and the clauses that punctuation shows."""

from __future__ import annotations

import re

from hudna.model import Extent

# A full stop ends a sentence only before white space: "3.5" and "د.ب.أ" stay whole.
_END = re.compile(r"\s(?:(?:(?<=[.!؟?]\s)|(?<=[.!؟?][»”\")]\s))\s*|(?<=\n)\n*)")

_LONGEST = 2_000  # characters; stages look back over a sentence, so that 15,000 of "قصف، " took 50 s


def sentences(text: str) -> list[Extent]:
    """Extents of the sentences of `text`, trimmed of white space; a line break always ends one.

    What runs on for more than 2,000 characters is cut at white space.

    >>> [(s.start, s.end) for s in sentences("عاد الهدوء. ثم انهار.")]
    [(0, 11), (12, 21)]
    """
    out: list[Extent] = []
    start = 0
    for m in _END.finditer(text):
        _add(out, text, start, m.start())
        start = m.end()
    _add(out, text, start, len(text))
    return out


def _add(out: list[Extent], text: str, start: int, end: int) -> None:
    while end - start > _LONGEST:
        at = max(text.rfind(" ", start + 1, start + _LONGEST), text.rfind("\t", start + 1, start + _LONGEST))
        at = at if at > start else start + _LONGEST
        _add(out, text, start, at)
        start = at
    piece = text[start:end]
    if stripped := piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        out.append(Extent(first, first + len(stripped)))
