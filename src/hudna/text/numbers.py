"""Numbers of people and things in a sentence, as ranges with their wording.

Words in all genders and cases, digits, mixtures of both, duals (`قتيلان`), vague plurals (`عشرات`), approximations
(±10 %) and bounds. Numbers that belong to a date, a clock time or a share are left out; those that count something
else than people or things (distances, ages, money, names like `اللواء 35`) carry their `unit`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hudna.text.number_reader import DASHES, Bound, NumberReader, Read, in_addresses
from hudna.text.tokens import Token, tokenize

_ATTACHED = frozenset(("ال", "ب", "ل", "ك", "لل", "بال", "وال", "كال", "وب", "ول"))
_MONTH_LINKS = frozenset(("/", "من", "شهر", "و", "-", "–", "الي", "حتي", "(", "يوم", "ل"))
_NAMED_YEAR = frozenset(("الجديد", "الجاري", "الماضي", "الحالي", "المقبل", "الدراسي", "القادم", "المنصرم"))
_SURE_YEAR = frozenset(("عام", "العام", "سنه", "السنه", "منذ", "ومنذ", "لعام", "بعام", "وعام", "للعام"))
_CLOCK_WORDS = frozenset(("ت", "تغ", "بتوقيت", "توقيت", "مساء", "صباحا", "فجرا", "ظهرا", "ليلا", "عصرا", ")"))
_ONES = frozenset(("واحد", "واحده", "واحدا", "وواحد"))
_NOT_BEFORE_ONE = frozenset(("كل", "وكل", "لكل", "اي", "غير", "ولا", "لا", "الا", "ان"))
_ONE_OF = frozenset(("احد", "احدي", "واحد", "واحدي", "باحد", "باحدي", "لاحد", "لاحدي"))
_LONGEST_PLAIN = 7  # digits; a longer run without separators is a telephone or account number


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a range; an open bound is None.

    `first`/`last` are the tokens of the number itself with the words before it (`نحو 200`); `start`/`end` are the
    characters of `wording`, which also holds a qualifier behind the noun (`خمسة قتلى على الأقل`).
    """

    first: int
    last: int
    start: int
    end: int
    min: float | None
    max: float | None
    wording: str
    exact: bool
    dual_noun: bool = False
    unit: str | None = None


def _whole(value: Bound) -> Bound:
    return int(value) if isinstance(value, float) and value.is_integer() else value


class _Finder(NumberReader):
    """Goes through a sentence and keeps the numbers that count something."""

    __slots__ = ()

    def find(self) -> list[Number]:
        found: list[Number] = []
        addresses = in_addresses(self._tokens, self._text)
        end = 0  # of what has been read
        for i in self._starts():
            read = self.quantity(i) if i >= end and i not in addresses else None
            if read is None or (read.dual and found and found[-1].dual_noun and found[-1].last == i):
                continue
            share = self._share(read.end)
            if share:
                end = share
            elif self._dated(i, read) or not self._meant(i, read):
                end = i + 1 if self._form(i) in self._w.phrases else read.end
            else:
                found.append(self._number(i, read))
                end = read.end
        return found

    def _starts(self) -> list[int]:
        """The tokens at which a number may start."""
        words, openers = self.words, self._w.openers
        return [i for i, t in enumerate(self._tokens) if words[i] or t.kind == "number" or t.form in openers]

    def _share(self, end: int) -> int | None:
        """The end of a share: 25 %, 25 في المئة; the number before is then none of things."""
        if self._form(end) in ("%", "٪"):
            return end + 1
        if self._form(end - 1).endswith("%"):
            return end
        if self._is_digits(end) and self._form(end).endswith("%"):
            return end + 1
        found = self.phrase(end, self._w.percent)
        return found[0] if found else None

    def _dated(self, i: int, read: Read) -> bool:
        """Whether the number belongs to a date or a clock time."""
        first, last = self._number_tokens(i, read)
        before = self._form(first - 2) if self._form(first - 1) == "ال" else self._form(first - 1)
        if before in self._w.clock or (before == "%" and self._touching(first)):  # the latter: an escape in an address
            return True
        if self._in_chain(first) or self._in_chain(last) or self._before_month(first, read.end):
            return True
        if not self._is_digits(first):
            return False
        if _clock_like(self._form(first)) and self._form(first + 1) in _CLOCK_WORDS:
            return True
        lifetime = _year(self._form(last)) and _year(self._form(last - 2)) and self._form(last - 1) in DASHES
        if not lifetime and not self._is_year(first):
            return False
        return read.end == first + 1 or not (self._word(read.end - 1) or self._counted(read.end))

    def _number_tokens(self, i: int, read: Read) -> tuple[int, int]:
        first = next((k for k in range(i, read.end) if self._is_digits(k) or self.words[k]), i)
        return first, read.end - 1

    def _in_chain(self, i: int) -> bool:
        """12/3, 2015-07-27, 11:59: a digit token tied to another one by a mark; 20-30 is a range."""
        if not self._is_digits(i):
            return False
        ties = [self._form(i + d) for d in (-1, 1) if self._is_digits(i + 2 * d) and self._touching(max(i, i + d))]
        if any(t in ("/", ":", "+", "\\") for t in ties):
            return True
        years = [self._form(i + d) for d in (-2, 0, 2) if self._is_digits(i + d)]
        return any(t in DASHES for t in ties) and (len(ties) == 2 or any(_year(y) for y in years) or self._dash_run(i))

    def _dash_run(self, i: int) -> bool:
        run = [self._form(i + d) in DASHES and self._is_digits(i + 2 * (d // abs(d))) for d in (-3, -1, 1, 3)]
        return (run[0] and run[1]) or (run[2] and self._form(i + 3) in DASHES and self._is_digits(i + 4))

    def _before_month(self, first: int, end: int) -> bool:
        """12 آذار, 3 و5 مايو, 20 إلى 23 من شهر فبراير."""
        k = end
        for _ in range(6):
            form = self._form(k)
            if form in self._w.months:
                return not (form == "مارس" and not self._is_digits(k - 1) and self._form(k - 1) not in ("من", "شهر"))
            number = self._is_digits(k)
            linked = form in _MONTH_LINKS or (number and k > end)
            if not linked or (number and (self._value(k) or 99) > 31):
                return False
            k += 1
        return False

    def _is_year(self, i: int) -> bool:
        if not _year(self._form(i)):
            return False
        before, after = self._form(i - 1), self._form(i + 1)
        if after in self._w.after_year or before in self._w.months or before in ("الاول", "الثاني", "الاخر"):
            return True
        if before == ")" and self._form(i - 2) in self._w.month_ends:  # حزيران (يونيو) 2014
            return True
        if before in ("(", "/", "-", "–") and (after in (")", "/", "-", "–") or self._form(i - 2) in self._w.months):
            return True
        if before == "و" and any(_year(self._form(i - k)) for k in (2, 3)):
            return True
        if before in _SURE_YEAR or (after in DASHES and before in ("", "\n")):
            return True
        return (before in self._w.before_year or before in _NAMED_YEAR) and not self._counted(i + 1)

    def _counted(self, i: int) -> bool:
        """A noun counted in the accusative (`2015 شخصا`) or a known word of people."""
        form = self._form(i)
        accusative = form.endswith("ا") and len(form) > 3 and form not in self._w.not_counted
        return accusative or form in ("شخص", "قتيل", "عائله", "جريح")

    def _meant(self, i: int, read: Read) -> bool:
        """Guards against words that look like numbers."""
        form, word = self._form(i), self.words[i]
        if word is None or read.end > i + 1:
            return not (word and word.kind == "add" and self._form(i - 1) in self._w.ordinals)
        if word.kind == "add" and word.article and word.value >= 20 and self._form(i - 1) == "في":  # رجل في العشرين
            return False
        if word.kind == "add" and word.value >= 10 and self._form(i - 1) in self._w.ordinals:
            return False
        if word.kind == "add" and word.value == 1:
            return self._one(i)
        if form in self._w.named:
            after = self._form(i + 1)
            return after in self._w.before_named or after.endswith("ات")
        return True

    def _one(self, i: int) -> bool:
        form = self._form(i)
        if form in _ONE_OF and self._form(i + 1) in self._w.one_of:
            return True
        before = self._form(i - 1)
        return form in _ONES and i > 0 and self._tokens[i - 1].kind == "word" and before not in _NOT_BEFORE_ONE

    def _number(self, i: int, read: Read) -> Number:
        start, first = self._start_of(i)
        suffix = self._suffix(read.end)
        low, high, end = read.low, read.high, read.end
        if suffix:
            end = suffix[0]
            qualified = self._qualified(read, suffix[1])
            low, high = qualified.low, qualified.high
        stop = self._tokens[end - 1].end
        low, high = _whole(low), _whole(high)
        exact = low == high and not suffix
        return Number(
            first, read.end, start, stop, low, high, self._text[start:stop], exact, read.dual, self._unit(i, read)
        )

    def _start_of(self, i: int) -> tuple[int, int]:
        """Start character and first token: an attached ال or ب is part of the wording, و and ف are not."""
        if self._is_digits(i) and self._touching(i) and self._form(i - 1) in _ATTACHED:
            return self._tokens[i - 1].start, i - 1
        if self._is_digits(i) and self._form(i - 1) in ("ال", "وال", "بال", "لل") and i:
            return self._tokens[i - 1].start, i - 1
        form, word = self._form(i), self.words[i]
        bare = form[1:] in self._w.phrases or form[1:] in self._w.duals or form[1:] in ("بين", "ما", "من")
        if form == "واحد" and self._text.startswith("وأ", self._tokens[i].start):
            return self._tokens[i].start + 1, i
        conj = word.conj if word else form[:1] in ("و", "ف") and bare
        return self._tokens[i].start + (1 if conj else 0), i

    def _suffix(self, end: int) -> tuple[int, str] | None:
        for k in range(end, min(end + 4, self._n)):
            found = self.phrase(k, self._w.after)
            if found:
                return found
            if self._tokens[k].kind != "word" or self.words[k] or self._form(k) in self._w.duals:
                return None
        return None

    def _unit(self, i: int, read: Read) -> str | None:
        k = read.end + 1 if self._form(read.end) == ")" else read.end
        after, form = self._form(k), self._form(i)
        if after in self._w.units and not _year(self._form(k + 1)):
            return self._text[self._tokens[k].start : self._tokens[k].end]
        latin = k < self._n and self._tokens[k].kind == "latin" and self._touching(k)
        if after in ("$", "€", "£") or latin:  # 30km, and codes like 3QEq
            return after
        word = self.words[i]
        if not self._is_digits(i):
            before = self._form(i - 1)
            if word and word.article and before in self._w.labels:  # شارع الستين
                return before
            return before if form in _ONES and before in self._w.units else None
        if (len(form) > _LONGEST_PLAIN and form.isdecimal()) or (form[:1] == "0" and len(form) > 2):
            return "رقم"
        k = i - 2 if self._form(i - 1) in ("-", "(", "ال") else i - 1
        return self._text[self._tokens[k].start : self._tokens[k].end] if self._form(k) in self._w.labels else None


def _clock_like(form: str) -> bool:
    """13,30 or 04,00 in front of a word for the time of day."""
    return len(form) in (4, 5) and form[-3] == "," and form[-2:] < "60"


def _year(form: str) -> bool:
    return len(form) == 4 and form.isdecimal() and (1900 <= int(form) <= 2100 or 1350 <= int(form) <= 1500)


def find_numbers(tokens: Sequence[Token], text: str) -> list[Number]:
    """The numbers of people and things in a sentence's tokens; offsets count characters of `text`."""
    return _Finder(tokens, text).find()


def number_record(text: str) -> dict[str, Any]:
    """What `hudna number` prints for a text."""
    return {
        "text": text,
        "numbers": [
            {"min": n.min, "max": n.max, "wording": n.wording, "start": n.start, "end": n.end}
            for n in find_numbers(tokenize(text), text)
        ],
    }
