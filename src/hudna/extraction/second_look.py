"""A second look at who and whom: a small linear scorer that takes what the frames read as one voice among others.

For each phrase near a trigger it weighs the role that the rules gave it, where it stands, what introduces it and what
lies between. Where it is sure enough it gives a role that the rules missed, or takes one back. Its weights are a table
(`role_weights.tsv`) made by `scripts/fit_roles.py` from newswire sentences annotated by hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from hudna.extraction.clauses import is_comma
from hudna.extraction.draft import Draft
from hudna.extraction.pieces import VOICES, Kind, Piece
from hudna.knowledge.load import Knowledge

REACH = 6  # pieces to either side; further ones are hardly ever right
GIVE, TAKE = 0.5, 0.7  # chosen on sentences that the weights were not fitted on
ROLES = ("actor", "target", "at")
NONE = "none"
_BETWEEN = (Kind.COMP, Kind.REL, Kind.LINK, Kind.VERB, Kind.EVENT, Kind.CUE, Kind.NEG)
_STOPS = frozenset(".:؛")


def look_again(sentence: Sequence[Draft], knowledge: Knowledge) -> None:
    """Correct who, whom and where in the drafts of a sentence, where the scorer is sure; each as the rules left it."""
    if not knowledge.role_weights:
        return
    changes = [(draft, piece, role) for draft in sentence for piece, role in _changes(draft, knowledge)]
    for draft, piece, role in changes:
        _change(draft, piece, role)


def _changes(draft: Draft, knowledge: Knowledge) -> Iterator[tuple[Piece, str]]:
    points = bool(draft.piece.mentions[0].suffix)  # استعادتها: the rules know which place is meant
    speaks = draft.trigger.frame == "speak"
    for at, piece in phrases(draft):
        was = rule_role(draft, piece)
        if was not in (*ROLES, NONE) or (speaks and was == "actor"):
            continue  # who speaks is told by the speech around it
        sure = probabilities(features(draft, at, was), knowledge.role_weights)
        best = max(ROLES, key=lambda role: sure[role])
        placed = best == "at" and bool(draft.of("at")) and _apart(draft, at)
        if sure[best] > GIVE and best != was and not placed and _may_be(best, piece, speaks=speaks):
            yield piece, best
        elif was in ROLES and sure[NONE] > TAKE and not (was == "at" and points) and piece.nature != "means":
            yield piece, NONE


def _apart(draft: Draft, at: int) -> bool:
    """Does another clause begin between the phrase and the trigger: إلى إدلب، حيث …?"""
    return any(p.kind is Kind.LINK for p in draft.pieces[min(at, draft.index) : max(at, draft.index)])


def _may_be(role: str, piece: Piece, *, speaks: bool) -> bool:
    """Not an act's doer that is unknown, a thing or a voice; not one unknown word, which is an adjective mostly."""
    if piece.nature == "unknown" and not piece.prep and piece.last - piece.first == 1:
        return False
    return speaks or role != "actor" or not (piece.nature in ("unknown", "thing") or _voice(piece))


def _voice(piece: Piece) -> bool:
    """Sources, witnesses, activists and newspapers tell of acts and do not do them."""
    head = piece.mentions[0] if piece.mentions else None
    return head is not None and head.kind == "class" and head.entry.kind in VOICES | {"activist"}


def _change(draft: Draft, piece: Piece, role: str) -> None:
    draft.fillers = [f for f in draft.fillers if f.piece is not piece]
    if role != NONE:
        draft.add(piece, "party" if role == "actor" and draft.trigger.frame in ("clash", "parties") else role)
    draft.rules.append("second-look")


def phrases(draft: Draft) -> Iterator[tuple[int, Piece]]:
    """The phrases within reach of the trigger, with their index."""
    first, last = max(0, draft.index - REACH), min(len(draft.pieces), draft.index + REACH + 1)
    for at in range(first, last):
        piece = draft.pieces[at]
        inside = piece.first >= draft.first and piece.last <= draft.last
        if piece.kind in (Kind.NP, Kind.PLACE) and not inside:
            yield at, piece


def rule_role(draft: Draft, piece: Piece) -> str:
    """The role that the rules gave a phrase; both parties of a clash are actors."""
    role = next((f.role for f in draft.fillers if f.piece is piece), NONE)
    return {"party": "actor", "to": "at", "from": "at"}.get(role, role)


def probabilities(names: Iterator[str], weights: dict[str, tuple[float, ...]]) -> dict[str, float]:
    """The softmax over actor, target, at and none of the summed weights of the features."""
    actor, target, at, none = weights["intercept"]
    for name in names:
        if (row := weights.get(name)) is not None:
            actor += row[0]
            target += row[1]
            at += row[2]
            none += row[3]
    top = max(actor, target, at, none)
    raised = [math.exp(t - top) for t in (actor, target, at, none)]
    whole = sum(raised)
    return {role: r / whole for role, r in zip((*ROLES, NONE), raised, strict=True)}


def features(draft: Draft, at: int, rule: str) -> Iterator[str]:
    """What the scorer sees of the phrase at index `at` and of its way to the trigger."""
    piece, gap = draft.pieces[at], at - draft.index
    side = "R" if gap > 0 else "L"
    kind = "V" if draft.piece.kind is Kind.VERB else "E"
    frame, nature, prep = draft.trigger.frame, piece.nature, piece.prep
    yield from (f"rule={rule}", f"rule={rule}|{frame}|{kind}", f"rule={rule}|{nature}")
    yield f"{frame}|{kind}|{side}{_distance(gap)}"
    yield f"{frame}|{kind}|{side}|{nature}"
    yield f"{frame}|{kind}|{side}|prep={prep}"
    yield f"{frame}|prep={prep}|{nature}"
    yield from (f"nature={nature}", f"kind={piece.kind.value}", f"prep={prep}|{side}", f"definite={piece.definite}")
    yield f"joined={piece.conj}|{side}"
    yield f"counted={piece.number is not None}|{nature}"
    yield f"agentive={piece.agentive}|{side}|{kind}"
    yield f"words={min(4, piece.last - piece.first)}"
    yield f"ending={piece.form[-2:]}" if piece.kind is Kind.NP else "place"
    if piece.place is not None:
        yield from _place(draft, at, side, kind, rule)
    yield f"type={draft.type}|{nature}|{side}"
    yield from _way(draft, at, side, kind, rule)
    yield from _trigger(draft, nature, side, rule, piece)
    yield from _neighbours(draft, at)


def _place(draft: Draft, at: int, side: str, kind: str, rule: str) -> Iterator[str]:
    """A place's own shape, and whether a nearer one has been told of already."""
    piece = draft.pieces[at]
    assert piece.place is not None
    yield f"related={piece.place.relation is not None}|{piece.kind.value}|{rule}"
    yield f"place-named={bool(piece.place.candidates)}|{side}"
    before = draft.pieces[at - 1] if at else None
    yield f"chained={before is not None and before.place is not None}|{piece.conj}|{bool(piece.prep)}|{rule}"
    other = any(f.piece is not piece for f in draft.of("at", "to", "from"))
    yield from (f"other-place={other}|{rule}", f"other-place={other}|{draft.trigger.frame}|{side}")
    nearer = draft.pieces[min(at, draft.index) + 1 : max(at, draft.index)]
    yield f"nearer-place={any(q.kind is Kind.PLACE for q in nearer)}|{side}|{kind}|{rule}"
    yield f"country={piece.named('country') is not None}|{draft.trigger.frame}|{rule}"


def _distance(gap: int) -> int:
    n = abs(gap)
    return n if n <= 3 else 4 if n <= 5 else 6


def _way(draft: Draft, at: int, side: str, kind: str, rule: str) -> Iterator[str]:
    """What lies between the phrase and the trigger."""
    piece, frame = draft.pieces[at], draft.trigger.frame
    between = draft.pieces[min(at, draft.index) + 1 : max(at, draft.index)]
    bare = min(3, sum(q.kind is Kind.NP and not q.prep and not q.conj for q in between))
    yield f"{kind}|{side}|bare{bare}|{bool(piece.prep)}"
    yield f"{frame}|{side}|bare{bare}|{bool(piece.prep)}|{piece.nature}"
    for barrier in _BETWEEN:
        if any(q.kind is barrier for q in between):
            yield from (f"between={barrier.value}|{side}", f"between={barrier.value}|{side}|{kind}|{rule}")
    if any(is_comma(q) for q in between):
        yield f"comma|{side}"
    if any(q.kind is Kind.MARK and q.form in _STOPS for q in between):
        yield f"stop|{side}"


def _trigger(draft: Draft, nature: str, side: str, rule: str, piece: Piece) -> Iterator[str]:
    """The trigger's own shape, and which roles others have."""
    head, frame = draft.piece.mentions[0], draft.trigger.frame
    if head.shape is not None:
        yield f"person={head.shape.person}|{side}|{nature}"
        yield from (f"suffix={bool(head.suffix)}|{side}|{frame}", f"passive={head.shape.passive}|{side}")
    yield from (f"event-prep={draft.piece.prep}|{side}|{frame}", f"light={draft.light}|{side}|{draft.carried}")
    yield f"carried={draft.carried}|{side}|{rule}"
    for name, roles in (("actor", ("actor", "party")), ("target", ("target",))):
        other = any(f.piece is not piece for f in draft.of(*roles))
        yield f"other-{name}={other}|{rule}"


def _neighbours(draft: Draft, at: int) -> Iterator[str]:
    before = draft.pieces[at - 1] if at else None
    yield f"behind={before.kind.value if before else 'start'}"
    if before is not None and before.kind is Kind.VERB:
        named = next((m.kind for m in before.mentions if m.kind in ("light", "cue", "trigger")), "plain")
        yield f"behind-verb={named}"
    if at + 1 < len(draft.pieces):
        yield f"before={draft.pieces[at + 1].kind.value}"
