"""One sentence looked over: its tokens, and all in it that the knowledge, the gazetteer or the calendar knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from hudna.extraction.drones import tell_drones
from hudna.extraction.place_mention import PlaceMention
from hudna.extraction.places import find_places
from hudna.extraction.times import TimeMention, find_times
from hudna.knowledge.gazetteer import Gazetteer, Licence
from hudna.knowledge.load import Knowledge
from hudna.knowledge.trie import Mention
from hudna.model import Extent, Span
from hudna.text.numbers import Number, find_numbers
from hudna.text.tokens import Token, fold, tokenize

_HASHTAGS = re.compile(r"(?<![\u0641][\u064a])(?:\s+[\u200e\u200f\u2067\u202b]*#\S+){1,}\s*\Z")


@dataclass
class Scan:
    """A sentence with its mentions, each list keyed by the token that it starts at.

    Places, times and numbers are found at first need: a third of the words stand in sentences that need none.
    """

    text: str
    extent: Extent
    number: int
    tokens: list[Token]
    mentions: dict[int, list[Mention]]
    gazetteer: Gazetteer

    @cached_property
    def places(self) -> dict[int, PlaceMention]:
        return {m.first: m for m in find_places(self.tokens, self.gazetteer) if _licensed(m)}

    @cached_property
    def times(self) -> dict[int, TimeMention]:
        return {m.first: m for m in find_times(self.tokens, self.text)}

    @cached_property
    def numbers(self) -> dict[int, Number]:
        return {n.first: n for n in find_numbers(self.tokens, self.text)}

    def has(self, kind: str) -> bool:
        """Is a mention of this kind in the sentence?"""
        return any(m.kind == kind for found in self.mentions.values() for m in found)

    def span(self, first: int, last: int, cut: int = 0) -> Span:
        """The characters of tokens `first` to `last`, less `cut` folded characters of proclitics."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        while cut and start < end:
            cut -= len(fold(self.text[start]))
            start += 1
        return Span(start, end, self.text[start:end])


def scan(text: str, extent: Extent, number: int, knowledge: Knowledge) -> Scan:
    """Look over one sentence of `text`."""
    tokens = _without_tags(tokenize(text, extent.start, _before_hashtags(text, extent)), knowledge)
    mentions: dict[int, list[Mention]] = defaultdict(list)
    for mention in knowledge.trie.find(tokens):
        mentions[mention.first].append(mention)
    tell_drones(text, tokens, mentions)
    return Scan(text, extent, number, tokens, mentions, knowledge.gazetteer)


def settle_bases(scans: Sequence[Scan]) -> None:
    """القاعدة alone is the base in a story that names a base and nowhere تنظيم القاعدة; the actor's mentions go."""
    alone = [(s, i, m) for s in scans for i, found in s.mentions.items() for m in found if _is_al_qaeda(m)]
    if not alone or any(m.last - m.first > 1 for _, _, m in alone):
        return
    if not any(m.class_word == "base" and m.candidates for s in scans for m in s.places.values()):
        return
    for s, i, m in alone:
        if (base := s.places.get(i)) is not None and base.pointer:
            s.mentions[i] = [other for other in s.mentions[i] if other is not m]


def _is_al_qaeda(mention: Mention) -> bool:
    return mention.kind == "actor" and mention.entry.id == "al-qaeda"


def _before_hashtags(text: str, extent: Extent) -> int:
    """Where the hashtags that close a post begin: they file it, and say nothing."""
    if text.find("#", extent.start, extent.end) < 0:
        return extent.end
    closing = _HASHTAGS.search(text, extent.start, extent.end)
    return closing.start() if closing and closing.start() > extent.start else extent.end


def _without_tags(tokens: list[Token], knowledge: Knowledge) -> list[Token]:
    """Tokens before a tail of tags ("سمات اليمن تعز …"): a marker behind which only bare words stand."""
    markers = knowledge.function.get("tag_tails", frozenset())
    for i in range(len(tokens) - 1, max(-1, len(tokens) - 30), -1):
        if tokens[i].kind == "mark" and tokens[i].form not in '"«»“”':
            return tokens
        if (tokens[i].form,) in markers:
            return tokens[:i]
    return tokens


def _licensed(mention: PlaceMention) -> bool:
    """A name that is also an everyday word needs company: a list of places."""
    return mention.licence is not Licence.CONTEXT or mention.listed
