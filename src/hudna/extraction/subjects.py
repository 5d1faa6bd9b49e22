"""Who leads the clauses of a sentence, and who is named as agent behind a verb or noun.

Arabic names who acts once and goes on for many verbs. A phrase leads if it stands where subjects stand; one in a
relative clause leads only that clause: الانقلاب الذي قاده الجنرال وطالبت الأحزاب.
"""

from __future__ import annotations

from collections.abc import Sequence

from hudna.extraction import clauses
from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.slots import Slots, agrees

_LEADING = frozenset({"subject", "topic", "said"})
_LEADS = frozenset({"subject", "topic"})
_MANY = 3  # leading phrases before a trigger that may still be its subject
_ABLE = clauses.ACTING | {"person"}
AGENTS = frozenset({"من قبل", "من جانب", "من طرف", "على يد", "على ايدي", "على يدي"})
_BORNE = tuple("لافت يافط شعار هتاف منشور عبار بيان رسال مذكر عريض اغاني نداء صيح صور".split())
_GATHERED = frozenset({"protest", "negotiation"})
_TAKEN_UP = ("انه", "انها", "انهم", "انهما", "لكنه", "لكنها", "لكنهم")
_PASSED = (Kind.OTHER, Kind.NEG)
_BARRIERS = (Kind.VERB, Kind.EVENT, Kind.COMP, Kind.REL, Kind.LINK)
_NEAR = 8  # pieces behind a trigger among which its agent is sought


def before(draft: Draft) -> Piece | None:
    """The phrase before a verb that is its subject, unless the verb itself or what follows tells of another."""
    shape = draft.piece.mentions[0].shape
    if (shape is not None and shape.person in ("1p", "1s")) or bears_words(draft):
        return None
    behind = draft.pieces[draft.index + 1 : draft.index + 2]
    if any(is_nominative(p) for p in behind):
        return None  # الرئيس الذي يطالب المتظاهرون باستقالته
    return clauses.left_subject(draft.pieces, draft.index) or clauses.relative_head(draft) or _described(draft)


def _described(draft: Draft) -> Piece | None:
    """متظاهرين يحتجون: a verb right behind an indefinite plural of people tells of them, without الذين."""
    if draft.trigger.frame != "speak" or not draft.index or draft.piece.conj:
        return None
    head, shape = draft.pieces[draft.index - 1], draft.piece.mentions[0].shape
    people = head.kind is Kind.NP and head.nature in ("person", "armed") and not head.definite
    return head if people and shape is not None and shape.person == "3mp" and head.last == draft.first else None


def is_nominative(piece: Piece) -> bool:
    """المتظاهرون: a bare plural in -ون is no object."""
    m = piece.mentions[0] if piece.mentions else None
    plural = m is not None and m.shape is not None and m.shape.number == "p" and not m.suffix
    return plural and piece.kind is Kind.NP and not (piece.prep or piece.conj) and piece.form.endswith("ون")


def bears_words(draft: Draft) -> bool:
    """رفعوا لافتات تطالب, خرجوا بتظاهرة تندد: it is who carries the words, or is at the gathering, that demands."""
    at = draft.index - 1
    while at > 0 and clauses.is_soft(draft.pieces[at]):
        at -= 1
    if at < 0 or draft.trigger.frame != "speak" or draft.piece.conj or draft.piece.kind is not Kind.VERB:
        return False
    head = draft.pieces[at]
    if head.definite:
        return False
    trigger = head.named("trigger") if head.kind is Kind.EVENT else None
    if trigger is not None:
        return trigger.entry.type in _GATHERED
    words = draft.scan.tokens[head.first : head.last]
    return head.kind is Kind.NP and head.nature in ("unknown", "thing", "person") and any(
        t.form.startswith(_BORNE) for t in words
    )  # fmt: skip


def agent(draft: Draft) -> Piece | None:
    """اتهم فلان من قبل النيابة: who did it, if the clause names the agent behind its own preposition."""
    for p in draft.pieces[draft.index + 1 : draft.index + _NEAR]:
        if p.kind in (Kind.NP, Kind.PLACE) and p.prep in AGENTS:
            return p
        if p.kind in _BARRIERS or (p.kind is Kind.MARK and p.form in ".؛:"):
            return None
    return None


def leading(draft: Draft, person: str = "") -> list[Piece]:
    """The last phrase before a trigger that leads a clause of its own rank and agrees, with what is joined to it."""
    pieces = draft.pieces
    names = Slots(pieces).names
    for k in range(draft.index - 1, -1, -1):
        p = pieces[k]
        if p.kind is Kind.MARK and p.form in ".؛":
            break
        if names[k] not in _LEADING or p.conj or under_relative(pieces, k):
            continue
        if p.nature not in _ABLE and not (p.nature == "unknown" and _speaks(pieces, k)):
            continue
        if not person or agrees(p, person):
            return clauses.joined(pieces, p)
    return []


def goes_on(draft: Draft) -> bool:
    """… وحثّ الأطراف, لكنه اتهم الرياض, الذي دعا المنظمات: does the verb go on from a subject named before?"""
    at = draft.index - 1
    while at >= 0 and (clauses.is_soft(draft.pieces[at]) or draft.pieces[at].kind in _PASSED):
        at -= 1
    if at < 0:
        return False
    before = draft.pieces[at]
    if before.kind is Kind.REL or (before.kind in (Kind.COMP, Kind.LINK) and before.form.endswith(_TAKEN_UP)):
        return True
    return draft.piece.conj and any(_alike(q, draft.piece) for q in draft.pieces[: draft.index])


def _alike(verb: Piece, other: Piece) -> bool:
    """اعتقل الجيش … وتوعدت الحركة: two verbs of other persons have other subjects."""
    one, another = (p.mentions[0].shape if p.mentions else None for p in (verb, other))
    return verb.kind is Kind.VERB and one is not None and another is not None and one.person == another.person


def leaders(draft: Draft) -> list[int]:
    """The last phrases before a trigger that lead a clause and can act; their indexes, in order."""
    pieces, shape = draft.pieces, draft.piece.mentions[0].shape
    names = Slots(pieces).names
    verb = draft.piece.kind is Kind.VERB and shape is not None
    found = [
        k
        for k, p in enumerate(pieces[: draft.index])
        if names[k] in _LEADS and not p.conj and p.nature in _ABLE and not under_relative(pieces, k)
        and (shape is None or not verb or agrees(p, shape.person))
    ]  # fmt: skip
    return found[-_MANY:]


def _speaks(pieces: Sequence[Piece], k: int) -> bool:
    """دعا فلان, قال فلان: an unknown phrase right behind a verb of speech is a name."""
    verb = pieces[k - 1] if k else None
    if verb is None or verb.kind is not Kind.VERB:
        return False
    cue, trigger = verb.named("cue"), verb.named("trigger")
    spoken = cue is not None and cue.entry.cls == "attribution"
    return spoken or (trigger is not None and trigger.entry.frame == "speak")


def under_relative(pieces: Sequence[Piece], k: int) -> bool:
    """القرار الذي وقّعه الجنرال: does the phrase stand in the clause that a relative opens?"""
    at = k
    while at >= 0 and pieces[at].kind not in (Kind.VERB, Kind.EVENT):
        if pieces[at].kind in (Kind.MARK, Kind.COMP, Kind.LINK) and not clauses.is_soft(pieces[at]):
            return False
        if pieces[at].kind is Kind.REL:
            return True
        at -= 1
    at -= 1
    while at >= 0 and pieces[at].kind in _PASSED:
        at -= 1
    return at >= 0 and pieces[at].kind is Kind.REL


def participle(draft: Draft) -> str:
    """The person that a participle said of a subject has (داعياً، مطالبين، مطالبة), or nothing for other nouns."""
    piece = draft.piece
    if piece.kind is not Kind.EVENT or piece.prep or piece.conj or piece.definite:
        return ""
    if piece.form.endswith("ين"):
        return "3mp"
    if piece.form.endswith("ه") and draft.index and clauses.is_comma(draft.pieces[draft.index - 1]):
        return "3fs"
    return "3ms" if piece.form.endswith("ا") else ""
