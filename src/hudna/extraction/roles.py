"""What a frame makes of one phrase: the role of what a preposition introduces, and what a role takes."""

from __future__ import annotations

from hudna.extraction.clauses import ACTING, AIR
from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.place_mention import PlaceMention
from hudna.extraction.subjects import AGENTS, agent
from hudna.knowledge.load import Knowledge

AT = frozenset(
    "في ب داخل قرب عند لدي حول وسط ضمن عبر فوق امام خارج على تجاه قبالة شمال جنوب شرق غرب شمالي جنوبي شرقي غربي".split()
) | {"بالقرب من", "على مقربه من", "في محيط", "باتجاه", "في منطقه", "في اتجاه", "بمحاذاه"}
PLACE_FRAMES = frozenset({"take", "hold", "besiege", "leave", "move"})
_ON_PLACES = PLACE_FRAMES | {"act", "blast"}
# Verbal nouns whose construct is what is acted on (اعتقال X), unless an object follows (إعدام التنظيم X).
OBJECT_FIRST = frozenset("arrest abduction assassination killing destruction abuse".split())
_AGENT_FIRST = frozenset(["arrest", "abduction", "abuse", "destruction"])  # اعتقال قوات الأمن: they do it
_AREAS = frozenset(
    "مناطق اماكن احياء قري بلدات مدن محاور جبهات مساحات اجزاء جزء انحاء القسم الجزء اطراف اجزاءا "
    "قريه بلده مدينه حي منطقه مخيم قرى احياءا".split()
)
_TAKEN_FROM = frozenset({"arrest", "abduction", "control", "protest"})
_LIVED_IN = frozenset("city town village settlement quarter camp governorate province region district area".split())
_GROUNDS = frozenset({"airport", "port", "crossing", "base"})  # hit, they are where it hit
_BACKED = ("مدعوم", "مدعم", "مسنود", "معزز")
_DOING = ACTING | {"person", "means"}
_WITH = frozenset({"بين", "مع", "من"})
_SAME = {"ما بين": "بين", "فيما بين": "بين", "بمشاركه": "مع", "بين كل من": "بين"}


class Roles:
    """The roles of one draft: the lines of its frame, and the filling of them."""

    def __init__(self, draft: Draft, knowledge: Knowledge) -> None:
        self.draft = draft
        self.frame = draft.trigger.frame
        self.lines = knowledge.frames[self.frame] | draft.trigger.roles
        self.is_verb = draft.piece.kind is Kind.VERB
        self.last = ""  # the role filled last, which what و joins takes too

    def line(self, name: str, default: str) -> str:
        return self.lines.get(name, default)

    def has(self, role: str) -> bool:
        return bool(self.draft.of(role))

    def used(self, piece: Piece) -> bool:
        return any(f.piece is piece for f in self.draft.fillers)

    def auto(self, p: Piece, *, followed: bool) -> str:
        """Of one phrase in construct: who acts if it can act, else what is acted on."""
        if agent(self.draft) is not None and self.frame == "act":
            return "target"  # خطف صحافي من قبل مسلحين
        if self.has("actor") or (self.draft.type in OBJECT_FIRST and not followed):
            return "actor" if p.agentive and self.draft.type in _AGENT_FIRST and not self.has("actor") else "target"
        m = p.named("means")
        return "actor" if p.nature in ACTING or (m is not None and m.entry.cls in AIR) else "target"

    def prepositional(self, p: Piece, prep: str = "") -> None:
        """Take a phrase that a preposition introduces."""
        prep = prep or _SAME.get(p.prep, p.prep)
        if p.kind is Kind.TIME:
            self.draft.add(p, "time")
        elif prep == "ب" and p.named("means"):
            self.assign(p, "means")
        elif prep == "في" and self._executed(p):
            self.assign(p, "target")
        elif p.kind is Kind.PLACE and prep in AT and self.lines.get(prep) not in ("from", "to", "party"):
            self.assign(p, "target" if self.lines.get(prep) == "target" else "at")
        else:
            self._by_line(p, prep)

    def _executed(self, p: Piece) -> bool:
        """نفذ حكم الإعدام في أربعة."""
        dealt = self.draft.type == "killing" and not self.is_verb
        return dealt and p.nature in ("person", "armed") and not self.has("target")

    def _by_line(self, p: Piece, prep: str) -> None:
        role = self._line_role(p, prep)
        if prep == "من" and p.kind is Kind.PLACE and self._part_of(p):
            self.assign(p, "at")
        elif role is not None:
            self.assign(p, role)
        elif p.place is not None and (prep in AT or self._taken_from(p, prep)):
            self.assign(p, "at")
        elif p.kind is Kind.PLACE:
            self.assign(p, {"من": "from", "الي": "to", "ل": "to"}.get(prep, "none"))
        else:
            self.last = "none"

    def _taken_from(self, p: Piece, prep: str) -> bool:
        """اعتقلت القوات شابا من نابلس: it happened there."""
        return p.kind is Kind.PLACE and prep == "من" and self.draft.type in _TAKEN_FROM

    def _part_of(self, p: Piece) -> bool:
        """أجزاء واسعة من المدينة."""
        at = self.draft.pieces.index(p)
        if not at or self.draft.pieces[at - 1].kind is not Kind.NP:
            return False
        whole = self.draft.pieces[at - 1]  # مناطق, or عدة مناطق
        return any(t.form in _AREAS for t in self.draft.scan.tokens[whole.first : whole.last])

    def _line_role(self, p: Piece, prep: str) -> str | None:
        role = self.lines.get(prep)
        if prep == "من" and self.frame == "speak" and not self.is_verb and p.nature in ACTING | {"person"}:
            return "none" if self.has("actor") else "actor"  # بدعوة من الحزب, انتقادات من الحكومة
        if role is None and prep in AGENTS and p.nature in _DOING:
            return "party" if self.frame in ("clash", "parties") else "actor"
        if role is None and not self.is_verb:
            if prep == "من" and self.frame == "act" and p.nature in ACTING - {"country"} and not self.has("actor"):
                return "actor"  # قصف من المتمردين
            if prep == "ل" and self.frame in ("act", "clash"):
                return self.auto(p, followed=False) if self.frame == "act" else "party"
        if role == "party" and prep == "بين" and self.is_verb and self.has("party"):
            return "none"  # اتفقا على تعاون بين وزارتين: the parties are told already
        if role == "target" and p.nature == "unknown" and self.frame in ("take", "hold", "speak"):
            return "none"
        if role == "target" and self.frame == "speak" and p.nature in ("thing", "means", "place"):
            return "none"  # طالب بـ…, دعا إلى إقصائه: what is asked for, not who is asked
        if role == "means" and not p.named("means"):
            hit = self.frame == "blast" and p.nature in ("armed", "person", "thing")
            return "target" if hit else self._backing(p)  # انفجرت عبوة بدورية
        return role

    def _backing(self, p: Piece) -> str | None:
        """القوات المدعومة بالمقاومة: who backs a party is on its side."""
        before = self.draft.scan.tokens[p.first - 1].form if p.first else ""
        backed = any(word in before for word in _BACKED) and p.nature in ACTING
        return self.last or None if backed else None

    def assign(self, p: Piece, role: str) -> None:
        """Fill a role with a phrase, or the role that such a phrase can have instead."""
        self.last = role
        role = self._fitting(p, role)
        self.draft.add(p, role)
        if role == "means" and not self.has("actor") and self.frame != "blast":
            self._inner_actor(p)

    def _fitting(self, p: Piece, role: str) -> str:
        if role == "target" and p.nature == "thing" and self.frame in PLACE_FRAMES:
            return "at"  # a base, a checkpoint, a campus: what is taken or held is a place
        if role == "target" and p.nature == "means" and self.draft.type == "bombing":
            return "means"  # فجّر عبوة ناسفة
        if role == "means" and p.nature in ("country", "place"):
            return "target" if _is_site(p) else "at"
        if role == "means" and p.nature in ("armed", "body", "people"):
            return "actor"  # تفجيرات التنظيم
        if role == "actor" and self.frame == "crowd" and self._names_crowd(p):
            return role
        if role in ("actor", "party") and p.nature == "unknown" and self.frame != "speak":
            return role if self.frame in ("parties", "clash") and p.prep in _WITH else "none"
        if role == "target" and p.form in _AREAS and p.nature == "unknown":
            return "at" if self.frame in _ON_PLACES else "none"  # a town behind it says where more closely
        if role in ("actor", "party") and p.kind is Kind.PLACE and not p.named("country", "metonym"):
            return "at"
        if role == "target" and p.kind is Kind.PLACE and self.frame != "speak":
            return "target" if self.frame in ("act", "blast") and _is_site(p) else "at"
        return role

    def _names_crowd(self, p: Piece) -> bool:
        """تظاهر الآلاف, أضرب المعلمون: whoever the verb names."""
        return self.is_verb and p.kind is Kind.NP and p.definite and not p.prep

    def _inner_actor(self, p: Piece) -> None:
        """برصاص الجيش: whose weapon it is did it."""
        inner = next((m for m in p.mentions[1:] if m.kind == "actor" or (m.kind == "class" and m.entry.armed)), None)
        if inner is not None:
            owner = Piece(Kind.NP, inner.first, p.last, mentions=[m for m in p.mentions if m.first >= inner.first])
            self.draft.add(owner, "actor")


def _is_site(p: Piece) -> bool:
    """A building or facility, which is hit itself, rather than a town in which something is."""
    place = p.place
    if place is None or place.class_word in _LIVED_IN or (place.class_word in _GROUNDS and not _is_unknown(place)):
        return False
    return place.site or _is_unknown(place)


def _is_unknown(place: PlaceMention) -> bool:
    return not (place.candidates or place.pointer or place.relation)
