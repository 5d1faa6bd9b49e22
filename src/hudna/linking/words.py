"""Content words of Arabic text, cut to light stems, and how telling each is.

The stems follow light10 (Larkey, Ballesteros and Connell 2002): a conjunction, an article with its preposition and
the commonest endings are cut where enough of the word stays. They only serve to compare wordings.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from hudna.knowledge.load import DATA
from hudna.text.tokens import forms

_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_LEAST = 20.0  # bits
_RAREST = 9.0  # bits: a word of fewer than 2 in 1,000 stories


@lru_cache(maxsize=8_000)
def stem(form: str) -> str:
    """The light stem of a folded word.

    >>> stem("والقوات"), stem("قوات"), stem("التركيه")
    ('قو', 'قو', 'ترك')
    """
    for article in _ARTICLES:
        if form.startswith(article) and len(form) - len(article) >= 2:
            form = form[len(article) :]
            break
    else:
        if form[:1] == "و" and len(form) > 3:
            form = form[1:]
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 2:
            form = form[: -len(ending)]
    return form


@lru_cache(maxsize=200)
def content(text: str) -> frozenset[str]:
    """The stems of the words of `text` that say what it is about, numbers among them."""
    stems = {form if kind == "number" else stem(form) for kind, form in forms(text)}
    return frozenset(s for s in stems if len(s) > 1 and weight(s) > 0)


@lru_cache(maxsize=1)
def _bits() -> dict[str, float]:
    rows = (DATA / "common_words.tsv").read_text(encoding="utf8").splitlines()
    shares = (r.split("\t") for r in rows if not r.startswith("#"))
    return {word: max(0.0, -math.log2(int(permille) / 1000) - 1.5) for word, permille in shares}


def weight(word: str) -> float:
    """How telling a stem is, in bits: minus the logarithm of the share of stories that hold it, 0 for the commonest."""
    return _bits().get(word, _RAREST)


@dataclass(frozen=True, slots=True)
class Wording:
    """The stems of a passage with the length of its vector, each stem weighing its bits."""

    stems: frozenset[str]
    length: float

    @classmethod
    def of(cls, stems: Iterable[str]) -> Wording:
        held = frozenset(stems)
        return cls(held, math.sqrt(_squares(held)))


def _squares(stems: Iterable[str]) -> float:
    """The sum of the squares of their weights, exactly rounded, so that the order of a set does not show."""
    bits = _bits()
    return math.fsum([bits.get(s, _RAREST) ** 2 for s in stems])


def likeness(a: Wording, b: Wording) -> float:
    """How alike two wordings are, 0 to 1: the cosine of their stems' weights (tf-idf, each stem counted once).

    A passage counts as at least twenty bits long, so that two words in common do not make a short headline a proof.
    """
    shared = _squares(a.stems & b.stems)
    return shared / (max(a.length, _LEAST) * max(b.length, _LEAST))
