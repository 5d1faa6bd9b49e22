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
from hudna.extraction.time_values import Apart, Bound, Vague
from hudna.extraction.whereabouts import of_saying
from hudna.knowledge.load import Knowledge
from hudna.knowledge.weights import INTERCEPT, Group, Weights, names
from hudna.model import Status

LIKELY = 0.42  # chosen on sentences that the weights were not fitted on; .40 to .45 make no difference
_BETWEEN = (Kind.COMP, Kind.REL, Kind.LINK, Kind.VERB, Kind.EVENT, Kind.CUE, Kind.NEG)
_COUNTED = frozenset({"على", "علي", "من"})
_STOPS = frozenset(".؛:")
_TELLING = (Kind.VERB, Kind.EVENT, Kind.CUE)
_OPENING = (Kind.MARK, Kind.OTHER, Kind.TIME, Kind.PLACE)


def date_drafts(sentence: Sequence[Draft], knowledge: Knowledge) -> None:
    """Give each draft the time phrase that most likely dates it, or none."""
    if not knowledge.time_weights:
        return
    counted = {id(p) for d in sentence if (p := counted_from(d)) is not None}
    for draft in sentence:
        open_ = [(at, p) for at, p in times(draft) if id(p) not in counted]
        likely = [(likelihood(groups(draft, at), knowledge.time_weights), p) for at, p in open_]
        sure, best = max(likely, key=lambda t: t[0], default=(0.0, None))
        chosen = counted_from(draft) or (best if sure > LIKELY else None)
        if [f.piece for f in draft.of("time")][:1] != ([chosen] if chosen is not None else []):
            draft.fillers = [f for f in draft.fillers if f.role != "time"]
            if chosen is not None:
                draft.add(chosen, "time")
            draft.rules.append("dating")


def counted_from(draft: Draft) -> Piece | None:
    """بعد ثلاثة أيام على هجوم: the phrase that tells how long before the news the event behind it was."""
    before = draft.pieces[draft.index - 1] if draft.index and draft.piece.kind is Kind.EVENT else None
    if before is None or before.kind is not Kind.TIME or before.time is None or draft.piece.prep not in _COUNTED:
        return None
    value = before.time.value
    return before if isinstance(value, Apart) and value.from_news else None


def times(draft: Draft) -> Iterator[tuple[int, Piece]]:
    """The time phrases of the draft's sentence, with their index."""
    for at, piece in enumerate(draft.pieces):
        if piece.kind is Kind.TIME:
            yield at, piece


def likelihood(found: Iterable[Group], weights: Weights) -> float:
    """The logistic of the summed weights of the groups of features."""
    return 1 / (1 + math.exp(-sum((weights.of(group)[0] for group in found), weights.rows[INTERCEPT][0])))


def features(draft: Draft, at: int) -> Iterator[str]:
    """What the scorer sees of the time phrase at index `at` and of its way to the trigger, by name."""
    return (name for group in groups(draft, at) for name in names(group))


def groups(draft: Draft, at: int) -> Iterator[Group]:
    """The features in groups, each as what names them and the values that decide them."""
    piece, gap = draft.pieces[at], at - draft.index
    side, kind = "R" if gap > 0 else "L", "V" if draft.piece.kind is Kind.VERB else "E"
    rule = any(f.piece is piece for f in draft.of("time"))
    yield _read, rule, side, kind
    yield _far, _distance(gap), side, kind
    yield _value, _said(piece), draft.type, piece.prep, side
    yield _trigger, draft.trigger.frame, draft.light, draft.type, draft.status, side
    yield _formed, draft.piece.prep, draft.piece.conj, draft.piece.definite, side, kind
    after = draft.pieces[draft.index + 1].kind if draft.index + 1 < len(draft.pieces) else None
    before = draft.pieces[draft.index - 1] if draft.index else None
    yield _next_to, after, _told(before, draft, before.kind.value if before else "start"), side, kind
    yield from _way(draft, at, side, kind, rule)
    yield from _host(draft, at, side, kind, rule)


# ── the values ───────────────────────────────────────────────────────────────────────────────────────────────────


def _distance(gap: int) -> int:
    n = abs(gap)
    return n if n <= 4 else 6 if n <= 6 else 9 if n <= 9 else 10


def _said(piece: Piece) -> str:
    """What kind of time a phrase tells: a day, a length, since when, lately."""
    assert piece.time is not None
    value = piece.time.value
    return type(value).__name__ + (value.kind if isinstance(value, Bound | Vague) else "")


def _way(draft: Draft, at: int, side: str, kind: str, rule: bool) -> Iterator[Group]:
    """What lies between the phrase and the trigger."""
    between = draft.pieces[min(at, draft.index) + 1 : max(at, draft.index)]
    kinds = [p.kind for p in between]
    yield _barred, tuple(min(2, kinds.count(barrier)) for barrier in _BETWEEN), side, kind, rule
    told = [_told(p, draft) for p in between if p.kind in _TELLING]
    counts = (min(2, told.count(what)) for what in ("trigger", "plain", "light"))
    yield _telling, *counts, "saying" in told, side, kind, rule
    marks = [p.form for p in between if p.kind is Kind.MARK]
    commas, stop = min(2, sum(m in COMMAS for m in marks)), any(m in _STOPS for m in marks)
    yield _joining, any(p.kind is Kind.VERB and p.conj for p in between), commas, stop, side
    yield _times, Kind.TIME in kinds, min(3, sum(p.kind is Kind.TIME for p in draft.pieces)), side, rule


def _host(draft: Draft, at: int, side: str, kind: str, rule: bool) -> Iterator[Group]:
    """Whose verb the phrase stands by, and whether it opens the sentence."""
    pieces = draft.pieces
    before, after = pieces[at - 1] if at else None, pieces[at + 1] if at + 1 < len(pieces) else None
    verb = _told(before, draft) if before is not None and before.kind in _TELLING else ""
    yield _neighbours, before.kind if before else None, verb, after.kind if after else None, side
    host = next((p for p in reversed(pieces[:at]) if p.kind in _TELLING), None)
    yield _hosted, _told(host, draft, "none"), of_saying(pieces, at), side, kind, rule
    heads = at < 3 and after is not None and after.form == ":"  # 27 ديسمبر: اغتيال …
    yield _opening, heads, at == 0, all(p.kind in _OPENING for p in pieces[:at]), side


def _told(piece: Piece | None, draft: Draft, other: str = "plain") -> str:
    """What a verb or noun tells: the act itself, a saying, another act, that something took place."""
    if piece is None:
        return other
    if piece is draft.piece:
        return "itself"
    if any(m.kind == "cue" and m.entry.cls == "attribution" for m in piece.mentions):
        return "saying"
    return "trigger" if piece.named("trigger") else "light" if piece.named("light") else other


# ── the names ────────────────────────────────────────────────────────────────────────────────────────────────────


def _read(rule: bool, side: str, kind: str) -> Iterator[str]:
    yield from (f"rule={rule}", f"rule={rule}|{side}|{kind}")


def _far(distance: int, side: str, kind: str) -> Iterator[str]:
    yield from (f"{side}{distance}", f"{side}{distance}|{kind}")


def _value(said: str, type_: str, prep: str, side: str) -> Iterator[str]:
    yield from (f"value={said}", f"value={said}|{side}", f"value={said}|{type_}", f"prep={prep}|{side}")


def _trigger(frame: str, light: bool, type_: str, status: Status, side: str) -> Iterator[str]:
    yield from (f"frame={frame}|{side}", f"light={light}|{side}", f"type={type_}|{side}", f"status={status}|{side}")


def _formed(prep: str, joined: bool, definite: bool, side: str, kind: str) -> Iterator[str]:
    """The trigger's own shape."""
    yield f"trigger-prep={prep}|{side}|{kind}"
    yield from (f"joined={joined}|{side}|{kind}", f"definite={definite}|{side}|{kind}")


def _next_to(after: Kind | None, before: str, side: str, kind: str) -> Iterator[str]:
    """What stands beside the trigger."""
    yield from (f"next={after.value if after else 'end'}|{side}|{kind}", f"previous={before}|{side}|{kind}")


def _barred(counts: tuple[int, ...], side: str, kind: str, rule: bool) -> Iterator[str]:
    for barrier, n in zip(_BETWEEN, counts, strict=True):
        yield from (f"{side}|{barrier.value}{n}", f"{side}|{kind}|{barrier.value}{n > 0}|{rule}")


def _telling(triggers: int, plain: int, lights: int, saying: bool, side: str, kind: str, rule: bool) -> Iterator[str]:
    yield from (f"{side}|triggers{triggers}|{kind}", f"{side}|plain{plain}|{kind}|{rule}")
    yield from (f"{side}|lights{lights}", f"{side}|saying{saying}")


def _joining(verb: bool, commas: int, stop: bool, side: str) -> Iterator[str]:
    yield from (f"{side}|joined-verb{verb}", f"{side}|commas{commas}", f"{side}|stop{stop}")


def _times(nearer: bool, count: int, side: str, rule: bool) -> Iterator[str]:
    yield from (f"nearer={nearer}|{side}|{rule}", f"times{count}|{side}")


def _neighbours(before: Kind | None, verb: str, after: Kind | None, side: str) -> Iterator[str]:
    yield f"behind={before.value if before else 'start'}|{side}"
    yield f"before={after.value if after else 'end'}|{side}"
    yield from ([f"behind-verb={verb}|{side}"] if verb else [])


def _hosted(told: str, of_saying: bool, side: str, kind: str, rule: bool) -> Iterator[str]:
    yield from (f"host={told}|{side}", f"host={told}|{side}|{kind}|{rule}", f"of-saying={of_saying}|{side}")


def _opening(heads: bool, first: bool, opens: bool, side: str) -> Iterator[str]:
    yield from (f"heads={heads}", f"opens={first}", f"opens={opens}|{side}")
