"""The grammar of points in time: a day with its part, its weekday, its date and its clock time."""

from __future__ import annotations

import re
from typing import Any

from hudna.extraction.time_counts import CountGrammar
from hudna.extraction.time_dates import Parsed
from hudna.extraction.time_values import Checked, Clock, Date, Day, Night, Rel, TimeValue, Weekday

_CLOCK_DIGITS = re.compile(r"\d{1,2}(?:[.,]\d{2})?|\d{4}")
_AT = frozenset("عند تمام حوالي نحو قرابه بحلول منذ حتي الي قبيل بعيد".split())
_LINKS = frozenset(("-", "–", "—", "/", "الي", "و", "_"))


class PointGrammar(CountGrammar):
    __slots__ = ()

    def point(self, i: int) -> Parsed | None:
        """A point or a longer unit at token i."""
        if not 0 <= i < self.n:
            return None
        if not (self.entries[i] or self.is_number(i) or self.numbers.words[i] or self.form(i) == "ال"):
            return None
        clock = self._clock(i)
        if clock:
            return clock
        tonight = self.word(i, "tonight", "night")
        if tonight and self._is_now(i, tonight.forms):
            end = i + len(tonight.forms)
            if tonight.kind == "night":
                return self._behind(end, Night(tonight.value))
            return self._behind(*self._beside(end, Day(0)))
        lead = self.word(i, "lead")
        j = i + len(lead.forms) if lead else i
        if lead and self.form(j) == "من":
            j += 1
        read = self._part(j) or self._day(j, loose=lead is not None)
        return self._behind(*read) if read else None

    def _is_now(self, i: int, forms: tuple[str, ...]) -> bool:
        return forms != ("الليله",) or self.form(i + 1) not in ("التي", "الاولي", "الثانيه", "نفسها", "ذاتها")

    def _part(self, i: int) -> Parsed | None:
        """A part of a day: فجر اليوم, مساء أول من أمس, ليل الاثنين الثلاثاء."""
        part = self.word(i, "part")
        if part is None:
            return None
        j = i + len(part.forms)
        again = self.word(j, "part")
        j = j + len(again.forms) if again else j
        if self.form(j) in ("من", "("):
            j += 1
        night = "night" in (part.value, again.value if again else "")
        dates = self.lent(j, ("-", "–", "/", "و", "الي"), bare=True) if night else None  # ليل 29 ـ 30 كانون الأول
        read = dates or self._day(j, loose=True)
        if read is None:
            return None
        return (self._into(*read) if night else None) or read

    def _into(self, end: int, value: TimeValue) -> Parsed | None:
        """ليل الاثنين ـ الثلاثاء: the second weekday follows the first."""
        if not isinstance(value, Weekday):
            return None
        j = end + 1 if self.form(end) in _LINKS else end
        second = self.word(j, "weekday")
        if second is None or second.value != (value.weekday + 1) % 7:
            return None
        adjective = self.adjective(j + len(second.forms))
        return (adjective[0] if adjective else j + len(second.forms)), Night(None, second.value)

    def _day(self, i: int, loose: bool = False) -> Parsed | None:
        """A day word, deictic, weekday, date or longer unit at token i."""
        word = self.word(i, "day_word")
        if word:
            read = self._named_day(i + len(word.forms), True) or self.date(i + len(word.forms))
            if read:
                return read
        return self._named_day(i, loose or word is not None) or self.date(i) or self.unit(i)

    def _named_day(self, i: int, loose: bool) -> Parsed | None:
        if self.form(i) == "هذا" and self.form(i + 1) == "اليوم":
            return self._beside(i + 2, Day(0))
        deictic = self.word(i, "deictic")
        if deictic and self._today(i, deictic.value, deictic.forms, loose):
            return self._beside(i + len(deictic.forms), Day(deictic.value))
        weekday = self.word(i, "weekday")
        if weekday is None or not self._is_weekday(i):
            return None
        end = i + len(weekday.forms)
        adjective = self.adjective(end)
        direction: Any = adjective[1] if adjective else None
        end = adjective[0] if adjective else end
        week = self.unit(end + 1) if self.form(end) == "من" else None
        if week and isinstance(week[1], Rel) and week[1].unit == "week":
            return week[0], Checked(week[1], weekday.value)
        date = self._date_beside(end)
        if date:
            return date[0], Checked(date[1], weekday.value)
        return end, Weekday(weekday.value, direction)

    def _beside(self, end: int, value: TimeValue) -> Parsed:
        """أمس (الثلاثاء), اليوم الأربعاء 14 مارس, and an editor's اليوم (أمس)."""
        other = self.word(end + 1, "deictic") if self.form(end) == "(" else None
        if other and self.form(end + 1 + len(other.forms)) == ")":
            return end + 2 + len(other.forms), Day(other.value)
        j = end + 1 if self.form(end) in ("(", "،", "-", "–") else end
        weekday = self.word(j, "weekday") or (self.word(j + 1, "weekday") if self.word(j, "day_word") else None)
        if weekday is None or weekday.proclitic or (self.form(end) in ("،", "-", "–") and not self.word(j, "weekday")):
            date = self._date_beside(end)
            return date if date and self.form(end) == "(" else (end, value)
        j = j + 1 if self.word(j, "weekday") else j + 2
        adjective = self.adjective(j)
        j = adjective[0] if adjective else j
        closed = j + 1 if self.form(j) == ")" and self.form(end) == "(" else j
        date = self._date_beside(closed)
        if date:
            return date[0], Checked(date[1], weekday.value)
        return closed, Checked(value, weekday.value)

    def _date_beside(self, i: int) -> Parsed | None:
        j = i
        if self.form(j) in ("،", ",", "(", "-", "الموافق"):
            j += 1
        if self.form(j) == "الموافق":
            j += 1
        read = self.date(j)
        if read is None or not isinstance(read[1], Date | Rel) or not read[1].day:
            return None
        return (read[0] + 1, read[1]) if self.form(i) == "(" and self.form(read[0]) == ")" else read

    def _today(self, i: int, offset: int, forms: tuple[str, ...], loose: bool) -> bool:
        if self.in_hashtag(i):
            return False
        before, after = self.form(i - 1), self.form(i + len(forms))
        if offset:
            return not (forms[0] in ("غد", "الغد") and before in ("حزب", "تيار", "قناه", "صحيفه", "جريده"))
        if after in self.w.unless["today_before"]:
            return False
        return loose or before not in self.w.unless["today_after"]

    def _is_weekday(self, i: int) -> bool:
        unless = self.w.unless
        return self.form(i - 1) not in unless["weekday_after"] and self.form(i + 1) not in unless["weekday_before"]

    def _behind(self, end: int, value: TimeValue) -> Parsed:
        """What may follow a point: an adverb (صباحاً), a clock time."""
        adverb = self.word(end, "adverb")
        if adverb and isinstance(value, Day | Weekday | Date | Checked):
            end += len(adverb.forms)
        j = end + 1 if self.form(end) in ("،", "(") else end
        if self.form(j) in ("عند", "في", "علي", "على", "عند", "بحلول"):
            j += 1
        clock = self._clock(j, alone=True)
        if clock and isinstance(value, Day | Weekday | Date | Checked):
            closed = clock[0] + 1 if self.form(clock[0]) == ")" and self.form(end) == "(" else clock[0]
            return closed, Clock(value)
        return end, value

    # -- clock times

    def _clock(self, i: int, alone: bool = False) -> Parsed | None:
        """الساعة 11:59 مساء يوم الأحد المقبل; `alone`: without a day behind."""
        word = self.word(i, "clock")
        if word is None and not self._bare_hour(i):
            return None
        j = self.hour(i + len(word.forms) if word else i)
        if j is None:
            return None
        j = self.adverbs(j)
        if alone:
            return j, Clock(None)
        k = j + 1 if self.form(j) in ("من", "،") else j
        read = self._part(k) or self._day(k, loose=True)
        if read and isinstance(read[1], Day | Weekday | Date | Checked | Night):
            return self.adverbs(read[0]), Clock(read[1])
        return j, Clock(None)

    def _bare_hour(self, i: int) -> bool:
        """عند الثالثة فجراً, العاشرة من مساء أمس: an hour that what stands around it shows to be one."""
        hour = self.word(i, "clock_hour")
        if hour is None:
            return False
        j = i + len(hour.forms)
        more = self.word(j, "clock_more")
        j = j + len(more.forms) if more else j
        if self.word(j, "alone", "zone") or (self.form(j) == "من" and self.word(j + 1, "part")):
            return True
        part = self.word(j, "adverb", "part") is not None or more is not None
        return part and (self.form(i - 1) in _AT or self.form(j) in ("بعد", "قبل"))

    def hour(self, i: int) -> int | None:
        if self.form(i) == "(":
            inner = self.hour(i + 1)
            return inner + 1 if inner is not None and self.form(inner) == ")" else None
        spelt = self.word(i, "clock_hour")
        if spelt:
            j = i + len(spelt.forms)
        else:
            j = i + 1 if self.form(i) == "ال" else i
            if not self.is_number(j) or not _CLOCK_DIGITS.fullmatch(self.raw(j)):
                return None
            j += 1
            if self.form(j) == ":" and self.is_number(j + 1):
                j += 2
        more = self.word(j, "clock_more")
        if more:
            return j + len(more.forms)
        if self.form(j) == "و" and self.is_number(j + 1) and self.form(j + 2) in ("دقيقه", "دقايق"):
            return j + 3
        return j

    def adverbs(self, i: int) -> int:
        for _ in range(4):
            aside = self._zone_aside(i)
            if aside is not None:
                i = aside
                continue
            word = self.word(i, "zone") or self.word(i, "adverb")
            if word and word.kind == "adverb" and word.forms[0] == "من":
                return i
            if word and word.kind == "adverb" and self._day(i + len(word.forms), loose=True) and self.word(i, "part"):
                return i
            if word is None:
                return i
            i += len(word.forms)
            if word.forms[-1] == "بتوقيت" and self._names_town(i):
                i += 1  # بتوقيت دمشق
        return i

    def _names_town(self, i: int) -> bool:
        return i < self.n and self.tokens[i].kind == "word" and self.tokens[i].form not in self.w.entries

    def _zone_aside(self, i: int) -> int | None:
        """(2059 بتوقيت غرينتش): the same hour elsewhere."""
        hour = self.hour(i + 1) if self.form(i) == "(" else None
        zone = self.word(hour, "zone") if hour is not None else None
        if hour is None or zone is None:
            return None
        close = next((k for k in range(hour, min(hour + 6, self.n)) if self.form(k) == ")"), None)
        return close + 1 if close is not None else None
