"""The clause around a verb: who stands before it, what bare phrases follow it, what a relative clause is about."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import QUOTES, Kind, Piece

SOFT = QUOTES | frozenset("()[]-–—ـ")  # marks that a phrase goes on across
COMMAS = frozenset("،,")
ACTING = frozenset({"armed", "body", "country", "people"})
_RESUMING = frozenset(
    "عليه عليها عليهم عليهما فيه فيها فيهم منه منها منهم اليه اليها به بها بهم له لها لهم عنه عنها".split()
)
_SUBJECTS = ACTING | {"person", "unknown"}
_OPENINGS = (Kind.COMP, Kind.MARK, Kind.LINK)
_WAS = frozenset("كان كانت كانا كانتا كانوا وكان وكانت وكانا وكانتا وكانوا".split())
AIR = frozenset({"air", "drone"})
_FORCES = frozenset({"force", "unit", "group", "army"})
_MANNERS = frozenset("بشكل بصوره بكل بوضوح بشده بقوه بحزم".split())
_OWNED = ("ه", "ها", "هم", "هما")
_ASIDE = 14  # pieces between كان and its verb
_BACKED = ("مدعوم", "مسنود", "مدعم")  # القوات، مدعومة بالطيران، سيطرت
_OWNING = frozenset({"ذات", "ذوي", "ذي", "ذو"})
_REACH = 8  # pieces behind a verb among which its subject and object are sought


def is_soft(p: Piece) -> bool:
    return p.kind is Kind.MARK and p.form in SOFT


def is_comma(p: Piece) -> bool:
    return p.kind is Kind.MARK and p.form in COMMAS


def aside(pieces: Sequence[Piece], k: int, step: int = 1) -> int | None:
    """The comma that closes an aside of time or place opened by the comma at `k`: هاجم مسلحون، صباح الخميس، فندقاً."""
    told = False
    for j in range(k + step, k + 5 * step, step):
        if not 0 <= j < len(pieces):
            return None
        p = pieces[j]
        if is_comma(p):
            return j if told else None
        backed = p.kind is Kind.NP and p.form.startswith(_BACKED)
        if p.kind is Kind.TIME or backed or (p.prep and not p.conj and p.kind in (Kind.NP, Kind.PLACE)):
            told = True
        elif not (p.kind is Kind.OTHER or is_soft(p)):
            return None
    return None


def opens(pieces: Sequence[Piece], k: int) -> bool:
    """Does a clause begin behind the piece at `k`: nothing there, a mark, أن, or كان with its subject behind it?"""
    return k < 0 or pieces[k].kind in _OPENINGS or (pieces[k].kind is Kind.OTHER and pieces[k].form in _WAS)


def left_subject(pieces: Sequence[Piece], verb: int) -> Piece | None:
    """The noun phrase before a verb that is its subject: at the start of a clause or behind أن/إن."""
    k = verb - 1
    while k >= 0 and (
        pieces[k].kind in (Kind.OTHER, Kind.TIME)
        or (is_comma(pieces[k]) and (aside(pieces, k, -1) is not None or aside(pieces, k) is not None))
        or is_soft(pieces[k])
        or (pieces[k].kind is Kind.PLACE and pieces[k].prep)
        or (pieces[k].kind is Kind.NP and pieces[k].prep and k > 0)
    ):
        k -= 1
    if k < 0 or pieces[k].kind not in (Kind.NP, Kind.PLACE) or pieces[k].prep:
        return _was_subject(pieces, verb)
    while k > 0 and pieces[k].conj and pieces[k - 1].kind in (Kind.NP, Kind.PLACE):
        k -= 1
    j = k - 1
    while j >= 0 and is_soft(pieces[j]):
        j -= 1
    if opens(pieces, j) and not (pieces[verb].conj and k == verb - 1 and j >= 0):
        return pieces[k]
    return _was_subject(pieces, verb)


def _was_subject(pieces: Sequence[Piece], verb: int) -> Piece | None:
    """وكانت الهيئة، وهي كذا، قد اتهمت: the subject of كان behind which قد brings its verb."""
    if verb < 3 or pieces[verb - 1].form != "قد":
        return None
    for k in range(verb - 2, max(-1, verb - _ASIDE), -1):
        if pieces[k].kind is Kind.COMP or pieces[k].named("trigger", "light", "cue"):
            return None
        if pieces[k].kind is Kind.OTHER and pieces[k].form in _WAS:
            first = pieces[k + 1]
            return first if first.kind in (Kind.NP, Kind.PLACE) and not first.prep else None
    return None


def joined(pieces: Sequence[Piece], piece: Piece) -> list[Piece]:
    """A phrase and those joined to it by و."""
    out = [piece]
    for other in pieces[pieces.index(piece) + 1 :]:
        if is_soft(other):
            continue
        if other.kind not in (Kind.NP, Kind.PLACE) or not other.conj or other.prep:
            break
        out.append(other)
    return out


def bare_after(pieces: Sequence[Piece], verb: int) -> list[Piece]:
    """The phrases without preposition right behind a verb, those joined by و counted once, asides passed over."""
    out: list[Piece] = []
    k = verb
    while (k := k + 1) < min(verb + _REACH, len(pieces)):
        p = pieces[k]
        if p.kind in (Kind.NP, Kind.PLACE):
            if not p.prep and not p.conj and not counts(p, pieces[k - 1]):
                out.append(p)
        elif p.kind is Kind.OTHER and p.form.startswith("بينه"):  # those among them are no argument
            break
        elif p.kind is Kind.EVENT:  # what stands behind it is its own
            return [*out, p] if out and not p.prep and not p.conj else out
        elif p.kind is Kind.OTHER and p.form.startswith("نفس"):
            out.append(p)  # فجّر انتحاري نفسه: what is acted on is named
        elif is_comma(p):
            closed = aside(pieces, k)
            if closed is None:
                break
            k = closed
        elif not (p.kind in (Kind.OTHER, Kind.TIME) or is_soft(p)):
            break
    return out


def counts(piece: Piece, before: Piece) -> bool:
    """مع مسلحين اثنين, عائلة واحدة: a bare number behind a phrase says how many it tells of."""
    if piece.number is None or piece.mentions or before.kind is not Kind.NP or before.last != piece.first:
        return False
    dual = any(m.shape is not None and m.shape.number == "d" for m in before.mentions)
    return bool(before.prep) or dual or piece.number.max == 1


def second_bare(pieces: Sequence[Piece], piece: Piece) -> bool:
    """Does a bare phrase that can be acted on follow?"""
    at = pieces.index(piece)
    for other in pieces[at + 1 : at + 4]:
        if other.kind is Kind.NP and not other.prep and not other.conj:
            return other.nature in _SUBJECTS | {"thing"} or other.number is not None
        if other.kind not in (Kind.TIME, Kind.OTHER, Kind.NP, Kind.PLACE) or (
            other.kind is Kind.PLACE and not other.prep
        ):
            return False
    return False


def wages(piece: Piece) -> bool:
    """A force or its aircraft: they fire and take, rather than are fired at without a word of by whom."""
    m = piece.mentions[0] if piece.mentions else None
    if m is None:
        return False
    if m.kind == "means":
        return m.entry.cls in AIR
    return piece.nature == "armed" and (m.kind != "class" or m.entry.kind in _FORCES)


def named_behind(pieces: Sequence[Piece], verb: int) -> int:
    """How many are named right behind a verb of speech, before what is said: وطالب [التحالف] بتكثيف ضرباته."""
    count = 0
    for k in range(verb + 1, min(verb + _REACH, len(pieces))):
        p = pieces[k]
        if p.kind is Kind.EVENT or p.deed or (p.kind is Kind.OTHER and p.form in _OWNING) or asked_for(p):
            return count
        if p.kind in (Kind.NP, Kind.PLACE):
            if p.prep:
                continue
            adjective = count and p.first == pieces[k - 1].last and p.nature in ("unknown", "person") and _describes(p)
            count += not (p.conj or adjective or counts(p, pieces[k - 1]))
        elif is_comma(p) or not (p.kind in (Kind.OTHER, Kind.TIME) or is_soft(p)):
            return count
    return count


def _describes(piece: Piece) -> bool:
    """القادة السياسيين: a definite plural in -ين, or an adjective of relation, behind a definite noun."""
    return piece.definite and piece.last - piece.first == 1 and piece.form.endswith(("ين", "يه", "ي"))


def is_object(piece: Piece) -> bool:
    """A bare phrase whose plural or dual ends in -ين is no subject."""
    m = piece.mentions[0] if piece.mentions else None
    if m is None or m.shape is None or m.first > piece.first + 1 or piece.number is not None:
        return False
    if m.shape.accusative and m.shape.number == "s" and not m.shape.definite and m.kind == "class":
        return True  # وأسر جنديا
    return (
        m.shape.number in ("p", "d") and m.shape.pos in ("noun", "nisba") and piece.form.endswith("ين") and not m.suffix
    )


def goes_on(pieces: Sequence[Piece], k: int) -> bool:
    """داهم الجيش، والشرطة، منزلاً: behind the comma one joined who acts too, and no verb of its own."""
    named = pieces[k + 1 : k + 2]
    after = next((p for p in pieces[k + 2 : k + 5] if p.kind is not Kind.OTHER and not is_soft(p)), None)
    acts = any(p.conj and not p.prep and p.nature in ACTING for p in named)
    return acts and after is not None and after.kind is not Kind.VERB


def asked_for(piece: Piece) -> bool:
    """طالب المحتجون بضمانات: an unknown word with ب before it, which no name among the words told apart."""
    return piece.kind is Kind.NP and piece.nature == "unknown" and piece.form[:1] == "ب" and len(piece.form) > 4


def is_medium(p: Piece) -> bool:
    """ناشد الوزير في بيان المجتمع الدولي: what someone spoke through, with who is spoken to behind it."""
    cue = p.named("cue")
    return cue is not None and cue.entry.id == "say.statement-came"


def beside_subject(piece: Piece) -> bool:
    """يرفض بشكل معلن, تطالب باستقالته: how it is said or what is asked for, right behind the verb."""
    if piece.kind is not Kind.NP or piece.nature != "unknown" or piece.form[:1] != "ب":
        return False
    return piece.form in _MANNERS or (len(piece.form) > 4 and (piece.form[1] == "ا" or piece.form.endswith(_OWNED)))


def resumes(draft: Draft) -> bool:
    """Is what stands before the verb taken up again by a pronoun: يسيطر عليها?"""
    tokens, last = draft.scan.tokens, draft.last
    return tokens[last - 1].form in _RESUMING or (last < len(tokens) and tokens[last].form in _RESUMING)


def taken_up(draft: Draft) -> list[Piece]:
    """القرى التي يسيطر عليها X, قرية يسيطر عليها X: the places and things that the clause is about."""
    pieces, k = draft.pieces, draft.index - 1
    if not resumes(draft):
        return []
    while k >= 0 and pieces[k].kind in (Kind.REL, Kind.OTHER):
        k -= 1
    out: list[Piece] = []
    while k >= 0:
        p = pieces[k]
        if p.kind is Kind.PLACE or (p.kind is Kind.NP and p.nature == "thing"):
            out.append(p)
            if not p.conj and not (k and is_comma(pieces[k - 1])):
                break
        elif not (is_soft(p) or is_comma(p)) or (out and p.form in "(["):
            break
        k -= 1
    return out[:1] if len(out) == 2 and _of_one(draft, out[1]) else out


def _of_one(draft: Draft, first: Piece) -> bool:
    """دمشق والغوطة التي يسيطر عليها: a pronoun of one is about the last of two, which would take اللتين."""
    one = draft.pieces[draft.index - 1].form in ("الذي", "التي")
    return one and not (first.place is not None and first.place.plural)


def relative_head(draft: Draft) -> Piece | None:
    """التي دعت الحكومة: without a pronoun that takes it up again, the noun before الذي is the subject."""
    k = draft.index - 1
    if k < 1 or draft.pieces[k].kind is not Kind.REL or draft.piece.mentions[0].suffix or resumes(draft):
        return None
    head = draft.pieces[k - 1]
    return head if head.kind in (Kind.NP, Kind.PLACE) and head.nature in _SUBJECTS else None


def far_relative_head(draft: Draft) -> Piece | None:
    """القوات، التي كانت تتقدم: the noun that a relative clause is about, across commas and auxiliaries."""
    pieces, k = draft.pieces, draft.index - 1
    while k > 0 and pieces[k].kind is Kind.OTHER:
        k -= 1
    if k < 1 or pieces[k].kind is not Kind.REL:
        return None
    k -= 1
    while k > 0 and (is_soft(pieces[k]) or is_comma(pieces[k])):
        k -= 1
    return pieces[k] if pieces[k].kind in (Kind.NP, Kind.PLACE) else None
