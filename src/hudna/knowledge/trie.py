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


@dataclass(slots=True)
class Trie:
    """Phrases of literal words and lemmas, each ending in the entries that it names."""

    words: Words
    root: dict[Any, Any] = field(default_factory=dict)

    def add(self, keys: Sequence[str | int], kind: str, entry: Any) -> None:
        node = self.root
        for key in keys:
            if isinstance(key, str) and key not in (_ANY, _GAP):
                self.words.literals.add(key)
            node = node.setdefault(key, {})
        senses = node.setdefault(None, [])
        if not any(k == kind and e is entry for k, e in senses):
            senses.append((kind, entry))

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
        root = self.root
        for i, token in enumerate(tokens):
            if token.kind == "mark":
                continue
            for part in (
                self.words.parts(token.form, token.marbuta)
                if token.kind == "word"
                else (Part("", 0, token.form, None),)
            ):
                if (node := root.get(part.key)) is not None:
                    self._walk(node, i, i + 1, part, part, tokens, found)
        return found

    def _walk(
        self, node: dict[Any, Any], first: int, last: int, head: Part, shown: Part, tokens: Sequence[Token],
        found: list[Mention],
    ) -> None:  # fmt: skip
        for kind, entry in node.get(None, ()):
            found.append(Mention(kind, entry, first, last, head.proclitic, head.cut, shown.shape, shown.suffix))
        if len(node) == (None in node) or last >= len(tokens):
            return
        at = last
        while at < len(tokens) and tokens[at].form in _QUOTES:
            at += 1
        if at >= len(tokens) or tokens[at].kind == "mark":
            return
        if (wild := node.get(_ANY)) is not None:
            self._walk(wild, first, at + 1, head, shown, tokens, found)
        if (gap := node.get(_GAP)) is not None:
            self._leap(gap, first, last, head, shown, tokens, found)
        for part in self.words.parts(tokens[at].form, tokens[at].marbuta) or (Part("", 0, tokens[at].form, None),):
            if (not part.proclitic or part.proclitic == "ل") and (after := node.get(part.key)) is not None:
                self._walk(
                    after, first, at + 1, head, part if part.suffix or shown.shape is None else shown, tokens, found
                )

    def _leap(
        self, gap: dict[Any, Any], first: int, last: int, head: Part, shown: Part, tokens: Sequence[Token],
        found: list[Mention],
    ) -> None:  # fmt: skip
        """Find the words behind a gap in the same clause; the mention covers only those before it."""
        for at in range(last, min(last + 6, len(tokens))):
            if tokens[at].kind == "mark" and tokens[at].form not in _QUOTES:
                return
            for part in self.words.parts(tokens[at].form, tokens[at].marbuta):
                after = gap.get(part.key)
                if after is not None and not part.proclitic:
                    for kind, entry in after.get(None, ()):
                        found.append(
                            Mention(kind, entry, first, last, head.proclitic, head.cut, shown.shape, shown.suffix)
                        )
