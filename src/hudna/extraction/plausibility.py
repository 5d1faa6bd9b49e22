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
_BESIDE = 3  # pieces between an act and a time that is told beside it
_TURNS = (Kind.LINK, Kind.COMP, Kind.REL, Kind.VERB, Kind.MARK)  # where a clause may begin


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
    opening, act = draft.pieces[0], draft.piece
    if opening.conj or opening.prep or opening.kind is Kind.LINK:  # عندما اغتيل: what was, beside something else
        return False
    carried = draft.carried == "actor" and opening.named("light") is not None
    launched = carried and draft.type in ASSAULT  # شنّ الطيران غارات; protests are called for as often as held
    if _opens_with_the_dead(draft):
        return True
    if draft.index > 1 and not launched:
        return False
    told = draft.of("at") or any(f.piece.nature in ("armed", "country") for f in draft.of("actor", "party", "target"))
    if act.kind is Kind.VERB:
        return bool(told) and not act.conj
    return (launched or draft.index == 0) and not act.definite and bool(told or draft.figures)


def _opens_with_the_dead(draft: Draft) -> bool:
    """مقتل خمسة مدنيين في غارة: a headline that counts the dead, and then says of what."""
    named = draft.pieces[0].named("trigger")
    counted = named is not None and named.entry.type in ("killing", "casualty") and bool(draft.figures)
    return counted and draft.type in ASSAULT and not any(p.kind is Kind.VERB for p in draft.pieces[: draft.index])


def plausibility(draft: Draft, reading: SentenceReading, knowledge: Knowledge, family: str) -> float:
    """The probability, 0 to 1, that a draft reports an act of its family."""
    weights = knowledge.plausibility[family]
    score = weights["intercept"] + sum(weights.get(name, 0.0) for name in set(features(draft, reading)))
    return 1 / (1 + math.exp(-score))


def features(draft: Draft, reading: SentenceReading) -> Iterator[str]:
    """What the scorer sees of a draft: its rule and shape, what fills its roles, and the sentence around it."""
    yield from _of_draft(draft)
    yield from _of_roles(draft)
    yield from _of_place_in_sentence(draft, reading)
    yield from _of_other_verbs(draft, reading)
    yield from _of_sentence(draft, reading)
    yield from _of_words(draft, reading)


def _of_draft(draft: Draft) -> Iterator[str]:
    piece = draft.piece
    yield from (
        f"rule={draft.trigger.id}",
        f"type={draft.type}",
        f"kind={piece.kind.value}",
        f"status={draft.status.value}",
        f"plain={is_plain_report(draft)}",
    )
    shape = piece.mentions[0].shape
    if piece.kind is Kind.EVENT:
        yield from (f"definite={piece.definite}", f"prep={piece.prep}")
    if shape is not None:
        yield from (f"tense={shape.tense}", f"person={shape.person}", f"number={shape.number}")
        yield f"tense={shape.tense}|{shape.person}|{draft.index == 0}|{piece.conj}"
    yield from ([f"carried={draft.carried}", "light"] if draft.light else [])
    yield from (["joined"] if piece.conj else [])
    yield from (["quoted"] if piece.quoted else [])
    yield from (f"with={rule}" for rule in draft.rules)


def _of_roles(draft: Draft) -> Iterator[str]:
    kind = draft.piece.kind.value
    yield f"at={bool(draft.of('at'))}|{bool(draft.figures)}|{kind}|{draft.piece.definite}"
    for filler in draft.fillers:
        piece, role = filler.piece, filler.role
        yield from (f"{role}={piece.nature}", f"role={role}", f"{role}-head={piece.form}")
        yield f"{role}={piece.nature}|{piece.definite}|{piece.number is not None}"
    for figure in draft.figures:
        yield from (f"figure={figure.kind.value}", "figure")


def _of_place_in_sentence(draft: Draft, reading: SentenceReading) -> Iterator[str]:
    before, opening = reading.pieces[: draft.index], reading.pieces[0]
    count = len(reading.scan.tokens)
    yield f"length={min(6, count // 10)}"
    yield f"position={min(4, 5 * draft.first // max(1, count))}"
    yield f"said={any(s.governs(draft.first) for s in reading.speeches)}"
    yield f"behind={before[-1].kind.value if before else 'nothing'}"
    yield f"opens={opening.kind.value}|{opening.conj}|{bool(opening.prep)}"
    turn = next((p.kind.value for p in reversed(before) if p.kind in _TURNS), "nothing")
    yield f"turn={turn}|{draft.piece.kind.value}"
    yield from (["behind-that"] if any(p.kind is Kind.COMP for p in before) else [])
    yield from (["behind-which"] if any(p.kind is Kind.REL for p in before[-3:]) else [])


def _of_other_verbs(draft: Draft, reading: SentenceReading) -> Iterator[str]:
    """What else the sentence tells, and what its first verb is."""
    others = [d for d in reading.drafts if d is not draft]
    yield f"drafts={min(4, len(reading.drafts))}"
    yield f"others={any(d.index < draft.index for d in others)}|{any(d.index > draft.index for d in others)}"
    yield from (f"beside={d.type}" for d in others)
    verb = next((p for p in reading.pieces if p.kind is Kind.VERB), None)
    if verb is not None:
        named = next((m.kind for m in verb.mentions if m.kind in ("light", "cue", "trigger")), "plain")
        yield f"first-verb={verb is draft.piece}|{named}"
        shape = verb.mentions[0].shape if verb.mentions else None
        yield from ([f"first-verb={shape.tense}|{shape.person}"] if shape is not None else [])


def _of_sentence(draft: Draft, reading: SentenceReading) -> Iterator[str]:
    """Cues, times and places around, and whether it asks or quotes."""
    pieces, kind = reading.pieces, draft.piece.kind.value
    yield from (f"cue={m.entry.cls}" for p in pieces for m in p.mentions if m.kind == "cue")
    times = [k for k, p in enumerate(pieces) if p.kind is Kind.TIME]
    yield f"times={min(2, len(times))}|{kind}"
    yield f"near-time={any(abs(k - draft.index) <= _BESIDE for k in times)}|{kind}"
    yield f"places={min(3, sum(p.kind is Kind.PLACE for p in pieces))}"
    extent = reading.scan.extent
    yield f"asks={'؟' in reading.scan.text[extent.start : extent.end]}"
    yield f"quotes={any(p.quoted for p in pieces)}"


def _of_words(draft: Draft, reading: SentenceReading) -> Iterator[str]:
    tokens = reading.scan.tokens
    yield f"first-word={tokens[0].form}"
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
