"""A sentence cut into pieces: closed classes, verbs, event nouns, places, times, and the noun phrases between them."""

from __future__ import annotations

from hudna.extraction.phrases import Phrases
from hudna.extraction.pieces import QUOTES, Kind, Piece
from hudna.extraction.place_mention import PlaceMention
from hudna.extraction.scan import Scan
from hudna.knowledge.load import Knowledge
from hudna.knowledge.trie import Mention

_BRACKETS = frozenset("()[]")
_VERBAL = frozenset({"trigger", "light", "cue", "verb"})
_CLITICS = frozenset({"ل", "ب", "ك"})
_IN_TRIGGERS = frozenset({"road", "street", "airport", "crossing", "port"})  # قطع طريق كذا: the road is what is cut
_DASHES = frozenset("-–—ـ")
_PREPOSITIONAL = frozenset({"prepositions", "prepositional_phrases"})
_ASIDE = frozenset({"adverbs", "particles", "pronouns", "demonstratives"})
_COORDINATORS = frozenset({"و", "ف", "ثم", "او", "ام"})
_CLOSED_KINDS = (("complementizers", Kind.COMP), ("relatives", Kind.REL), ("negations", Kind.NEG))
_NO_CONJUNCTION = frozenset({"فتحت"})  # فتحت القوات النار: no ف and تحت
_DUAL_RELATIVES = frozenset("اللذان اللذين اللتان اللتين".split())


class _Cutter:
    """Walks the tokens of one sentence and cuts pieces."""

    def __init__(self, scan: Scan, knowledge: Knowledge) -> None:
        self.tokens, self.mentions = scan.tokens, scan.mentions
        self.places, self.times, self.numbers = scan.places, scan.times, scan.numbers
        self.phrases = Phrases(scan, knowledge)
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
        if (time := self.times.get(i)) is not None:
            self._push(Piece(Kind.TIME, time.first, time.last, time=time))
            return
        if token.form in _CLITICS and token.kind == "word" and i + 1 < len(self.tokens):
            self.prep, self.at = token.form, i + 1  # لـ «الراية»
            return
        if i not in self.numbers and self._function_word(i, token.form):
            return
        number = self.numbers.get(i)
        if number is not None and not number.dual_noun:
            counted = number.last == i + 1 and token.kind == "word"
            self._push(self.phrases.build(i, self.phrases.nominal(i) if counted else None))
            return
        best = self._verbal(i)
        place = self.places.get(i)
        noun = self.phrases.nominal(i)
        if best and not self._noun_wins(best, noun, place):
            self._push(self._before_place(best))
        elif place and (noun is None or place.last >= noun.last) and not self._is_actor(noun, place):
            self._push(self._place_piece(place))
        else:
            self._push(self.phrases.build(i, noun))

    def _mark(self, i: int, form: str) -> None:
        if form in '«“"' and not (form == '"' and self.in_quotes):
            self.in_quotes = True
        elif form in '»”"':
            self.in_quotes = False
        prep, conj = self.prep, self.conj
        self._push(Piece(Kind.MARK, i, i + 1, form=form))
        self.prep, self.conj = prep, conj  # quotes and brackets do not come between a preposition and its noun

    # ---- closed classes

    def _function_word(self, i: int, form: str) -> bool:
        """Take the longest phrase of a closed class that starts here, with or without و or ف before it."""
        closed = self.phrases.closed
        if form in closed and self._closed_from(i, form, conj=False):
            return True
        if form in _NO_CONJUNCTION:
            return False
        return form[0] in "وف" and form[1:] in closed and self._closed_from(i, form[1:], conj=True)

    def _closed_from(self, i: int, first: str, *, conj: bool) -> bool:
        found = self.phrases.closed.at(i, first)
        if not found:
            return False
        meaning = (m.last for m in self.mentions.get(i, ()) if m.kind in ("cue", "light", "trigger"))
        end = max(meaning, default=i)  # في حال, من المقرر: a longer phrase means more
        return any(i + len(phrase) >= end and self._closed(i, phrase, classes, conj) for phrase, classes in found)

    def _closed(self, i: int, phrase: tuple[str, ...], classes: frozenset[str], conj: bool) -> bool:
        after = i + len(phrase)
        form = " ".join(phrase)
        if classes & _PREPOSITIONAL:
            if any(j in self.places for j in range(i + (len(phrase) > 1), after)):
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
        if "adverbs" in classes and self._is_subject(i):
            return False
        if classes & _ASIDE:
            prep = self.prep if "demonstratives" in classes else ""  # في تلك المواجهات: it governs what follows
            self._push(Piece(Kind.OTHER, i, after, conj=conj, form=form))
            self.prep = prep
            return True
        return False

    def _is_subject(self, i: int) -> bool:
        """إن عسكرياً قُتل: a person right behind إن or أن, though elsewhere the word is an adverb."""
        noun = self.phrases.nominal(i)
        return noun is not None and noun.kind == "class" and bool(self.pieces) and self.pieces[-1].kind is Kind.COMP

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
        found = [m for m in self.mentions.get(i, ()) if m.kind in _VERBAL]
        if not found:
            return None
        if self._told_of_before(i):
            found = [m for m in found if m.last == i + 1] or found
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
        chosen.sort(key=lambda m: (m.cut, m.kind != "trigger"))  # أسقط: he shot down, before I fall
        head = chosen[0]
        kind = Kind.VERB if not as_noun else (
            Kind.EVENT if any(m.kind == "trigger" for m in chosen) else Kind.CUE)  # fmt: skip
        proclitic = head.proclitic
        return Piece(
            kind, head.first, head.last, prep=proclitic.strip("وفس") if as_noun else "", cut=head.cut,
            conj=proclitic[:1] in ("و", "ف"), mentions=chosen, form=self.tokens[i].form,
            definite=bool(head.shape and (head.shape.definite or head.suffix)),
        )  # fmt: skip

    def _told_of_before(self, i: int) -> bool:
        """إن جنديا قُتل وجُرح اثنان: behind its subject the word is a verb, and so is the one joined to it."""
        joined = i + 1 < len(self.tokens) and self.tokens[i + 1].form == "وجرح"
        before = self.pieces[-1] if joined and self.pieces and not self.prep else None
        return before is not None and before.last == i and not before.prep and (
            before.kind is Kind.NP or (before.kind is Kind.OTHER and before.form.endswith("ا"))
        )  # fmt: skip

    def _reads_as_noun(self, i: int, noun: Mention) -> bool:
        """A word that can be verb or noun (قصف، قتل) is a noun behind a preposition or an open noun."""
        if self.prep or noun.proclitic.strip("وفس"):
            return True
        shape = noun.shape
        if shape is not None and (shape.definite or noun.suffix):
            return True
        if shape is not None and shape.accusative:
            return not (self.pieces and self._dual(self.pieces[-1]))
        if self.pieces:
            before = self.pieces[-1]
            if before.kind is Kind.COMP and not noun.proclitic:
                return False
            if before.kind in (Kind.VERB, Kind.EVENT) and before.last == i:
                return not (self._speaks_on(noun) and before.prep)
            if before.kind is Kind.NP and before.last == i and not before.definite and not self.conj:
                return before.nature == "unknown"
        if self._awaited():
            return True
        following = self.tokens[i + 1].form if i + 1 < len(self.tokens) else ""
        ahead = self.mentions.get(i + 1, ())
        if any(m.kind == "nisba" and m.shape and not m.shape.definite for m in ahead):
            return True
        if following == "في" and noun.kind == "trigger" and noun.entry.frame == "suffer":
            return False  # وقتل في المواجهات جندي
        return following in ("عنيف", "جوي", "مدفعي", "صاروخي", "مكثف", "عشوايي", "على", "من", "في")

    def _speaks_on(self, noun: Mention) -> bool:
        """رحب بالهدنة وحث الأطراف: joined to a verb of speech, the word is the next verb of it."""
        joined = noun.proclitic[:1] == "و" and noun.kind == "trigger" and noun.entry.frame == "speak"
        return joined and any(p.kind is Kind.VERB and p.named("cue", "trigger") is not None for p in self.pieces)

    def _awaited(self) -> bool:
        """واصلت القوات قصف المدينة: does a light verb with its subject still lack the event that it carries?"""
        subjects = 0
        for p in reversed(self.pieces[-4:]):
            if p.kind is Kind.NP and not p.prep:
                subjects += 1
            elif p.kind is Kind.VERB:
                light = p.named("light")
                return (
                    subjects == 1 and light is not None and light.entry.cls == "light" and not light.entry.with_
                    and light.entry.subject == "actor" and p.named("trigger") is None
                )  # fmt: skip
            elif p.kind is not Kind.TIME and not (p.kind is Kind.NP and p.prep):
                return False
        return False

    def _dual(self, piece: Piece) -> bool:
        """شرطيان قتلا, عراقيين قتلا, اثنين من الحرس قتلا, اللذين قتلا: a word in -ا behind two is their verb."""
        if piece.kind is Kind.REL:
            return piece.form in _DUAL_RELATIVES
        if piece.kind is not Kind.NP:
            return False
        two = piece.number is not None and piece.number.min == piece.number.max == 2
        heads = [m for m in piece.mentions if m.first == piece.first and m.shape is not None]
        nisba = any(m.kind == "nisba" and piece.form.endswith("ين") for m in heads)
        return two or nisba or any(m.shape is not None and m.shape.number == "d" for m in piece.mentions)

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
        if (
            trigger is not None
            and verbal.kind is Kind.EVENT
            and noun.last == verbal.last
            and noun.kind in ("class", "actor")
        ):
            return trigger.entry.strength == "weak" and bool(noun.shape and noun.shape.definite)  # المعارضة
        if noun.last < verbal.last or trigger:
            return False
        return verbal.kind is not Kind.VERB or verbal.named("light", "cue") is None

    def _before_place(self, piece: Piece) -> Piece:
        """سقوط قاعدة العند: the trigger's last word begins the name of a place, which is a piece of its own."""
        place = self.places.get(piece.last - 1)
        if place is None or place.class_word in _IN_TRIGGERS or not place.candidates:
            return piece
        if piece.last - piece.first > 1 and place.last > piece.last:
            piece.last -= 1
        return piece

    # ---- noun phrases

    def _is_actor(self, noun: Mention | None, place: PlaceMention) -> bool:
        """A name that is both an actor and a place is the place behind a preposition of place."""
        if noun is None or noun.last < place.last:
            return False
        proclitic = noun.proclitic.strip("وف") or self.prep
        if noun.kind in ("country", "metonym"):
            before = self.pieces[-1] if self.pieces else None
            if noun.kind == "metonym" and before and before.kind is Kind.EVENT and before.last == noun.first:
                return False  # تفجيرات بغداد
            if proclitic == "على" and self._under_fire():
                return False
            joined = self.conj or noun.proclitic[:1] == "و"
            if joined and not proclitic and self.pieces and self.pieces[-1].kind is Kind.PLACE:
                return False
            return proclitic not in ("في", "ب", "من", "الي", "داخل", "خارج", "شمال", "جنوب", "شرق", "غرب", "عن", "عبر")
        return noun.kind == "actor"

    def _under_fire(self) -> bool:
        """صواريخ على تل أبيب, غارات على سوريا: behind an act of force a capital or a country is a place."""
        trigger = next((t for p in reversed(self.pieces[-4:]) if (t := p.named("trigger")) is not None), None)
        return trigger is not None and trigger.entry.frame in ("act", "blast", "take")

    def _place_piece(self, place: PlaceMention) -> Piece:
        proclitic = place.proclitic
        return Piece(
            Kind.PLACE, place.first, place.last, prep=proclitic.strip("وف"), conj=proclitic[:1] in ("و", "ف"),
            cut=len(proclitic), place=place, definite=True,
            mentions=[m for m in self.mentions.get(place.first, ()) if m.kind in ("country", "metonym")],
        )  # fmt: skip


def cut(scan: Scan, knowledge: Knowledge) -> list[Piece]:
    """The pieces of a sentence, in order."""
    return _Cutter(scan, knowledge).cut()
