"""Sentences and the clauses that punctuation shows."""

from __future__ import annotations

import re

from hudna.model import Extent

# A full stop ends a sentence only before white space: "3.5" and "د.ب.أ" stay whole.
_END = re.compile(r"(?:(?<=[.!؟?])|(?<=[.!؟?][»”\")]))\s+|\n+")


def sentences(text: str) -> list[Extent]:
    """Extents of the sentences of `text`, trimmed of white space; a line break always ends one.

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
    piece = text[start:end]
    if stripped := piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        out.append(Extent(first, first + len(stripped)))
