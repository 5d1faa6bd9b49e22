"""Roles that a clause leaves to what stands earlier: pronouns, verbs without a subject, first persons."""

from __future__ import annotations

from hudna.extraction.attribution import Speech
from hudna.extraction.clauses import wages
from hudna.extraction.draft import Draft
from hudna.extraction.frames import CLAIMS
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.slots import Slots, agrees
from hudna.extraction.subjects import bears_words, goes_on, leading, participle, under_relative
from hudna.extraction.whereabouts import chain_head

_ACTING = frozenset({"armed", "body", "country", "people"})
_PEOPLE = _ACTING | {"person"}
_GOVERNED = frozenset({"act", "take", "besiege", "leave", "move", "hold", "relieve", "breach"})
_GOVERNING = frozenset({"ل", "ب", "من", "على", "في"})
_AFTER = frozenset({"بعد", "عقب", "اثر", "خلال", "اثناء"})
_OWN = frozenset({"take", "besiege", "leave"})  # what a side does after its own acts: بعد اقتحام منزل
_BLAMED = frozenset({"act", "blast", "suffer", "breach"})  # what a side is accused of or claims
_INSIDE = {"crowd": "actor", "flee": "target", "act": "target", "move": "actor", "hold": "actor",
           "leave": "actor"}  # fmt: skip
_INNER = {"crowd": "class", "flee": "class", "act": "class object", "move": "class actor",
          "hold": "actor", "leave": "class actor"}  # fmt: skip
_MUTUAL = frozenset({"clash", "parties"})
_ASCRIBED = ("نسب", "تنسب", "ينسب", "منسوب", "المنسوب")
_RELATED = frozenset({"نسبه", "نسبيا"})  # shares and rates, and what is relative
_MEANT = {"ه": "3ms", "ها": "3fs", "هم": "3mp"}  # the person that a pronoun on a noun agrees with
_DOES_TOO = "light.go-on"  # ستجري الحكومة محادثات is written as what goes on
_PRONOUNS = ("انها", "انه", "انهم", "انهما")
_PLACED = frozenset({"take", "hold", "besiege", "leave"})


def resolve(draft: Draft, earlier: list[Draft], speeches: list[Speech]) -> None:
    """Fill the actor or target that the words of this clause leave out."""
    _inside(draft)
    if draft.trigger.frame in _BLAMED and not draft.of("actor", "party"):
        _responsible(draft, earlier, speeches)
    shape = draft.piece.mentions[0].shape
    suffix = next((m.suffix for m in draft.piece.mentions if m.suffix), "")
    if shape is not None and shape.pos == "verb":
        _subject(draft, shape.person, earlier, speeches)
        if suffix and not draft.of("target", "at"):
            _point(draft, suffix, "target")
    elif suffix:
        _possessor(draft, suffix)
    if draft.piece.kind is Kind.EVENT:
        _governed(draft)
    if draft.trigger.frame == "crowd" and not draft.of("actor"):
        _crowd(draft)
    if draft.trigger.frame == "speak" and not draft.of("actor") and not (shape and shape.pos == "verb"):
        _speaker(draft, speeches)


def _inside(draft: Draft) -> None:
    """تجمع المتظاهرون، تفجير منزل، نشر قوات: people and things that the trigger's own words name."""
    role = _INSIDE.get(draft.trigger.frame)
    role = draft.trigger.roles.get("of", role) if role == "actor" and draft.trigger.frame == "move" else role
    whose = _nisba_behind(draft)
    if role is None or (draft.of(role) and draft.trigger.frame != "crowd" and whose is None):
        return
    kinds = _INNER[draft.trigger.frame].split()
    for at in range(draft.first + 1, draft.last):
        found = [
            m
            for m in draft.scan.mentions.get(at, ())
            if m.kind in kinds
            and m.proclitic in ("", "ب", "ل")
            and (role == "actor" or not getattr(m.entry, "armed", False))
        ]
        if found:
            named = max(found, key=lambda m: m.last)
            draft.fillers = [f for f in draft.fillers if f.role != role]
            last = named.last if whose is None else whose.last
            draft.add(Piece(Kind.NP, at, last, mentions=[named], form=draft.scan.tokens[at].form), role)
            return


def _nisba_behind(draft: Draft) -> Piece | None:
    """انسحاب القوات العراقية: whose the forces are that the trigger's words name."""
    after = draft.pieces[draft.index + 1] if draft.index + 1 < len(draft.pieces) else None
    beside = after is not None and after.first == draft.last and not after.prep and draft.trigger.frame == "leave"
    return after if beside and after is not None and after.named("nisba") else None


def _crowd(draft: Draft) -> None:
    """خرجت مظاهرة ورفع المتظاهرون شعارات: the nearest protesters of the sentence are those of its protest."""
    near = [p for p in draft.pieces if p.kind is Kind.NP and _protests(p)]
    if near:
        draft.add(min(near, key=lambda p: abs(draft.pieces.index(p) - draft.index)), "actor")


def _protests(piece: Piece) -> bool:
    return any(m.kind == "class" and m.entry.kind == "protester" for m in piece.mentions)


def _responsible(draft: Draft, earlier: list[Draft], speeches: list[Speech]) -> None:
    """Who claims an act (تبنّى), is accused of it (اتهم X بـ), or stands behind it (X وراء الهجوم)."""
    claimed = [s for s in speeches if s.index < draft.index and s.governs(draft.first) and s.entry.id == CLAIMS]
    accused = [d for d in earlier if d.type == "accusation" and d.index < draft.index and draft.index - d.index < 6]
    piece = draft.piece
    if claimed and not any(p.kind is Kind.EVENT for p in draft.pieces[claimed[-1].index + 1 : draft.index]):
        for p in claimed[-1].speaker:
            draft.add(p, "actor")
    elif accused and (piece.prep in ("ب", "في") or _committed(draft) or _is_blame(draft)):
        for filler in accused[-1].of("target"):
            if filler.piece.nature in _PEOPLE:
                draft.add(filler.piece, "actor")
    elif piece.prep == "وراء" and (behind := _antecedent(draft, _ACTING)) is not None:
        draft.add(behind, "actor")
    elif draft.piece.kind is Kind.EVENT:
        _owned(draft)


def _owned(draft: Draft) -> None:
    """هجوم استهدف موكباً وتبنته الحركة, هجوم نُسب إلى الحركة: who is told to have done it later in the sentence."""
    for k in range(draft.index + 1, len(draft.pieces) - 1):
        p, after = draft.pieces[k], draft.pieces[k + 1]
        if p.kind is Kind.EVENT and not p.prep:
            return
        cue = p.named("cue")
        claimed = p.kind is Kind.VERB and cue is not None and cue.entry.id == CLAIMS and bool(cue.suffix)
        if claimed and _bare(after) and after.nature in _PEOPLE:
            draft.add(after, "actor")
            return
        if p.form.startswith(_ASCRIBED) and p.form not in _RELATED:
            to = ("",) if p.last - p.first > 1 else ("الي", "ل")
            found = [q for q in draft.pieces[k + 1 : k + 4] if q.prep in to and q.nature in _PEOPLE]
            for q in found[:1]:
                draft.add(q, "actor")
            return


def _is_blame(draft: Draft) -> bool:
    """حمّل الجيش الحركة مسؤولية الهجوم."""
    before = draft.scan.tokens[draft.first - 1].form if draft.first else ""
    return before.startswith(("مسؤولي", "مسئولي"))


def _committed(draft: Draft) -> bool:
    """اتهم المتمردين بارتكاب ثلاثين خرقاً: is the event what was committed?"""
    before = draft.pieces[max(0, draft.index - 2) : draft.index]
    return any(p.form in ("بارتكاب", "ارتكاب") for p in before) and not draft.piece.prep


def _subject(draft: Draft, person: str, earlier: list[Draft], speeches: list[Speech]) -> None:
    if draft.of("actor", "party") and not _fights_alone(draft):
        return
    role = "party" if draft.trigger.frame in _MUTUAL else "actor"
    if person in ("1p", "1s") or _said_of_others(draft):
        _speaker(draft, speeches)
        return
    if bears_words(draft) and (bearers := leading(draft)):
        for piece in bearers:
            draft.add(piece, "actor")
        return
    if draft.trigger.frame in ("suffer", "flee") or _passive_only(draft):
        if not draft.of("target") and (sufferer := _antecedent(draft, _PEOPLE)) is not None:
            for piece in _list_up_to(draft, sufferer):
                draft.add(piece, "target")
        return
    if draft.trigger.frame == "blast":
        return
    if (meant := _resumed(draft, speeches)) is not None:
        draft.add(meant, role)
        return
    if draft.trigger.frame == "speak" and goes_on(draft) and (speaking := _spoke_before(draft, person, earlier)):
        for piece in speaking:
            draft.add(piece, role)
        return
    if draft.piece.conj and (before := _told_of(draft, earlier) or _subject_before(draft)):
        for piece in before:
            if not _suffered(piece, earlier):
                draft.add(piece, role)
        return
    passive = any(m.shape and m.shape.passive and not m.suffix for m in draft.piece.mentions)
    if not passive and (antecedent := _doer(draft, person)) is not None:
        draft.add(antecedent, role)


def _fights_alone(draft: Draft) -> bool:
    """واشتبك مع الشرطة: whom it was with is told, and not who."""
    return draft.trigger.frame in _MUTUAL and all(
        f.piece.prep in ("مع", "ضد") for f in draft.of("actor", "party")
    )


def _said_of_others(draft: Draft) -> bool:
    """يجب، يقف وراء: the verb's subject is what is spoken of, not who says so."""
    return draft.trigger.frame == "speak" and draft.trigger.roles.get("subject", "actor") != "actor"


def _spoke_before(draft: Draft, person: str, earlier: list[Draft]) -> list[Piece]:
    """استبعد الرئيس الحوار … وطالب البرلمان: who spoke in the sentence goes on speaking, if the verb agrees."""
    spoke = [d for d in earlier if d.trigger.frame == "speak" and d.piece.kind is Kind.VERB and d.of("actor")]
    for before in reversed(spoke):
        shape = before.piece.mentions[0].shape
        if shape is not None and shape.person == person:
            return [f.piece for f in before.of("actor")]
    return leading(draft, person)


def _suffered(piece: Piece, earlier: list[Draft]) -> bool:
    """أن متطرفا قتل واعتقل 16 شخصا: whom the verb before befell does not do the next."""
    return any(f.piece is piece and piece.last <= d.first for d in earlier for f in d.of("target"))


def _resumed(draft: Draft, speeches: list[Speech]) -> Piece | None:
    """أعلنت إسرائيل أنها قصفت: the pronoun on أن before the verb means who speaks, if none else leads."""
    at = draft.index - 1
    while at > 0 and draft.pieces[at].kind is Kind.OTHER:
        at -= 1
    comp = draft.pieces[at] if at > 0 else None
    if comp is None or comp.kind is not Kind.COMP or not comp.form.endswith(_PRONOUNS):
        return None
    said = [s for s in speeches if s.speaker and s.index < at and s.first == comp.first]
    return said[-1].speaker[0] if said and said[-1].speaker[0].nature in _ACTING else None


def _told_of(draft: Draft, earlier: list[Draft]) -> list[Piece]:
    """دمّر الجيش آلية وأسر جنديا: a verb joined to another claim's verb shares its actors."""
    for k in range(draft.index - 1, -1, -1):
        p = draft.pieces[k]
        if p.kind in (Kind.COMP, Kind.LINK, Kind.REL) or (p.kind is Kind.MARK and p.form in ".؛:"):
            return []
        if p.kind is Kind.VERB:
            return [f.piece for d in earlier if d.index == k for f in d.of("actor", "party")]
    return []


def _doer(draft: Draft, person: str) -> Piece | None:
    """Whom a verb without a subject goes on telling of: who leads a clause and agrees, before who is nearest."""
    slots = Slots(draft.pieces)
    leads = [
        p for k, p in enumerate(draft.pieces[: draft.index])
        if slots.names[k] in ("subject", "topic") and not p.conj and p.nature in _ACTING and agrees(p, person)
        and not any(f.piece is p for f in draft.fillers)
        and not (draft.piece.conj and under_relative(draft.pieces, k))
    ]  # fmt: skip
    if leads:
        return leads[-1]
    far = leading(draft, person) if draft.piece.conj else []
    return far[0] if far else _antecedent(draft, _ACTING)


def _governed(draft: Draft) -> None:
    """تستعد المقاومة لقطع الطرق, … بعد اشتباكات مع X: who does the clause's verb does the event that it governs."""
    frame = draft.trigger.frame
    parties = draft.of("party")
    lone = len(parties) == 1 and (frame == "clash" or (frame == "parties" and parties[0].piece.prep == "مع"))
    purpose = frame == "speak" and draft.piece.prep == "ل"  # نظموا وقفة للمطالبة بكذا
    if not lone and (draft.of("actor", "party") or not (frame in _GOVERNED or purpose)):
        return
    joined = not lone and frame in _GOVERNED and _joins_deed(draft)
    preps = _AFTER | {""} if lone else _GOVERNING | _AFTER if frame in _OWN else _GOVERNING
    if not joined and (draft.piece.prep not in preps or not (lone or draft.piece.prep)):
        return
    leads = [p for p in leading(draft) if p.nature in _ACTING] if joined and frame in _OWN else []
    for piece in _subject_before(draft) or leads:
        draft.add(piece, "party" if frame in _MUTUAL else "actor")


def _joins_deed(draft: Draft) -> bool:
    """تمكن الجيش من دخول البلدة وتحرير سكانها: joined to another deed of the same clause."""
    if not draft.piece.conj or draft.piece.prep:
        return False
    for p in reversed(draft.pieces[: draft.index]):
        if p.kind in (Kind.VERB, Kind.COMP, Kind.LINK, Kind.REL) or (p.kind is Kind.MARK and p.form in ".؛:"):
            return False
        if p.kind is Kind.EVENT or p.deed:
            return True
    return False


def _list_up_to(draft: Draft, last: Piece) -> list[Piece]:
    """خمسة مدنيين و11 متمرداً واربعة قتلوا: all that are joined to the last one."""
    at = draft.pieces.index(last)
    out = [last]
    while out[-1].conj and at > 0 and draft.pieces[at - 1].kind is Kind.NP:
        at -= 1
        out.append(draft.pieces[at])
    return out


def _passive_only(draft: Draft) -> bool:
    """قُتلوا with nobody named behind it: whoever was told of before."""
    triggers = [m for m in draft.piece.mentions if m.kind == "trigger" and m.shape]
    passive = any(m.shape is not None and m.shape.passive for m in triggers)
    return passive and not draft.of("target") and not any(m.suffix for m in triggers)


def _subject_before(draft: Draft) -> list[Piece]:
    """Who does the clause's verb, which this event is joined to or governed by; those joined to them with them."""
    for k in range(draft.index - 1, -1, -1):
        p = draft.pieces[k]
        if p.kind is Kind.COMP or (p.kind is Kind.MARK and p.form in ".؛:"):
            return []
        if p.kind is Kind.VERB and not any(m.kind == "cue" and m.entry.cls == "attribution" for m in p.mentions):
            if not _does(p, draft):
                return []
            if draft.piece.kind is Kind.VERB and under_relative(draft.pieces, k):
                continue  # نظمت أحزاب مسيرات ضد الانقلاب الذي قاده الجنرال وطالبت: the parties do
            after = [q for q in draft.pieces[k + 1 : k + 4] if q.kind is Kind.EVENT or _bare(q)][:1]
            ahead = [q for q in draft.pieces[max(0, k - 1) : k] if q.kind is Kind.NP and not q.prep]
            if (subject := next((q for q in (*ahead, *after) if q.nature in _ACTING or wages(q)), None)) is not None:
                return [*_list_up_to(draft, subject), *_joined_to(draft, subject)]
            if k > 1 and draft.pieces[k - 1].kind is Kind.REL:  # المتظاهرين الذين قاموا بتحطيم …
                return [q for q in draft.pieces[k - 2 : k - 1] if q.nature in _PEOPLE]
    return []


def _does(verb: Piece, draft: Draft) -> bool:
    """قتل جنود في هجوم، طالب المجلس بوقف القصف: such a verb's subject does not do the event that it governs."""
    told, light = verb.named("trigger"), verb.named("light")
    frame = told.entry.frame if told is not None else ""
    demands = frame == "speak" and draft.piece.kind is Kind.EVENT
    carried = light is None or light.entry.subject == "actor" or light.entry.id == _DOES_TOO
    accuses = told is not None and told.entry.type == "accusation"
    return frame != "suffer" and not demands and not accuses and carried


def _bare(piece: Piece) -> bool:
    return piece.kind is Kind.NP and not piece.prep


def _joined_to(draft: Draft, first: Piece) -> list[Piece]:
    out = []
    for p in draft.pieces[draft.pieces.index(first) + 1 : draft.index]:
        if p.kind is not Kind.NP or not p.conj or p.prep:
            break
        out.append(p)
    return out


def _speaker(draft: Draft, speeches: list[Speech]) -> None:
    before = [s for s in speeches if s.speaker and s.index < draft.index]
    person = participle(draft)
    if person:
        before = [s for s in before if agrees(s.speaker[0], person) and not _aside(draft, s)]
    for piece in before[-1].speaker if before else leading(draft, person):
        draft.add(piece, "actor")
    if not draft.of("actor") and (antecedent := _antecedent(draft, _PEOPLE)) is not None:
        draft.add(antecedent, "actor")


def _aside(draft: Draft, speech: Speech) -> bool:
    """ما قاله فلان: a speech that a relative clause tells of."""
    return speech.index > 0 and draft.pieces[speech.index - 1].kind is Kind.REL


def _possessor(draft: Draft, suffix: str) -> None:
    """هجماتهم، سيطرتها، مقتله: who the pronoun on a noun means."""
    frame = draft.trigger.frame
    if frame in ("suffer", "flee", "blast"):
        _point(draft, suffix, "target")
    elif frame in _PLACED and suffix in ("ها", "ه", "هما") and not draft.of("at"):
        if (place := _place_before(draft)) is not None:
            draft.add(place, "at")
    elif not draft.of("actor", "party"):
        role = "party" if frame in ("clash", "parties") else "actor"
        if (antecedent := _antecedent(draft, _ACTING, _MEANT.get(suffix, ""))) is not None:
            draft.add(antecedent, role)


def _place_before(draft: Draft) -> Piece | None:
    """استعادتها: the place told of last."""
    found = next((p for p in reversed(draft.pieces[: draft.index]) if p.kind is Kind.PLACE), None)
    return None if found is None else chain_head(draft.pieces, found)


def _point(draft: Draft, suffix: str, role: str) -> None:
    natures = _PEOPLE if suffix in ("هم", "هن", "ه") and role == "target" else _PEOPLE | {"thing", "place"}
    antecedent = _antecedent(draft, natures)
    if antecedent is not None:
        draft.add(antecedent, "at" if antecedent.kind is Kind.PLACE else role)


def _among(draft: Draft, piece: Piece) -> bool:
    """خمسة عناصر بينهم قيادي، قتلوا: the leader is one of the five."""
    at = draft.pieces.index(piece)
    return at > 0 and draft.pieces[at - 1].kind is Kind.OTHER and draft.pieces[at - 1].form.startswith("بينه")


def _antecedent(draft: Draft, natures: frozenset[str], person: str = "") -> Piece | None:
    """The nearest phrase before the trigger that can be meant and agrees; subjects (no preposition) before others."""
    candidates = [
        p for p in draft.pieces[: draft.index]
        if p.kind in (Kind.NP, Kind.PLACE) and p.nature in natures and not any(f.piece is p for f in draft.fillers)
        and not _among(draft, p) and (not person or agrees(p, person))
    ]  # fmt: skip
    fitting = [p for p in candidates if not p.prep] or candidates
    return fitting[-1] if fitting else None
