"""A second look at who and whom: a small linear scorer that takes what the frames read as one voice among others.

For each phrase near a trigger it weighs the role that the rules gave it, where it stands, what introduces it and what
lies between. Where it is sure enough it gives a role that the rules missed, or takes one back. Its weights are a table
(`role_weights.tsv`) made by `scripts/fit_roles.py` from newswire sentences annotated by hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from hudna.extraction.draft import Draft
from hudna.extraction.light import TOLD
from hudna.extraction.pieces import VOICES, Kind, Piece
from hudna.extraction.role_features import NONE, groups, rule_role
from hudna.extraction.subjects import leaders
from hudna.knowledge.load import Knowledge
from hudna.knowledge.weights import INTERCEPT, Group, Weights

REACH = 6  # pieces to either side; of further ones only those that lead a clause can be right
GIVE, TAKE = 0.5, 0.7  # chosen on sentences that the weights were not fitted on
PLACED, UNPLACED = 0.6, 0.85  # the same for places, which the rules read better
ROLES = ("actor", "target", "at")


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
    alone = (
        speaks or draft.trigger.frame == "crowd"
    )  # who speaks is told by the speech around it, who gathers by their name
    for at, piece in phrases(draft):
        was = rule_role(draft, piece)
        asked = piece.prep != "" and draft.trigger.roles.get(piece.prep) == was  # طلب من فلان: its words ask for it
        if was not in (*ROLES, NONE) or (alone and was == "actor") or asked or _covered(draft, piece):
            continue
        if was == NONE and _is_stray(piece):
            continue
        *given, none = probabilities(groups(draft, at, was), knowledge.role_weights)
        sure = max(given)
        best = ROLES[given.index(sure)]
        placed = best == "at" and bool(draft.of("at")) and _apart(draft, at)
        told = draft.carried == TOLD and at < draft.index
        far = draft.index - at > REACH
        barred = far if best != "actor" else told or _no_doer(draft, at, alone=alone)
        if (
            sure > (PLACED if best == "at" else GIVE)
            and best != was
            and not (placed or barred)
            and _may_be(best, piece, speaks=speaks)
        ):
            yield piece, best
        elif (
            was in ROLES
            and none > (UNPLACED if was == "at" else TAKE)
            and not far
            and not (was == "at" and points)
            and piece.nature != "means"
        ):
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


def _no_doer(draft: Draft, at: int, *, alone: bool) -> bool:
    """القيادي في الحركة, بعد بيان للحركة: whose another is; and one speaks alone whom the rules have found."""
    piece, before = draft.pieces[at], draft.pieces[at - 1] if at else None
    ranks = piece.first > 0 and draft.scan.tokens[piece.first - 1].form.endswith("صفوف")
    owns = piece.prep == "ل" and before is not None and before is not draft.piece and bool(before.prep)
    second = alone and bool(draft.of("actor")) and not piece.conj
    return piece.prep == "في" or ranks or owns or second or _outside(draft, at) or _no_party(draft, piece)


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
