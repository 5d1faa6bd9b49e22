"""Furniture of pages: menus, share bars, comment forms, notices, related links, as lines of text copied off a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hudna.text.tokens import fold

from .data_files import entries

Forms = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+|[:|©]")
_POINTED = re.compile("[\u064b-\u0652\u0640]")
_MOST_WORDS = 40
_LETTER = re.compile(r"[^\W\d_]")
_URL_LINE = re.compile(r"\s*(?:https?://|www\.)\S+\s*$")
_LONG = 14  # words from which a line is a paragraph rather than a link, a field or a headline


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of furniture.yml: words that make a line furniture of this kind."""

    id: str
    kind: str
    words: int
    ends: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues by how they match: the whole line, its opening, or anywhere in it."""

    line: dict[Forms, Cue] = field(default_factory=dict)
    opens: dict[str, list[tuple[Forms, Cue]]] = field(default_factory=dict)
    holds: dict[str, list[tuple[Forms, Cue]]] = field(default_factory=dict)


def forms(text: str, *, marks: bool = False) -> Forms:
    """Words folded and in lower case, digits and punctuation apart (`:`, `|` and `©` are kept when `marks`)."""
    words = (fold(w).lower() for w in _WORD.findall(_unpointed(text)))
    return tuple(w for w in words if w and not w.isdigit() and (marks or w not in ":|©"))


def _unpointed(text: str) -> str:
    return fold(text) if _POINTED.search(text) else text


@cache
def cues() -> Cues:
    """The cues of furniture.yml, read once."""
    return compile_cues(entries("furniture.yml"))


def compile_cues(data: Sequence[dict[str, Any]]) -> Cues:
    """Entries of furniture.yml, folded and keyed by their first word."""
    compiled = Cues()
    for entry in data:
        cue = Cue(entry["id"], entry["kind"], entry.get("words", 12), entry.get("ends", False))
        compiled.line.update({forms(phrase): cue for phrase in entry.get("line", ())})
        for how, index in (("opens", compiled.opens), ("holds", compiled.holds)):
            for phrase in entry.get(how, ()):
                folded = forms(phrase, marks=True)
                index.setdefault(folded[0], []).append((folded, cue))
    return compiled


def furniture_of(line: str) -> Cue | None:
    """The cue that makes this line furniture, or None."""
    if len(line) > 400:
        return None
    marked = forms(line, marks=True)
    if len(marked) > _MOST_WORDS or not marked:
        return None
    known = cues()
    bare = tuple(w for w in marked if w not in ":|©")
    if bare in known.line:
        return known.line[bare]
    for phrase, cue in known.opens.get(marked[0], ()):
        if len(bare) <= cue.words and marked[: len(phrase)] == phrase:
            return cue
    for at, word in enumerate(marked):
        for phrase, cue in known.holds.get(word, ()):
            if len(bare) <= cue.words and marked[at : at + len(phrase)] == phrase:
                return cue
    return None


def mark(lines: Sequence[str]) -> list[Cue | None]:
    """For each line of a text the cue that makes it furniture, or None for what a story says.

    Beyond the lines that the cues know: short lines that follow a cue that `ends`, up to the next paragraph; runs of
    three or more short lines before the first paragraph (menus); lines without a letter; bare addresses.
    """
    marked = [_blank_or_known(line) for line in lines]
    _spread(lines, marked)
    _menus(lines, marked)
    return marked


_BLANK = Cue("blank", "blank", 0, False)
_LINKS = Cue("links", "related", 0, False)
_MENU = Cue("short-lines", "menu", 0, False)


def _blank_or_known(line: str) -> Cue | None:
    if not _LETTER.search(line) or _URL_LINE.match(line):
        return _BLANK
    return furniture_of(line)


def _spread(lines: Sequence[str], marked: list[Cue | None]) -> None:
    ending = False
    for at, line in enumerate(lines):
        cue = marked[at]
        if cue is not None:
            ending = ending or cue.ends
        elif ending and len(line.split()) < _LONG and not is_sentence(line):
            if not _heads_paragraph(lines, marked, at):
                marked[at] = _LINKS
        else:
            ending = False


def _heads_paragraph(lines: Sequence[str], marked: list[Cue | None], at: int) -> bool:
    """Whether the next line is a paragraph: then a short line is the headline of the next story, not a link."""
    return at + 1 < len(lines) and marked[at + 1] is None and is_paragraph(lines[at + 1])


def _menus(lines: Sequence[str], marked: list[Cue | None]) -> None:
    """Short lines above the first paragraph, but for those that can be its headline or dateline."""
    first = next((i for i, line in enumerate(lines) if marked[i] is None and is_paragraph(line)), len(lines))
    short = [i for i in range(first) if marked[i] is None and len(lines[i].split()) <= 4 and not is_sentence(lines[i])]
    known = sum(1 for cue in marked[:first] if cue is not None and cue.kind == "menu")
    if first < len(lines) and len(short) + known >= 4:
        for i in short:
            if i < first - 1 or len(lines[i].split()) <= 2:
                marked[i] = _MENU


def is_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does."""
    return line.rstrip().rstrip("\"'”»)").endswith((".", "؟", "!", "…", ":"))


def is_paragraph(line: str) -> bool:
    """Whether the line is long enough, or ends as a sentence, to be running text."""
    words = len(line.split())
    return words >= _LONG or (words >= 6 and is_sentence(line))
