"""One pass over a sentence's tokens finds every entry of the knowledge in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from hudna.knowledge.inflect import Shape
from hudna.knowledge.words import Part, Words
from hudna.text.tokens import Token, fold_phrase

_QUOTES = frozenset("«»\"“”„‟()[]'‘’–-ـ")
_ANY = "?"  # any one word
_GAP = "…"  # none to five words: ألقت [الشرطة] القبض


class Mention(msgspec.Struct, frozen=True, gc=False):
    """Tokens `first` to `last` (half-open) that may name `entry`; `cut` folded characters of proclitics come before."""

    kind: str
    entry: Any
    first: int
    last: int
    proclitic: str
    cut: int
    shape: Shape | None
    suffix: str


class Node(msgspec.Struct):
    """What the words up to here name, and the keys with which a longer phrase goes on."""

    senses: tuple[tuple[str, Any], ...] = ()
    after: dict[str | int, Node] | None = None


@dataclass(slots=True)
class Trie:
    """Phrases of literal words and lemmas, each ending in the entries that it names."""

    words: Words
    begins: dict[str | int, Node] = field(default_factory=dict)

    def add(self, keys: Sequence[str | int], kind: str, entry: Any) -> None:
        node = Node(after=self.begins)
        for key in keys:
            if isinstance(key, str) and key not in (_ANY, _GAP):
                self.words.literals.add(key)
            if node.after is None:
                node.after = {}
            node = node.after.setdefault(key, Node())
        if not any(k == kind and e is entry for k, e in node.senses):
            node.senses += ((kind, entry),)

    def keys(self, phrase: str) -> list[str | int]:
        """A phrase of the data files as keys: `n:lemma`, `v:past/present` and `nisba:lemma` stand for any form."""
        out: list[str | int] = []
        for word in phrase.split():
            kind, colon, lemma = word.partition(":")
            if colon and kind in ("n", "v", "nisba"):
                out.append(self.words.lemma(kind, lemma))
            else:
                out.extend((word,) if word in (_ANY, _GAP) else fold_phrase(word))
        return out

    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        found: list[Mention] = []
        begins, parts = self.begins, self.words.parts
        wild = begins.get(_ANY)  # in guards: any word, then these
        for i, token in enumerate(tokens):
            if token.kind == "mark":
                continue
            if wild is not None:
                (bare,) = _bare(token)
                self._walk(wild, i, i + 1, bare, bare, tokens, found)
            for part in parts(token.form, token.marbuta) if token.kind == "word" else _bare(token):
                if (node := begins.get(part.key)) is not None:
                    self._walk(node, i, i + 1, part, part, tokens, found)
        return found

    def _walk(
        self, node: Node, first: int, last: int, head: Part, shown: Part, tokens: Sequence[Token], found: list[Mention]
    ) -> None:
        for kind, entry in node.senses:
            found.append(Mention(kind, entry, first, last, head.proclitic, head.cut, shown.shape, shown.suffix))
        if node.after is not None and last < len(tokens):
            self._go_on(node.after, first, last, head, shown, tokens, found)

    def _go_on(
        self, after: dict[str | int, Node], first: int, last: int, head: Part, shown: Part, tokens: Sequence[Token],
        found: list[Mention],
    ) -> None:  # fmt: skip
        """Follow longer phrases over the next word; quotes and brackets do not come between."""
        at = last
        while at < len(tokens) and tokens[at].form in _QUOTES:
            at += 1
        if at >= len(tokens) or tokens[at].kind == "mark":
            return
        if (wild := after.get(_ANY)) is not None:
            self._walk(wild, first, at + 1, head, shown, tokens, found)
        if (gap := after.get(_GAP)) is not None and gap.after is not None:
            self._leap(gap.after, first, last, head, shown, tokens, found)
        token = tokens[at]
        for part in self.words.parts(token.form, token.marbuta) or _bare(token):
            if (node := after.get(part.key)) is not None and part.proclitic in ("", "ل"):
                form = part if part.suffix or shown.shape is None else shown
                self._walk(node, first, at + 1, head, form, tokens, found)

    def _leap(
        self, gap: dict[str | int, Node], first: int, last: int, head: Part, shown: Part, tokens: Sequence[Token],
        found: list[Mention],
    ) -> None:  # fmt: skip
        """Find the words behind a gap in the same clause; the mention covers only those before it."""
        for at in range(last, min(last + 6, len(tokens))):
            if tokens[at].kind == "mark" and tokens[at].form not in _QUOTES:
                return
            for part in self.words.parts(tokens[at].form, tokens[at].marbuta):
                node = gap.get(part.key)
                if node is not None and not part.proclitic:
                    for kind, entry in node.senses:
                        found.append(
                            Mention(kind, entry, first, last, head.proclitic, head.cut, shown.shape, shown.suffix)
                        )


def _bare(token: Token) -> tuple[Part, ...]:
    """A word that is read only as it stands."""
    return (Part("", 0, token.form, None),)
