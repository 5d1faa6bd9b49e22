"""The grammar of time phrases: from a token to the end of the longest phrase there and what it says.

Every rule takes a token index and gives `(end, value)`, or None where it does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Literal

from hudna.extraction.time_dates import Parsed
from hudna.extraction.time_loose import LooseGrammar
from hudna.extraction.time_values import (
    Apart,
    Bound,
    Checked,
    Clock,
    Date,
    Day,
    Length,
    Range,
    Stretch,
    TimeValue,
    Vague,
    Weekday,
    Year,
)

_AT_NUMBER = ("length", "open_range", "point")
_AT_NUMBER_WORD = ("length", "point")
_FEW = frozenset(("قليله", "معدوده", "قلايل", "قلائل"))
_SOON = re.compile(r"[وف]?(?:س[يتنا].{2,}|سوف|[يت](?:بدا|نتهي|نطلق|غادر|عقد|دخل|صل|لتقي|جتمع))")


class TimeGrammar(LooseGrammar):
    """The whole grammar over one sentence: `starts`, then `phrase` at each."""

    __slots__ = ()

    def starts(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The tokens at which a time phrase may start, with the rules to try there."""
        number_words, qualifiers, rules = self.numbers.words, self.numbers.qualifiers, self.w.rules
        for i, token in enumerate(self.tokens):
            form = token.form
            if self.entries[i] and form in rules:
                yield i, ("length", *rules[form]) if number_words[i] else rules[form]
            elif token.kind == "number":
                yield i, _AT_NUMBER
            elif number_words[i] or form == "ال" or (form in qualifiers and self.numbers.phrase(i, qualifiers)):
                yield i, _AT_NUMBER_WORD

    def phrase(self, i: int, rules: Iterable[str]) -> Parsed | None:
        """The longest time phrase at token i."""
        for rule in rules:
            read: Parsed | None = getattr(self, rule)(i)
            if read:
                return self._widened(read)
        return None

    # -- fixed words

    def fixed(self, i: int) -> Parsed | None:
        word = self.word(i, "so_far", "moment", "lately", "soon", "now", "dawn_after", "earlier")
        if word is None or self.in_hashtag(i) or (word.kind == "now" and self.raw(i).endswith("ألان")):
            return None
        end = i + len(word.forms)
        if word.kind == "dawn_after":
            return None if self.word(end, "weekday", "deictic") else (end, Apart("day", -1, 1, 1, from_news=True))
        if word.kind == "earlier":
            return None if self.point(i) else (end, Vague("lately"))
        if word.kind == "moment":
            return end, Day(0)
        kinds: dict[str, Literal["so_far", "lately", "soon", "now"]] = {
            "so_far": "so_far",
            "lately": "lately",
            "soon": "soon",
            "now": "now",
        }
        return end, Vague(kinds[word.kind])

    # -- since, until, from, before, after

    def bounded(self, i: int) -> Parsed | None:
        word = self.word(i, "since", "until", "from")
        if word is None:
            return None
        j = i + len(word.forms)
        if word.kind == "since":
            back, point = self._stretch_back(j), self._inner(j)
            read = point if point and (back is None or point[0] > back[0]) else back
            return (read[0], Bound("since", read[1])) if read else None
        read = self._inner(j)
        if read is None:
            return None
        if word.kind == "until":
            return read[0], Bound("until", read[1])
        return read[0], Bound("from", read[1])

    def _inner(self, i: int) -> Parsed | None:
        """What may stand behind منذ, حتى or اعتباراً من: a point, or a bare year."""
        return self.point(i) or self.bare_year(i)

    def _stretch_back(self, i: int) -> Parsed | None:
        """منذ ثلاثة أيام, منذ نحو خمس سنوات: that long up to now."""
        if self.word(i, "one", "year_word") and self.year_at(i + 1):
            return None
        count = self.count(i)
        if count is None:
            return None
        end, unit, low, high = count
        return end, Apart(unit, -1, low, high)

    def apart(self, i: int) -> Parsed | None:
        """قبل يومين, بعد أسبوع; before or after a date.

        بعد ثلاثة أيام من التفجير tells when the bombing was: three days before what is told.
        """
        word = self.word(i, "ago", "hence")
        if word is None or self._longer_word(i):
            return None
        j = i + len(word.forms)
        sign = -1 if word.kind == "ago" else 1
        if not (self.word(j, "one", "year_word") and self.year_at(j + 1)):
            count = self.count(j)
            if count:
                end, unit, low, high = count
                k = end + 1 if self.form(end) == "تقريبا" else end
                links = ("من",) if sign < 0 else ("من", "على", "علي")
                now = self.word(k, "from_now")
                if now:
                    return k + len(now.forms), Apart(unit, sign, low, high)
                hangs = self.form(k) in links
                if (sign < 0 and hangs) or (sign > 0 and not hangs and not self._ahead(i)):
                    return end, Vague("unplaced")
                return end, Apart(unit, -1 if hangs else sign, low, high, from_news=hangs)
        read = self._inner(j)
        if read is None or isinstance(read[1], Clock | Vague):
            return None
        if sign < 0 and isinstance(read[1], Day):
            return None
        return read[0], Bound("before" if sign < 0 else "after", read[1])

    def _ahead(self, i: int) -> bool:
        """Whether the words around say that it is still to come; a phrase that stands alone is."""
        near = self.tokens[max(0, i - 6) : i]
        return not near or any(_SOON.fullmatch(t.form) for t in near) or self.form(i - 1) in ("\n", ".")

    def _longer_word(self, i: int) -> bool:
        """بعد غد, قبل أمس, بعد ظهر الأحد: the preposition is part of a longer word."""
        word = self.word(i, "deictic", "part")
        return word is not None and len(word.forms) > 1 and self.point(i) is not None

    def length(self, i: int) -> Parsed | None:
        """لمدة 30 يوماً, لخمسة أيام, 72 ساعة; bare ones only of minutes to months."""
        word = self.word(i, "during")
        j = i + len(word.forms) if word else i
        if not word and self.word(i, "one", "many", "year_word"):
            return self._for_one(i)
        count = self.count(j)
        if count is None:
            return None
        end, unit, low, high = count
        if not word and unit in ("year", "decade", "century", "minute") and not self.word(i - 1, "over"):
            return None
        value = Length(unit, low if low == high else None)
        each = self.word(end, "each")
        end = end + len(each.forms) if each else end
        later = self._relative_tail(end, unit, value.count)
        if later:
            return later
        return self._with_start(end, value)

    def _for_one(self, i: int) -> Parsed | None:
        """ليوم واحد, لأسبوع, لشهر; لساعات, خلال أيام قليلة."""
        some = self.word(i, "many")
        if some and (self.word(i - 1, "over") or some.proclitic[-1:] == "ل"):
            end = i + len(some.forms)
            return end + (self.form(end) in _FEW), Length(some.value, None)
        word = self.word(i, "one")
        over = self.word(i - 1, "over")
        if word is None or not (over or (word.proclitic[-1:] == "ل" and word.value not in ("year", "minute"))):
            return None
        count = self.single(i)
        return self._with_start(count[0], Length(count[1], count[2])) if count else None

    def _relative_tail(self, end: int, unit: Any, count: float | None) -> Parsed | None:
        """الـ48 ساعة الماضية, الثلاثة أيام القادمة."""
        word = self.word(end, "past", "last", "future")
        return (end + len(word.forms), Stretch(unit, 1 if word.kind == "future" else -1, count)) if word else None

    def _with_start(self, end: int, value: Length) -> Parsed:
        """A start beside: تبدأ الأحد المقبل, اعتباراً من يوم غد."""
        word = self.word(end, "starts", "from")
        if word:
            j = end + len(word.forms)
            again = self.word(j, "from")
            read = self.point(j + len(again.forms) if again else j)
            if read:
                return read[0], replace(value, start=read[1])
        return end, value

    def _widened(self, read: Parsed) -> Parsed:
        """A point or `from` followed by `ولمدة خمسة أيام`."""
        end, value = read
        j = end + 1 if self.form(end) in ("،", ",") else end
        word = self.word(j, "during")
        if word is None or not isinstance(value, Bound | Day | Weekday | Date | Clock | Checked):
            return read
        count = self.count(j + len(word.forms))
        start = value.of if isinstance(value, Bound) else value
        if count is None or (isinstance(value, Bound) and value.kind != "from"):
            return read
        return count[0], Length(count[1], count[2], start)

    # -- ranges

    def between(self, i: int) -> Parsed | None:
        word = self.word(i, "between")
        if word is None:
            return None
        return self._ends(i + len(word.forms), ("و",))

    def open_range(self, i: int) -> Parsed | None:
        """من الاثنين إلى الخميس, 20 إلى 23 فبراير, 3 و5 مايو, يومي الاثنين والثلاثاء."""
        word = self.word(i, "out_of")
        if word:
            return self._ends(i + 1, ("الي", "حتي", "ولغايه", "لغايه", "وحتي"))
        pair = self.word(i, "day_word", "year_word")
        if pair and pair.forms[-1].endswith(("ي", "ام")):  # يومي, أيام, عامي, أعوام
            return self._ends(i + 1, ("و", "-", "الي"))
        if self.is_number(i) and self.form(i + 1) in ("-", "–", "و", "الي") and self.is_number(i + 2):
            return self._ends(i, ("-", "–", "و", "الي"))
        return None

    def _ends(self, i: int, links: tuple[str, ...]) -> Parsed | None:
        """Two ends with a link; the first takes what only the second tells (3 و5 مايو)."""
        lent = self.lent(i, links)
        if lent:
            return lent
        first = self.point(i) or self.bare_year(i)
        if first is None:
            return None
        j = self.link(first[0], links)
        if j is None:
            return None
        second = self.point(j) or self.bare_year(j) or self._lent_day(j, first[1]) or self._lent_hour(j, first[1])
        if second is None:
            return None
        end, last = self._listed(*second) if "و" in links else second
        return end, Range(self._completed(first[1], last), last)

    def _listed(self, end: int, last: TimeValue) -> Parsed:
        """أيام الجمعة والسبت والأحد, أعوام 2013 و2014 و2015: the last of the list."""
        while (j := self.link(end, ("و",))) is not None and isinstance(last, Weekday | Year):
            following = self.point(j) or self.bare_year(j)
            if following is None or type(following[1]) is not type(last):
                break
            end, last = following
        return end, last

    def _lent_hour(self, i: int, first: TimeValue) -> Parsed | None:
        """من الساعة التاسعة صباحاً حتى الثانية ظهراً."""
        end = self.hour(i) if isinstance(first, Clock) else None
        return (self.adverbs(end), first) if end else None

    def _lent_day(self, i: int, first: TimeValue) -> Parsed | None:
        day = self.day_number(i)
        ok = day and isinstance(first, Date) and first.day is not None
        return (day[0], replace(first, day=day[1])) if ok and day and isinstance(first, Date) else None

    @staticmethod
    def _completed(first: TimeValue, second: TimeValue) -> TimeValue:
        if isinstance(first, Date) and isinstance(second, Date) and first.year is None and first.direction is None:
            return replace(first, year=second.year, direction=second.direction, hijri=second.hijri)
        return first
