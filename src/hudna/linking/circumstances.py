"""What is told only as a circumstance of something else: why it came about, or what it came before.

A truce declared "at the request of" somebody does not make the request news; clashes "hours before a truce" do not make
the truce news. The words stand in `linking.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from hudna.linking.rules import rules
from hudna.model import Basis, Claim, ClaimType
from hudna.text.tokens import fold_phrase

_PRONOUNS = ("ه", "ها", "هم", "هما")
_BEHIND = 8  # words before the trigger that are looked at
_ASIDE = 5  # words from a relative pronoun to the second verb of its clause


def is_circumstance(text: str, claim: Claim) -> bool:
    """Whether the words before a claim, with its own first, make it one."""
    before = fold_phrase(text[claim.sentence.start : claim.trigger.start])[-_BEHIND:]
    own = fold_phrase(claim.trigger.text)[:1]
    ends = (" " + " ".join(before), " " + " ".join((*before, *own)))
    if before and before[-1] in _after() and claim.trigger.text.rstrip().endswith(_PRONOUNS):
        return True  # بعد تحريرها: the liberation is known
    causes, ahead = _patterns()
    return any(end.endswith(f" {words}") for words in causes for end in ends) or bool(ahead.search(ends[0]))


def describes(text: str, claim: Claim) -> bool:
    """التحالف الذي يقاتل المسلحين: whether a clash only says who somebody is, by whom they fight."""
    words = fold_phrase(claim.trigger.text)
    dated = claim.time is not None and claim.time.basis is Basis.TEXT
    if claim.type is not ClaimType.ARMED_CLASH or dated or not words or not words[0].startswith(("ي", "ت")):
        return False
    before = fold_phrase(text[claim.sentence.start : claim.trigger.start])
    joined = bool(before) and text[: claim.trigger.start].endswith("و")  # الذي تقوده مصر ويقاتل
    return any(w in _relatives() for w in before[-(_ASIDE if joined else 1) :])


@lru_cache(maxsize=1)
def _relatives() -> frozenset[str]:
    return frozenset(_folded(words) for words in rules().relatives)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The phrases that tell a cause, and the pattern of `before` [so long before] [the start of]."""
    causes = tuple(_folded(words) for words in rules().circumstances)
    before, units, starts = (_any(words) for words in (rules().before, rules().before_units, rules().before_starts))
    return causes, re.compile(f" {before}(?: (?:{units} ){{1,3}}(?:من|علي|على))?(?: {starts}){{0,3}}$")


@lru_cache(maxsize=1)
def _after() -> frozenset[str]:
    return frozenset(_folded(words) for words in rules().after)


def nth(text: str, claim: Claim) -> int | None:
    """The ordinal within two words of a claim's trigger: the second aid flight is not the third.

    What counts times, days and the like (للمرة الثانية) does not count the act.
    """
    before = fold_phrase(text[claim.sentence.start : claim.trigger.start])[-3:]
    behind = fold_phrase(text[claim.trigger.end : claim.sentence.end])[:3]
    words = (*before, *fold_phrase(claim.trigger.text), *behind)
    for last, word, after in zip(("", *words), words, (*words[1:], ""), strict=False):
        found = _ordinals().get(word)
        if found and not any(unit in near for near in (last, after) for unit in rules().not_counted):
            return found
    return None


@lru_cache(maxsize=1)
def _ordinals() -> Mapping[str, int]:
    articles = ("", "ال", "وال")
    return {a + form: n for n, forms in enumerate(rules().ordinals, 1) for w in forms for form in fold_phrase(w)
            for a in articles}  # fmt: skip


def _folded(words: str) -> str:
    return " ".join(fold_phrase(words))


def _any(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(_folded(w)) for w in words) + ")"
