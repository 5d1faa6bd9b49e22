"""The pieces of a sentence: noun phrases with their preposition, verbs, event nouns, links and marks."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from hudna.extraction.place_mention import PlaceMention
from hudna.extraction.times import TimeMention
from hudna.knowledge.trie import Mention
from hudna.text.numbers import Number

QUOTES = frozenset("«»\"“”„‟'‘’")
_BODIES = frozenset({"force", "unit", "body", "government", "army", "authority", "police", "group", "aircraft"})

VOICES = frozenset({"spokesman", "source", "witness", "journalist"})  # a spokesman of the army speaks, it acts


class Kind(str):
    """What a piece is. No Enum: until Python 3.12 each `Kind.NP` of one is a call, and a sentence asks 400 times."""

    __slots__ = ()
    NP: ClassVar[Kind]
    PLACE: ClassVar[Kind]
    TIME: ClassVar[Kind]
    VERB: ClassVar[Kind]  # a finite verb; `mentions` tell what it can name
    EVENT: ClassVar[Kind]  # a noun that names an event
    CUE: ClassVar[Kind]  # a noun or phrase cue
    COMP: ClassVar[Kind]  # أن، إن
    REL: ClassVar[Kind]  # الذي
    LINK: ClassVar[Kind]  # بينما، حيث، عندما: a new clause
    NEG: ClassVar[Kind]
    MARK: ClassVar[Kind]
    OTHER: ClassVar[Kind]

    @property
    def value(self) -> str:
        return str(self)


for _name in Kind.__annotations__:
    setattr(Kind, _name, Kind(_name.lower()))


class Piece(msgspec.Struct, eq=False):
    """Tokens `first` to `last`; `prep` governs it, `conj` joins it to the piece before."""

    kind: Kind
    first: int
    last: int
    prep: str = ""
    conj: bool = False
    cut: int = 0
    mentions: list[Mention] = []  # of the head first
    place: PlaceMention | None = None
    time: TimeMention | None = None
    number: Number | None = None
    form: str = ""
    definite: bool = False
    quoted: bool = False
    deed: bool = False  # its head is a verbal noun that the knowledge lacks (محاسبة المسؤولين)

    def named(self, *kinds: str) -> Mention | None:
        """The first mention of one of these kinds."""
        for m in self.mentions:
            if m.kind in kinds:
                return m
        return None

    @property
    def agentive(self) -> bool:
        """A force or body, which acts, rather than people, who are also acted on."""
        m = self.mentions[0] if self.mentions else None
        if m is None:
            return False
        return m.kind in ("actor", "country") or (m.kind == "class" and m.entry.kind in _BODIES)

    @property
    def nature(self) -> str:
        """What the phrase stands for, by its head: armed, person, official, thing, means, country, group, unknown."""
        for m in () if self.deed else self.mentions:
            if m.kind == "actor":
                return "armed" if m.entry.armed else "body"
            if m.kind == "class" and m.entry.kind in VOICES:
                return "person"
            if m.kind == "class":
                armed = any(x.kind == "class" and x.entry.armed and x.first <= self.first + 2 for x in self.mentions)
                return "armed" if armed else "person"
            if m.kind == "object":
                return "thing"
            if m.kind in ("country", "metonym"):
                return "country"
            if m.kind == "means":
                return "means"
            if m.kind == "nisba":
                return "armed" if getattr(m.entry, "armed", False) else "people"
        return "place" if self.place else "unknown"
