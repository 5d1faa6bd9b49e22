"""A claim in the making: its trigger, and the pieces of the sentence that fill its roles."""

from __future__ import annotations

from dataclasses import dataclass, field

from hudna.extraction.pieces import Piece
from hudna.extraction.scan import Scan
from hudna.knowledge.entries import Trigger
from hudna.model import Attribution, Figure, Span, Status


@dataclass(slots=True, eq=False)
class Filler:
    """A piece in a role; `pointer` marks a pronoun or definite noun that points at `piece` from elsewhere."""

    piece: Piece
    span: Span
    role: str


@dataclass(slots=True, eq=False)
class Draft:
    """What is read of one trigger so far; `index` is the trigger's piece in `pieces`."""

    scan: Scan
    pieces: list[Piece]
    index: int
    trigger: Trigger
    first: int
    last: int
    cut: int
    type: str
    fillers: list[Filler] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    attribution: list[Attribution] = field(default_factory=list)
    status: Status = Status.ASSERTED
    consumed: bool = False  # its words belong to another claim
    light: bool = False  # a light verb carries it: an act, not a pointer
    carried: str = ""  # the role that its light verb gives its subject; "told" if the verb only tells of the event
    rules: list[str] = field(default_factory=list)
    weighed: list[Span] = field(default_factory=list)  # phrases whose role the second look changed
    doubt: str = ""  # why the rules hold it back: "guard" words beside its trigger, "needs" that are not met

    @property
    def piece(self) -> Piece:
        return self.pieces[self.index]

    def of(self, *roles: str) -> list[Filler]:
        return [f for f in self.fillers if f.role in roles]

    def add(self, piece: Piece, role: str) -> None:
        """Fill a role with a piece, once."""
        if role == "none" or any(f.piece is piece for f in self.fillers):
            return
        self.fillers.append(Filler(piece, self.scan.span(piece.first, piece.last, piece.cut), role))

    @property
    def span(self) -> Span:
        return self.scan.span(self.first, self.last, self.cut)
