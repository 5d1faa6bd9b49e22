"""Reading a number from a token on: cardinals in words, digits and both, ranges, and the words that qualify them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import msgspec

from hudna.text.number_words import NumberWord, NumberWords, Phrases, number_words
from hudna.text.tokens import Token

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,٬]\d{3})+")
_DECIMAL = re.compile(r"(\d+)[.,٫](\d+)")
_LATIN = {0x660 + i: str(i) for i in range(10)} | {0x6F0 + i: str(i) for i in range(10)}
_LONGEST = 15  # digits; a longer run counts nothing, and the longest do not convert
_ADDRESS = re.compile(r"\w+://\S+")
DASHES = frozenset("-–—")
Bound = float | None


class Read(msgspec.Struct, frozen=True, gc=False):
    """What stands from a token up to `end`."""

    end: int
    low: Bound
    high: Bound
    scale: float = 1
    dual: bool = False


def digits(form: str) -> float | None:
    """The value of a digit token: grouped thousands, decimals with point or comma; None for dates, shares and serials.

    >>> digits("3,000"), digits("12.500"), digits("1.5"), digits("27.7.2015")
    (3000, 12500, 1.5, None)
    """
    form = form.translate(_LATIN)
    if sum(map(str.isdecimal, form)) > _LONGEST:
        return None
    if form.isdecimal():
        return int(form)
    if _GROUPED.fullmatch(form):
        return int(re.sub(r"\D", "", form))
    m = _DECIMAL.fullmatch(form)
    return float(f"{m[1]}.{m[2]}") if m else None


def in_addresses(tokens: Sequence[Token], text: str) -> frozenset[int]:
    """The tokens that stand inside a web address."""
    if not tokens or text.find("://", tokens[0].start, tokens[-1].end) < 0:
        return frozenset()
    spans = [m.span() for m in _ADDRESS.finditer(text, tokens[0].start, tokens[-1].end)]
    return frozenset(i for i, t in enumerate(tokens) if any(a <= t.start < b for a, b in spans))


class NumberReader:
    """Reads numbers of one sentence; `cardinal` and `quantity` may be asked at any token."""

    __slots__ = ("_n", "_text", "_tokens", "_w", "words")

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self._tokens, self._text, self._n = tokens, text, len(tokens)
        self._w: NumberWords = number_words()
        get = self._w.words.get
        self.words: list[NumberWord | None] = [get(t.form) for t in tokens]

    # -- looking

    @property
    def qualifiers(self) -> Mapping[str, Phrases]:
        """The table of words before a number, for `phrase`."""
        return self._w.phrases

    @property
    def not_counted(self) -> frozenset[str]:
        """Words in -ا that are no noun counted in the accusative."""
        return self._w.not_counted

    def _word(self, i: int, *kinds: str) -> NumberWord | None:
        word = self.words[i] if i < self._n else None
        return word if word and (not kinds or word.kind in kinds) else None

    def _form(self, i: int) -> str:
        return self._tokens[i].form if 0 <= i < self._n else ""

    def _touching(self, i: int) -> bool:
        return 0 < i < self._n and self._tokens[i - 1].end == self._tokens[i].start

    def _is_digits(self, i: int) -> bool:
        return 0 <= i < self._n and self._tokens[i].kind == "number"

    def _value(self, i: int) -> float | None:
        return digits(self._text[self._tokens[i].start : self._tokens[i].end])  # folding drops a decimal point

    def phrase(self, i: int, table: Mapping[str, Phrases]) -> tuple[int, str] | None:
        """The longest phrase of `table` at token i: where it ends, and its kind."""
        by_second = table.get(self._form(i))
        if by_second is None:
            return None
        for forms, kind in by_second.get(self._form(i + 1), ()):
            if len(forms) <= 2 or all(self._form(i + k) == f for k, f in enumerate(forms[2:], 2)):
                return i + len(forms), kind
        alone = by_second.get("", ())
        return (i + 1, alone[0][1]) if alone else None

    # -- cardinals

    def cardinal(self, i: int) -> Read | None:
        """A number in words or digits at token i, without qualifiers."""
        read = self._start(i)
        if read is None:
            return None
        factor = self._word(read.end, "scale")
        if factor and not factor.conj and read.scale == 1:
            high = None if read.high is None else round(read.high * factor.value, 6)
            read = Read(read.end + 1, round((read.low or 0) * factor.value, 6), high, factor.value)
        return self._added(read) if read.scale > 1 and read.high == read.low else read

    def _start(self, i: int) -> Read | None:
        if self._is_digits(i):
            return self._digits(i)
        word = self._word(i)
        if word is None:
            return None
        if word.kind == "add":
            end, value = self._below_thousand(i)
            return Read(end, value, value)
        if word.kind == "scale":
            return self._bare_scale(i, word)
        if word.kind == "scale_dual":
            return Read(i + 1, 2 * word.value, 2 * word.value, word.value)
        return self._loose(i, word)

    def _digits(self, i: int) -> Read | None:
        form = self._tokens[i].form
        value = self._value(i)
        if value is None:
            return None
        grouped = self._is_digits(i + 1) and len(self._form(i + 1)) == 3 and self._form(i + 1).isdecimal()
        if grouped and form.isdecimal() and 0 < len(form) <= 3 and self._tokens[i + 1].start - self._tokens[i].end == 1:
            return Read(i + 2, value * 1000 + int(self._form(i + 1)), value * 1000 + int(self._form(i + 1)))
        tied = self._is_digits(i + 2) and self._touching(i + 1) and self._touching(i + 2)
        if tied and self._form(i + 1) == "ر":  # agencies of the Gulf: 68ر10 is 10.68
            whole = self._form(i + 2)
            plain = form.isdecimal() and whole.isdecimal() and len(whole) <= _LONGEST
            value = float(f"{int(whole)}.{int(form)}") if plain else value
            return Read(i + 3, value, value)
        return self._arabic_groups(i, value) if tied and self._form(i + 1) == "،" else Read(i + 1, value, value)

    def _arabic_groups(self, i: int, value: float) -> Read:
        """129،434: thousands set apart by the Arabic comma."""
        end = i + 1
        while self._form(end) == "،" and self._is_digits(end + 1) and self._touching(end) and self._touching(end + 1):
            form = self._form(end + 1)
            if len(form) != 3 or not form.isdecimal() or not 0 < value < 10 ** (_LONGEST - 3):
                break
            end, value = end + 2, value * 1000 + int(form)
        return Read(end, value, value)

    def _loose(self, i: int, word: NumberWord) -> Read | None:
        """Few, vague plurals and fractions, each with the scale that may follow."""
        scale = self._word(i + 1, "scale", "vague") if word.kind != "fraction" else self._word(i + 1, "scale")
        least = word.value if word.kind == "vague" else 1
        factor = scale.value if scale and not scale.conj and scale.value > least else 1
        end = i + 2 if factor > 1 else i + 1
        tens = self._word(i + 1, "add") if word.kind == "few" else None
        if tens and 10 <= tens.value <= 90 and (tens.value == 10) != tens.conj:  # بضعة عشر, بضع وعشرون
            return Read(i + 2, tens.value + 1, tens.value + 9, 2)
        if word.kind == "few":
            return Read(end, 3 * factor, 9 * factor, max(factor, 2))
        if word.kind == "vague":
            return Read(end, 2 * word.value * factor, None, word.value)
        return Read(end, word.value * factor, word.value * factor, factor) if factor > 1 else None

    def _bare_scale(self, i: int, word: NumberWord) -> Read:
        if word.plural:
            return Read(i + 1, 2 * word.value, None, word.value)
        raw = self._text[self._tokens[i].start : self._tokens[i].end]
        after = self._word(i + 1)
        alone = self._form(i + 1) in ("من", "") or (after is not None and after.conj)
        dual = self._form(i).endswith("الفا") and "ً" not in raw and not alone
        value = word.value * (2 if dual else 1)
        return Read(i + 1, value, value, word.value)

    def _below_hundred(self, i: int) -> tuple[int, float]:
        word = self.words[i]
        assert word is not None
        value, after = word.value, self._word(i + 1, "add")
        if value <= 9 and after:
            if after.value == 10 and not after.conj and not after.article:
                return i + 2, value + 10
            if after.conj and 20 <= after.value <= 90:
                return i + 2, value + after.value
            if after.value == 100 and not after.conj and value >= 3:
                return i + 2, value * 100
        return i + 1, value

    def _below_thousand(self, i: int) -> tuple[int, float]:
        end, value = self._below_hundred(i)
        after = self._word(end, "add")
        if value >= 100 and after and after.conj and after.value < 100:
            end, rest = self._below_hundred(end)
            value += rest
        return end, value

    def _added(self, read: Read) -> Read:
        """What `و` adds behind a thousand or a million, each part below the scale before it."""
        end, total, scale = read.end, read.low or 0, read.scale
        while scale > 1:
            part = self._part(end, scale)
            if part is None:
                break
            end, total, scale = part.end, total + (part.low or 0), part.scale
        return Read(end, total, total, max(read.scale, 1))

    def _part(self, i: int, scale: float) -> Read | None:
        if self._form(i) == "و" and self._is_digits(i + 1):
            return self._added_digits(i + 1, scale)
        word = self._word(i)
        if word is None or not word.conj:
            return None
        if word.kind == "fraction":
            same = self._word(i + 1, "scale")
            return Read(i + (2 if same and same.value == scale else 1), word.value * scale, None)
        if word.kind == "add":
            return self._added_words(i, scale)
        if word.kind == "scale_dual" and word.value < scale:
            return Read(i + 1, 2 * word.value, None, word.value)
        single = word.kind == "scale" and word.value < scale and not word.plural
        return Read(i + 1, word.value, None, word.value) if single else None

    def _added_digits(self, i: int, scale: float) -> Read | None:
        """مليون و200 ألف, 15 ألفا و500."""
        value, factor = self._value(i), self._word(i + 1, "scale")
        if value is None or not 0 < value < 1000:
            return None
        if factor and not factor.conj and factor.value < scale:
            return Read(i + 2, value * factor.value, None, factor.value)
        return Read(i + 1, value, None) if self._touching(i) else None

    def _added_words(self, i: int, scale: float) -> Read | None:
        end, value = self._below_thousand(i)
        factor = self._word(end, "scale")
        if factor and not factor.conj and factor.value < scale:
            return Read(end + 1, value * factor.value, None, factor.value)
        if factor and not factor.conj:
            return None  # بين ألفين وثلاثة آلاف: a number of its own
        return Read(end, value, None) if value < scale else None

    # -- quantities: cardinals, duals, ranges, qualifiers

    def quantity(self, i: int) -> Read | None:
        """A number at token i with the words before it that qualify it."""
        found = self.phrase(i, self._w.phrases)
        if found:
            end, kind = found
            if kind == "some":
                return Read(end, 2, None)
            end = end + 1 if self._form(end) == "ال" else end  # قرابة الـ50
            core = self.quantity(end) or self._core(end)
            return self._qualified(core, kind) if core else None
        form = self._form(i)
        if form in ("بين", "وبين", "مابين") or (form in ("ما", "وما") and self._form(i + 1) == "بين"):
            return self._between(i + (2 if form in ("ما", "وما") else 1))
        if form in ("من", "ومن"):
            pair = self._core(i + 1)
            return pair if pair and pair.low != pair.high and not pair.dual and pair.high is not None else None
        return self._core(i)

    @staticmethod
    def _qualified(read: Read, kind: str) -> Read:
        low, high = read.low, read.high
        if kind.endswith("about"):  # a range told as such keeps its ends
            if low is not None and low == high:
                low, high = math.floor(round(low * 0.9, 3)), math.ceil(round(low * 1.1, 3))
        elif kind.endswith("at_least"):
            high = None
        else:
            low, high = None, high if high is not None else low
        return Read(read.end, low, high, read.scale, read.dual)

    def _core(self, i: int) -> Read | None:
        """A cardinal or a dual, and the second end of a range."""
        if self._form(i) in self._w.duals:
            one = Read(i + 2 if self._same_two(i + 1) else i + 1, 2, 2, dual=True)
        else:
            read = self.cardinal(i)
            if read is None:
                return None
            one = read
        link = self._form(one.end)
        if link not in self._w.range and link not in DASHES:
            return one
        other = self.cardinal(one.end + 1)
        return (self._pair(one, other) if other else None) or one

    def _same_two(self, i: int) -> bool:
        word = self._word(i, "add")
        return bool(word and word.value == 2 and not word.conj)

    def _between(self, i: int) -> Read | None:
        for one in (self.cardinal(i), self._single(i)):
            if one is None:
                continue
            if self._form(one.end) == "و" and self._touching(one.end + 1):
                other = self.cardinal(one.end + 1)
            else:
                word = self._word(one.end)
                other = self.cardinal(one.end) if word and word.conj else None
            pair = self._pair(one, other) if other else None
            if pair:
                return pair
        return None

    def _single(self, i: int) -> Read | None:
        word = self._word(i, "add")
        return Read(i + 1, word.value, word.value) if word else None

    @staticmethod
    def _pair(one: Read, other: Read) -> Read | None:
        """A range; `3 إلى 5 آلاف` gives its scale to both ends."""
        low, high = one.low, other.high
        if low is None or high is None or one.high is None:
            return None
        if one.scale == 1 and other.scale > 1 and low * other.scale < high:
            low *= other.scale
        return Read(other.end, low, high, other.scale, one.dual) if low < high else None
