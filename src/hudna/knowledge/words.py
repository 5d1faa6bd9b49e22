"""What a written word can be: its proclitics, its lemma and shape, its pronoun suffix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from hudna.knowledge.inflect import SUFFIXES, Shape, nisba_forms, noun_forms, verb_forms

_CONJUNCTIONS = ("", "و", "ف")
_MOST = 300_000  # words remembered
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
    _known: dict[tuple[str, bool], tuple[Part, ...]] = field(default_factory=dict)

    def __getstate__(self) -> tuple[object, ...]:
        return (self.lemmas, self.forms, self.bound, self.literals, self.whole)

    def __setstate__(self, state: tuple[object, ...]) -> None:
        self.lemmas, self.forms, self.bound, self.literals, self.whole = state  # type: ignore[assignment]
        self._known = {}

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
        if (known := self._known.get((form, marbuta))) is None:
            found = self._cut(form)
            known = tuple(p for p in found if not (marbuta and p.suffix))
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[form, marbuta] = known
        return known

    def _cut(self, form: str) -> Iterable[Part]:
        uncut = tuple(self._rest("", 0, form))
        yield from uncut
        if form in self.whole or any(p.shape is not None for p in uncut):
            return
        for conjunction in _CONJUNCTIONS:
            if not form.startswith(conjunction):
                continue
            rest = form[len(conjunction) :]
            n = len(conjunction)
            if n and len(rest) > 1:
                yield from self._rest(conjunction, n, rest)
            if len(rest) < 3 or (n and rest in self.whole):
                continue
            if rest[0] in "بكل":
                yield from self._rest(conjunction + rest[0], n + 1, rest[1:], nominal=rest[0] != "ل")
            if rest.startswith("لل"):
                yield from self._rest(conjunction + "ل", n + 1, "ال" + rest[2:], nominal=True, definite=True)
            if rest[0] == "س" and rest[1] in "يتن":
                yield from self._rest(conjunction + "س", n + 1, rest[1:], future=True)
            if rest[0] == "ا" and rest[1] in "يتن" and n == 0:
                continue

    def _rest(
        self,
        proclitic: str,
        cut: int,
        rest: str,
        *,
        nominal: bool = False,
        definite: bool = False,
        future: bool = False,
    ) -> Iterable[Part]:
        def fits(shape: Shape) -> bool:
            if future:
                return shape.tense == "present"
            return not (nominal and shape.pos == "verb") and (not definite or shape.definite)

        if rest in self.literals and not future:
            yield Part(proclitic, cut, rest, None)
        for lemma, shape in self.forms.get(rest, ()):
            if fits(shape):
                yield Part(proclitic, cut, lemma, shape)
        for suffix in SUFFIXES:
            if rest.endswith(suffix) and len(rest) > len(suffix) + 1:
                for lemma, shape in self.bound.get(rest[: -len(suffix)], ()):
                    if fits(shape) and suffix != ("ي" if shape.pos == "verb" else "ني"):
                        yield Part(proclitic, cut, lemma, shape, suffix)
