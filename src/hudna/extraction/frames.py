"""Who, whom, where, with what: the pieces around a trigger take the roles that its frame gives them.

Arabic puts the verb first, then who does it, then to whom; in headlines and behind أن/إن who comes first. Verbal nouns
take their first argument in construct and the rest with prepositions, and light verbs (شنّ، تعرّض ل) carry the
arguments of the noun behind them. The frames are data (`frames.yml`); this is the walk over the pieces.
"""

from __future__ import annotations

from hudna.extraction import clauses, subjects
from hudna.extraction.clauses import ACTING, is_comma, is_soft
from hudna.extraction.draft import Draft
from hudna.extraction.light import carried
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.roles import AT, OBJECT_FIRST, PLACE_FRAMES, Roles
from hudna.extraction.slots import may_follow
from hudna.knowledge.load import Knowledge
from hudna.knowledge.trie import Mention

CLAIMS = "say.claimed-responsibility"
_DUMMIES = frozenset({"النار", "القبض", "الرصاص"})  # objects that belong to the trigger: فتح … النار
_AMONG = ("بينه", "من بينه", "غالبيت", "معظمه", "منهم", "اغلبه")
_SUBJECT_BEFORE = frozenset({"3mp", "3md", "3fd", "1p", "1s"})  # persons whose subject does not follow them
# Acts whose verb may well be a passive with fighters as its subject: قتل مسلحون, اعتقل عناصر.
_BOMBARDMENT = frozenset({"bombing", "shelling", "air_strike"})
_SUFFERED = frozenset("killing assassination arrest abduction abuse casualty".split())
# Where the walk stands: how many bare phrases it has taken, or what the next one is.
_DOER, _DONE_TO, _CLOSED, _TOLD = 10, 11, 20, 99


def fill(draft: Draft, knowledge: Knowledge) -> None:
    """Fill the roles of a draft from the pieces of its sentence."""
    _Walk(draft, Roles(draft, knowledge)).run()


class _Walk:
    def __init__(self, draft: Draft, roles: Roles) -> None:
        self.draft = draft
        self.pieces = draft.pieces
        self.roles = roles
        self.is_verb = roles.is_verb
        self.taken = 0
        self.comma = False
        self.passive = False
        self.asked = False  # what is asked for has been told, and what stands behind it is its own

    def run(self) -> None:
        if self.is_verb:
            self._verb()
        else:
            carried(self.draft, self.roles)
            self._right()

    def _verb(self) -> None:
        draft, roles = self.draft, self.roles
        left = subjects.before(draft)
        self.passive = self._reads_passive(left)
        if roles.frame in PLACE_FRAMES | {"act"}:
            for place in clauses.taken_up(draft):
                draft.add(place, "at")
        shape = draft.piece.mentions[0].shape
        led = left is not None or subjects.bears_words(draft)
        if led or (shape is not None and shape.person in _SUBJECT_BEFORE):
            self.taken = 1
        self._right()
        if left is not None:
            if not roles.used(left):
                self._give_subject(left)
        elif not roles.has(role := self._subject_role()):
            head = clauses.far_relative_head(draft)
            if head is not None and not roles.used(head):
                draft.add(head, role)

    def _subject_role(self) -> str:
        return "target" if self.passive else self.roles.line("subject", "actor")

    def _give_subject(self, piece: Piece) -> None:
        role = self.roles.line("subject", "actor")
        others = [f.piece for f in self.draft.of("target")]
        if self.passive or (role == "target" and all(p.prep == "مع" for p in others)):  # القائد قُتل مع مرافقيه
            role = "target"
        elif role == "target" and self.roles.frame != "speak":
            role = "actor"
        for p in clauses.joined(self.pieces, piece):
            self.draft.add(p, role)

    def _reads_passive(self, left: Piece | None) -> bool:
        """Is the verb passive: by its form, or (قتل is both) because nothing is left to be acted on?"""
        triggers = [m for m in self.draft.piece.mentions if m.kind == "trigger" and m.shape]
        shapes = [m.shape for m in triggers if m.shape]
        if not any(s.passive for s in shapes) or any(m.suffix for m in triggers):
            return False  # قصفوه: who is acted on is told by the pronoun
        if all(s.passive for s in shapes) or (left is None and subjects.agent(self.draft) is not None):
            return True
        bare = self._bare_after()
        if left is not None or shapes[0].person in _SUBJECT_BEFORE or not bare:
            return not bare
        if self.draft.type not in _SUFFERED and self._wages(bare[0]):
            return False
        if clauses.is_object(bare[0]) or self._governs_object():
            return False
        alone = len(bare) < 2 and not (bare[0].agentive and self.roles.line("subject", "") == "actor")
        return alone or not (bare[0].nature in ACTING or bare[0].agentive)

    def _bare_after(self) -> list[Piece]:
        """قتل القيادي في الحركة فلان: a name behind what tells more of the one before it is no second argument."""
        bare = clauses.bare_after(self.pieces, self.draft.index)
        if self.draft.type in _SUFFERED and len(bare) == 2 and bare[1].nature == "unknown":
            before = self.pieces[self.pieces.index(bare[1]) - 1]
            return bare[:1] if before.kind is Kind.NP and before.prep else bare
        return bare

    def _governs_object(self) -> bool:
        """أفرجت السلطات عن معتقل: the verb's own preposition brings whom it is done to."""
        ahead = self.pieces[self.draft.index + 1 : self.draft.index + 5]
        own = self.draft.trigger.roles
        return any(p.kind is Kind.NP and own.get(p.prep) == "target" for p in ahead if p.prep)

    def _wages(self, p: Piece) -> bool:
        return clauses.wages(p) or (self.roles.frame == "act" and p.nature == "means")

    # ---- to the right

    def _right(self) -> None:
        past = 0  # the comma that closes an aside
        for k in range(self.draft.index + 1, len(self.pieces)):
            if k > past and is_comma(self.pieces[k]):
                past = clauses.aside(self.pieces, k) or 0
                if past:
                    continue
            if k != past and not self._step(self.pieces[k], k):
                return

    def _step(self, p: Piece, k: int) -> bool:
        """Go over one piece; False ends the walk."""
        if p.kind is Kind.MARK:
            return self._mark(p, k)
        if p.kind is Kind.OTHER:
            if p.form.startswith(_AMONG):  # بينهم نساء: part of those told, no role of their own
                self.taken, self.roles.last = _TOLD, ""
            return True
        if p.kind is Kind.TIME:
            self.draft.add(p, "time")
            return True
        if p.kind in (Kind.NP, Kind.PLACE):
            return self._argument(p, k)
        if p.kind is Kind.REL:
            return self._enter_relative(k)
        if p.kind is Kind.CUE and self.is_verb and self.roles.frame == "speak":
            return clauses.is_medium(p)
        if p.kind is Kind.EVENT and p.prep and p.definite and self.is_verb and self.roles.frame == "suffer":
            return not self.roles.has("target")  # وقتل في تلك المواجهات جندي
        if p.kind is Kind.EVENT and self._is_thing_done_to(p):
            self.draft.add(p, "target")
            return False
        return p.kind is Kind.VERB and self._verb_after(p)

    def _is_thing_done_to(self, p: Piece) -> bool:
        """فرّقت الشرطة مظاهرة، استهدف اجتماعاً: a gathering stands for those who are at it."""
        trigger = p.named("trigger")
        if trigger is None or trigger.entry.type not in ("protest", "negotiation") or self.roles.has("target"):
            return False
        acts = self.roles.frame == "act" and (self.is_verb or self.taken == _DONE_TO)
        return acts and not (p.prep or p.conj or self.comma)

    def _mark(self, p: Piece, k: int) -> bool:
        if not is_comma(p):
            return is_soft(p)
        self.comma = True
        if not self._list_goes_on(k):
            self.roles.last = ""
        return True

    def _list_goes_on(self, k: int) -> bool:
        """بين X من جهة، وY من جهة أخرى; قصفت مخابئ، ومخازن: a list with commas."""
        if self.roles.last == "party":
            return True
        before, after = self.pieces[k - 1], self.pieces[k + 1 : k + 2]
        if self.roles.last == "actor":
            return self.is_verb and self.taken == 1 and clauses.goes_on(self.pieces, k)
        return self.roles.last in ("target", "at") and any(
            q.kind is before.kind and q.conj and not q.prep and q.nature == before.nature for q in after
        )

    def _enter_relative(self, k: int) -> bool:
        """A relative clause about an event noun goes on telling of it: الهجوم الذي شنّه …, وقع في …"""
        following = self.pieces[k + 1] if k + 1 < len(self.pieces) else None
        return not self.is_verb and following is not None and following.kind is Kind.VERB and (
            following.named("light") is not None or self._absorbs(following)
        )  # fmt: skip

    def _absorbs(self, verb: Piece) -> bool:
        trigger = verb.named("trigger")
        return trigger is not None and trigger.entry.frame == "act" and self.roles.frame in ("act", "blast")

    def _verb_after(self, p: Piece) -> bool:
        """A light verb or a verb of the act behind an event noun: هجوم شنّه X, هجوم استهدف Y."""
        if self._fires(p):
            self.roles.last, self.taken = "", _DOER
            return True
        if self.is_verb or p.conj or (self.comma and not self._goes_on(p)):
            return False
        light = p.named("light")
        if (light is not None and light.entry.cls == "light") or self._claimed(p):
            self.roles.last = ""
            does = light is None or light.entry.subject == "actor"
            self.taken = _DOER if does else _CLOSED
            self.draft.light |= does
            return True
        trigger = p.named("trigger") if self._absorbs(p) else None
        if trigger is None:
            return False
        self.draft.light = True
        self.taken = _DONE_TO
        self.draft.rules.append(trigger.entry.id)
        if self.draft.type == "attack" and trigger.entry.type in _BOMBARDMENT:
            self.draft.type = trigger.entry.type  # هجوم فجّر فيه انتحاري نفسه
        p.mentions = [m for m in p.mentions if m.kind != "trigger"]
        return True

    def _fires(self, p: Piece) -> bool:
        """بصواريخ أطلقتها القوات: who fires the weapon that is told of."""
        before, light = self.pieces[self.pieces.index(p) - 1], p.named("light")
        fired = light is not None and light.entry.id == "light.fire" and bool(light.suffix)
        return fired and before.named("means") is not None and not self.roles.has("actor")

    def _goes_on(self, p: Piece) -> bool:
        """هجوم انتحاري أمس، استهدف مقراً: right behind a comma, the verb of the act has the act for its subject."""
        at = self.pieces.index(p)
        return self._absorbs(p) and is_comma(self.pieces[at - 1])

    def _claimed(self, p: Piece) -> bool:
        """هجوم تبنّته الحركة: who claims the act did it."""
        cue = p.named("cue")
        return cue is not None and cue.entry.id == CLAIMS and bool(cue.suffix)

    # ---- arguments

    def _argument(self, p: Piece, k: int) -> bool:
        if p.last - p.first == 1 and (p.form.startswith("نفس") or (p.form in _DUMMIES and not p.prep)):
            return True
        if p.conj and self.roles.last and (not p.prep or p.prep in self.roles.lines or p.kind is Kind.PLACE):
            if p.prep and p.prep != self.pieces[k - 1].prep:
                self.roles.prepositional(p)
            elif p.nature != "unknown" or p.number is not None or self.pieces[k - 1].nature == "unknown":
                self.roles.assign(p, self.roles.last)
            return True
        if self.asked and p.kind is not Kind.TIME:
            return True
        if p.prep:
            self.roles.prepositional(p)
            return True
        if self.roles.frame == "speak" and self.is_verb and not self.taken and clauses.beside_subject(p):
            return True
        if self.roles.frame == "speak" and self.taken and clauses.asked_for(p):
            self.roles.last, self.asked = "none", p.deed
            return True
        if self.taken == _TOLD and p.kind is Kind.NP:
            return True
        return not p.conj and self._bare(p)

    def _bare(self, p: Piece) -> bool:
        if p.first == self.draft.last and (prep := self.draft.scan.tokens[p.first - 1].form) in AT | {
            "من",
            "عن",
            "الي",
        }:
            self.roles.prepositional(p, prep)  # ألقى القبض على X: the trigger's own words end in the preposition
            return True
        if p.kind is Kind.PLACE and (self.comma or (p.place is not None and p.place.relation is not None)):
            self.roles.assign(p, "at")
            return True
        if self._names_official(p) or (p.first == self.draft.last and self._is_ranks(p.first - 1)):
            return True
        if self.comma and self.taken < _DOER:
            spoken_to = self.roles.frame == "speak" and self.taken == 1 and p.nature in ACTING | {"person"}
            late = self.is_verb and (p.number is not None or spoken_to) and not self.roles.has("target")
            return late and self._after_verb(p)  # أوقفت، منذ أمس، 320 شخصاً
        if self.taken in (_DOER, _DONE_TO):
            done_to = self.taken == _DONE_TO
            self.taken = _CLOSED
            self.roles.assign(p, "target" if done_to else "party" if self.roles.frame == "clash" else "actor")
            return True
        return self._after_verb(p) if self.is_verb else self._after_event(p)

    def _is_ranks(self, at: int) -> bool:
        """التحق بصفوف التنظيم: whose ranks they are is no one who joins them."""
        return self.draft.last - self.draft.first > 1 and self.draft.scan.tokens[at].form.endswith("صفوف")

    def _names_official(self, p: Piece) -> bool:
        """الأمين العام أنطونيو غوتيريش: the name behind a title."""
        m = p.mentions[0] if p.mentions else None
        before = self.pieces[self.pieces.index(p) - 1]
        named = m is not None and m.kind == "actor" and m.entry.kind == "official" and before.last == p.first
        return named and before.kind is Kind.NP and before.nature in ("body", "person", "unknown")

    def _after_verb(self, p: Piece) -> bool:
        if clauses.counts(p, self.pieces[self.pieces.index(p) - 1]):
            return True
        known = p.nature != "unknown" or p.number is not None
        weak = not known and self.draft.trigger.strength == "weak" and self.taken > 0
        if self.taken >= (1 if self.passive else 2) or weak:
            return self._apposition(p)  # اغتيل فلان القيادي في الحركة: who he is
        role = self._positional(p)
        self.taken += 1
        self.roles.assign(p, role)
        return True

    def _positional(self, p: Piece) -> str:
        """The role of a bare phrase by its place behind the verb, and by its case where that shows."""
        subject, object_ = self.roles.line("subject", "actor"), self.roles.line("object", "target")
        if self.passive:
            return "target" if subject == "actor" else subject
        if self.taken == 0:
            inert = p.nature in ("thing", "place") and not clauses.second_bare(self.pieces, p)
            acted_on = inert or clauses.is_object(p)
            shared = self._is_spoken_to(p) or self._shares_subject(p)
            if subject == "actor" and object_ == "target" and (acted_on or shared):
                self.taken = 1
                return "target"
            two = clauses.second_bare(self.pieces, p) and len(self._bare_after()) != 1
            if subject == "target" and p.nature in ACTING and two:
                return "actor"
            return subject
        return "target" if subject == "target" else object_

    def _is_spoken_to(self, p: Piece) -> bool:
        """رحب الأمين العام … وحثّ جميع الأطراف: the verb goes on from a subject that is named before."""
        if self.roles.frame != "speak" or not self.draft.index or subjects.is_nominative(p):
            return False
        if subjects.goes_on(self.draft) and clauses.named_behind(self.pieces, self.draft.index) <= 1:
            return True
        shape = self.draft.piece.mentions[0].shape
        return shape is not None and not may_follow(p, shape.person) and self.draft.piece.conj

    def _shares_subject(self, p: Piece) -> bool:
        """دمرت قواته آليات وأسرت ستة جنود: joined to a verb like it, a feminine verb has no men for its subject."""
        verb = self.draft.piece.mentions[0].shape
        if not self.draft.piece.conj or verb is None or verb.person != "3fs" or p.definite or p.number is None:
            return False
        before = next((q for q in reversed(self.pieces[: self.draft.index]) if q.kind is Kind.VERB), None)
        shape = before.mentions[0].shape if before is not None else None
        return shape is not None and shape.person == "3fs" and len(self._bare_after()) == 1

    def _after_event(self, p: Piece) -> bool:
        event, head = self.draft.piece, p.mentions[0] if p.mentions else None
        if self.taken >= 2 or not (p.first == event.last or self.taken == 0):
            return self._apposition(p)
        if head is not None and head.kind == "nisba" and head.first == p.first:
            self._nisba(p)
            return True
        one = p.last - p.first == 1 and p.number is None
        if one and head is not None and event.definite == p.definite and self._qualifies(head):
            return True
        if head is None and p.place is None and one and event.definite == p.definite:
            return True  # an adjective: هجوم عنيف
        role = self.roles.line("of", "none")
        unknown = head is None or head.first > p.first
        if self.roles.frame == "speak" and unknown and p.form[:1] == "ب" and len(p.form) > 3:
            return True  # المطالبة بكشف مصيرهم: what is asked for
        if self.roles.frame == "speak" and self._is_participle():
            role = "target"  # داعياً المنظمات, رفضه الاتهامات
        if role in ("auto", "party", "actor") and p.nature == "unknown" and p.number is None:
            return role != "auto" or p.last - p.first < 3
        self.taken += 1
        if role == "auto":
            role = self.roles.auto(p, followed=clauses.second_bare(self.pieces, p))
        self.roles.assign(p, role)
        return True

    def _qualifies(self, head: Mention) -> bool:
        """هجوم انتحاري، الكفاح المسلح: a singular noun of fighters behind the noun of an act is its adjective."""
        single = head.kind == "class" and head.entry.kind == "fighter" and head.shape and head.shape.number == "s"
        return bool(single) and self.roles.frame in ("act", "blast", "clash") and self.draft.type not in OBJECT_FIRST

    def _is_participle(self) -> bool:
        m = self.draft.piece.mentions[0]
        return bool(m.suffix) or bool(m.shape and m.shape.accusative) or self.draft.piece.form.endswith(("ا", "ين"))

    def _nisba(self, p: Piece) -> None:
        """الغارات الإسرائيلية is an adjective, مقتل فلسطيني and هجوم الحوثيين a noun."""
        head, event = p.mentions[0], self.draft.piece
        of = self.roles.line("of", "none")
        plural = head.shape is not None and head.shape.number == "p" and p.form.endswith(("ين", "ون"))
        noun = plural or of == "target" or self.draft.type in OBJECT_FIRST
        role = of if noun else self.roles.line("adjective", "none")
        if role == "auto":
            role = "target" if self.draft.type in OBJECT_FIRST else "actor"
        if noun or event.definite == bool(head.shape and head.shape.definite):
            self.roles.assign(p, role)

    def _apposition(self, p: Piece) -> bool:
        """A bare phrase behind the arguments: a place says where, anything else ends the clause."""
        if p.kind is Kind.PLACE:
            self.roles.assign(p, "at")
            return True
        return p.nature == "unknown" and p.last - p.first <= 2
