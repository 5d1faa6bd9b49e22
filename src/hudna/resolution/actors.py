"""Participants: from the words of a phrase to the registry's actor, its name and its CAMEO/PLOVER codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from hudna.extraction.draft import Filler
from hudna.extraction.pieces import Piece
from hudna.extraction.scan import Scan
from hudna.knowledge.entries import Actor, ClassNoun, Country
from hudna.knowledge.load import Knowledge
from hudna.knowledge.trie import Mention
from hudna.model import Code, Name, Participant, Role
from hudna.text.tokens import fold, fold_phrase

_NAMES = ("actor", "country", "metonym", "nisba")
_LOCAL = frozenset(
    "civilian person police official force unit crowd soldier child woman medic worker protester".split()
)
_BROKEN_PLURALS = frozenset("كتايب قوي فصايل سرايا الويه لجان ميليشيا مليشيا".split())  # agree as feminine


class Actors:
    """Resolves the participants of one story; remembers whom it named last, for pointers (التنظيم, الجماعة).

    `lands` are the countries, ISO 3166 alpha-3, of the places that the story names.
    """

    def __init__(self, knowledge: Knowledge, published: date | None, lands: frozenset[str] = frozenset()) -> None:
        self.knowledge = knowledge
        self.published = published
        self.lands = lands
        self.named: list[Actor] = []
        self._sentence, self._heard = -1, 0  # the sentence heard last, and how many of its pieces

    def participant(
        self, filler: Filler, role: Role, scan: Scan, where: str | None = None, land: str | None = None
    ) -> Participant:
        """The participant that a filler stands for. `where` is the country in which the claim takes place, for those
        who are of the place they are in; `land` the one that tells whom a pointer means which nobody named goes before.
        """
        piece = filler.piece
        entry = self.entry(piece, scan, land)
        owner = self._owner(piece) if entry is None else None
        if owner is not None and owner.armed and _fights(piece):
            entry = owner  # جنوده behind الجيش: the army itself
        code = _code(piece, entry, _inside(piece, scan))
        if code is not None and code.country is None and entry is None:
            code = Code((owner.code.country if owner else None) or (where if _is_local(piece) else None), code.sector)
        if isinstance(entry, Actor):
            return Participant(role, filler.span, entry.id, Name(entry.en, entry.ar), code)
        if isinstance(entry, Country):
            return Participant(role, filler.span, entry.id.lower(), Name(entry.en, entry.ar), code)
        return Participant(role, filler.span, None, None, code)

    def entry(self, piece: Piece, scan: Scan, land: str | None = None) -> Actor | Country | None:
        """The registry's entry that a phrase names or points at, in `land` where nothing named goes before."""
        shown = [m for m in piece.mentions if m.kind in _NAMES]
        named = [max((m, *_namesakes(m, scan)), key=lambda n: self._fit(n, scan)) for m in shown]
        ranked = [(rank, m.last - m.first, m) for m in named if (rank := self._fit(m, scan))]
        for _, _, m in ranked:
            self._remember(m.entry)
        if ranked:
            return max(ranked, key=lambda r: r[:2])[2].entry  # type: ignore[no-any-return]
        meant = self._pointed(piece, scan) or self._owned(piece, scan) or self._local(piece, scan, land)
        if meant is not None:
            return meant
        if named and isinstance(named[0].entry, Country) and not any(m.kind == "class" for m in piece.mentions):
            return named[0].entry
        return None

    def hear(self, scan: Scan, pieces: Sequence[Piece]) -> None:
        """Remember who is named in the first pieces of a sentence, in the order of the words; each is heard once."""
        if scan.number != self._sentence:
            self._sentence, self._heard = scan.number, 0
        for piece in pieces[self._heard :]:
            if piece.named("actor") is not None:
                self.entry(piece, scan)
        self._heard = max(self._heard, len(pieces))

    def _remember(self, actor: Actor) -> None:
        if actor in self.named:
            self.named.remove(actor)
        self.named.append(actor)

    def _pointed(self, piece: Piece, scan: Scan) -> Actor | None:
        """التنظيم after تنظيم داعش: the last actor named that this definite phrase may point back to."""
        words = _words(piece, scan)
        return next((a for a in reversed(self.named) if _points(a, words, piece)), None) if piece.definite else None

    def _local(self, piece: Piece, scan: Scan, land: str | None) -> Actor | None:
        """طيران التحالف over Yemen, where none was named before: the one that such words mean in that country."""
        if land is None or not piece.definite:
            return None
        words = _words(piece, scan)
        return next((a for a in self.knowledge.fighting.get(land, ()) if _points(a, words, piece)), None)

    def _owned(self, piece: Piece, scan: Scan) -> Actor | None:
        """مروحيات النظام, عناصر التنظيم: whose aircraft or fighters they are, by a definite noun that points back."""
        if not _fights(piece) or piece.last - piece.first != 2:
            return None
        word = scan.tokens[piece.last - 1].form
        return next((a for a in reversed(self.named) if any(word == fold(p) for p in a.pointer)), None)

    def _owner(self, piece: Piece) -> Actor | None:
        """جنوده، قواتها، طائراته: whose they are, the actor named last that the pronoun agrees with."""
        head = piece.mentions[0] if piece.mentions else None
        if head is None or not head.suffix or head.kind not in ("class", "means"):
            return None
        return next((a for a in reversed(self.named) if _agrees(a, head.suffix)), None)

    def _fit(self, m: Mention, scan: Scan) -> int:
        """0: not this actor at the story's date or place; 2: by a title that is its own only in an interval; else 1."""
        if not isinstance(m.entry, Actor):
            return 0
        words = tuple(t.form for t in scan.tokens[m.first : m.last])
        if any(_ends_with(words, fold_phrase(name)) for name in m.entry.local) and self._abroad(m.entry):
            return 0
        windows = [w for w in m.entry.windows if _ends_with(words, fold_phrase(w.alias))]
        if not windows:
            return 1
        if self.published is None:
            return 0
        held = any((w.from_ or date.min) <= self.published <= (w.to or date.max) for w in windows)
        return 2 if held else 0

    def _abroad(self, actor: Actor) -> bool:
        """القوى الأمنية in Aden: not those of Lebanon, where the story names neither a place nor anybody of it."""
        homes = {actor.code.country, *actor.theatre}
        return bool(self.lands) and not homes & self.lands and all(a.code.country not in homes for a in self.named)


def _words(piece: Piece, scan: Scan) -> tuple[str, ...]:
    return tuple(t.form for t in scan.tokens[piece.first : piece.last])


def _points(actor: Actor, words: tuple[str, ...], piece: Piece) -> bool:
    return any(_stands_for(words, piece, fold_phrase(p)) for p in actor.pointer)


def _stands_for(words: tuple[str, ...], piece: Piece, pointer: tuple[str, ...]) -> bool:
    """Is the phrase the pointer and nothing more, what governs or joins it aside?"""
    if piece.last - piece.first <= 1:
        words = (piece.form,)
    if len(words) != len(pointer) or words[1:] != pointer[1:]:
        return False
    word = words[0].lstrip("و") if piece.conj else words[0]
    whole = "ال" + word[2:] if word.startswith("لل") else word  # كمين للمقاومة
    return pointer[0] in (word, whole, word.removeprefix(piece.prep))


def _ends_with(words: tuple[str, ...], alias: tuple[str, ...]) -> bool:
    """Do the words stand for the alias, proclitics on the first one aside?"""
    return len(words) == len(alias) and words[1:] == alias[1:] and words[0].endswith(alias[0])


def _namesakes(m: Mention, scan: Scan) -> list[Mention]:
    """Other actors that the same words may name: الرئيس اليمني of another year."""
    same = (o for o in scan.mentions.get(m.first, ()) if o.last == m.last and o.kind == "actor")
    return [o for o in same if o.entry is not m.entry]


def _inside(piece: Piece, scan: Scan) -> str | None:
    """The country of a name inside a phrase: ثلاثة مقاتلين موالين لحركة كذا, فريق حماية الرئيس العراقي."""
    for at in range(piece.first + 1, piece.last):
        for m in scan.mentions.get(at, ()):
            if m.last > piece.last:
                continue
            if m.kind in ("nisba", "country") and isinstance(m.entry, Country):
                return m.entry.id
            if m.kind == "actor" and isinstance(m.entry, Actor) and m.entry.code.country:
                return m.entry.code.country
    return None


def _fights(piece: Piece) -> bool:
    """Are they aircraft, arms or fighters?"""
    head = piece.mentions[0] if piece.mentions else None
    return head is not None and (head.kind == "means" or (isinstance(head.entry, ClassNoun) and head.entry.armed))


def _agrees(actor: Actor, suffix: str) -> bool:
    """May the pronoun mean this actor? By the ending of its Arabic name's first word; ون and ين are people, plural."""
    if suffix == "هم":
        return True
    first = fold(actor.ar).split()[0]
    if first.endswith(("ون", "ين")):
        return False
    return (suffix == "ها") == (first.endswith(("ه", "ات")) or first in _BROKEN_PLURALS)


def _is_local(piece: Piece) -> bool:
    """The people, police and officials of a place are its country's, unless the words say otherwise."""
    return any(isinstance(m.entry, ClassNoun) and m.entry.kind in _LOCAL for m in piece.mentions[:1])


def _code(piece: Piece, entry: Any, inside: str | None) -> Code | None:
    """Country and sector: the actor's own, else the noun's sector with the country that its phrase names."""
    country = sector = None
    if isinstance(entry, Actor):
        country, sector = entry.code.country, entry.code.sector
    elif isinstance(entry, Country):
        country, sector = entry.id, "GOV"
    for m in piece.mentions:
        if isinstance(m.entry, ClassNoun):
            sector = m.entry.code.sector if not isinstance(entry, Actor) or sector is None else sector
            country = country or m.entry.code.country
        elif isinstance(m.entry, Country) and country is None:
            country = m.entry.id
    country = country or inside
    return Code(country, sector) if country or sector else None
