"""Does a lone sentence report an act, or only speak of one? A small linear scorer, for sentences without a story.

In a story, its other sentences tell whether words of violence report or recall; in a sentence that comes alone, without
a date, they mostly recall: trials, anniversaries, debates. Sentences judged by people (openeventdata/arabic_event_gsr,
MIT) taught the weights; `scripts/fit_plausibility.py` makes the file, which is a table that can be read: one feature a
line with its weight for acts of violence and for protests.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind
from hudna.extraction.sentence import SentenceReading
from hudna.knowledge.load import Knowledge

ASSAULT = frozenset(
    "armed_clash attack shelling air_strike bombing assassination killing abduction abuse chemical_attack".split()
)
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_LONE = 3  # sentences; from here on a text is a story


def sift(readings: list[SentenceReading], *, dated: bool, knowledge: Knowledge) -> None:
    """Drop the acts of a lone, undated sentence that it more likely only speaks of."""
    if dated or len(readings) >= _LONE or not knowledge.plausibility:
        return
    for reading in readings:
        reading.drafts = [d for d in reading.drafts if _stands(d, reading, knowledge)]


def _stands(draft: Draft, reading: SentenceReading, knowledge: Knowledge) -> bool:
    family = "assault" if draft.type in ASSAULT else "protest" if draft.type == "protest" else None
    if family is None or is_plain_report(draft):
        return True
    return plausibility(draft, reading, knowledge, family) >= knowledge.plausibility[family]["threshold"]


def is_plain_report(draft: Draft) -> bool:
    """قصفت قوات كذا بلدة كذا, مقتل ثلاثة في …: does the sentence open with the act, and tell who, whom or where?"""
    carried = draft.carried == "actor" and draft.pieces[0].named("light") is not None
    launched = carried and draft.type in ASSAULT  # شنّ الطيران غارات; protests are called for as often as held
    if draft.index > 1 and not launched:
        return False
    told = draft.of("at") or any(f.piece.nature in ("armed", "country") for f in draft.of("actor", "party", "target"))
    if draft.piece.kind is Kind.VERB:
        return bool(told) and not draft.piece.conj
    return (launched or draft.index == 0) and not draft.piece.definite and bool(told or draft.figures)


def plausibility(draft: Draft, reading: SentenceReading, knowledge: Knowledge, family: str) -> float:
    """The probability, 0 to 1, that a draft reports an act of its family."""
    weights = knowledge.plausibility[family]
    score = weights["intercept"] + sum(weights.get(name, 0.0) for name in set(features(draft, reading)))
    return 1 / (1 + math.exp(-score))


def features(draft: Draft, reading: SentenceReading) -> Iterator[str]:
    """What the scorer sees of a draft: its rule and shape, what fills its roles, and the words around it."""
    yield from _of_draft(draft)
    yield from _of_place_in_sentence(draft, reading)
    tokens = reading.scan.tokens
    for offset in (-2, -1):
        if draft.first + offset >= 0:
            yield f"word{offset}={tokens[draft.first + offset].form}"
    for offset in (0, 1):
        if draft.last + offset < len(tokens):
            yield f"word+{offset}={tokens[draft.last + offset].form}"
    for token in tokens:
        yield f"has={token.form}"
        if _YEAR.match(token.form):
            yield "year"


def _of_draft(draft: Draft) -> Iterator[str]:
    piece = draft.piece
    yield from (
        f"rule={draft.trigger.id}",
        f"type={draft.type}",
        f"kind={piece.kind.value}",
        f"status={draft.status.value}",
    )
    shape = piece.mentions[0].shape
    if piece.kind is Kind.EVENT:
        yield from (f"definite={piece.definite}", f"prep={piece.prep}")
    if shape is not None:
        yield from (f"tense={shape.tense}", f"person={shape.person}", f"number={shape.number}")
    if draft.light:
        yield "light"
    if piece.conj:
        yield "joined"
    if piece.quoted:
        yield "quoted"
    for filler in draft.fillers:
        yield from (f"{filler.role}={filler.piece.nature}", f"role={filler.role}")
    for figure in draft.figures:
        yield from (f"figure={figure.kind.value}", "figure")
    for rule in draft.rules:
        yield f"with={rule}"


def _of_place_in_sentence(draft: Draft, reading: SentenceReading) -> Iterator[str]:
    before = reading.pieces[: draft.index]
    count = len(reading.scan.tokens)
    yield f"length={min(6, count // 10)}"
    yield f"position={min(4, 5 * draft.first // max(1, count))}"
    yield f"drafts={min(4, len(reading.drafts))}"
    yield f"said={any(s.governs(draft.first) for s in reading.speeches)}"
    yield f"behind={before[-1].kind.value if before else 'nothing'}"
    if any(p.kind is Kind.COMP for p in before):
        yield "behind-that"
    if any(p.kind is Kind.REL for p in before[-3:]):
        yield "behind-which"
