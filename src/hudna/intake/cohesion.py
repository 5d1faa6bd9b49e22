"""How much the text on both sides of a gap between paragraphs belongs together, as figures from 0 to 1 and counts.

Lexical cohesion after Hearst's TextTiling, with whole sides beside windows, and what the opening of the right side
says about itself: goes on, or starts afresh (stories.yml).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from hudna.text.tokens import fold

from .data_files import entries

_WORD = re.compile(r"[ء-ي]+")
_PROCLITIC = re.compile(r"^(?:[وف]?(?:[بك]?ال|لل)|[وفبل](?=[ء-ي]{4}))")
_ENDING = re.compile(r"(?:هما|ها|هم|ات|ون|ين|ان|وا|يه|ه|ي|ا)$")
_LISTED = re.compile(r"[-*•–—·]")
_WINDOW = 60  # content words on each side of the gap
_OPENING = 40  # content words of the paragraph behind the gap
_USUAL_WINDOW = 0.12  # the mean `window` between paragraphs of one story
_LEAD = 14  # words at its start in which a lead names its day


@dataclass(frozen=True, slots=True)
class StoryCues:
    """The lists of stories.yml, folded."""

    continues: frozenset[tuple[str, ...]]
    speakers: frozenset[str]
    leads: frozenset[str]
    days: frozenset[str]
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, with the headline over it if there is one: its words, its content words, how it opens."""

    words: tuple[str, ...]
    content: tuple[str, ...]
    headed: bool
    listed: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """The measures of one gap; see `measure`."""

    opening: float
    sides: float
    left_topics: float
    right_topics: float
    depth: float
    opens_with_and: bool
    opens_with_lead: bool
    names_day: bool
    names_speaker: bool
    headed: bool
    length: float


@cache
def story_cues() -> StoryCues:
    """The cues of stories.yml, read once."""
    lists: dict[str, list[str]] = {}
    for entry in entries("stories.yml"):
        words = entry["words"]
        lists[entry["kind"]] = words.split() if isinstance(words, str) else words
    told = [w for kind in ("continues", "speakers", "days", "common") for p in lists.get(kind, ()) for w in p.split()]
    single = {k: frozenset(map(fold, lists.get(k, ()))) for k in ("speakers", "leads", "days")}
    return StoryCues(
        frozenset(tuple(map(fold, p.split())) for p in lists.get("continues", ())),
        **single,
        common=frozenset(_stem(fold(w)) for w in told),
    )


def unit(text: str, headline: str | None) -> Unit:
    """The unit of a paragraph and the headline over it."""
    words = _WORD.findall(fold(text))
    content = [s for w in (*_WORD.findall(fold(headline or "")), *words) if (s := _content(w))]
    return Unit(
        tuple(words[:_LEAD]), tuple(content), headline is not None, bool(_LISTED.match(text)),
    )  # fmt: skip


def _stem(word: str) -> str:
    """Proclitics and one ending off: for counting threads of a text only, never for knowing a word."""
    word = _PROCLITIC.sub("", word)
    return _ENDING.sub("", word) if len(word) > 4 else word


@lru_cache(maxsize=50_000)
def _content(word: str) -> str | None:
    if len(word) < 3:
        return None
    stem = _stem(word)
    return stem if len(stem) > 2 and stem not in story_cues().common else None


def goes_on(opening: Unit) -> bool:
    """Whether the unit opens with words that go on with the story before it."""
    known = story_cues().continues
    return any(opening.words[:n] in known for n in (1, 2, 3))


def measure(units: Sequence[Unit], gaps: Sequence[int]) -> dict[int, Gap]:
    """The measures of each gap, named by the number of the unit behind it.

    `opening`, `sides`: share of content words in common, of the unit behind the gap, of the whole sides. `left_topics`,
    `right_topics`: share of the words that one side repeats which the other has too. `depth`: by how much the likeness
    of the 60 words on each side lies under its mean at the other gaps.
    """
    compared = gaps if len(gaps) != 1 else range(1, len(units))
    windows = {gap: _window(units, gap) for gap in compared}
    total = sum(windows.values())
    found: dict[int, Gap] = {}
    left: Counter[str] = Counter()
    right = Counter(w for u in units for w in u.content)
    counted = 0
    for gap in gaps:
        moved = Counter(w for u in units[counted:gap] for w in u.content)
        left += moved
        right -= moved
        counted = gap
        others = (total - windows[gap]) / (len(windows) - 1) if len(windows) > 1 else None
        found[gap] = _gap(units, gap, left, right, windows[gap], others)
    return found


def _gap(
    units: Sequence[Unit], gap: int, left: Counter[str], right: Counter[str], window: float, others: float | None
) -> Gap:
    cues = story_cues()
    here = units[gap]
    first = here.words[0] if here.words else ""
    opening = set(here.content[:_OPENING])
    return Gap(
        opening=len(opening & left.keys()) / max(1, len(opening)),
        sides=len(left.keys() & right.keys()) / max(1, min(len(left), len(right))),
        left_topics=_kept(left, right),
        right_topics=_kept(right, left),
        depth=(_USUAL_WINDOW if others is None else others) - window,
        opens_with_and=first.startswith("و") and len(first) > 3,
        opens_with_lead=first in cues.leads,
        names_day=any(w in cues.days for w in here.words),
        names_speaker=any(w in cues.speakers for w in here.words[1:3]),
        headed=here.headed,
        length=math.log(1 + len(here.content)),
    )


def _window(units: Sequence[Unit], gap: int) -> float:
    left: list[str] = []
    for before in reversed(units[:gap]):
        left[:0] = before.content
        if len(left) >= _WINDOW:
            break
    right: list[str] = []
    for behind in units[gap:]:
        right += behind.content
        if len(right) >= _WINDOW:
            break
    a, b = set(left[-_WINDOW:]), set(right[:_WINDOW])
    return len(a & b) / math.sqrt(max(1, len(a) * len(b)))


def _kept(ours: Counter[str], theirs: Counter[str]) -> float:
    """The share of the words that stand more than once on our side which stand on theirs; 0.3 when none do."""
    topics = [w for w, n in ours.items() if n > 1]
    return sum(1 for w in topics if w in theirs) / len(topics) if topics else 0.3
