"""Content words of Arabic text, cut to light stems, and how telling each is.

The stems follow light10 (Larkey, Ballesteros and Connell 2002): a conjunction, an article with its preposition and
the commonest endings are cut where enough of the word stays. They only serve to compare wordings.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from hudna.knowledge.load import DATA
from hudna.text.tokens import tokenize

_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_RAREST = 9.0  # bits: a word of fewer than 2 in 1,000 stories


@lru_cache(maxsize=100_000)
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


def content(text: str) -> frozenset[str]:
    """The stems of the words of `text` that say what it is about, numbers among them."""
    stems = (t.form if t.kind == "number" else stem(t.form) for t in tokenize(text) if t.kind != "mark")
    return frozenset(s for s in stems if len(s) > 1 and weight(s) > 0)


@lru_cache(maxsize=1)
def _common() -> dict[str, float]:
    rows = (DATA / "common_words.tsv").read_text(encoding="utf8").splitlines()
    return {word: int(permille) / 1000 for word, permille in (r.split("\t") for r in rows if not r.startswith("#"))}


@lru_cache(maxsize=200_000)
def weight(word: str) -> float:
    """How telling a stem is, in bits: minus the logarithm of the share of stories that hold it, 0 for the commonest."""
    share = _common().get(word)
    if share is None:
        return _RAREST
    return max(0.0, -math.log2(share) - 1.5)


def total(words: Iterable[str]) -> float:
    return math.fsum(sorted(weight(w) for w in words))


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the telling words that two wordings have in common, 0 to 1: what both hold over the shorter one.

    A short wording (a headline) is held against at least 30 bits, so that two words in common are no proof.
    """
    if not a or not b:
        return 0.0
    return total(a & b) / max(min(total(a), total(b)), 30.0)
