"""The grammar of phrases that no calendar word carries: the third day in a row, days after that, through the night."""

from __future__ import annotations

from hudna.extraction.time_dates import Parsed
from hudna.extraction.time_points import PointGrammar
from hudna.extraction.time_values import Apart, Day, Night, Range, Stretch, Year

_CENTURY = frozenset(("الماضي", "العشرين", "المنصرم", "الفايت"))
_FIRST_SURE = 1950  # the twenties to the forties are also ages of people
_AGE = frozenset(("العمر", "عمره", "عمرها", "عمرهم", "عمرهما", "عمرهن", "اعمارهم"))


class LooseGrammar(PointGrammar):
    __slots__ = ()

    def loose(self, i: int) -> Parsed | None:
        return self._through_night(i) or self._streak(i) or self._after_that(i) or self._decade(i) or self._alone(i)

    def _through_night(self, i: int) -> Parsed | None:
        """خلال الليل: the night into the day of publication."""
        word = self.word(i, "night_through")
        return (i + len(word.forms), Night(-1)) if word else None

    def _streak(self, i: int) -> Parsed | None:
        """لليوم الثالث على التوالي: that many days up to the day of publication."""
        word = self.word(i, "the")
        if word is None or word.value == "hour":
            return None
        j = i + len(word.forms)
        nth = self.word(j, "ordinal_day")
        if nth is None:
            return None
        j += len(nth.forms)
        row = self.word(j, "in_a_row")
        if row is None and not word.proclitic.endswith("ل"):
            return None
        j = j + len(row.forms) if row else j
        back = nth.value - 1 if word.value == "day" else nth.value
        return j, Stretch(word.value, -1, back) if back else Day(0)

    def _after_that(self, i: int) -> Parsed | None:
        """بعدها بأيام, قبل ذلك بيومين: counted from what the story told before."""
        word = self.word(i, "after_that")
        j = i + len(word.forms) if word else i
        count = self.count(j) if word and self.form(j).startswith("ب") else None
        if count is None:
            return None
        end, unit, low, high = count
        sign = -1 if self.form(i).lstrip("و").startswith("قبل") else 1
        return end, Apart(unit, sign, low, high, from_told=True)

    def _decade(self, i: int) -> Parsed | None:
        """تسعينات القرن الماضي, في الثمانينات; not somebody's age."""
        word = self.word(i, "ages")
        if word is None:
            return None
        j = i + len(word.forms)
        k = j + 1 if self.form(j) == "من" else j
        century = self.form(k) == "القرن" and self.form(k + 1) in _CENTURY
        if not century and (word.value < _FIRST_SURE or self.form(k) in _AGE or self.form(i - 1) in ("عمر", "سن")):
            return None
        return (k + 2 if century else j), Range(Year(word.value), Year(word.value + 9))

    def _alone(self, i: int) -> Parsed | None:
        """اقتحموا البلدة فجراً: of the day of publication or the one before it."""
        word = self.word(i, "alone")
        if word is None or self.is_number(i - 1):
            return None
        return i + len(word.forms), Night(-1) if word.value else Stretch("day", -1, 1)
