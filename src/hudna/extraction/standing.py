"""Does a draft stand as a claim? A small linear scorer over what the rules read, in place of their yes or no alone.

The rules hold back drafts that lack an actor, a place or arms, and let others stand that only recall, suppose or plan.
The scorer weighs each draft by its rule, its shape, what fills its roles, the words beside it and years long gone. It
drops what hardly stands, and lets stand what the rules held back where it is sure. Its weights are a table that can be
read (`standing.tsv`), made by `scripts/fit_standing.py` from newswire sentences annotated by hand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind
from hudna.extraction.plausibility import ASSAULT
from hudna.extraction.sentence import SentenceReading
from hudna.knowledge.load import Knowledge
from hudna.model import Status

# Below DROP a draft goes, from GIVE on one that was held back stands; chosen on texts not fitted on.
# The rules are right more often in a story than in a dated sentence that comes alone (a post, a line of a wire).
DROP, GIVE = 0.25, 0.5
STORY_DROP = 0.1
RARE_DROP = 0.15  # of the types that the newswire hardly has
_LONE = 3  # sentences; from here on a text is a story
_WELL_TAUGHT = ASSAULT | {"protest", "arrest", "appeal", "accusation", "rejection", "threat", "destruction"}
_YEAR = re.compile(r"^(?:1[0-9]|20)\d\d$")
_NEAR = 10  # tokens to either side in which a year is the draft's own
_LONG_AGO = 2000
_CLOSE = 5  # pieces between triggers that may belong together
_PARTS = ("actor", "target", "at", "time", "means")


def weigh(readings: list[SentenceReading], year: int | None, knowledge: Knowledge) -> None:
    """Drop the drafts that hardly stand; let stand those that the rules held back and the scorer is sure of."""
    weights = knowledge.standing
    if not weights:
        return
    lone = year is not None and len(readings) < _LONE
    for reading in readings:
        kept = [d for d in reading.drafts if sureness(d, reading, year, weights) >= _bar(d, lone=lone)]
        for draft in reading.doubtful:
            apart = all(draft.last <= d.first or draft.first >= d.last for d in kept)
            if apart and sureness(draft, reading, year, weights) >= GIVE:
                draft.rules.append("let-stand")
                kept.append(draft)
        reading.drafts = sorted(kept, key=lambda d: d.first)


def _bar(draft: Draft, *, lone: bool) -> float:
    if not lone:
        return STORY_DROP
    return DROP if draft.type in _WELL_TAUGHT else RARE_DROP


def sureness(draft: Draft, reading: SentenceReading, year: int | None, weights: dict[str, float]) -> float:
    """The probability, 0 to 1, that a draft is a claim."""
    score = weights["intercept"] + sum(weights.get(name, 0.0) for name in set(features(draft, reading, year)))
    return 1 / (1 + math.exp(-score))


def features(draft: Draft, reading: SentenceReading, year: int | None) -> Iterator[str]:
    """What the scorer sees of a draft; `year` is that of publication."""
    yield from _of_draft(draft)
    yield from _of_roles(draft)
    yield from _around(draft, reading)
    yield from _when(draft, year)


def _of_draft(draft: Draft) -> Iterator[str]:
    piece, trigger = draft.piece, draft.trigger
    kind = piece.kind.value
    yield from (f"rule={trigger.id}", f"type={draft.type}", f"frame={trigger.frame}|{kind}", f"doubt={draft.doubt}")
    yield from (f"doubt={draft.doubt}|{draft.type}", f"strength={trigger.strength}|{kind}")
    yield from (f"status={draft.status.value}", f"status={draft.status.value}|{trigger.frame}")
    shape = piece.mentions[0].shape
    if piece.kind is Kind.EVENT:
        yield from (f"definite={piece.definite}|{trigger.frame}", f"prep={piece.prep}", f"light={draft.light}")
        yield f"suffix={bool(piece.mentions[0].suffix)}|{piece.definite}"
        yield f"bare={piece.definite}|{bool(draft.fillers)}|{bool(draft.figures)}"
    elif shape is not None:
        yield from (f"tense={shape.tense}|{trigger.frame}", f"person={shape.person}", f"passive={shape.passive}")
    if shape is not None:
        yield f"number={shape.number}|{kind}"
    yield from (f"joined={piece.conj}|{kind}", f"quoted={piece.quoted}")


def _of_roles(draft: Draft) -> Iterator[str]:
    frame = draft.trigger.frame
    told = {part: bool(draft.of("actor", "party") if part == "actor" else draft.of(part)) for part in _PARTS}
    for part, there in told.items():
        yield from (f"{part}={there}", f"{part}={there}|{frame}", f"{part}={there}|{draft.doubt}")
    yield f"roles={sum(told.values())}"
    for f in draft.fillers:
        yield from (f"{f.role}={f.piece.nature}", f"{f.role}={f.piece.nature}|{frame}")
        if f.role in ("actor", "target") and f.piece.kind is Kind.NP:
            yield f"{f.role}-definite={f.piece.definite}"
    for figure in draft.figures:
        yield f"figure={figure.kind.value}"
    yield f"figure={bool(draft.figures)}|{draft.type}"


def _around(draft: Draft, reading: SentenceReading) -> Iterator[str]:
    tokens, before = reading.scan.tokens, reading.pieces[: draft.index]
    for offset in (-2, -1):
        if draft.first + offset >= 0:
            yield f"word{offset}={tokens[draft.first + offset].form}"
    for offset in (0, 1):
        if draft.last + offset < len(tokens):
            yield f"word+{offset}={tokens[draft.last + offset].form}"
    yield f"behind={before[-1].kind.value if before else 'nothing'}|{draft.piece.kind.value}"
    yield f"said={any(s.governs(draft.first) for s in reading.speeches)}"
    yield f"position={min(4, 5 * draft.first // max(1, len(tokens)))}"
    yield f"first={draft.index < 2}"
    yield f"length={min(6, len(tokens) // 10)}"
    yield f"drafts={min(4, len(reading.drafts))}"
    near = [d for d in reading.drafts if d is not draft and abs(d.index - draft.index) < _CLOSE]
    for other in near:
        yield f"{'behind' if other.index < draft.index else 'before'}-claim={other.trigger.frame}|{draft.trigger.frame}"
    for kind in (Kind.COMP, Kind.REL, Kind.LINK, Kind.NEG):
        if any(p.kind is kind for p in before[-5:]):
            yield f"behind-{kind.value}"
    for p in before[-6:]:
        cue = p.named("cue")
        if cue is not None:
            yield f"cue={cue.entry.id}"


def _when(draft: Draft, year: int | None) -> Iterator[str]:
    """Years long gone near the draft and in its sentence: what is told of them is background."""
    year = year or _LONG_AGO  # without a date of publication, only years before count
    tokens = draft.scan.tokens
    for i, token in enumerate(tokens):
        if _YEAR.match(token.form) and (ago := year - int(token.form)) > 0:
            near = draft.first - _NEAR <= i <= draft.last + _NEAR
            yield f"years-ago={'1' if ago == 1 else '2' if ago < 4 else '4' if ago < 10 else '10'}|{near}"
            yield f"years-ago={ago > 1}|{near}|{draft.status is Status.ASSERTED}"
