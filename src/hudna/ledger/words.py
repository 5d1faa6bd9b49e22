"""Arabic as search sees it: folded, without article and clitics, so that القوات، قوات، والقوات find one another."""

from __future__ import annotations

import re
from functools import lru_cache

from hudna.text.tokens import forms

_CLITICS = frozenset("وفبكل")
_ARTICLE = "ال"
_LEAST = 3  # letters that must stay when the article goes
_LEAST_ROOT = 4  # and when a letter goes that may as well be a root's
_PARTS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8_000)
def stem(form: str) -> str:
    """A folded word without what can be written before it, the same whatever is written before it.

    Letters that belong to the word go too (بغداد gives غداد), alike in the index and in the question.

    >>> stem("والقوات"), stem("للقوات"), stem("قوات"), stem("ولد"), stem("وزير")
    ('قوات', 'قوات', 'قوات', 'ولد', 'وزير')
    """
    while True:
        if form.startswith(_ARTICLE) and len(form) - 2 >= _LEAST:
            form = form[2:]
        elif form[:1] in _CLITICS and form.startswith(_ARTICLE, 1) and len(form) - 3 >= _LEAST:
            form = form[3:]
        elif (form.startswith("لل") and len(form) - 2 >= _LEAST) or (
            form[:1] in _CLITICS and len(form) - 1 >= _LEAST_ROOT
        ):
            form = form[2:] if form.startswith("لل") else form[1:]
        else:
            return form


def stems(text: str) -> list[str]:
    """The stems of a text in order: words, numbers and Latin words in small letters; nothing but letters and digits.

    >>> stems("قَصَفَت القُوّاتُ مدينةَ الرَّستن")
    ['قصفت', 'قوات', 'مدينه', 'رستن']
    """
    found: list[str] = []
    for kind, form in forms(text):
        if kind == "word":
            found.append(stem(form))
        else:
            found += _PARTS.findall(form.lower())
    return found
