"""Where one story ends and the next begins in text that runs on.

A gap between paragraphs is scored by how little both sides have in common and by how the second one opens. The
weights are those of a logistic model fitted to pairs of articles set one behind the other, rounded; the threshold is
set so that hardly any single story is split, because a split story loses speakers and pointers, while two stories
read as one lose little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .cohesion import Gap, Unit, goes_on, measure, unit
from .furniture import is_sentence

_LEAST_CONTENT = 28  # content words on either side of a gap, about 60 words
_MOST_HEADLINE = 16
_THRESHOLD = 1.4
_FURNITURE_BETWEEN = 5.0  # a comment form or a notice of rights stands in the gap
# A text of more than this is a book or a list, not a page of stories.
_MOST_UNITS = 400
_MOST_CONTENT = 15_000
_BIAS = -3.05
_WEIGHTS = (
    ("opening", -4.9),
    ("sides", -3.7),
    ("left_topics", -3.4),
    ("right_topics", -2.9),
    ("depth", 19.2),
    ("opens_with_and", -1.4),
    ("opens_with_lead", 1.7),
    ("names_day", 1.7),
    ("names_speaker", 1.7),
    ("headed", 1.8),
    ("length", 0.7),
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text with its characters in the text it stands in."""

    start: int
    end: int
    text: str


def split(paragraphs: Sequence[Paragraph], breaks: frozenset[int] = frozenset()) -> list[list[Paragraph]]:
    """Paragraphs grouped into stories; `breaks` are numbers of paragraphs that furniture sets apart."""
    grouped = _headed(paragraphs)
    units = [_unit(group) for group in grouped]
    firsts = _firsts(grouped)
    forced = frozenset(n for n, first in enumerate(firsts) if first in breaks)
    sized = len(units) <= _MOST_UNITS and sum(len(u.content) for u in units) <= _MOST_CONTENT
    bounds = [0, *(_cuts(units, 0, len(units), forced) if sized else ()), len(units)]
    stories = [[p for group in grouped[a:b] for p in group] for a, b in pairwise(bounds)]
    return [story for story in stories if story]


def score(gap: Gap) -> float:
    """How surely a story ends at the gap, in log odds."""
    return _BIAS + sum(weight * float(getattr(gap, name)) for name, weight in _WEIGHTS)


def _headed(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Each paragraph with the headline-like lines over it."""
    groups: list[list[Paragraph]] = []
    pending: list[Paragraph] = []
    for number, paragraph in enumerate(paragraphs):
        pending.append(paragraph)
        if len(pending) > 2 or not _like_headline(paragraph.text) or _leans_back(paragraphs, number):
            groups.append(pending)
            pending = []
    return [*groups, pending] if pending else groups


def _leans_back(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether less space stands before the line than behind it, so that it closes what it follows."""
    if not 0 < number < len(paragraphs) - 1:
        return False
    line = paragraphs[number]
    return line.start - paragraphs[number - 1].end < paragraphs[number + 1].start - line.end


def _like_headline(line: str) -> bool:
    return 3 <= len(line.split()) <= _MOST_HEADLINE and not is_sentence(line)


def _unit(group: Sequence[Paragraph]) -> Unit:
    *over, last = group
    headline = " ".join(p.text for p in over) or None
    return unit(last.text, headline)


def _firsts(groups: Sequence[Sequence[Paragraph]]) -> list[int]:
    firsts, count = [], 0
    for group in groups:
        firsts.append(count)
        count += len(group)
    return firsts


def _cuts(units: Sequence[Unit], start: int, end: int, forced: frozenset[int]) -> list[int]:
    """Numbers of the units that open a new story, by cutting at the surest gap and looking at both parts again."""
    here = units[start:end]
    lengths = [len(u.content) for u in here]
    gaps = [n for n in range(1, len(here)) if min(sum(lengths[:n]), sum(lengths[n:])) >= _LEAST_CONTENT]
    surest, best = 0, _THRESHOLD
    for n, gap in measure(here, gaps).items():
        sure = score(gap) + (_FURNITURE_BETWEEN if start + n in forced else 0.0)
        if sure > best and not here[n].listed and not goes_on(here[n]):
            surest, best = n, sure
    if not surest:
        return []
    cut = start + surest
    return [*_cuts(units, start, cut, forced), cut, *_cuts(units, cut, end, forced)]
