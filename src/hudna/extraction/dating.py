"""Which time phrase of a sentence dates an act: a small linear scorer that weighs what the rules chose with the rest.

For each time phrase of the sentence it weighs whether the rules gave it, what it says, whose verb it stands by and
what lies between it and the trigger. It gives the likeliest where that is likely enough, and takes back one that is
not. Its weights are a table (`time_weights.tsv`) made by `scripts/fit_times.py` from annotated newswire sentences.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from hudna.extraction.clauses import COMMAS
from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.time_values import Bound, Vague
from hudna.extraction.whereabouts import of_saying
from hudna.knowledge.load import Knowledge

LIKELY = 0.42  # chosen on sentences that the weights were not fitted on; .40 to .45 make no difference
_BETWEEN = (Kind.COMP, Kind.REL, Kind.LINK, Kind.VERB, Kind.EVENT, Kind.CUE, Kind.NEG)
_STOPS = frozenset(".؛:")
_TELLING = (Kind.VERB, Kind.EVENT, Kind.CUE)
_OPENING = (Kind.MARK, Kind.OTHER, Kind.TIME, Kind.PLACE)


def date_drafts(sentence: Sequence[Draft], knowledge: Knowledge) -> None:
    """Give each draft the time phrase that most likely dates it, or none."""
    if not knowledge.time_weights:
        return
    for draft in sentence:
        likely = [(likelihood(features(draft, at), knowledge.time_weights), p) for at, p in times(draft)]
        sure, best = max(likely, key=lambda t: t[0], default=(0.0, None))
        chosen = best if sure > LIKELY else None
        if [f.piece for f in draft.of("time")][:1] != ([chosen] if chosen is not None else []):
            draft.fillers = [f for f in draft.fillers if f.role != "time"]
            if chosen is not None:
                draft.add(chosen, "time")
            draft.rules.append("dating")


def times(draft: Draft) -> Iterator[tuple[int, Piece]]:
    """The time phrases of the draft's sentence, with their index."""
    for at, piece in enumerate(draft.pieces):
        if piece.kind is Kind.TIME:
            yield at, piece


def likelihood(names: Iterable[str], weights: dict[str, float]) -> float:
    """The logistic of the summed weights of the features."""
    return 1 / (1 + math.exp(-sum((weights.get(name, 0.0) for name in set(names)), weights["intercept"])))


def features(draft: Draft, at: int) -> Iterator[str]:
    """What the scorer sees of the time phrase at index `at` and of its way to the trigger."""
    piece, gap = draft.pieces[at], at - draft.index
    side, kind = "R" if gap > 0 else "L", "V" if draft.piece.kind is Kind.VERB else "E"
    rule = any(f.piece is piece for f in draft.of("time"))
    yield from (f"rule={rule}", f"rule={rule}|{side}|{kind}")
    yield from (f"{side}{_distance(gap)}", f"{side}{_distance(gap)}|{kind}")
    yield from _value(draft, piece, side)
    yield from _trigger(draft, side, kind)
    yield from _way(draft, at, side, kind, rule)
    yield from _host(draft, at, side, kind, rule)


def _distance(gap: int) -> int:
    n = abs(gap)
    return n if n <= 4 else 6 if n <= 6 else 9 if n <= 9 else 10


def _value(draft: Draft, piece: Piece, side: str) -> Iterator[str]:
    """What kind of time it tells: a day, a length, since when, lately."""
    assert piece.time is not None
    value = piece.time.value
    said = type(value).__name__ + (value.kind if isinstance(value, Bound | Vague) else "")
    yield from (f"value={said}", f"value={said}|{side}", f"value={said}|{draft.type}", f"prep={piece.prep}|{side}")


def _trigger(draft: Draft, side: str, kind: str) -> Iterator[str]:
    """The trigger's own shape and what stands beside it."""
    yield f"frame={draft.trigger.frame}|{side}"
    yield f"light={draft.light}|{side}"
    yield f"trigger-prep={draft.piece.prep}|{side}|{kind}"
    yield f"joined={draft.piece.conj}|{side}|{kind}"
    yield f"definite={draft.piece.definite}|{side}|{kind}"
    yield from (f"type={draft.type}|{side}", f"status={draft.status}|{side}")
    after = draft.pieces[draft.index + 1] if draft.index + 1 < len(draft.pieces) else None
    yield f"next={after.kind.value if after else 'end'}|{side}|{kind}"
    before = draft.pieces[draft.index - 1] if draft.index else None
    yield f"previous={_told(before, draft, before.kind.value if before else 'start')}|{side}|{kind}"


def _way(draft: Draft, at: int, side: str, kind: str, rule: bool) -> Iterator[str]:
    """What lies between the phrase and the trigger."""
    between = draft.pieces[min(at, draft.index) + 1 : max(at, draft.index)]
    for barrier in _BETWEEN:
        n = sum(p.kind is barrier for p in between)
        yield from (f"{side}|{barrier.value}{min(n, 2)}", f"{side}|{kind}|{barrier.value}{n > 0}|{rule}")
    told = [_told(p, draft) for p in between if p.kind in _TELLING]
    yield f"{side}|triggers{min(2, told.count('trigger'))}|{kind}"
    yield f"{side}|plain{min(2, told.count('plain'))}|{kind}|{rule}"
    yield f"{side}|lights{min(2, told.count('light'))}"
    yield f"{side}|saying{'saying' in told}"
    yield f"{side}|joined-verb{any(p.kind is Kind.VERB and p.conj for p in between)}"
    yield f"{side}|commas{min(2, sum(p.kind is Kind.MARK and p.form in COMMAS for p in between))}"
    yield f"{side}|stop{any(p.kind is Kind.MARK and p.form in _STOPS for p in between)}"
    yield f"nearer={any(p.kind is Kind.TIME for p in between)}|{side}|{rule}"
    yield f"times{min(3, sum(p.kind is Kind.TIME for p in draft.pieces))}|{side}"


def _host(draft: Draft, at: int, side: str, kind: str, rule: bool) -> Iterator[str]:
    """Whose verb the phrase stands by, and whether it opens the sentence."""
    pieces = draft.pieces
    before, after = pieces[at - 1] if at else None, pieces[at + 1] if at + 1 < len(pieces) else None
    yield f"behind={before.kind.value if before else 'start'}|{side}"
    yield f"before={after.kind.value if after else 'end'}|{side}"
    if before is not None and before.kind in _TELLING:
        yield f"behind-verb={_told(before, draft)}|{side}"
    host = next((p for p in reversed(pieces[:at]) if p.kind in _TELLING), None)
    told = _told(host, draft, "none")
    yield from (f"host={told}|{side}", f"host={told}|{side}|{kind}|{rule}")
    yield f"of-saying={of_saying(pieces, at)}|{side}"
    heads = at < 3 and after is not None and after.form == ":"  # 27 ديسمبر: اغتيال …
    yield from (f"heads={heads}", f"opens={at == 0}", f"opens={all(p.kind in _OPENING for p in pieces[:at])}|{side}")


def _told(piece: Piece | None, draft: Draft, other: str = "plain") -> str:
    """What a verb or noun tells: the act itself, a saying, another act, that something took place."""
    if piece is None:
        return other
    if piece is draft.piece:
        return "itself"
    if any(m.kind == "cue" and m.entry.cls == "attribution" for m in piece.mentions):
        return "saying"
    return "trigger" if piece.named("trigger") else "light" if piece.named("light") else other
