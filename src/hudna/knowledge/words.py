"""What a written word can be: its proclitics, its lemma and shape, its pronoun suffix."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec

from hudna.knowledge.inflect import SUFFIXES, Shape, nisba_forms, noun_forms, verb_forms

_CONJUNCTIONS = ("و", "ف")
_LEADING = frozenset("بكلس")  # letters of a preposition or of the future that may be attached
_MOST = 200_000  # words remembered, of each spelling
_ENDINGS = {last: tuple(s for s in SUFFIXES if s.endswith(last)) for last in {s[-1] for s in SUFFIXES}}
_MAKERS = {"v": verb_forms, "n": noun_forms, "nisba": nisba_forms}


class Part(msgspec.Struct, frozen=True, gc=False):
    """One way to cut a word: `cut` folded characters of proclitics, then a form of `lemma` (or the bare literal)."""

    proclitic: str
    cut: int
    key: str | int
    shape: Shape | None
    suffix: str = ""


@dataclass(slots=True)
class Words:
    """All lemmas and literal words of the knowledge; `parts` of a word are worked out once and remembered."""

    lemmas: dict[str, int] = field(default_factory=dict)
    forms: dict[str, list[tuple[int, Shape]]] = field(default_factory=dict)
    bound: dict[str, list[tuple[int, Shape]]] = field(default_factory=dict)
    literals: set[str] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)  # never split: وزير، بشكل
    _known: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    _marbuta: dict[str, tuple[Part, ...]] = field(default_factory=dict)  # words written with ة at their end

    def __getstate__(self) -> tuple[object, ...]:
        return (self.lemmas, self.forms, self.bound, self.literals, self.whole)

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.lemmas, self.forms, self.bound, self.literals, self.whole = state
        self._known, self._marbuta = {}, {}

    def lemma(self, kind: str, lemma: str) -> int:
        """The number of a lemma, its forms generated at first sight; `kind` is v, n or nisba."""
        name = f"{kind}:{lemma}"
        if name not in self.lemmas:
            number = self.lemmas[name] = len(self.lemmas)
            for form, shape in _MAKERS[kind](lemma):
                table = self.bound if shape.bound else self.forms
                if (number, shape) not in (senses := table.setdefault(form, [])):
                    senses.append((number, shape))
        return self.lemmas[name]

    def parts(self, form: str, marbuta: bool = False) -> tuple[Part, ...]:
        """Every way to read a folded word, fewest proclitics first; `marbuta`: it is written with ة at its end.

        A word that is known as it stands is not cut: وصفت is of وصف, not و and صفّت.
        """
        remembered = self._marbuta if marbuta else self._known
        if (known := remembered.get(form)) is None:
            known = tuple(p for p in self.parts(form) if not p.suffix) if marbuta else tuple(self._cut(form))
            if len(remembered) >= _MOST:
                remembered.clear()
            remembered[form] = known
        return known

    def _cut(self, form: str) -> list[Part]:
        found = self._rest("", 0, form)
        if form in self.whole or any(p.shape is not None for p in found):
            return found
        if form[:1] in _LEADING:
            found += self._led("", form)
        if form[:1] in _CONJUNCTIONS and len(rest := form[1:]) > 1:
            found += self._rest(form[0], 1, rest)
            if rest not in self.whole:
                found += self._led(form[0], rest)
        return found

    def _led(self, conjunction: str, rest: str) -> list[Part]:
        """The readings of a word as led by a preposition, or by the س of the future."""
        if len(rest) < 3:
            return []
        found: list[Part] = []
        n = len(conjunction) + 1
        if rest[0] in "بكل":
            found += self._rest(conjunction + rest[0], n, rest[1:], nominal=rest[0] != "ل")
        if rest.startswith("لل"):
            found += self._rest(conjunction + "ل", n, "ال" + rest[2:], nominal=True, definite=True)
        if rest[0] == "س" and rest[1] in "يتن":
            found += self._rest(conjunction + "س", n, rest[1:], future=True)
        return found

    def _rest(
        self,
        proclitic: str,
        cut: int,
        rest: str,
        *,
        nominal: bool = False,
        definite: bool = False,
        future: bool = False,
    ) -> list[Part]:
        def fits(shape: Shape) -> bool:
            if future:
                return shape.tense == "present"
            return not (nominal and shape.pos == "verb") and (not definite or shape.definite)

        found = [Part(proclitic, cut, rest, None)] if rest in self.literals and not future else []
        for lemma, shape in self.forms.get(rest, ()):
            if fits(shape):
                found.append(Part(proclitic, cut, lemma, shape))
        for suffix in _ENDINGS.get(rest[-1:], ()):
            if rest.endswith(suffix) and len(rest) > len(suffix) + 1:
                for lemma, shape in self.bound.get(rest[: -len(suffix)], ()):
                    if fits(shape) and suffix != ("ي" if shape.pos == "verb" else "ني"):
                        found.append(Part(proclitic, cut, lemma, shape, suffix))
        return found
