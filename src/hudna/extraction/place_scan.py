"""A sentence as the place finder reads it: words in their readings, names, unknown names, adjectives of direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace

from hudna.knowledge.gazetteer import BORDER_WORDS, DIRECTIONS, Gazetteer, PlaceWords
from hudna.text.tokens import Token

QUOTES = frozenset("\"“”«»'‘’()")
PERPENDICULAR = {("n", "e"): "ne", ("n", "w"): "nw", ("s", "e"): "se", ("s", "w"): "sw",
                 ("e", "n"): "ne", ("w", "n"): "nw", ("e", "s"): "se", ("w", "s"): "sw"}  # fmt: skip
SIDE_NOUNS = frozenset({"الشمال", "الجنوب", "الشرق", "الغرب"})


class Relation(msgspec.Struct, frozen=True, gc=False):
    """How a place stands to the one named.

    `kind` is direction, near, outskirts, countryside, middle, inside, off, km, between or border.
    """

    kind: str
    direction: str | None = None
    km: float | None = None
    radius_km: float = 0.0
    countries: tuple[str, ...] = ()
    alone: bool = False  # may stand without a name: في الجنوب
    joined: str = ""  # the proclitic that the name behind may carry: الشرقية لحلب
    of: str | None = None  # the class of place that it is a side of when it stands alone: الأحياء الشرقية


class Core(msgspec.Struct, frozen=True, gc=False):
    """A name with its class word, a pointer, or a territory by nationality; ends before token `last`."""

    last: int
    name_first: int
    name_last: int
    class_word: str | None = None
    candidates: tuple[str, ...] = ()
    pointer: bool = False
    plural: bool = False
    site: bool = False
    direction: str | None = None
    countries: tuple[str, ...] = ()
    border: bool = False


@dataclass(slots=True)
class Scan:
    """A sentence's tokens with the gazetteer that reads them."""

    tokens: Sequence[Token]
    gazetteer: Gazetteer

    @property
    def words(self) -> PlaceWords:
        return self.gazetteer.words

    def readings(self, i: int) -> tuple[tuple[str, str], ...]:
        return self.gazetteer.readings(self.tokens[i].form)

    def word(self, i: int) -> str:
        return self.tokens[i].form if 0 <= i < len(self.tokens) else ""

    def bare(self, i: int) -> str:
        """The word at `i`, without a conjunction if that makes it a known guard or cue word."""
        form = self.word(i)
        if form in QUOTES:
            form = self.word(i - 1)
        sets = self.words.sets
        for rest in (form, form[1:] if form[:1] in "وف" else "", form[1:] if form[:1] in "بل" else "", form[2:]):
            if rest and (rest in sets["not_after"] or rest in sets["place_cues"] or rest in sets["given_names"]):
                return rest
        return form

    def cue_before(self, i: int) -> bool:
        return self.bare(i - 1) in self.words.sets["place_cues"]

    def name(self, core: Core) -> str:
        forms = [t.form for t in self.tokens[core.name_first : core.name_last]]
        if forms:
            starts = (r for _, r in self.readings(core.name_first))
            forms[0] = next((r for r in starts if self.gazetteer.match([r, *forms[1:]])[0]), forms[0])
        return " ".join(forms)

    def beside_name(self, i: int, core: Core) -> bool:
        """A name set off by a comma or bracket before and behind counts as standing in an enumeration of places."""
        return self.word(core.last) in ("(",) or self.word(i - 1) in ("(", "،", ",", ":", "/") or i == 0

    def forms(self, i: int, rest: str, limit: int) -> list[str]:
        """`rest` and the forms of the word tokens directly behind `i`, at most `limit` words."""
        out = [rest]
        for t in self.tokens[i + 1 : i + limit]:
            if t.kind not in ("word", "number"):
                break
            out.append(t.form)
        return out

    def match(self, i: int, rest: str) -> tuple[int, tuple[str, ...]]:
        """(token behind the name, candidates) of the longest name at `i`, whose first form is `rest`."""
        longest = self.gazetteer.longest.get(rest, 0)
        if not longest:
            return i, ()
        n, ids = self.gazetteer.match(self.forms(i, rest, longest))
        return i + n, ids

    def skip_quotes(self, i: int) -> int:
        while self.word(i) in QUOTES and self.word(i) not in "()":
            i += 1
        return i

    def is_stop(self, i: int) -> bool:
        """Whether the word at `i` cannot be (part of) an unknown name."""
        if not 0 <= i < len(self.tokens) or self.tokens[i].kind != "word":
            return True
        form, sets = self.tokens[i].form, self.words.sets
        if form in sets["stops"] or form in self.words.classes or form in self.gazetteer.nisbas or len(form) < 3:
            return True
        if form in DIRECTIONS or form in BORDER_WORDS or (form[0] == "و" and form[1:] in sets["stops"]):
            return True
        return form[0] == "ي" and len(form) > 3 and form[1] != "ا" and not form.endswith("ه")  # mostly verbs

    def unknown(
        self, i: int, proclitic: str = "", *, in_list: bool = False, personal: bool = False
    ) -> tuple[str, int] | None:
        """An unknown name of one or two words at `i`: (proclitic, end); a `personal` one may be سفيان الثوري."""
        if not 0 <= i < len(self.tokens) or self.tokens[i].kind != "word":
            return None
        form = self.tokens[i].form
        if proclitic and not (form.startswith(proclitic) and len(form) > len(proclitic) + 2):
            return None
        rest = form[len(proclitic) :]
        if in_list and not rest.startswith("ال") and rest not in self.words.sets["second_words"]:
            return None
        if rest in self.words.sets["second_words"] and i + 1 < len(self.tokens) and self.tokens[i + 1].kind == "word":
            return proclitic, i + 2
        ends = rest in self.words.sets["stops"] if proclitic else self.is_stop(i)
        if ends or rest in self.words.sets["place_cues"]:
            return None
        if rest[0] in "بلوف" and self._is_prepositional(rest):
            return None
        end = i + 1
        second = self.word(end)
        goes_on = (personal or rest.startswith("ال")) and second.startswith("ال") and not self.is_stop(end)
        return proclitic, end + (goes_on and second not in self.words.sets["class_adjectives"])

    def _is_prepositional(self, form: str) -> bool:
        return any(p for p, _ in self.gazetteer.readings(form)) or form[:2] in ("لل", "با", "وا")

    def side_adjectives(self, i: int) -> tuple[str, int] | None:
        """Definite direction adjectives at `i`: ("sw", end)."""
        form = self.word(i)
        if not (form.startswith("ال") and form in DIRECTIONS) or form in SIDE_NOUNS:
            return None
        side, second = DIRECTIONS[form], self.word(i + 1)
        adjective = second.startswith("ال") and second not in SIDE_NOUNS and second in DIRECTIONS
        if adjective and (both := PERPENDICULAR.get((side, DIRECTIONS[second]))):
            return both, i + 2
        return side, i + 1

    def fitted(self, core: Core, class_word: str | None) -> Core:
        """A list member with the class that heads its list, where some candidate fits it."""
        levels = _levels(self.words, class_word)
        fit = tuple(c for c in core.candidates if "any" in levels or self.gazetteer.entries[c].level in levels)
        return replace(core, class_word=class_word, candidates=fit) if fit else core


def _levels(words: PlaceWords, class_word: str | None) -> frozenset[str]:
    for form in words.classes.values():
        if form.cls.id == class_word:
            return form.cls.levels
    return frozenset({"any"})
