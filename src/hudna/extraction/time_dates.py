"""The grammar of dates and longer units: days of months, months, years, weeks, seasons, their edges."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hudna.extraction.time_values import Date, Edge, Feast, Range, Rel, Season, Stretch, TimeValue, Year
from hudna.extraction.time_words import TimeWord, TimeWords, time_words
from hudna.text.number_reader import NumberReader
from hudna.text.tokens import Token

Parsed = tuple[int, TimeValue]
_DOTTED = re.compile(r"(\d{1,4})\.(\d{1,2})\.(\d{1,4})")
_SLASHES = frozenset(("/", "-", "–", "\\"))
_MONTHS = ("month", "month_weak", "hijri")
_NONE: tuple[TimeWord, ...] = ()


def gregorian_year(form: str) -> bool:
    return len(form) == 4 and form.isdecimal() and 1900 <= int(form) <= 2100


def hijri_year(form: str) -> bool:
    return len(form) == 4 and form.isdecimal() and 1343 <= int(form) <= 1500


class DateGrammar:
    """Looking at tokens, and the rules for dates and units."""

    __slots__ = ("entries", "n", "numbers", "text", "tokens", "w")

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.tokens, self.text, self.n = tokens, text, len(tokens)
        self.w: TimeWords = time_words()
        table = self.w.entries
        self.entries = [self._standing(i, table[t.form]) if t.form in table else _NONE for i, t in enumerate(tokens)]
        self.numbers = NumberReader(tokens, text)

    # -- looking

    def form(self, i: int) -> str:
        return self.tokens[i].form if 0 <= i < self.n else ""

    def is_number(self, i: int) -> bool:
        return 0 <= i < self.n and self.tokens[i].kind == "number"

    def in_hashtag(self, i: int) -> bool:
        """Whether a word is tied to the one before by an underscore: #أخبار_الآن."""
        return self.text[max(0, self.tokens[i].start - 1) : self.tokens[i].start] == "_"

    def raw(self, i: int) -> str:
        return self.text[self.tokens[i].start : self.tokens[i].end] if 0 <= i < self.n else ""

    def word(self, i: int, *kinds: str) -> TimeWord | None:
        """The longest entry of one of the kinds at token i."""
        if not 0 <= i < self.n:
            return None
        for entry in self.entries[i]:
            if entry.kind in kinds:
                return entry
        return None

    def _standing(self, i: int, entries: Mapping[str, tuple[TimeWord, ...]]) -> tuple[TimeWord, ...]:
        """Those of a form's entries that stand at token i with all their words: few of those that begin with في do."""
        alone = entries.get("", _NONE)
        longer = entries.get(self.tokens[i + 1].form) if i + 1 < self.n else None
        return (*(e for e in longer if self._follows(i, e.forms)), *alone) if longer else alone

    def _follows(self, i: int, forms: tuple[str, ...]) -> bool:
        return len(forms) == 2 or tuple(t.form for t in self.tokens[i + 2 : i + len(forms)]) == forms[2:]

    def adjective(self, i: int) -> tuple[int, int] | None:
        """الماضي -1, قبل الماضي -2, الجاري 0, المقبل 1, بعد المقبل 2, and where it ends."""
        word = self.word(i, "past", "before_last", "current", "future", "after_next")
        return (i + len(word.forms), int(word.value)) if word else None

    def year_at(self, i: int) -> tuple[int, Year] | None:
        form = self.form(i)
        if not self.is_number(i) or not (gregorian_year(form) or hijri_year(form)):
            return None
        if self.form(i + 1) in ("ه", "هجري", "هجريه", "للهجره"):
            return i + 2, Year(int(form), True)
        if not gregorian_year(form):
            return i + 1, Year(int(form), True)
        return i + (2 if self.form(i + 1) in ("م", "ميلادي", "ميلاديه") else 1), Year(int(form))

    # -- days of months

    def day_number(self, i: int) -> tuple[int, int] | None:
        """3, الـ14, الخامس عشر."""
        j = i + 1 if self.form(i) in ("ال", "وال") else i
        if self.is_number(j) and self.form(j).isdecimal() and 1 <= int(self.form(j)) <= 31 and len(self.form(j)) <= 2:
            return j + 1, int(self.form(j))
        word = self.word(i, "ordinal_day")
        return (i + len(word.forms), int(word.value)) if word else None

    def date(self, i: int) -> Parsed | None:
        """A full or partial date with a day, at token i."""
        numeric = self._numeric(i)
        if numeric:
            return numeric
        day = self.day_number(i)
        if day is None:
            return None
        j = day[0]
        j = j + 1 if self.form(j) in ("من", "/") else j
        month = self.month(j, strong=True)
        if month and isinstance(month[1], Date):
            return month[0], replace(month[1], day=day[1])
        if month and isinstance(month[1], Rel):
            return month[0], replace(month[1], day=day[1])
        unit = self._the_unit(j) if j > day[0] else None
        if unit and isinstance(unit[1], Rel) and unit[1].unit == "month":
            return unit[0], replace(unit[1], day=day[1])
        return None

    def _numeric(self, i: int) -> Parsed | None:
        """27/7/2015, 2015-07-27, 27.7.2015, and 27/7 behind a preposition or weekday."""
        m = _DOTTED.fullmatch(self.raw(i)) if self.is_number(i) else None
        if m:
            return self._ordered(i + 1, [int(x) for x in m.groups()])
        if not self.is_number(i) or self.form(i + 1) not in _SLASHES or not self.is_number(i + 2):
            return None
        if not self.form(i).isdecimal() or not self.form(i + 2).isdecimal():
            return None
        if self.form(i + 3) == self.form(i + 1) and self.is_number(i + 4) and self.form(i + 4).isdecimal():
            end = i + 6 if self.form(i + 5) in ("ه", "م", "هجري", "ميلادي") else i + 5
            return self._ordered(end, [int(self.form(i + k)) for k in (0, 2, 4)])
        short = self.form(i + 1) == "/" and len(self.form(i)) <= 2 and len(self.form(i + 2)) <= 2
        before = self.form(i - 1) in ("في", "يوم", "بتاريخ", "(", "تاريخ", "منذ") or bool(self.word(i - 1, "weekday"))
        if not short or not before:
            return None
        day, month = int(self.form(i)), int(self.form(i + 2))
        return (i + 3, Date(day, month)) if 1 <= month <= 12 and 1 <= day <= 31 else None

    @staticmethod
    def _ordered(end: int, parts: list[int]) -> Parsed | None:
        a, month, b = parts
        day, year = (b, a) if a > 31 else (a, b)
        if year < 100:
            year += 2000
        if month > 12 and day <= 12:
            day, month = month, day
        hijri = 1343 <= year <= 1500
        if not (1 <= month <= 12 and 1 <= day <= 31 and (hijri or 1900 <= year <= 2100)):
            return None
        return end, Date(day, month, year, hijri=hijri)

    def link(self, i: int, links: tuple[str, ...]) -> int | None:
        """Behind a link at token i; و may be attached to the word that follows."""
        if self.form(i) in links:
            return i + 1
        if "و" in links and self.form(i) == "،" and self.form(i + 1)[:1] == "و":
            i += 1  # بين أيلول، وكانون الثاني
        if "و" in links and i < self.n and self.form(i).startswith("و") and self.entries[i]:
            return i
        return None

    def lent(self, i: int, links: tuple[str, ...], bare: bool = False) -> Parsed | None:
        """A bare day and a full date: 20 إلى 23 فبراير 2018."""
        day = self.day_number(i)
        if day is None:
            return None
        j = day[0] if bare and self.is_number(day[0]) else self.link(day[0], links)
        second = self.date(j) if j is not None else None
        if second is None or not isinstance(second[1], Date) or second[1].day is None:
            return None
        return second[0], Range(replace(second[1], day=day[1]), second[1])

    # -- months

    def month(self, i: int, strong: bool = False) -> Parsed | None:
        """A month with its second name, year or adjective; `strong`: other words vouch that it is one."""
        led = self.word(i, "month_word")
        j = i + len(led.forms) if led else i
        word = self.word(j, *_MONTHS)
        if word is None or (word.forms[0].endswith("اب") and len(word.forms) == 1 and not self._is_ab(j, strong)):
            return None
        end = j + len(word.forms)
        end, twin = self._twin(end, word.value)
        tail = self._month_tail(end, word)
        if tail:
            return tail
        vouched = strong or twin or led is not None or word.kind == "month"
        if not vouched and word.kind == "month_weak":
            vouched = self.form(j - 1).lstrip("وف") in ("ي", "منذ", "خلال", "حتي", "شهر") and self.form(j) != "جوان"
        if not vouched or self.form(end) in self.w.unless["same"]:
            return None
        return end, Date(None, int(word.value), hijri=word.kind == "hijri")

    def _is_ab(self, i: int, strong: bool) -> bool:
        """آب, which folds to the same as أب and إب."""
        return "آ" in self.raw(i) or (strong and self.is_number(i - 1))

    def _twin(self, end: int, month: int) -> tuple[int, bool]:
        """The other name of the month: آذار/مارس, نوفمبر (تشرين الثاني)."""
        opened = self.form(end) in ("/", "(", "-", "–", "ـ", "\\", "،")
        j = end + 1 if opened else end
        word = self.word(j, "month", "month_weak")
        if word is None or word.value != month or word.proclitic:
            return end, False
        j += len(word.forms)
        return (j + 1 if self.form(end) == "(" and self.form(j) == ")" else j), True

    def _month_tail(self, end: int, word: TimeWord) -> Parsed | None:
        """A year, an adjective, or من العام الماضي behind a month."""
        hijri = word.kind == "hijri"
        adjective = self.adjective(end)
        if adjective:
            return adjective[0], Date(None, int(word.value), direction=adjective[1], hijri=hijri)
        j = end + 1 if self.form(end) in ("من", "،", "(", "/") else end
        led = self.word(j, "year_word")
        year = self.year_at(j + len(led.forms) if led else j)
        if year and (led or j == end or self.form(end) in ("من", "(", "/")):
            stop = year[0] + 1 if self.form(end) == "(" and self.form(year[0]) == ")" else year[0]
            return stop, Date(None, int(word.value), year[1].year, hijri=hijri or year[1].hijri)
        unit = self._the_unit(j) if led or self.word(j, "the", "this") else None
        if unit and isinstance(unit[1], Rel) and unit[1].unit == "year" and not hijri:
            return unit[0], replace(unit[1], month=int(word.value))
        return None

    # -- years and longer units

    def bare_year(self, i: int) -> Parsed | None:
        """A year without عام, where something before it asks for a time."""
        return self.year_at(i)

    def unit(self, i: int) -> Parsed | None:
        """A month, year, week, season, feast or stretch, or an edge of one."""
        edge = self.word(i, "edge")
        if edge:
            j = i + len(edge.forms)
            of = self.month(j, strong=True) or self._longer(j) or self.year_at(j) or self._present(j, edge)
            if of and not isinstance(of[1], Stretch):
                return of[0], Edge(edge.value, of[1])
        return self._stretch(i) or self._longer(i) or self.month(i) or self._year_in_place(i)

    def _present(self, i: int, edge: TimeWord) -> Parsed | None:
        """مطلع العام, نهاية الشهر: of the present one; a weekend told with no more is the last."""
        word = self.word(i, "the")
        if word is None or word.proclitic or word.value not in ("week", "month", "year"):
            return None
        end = i + len(word.forms)
        if self.form(end).startswith("ال") or self.is_number(end):
            return None  # نهاية العام الدراسي
        return end, Rel(word.value, -1 if edge.forms[0].endswith("عطله") else 0)

    def _longer(self, i: int) -> Parsed | None:
        return self._the_unit(i) or self._year(i) or self._season(i) or self._feast(i)

    def _year_in_place(self, i: int) -> Parsed | None:
        """في 2014, (2014)."""
        year = self.year_at(i)
        if year is None:
            return None
        before, after = self.form(i - 1), self.form(year[0])
        if before in ("في", "وفي", "خلال") or (before == "(" and after == ")"):
            counted = after.endswith("ا") and len(after) > 3 and after not in self.numbers.not_counted
            return None if counted else year
        return year if year[0] == i + 2 else None

    def _year(self, i: int) -> Parsed | None:
        word = self.word(i, "year_word")
        return self.year_at(i + len(word.forms)) if word else None

    def _the_unit(self, i: int) -> Parsed | None:
        """الأسبوع الماضي, هذا الشهر, العام المقبل."""
        this = self.word(i, "this")
        j = i + 1 if this else i
        word = self.word(j, "the")
        if word is None:
            return None
        end = j + len(word.forms)
        adjective = self.adjective(end)
        if this and word.value not in ("hour", "day"):
            return (adjective[0] if adjective else end), Rel(word.value, 0)
        if adjective is None or word.value == "hour":
            return None
        if word.value == "year" and self.form(j - 1) in self.w.unless["year_after"]:
            return None
        year = self.year_at(adjective[0]) if word.value == "year" else None
        return (year[0] if year else adjective[0]), Rel(word.value, adjective[1])

    def _stretch(self, i: int) -> Parsed | None:
        """الأيام الثلاثة الماضية, اليومين الماضيين, الساعات الـ24 القادمة, آخر 48 ساعة."""
        word = self.word(i, "the_many", "the_two")
        if word is None:
            these = self.word(i + 1, "the_many") if self.word(i, "this") else None
            return (i + 2, Stretch(these.value, -1, None)) if these else self._recent(i) or self._counted_stretch(i)
        j = i + len(word.forms)
        count: float | None = 2 if word.kind == "the_two" else None
        few = self.word(j, "few")
        j = j + len(few.forms) if few else j
        k = j + 1 if self.form(j) == "ال" else j
        number = self.numbers.cardinal(k)
        if number and number.low == number.high:
            j, count = number.end, number.low
        tail = self.word(j, "past", "last", "future")
        if tail is None:
            return None
        sign = 1 if tail.kind == "future" else -1
        return j + len(tail.forms), Stretch(word.value, sign, count)

    def _counted_stretch(self, i: int) -> Parsed | None:
        """الـ48 ساعة الماضية, الثلاثة أيام القادمة."""
        k = i + 1 if self.form(i) == "ال" else i
        number = self.numbers.cardinal(k)
        word = self.word(number.end, "one", "many") if number else None
        if number is None or word is None:
            return None
        j = number.end + len(word.forms)
        tail = self.word(j, "past", "last", "future")
        if tail is None:
            return None
        return j + len(tail.forms), Stretch(word.value, 1 if tail.kind == "future" else -1, number.low)

    def _recent(self, i: int) -> Parsed | None:
        word = self.word(i, "recent")
        if word is None:
            return None
        k = i + len(word.forms)
        two = self.word(k, "two")
        if two:
            return k + len(two.forms), Stretch(two.value, -1, 2)
        number = self.numbers.cardinal(k + 1 if self.form(k) == "ال" else k)
        unit: Any = self.word(number.end, "one", "many") if number else None
        return (number.end + len(unit.forms), Stretch(unit.value, -1, number.low)) if number and unit else None

    def _season(self, i: int) -> Parsed | None:
        word = self.word(i, "season")
        if word:
            j = i + len(word.forms)
            led = self.word(j, "year_word")
            year = self.year_at(j + len(led.forms) if led else j)
            if year:
                return year[0], Season(word.value, year[1])
            unit = self._the_unit(j)
            ok = unit and isinstance(unit[1], Rel) and unit[1].unit == "year"
            return (unit[0], Season(word.value, unit[1])) if ok and unit and isinstance(unit[1], Rel) else None
        this = self.word(i, "this")
        word = self.word(i + 1 if this else i, "season_def")
        if word is None:
            return None
        end = i + len(word.forms) + (1 if this else 0)
        adjective = self.adjective(end)
        if adjective:
            return adjective[0], Season(word.value, None, adjective[1])
        return (end, Season(word.value, None, 0)) if this or len(word.forms) > 1 else None

    def _feast(self, i: int) -> Parsed | None:
        """عيد الفطر, ثاني أيام عيد الأضحى."""
        nth = self.word(i, "feast_day")
        if nth:
            whole = self._feast(i + len(nth.forms))
            if whole is None or not isinstance(whole[1], Feast):
                return None
            return whole[0], replace(whole[1], day=nth.value)
        word = self.word(i, "feast")
        if word is None:
            return None
        end = i + len(word.forms)
        adjective = self.adjective(end)
        if adjective:
            return adjective[0], Feast(word.value, None, adjective[1])
        year = self.year_at(end)
        if year is None or year[1].hijri:
            named = self.form(end).startswith("ال") and word.value in ("eid", "christmas", "new_year")
            return None if named else (end, Feast(word.value, None, None))  # العيد الوطني
        return year[0], Feast(word.value, year[1].year, None)
