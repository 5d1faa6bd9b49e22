"""Tokens of a story, folded for matching, each with the characters that it stands on.

Folding changes only `Token.form`, never the offsets: alif, hamza, ya and ta marbuta forms become one, tashkeel,
tatweel and direction marks go, Arabic-Indic digits become ASCII. `#` and `_` of hashtags separate words, and words
broken by dots to slip past filters (`حمـ.ـاس`) are one token.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import msgspec

_MARKS = "\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0610-\u061a\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_SHAPES = "\ufb50-\ufdff\ufe70-\ufefc"  # letters written as their joined shapes, of some old pages
_LETTERS = f"\u0621-\u064a\u066e-\u06d3{_SHAPES}{_MARKS}"
_WORD = (
    rf"(?P<word>[{_LETTERS}]+(?:\.(?=[\u0640])[{_LETTERS}]+|(?<=\u0640)\.[{_LETTERS}]+)*)"
    r"|(?P<number>\d+(?:[.,٬٫]\d+)*%?)"
    r"|(?P<latin>[A-Za-z][A-Za-z0-9.'&-]*)"
)
_SAID = re.compile(_WORD)
_TOKEN = re.compile(_WORD + r"|(?P<mark>\n+|\.{2,}|…|[^\s_#])")
_FOLD = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ک": "ك",
        "ی": "ي",
        "ە": "ه",
        ".": None,
        **{chr(0x660 + i): str(i) for i in range(10)},
        **{chr(0x6F0 + i): str(i) for i in range(10)},
        **dict.fromkeys(
            map(
                chr,
                [
                    1600,
                    1648,
                    65279,
                    *range(1611, 1632),
                    *range(1552, 1563),
                    *range(1750, 1774),
                    *range(8203, 8208),
                    *range(8234, 8239),
                    *range(8294, 8298),
                ],
            )
        ),
    }
)
_SHAPED = re.compile(f"[{_SHAPES}]")
_ALA = re.compile(r"^([وف]?)علي$")


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, number, Latin word or mark; `form` is its folded text, `start`/`end` its characters in the story.

    `marbuta` keeps what folding loses: a word written with ة ends in no pronoun.
    """

    start: int
    end: int
    form: str
    kind: str  # word, number, latin, mark
    marbuta: bool = False


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """`text` as the knowledge is keyed. The preposition على is kept apart from the name علي.

    >>> fold("القُوّات"), fold("أُسامة"), fold("٢٥")
    ('القوات', 'اسامه', '25')
    """
    if _SHAPED.search(text):
        text = unicodedata.normalize("NFKC", text)
    folded = text.translate(_FOLD)
    if folded.endswith("علي") and text.rstrip("\u200f\u200e").endswith("ى") and _ALA.match(folded):
        return folded[:-1] + "ى"
    return folded


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of `text[start:end]`, offsets counted in `text`."""
    tokens = []
    for m in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind, word = m.lastgroup or "mark", m.group()
        if kind == "mark":
            tokens.append(Token(*m.span(), "\n" if word[0] == "\n" else word, kind))
        elif form := fold(word):
            tokens.append(Token(*m.span(), form, kind, form[-1] == "ه" and kind == "word" and "ة" in word[-2:]))
    return tokens


@lru_cache(maxsize=8)
def forms(text: str) -> tuple[tuple[str, str], ...]:
    """Kind and form of each token but marks, as `tokenize` has them, for who compares wordings and needs no places.

    >>> forms("قُتِل 3، وفق BBC")
    (('word', 'قتل'), ('number', '3'), ('word', 'وفق'), ('latin', 'BBC'))
    """
    return tuple(
        ("word" if word else "number" if number else "latin", form)
        for word, number, latin in _SAID.findall(text)
        if (form := fold(word or number or latin))
    )


@lru_cache(maxsize=2_000)
def fold_phrase(phrase: str) -> tuple[str, ...]:
    """A phrase as the forms of its tokens, which is how the knowledge indexes it."""
    return tuple(t.form for t in tokenize(phrase))
