"""A sentence cut into pieces: noun phrases with their preposition, verbs, event nouns, links and marks.

No parser: noun phrases are bounded by what can't stand inside one (verbs, prepositions, complementizers, marks), by
definiteness (after a closed phrase an indefinite noun starts the next one), and by the lexicons, whose nouns and names
start phrases of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from hudna.extraction.places import PlaceMention
from hudna.extraction.scan import Scan
from hudna.extraction.times import TimeMention
from hudna.knowledge.load import Knowledge
from hudna.knowledge.trie import Mention
from hudna.text.numbers import Number
from hudna.text.tokens import fold

QUOTES = frozenset("«»\"“”„‟'‘’")
_BRACKETS = frozenset("()[]")
_DASHES = frozenset("-–—ـ")
# Adjectives that govern who or what a force belongs to, without their endings.
_GOVERNING = frozenset("موال تابع مويد مناهض معاد متحالف محسوب مقرب منتم مساند معارض".split())
_PREPOSITIONAL = frozenset({"prepositions", "prepositional_phrases"})
_ASIDE = frozenset({"adverbs", "particles", "pronouns", "demonstratives"})
_BOUNDARIES = _PREPOSITIONAL | _ASIDE | {"complementizers", "relatives", "negations", "conjunctions", "quantifiers"}
_COORDINATORS = frozenset({"و", "ف", "ثم", "او", "ام"})


class Kind(StrEnum):
    NP = "np"
    PLACE = "place"
    TIME = "time"
    VERB = "verb"  # a finite verb; `mentions` tell what it can name
    EVENT = "event"  # a noun that names an event
    CUE = "cue"  # a noun or phrase cue
    COMP = "comp"  # أن، إن
    REL = "rel"  # الذي
    LINK = "link"  # بينما، حيث، عندما: a new clause
    NEG = "neg"
    MARK = "mark"
    OTHER = "other"


@dataclass(slots=True)
class Piece:
    """Tokens `first` to `last`; `prep` governs it, `conj` joins it to the piece before."""

    kind: Kind
    first: int
    last: int
    prep: str = ""
    conj: bool = False
    cut: int = 0
    mentions: list[Mention] = field(default_factory=list)  # of the head first
    place: PlaceMention | None = None
    time: TimeMention | None = None
    number: Number | None = None
    form: str = ""
    definite: bool = False
    quoted: bool = False

    def named(self, *kinds: str) -> Mention | None:
        """The first mention of one of these kinds."""
        return next((m for m in self.mentions if m.kind in kinds), None)

    @property
    def agentive(self) -> bool:
        """A force or body, which acts, rather than people, who are also acted on."""
        m = self.mentions[0] if self.mentions else None
        if m is None:
            return False
        return m.kind in ("actor", "country") or (m.kind == "class" and m.entry.kind in _BODIES)

    @property
    def nature(self) -> str:
        """What the phrase stands for, by its head: armed, person, official, thing, means, country, group, unknown."""
        for m in self.mentions:
            if m.kind == "actor":
                return "armed" if m.entry.armed else "body"
            if m.kind == "class":
                armed = any(x.kind == "class" and x.entry.armed and x.first <= self.first + 2 for x in self.mentions)
                return "armed" if armed else "person"
            if m.kind == "object":
                return "thing"
            if m.kind in ("country", "metonym"):
                return "country"
            if m.kind == "means":
                return "means"
            if m.kind == "nisba":
                return "armed" if getattr(m.entry, "armed", False) else "people"
        return "place" if self.place else "unknown"


_CLOSED_KINDS = (("complementizers", Kind.COMP), ("relatives", Kind.REL), ("negations", Kind.NEG))
_BODIES = frozenset({"force", "unit", "body", "government", "army", "authority", "police", "group", "aircraft"})
_NOMINAL = frozenset({"actor", "class", "object", "country", "metonym", "means", "nisba"})
_RANK = {"actor": 0, "country": 1, "metonym": 1, "class": 2, "object": 3, "means": 4, "nisba": 5}


class _Cutter:
    """Walks the tokens of one sentence and cuts pieces."""

    def __init__(self, scan: Scan, knowledge: Knowledge) -> None:
        self.scan = scan
        self.tokens = scan.tokens
        self.words = knowledge.words
        self.closed_words = knowledge.closed
        self.titles = knowledge.function.get("titles", frozenset())
        self.pieces: list[Piece] = []
        self.at = 0
        self.prep = ""
        self.conj = False
        self.in_quotes = False
        self.quantity = -1  # where a quantifier in front of the next noun stands (عدد من, عدة)

    def cut(self) -> list[Piece]:
        while self.at < len(self.tokens):
            before = self.at
            self._next()
            if self.at <= before:  # a rule that consumes nothing would hang the reader
                raise AssertionError(f"no progress at token {before}")
        return self.pieces

    def _push(self, piece: Piece) -> None:
        if self.quantity >= 0:
            if piece.kind is Kind.NP:
                piece.first, piece.cut = self.quantity, 0
            self.quantity = -1
        piece.prep = piece.prep or self.prep
        piece.conj = piece.conj or self.conj
        piece.quoted = self.in_quotes
        self.pieces.append(piece)
        self.at = piece.last
        self.prep, self.conj = "", False

    def _next(self) -> None:
        i = self.at
        token = self.tokens[i]
        if token.kind == "mark":
            if token.form in QUOTES or token.form in _BRACKETS or token.form in _DASHES:
                self._mark(i, token.form)
            else:
                self.prep, self.conj = "", False
                self._push(Piece(Kind.MARK, i, i + 1, form=token.form))
            return
        if (time := self.scan.times.get(i)) is not None:
            self._push(Piece(Kind.TIME, time.first, time.last, time=time))
            return
        if i not in self.scan.numbers and self._function_word(i, token.form):
            return
        number = self.scan.numbers.get(i)
        if number is not None and not number.dual_noun:
            self._noun_phrase(i, self._nominal(i) if number.last == i + 1 and token.kind == "word" else None)
            return
        best = self._verbal(i)
        place = self.scan.places.get(i)
        noun = self._nominal(i)
        if best and not self._noun_wins(best, noun, place):
            self._push(best)
        elif place and (noun is None or place.last >= noun.last) and not self._is_actor(noun, place):
            self._push(self._place_piece(place))
        else:
            self._noun_phrase(i, noun)

    def _mark(self, i: int, form: str) -> None:
        if form in "«“\"" and not (form == '"' and self.in_quotes):
            self.in_quotes = True
        elif form in "»”\"":
            self.in_quotes = False
        prep, conj = self.prep, self.conj
        self._push(Piece(Kind.MARK, i, i + 1, form=form))
        self.prep, self.conj = prep, conj  # quotes and brackets do not come between a preposition and its noun

    # ---- closed classes

    def _function_word(self, i: int, form: str) -> bool:
        """Take the longest phrase of a closed class that starts here, with or without و or ف before it."""
        if self._closed_from(i, form, conj=False):
            return True
        return form[0] in "وف" and len(form) > 1 and self._closed_from(i, form[1:], conj=True)

    def _closed_from(self, i: int, first: str, *, conj: bool) -> bool:
        for phrase, classes in self.closed_words.get(first, ()):
            length = len(phrase)
            if length > 1 and (i + length > len(self.tokens) or not self._follow(i, phrase)):
                continue
            if any(m.kind in ("cue", "light", "trigger") and m.last > i + length for m in self.scan.mentions.get(i, ())):
                continue  # في حال, من المقرر: a longer phrase means more
            if self._closed(i, phrase, classes, conj):
                return True
        return False

    def _follow(self, i: int, phrase: tuple[str, ...]) -> bool:
        return all(self.tokens[i + n].form == word for n, word in enumerate(phrase) if n)

    def _closed(self, i: int, phrase: tuple[str, ...], classes: frozenset[str], conj: bool) -> bool:
        after = i + len(phrase)
        form = " ".join(phrase)
        if classes & _PREPOSITIONAL:
            if any(j in self.scan.places for j in range(i + (len(phrase) > 1), after)):
                return False  # "في محيط المطار", "قرب المدينة": the place begins inside
            self.prep, self.conj, self.at = form, self.conj or conj, after
            return True
        if "quantifiers" in classes and self._quantifies(i, after, conj):
            return True
        for name, kind in _CLOSED_KINDS:
            if name in classes:
                self._push(Piece(kind, i, after, conj=conj, form=form))
                return True
        if "conjunctions" in classes:
            if phrase[0] in _COORDINATORS:
                self.conj, self.at = True, after
            else:
                self._push(Piece(Kind.LINK, i, after, conj=conj, form=form))
            return True
        if classes & _ASIDE:
            self._push(Piece(Kind.OTHER, i, after, conj=conj, form=form))
            return True
        return False

    def _quantifies(self, i: int, after: int, conj: bool) -> bool:
        """Set a quantifier (and the من behind it) aside for the noun that follows."""
        if after >= len(self.tokens) or self.tokens[after].kind == "mark":
            return False
        if self.tokens[after].form == "من":
            after += 1
        if self.quantity < 0:
            self.quantity = i
        self.conj, self.at = self.conj or conj, after
        return True

    # ---- verbs and events

    def _verbal(self, i: int) -> Piece | None:
        """The longest trigger, light verb, cue or other verb that starts here."""
        found = [m for m in self.scan.mentions.get(i, ()) if m.kind in ("trigger", "light", "cue", "verb")]
        if not found:
            return None
        last = max(m.last for m in found)
        best = [m for m in found if m.last == last or m.kind == "trigger"]
        best.sort(key=lambda m: (-m.last, m.cut))
        longest = [m for m in best if m.last == best[0].last]
        verbs = [m for m in longest if m.shape is not None and m.shape.pos == "verb"]
        nouns = [m for m in longest if m.shape is None or m.shape.pos != "verb"]
        as_noun = bool(nouns) and (not verbs or self._reads_as_noun(i, nouns[0]))
        chosen = nouns if as_noun else verbs
        if not as_noun and not self._may_be_verb(i, verbs):
            return None
        head = chosen[0]
        kind = Kind.VERB if not as_noun else (
            Kind.EVENT if any(m.kind == "trigger" for m in chosen) else Kind.CUE)  # fmt: skip
        proclitic = head.proclitic
        return Piece(
            kind, head.first, head.last, prep=proclitic.strip("وفس") if as_noun else "", cut=head.cut,
            conj=proclitic[:1] in ("و", "ف"), mentions=chosen, form=self.tokens[i].form,
            definite=bool(head.shape and (head.shape.definite or head.suffix)),
        )  # fmt: skip

    def _reads_as_noun(self, i: int, noun: Mention) -> bool:
        """A word that can be verb or noun (قصف، قتل) is a noun behind a preposition or an open noun."""
        if self.prep or noun.proclitic.strip("وفس"):
            return True
        shape = noun.shape
        if shape is not None and (shape.definite or noun.suffix):
            return True
        if shape is not None and shape.accusative:
            return not (self.pieces and self.pieces[-1].kind is Kind.NP and self._dual(self.pieces[-1]))
        if self.pieces:
            before = self.pieces[-1]
            if before.kind is Kind.COMP and not noun.proclitic:
                return False
            if before.kind in (Kind.VERB, Kind.EVENT) and before.last == i:
                return True
            if before.kind is Kind.NP and before.last == i and not before.definite and not self.conj:
                return before.nature == "unknown"
        following = self.tokens[i + 1].form if i + 1 < len(self.tokens) else ""
        ahead = self.scan.mentions.get(i + 1, ())
        if any(m.kind == "nisba" and m.shape and not m.shape.definite for m in ahead):
            return True
        return following in ("عنيف", "جوي", "مدفعي", "صاروخي", "مكثف", "عشوايي", "على", "من", "في")

    def _dual(self, piece: Piece) -> bool:
        return any(m.shape is not None and m.shape.number == "d" for m in piece.mentions)

    def _may_be_verb(self, i: int, verbs: list[Mention]) -> bool:
        """No finite verb stands directly behind a preposition, and no plain one right behind another verb."""
        before = self.pieces[-1] if self.pieces else None
        plain = not any(m.kind in ("trigger", "light") for m in verbs)
        if plain and before is not None and before.kind is Kind.VERB and before.last == i and not verbs[0].proclitic:
            return False
        return not (self.prep and self.prep not in ("ل", "حتي", "كما", "بعد ان", "منذ"))

    def _noun_wins(self, verbal: Piece, noun: Mention | None, place: PlaceMention | None) -> bool:
        """A longer name holds the trigger (قوات الردع, مجلس الأمن), or a plain verb is rather a place or a noun."""
        plain = verbal.named("trigger", "light", "cue") is None
        if place is not None and verbal.kind is not Kind.EVENT and place.last >= verbal.last + (not plain):
            return place.candidates != ()
        if noun is None:
            return False
        if noun.last > verbal.last:
            return True
        trigger = verbal.named("trigger")
        if trigger is not None and verbal.kind is Kind.EVENT and noun.last == verbal.last and noun.kind in ("class", "actor"):
            return trigger.entry.strength == "weak" and bool(noun.shape and noun.shape.definite)  # المعارضة
        if noun.last < verbal.last or trigger:
            return False
        return verbal.kind is not Kind.VERB or verbal.named("light", "cue") is None

    # ---- noun phrases

    def _nominal(self, i: int) -> Mention | None:
        found = [m for m in self.scan.mentions.get(i, ()) if m.kind in _NOMINAL]
        return min(found, key=lambda m: (-m.last, m.cut, _RANK[m.kind])) if found else None

    def _is_actor(self, noun: Mention | None, place: PlaceMention) -> bool:
        """A name that is both an actor and a place is the place behind a preposition of place."""
        if noun is None or noun.last < place.last:
            return False
        proclitic = noun.proclitic.strip("وف") or self.prep
        if noun.kind in ("country", "metonym"):
            before = self.pieces[-1] if self.pieces else None
            if noun.kind == "metonym" and before and before.kind is Kind.EVENT and before.last == noun.first:
                return False  # تفجيرات بغداد
            joined = self.conj or noun.proclitic[:1] == "و"
            if joined and not proclitic and self.pieces and self.pieces[-1].kind is Kind.PLACE:
                return False
            return proclitic not in ("في", "ب", "من", "الي", "داخل", "خارج", "شمال", "جنوب", "شرق", "غرب", "عن", "عبر")
        return noun.kind == "actor"

    def _place_piece(self, place: PlaceMention) -> Piece:
        proclitic = place.proclitic
        return Piece(
            Kind.PLACE, place.first, place.last, prep=proclitic.strip("وف"), conj=proclitic[:1] in ("و", "ف"),
            cut=len(proclitic), place=place, definite=True,
            mentions=[m for m in self.scan.mentions.get(place.first, ()) if m.kind in ("country", "metonym")],
        )  # fmt: skip

    def _noun_phrase(self, i: int, noun: Mention | None) -> None:
        token = self.tokens[i]
        piece = Piece(Kind.NP, i, i + 1, form=token.form)
        if (number := self.scan.numbers.get(i)) is not None:
            piece.number, piece.last = number, max(number.last, i + 1)
            if number.start > token.start:  # وثلاثة, بخمسة
                clitics = fold(self.scan.text[token.start : number.start])
                piece.conj, piece.cut, piece.prep = clitics[:1] in ("و", "ف"), len(clitics), clitics.strip("وفـ")
            if self._counts_casualties(piece.last):
                self._push(piece)
                return
            if noun is None and piece.last < len(self.tokens):
                inner = self._nominal(piece.last)
                if inner is not None and not inner.proclitic:
                    noun = inner
        if noun is not None:
            self._take(piece, noun)
            if noun.first == i:
                piece.cut = noun.cut
                piece.prep, piece.conj = noun.proclitic.strip("وفس"), noun.proclitic[:1] in ("و", "ف")
        elif number is None:
            self._unknown_head(piece, token.form)
        if number is not None and not piece.mentions:
            self._partitive(piece)
        self._extend(piece)
        self._push(piece)

    def _partitive(self, piece: Piece) -> None:
        """أربعة من مرافقيه: a number of those behind من."""
        i = piece.last
        if i + 1 < len(self.tokens) and self.tokens[i].form == "من":
            of = self._nominal(i + 1)
            if of is not None and of.kind in ("class", "actor", "nisba") and not of.proclitic:
                self._take(piece, of)

    def _counts_casualties(self, i: int) -> bool:
        """تسعة قتلى: the number counts an event noun, which is a piece of its own."""
        return any(
            m.kind == "trigger" and m.entry.frame == "suffer" and not m.proclitic and (m.shape is None or m.shape.pos == "noun")
            for m in self.scan.mentions.get(i, ())
        )  # fmt: skip

    def _unknown_head(self, piece: Piece, form: str) -> None:
        if len(form) > 3 and form not in self.words.whole:
            if form[0] in "وف" and form[0] == "و":
                piece.conj, piece.cut = True, 1
                form = form[1:]
            for clitic in ("بال", "كال"):
                if form.startswith(clitic):
                    piece.prep, piece.cut, form = clitic[0], piece.cut + 1, form[1:]
            if form.startswith("لل"):
                piece.prep, piece.cut, form = "ل", piece.cut + 1, "ال" + form[2:]
        piece.definite = form.startswith("ال")
        piece.form = form

    def _take(self, piece: Piece, m: Mention) -> None:
        piece.mentions.append(m)
        piece.last = m.last
        shape = m.shape
        named = m.kind in ("actor", "country", "metonym")
        piece.definite = named or bool(shape and (shape.definite or m.suffix)) or self.tokens[m.last - 1].form.startswith("ال")

    def _extend(self, piece: Piece) -> None:
        while piece.last < len(self.tokens):
            if not self._attached(piece) and not self._step(piece, piece.last):
                return

    def _attached(self, piece: Piece) -> bool:
        """القوات الموالية للرئيس, آليات تابعة لهم: what such an adjective governs belongs to the phrase."""
        i = piece.last
        if self.tokens[i - 1].form.removeprefix("ال").rstrip("هتيني") not in _GOVERNING:
            return False
        form = self.tokens[i].form
        at = i
        if not form.startswith("ل"):
            if form not in ("مع", "الي", "على", "عن", "من") or i + 1 >= len(self.tokens):
                return False
            at = i + 1
        of = self._nominal(at)
        piece.last = of.last if of is not None else at + 1
        return True

    def _step(self, piece: Piece, i: int) -> bool:
        """Take the next word into the phrase, if it belongs there."""
        token = self.tokens[i]
        if token.kind == "mark":
            return self._quoted_name(piece, i)
        if i in self.scan.times or self._starts_closed(i):
            return False
        open_ = self._is_open(piece, i - 1)
        noun = self._nominal(i)
        place = self.scan.places.get(i)
        if noun is not None and noun.kind == "nisba" and not noun.proclitic:
            definite = bool(noun.shape and noun.shape.definite)
            if definite == piece.definite or open_:
                self._take(piece, noun)
                piece.definite = piece.definite or definite
                return True
            return False
        verbal = self._verbal_here(i)
        if verbal is not None and (noun is None or noun.last <= verbal):
            return False
        if i in self.scan.numbers:
            return self._unit_number(piece, i)
        if place is not None and not place.proclitic and (noun is None or noun.kind == "country" or place.last > noun.last):
            if open_ and not place.relation:
                piece.place = piece.place or place
                piece.last, piece.definite = place.last, True
                return True
            return False
        if place is not None and place.proclitic and (place.candidates or place.relation):
            return False
        if noun is not None:
            if noun.proclitic or not open_:
                return False
            self._take(piece, noun)
            return True
        return self._unknown(piece, i, open_)

    def _unknown(self, piece: Piece, i: int, open_: bool) -> bool:
        form = self.tokens[i].form
        if form not in self.words.whole and len(form) > 3 and (form[0] == "و" or form.startswith(("لل", "بال", "كال", "فال"))):
            return False
        definite = form.startswith("ال")
        if form.endswith(("ته", "تها", "تهم")) and piece.named("class", "actor"):
            return False  # فجّر انتحاري سترته: a possessed noun is the next phrase
        if not definite and piece.definite and not self._name_like(piece):
            return False
        if not (definite or open_ or self._name_like(piece)) and not self._agrees(piece, form):
            return False
        piece.last = i + 1
        piece.definite = piece.definite or definite
        return True

    def _agrees(self, piece: Piece, form: str) -> bool:
        """An indefinite adjective behind an indefinite noun: both accusative, or a sound plural and its like."""
        before = self.tokens[piece.last - 1].form
        return not piece.definite and before[-1:] == form[-1:]

    def _name_like(self, piece: Piece) -> bool:
        """Personal names follow titles, officials and first names."""
        if piece.last - piece.first > 9:
            return False
        m = piece.mentions[-1] if piece.mentions else None
        if m is not None and m.kind == "class":
            return m.entry.kind in ("official", "leader", "activist", "journalist", "witness", "person", "soldier") and bool(
                m.shape and m.shape.number == "s" and m.shape.definite
            )
        if m is not None and m.kind == "nisba":
            return any(x.kind == "class" and x.entry.kind in ("official", "leader") for x in piece.mentions)
        if m is None:
            return (piece.form,) in self.titles or (not piece.definite and piece.last - piece.first < 4)
        return m.kind == "actor" and m.entry.kind == "official"

    def _is_open(self, piece: Piece, i: int) -> bool:
        """Can the word at `i` stand in construct with the next one?"""
        form = self.tokens[i].form
        if form.startswith("ال"):
            return False
        m = next((m for m in reversed(piece.mentions) if m.last == i + 1), None)
        if m is None:
            return not piece.definite and not form.endswith(("ون", "ا"))
        if m.kind in ("actor", "country", "metonym"):
            return False
        shape = m.shape
        if shape is None:
            return True
        if m.suffix or shape.definite or shape.accusative:
            return False
        return not (shape.number in "pd" and form.endswith(("ون", "ين", "ان")) and not shape.construct and m.kind == "class"
                    and form not in self.words.whole)  # fmt: skip

    def _quoted_name(self, piece: Piece, i: int) -> bool:
        """A name in quotes or brackets behind an open noun: تنظيم «داعش», جبهة (النصرة)."""
        if self.tokens[i].form not in "«“\"(" or i + 1 >= len(self.tokens):
            return False
        end = next((j for j in range(i + 1, min(i + 6, len(self.tokens))) if self.tokens[j].form in "»”\")"), None)
        if end is None or end == i + 1:
            return False
        inner = self._nominal(i + 1)
        if inner is None or inner.last != end or inner.proclitic or inner.kind not in ("actor", "nisba"):
            return False
        if not self._is_open(piece, i - 1) and not piece.mentions:
            return False
        self._take(piece, inner)
        piece.last = end + 1
        return True

    def _unit_number(self, piece: Piece, i: int) -> bool:
        number = self.scan.numbers[i]
        unit = any(m.kind == "class" and m.entry.kind == "unit" for m in piece.mentions)
        if unit and number.exact and self.tokens[i].kind == "number" and number.last == i + 1:
            after = self._nominal(i + 1)
            if after is None:
                piece.last = i + 1
                return True
        return False

    def _starts_closed(self, i: int) -> bool:
        """Does a word of a closed class, which ends a noun phrase, start here?"""
        form = self.tokens[i].form
        if self._bounds(i, form):
            return True
        return form[:1] in ("و", "ف") and len(form) > 2 and self._bounds(i, form[1:])

    def _bounds(self, i: int, first: str) -> bool:
        return any(
            classes & _BOUNDARIES and i + len(phrase) <= len(self.tokens) and self._follow(i, phrase)
            for phrase, classes in self.closed_words.get(first, ())
        )

    def _verbal_here(self, i: int) -> int | None:
        """Where a verb or event noun that starts at `i` ends; None if none does."""
        ends = [
            m.last for m in self.scan.mentions.get(i, ())
            if m.kind in ("trigger", "light") or (m.kind in ("cue", "verb") and m.shape is not None and m.shape.pos == "verb")
        ]  # fmt: skip
        return max(ends) if ends else None


def cut(scan: Scan, knowledge: Knowledge) -> list[Piece]:
    """The pieces of a sentence, in order."""
    return _Cutter(scan, knowledge).cut()
