"""One self-contained page: each story with its claims' words marked in place, and beside them the claims' cards.

No script and no outside request; the marks' links and the light on what belongs together are plain HTML and CSS.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from hudna.export import wording
from hudna.export.labels import Lang, labels
from hudna.export.marks import KINDS, Mark, Segment, marks, segments
from hudna.model import Claim, Reading, Role, Span, Status

if TYPE_CHECKING:
    from jinja2 import Environment

_CONTROLS = {c: "\ufffd" for c in (*range(0x20), 0x7F) if chr(c) not in "\n\t"} | dict.fromkeys(
    range(0xD800, 0xE000), "\ufffd"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks, with the claims whose words it belongs to and the links on it."""

    text: str
    kinds: tuple[str, ...]
    claims: tuple[str, ...]
    opens: bool
    closes: bool
    starts: tuple[str, ...]  # claims whose trigger begins here
    ends: tuple[str, ...]  # claims whose trigger ends here


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a card: what it says, and the story's words where those differ."""

    said: str
    words: str | None = None
    leaning: str | None = None  # the side that a speaker is said to lean to
    outlet: bool = False  # nobody is named: the outlet says it in its own voice


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of part on a card."""

    kind: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as it stands beside its words."""

    id: str
    number: str
    type: str
    status: Status
    sign: str
    status_word: str
    rows: tuple[Row, ...]
    repeats: str | None
    rule: str
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the story with the cards of the claims whose triggers begin in it."""

    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """What the page shows of one reading."""

    id: str
    title: str
    origin: str
    outlet: str | None
    published: str | None
    url: str | None
    paragraphs: tuple[Paragraph, ...]
    claims: int
    tally: tuple[tuple[Status, int], ...]


def page(readings: Iterable[Reading], lang: Lang = Lang.EN, *, explain: bool = False) -> Iterator[str]:
    """The page in pieces. With `explain` the cards show their rule and codes unfolded."""
    stories = [_story(n, reading, lang) for n, reading in enumerate(readings, 1)]
    most = max((s.claims for s in stories), default=0)
    template = _environment().get_template("page.html.j2")
    yield from template.generate(
        lang=lang.value,
        stories=stories,
        count=wording.count(len(stories), sum(s.claims for s in stories), lang),
        claim_numbers=range(1, most + 1),
        kinds=KINDS,
        part=lambda kind: labels().parts[kind].in_(lang),
        statuses=[(s, labels().statuses[s].sign, labels().statuses[s].in_(lang)) for s in Status],
        word=lambda key: wording.word(key, lang),
        explain=explain,
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("hudna.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _story(n: int, reading: Reading, lang: Lang) -> StoryPage:
    document = reading.document
    numbers = {claim.id: str(i) for i, claim in enumerate(reading.claims, 1)}
    counts = Counter(claim.status for claim in reading.claims)
    return StoryPage(
        id=f"s{n}",
        title=_clean(wording.title(reading)),
        origin=_clean(wording.origin(reading, lang)),
        outlet=document.outlet,
        published=document.published.isoformat() if document.published else None,
        url=document.url if document.url and document.url.startswith(("http://", "https://")) else None,
        paragraphs=tuple(_paragraphs(reading, numbers, lang)),
        claims=len(reading.claims),
        tally=tuple((status, counts[status]) for status in Status if counts[status]),
    )


def _paragraphs(reading: Reading, numbers: dict[str, str], lang: Lang) -> Iterator[Paragraph]:
    text, at = reading.text, 0
    found = sorted((m for claim in reading.claims for m in marks(claim)), key=lambda m: m.start)
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        cards = [_card(c, numbers, lang) for c in reading.claims if start <= c.trigger.start < at]
        if line.strip() or cards:
            yield Paragraph(tuple(_pieces(text, start, end, found, numbers)), tuple(cards))


def _pieces(text: str, start: int, end: int, found: Sequence[Mark], numbers: dict[str, str]) -> Iterator[Piece]:
    for segment in segments(start, end, found):
        yield _piece(text, segment, numbers)


def _piece(text: str, segment: Segment, numbers: dict[str, str]) -> Piece:
    over = segment.marks
    kinds = tuple(dict.fromkeys(m.kind for m in over))
    own = [m for m in over if m.kind == kinds[0]] if kinds else []
    triggers = [m for m in over if m.kind == "trigger"]
    return Piece(
        text=_clean(text[segment.start : segment.end]),
        kinds=kinds[:3],
        claims=tuple(dict.fromkeys(numbers[m.claim] for m in over)),
        opens=any(m.start == segment.start for m in own),
        closes=any(m.end == segment.end for m in own),
        starts=tuple(numbers[m.claim] for m in triggers if m.start == segment.start),
        ends=tuple(numbers[m.claim] for m in triggers if m.end == segment.end),
    )


def _card(claim: Claim, numbers: dict[str, str], lang: Lang) -> Card:
    label = labels().statuses[claim.status]
    codes = (("PLOVER", claim.codes.plover), ("CAMEO", claim.codes.cameo), ("ACLED", claim.codes.acled))
    return Card(
        id=claim.id,
        number=numbers[claim.id],
        type=wording.type_of(claim, lang),
        status=claim.status,
        sign=label.sign,
        status_word=label.in_(lang),
        rows=tuple(row for row in _rows(claim, lang) if row.values),
        repeats=numbers.get(claim.repeats) if claim.repeats else None,
        rule=claim.rule,
        codes=tuple((name, code) for name, code in codes if code),
    )


def _rows(claim: Claim, lang: Lang) -> Iterator[Row]:
    for role in Role:
        of_role = [p for p in claim.participants if p.role is role]
        yield Row(role.value, tuple(_value(wording.named(p, lang), p.span) for p in of_role))
    yield Row("place", tuple(_value(wording.place_of(p, lang), p.span) for p in claim.places))
    if told := wording.when(claim.time, lang):
        yield Row("time", (_value(told, claim.time.span if claim.time else None),))
    yield Row("figure", tuple(_value(wording.figure_of(f, lang), f.span) for f in claim.figures))
    if claim.means:
        yield Row("means", (_value(wording.means_of(claim.means, lang), claim.means.span),))
    said = tuple(replace(_value(wording.speaker_of(a, lang), a.words), leaning=a.leaning) for a in claim.attribution)
    yield Row("speaker", said or (Value(wording.word("outlet_itself", lang), outlet=True),))


def _value(said: str, span: Span | None) -> Value:
    words = span.text if span is not None and span.text not in said else None
    return Value(_clean(said), _clean(words) if words else None)


def _clean(text: str) -> str:
    """Text without the control characters that HTML does not allow."""
    return text.translate(_CONTROLS)
