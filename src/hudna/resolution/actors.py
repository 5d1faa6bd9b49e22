"""Participants: from the words of a phrase to the registry's actor, its name and its CAMEO/PLOVER codes."""

from __future__ import annotations

from datetime import date
from typing import Any

from hudna.extraction.draft import Filler
from hudna.extraction.pieces import Piece
from hudna.knowledge.entries import Actor, ClassNoun, Country
from hudna.knowledge.load import Knowledge
from hudna.model import Code, Name, Participant, Role


class Actors:
    """Resolves the participants of one story; remembers whom it named last, for pointers (التنظيم, الجماعة)."""

    def __init__(self, knowledge: Knowledge, published: date | None) -> None:
        self.knowledge = knowledge
        self.published = published
        self.named: list[Actor] = []
        self.pointers: dict[str, list[Actor]] = {}

    def participant(self, filler: Filler, role: Role) -> Participant:
        """The participant that a filler stands for."""
        entry = self.entry(filler.piece)
        code = _code(filler.piece, entry)
        if isinstance(entry, Actor):
            return Participant(role, filler.span, entry.id, Name(entry.en, entry.ar), code)
        if isinstance(entry, Country):
            return Participant(role, filler.span, entry.id.lower(), Name(entry.en, entry.ar), code)
        return Participant(role, filler.span, None, None, code)

    def entry(self, piece: Piece) -> Actor | Country | None:
        """The registry's entry that a phrase names or points at."""
        named = [m for m in piece.mentions if m.kind in ("actor", "country", "metonym", "nisba")]
        actors = [m for m in named if isinstance(m.entry, Actor) and self._in_window(m.entry)]
        for m in actors:
            self._remember(m.entry)
        if actors:
            return max(actors, key=lambda m: m.last - m.first).entry  # type: ignore[no-any-return]
        if (meant := self._pointed(piece)) is not None:
            return meant
        if named and isinstance(named[0].entry, Country) and not any(m.kind == "class" for m in piece.mentions):
            return named[0].entry
        return None

    def _remember(self, actor: Actor) -> None:
        if actor in self.named:
            self.named.remove(actor)
        self.named.append(actor)

    def _pointed(self, piece: Piece) -> Actor | None:
        """التنظيم after تنظيم داعش: the last actor named that this definite noun may point back to."""
        if not piece.definite or piece.last - piece.first > 1:
            return None
        word = piece.form.lstrip("و") if piece.conj else piece.form
        for prefix in (piece.prep, ""):
            shown = word.removeprefix(prefix)
            for actor in reversed(self.named):
                if any(shown == _fold(p) for p in actor.pointer):
                    return actor
        return None

    def _in_window(self, actor: Actor) -> bool:
        if not self.published or not actor.windows:
            return True
        return any((w.from_ or date.min) <= self.published <= (w.to or date.max) for w in actor.windows)


def _fold(word: str) -> str:
    from hudna.text.tokens import fold

    return fold(word)


def _code(piece: Piece, entry: Any) -> Code | None:
    """Country and sector: the actor's own, else the noun's sector with the country of its adjective."""
    country = sector = None
    if isinstance(entry, Actor):
        country, sector = entry.code.country, entry.code.sector
    elif isinstance(entry, Country):
        country, sector = entry.id, "GOV"
    for m in piece.mentions:
        if isinstance(m.entry, ClassNoun):
            sector = m.entry.code.sector if not isinstance(entry, Actor) or sector is None else sector
        elif isinstance(m.entry, Country) and country is None:
            country = m.entry.id
    return Code(country, sector) if country or sector else None
