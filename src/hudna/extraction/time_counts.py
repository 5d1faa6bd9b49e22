"""The grammar of counted units: three days, about five years, several hours."""

from __future__ import annotations

from typing import Any

from hudna.extraction.time_dates import DateGrammar

Count = tuple[int, Any, float | None, float | None]  # where it ends, the unit, the least and the most


class CountGrammar(DateGrammar):
    __slots__ = ()

    def count(self, i: int) -> Count | None:
        """So many units at token i: (end, unit, least, most)."""
        word = self.word(i, "two", "the_two")
        if word and word.kind == "the_two" and self.word(i + len(word.forms), "past", "last", "future", "few"):
            return None
        if word:
            return self._plus_half(i + len(word.forms), word.value, 2)
        bracket = self.form(i) == "(" and self.form(i + 2) == ")"
        unit = self.word(i + 3, "one", "many") if bracket else None
        number = self.numbers.cardinal(i + 1) if unit else None
        if unit and number:  # لمدة (15) يوماً, (خمسة) أيام
            return i + 3 + len(unit.forms), unit.value, number.low, number.high
        qualified = self.numbers.quantity(i)
        if qualified:
            unit = self.word(qualified.end, "one", "many", "two")
            if unit:
                return qualified.end + len(unit.forms), unit.value, qualified.low, qualified.high
        qualifier = self.numbers.phrase(i, self.numbers.qualifiers)
        if qualifier and qualifier[1] != "some":
            rest = self.count(qualifier[0])
            if rest:
                return self._qualified(rest, qualifier[1])
        several = self.word(i, "several")
        j = i + len(several.forms) if several else i
        word = self.word(j, "many")
        if word:
            return j + len(word.forms), word.value, None, None
        return self.single(i)

    def single(self, i: int) -> Count | None:
        word = self.word(i, "one")
        if word is None or (self.form(i + 1) in ("من", "في", "و") and word.value == "day"):
            return None
        end = i + len(word.forms)
        if self.form(end) in ("واحد", "واحده"):
            end += 1
        if self.word(end, "weekday", "month", "month_weak", "hijri") or self.is_number(end):
            return None
        return self._plus_half(end, word.value, 1)

    def _plus_half(self, end: int, unit: str, count: float) -> tuple[int, Any, float, float]:
        word = self.word(end, "half")
        return (end + len(word.forms), unit, count + 0.5, count + 0.5) if word else (end, unit, count, count)

    @staticmethod
    def _qualified(rest: Count, kind: str) -> Count:
        end, unit, low, high = rest
        if kind == "at_least":
            return end, unit, low, None
        return (end, unit, None, high) if kind == "at_most" else rest
