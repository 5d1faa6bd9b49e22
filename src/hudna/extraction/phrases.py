"""Noun phrases: where one ends, without a parser.

A phrase is bounded by what can't stand inside it (verbs, prepositions, complementizers, marks), by definiteness (after
a closed phrase an indefinite noun starts the next one), and by the lexicons, whose nouns and names start phrases.
"""

from __future__ import annotations

import re

from hudna.extraction.closed_words import ClosedWords
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.scan import Scan
from hudna.extraction.slots import apart
from hudna.knowledge.load import Knowledge
from hudna.knowledge.trie import Mention
from hudna.text.tokens import fold

# Adjectives that govern whose a force is, without their endings, and the preposition that they take beside ل.
_GOVERNING = {
    "موال": "", "تابع": "", "مويد": "", "مناهض": "", "معاد": "", "مساند": "", "معارض": "",
    "متحالف": "مع", "محسوب": "على", "مقرب": "من", "منتم": "الي",
}  # fmt: skip
# Adjectives whose من says who backs, not where from; an adverb may stand in its place (المدعومة إيرانياً).
_BACKED = frozenset("مدعوم ممول مدفوع".split())
_ENDINGS = "هتين"
_DEED = re.compile(r"(?:ال)?(است..?ا.|إ..ا.|إ.ا.ة|ت..ي.|م.ا..ة)(ه|ها|هم)?(?!\w)")
_BODIES = frozenset({"unit", "force", "group"})  # دورية للشرطة
_MEMBERS = _BODIES | {"fighter", "soldier", "police", "protester", "person", "official"}  # مسلحون من الحركة
_TITLES = frozenset("official leader activist journalist witness person soldier".split())
_CLOSED_BY = frozenset('»”")]')
_BOUNDARIES = frozenset(
    "prepositions prepositional_phrases adverbs particles pronouns demonstratives complementizers relatives "
    "negations conjunctions quantifiers".split()
)
_NOMINAL = frozenset({"actor", "class", "object", "country", "metonym", "means", "nisba"})
_RANK = {"actor": 0, "country": 1, "metonym": 1, "class": 2, "means": 3, "object": 4, "nisba": 5}


class Phrases:
    """Builds the noun phrases of one sentence."""

    def __init__(self, scan: Scan, knowledge: Knowledge) -> None:
        self.text, self.tokens, self.mentions = scan.text, scan.tokens, scan.mentions
        self.places, self.times, self.numbers = scan.places, scan.times, scan.numbers
        self.words = knowledge.words
        self.closed = ClosedWords(self.tokens, knowledge.closed)
        self.titles = knowledge.function.get("titles", frozenset())

    def nominal(self, i: int) -> Mention | None:
        found = [m for m in self.mentions.get(i, ()) if m.kind in _NOMINAL]
        if len(found) > 1:
            return min(found, key=lambda m: (-m.last, m.cut, _RANK[m.kind]))
        return found[0] if found else None

    def build(self, i: int, noun: Mention | None) -> Piece:
        """The noun phrase that starts at token `i`, with `noun` as its head if the knowledge has one."""
        token = self.tokens[i]
        piece = Piece(Kind.NP, i, i + 1, form=token.form)
        if (number := self.numbers.get(i)) is not None:
            piece.number, piece.last = number, max(number.last, i + 1)
            if number.start > token.start:  # وثلاثة, بخمسة
                clitics = fold(self.text[token.start : number.start])
                piece.conj, piece.cut, piece.prep = clitics[:1] in ("و", "ف"), len(clitics), clitics.strip("وفـ")
            elif token.form[:1] in ("ب", "ل") and token.form[1:] in self.closed:
                piece.prep, piece.cut = token.form[0], 1  # بعدة قذائف
            if self._counts_casualties(piece.last):
                return piece
            if noun is None and piece.last < len(self.tokens):
                inner = self.nominal(piece.last)
                if inner is not None and not inner.proclitic:
                    noun = inner
        if noun is not None:
            self._take(piece, noun)
            if noun.first == i:
                piece.cut = noun.cut
                piece.prep, piece.conj = noun.proclitic.strip("وفس"), noun.proclitic[:1] in ("و", "ف")
        elif number is None:
            self._unknown_head(piece, token.form)
            piece.deed = _DEED.match(self.text[token.start : token.start + 12].lstrip("وبل")) is not None
        if number is not None and not piece.mentions:
            self._partitive(piece)
        self._extend(piece)
        return piece

    def _partitive(self, piece: Piece) -> None:
        """أربعة من مرافقيه: a number of those behind من."""
        i = piece.last
        if i + 3 < len(self.tokens) and self.tokens[i].form == "على" and self.tokens[i + 1].form in ("الاقل", "الاكثر"):
            i += 2  # 17 على الأقل من أفراد الأمن
        if i + 1 < len(self.tokens) and self.tokens[i].form == "من":
            of = self.nominal(i + 1)
            if of is not None and of.kind in ("class", "actor", "nisba") and not of.proclitic:
                self._take(piece, of)

    def _counts_casualties(self, i: int) -> bool:
        """تسعة قتلى: the number counts an event noun, which is a piece of its own."""
        triggers = (m for m in self.mentions.get(i, ()) if m.kind == "trigger" and not m.proclitic)
        return any(m.entry.frame == "suffer" and (m.shape is None or m.shape.pos == "noun") for m in triggers)

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
        piece.definite = (
            named or bool(shape and (shape.definite or m.suffix)) or self.tokens[m.last - 1].form.startswith("ال")
        )

    def _extend(self, piece: Piece) -> None:
        while piece.last < len(self.tokens):
            if not self._attached(piece) and not self._step(piece, piece.last):
                return

    def _attached(self, piece: Piece) -> bool:
        """القوات الموالية للرئيس, آليات تابعة لهم: what such an adjective governs belongs to the phrase."""
        i = piece.last
        stem = self.tokens[i - 1].form.removeprefix("ال").rstrip(_ENDINGS)
        form = self.tokens[i].form
        if form == "باسم" and piece.mentions and i + 1 < len(self.tokens):
            of = self.nominal(i + 1)  # المتحدث باسم الجيش
            piece.last = of.last if of is not None else i + 2
            return True
        if stem in _BACKED:
            return self._backer(piece, form)
        if stem not in _GOVERNING:
            return form == "من" and self._members(piece, i)
        at = i
        if not form.startswith("ل"):
            if form != _GOVERNING[stem] or i + 1 >= len(self.tokens):
                return False
            at = i + 1
        of = self.nominal(at)
        piece.last = of.last if of is not None else at + 1
        return True

    def _members(self, piece: Piece, i: int) -> bool:
        """مسلحون من حركة كذا، قوات من الجيش: of whom such people or forces are."""
        m = piece.mentions[-1] if piece.mentions else None
        if m is None or m.kind != "class" or m.last != i or piece.definite or m.entry.kind not in _MEMBERS:
            return False
        several = m.entry.kind in _BODIES or (m.shape is not None and m.shape.number in "pd")
        of = self.nominal(i + 1) if i + 1 < len(self.tokens) else None
        if several and of is not None and not of.proclitic and of.kind in ("actor", "class"):
            self._take(piece, of)
            return True
        return False

    def _backer(self, piece: Piece, form: str) -> bool:
        i = piece.last
        if form == "من" and i + 1 < len(self.tokens):
            of = self.nominal(i + 1)
            piece.last = of.last if of is not None else i + 2
            return True
        adverb = self.nominal(i)
        if adverb is None or adverb.kind != "nisba" or not adverb.shape or not adverb.shape.accusative:
            return False
        piece.last = adverb.last
        return True

    def _step(self, piece: Piece, i: int) -> bool:
        """Take the next word into the phrase, if it belongs there."""
        token = self.tokens[i]
        if token.kind == "mark":
            return self._quoted_name(piece, i)
        if i in self.times or self._starts_closed(i):
            return False
        open_ = self._is_open(piece, i - 1)
        if (adjective := self._adjective(piece, i)) is not None:
            self._take(piece, adjective)
            return True
        noun = self.nominal(i)
        place = self.places.get(i)
        if noun is not None and noun.kind == "nisba" and not noun.proclitic:
            definite = bool(noun.shape and noun.shape.definite)
            if (definite == piece.definite or open_) and not (definite and apart(piece, self.tokens, i)):
                self._take(piece, noun)
                piece.definite = piece.definite or definite
                return True
            return False
        verbal = self._verbal_here(i)
        if verbal is not None and (noun is None or noun.last <= verbal):
            return self._name_like_verb(piece, i)
        if i in self.numbers:
            return self._unit_number(piece, i)
        if (
            place is not None
            and not place.proclitic
            and (noun is None or noun.kind == "country" or place.last > noun.last)
        ):
            if open_ and not place.relation and piece.number is None:
                piece.place = piece.place or place
                piece.last, piece.definite = place.last, True
                return True
            return False
        if place is not None and place.proclitic and (place.candidates or place.relation):
            return False
        if noun is not None:
            if self._titled(piece, noun) or self._fights(piece, noun):
                self._take(piece, noun)
                return True
            if self._owner(piece, noun):
                piece.last = noun.last  # مواقع لتنظيم كذا
                return True
            if noun.proclitic or not open_ or (noun.suffix and piece.named("class", "actor")):
                return False
            self._take(piece, noun)
            return True
        return self._unknown(piece, i, open_)

    def _name_like_verb(self, piece: Piece, i: int) -> bool:
        """العريف أحمد حسن: behind a title and a name, a word that may be a verb and ends its clause is a name."""
        behind = bool(piece.mentions) and piece.mentions[-1].last < piece.last
        named = behind and self._name_like(piece)
        found = self.mentions.get(i, ())
        plain = all(m.kind == "verb" and not m.proclitic and not m.suffix for m in found if m.kind != "class")
        ends = i + 1 == len(self.tokens) or self.tokens[i + 1].kind == "mark"
        if named and plain and ends:
            piece.last = i + 1
        return named and plain and ends

    def _adjective(self, piece: Piece, i: int) -> Mention | None:
        """15 جندياً تركياً, مسلحون مجهولون: a noun that agrees with the one before it is its adjective."""
        noun = piece.mentions[-1] if piece.mentions else None
        if noun is None or noun.last != i or noun.kind not in ("class", "object") or not noun.shape:
            return None
        if self._verbal_here(i) is not None and not self.tokens[i].form.endswith("ون"):
            return None  # المدنيين المحاصرين: a state of its own
        here = [m for m in self.mentions.get(i, ()) if m.shape is not None and not m.proclitic]
        if noun.shape.accusative and noun.shape.number == "s":
            alike = (m for m in here if m.kind in ("nisba", "class") and m.shape and m.shape.accusative)
            return next(alike, None)
        both = any(self.tokens[i - 1].form.endswith(e) and self.tokens[i].form.endswith(e) for e in ("ون", "ين"))
        return next((m for m in here if m.kind == "class"), None) if both else None

    def _titled(self, piece: Piece, noun: Mention) -> bool:
        """رئيس الوزراء التركي أحمد كذا: does a title in the phrase introduce the named person?"""
        if noun.proclitic or noun.kind != "actor" or noun.entry.kind != "official":
            return False
        inside = (m for at in range(piece.first, piece.last) for m in self.mentions.get(at, ()))
        titles = (m for m in inside if m.kind in ("class", "actor") and m.last <= piece.last)
        return any(m.entry.kind in ("official", "leader") for m in titles)

    def _fights(self, piece: Piece, noun: Mention) -> bool:
        """الفصائل المقاتلة: behind people a warplane's name is their adjective."""
        beside = bool(piece.mentions) and piece.mentions[-1].kind == "class" and piece.mentions[-1].last == noun.first
        return beside and piece.definite and self.tokens[noun.first].form == "المقاتله"

    def _owner(self, piece: Piece, noun: Mention) -> bool:
        """Does ل name whose thing it is?"""
        thing = piece.mentions[0] if piece.mentions else None
        owned = thing is not None and (thing.kind == "object" or getattr(thing.entry, "kind", "") in _BODIES)
        held = owned and not piece.definite
        return held and noun.proclitic == "ل" and noun.kind in ("actor", "class", "nisba")

    def _unknown(self, piece: Piece, i: int, open_: bool) -> bool:
        form = self.tokens[i].form
        if self.tokens[i - 1].form in _CLOSED_BY:
            return False  # وكالة (سانا) التزامه: a closed name takes no further words
        if (
            form not in self.words.whole
            and len(form) > 3
            and (form[0] == "و" or form.startswith(("لل", "بال", "كال", "فال")))
        ):
            return False
        if form[0] == "ب" and self._name_like(piece) and _DEED.match(self.text[self.tokens[i].start + 1 :][:12]):
            return False  # الرئيس بتنفيذ التفجير
        definite = form.startswith("ال")
        if form.endswith(("ته", "تها", "تهم")) and piece.named("class", "actor"):
            return False  # فجّر انتحاري سترته: a possessed noun is the next phrase
        if definite and not piece.definite and not open_ and piece.mentions:
            return False  # قذائف هاون المناطق: the indefinite phrase is closed
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
            return m.entry.kind in _TITLES and bool(m.shape and m.shape.number == "s" and m.shape.definite)
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
            return not piece.definite and not form.endswith(("ون", "ا")) and not self._relational(piece, i)
        if m.kind in ("actor", "country", "metonym"):
            return False
        if m.kind == "means" and (m.last - m.first > 1 or m.entry.id == "drone"):
            return False  # قصفت مسيّرة سيارة
        shape = m.shape
        if shape is None:
            return True
        if m.kind == "nisba" and not shape.construct:
            return False  # طائرة إسرائيلية سيارة: an adjective ends its phrase
        if m.suffix or shape.definite or shape.accusative:
            return False
        full = shape.number in "pd" and form.endswith(("ون", "ين", "ان")) and not shape.construct
        return not (full and m.kind == "class" and form not in self.words.whole)

    def _relational(self, piece: Piece, i: int) -> bool:
        """منظمة حقوقية: a relational adjective that agrees with the noun before it ends the phrase."""
        m = piece.mentions[-1] if piece.mentions else None
        form = self.tokens[i].form
        relational = form.endswith("يه") and not form.endswith("ايه")
        alike = relational and self.tokens[i - 1].form.endswith(("ه", "ات"))
        return alike and m is not None and m.kind == "class" and m.last == i

    def _quoted_name(self, piece: Piece, i: int) -> bool:
        """A name in quotes or brackets behind an open noun: تنظيم «داعش», جبهة (النصرة)."""
        if self.tokens[i].form not in '«“"(' or i + 1 >= len(self.tokens):
            return False
        end = next((j for j in range(i + 1, min(i + 6, len(self.tokens))) if self.tokens[j].form in '»”")'), None)
        if end is None or end == i + 1:
            return False
        inner = self.nominal(i + 1)
        if inner is None or inner.last != end or inner.proclitic or inner.kind not in ("actor", "nisba"):
            return False
        if not self._is_open(piece, i - 1) and not piece.mentions:
            return False
        self._take(piece, inner)
        piece.last = end + 1
        return True

    def _unit_number(self, piece: Piece, i: int) -> bool:
        number = self.numbers[i]
        if number.exact and piece.number is None and self._counted_before(piece, i, number.last):
            piece.number, piece.last = number, i + 1
            return True
        unit = any(m.kind == "class" and m.entry.kind == "unit" for m in piece.mentions)
        if unit and number.exact and self.tokens[i].kind == "number" and number.last == i + 1:
            after = self.nominal(i + 1)
            if after is None:
                piece.last = i + 1
                return True
        return False

    def _counted_before(self, piece: Piece, i: int, last: int) -> bool:
        """مسلحين اثنين, رجال ثلاثة: a number behind the people that it counts."""
        people = piece.named("class", "nisba")
        several = people is not None and people.shape is not None and people.shape.number in "pd"
        return several and self.tokens[i].kind == "word" and last == i + 1 and self.nominal(i + 1) is None

    def _starts_closed(self, i: int) -> bool:
        """Does a word of a closed class, which ends a noun phrase, start here?"""
        form, closed = self.tokens[i].form, self.closed
        if form in closed and self._bounds(i, form):
            return True
        return form[0] in "وف" and len(form) > 2 and form[1:] in closed and self._bounds(i, form[1:])

    def _bounds(self, i: int, first: str) -> bool:
        return any(classes & _BOUNDARIES for _, classes in self.closed.at(i, first))

    def _verbal_here(self, i: int) -> int | None:
        """Where a verb or event noun that starts at `i` ends; None if none does."""
        if (here := self.mentions.get(i)) is None:
            return None
        return max((m.last for m in here if m.kind in ("trigger", "light") or _is_finite(m)), default=None)


def _is_finite(m: Mention) -> bool:
    return m.kind in ("cue", "verb") and m.shape is not None and m.shape.pos == "verb"
