"""Time phrases in a sentence, each with what it says; `hudna.resolution.dates` holds that against the calendar.

A phrase's span is whole (`مساء أول من أمس`, `منذ 2013`, `يوم الأحد المقبل`) but without a preposition that adds
nothing (`في نوفمبر`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hudna.extraction.time_phrases import TimeGrammar
from hudna.extraction.time_values import TimeValue
from hudna.extraction.time_words import time_words
from hudna.text.number_reader import in_addresses
from hudna.text.tokens import Token


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time phrase: `first`/`last` tokens (half-open), `start`/`end` characters, and what it says."""

    first: int
    last: int
    start: int
    end: int
    value: TimeValue


def find_times(tokens: Sequence[Token], text: str) -> list[TimeMention]:
    """The time phrases of a sentence's tokens, the longest at each place; offsets count characters of `text`."""
    rules = time_words().rules
    if not any(t.kind == "number" or t.form in rules for t in tokens):
        return []
    grammar = TimeGrammar(tokens, text)
    found: list[TimeMention] = []
    addresses = in_addresses(tokens, text)
    last = 0
    for i, rules_there in grammar.starts():
        read = grammar.phrase(i, rules_there) if i >= last and i not in addresses else None
        if read is not None:
            last = read[0]
            found.append(TimeMention(i, last, _start(tokens[i], text), tokens[last - 1].end, read[1]))
    return found


def _start(token: Token, text: str) -> int:
    """Where the phrase starts: an attached و or ف is not part of it."""
    loose = token.form in time_words().joined and text[token.start] in "وف"
    return token.start + 1 if loose else token.start
