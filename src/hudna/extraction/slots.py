"""Where each phrase stands in its clause, by order alone, and whether a verb agrees with it.

A slot is a phrase's place without a parser: behind a verb, opening a clause, in construct with an event noun, behind a
preposition, or in a list with a phrase that has one of these.
"""

from __future__ import annotations

from collections.abc import Sequence

from hudna.extraction.clauses import is_soft
from hudna.extraction.pieces import Kind, Piece
from hudna.text.tokens import Token

_PHRASES = (Kind.NP, Kind.PLACE)
_MASCULINE_STATES = frozenset("العراق لبنان الاردن اليمن السودان المغرب".split())
_PASSED = (Kind.OTHER, Kind.TIME, Kind.NEG)


class Slots:
    """The slot of each piece of one sentence, and the piece that governs it (-1: none)."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.names: list[str] = []
        self.governors: list[int] = []
        for k, piece in enumerate(pieces):
            name, governor = self._slot(k) if piece.kind in _PHRASES else ("", -1)
            self.names.append(name)
            self.governors.append(governor)

    def _slot(self, k: int) -> tuple[str, int]:
        piece = self.pieces[k]
        before = self._before(k)
        if piece.prep:
            return "prep", before
        if before < 0 or self.pieces[before].kind in (Kind.COMP, Kind.LINK, Kind.MARK):
            return "topic", -1
        head = self.pieces[before]
        if head.kind in _PHRASES:
            return self._behind_phrase(piece, before)
        if head.kind is Kind.VERB or (head.kind is Kind.CUE and head.named("light")):
            cue = head.named("cue")
            spoken = cue is not None and cue.entry.cls == "attribution"
            return ("said" if spoken else "subject"), before
        if head.kind is Kind.EVENT:
            return "of", before
        return ("relative" if head.kind is Kind.REL else "said" if head.kind is Kind.CUE else "other"), before

    def _behind_phrase(self, piece: Piece, before: int) -> tuple[str, int]:
        """A list goes on in its first member's slot; behind a subject stands the object."""
        slot, governor = self.names[before], self.governors[before]
        if piece.conj:
            return slot, governor
        if governor >= 0 and self.pieces[governor].kind in (Kind.VERB, Kind.EVENT):
            return "object", governor
        return "apposed", governor

    def _before(self, k: int) -> int:
        """The piece before, adverbs, times and quotation marks passed over."""
        k -= 1
        while k >= 0 and (self.pieces[k].kind in _PASSED or is_soft(self.pieces[k])):
            k -= 1
        return k


def gender(piece: Piece) -> str:
    """f or m, by the ending of the phrase's first word."""
    return "f" if piece.form.endswith(("ه", "ات", "اء")) else "m"


def agrees(piece: Piece, person: str) -> bool:
    """May a verb of this person, standing behind a phrase, have it for its subject? A list may have a plural verb."""
    if person.endswith(("p", "d")):
        return number(piece) in "pd" or piece.number is not None or not piece.definite or gender(piece) == "f"
    several = number(piece) in "pd"
    if person == "3ms":
        return not several and gender(piece) == "m"
    return not (several and piece.form.endswith(("ون", "ين")))


def may_follow(piece: Piece, person: str) -> bool:
    """May a verb of this person have the phrase right behind it for its subject: not طالب باريس, not طالبت البرلمان?"""
    if person == "3ms":
        state = piece.named("country", "metonym")
        feminine = piece.form not in _MASCULINE_STATES if state is not None else piece.form.endswith(("ه", "ات"))
        return not feminine or piece.number is not None
    if person == "3fs" and piece.mentions and piece.mentions[0].kind == "class":
        return number(piece) != "s" or gender(piece) == "f"
    return True


def apart(piece: Piece, tokens: Sequence[Token], i: int) -> bool:
    """اتهمت الحكومة الحوثيين: the plural in -ين at token `i` is no adjective of a singular noun with the article."""
    m = piece.mentions[-1] if piece.mentions else None
    single = m is not None and m.kind == "class" and m.last == i and m.shape is not None and m.shape.number == "s"
    alone = single and len(piece.mentions) == 1 and tokens[i - 1].form.startswith("ال")
    return alone and tokens[i].form.endswith(("ين", "ون"))


def number(piece: Piece) -> str:
    shape = piece.mentions[0].shape if piece.mentions else None
    return shape.number if shape is not None else "s" if piece.number is None else "p"
