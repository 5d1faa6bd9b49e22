"""A second look at who and whom: a small linear scorer that takes what the frames read as one voice among others.

For each phrase near a trigger it weighs the role that the rules gave it, where it stands, what introduces it and what
lies between. Where it is sure enough it gives a role that the rules missed, or takes one back. Its weights are a table
(`role_weights.tsv`) made by `scripts/fit_roles.py` from newswire sentences annotated by hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from hudna.extraction.clauses import COMMAS
from hudna.extraction.draft import Draft
from hudna.extraction.light import TOLD
from hudna.extraction.pieces import VOICES, Kind, Piece
from hudna.extraction.subjects import leaders
from hudna.knowledge.load import Knowledge
from hudna.knowledge.weights import INTERCEPT, Group, Weights, names

REACH = 6  # pieces to either side; of further ones only those that lead a clause can be right
FAR = 9
GIVE, TAKE = 0.5, 0.7  # chosen on sentences that the weights were not fitted on
ROLES = ("actor", "target", "at")
NONE = "none"
_SAME = {"party": "actor", "to": "at", "from": "at"}
_BETWEEN = (Kind.COMP, Kind.REL, Kind.LINK, Kind.VERB, Kind.EVENT, Kind.CUE, Kind.NEG)
_STOPS = frozenset(".:؛")


def look_again(sentence: Sequence[Draft], knowledge: Knowledge) -> None:
    """Correct who, whom and where in the drafts of a sentence, where the scorer is sure; each as the rules left it."""
    if not knowledge.role_weights:
        return
    changes = [
        (draft, piece, role)
        for draft in sentence
        for piece, role in _changes(draft, knowledge)
        if not (role == "actor" and _accuses(piece, draft, sentence))
    ]
    for draft, piece, role in changes:
        _change(draft, piece, role)


def _changes(draft: Draft, knowledge: Knowledge) -> Iterator[tuple[Piece, str]]:
    points = bool(draft.piece.mentions[0].suffix)  # استعادتها: the rules know which place is meant
    speaks = draft.trigger.frame == "speak"
    for at, piece in phrases(draft):
        was = rule_role(draft, piece)
        if was not in (*ROLES, NONE) or (speaks and was == "actor") or _covered(draft, piece):
            continue  # who speaks is told by the speech around it
        if was == NONE and _is_stray(piece):
            continue
        *given, none = probabilities(groups(draft, at, was), knowledge.role_weights)
        sure = max(given)
        best = ROLES[given.index(sure)]
        placed = best == "at" and bool(draft.of("at")) and _apart(draft, at)
        told = draft.carried == TOLD and at < draft.index
        far = draft.index - at > REACH
        barred = far if best != "actor" else told or _outside(draft, at) or _no_party(draft, piece)
        if sure > GIVE and best != was and not (placed or barred) and _may_be(best, piece, speaks=speaks):
            yield piece, best
        elif was in ROLES and none > TAKE and not far and not (was == "at" and points) and piece.nature != "means":
            yield piece, NONE


def _accuses(piece: Piece, draft: Draft, sentence: Sequence[Draft]) -> bool:
    """اتهم الحوثيون التحالف بانتهاك الهدنة: who accuses another of an act has not done it."""
    accusations = (d for d in sentence if d.type == "accusation" and d.index < draft.index)
    said = next((d for d in accusations if any(f.piece is piece for f in d.of("actor"))), None)
    return said is not None and any(f.piece in (t.piece for t in said.of("target")) for f in draft.of("actor", "party"))


def _covered(draft: Draft, piece: Piece) -> bool:
    """انسحاب القوات العراقية: words of a filler that begins in the trigger's own words."""
    return any(f.piece.first < piece.first and piece.last <= f.piece.last for f in draft.fillers)


def _apart(draft: Draft, at: int) -> bool:
    """Does another clause begin between the phrase and the trigger: إلى إدلب، حيث …?"""
    return any(p.kind is Kind.LINK for p in draft.pieces[min(at, draft.index) : max(at, draft.index)])


def _outside(draft: Draft, at: int) -> bool:
    """المناطق التي تسيطر عليها فصائل: does the trigger open a relative clause, behind the phrase, with its own doer?"""
    opens = draft.index > 0 and draft.pieces[draft.index - 1].kind is Kind.REL
    return opens and at < draft.index and any(f.piece.first > draft.first for f in draft.of("actor"))


def _no_party(draft: Draft, piece: Piece) -> bool:
    """Officials and unarmed people make no party of a truce that the frames do not name as one."""
    head = piece.mentions[0] if piece.mentions else None
    official = head is not None and head.kind == "actor" and head.entry.kind == "official"
    return draft.type == "ceasefire" and (official or piece.nature == "person")


def _may_be(role: str, piece: Piece, *, speaks: bool) -> bool:
    """Not an act's doer that is unknown, a thing or a voice; not a stray word, which is an adjective mostly."""
    if _is_stray(piece):
        return False
    return speaks or role != "actor" or not (piece.nature in ("unknown", "thing") or _voice(piece))


def _is_stray(piece: Piece) -> bool:
    """Is it one unknown word without a preposition, which no role is given to?"""
    return piece.last - piece.first == 1 and not piece.prep and piece.nature == "unknown"


def _voice(piece: Piece) -> bool:
    """Sources, witnesses, activists and newspapers tell of acts and do not do them."""
    head = piece.mentions[0] if piece.mentions else None
    return head is not None and head.kind == "class" and head.entry.kind in VOICES | {"activist"}


def _change(draft: Draft, piece: Piece, role: str) -> None:
    draft.weighed.append(draft.scan.span(piece.first, piece.last, piece.cut))
    draft.fillers = [f for f in draft.fillers if f.piece is not piece]
    if role != NONE:
        draft.add(piece, "party" if role == "actor" and draft.trigger.frame in ("clash", "parties") else role)


def phrases(draft: Draft) -> Iterator[tuple[int, Piece]]:
    """The phrases within reach, with their index; where nobody acts, those that lead a clause before it, too."""
    first, last = max(0, draft.index - REACH), min(len(draft.pieces), draft.index + REACH + 1)
    told = not first or bool(draft.of("actor"))  # nearer by
    far = [] if told else [at for at in leaders(draft) if at < first]
    for at in (*far, *range(first, last)):
        piece = draft.pieces[at]
        inside = piece.first >= draft.first and piece.last <= draft.last
        if piece.kind in (Kind.NP, Kind.PLACE) and not inside:
            yield at, piece


def rule_role(draft: Draft, piece: Piece) -> str:
    """The role that the rules gave a phrase; both parties of a clash are actors."""
    for f in draft.fillers:
        if f.piece is piece:
            return _SAME.get(f.role, f.role)
    return NONE


def probabilities(found: Iterable[Group], weights: Weights) -> list[float]:
    """The softmax over actor, target, at and none of the summed weights of the groups of features."""
    actor, target, at, none = weights.rows[INTERCEPT]
    for group in found:
        row = weights.of(group)
        actor += row[0]
        target += row[1]
        at += row[2]
        none += row[3]
    top = max(actor, target, at, none)
    raised = [math.exp(actor - top), math.exp(target - top), math.exp(at - top), math.exp(none - top)]
    whole = sum(raised)
    return [r / whole for r in raised]


def features(draft: Draft, at: int, rule: str) -> Iterator[str]:
    """What the scorer sees of the phrase at index `at` and of its way to the trigger, by name."""
    return (name for group in groups(draft, at, rule) for name in names(group))


def groups(draft: Draft, at: int, rule: str) -> Iterator[Group]:
    """The features in groups, each as what names them and the values that decide them."""
    pieces, index = draft.pieces, draft.index
    piece, host, gap = pieces[at], pieces[index], at - index
    side, kind = "R" if gap > 0 else "L", "V" if host.kind is Kind.VERB else "E"
    frame, nature, prep = draft.trigger.frame, piece.nature, piece.prep
    between = pieces[index + 1 : at] if gap > 0 else pieces[at + 1 : index]
    kinds = frozenset([q.kind for q in between])
    yield _read, rule, frame, kind, side, nature, draft.type
    bare = sum([q.kind is Kind.NP and not q.prep and not q.conj for q in between]) if Kind.NP in kinds else 0
    yield _led, frame, kind, side, nature, prep, min(3, bare)
    yield _far, frame, kind, side, _distance(gap)
    yield _shaped, piece.kind, piece.definite, piece.conj, side
    yield _headed, piece.number is not None, piece.agentive, nature, min(4, piece.last - piece.first), side, kind
    yield _ending, piece.form[-2:] if piece.kind is Kind.NP else None
    if piece.place is not None:
        yield _stands, piece.place.relation is not None, piece.kind, bool(piece.place.candidates), side, rule
        yield _chained, at > 0 and pieces[at - 1].place is not None, piece.conj, bool(prep), rule
        yield _nearer, Kind.PLACE in kinds, side, kind, rule
        other = _filled(draft, piece, "at", "to", "from")
        yield _beside, other, piece.named("country") is not None, frame, side, rule
    if kinds:
        yield _barred, kinds, side, kind, rule
    if Kind.MARK in kinds:
        marks = {q.form for q in between if q.kind is Kind.MARK}
        yield _marked, not COMMAS.isdisjoint(marks), not _STOPS.isdisjoint(marks), side
    if (shape := (head := host.mentions[0]).shape) is not None:
        yield _inflected, shape.person, shape.passive, bool(head.suffix), side, nature, frame
    others = _filled(draft, piece, "actor", "party"), _filled(draft, piece, "target")
    yield _carried, host.prep, draft.light, draft.carried, others, side, frame, rule
    yield _neighbours, *_beside_it(draft, at)


# ── the values ───────────────────────────────────────────────────────────────────────────────────────────────────


def _distance(gap: int) -> int:
    n = abs(gap)
    return n if n <= 3 else 4 if n <= 5 else REACH if n <= REACH else FAR


def _filled(draft: Draft, piece: Piece, *roles: str) -> bool:
    """Has another phrase one of the roles?"""
    return any(f.role in roles and f.piece is not piece for f in draft.fillers)


def _beside_it(draft: Draft, at: int) -> tuple[Kind | None, str, Kind | None]:
    """The kinds of the pieces before and behind a phrase, and what the one before is if it is a verb."""
    before = draft.pieces[at - 1] if at else None
    verb = ""
    if before is not None and before.kind is Kind.VERB:
        verb = next((m.kind for m in before.mentions if m.kind in ("light", "cue", "trigger")), "plain")
    after = draft.pieces[at + 1].kind if at + 1 < len(draft.pieces) else None
    return before.kind if before is not None else None, verb, after


# ── the names ────────────────────────────────────────────────────────────────────────────────────────────────────


def _read(rule: str, frame: str, kind: str, side: str, nature: str, type_: str) -> Iterator[str]:
    """The role that the rules gave, and for what act."""
    yield from (f"rule={rule}", f"rule={rule}|{frame}|{kind}", f"rule={rule}|{nature}", f"nature={nature}")
    yield from (f"{frame}|{kind}|{side}|{nature}", f"type={type_}|{nature}|{side}")


def _led(frame: str, kind: str, side: str, nature: str, prep: str, bare: int) -> Iterator[str]:
    """What introduces the phrase, and how many without a preposition lie between."""
    yield from (f"{frame}|{kind}|{side}|prep={prep}", f"{frame}|prep={prep}|{nature}", f"prep={prep}|{side}")
    yield from (f"{kind}|{side}|bare{bare}|{bool(prep)}", f"{frame}|{side}|bare{bare}|{bool(prep)}|{nature}")


def _far(frame: str, kind: str, side: str, distance: int) -> Iterator[str]:
    yield f"{frame}|{kind}|{side}{distance}"


def _shaped(own: Kind, definite: bool, joined: bool, side: str) -> Iterator[str]:
    yield from (f"kind={own.value}", f"definite={definite}", f"joined={joined}|{side}")


def _headed(counted: bool, agentive: bool, nature: str, words: int, side: str, kind: str) -> Iterator[str]:
    yield from (f"counted={counted}|{nature}", f"agentive={agentive}|{side}|{kind}", f"words={words}")


def _ending(ending: str | None) -> Iterator[str]:
    yield f"ending={ending}" if ending is not None else "place"


def _stands(related: bool, own: Kind, named: bool, side: str, rule: str) -> Iterator[str]:
    """A place's own shape."""
    yield from (f"related={related}|{own.value}|{rule}", f"place-named={named}|{side}")


def _chained(chained: bool, joined: bool, led: bool, rule: str) -> Iterator[str]:
    yield f"chained={chained}|{joined}|{led}|{rule}"


def _nearer(nearer: bool, side: str, kind: str, rule: str) -> Iterator[str]:
    yield f"nearer-place={nearer}|{side}|{kind}|{rule}"


def _beside(other: bool, country: bool, frame: str, side: str, rule: str) -> Iterator[str]:
    """Whether another place has been told of already, and whether this one is a country."""
    yield from (
        f"other-place={other}|{rule}",
        f"other-place={other}|{frame}|{side}",
        f"country={country}|{frame}|{rule}",
    )


def _barred(between: frozenset[Kind], side: str, kind: str, rule: str) -> Iterator[str]:
    for barrier in _BETWEEN:
        if barrier in between:
            yield from (f"between={barrier.value}|{side}", f"between={barrier.value}|{side}|{kind}|{rule}")


def _marked(comma: bool, stop: bool, side: str) -> Iterator[str]:
    yield from ([f"comma|{side}"] if comma else [])
    yield from ([f"stop|{side}"] if stop else [])


def _inflected(person: str, passive: bool, suffix: bool, side: str, nature: str, frame: str) -> Iterator[str]:
    """The trigger's own shape."""
    yield from (f"person={person}|{side}|{nature}", f"suffix={suffix}|{side}|{frame}", f"passive={passive}|{side}")


def _carried(
    prep: str, light: bool, carried: str, others: tuple[bool, bool], side: str, frame: str, rule: str
) -> Iterator[str]:
    """What carries the trigger, and which roles others have."""
    yield from (f"event-prep={prep}|{side}|{frame}", f"light={light}|{side}|{carried}")
    yield from (
        f"carried={carried}|{side}|{rule}",
        f"other-actor={others[0]}|{rule}",
        f"other-target={others[1]}|{rule}",
    )


def _neighbours(before: Kind | None, verb: str, after: Kind | None) -> Iterator[str]:
    yield f"behind={before.value if before else 'start'}"
    yield from ([f"behind-verb={verb}"] if verb else [])
    yield from ([f"before={after.value}"] if after else [])
