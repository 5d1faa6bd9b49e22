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
from hudna.knowledge.weights import INTERCEPT, Group, Weights, names
from hudna.model import FigureKind, Status

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


def sureness(draft: Draft, reading: SentenceReading, year: int | None, weights: Weights) -> float:
    """The probability, 0 to 1, that a draft is a claim."""
    found = dict.fromkeys(groups(draft, reading, year))  # what is there twice counts once
    return 1 / (1 + math.exp(-sum((weights.of(group)[0] for group in found), weights.rows[INTERCEPT][0])))


def features(draft: Draft, reading: SentenceReading, year: int | None) -> Iterator[str]:
    """What the scorer sees of a draft, by name; `year` is that of publication."""
    return (name for group in groups(draft, reading, year) for name in names(group))


def groups(draft: Draft, reading: SentenceReading, year: int | None) -> Iterator[Group]:
    """The features in groups, each as what names them and the values that decide them; no two name the same."""
    yield from _of_draft(draft)
    yield from _of_roles(draft)
    yield from _around(draft, reading)
    yield from _when(draft, year)


# ── the values ───────────────────────────────────────────────────────────────────────────────────────────────────


def _of_draft(draft: Draft) -> Iterator[Group]:
    piece, trigger = draft.piece, draft.trigger
    frame, shape = trigger.frame, piece.mentions[0].shape
    yield _trigger, trigger.id, draft.type, frame, trigger.strength, piece.kind
    yield _held, draft.doubt, draft.type, draft.status, frame
    if piece.kind is Kind.EVENT:
        yield _event, piece.definite, piece.prep, draft.light, bool(piece.mentions[0].suffix), frame
        yield _bare, piece.definite, bool(draft.fillers), bool(draft.figures)
    elif shape is not None:
        yield _verb, shape.tense, shape.person, shape.passive, frame
    if shape is not None:
        yield _number, shape.number, piece.kind
    yield _joined, piece.conj, piece.quoted, piece.kind


def _of_roles(draft: Draft) -> Iterator[Group]:
    filled = {"actor" if f.role == "party" else f.role for f in draft.fillers}
    there = tuple(part in filled for part in _PARTS)
    yield _parts, there, draft.trigger.frame
    yield _doubted, there, draft.doubt
    for f in draft.fillers:
        yield _filler, f.role, f.piece.nature, draft.trigger.frame
        if f.role in ("actor", "target") and f.piece.kind is Kind.NP:
            yield _definite, f.role, f.piece.definite
    for figure in draft.figures:
        yield _figure, figure.kind
    yield _figures, bool(draft.figures), draft.type


def _around(draft: Draft, reading: SentenceReading) -> Iterator[Group]:
    tokens, before = reading.scan.tokens, reading.pieces[: draft.index]
    for offset in (-2, -1):
        if draft.first + offset >= 0:
            yield _word, str(offset), tokens[draft.first + offset].form
    for offset in (0, 1):
        if draft.last + offset < len(tokens):
            yield _word, f"+{offset}", tokens[draft.last + offset].form
    yield _behind, before[-1].kind if before else None, draft.piece.kind
    yield _said, any(s.governs(draft.first) for s in reading.speeches)
    position = min(4, 5 * draft.first // max(1, len(tokens)))
    yield _position, position, draft.index < 2, min(6, len(tokens) // 10), min(4, len(reading.drafts))
    for other in reading.drafts:
        if other is not draft and abs(other.index - draft.index) < _CLOSE:
            yield _beside, other.index < draft.index, other.trigger.frame, draft.trigger.frame
    yield _led, frozenset(p.kind for p in before[-5:])
    for p in before[-6:]:
        cue = p.named("cue")
        if cue is not None:
            yield _cue, cue.entry.id


def _when(draft: Draft, year: int | None) -> Iterator[Group]:
    """Years long gone near the draft and in its sentence: what is told of them is background."""
    year = year or _LONG_AGO  # without a date of publication, only years before count
    for i, token in enumerate(draft.scan.tokens):
        if token.kind == "number" and _YEAR.match(token.form) and (ago := year - int(token.form)) > 0:
            near = draft.first - _NEAR <= i <= draft.last + _NEAR
            yield _years, 1 if ago == 1 else 2 if ago < 4 else 4 if ago < 10 else 10, near
            yield _gone, ago > 1, near, draft.status is Status.ASSERTED


# ── the names ────────────────────────────────────────────────────────────────────────────────────────────────────


def _trigger(rule: str, type_: str, frame: str, strength: str, kind: Kind) -> Iterator[str]:
    yield from (f"rule={rule}", f"type={type_}", f"frame={frame}|{kind.value}", f"strength={strength}|{kind.value}")


def _held(doubt: str, type_: str, status: Status, frame: str) -> Iterator[str]:
    yield from (f"doubt={doubt}", f"doubt={doubt}|{type_}")
    yield from (f"status={status.value}", f"status={status.value}|{frame}")


def _event(definite: bool, prep: str, light: bool, suffix: bool, frame: str) -> Iterator[str]:
    yield from (f"definite={definite}|{frame}", f"prep={prep}", f"light={light}", f"suffix={suffix}|{definite}")


def _bare(definite: bool, fillers: bool, figures: bool) -> Iterator[str]:
    yield f"bare={definite}|{fillers}|{figures}"


def _verb(tense: str, person: str, passive: bool, frame: str) -> Iterator[str]:
    yield from (f"tense={tense}|{frame}", f"person={person}", f"passive={passive}")


def _number(number: str, kind: Kind) -> Iterator[str]:
    yield f"number={number}|{kind.value}"


def _joined(joined: bool, quoted: bool, kind: Kind) -> Iterator[str]:
    yield from (f"joined={joined}|{kind.value}", f"quoted={quoted}")


def _parts(there: tuple[bool, ...], frame: str) -> Iterator[str]:
    for part, told in zip(_PARTS, there, strict=True):
        yield from (f"{part}={told}", f"{part}={told}|{frame}")
    yield f"roles={sum(there)}"


def _doubted(there: tuple[bool, ...], doubt: str) -> Iterator[str]:
    yield from (f"{part}={told}|{doubt}" for part, told in zip(_PARTS, there, strict=True))


def _filler(role: str, nature: str, frame: str) -> Iterator[str]:
    yield from (f"{role}={nature}", f"{role}={nature}|{frame}")


def _definite(role: str, definite: bool) -> Iterator[str]:
    yield f"{role}-definite={definite}"


def _figure(kind: FigureKind) -> Iterator[str]:
    yield f"figure={kind.value}"


def _figures(told: bool, type_: str) -> Iterator[str]:
    yield f"figure={told}|{type_}"


def _word(offset: str, form: str) -> Iterator[str]:
    yield f"word{offset}={form}"


def _behind(before: Kind | None, kind: Kind) -> Iterator[str]:
    yield f"behind={before.value if before else 'nothing'}|{kind.value}"


def _said(said: bool) -> Iterator[str]:
    yield f"said={said}"


def _position(position: int, first: bool, length: int, drafts: int) -> Iterator[str]:
    yield from (f"position={position}", f"first={first}", f"length={length}", f"drafts={drafts}")


def _beside(behind: bool, other: str, frame: str) -> Iterator[str]:
    yield f"{'behind' if behind else 'before'}-claim={other}|{frame}"


def _led(kinds: frozenset[Kind]) -> Iterator[str]:
    yield from (f"behind-{kind.value}" for kind in (Kind.COMP, Kind.REL, Kind.LINK, Kind.NEG) if kind in kinds)


def _cue(cue: str) -> Iterator[str]:
    yield f"cue={cue}"


def _years(ago: int, near: bool) -> Iterator[str]:
    yield f"years-ago={ago}|{near}"


def _gone(gone: bool, near: bool, asserted: bool) -> Iterator[str]:
    yield f"years-ago={gone}|{near}|{asserted}"
