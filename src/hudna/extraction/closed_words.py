"""Words of closed classes (prepositions, particles, conjunctions …) as they stand in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.knowledge import load
from hudna.knowledge.load import ClosedPhrase
from hudna.text.tokens import Token


class ClosedWords:
    """The phrases of closed classes, looked up at a token by their first two words."""

    def __init__(self, tokens: Sequence[Token], words: load.ClosedWords) -> None:
        self._tokens = tokens
        self._words = words

    def __contains__(self, first: str) -> bool:
        """Whether a phrase begins with the word."""
        return first in self._words

    def at(self, i: int, first: str) -> Sequence[ClosedPhrase]:
        """The phrases that stand at token `i`, read as `first`, a word that begins some; the longest come first."""
        by_second = self._words[first]
        alone = by_second.get("", [])
        longer = by_second.get(self._tokens[i + 1].form) if i + 1 < len(self._tokens) else None
        return [found for found in longer if self._follows(i, found[0])] + alone if longer else alone

    def _follows(self, i: int, phrase: tuple[str, ...]) -> bool:
        return len(phrase) == 2 or tuple(t.form for t in self._tokens[i + 2 : i + len(phrase)]) == phrase[2:]
