"""Who, whom, where, with what: the pieces around a trigger take the roles that its frame gives them.

Arabic puts the verb first, then who does it, then to whom; in headlines and behind أن/إن who comes first. Verbal nouns
take their first argument in construct and the rest with prepositions, and light verbs (شنّ، تعرّض ل) carry the
arguments of the noun behind them. The frames are data (`frames.yml`); this is the walk over the pieces.
"""

from __future__ import annotations

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import QUOTES, Kind, Piece
from hudna.knowledge.load import Knowledge

_AT = frozenset(
    "في ب داخل قرب عند لدي حول وسط ضمن عبر فوق امام خارج على تجاه قبالة شمال جنوب شرق غرب شمالي جنوبي شرقي غربي".split()
) | {"بالقرب من", "على مقربه من", "في محيط", "باتجاه", "في منطقه", "في اتجاه", "بمحاذاه"}
_SOFT = QUOTES | frozenset("()[]-–—ـ")
_DUMMIES = frozenset({"النار", "القبض", "الرصاص"})  # objects that belong to the trigger: فتح … النار
_AREAS = frozenset("مناطق اماكن احياء قري بلدات مدن محاور جبهات مساحات".split())
_BACKED = ("مدعوم", "مدعم", "مسنود", "معزز")
_SAME = {"ما بين": "بين", "فيما بين": "بين", "بمشاركه": "مع", "بين كل من": "بين"}
_AMONG = ("بينه", "من بينه", "غالبيت", "معظمه", "منهم", "اغلبه")
_RESUMING = frozenset("عليه عليها عليهم عليهما فيه فيها فيهم منه منها منهم اليه اليها به بها بهم له لها لهم عنه عنها".split())
_ACTING = frozenset({"armed", "body", "country", "people"})
_VERB_FIRST = frozenset({"subject", "object"})
_AIR = frozenset({"air", "drone"})
# Verbal nouns whose construct is what is acted on (اعتقال X), unless an object follows (إعدام التنظيم X).
_OBJECT_FIRST = frozenset("arrest abduction assassination killing destruction abuse".split())
_AGENT_FIRST = frozenset("arrest abduction abuse destruction".split())  # اعتقال قوات الأمن: they do it
_PLACE_FRAMES = frozenset({"take", "hold", "besiege", "leave", "move"})


def fill(draft: Draft, knowledge: Knowledge) -> None:
    """Fill the roles of a draft from the pieces of its sentence."""
    _Walk(draft, knowledge).run()


class _Walk:
    def __init__(self, draft: Draft, knowledge: Knowledge) -> None:
        self.draft = draft
        self.pieces = draft.pieces
        self.roles = knowledge.frames[draft.trigger.frame] | {k: v for k, v in draft.trigger.roles.items()}
        self.is_verb = draft.piece.kind is Kind.VERB
        self.last_role = ""
        self.positional = 0
        self.comma = False
        self.passive = False

    def run(self) -> None:
        left = self._left_subject(self.draft.index) or self._relative_head() if self.is_verb else None
        self.passive = self.is_verb and self._reads_passive(left)
        if not self.is_verb:
            self._light_left()
        if self.is_verb and self.draft.trigger.frame in _PLACE_FRAMES | {"act"}:
            self._taken_up()
        self._right(left)
        if left is not None and not self._used(left):
            self._give_subject(left)
        if self.is_verb and left is None and not self._has(self._subject_role()):
            self._relative_subject()

    def _resumes(self) -> bool:
        """Is what stands before taken up again by a pronoun: يسيطر عليها?"""
        tokens, last = self.draft.scan.tokens, self.draft.last
        return tokens[last - 1].form in _RESUMING or (last < len(tokens) and tokens[last].form in _RESUMING)

    def _taken_up(self) -> None:
        """القرى التي يسيطر عليها X, قرية يسيطر عليها X: the places before the clause are where."""
        if not self._resumes():
            return
        k = self.draft.index - 1
        while k >= 0 and self.pieces[k].kind in (Kind.REL, Kind.OTHER):
            k -= 1
        seen = False
        while k >= 0:
            p = self.pieces[k]
            place = p.kind is Kind.PLACE or (p.kind is Kind.NP and p.nature == "thing")
            if place:
                self.draft.add(p, "at")
                seen = True
                if not p.conj and not (k and self.pieces[k - 1].form in "،,"):
                    return
            elif not (p.kind is Kind.MARK and (p.form in _SOFT or p.form in "،,")):
                return
            elif seen and p.form in "([":
                return
            k -= 1

    def _relative_head(self) -> Piece | None:
        """التي دعت الحكومة: without a pronoun that takes it up again, the noun before الذي is the subject."""
        k = self.draft.index - 1
        if k < 1 or self.pieces[k].kind is not Kind.REL or self.draft.piece.mentions[0].suffix:
            return None
        if self._resumes():
            return None
        head = self.pieces[k - 1]
        return head if head.kind in (Kind.NP, Kind.PLACE) and head.nature in _ACTING | {"person", "unknown"} else None

    def _subject_role(self) -> str:
        return "target" if self.passive else self.roles.get("subject", "actor")

    def _relative_subject(self) -> None:
        """القوات التي تتقدم: the noun that the relative clause is about does its verb."""
        k = self.draft.index - 1
        while k > 0 and self.pieces[k].kind is Kind.OTHER:
            k -= 1
        if k < 1 or self.pieces[k].kind is not Kind.REL:
            return
        k -= 1
        while k > 0 and self.pieces[k].kind is Kind.MARK and self.pieces[k].form in _SOFT | {"،", ","}:
            k -= 1
        if self.pieces[k].kind in (Kind.NP, Kind.PLACE) and not self._used(self.pieces[k]):
            self.draft.add(self.pieces[k], self._subject_role())

    def _used(self, piece: Piece) -> bool:
        return any(f.piece is piece for f in self.draft.fillers)

    # ---- to the left

    def _left_subject(self, index: int) -> Piece | None:
        """The noun phrase before a verb that is its subject: at the start of a clause or behind أن/إن."""
        k = index - 1
        while k >= 0 and (
            self.pieces[k].kind in (Kind.OTHER, Kind.TIME)
            or (self.pieces[k].kind is Kind.MARK and self.pieces[k].form in _SOFT)
            or (self.pieces[k].kind is Kind.PLACE and self.pieces[k].prep)
            or (self.pieces[k].kind is Kind.NP and self.pieces[k].prep and k > 0)
        ):
            k -= 1
        if k < 0 or self.pieces[k].kind not in (Kind.NP, Kind.PLACE) or self.pieces[k].prep:
            return None
        while k > 0 and self.pieces[k].conj and self.pieces[k - 1].kind in (Kind.NP, Kind.PLACE):
            k -= 1
        j = k - 1
        while j >= 0 and self.pieces[j].kind is Kind.MARK and self.pieces[j].form in _SOFT:
            j -= 1
        opens = j < 0 or self.pieces[j].kind in (Kind.COMP, Kind.MARK, Kind.LINK)
        return self.pieces[k] if opens and not (self.draft.piece.conj and k == index - 1 and j >= 0) else None

    def _coordinated(self, piece: Piece) -> list[Piece]:
        """A piece and those joined to it by و."""
        at = self.pieces.index(piece)
        out = [piece]
        for other in self.pieces[at + 1 :]:
            if other.kind is Kind.MARK and other.form in _SOFT:
                continue
            if other.kind in (Kind.NP, Kind.PLACE) and other.conj and not other.prep:
                out.append(other)
            else:
                break
        return out

    def _give_subject(self, piece: Piece) -> None:
        role = self.roles.get("subject", "actor")
        if self.passive or (self.roles.get("subject") == "target" and not self._has("target")):
            role = "target"
        elif self.roles.get("subject") == "target":
            role = "actor"
        for p in self._coordinated(piece):
            self.draft.add(p, role)

    def _light_left(self) -> None:
        """The light verb before an event noun, and whoever stands between the two."""
        draft = self.draft
        event = draft.piece
        between: list[Piece] = []
        for k in range(draft.index - 1, max(-1, draft.index - 9), -1):
            p = self.pieces[k]
            if p.kind is Kind.VERB or (p.kind is Kind.CUE and p.named("light") is not None):
                light = p.named("light")
                if light is not None and light.entry.cls == "light":
                    self._light(k, p, light.entry, between, event)
                return
            if p.kind in (Kind.COMP, Kind.REL, Kind.LINK, Kind.NEG, Kind.EVENT, Kind.CUE):
                return
            if p.kind is Kind.MARK and p.form not in _SOFT and not self._sets_off_time(k):
                return
            if p.kind in (Kind.NP, Kind.PLACE, Kind.TIME):
                between.append(p)

    def _sets_off_time(self, k: int) -> bool:
        """خاض الجيش، أمس، معارك: commas around a time."""
        beside = self.pieces[max(0, k - 1) : k + 2]
        return self.pieces[k].form in "،," and any(p.kind is Kind.TIME for p in beside)

    def _light(self, k: int, verb: Piece, light: object, between: list[Piece], event: Piece) -> None:
        draft = self.draft
        with_ = getattr(light, "with_", None)
        if (with_ or "") != event.prep and event.prep and not (with_ is None):
            return
        subject = getattr(light, "subject", "none")
        draft.light = True
        if not between:
            draft.first, draft.cut = verb.first, verb.cut
        if subject in ("actor", "target"):
            between = [p for p in between if p.nature != "unknown" or p.kind is not Kind.NP or p.number is not None]
            nps = [p for p in reversed(between) if p.kind in (Kind.NP, Kind.PLACE) and not p.prep and not _counts(p, event)]
            left = self._left_subject(k)
            for p in nps or ([] if left is None else self._coordinated(left)):
                self._assign(p, subject)
        for p in between:
            if p.kind is Kind.TIME or p.prep:
                self._prepositional(p)

    # ---- to the right

    def _right(self, left: Piece | None) -> None:
        plural = self.draft.piece.mentions[0].shape
        if self.is_verb and (left is not None or (plural and plural.person in ("3mp", "3md", "3fd", "1p", "1s"))):
            self.positional = 1
        pieces = self.pieces
        k = self.draft.index + 1
        while k < len(pieces):
            p = pieces[k]
            if p.kind is Kind.MARK:
                if p.form in "،,":
                    self.comma = True
                    self.last_role = "party" if self.last_role == "party" else ""  # بين X من جهة، وY من جهة أخرى
                elif p.form not in _SOFT:
                    return
            elif p.kind is Kind.OTHER:
                if p.form.startswith(_AMONG):  # بينهم نساء: part of those told, no role of their own
                    self.positional, self.last_role = 99, ""
            elif p.kind is Kind.TIME:
                self.draft.add(p, "time")
            elif p.kind in (Kind.NP, Kind.PLACE):
                if not self._argument(p, k):
                    return
            elif p.kind is Kind.REL:
                if not self._enter_relative(k):
                    return
            elif p.kind is Kind.VERB:
                if not self._verb_after(p, k):
                    return
            elif p.kind is Kind.EVENT:
                if not self._event_after(p):
                    return
            elif p.kind is Kind.CUE and p.prep:
                return
            else:
                return
            k += 1

    def _enter_relative(self, k: int) -> bool:
        """A relative clause about an event noun goes on telling of it: الهجوم الذي شنّه …, وقع في …"""
        following = self.pieces[k + 1] if k + 1 < len(self.pieces) else None
        return not self.is_verb and following is not None and following.kind is Kind.VERB and (
            following.named("light") is not None or self._absorbs(following)
        )  # fmt: skip

    def _absorbs(self, verb: Piece) -> bool:
        trigger = verb.named("trigger")
        return trigger is not None and trigger.entry.frame == "act" and self.draft.trigger.frame in ("act", "blast")

    def _verb_after(self, p: Piece, k: int) -> bool:
        """A light verb or a verb of the act behind an event noun: هجوم شنّه X, هجوم استهدف Y."""
        if self.is_verb or p.conj or self.comma:
            return False
        light = p.named("light")
        if light is not None and light.entry.cls == "light":
            self.last_role = ""
            if light.entry.subject == "actor":
                self.positional = 10  # next bare noun phrase is who did it
                self.draft.light = True
            else:
                self.positional = 20
            return True
        if self._absorbs(p):
            trigger = p.named("trigger")
            assert trigger is not None
            self.draft.light = True
            self.positional = 11
            self.draft.rules.append(trigger.entry.id)
            p.mentions = [m for m in p.mentions if m.kind != "trigger"]
            return True
        return False

    def _event_after(self, p: Piece) -> bool:
        return False

    def _argument(self, p: Piece, k: int) -> bool:
        """Take one phrase into a role; False ends the walk."""
        if p.form.startswith("نفس") and p.last - p.first == 1:
            return True
        if p.form in _DUMMIES and not p.prep and p.last - p.first == 1:
            return True
        if p.conj and self.last_role and (not p.prep or p.prep in self.roles or p.kind is Kind.PLACE):
            if p.prep and p.prep != self.pieces[k - 1].prep:
                return self._prepositional(p)
            return self._assign(p, self.last_role)
        if p.conj and not p.prep:
            return False
        if p.prep:
            return self._prepositional(p)
        return self._bare(p, k)

    def _bare(self, p: Piece, k: int) -> bool:
        if self.comma and self.positional < 10:
            if p.kind is Kind.PLACE:
                return self._assign(p, "at")
            late = self.is_verb and p.number is not None and not self._has("target")  # أوقفت، منذ أمس، 320 شخصاً
            return self._after_verb(p) if late else False
        if p.kind is Kind.PLACE and p.place is not None and p.place.relation is not None:
            return self._assign(p, "at")
        if self.positional == 10:
            self.positional = 20
            return self._assign(p, "actor" if self.draft.trigger.frame != "clash" else "party")
        if self.positional == 11:
            self.positional = 20
            return self._assign(p, "target")
        if self.is_verb:
            return self._after_verb(p)
        return self._after_event(p, k)

    def _after_verb(self, p: Piece) -> bool:
        if self.positional >= 2 or p.nature == "unknown" and self.draft.trigger.strength == "weak" and self.positional:
            return self._apposition(p)
        role = self._positional_role(p)
        self.positional += 1
        return self._assign(p, role)

    def _positional_role(self, p: Piece) -> str:
        subject, object_ = self.roles.get("subject", "actor"), self.roles.get("object", "target")
        if self.passive:
            return "target" if subject == "actor" else subject
        if self.positional == 0:
            if subject == "actor" and p.nature in ("thing", "place") and object_ == "target":
                self.positional = 1
                return "target"
            if subject == "target" and self._second_np(p) and p.nature in _ACTING:
                return "actor"
            return subject
        if subject == "target":
            return "target"
        return object_

    def _second_np(self, p: Piece) -> bool:
        """Does a bare phrase that can be acted on follow `p`?"""
        at = self.pieces.index(p)
        for other in self.pieces[at + 1 : at + 4]:
            if other.kind is Kind.NP and not other.prep and not other.conj:
                return other.nature in ("person", "armed", "unknown", "people") or other.number is not None
            if other.kind in (Kind.MARK, Kind.COMP, Kind.VERB, Kind.EVENT, Kind.REL):
                return False
        return False

    def _reads_passive(self, left: Piece | None) -> bool:
        """Is the verb passive: by its form, or (قتل is both) because nothing is left to be acted on?"""
        shapes = [m.shape for m in self.draft.piece.mentions if m.kind == "trigger" and m.shape]
        if not any(s.passive for s in shapes):
            return False
        if all(s.passive for s in shapes):
            return True
        bare = self._bare_after()
        if left is not None or shapes[0].person in ("3mp", "3md", "3fd", "1p"):
            return not bare
        if not bare:
            return True
        alone = len(bare) < 2 and not (bare[0].agentive and self.roles.get("subject") == "actor")
        return alone or bare[0].nature not in _ACTING

    def _bare_after(self) -> list[Piece]:
        """The phrases without preposition right behind the verb, coordinated ones counted once."""
        out = []
        for p in self.pieces[self.draft.index + 1 : self.draft.index + 7]:
            if p.kind in (Kind.NP, Kind.PLACE) and not p.prep:
                if not p.conj:
                    out.append(p)
            elif p.kind is Kind.OTHER and p.form.startswith("نفس"):
                out.append(p)  # فجّر انتحاري نفسه: what is acted on is named
            elif p.kind not in (Kind.OTHER, Kind.TIME) and not (p.kind is Kind.MARK and p.form in _SOFT):
                if p.prep in ("ل", "ب", "بواسطه") or (p.kind is Kind.PLACE and p.prep):
                    continue
                break
        return out

    def _after_event(self, p: Piece, k: int) -> bool:
        adjacent = p.first == self.draft.piece.last or self.positional == 0
        if self.positional >= 2 or not adjacent:
            return self._apposition(p)
        head = p.mentions[0] if p.mentions else None
        event = self.draft.piece
        if head is not None and head.kind == "nisba" and head.first == p.first:
            plural = head.shape is not None and head.shape.number == "p" and p.form.endswith(("ين", "ون"))
            noun = plural or self.roles.get("of") == "target" or self.draft.type in _OBJECT_FIRST
            role = self.roles.get("of" if noun else "adjective", "none")
            if role == "auto":
                role = "target" if self.draft.type in _OBJECT_FIRST else "actor"
            if noun or event.definite == bool(head.shape and head.shape.definite) or plural:
                return self._assign(p, role)
            return True
        if head is None and p.place is None and p.number is None and p.last - p.first == 1 and event.definite == p.definite:
            return True  # an adjective: هجوم عنيف
        role = self.roles.get("of", "none")
        if role in ("auto", "party", "actor") and p.nature == "unknown" and p.number is None:
            return role != "auto" or p.last - p.first < 3
        self.positional += 1
        if role == "auto":
            role = self._auto(p)
        return self._assign(p, role)

    def _auto(self, p: Piece) -> str:
        """Of one phrase in construct: who acts if it can act, else what is acted on."""
        if self._has("actor") or (self.draft.type in _OBJECT_FIRST and not self._second_np(p)):
            return "actor" if p.agentive and self.draft.type in _AGENT_FIRST and not self._has("actor") else "target"
        return "actor" if p.nature in _ACTING or self._flies(p) else "target"

    def _flies(self, p: Piece) -> bool:
        m = p.named("means")
        return m is not None and m.entry.cls in _AIR

    def _apposition(self, p: Piece) -> bool:
        """A bare phrase behind the arguments: a place says where, anything else ends the clause."""
        if p.kind is Kind.PLACE:
            return self._assign(p, "at")
        return p.nature == "unknown" and p.last - p.first <= 2

    def _prepositional(self, p: Piece) -> bool:
        prep = _SAME.get(p.prep, p.prep)
        if p.kind is Kind.TIME:
            self.draft.add(p, "time")
            return True
        if prep == "ب" and p.named("means"):
            return self._assign(p, "means")
        if prep == "في" and p.nature in ("person", "armed") and self.draft.type == "killing" and not self._has("target"):
            return self._assign(p, "target")  # نفذ حكم الإعدام في أربعة
        if p.kind is Kind.PLACE and prep in _AT and self.roles.get(prep) not in ("from", "to", "party"):
            return self._assign(p, "at")
        role = self.roles.get(prep)
        if role == "party" and prep == "بين" and self.is_verb and self._has("party"):
            return True  # اتفقا على تعاون بين وزارتين: the parties are told already
        if role == "target" and p.nature == "unknown" and self.draft.trigger.frame in ("take", "hold"):
            return True
        if prep == "من" and role is None and not self.is_verb and p.nature in _ACTING - {"country"}:
            role = "actor" if self.draft.trigger.frame == "act" and not self._has("actor") else None
        if prep == "ل" and role is None and not self.is_verb and self.draft.trigger.frame in ("act", "clash"):
            role = self._auto(p) if self.draft.trigger.frame == "act" else "party"
        if role == "means" and not p.named("means"):
            role = self._backing(p)
        if role is not None:
            if p.kind is Kind.PLACE and role == "target" and self.draft.trigger.frame in ("act", "take", "hold", "besiege", "blast"):
                role = "at"
            return self._assign(p, role)
        if prep in _AT and p.place is not None:
            return self._assign(p, "at")
        if p.kind is Kind.PLACE:
            return self._assign(p, {"من": "from", "الي": "to", "ل": "to"}.get(prep, "none"))
        self.last_role = "none"
        return True

    def _backing(self, p: Piece) -> str | None:
        """القوات المدعومة بالمقاومة: who backs a party is on its side."""
        before = self.draft.scan.tokens[p.first - 1].form if p.first else ""
        backed = any(word in before for word in _BACKED) and p.nature in _ACTING
        return self.last_role or None if backed else None

    def _has(self, role: str) -> bool:
        return bool(self.draft.of(role))

    def _assign(self, p: Piece, role: str) -> bool:
        self.last_role = role
        if role == "target" and p.nature == "thing" and self.draft.trigger.frame in _PLACE_FRAMES:
            role = "at"  # a base, a checkpoint, a campus: what is taken or held is a place
        if role == "means" and p.nature in ("country", "place"):
            role = "at"
        if role in ("actor", "party") and p.nature == "unknown" and self.draft.trigger.frame not in ("speak", "parties"):
            return True
        if role == "target" and p.form in _AREAS and p.nature == "unknown":
            return True  # "على مناطق في بلدة كذا": the town behind says where
        if role in ("actor", "party") and p.kind is Kind.PLACE and not p.named("country", "metonym"):
            role = "at"
        if role == "target" and p.kind is Kind.PLACE and self.draft.trigger.frame != "speak":
            role = "at"
        self.draft.add(p, role)
        if role == "means" and not self._has("actor") and self.draft.trigger.frame != "blast":
            self._inner_actor(p)
        return True

    def _inner_actor(self, p: Piece) -> None:
        """برصاص الجيش: whose weapon it is did it."""
        inner = next((m for m in p.mentions[1:] if m.kind == "actor" or (m.kind == "class" and m.entry.armed)), None)
        if inner is not None:
            self.draft.add(Piece(Kind.NP, inner.first, p.last, mentions=[m for m in p.mentions if m.first >= inner.first]), "actor")


def _counts(p: Piece, event: Piece) -> bool:
    """A number or quantity that counts the event noun itself: ست غارات, سلسلة من الهجمات."""
    return p.last == event.first and not p.mentions and p.place is None
