"""Plain text to stories: furniture told apart, what is left split where one story ends and the next begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from . import furniture, published
from .stories import Paragraph, split

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_MOST_HEADLINE = 25  # words
_MOST_BYLINES = 2  # lines between a headline and the story


@dataclass(frozen=True, slots=True)
class Found:
    """What a text holds: stories as half-open ranges of its characters, and its title and date where it states them."""

    title: str | None
    published: date | None
    stories: tuple[tuple[int, int], ...]


def read(text: str) -> Found:
    """The stories of a text. Their ends are trimmed of furniture and white space; nothing inside is touched."""
    paragraphs = _paragraphs(text)
    marks = furniture.mark([p.text for p in paragraphs])
    told = [p for p, cue in zip(paragraphs, marks, strict=True) if cue is None]
    breaks = _breaks(marks)
    ranges = tuple((group[0].start, group[-1].end) for group in split(told, breaks))
    return Found(_title(told), published.from_lines([p.text for p in paragraphs]), ranges)


def without_furniture(text: str) -> str:
    """The text without its lines of furniture, for text that was itself extracted and has no offsets to keep."""
    lines = [line for raw in text.split("\n") if (line := raw.strip())]
    return "\n".join(line for line, cue in zip(lines, furniture.mark(lines), strict=True) if cue is None)


def _paragraphs(text: str) -> list[Paragraph]:
    lines = [_trimmed(text, m.start(), m.end()) for m in _LINE.finditer(text)]
    return [p for p in lines if p.text]


def _trimmed(text: str, start: int, end: int) -> Paragraph:
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    kept = raw.strip()
    return Paragraph(start, start + len(kept), kept)


def _breaks(marks: list[furniture.Cue | None]) -> frozenset[int]:
    """Numbers of the told paragraphs that stand behind furniture which closes a story."""
    found: set[int] = set()
    told, closed = 0, False
    for cue in marks:
        if cue is None:
            if closed and told:
                found.add(told)
            told, closed = told + 1, False
        else:
            closed = closed or cue.kind in ("comments", "closing")
    return frozenset(found)


def _title(told: list[Paragraph]) -> str | None:
    """The first line when it stands over a paragraph as a headline does, with at most a dateline and a date between."""
    headline = told[0].text if told else ""
    if not headline or len(headline.split()) > _MOST_HEADLINE or furniture.is_sentence(headline):
        return None
    for line in told[1 : 2 + _MOST_BYLINES]:
        if furniture.is_paragraph(line.text):
            return headline
    return None
