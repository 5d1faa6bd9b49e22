"""Which words of a sentence name events: triggers with their guards, and casualties joined to their cause."""

from __future__ import annotations

from itertools import pairwise

from hudna.extraction import figures, frames, needs, objects, pointers, status, weapons
from hudna.extraction.attribution import Speech
from hudna.extraction.clauses import is_comma, is_soft
from hudna.extraction.dating import counted_from
from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.scan import Scan
from hudna.knowledge.load import Knowledge
from hudna.knowledge.trie import Mention
from hudna.model import Status

CAUSES = frozenset(
    "armed_clash attack shelling air_strike bombing assassination chemical_attack destruction advance".split()
)
_FAR = 12  # pieces between أسفر and the deaths that it brings
_CLOSE = 4  # pieces between توفي and the wounds that he died of
_NEAR = 6  # pieces between an act and what belongs to it
_REASON_PREPS = frozenset({"اثر", "عقب", "بعد", "بشان", "بسبب", "منذ"})
_CAUSING = frozenset({"في", "ب", "اثر", "علي اثر", "على اثر", "جراء", "من جراء", "نتيجه", "بسبب", "خلال"})
_REASONS = frozenset("رد ردا احتجاجا انتقاما خلفيه تنديدا للتنديد غضبا استنكارا ثارا".split())
_NO_CAUSE = frozenset("control siege troop_movement ceasefire agreement negotiation exchange aid".split())
_BOMBARDMENT = frozenset({"shelling", "air_strike", "bombing"})
_LAID_WASTE = frozenset({"destruction.destroyed"})  # قصفت المواقع ودمرتها: what a bombardment does is no second act
_BESIDES = frozenset({"بالاضافه الي", "اضافه الي", "فضلا عن", "علاوه على", "الي جانب"})
_DEATHS = frozenset({"killing", "casualty"})
_FIGHTS = frozenset({"armed_clash.confrontation", "armed_clash.fighting"})
_EXECUTIONS = frozenset({"killing.executed", "killing.death-sentence"})
_SHOT, _WITHIN = "attack.shot-wounded", frozenset({"في", "ب", "خلال", "اثناء"})
_CROWD_DOES = frozenset({"protest.protesters-busy", "protest.signs-raised", "protest.chanted"})
_TOLLS = frozenset({"حصيله", "الحصيله", "ضحايا"})
_STRENGTHS = ("strong", "weak", "faint")


def drafts(
    scan: Scan, pieces: list[Piece], speeches: list[Speech], knowledge: Knowledge, doubtful: list[Draft] | None = None
) -> list[Draft]:
    """The claims in the making of one sentence, roles and figures filled, casualties merged into their causes.

    Drafts that lack what their trigger needs, or that a guard holds back, go to `doubtful` where it is given.
    """
    out: list[Draft] = []
    doubtful = [] if doubtful is None else doubtful
    for k, piece in enumerate(pieces):
        if piece.kind not in (Kind.VERB, Kind.EVENT) or _heads_event(pieces, k):
            continue
        held_back: list[Draft] = []
        for mention in _triggers(piece):
            guarded = _guarded(mention, scan, knowledge)
            if guarded and held_back:
                continue
            draft = Draft(scan, pieces, k, mention.entry, piece.first, mention.last, piece.cut, mention.entry.type)
            frames.fill(draft, knowledge)
            if draft.trigger.frame == "speak":  # تطلب منه الإسراع: what is asked for, asks nothing
                draft.fillers = [f for f in draft.fillers if f.role != "actor" or not f.piece.deed]
            pointers.resolve(draft, out, speeches)
            figures.count(draft)
            weapons.arm(draft)
            status.settle(draft)
            draft.doubt = "guard" if guarded else "" if needs.met(draft) else "needs"
            if not draft.doubt:
                figures.count_named(draft)
                out.append(draft)
                break
            held_back.append(draft)
        else:
            doubtful += held_back[:1]
    return _merge(objects.left_out(_deadly(out, doubtful)))


def _deadly(found: list[Draft], doubtful: list[Draft]) -> list[Draft]:
    """انفجار يؤدي إلى مقتل شخص: an act told in too few words stands if the dead are told as its result."""
    acts = [d for d in found if d.type not in _DEATHS]
    for death in [d for d in found if d.type in _DEATHS and (_is_result(d) or _toll_of(d))]:
        before = [d for d in acts if d.index < death.index]
        held = [d for d in doubtful if d.doubt == "needs" and d.type in CAUSES and d.index < death.index]
        if not before and held and not any(d.index > held[-1].index for d in before):
            stands = held[-1]
            stands.doubt = ""
            doubtful.remove(stands)
            found = sorted([*found, stands], key=lambda d: d.index)
            acts.append(stands)
    return found


def _toll_of(death: Draft) -> bool:
    """بلغت حصيلة القتال 47 قتيلاً: a count that the clause calls the toll of an act."""
    before = death.pieces[max(0, death.index - _NEAR) : death.index]
    return any(p.form in _TOLLS and q.kind is Kind.EVENT for p, q in pairwise(before))


def _heads_event(pieces: list[Piece], k: int) -> bool:
    """عملية اغتيال، حملة اعتقالات: a general noun in construct with the event that it is."""
    if k + 1 >= len(pieces):
        return False
    piece, after = pieces[k], pieces[k + 1]
    told = piece.named("trigger")
    if told is not None and told.entry.type in _DEATHS:
        return False  # حصيلة قتلى التفجيرات
    named = after.named("trigger") if after.kind is Kind.EVENT else None
    if named is None or named.entry.frame == "move":  # تدمير رتل عسكري: the column is what is destroyed
        return False
    shape = after.mentions[0].shape
    object_ = shape is not None and shape.accusative  # استهدف هجوم بحزام ناسف تجمعاً: two, not one of the other
    general = piece.kind is Kind.EVENT and not piece.definite and not object_
    return general and after.first == piece.last and not after.prep and not after.conj


def _triggers(piece: Piece) -> list[Mention]:
    found = [m for m in piece.mentions if m.kind == "trigger"]
    if len(found) < 2:
        return found
    return sorted(found, key=lambda m: (-m.last, _STRENGTHS.index(m.entry.strength), m.entry.type == "casualty"))


def _guarded(mention: Mention, scan: Scan, knowledge: Knowledge) -> bool:
    single = mention.shape is not None and mention.shape.number == "s"
    if mention.entry.id in _FIGHTS and mention.proclitic.endswith("ل") and single:
        return True  # تحالف لمواجهة داعش, سافر للقتال: what for, not what happened
    guards = knowledge.guards.get(mention.entry.id)
    if guards is None:
        return False
    tokens = scan.tokens
    if guards.before is not None:
        ahead = tokens[mention.last : mention.last + 4]
        if any(m.first == 0 for m in guards.before.find(ahead)):
            return True
    if guards.after is not None:
        behind = tokens[max(0, mention.first - 4) : mention.first]
        if any(m.last == len(behind) for m in guards.after.find(behind)):
            return True
    return False


def _merge(found: list[Draft]) -> list[Draft]:
    """Deaths and wounds belong to the act that caused them, if the sentence names one."""
    acts = _shot_in_acts(_joined_acts(found))
    causes = [d for d in acts if d.type in CAUSES and not _answered(d)]
    out: list[Draft] = []
    for draft in acts:
        if _stands_alone(draft):
            out.append(draft)
            continue
        answered = draft.type == "killing" and _is_reason(draft)
        cause = _own_cause(draft, causes) if answered else _killer(draft, causes, acts)
        if cause is None and draft.type == "casualty":
            cause = _death_before(draft, out)
        if cause is not None:
            _absorb(cause, draft)
        elif draft.type == "killing":
            out.append(draft)
    return out


def _stands_alone(draft: Draft) -> bool:
    """No death, an execution, or "وسط أنباء عن مقتل": told less surely than the act."""
    hearsay = draft.status is Status.UNCONFIRMED and draft.piece.kind is Kind.EVENT
    return draft.type not in _DEATHS or (draft.type == "killing" and (hearsay or _is_own_act(draft)))


def _killer(draft: Draft, causes: list[Draft], acts: list[Draft]) -> Draft | None:
    """The act of the sentence that brought a death: in front of its result, right behind it, else the nearest."""
    able = [c for c in causes if c.status is draft.status or c.status is not Status.PLANNED]
    able = [c for c in able if c.index < draft.index or counted_from(c) is None]  # not بعد يومين على هجوم
    result = _is_result(draft)
    if result:
        able = [c for c in able if c.index < draft.index] or able or _other_acts(draft, acts)
    able = [c for c in able if not _beside(draft, c) and not _points_back(draft, c, able)]
    return (None if result else _own_cause(draft, able)) or _cause(draft, able)


def _points_back(draft: Draft, act: Draft, acts: list[Draft]) -> bool:
    """هجوم على فندق وقُتل تسعة حين دمر الهجوم بهوه: in front of a death, a noun that names the act again."""
    told = any(a.type == act.type and a.index < draft.index for a in acts)
    return told and act.index > draft.index and act.piece.kind is Kind.EVENT and act.piece.definite


def _joined_acts(found: list[Draft]) -> list[Draft]:
    """Drafts without the verbs that only go on telling of an act before them."""
    out: list[Draft] = []
    for draft in found:
        act = _told_before(draft, out)
        if act is None:
            out.append(draft)
        else:
            _absorb(act, draft)
    return out


def _shot_in_acts(acts: list[Draft]) -> list[Draft]:
    """أصيب آخر بالرصاص في هجوم نفذه ملثمون: who was shot belongs to the attack that the clause goes on to name."""
    out: list[Draft] = []
    for draft in acts:
        into = [a for a in acts if 0 < a.index - draft.index < _NEAR and a.type in CAUSES and a.piece.prep in _WITHIN]
        if draft.trigger.id == _SHOT and into:
            _absorb(into[0], draft)
        else:
            out.append(draft)
    return out


def _told_before(draft: Draft, out: list[Draft]) -> Draft | None:
    """ "هجوم … واستهدف X": a weak verb of the act without a doer goes on telling of the act before."""
    if draft.type == "bombing" and draft.piece.prep == "ب" and out and out[-1].type == "bombing":
        beside = out[-1].index == draft.index - 1
        if beside:
            return out[-1]  # هجوم انتحاري بسيارة مفخخة استهدف
    if out and (_names_again(draft, out[-1]) or _by_itself(draft, out[-1])):
        return out[-1]
    if draft.type == "protest":
        return next((d for d in reversed(out) if _same_crowd(draft, d)), None)
    if draft.trigger.id == "advance.drove-out":  # تحرير المدينة وطردهم منها: whom it was taken from
        taken = [d for d in out if d.type == "advance" and d.trigger.frame == "take"]
        return taken[-1] if taken and _same_doers(draft, taken[-1]) else None
    if draft.trigger.id in _LAID_WASTE and draft.piece.prep not in _BESIDES:
        act = next((d for d in reversed(out) if d.type in _BOMBARDMENT), None)
        return act if act is not None and _same_doers(draft, act) else None
    died = draft.trigger.id == "killing.died-of-wounds" and out and out[-1].type == "killing"
    if died and draft.index - out[-1].index < _CLOSE:
        return out[-1]  # توفي أحدهما متأثراً بإصابته
    weak = draft.type == "attack" and draft.trigger.strength == "weak" and draft.piece.kind is Kind.VERB
    if not weak or draft.of("actor"):
        return None
    return next((d for d in reversed(out) if d.type in CAUSES and d.piece.kind is Kind.EVENT), None)


def _same_crowd(draft: Draft, act: Draft) -> bool:
    """رفع المتظاهرون لافتات ورددوا هتافات في المسيرة: what a crowd does on the way is one protest with its march."""
    if act.type != "protest" or act.status is not draft.status:
        return False
    doing = draft.trigger.id in _CROWD_DOES or act.trigger.id in _CROWD_DOES
    return doing and not (draft.of("at") and act.of("at"))


def _same_doers(draft: Draft, act: Draft) -> bool:
    """Is nobody told as doing it who has no part in the act before?"""
    return all(any(f.piece is g.piece for g in act.fillers) for f in draft.of("actor"))


def _by_itself(draft: Draft, act: Draft) -> bool:
    """بدأ هجوم عند الفجر بالهجوم على ثكنة: an act told again as its own means."""
    named = act.type == draft.type and act.piece.kind is draft.piece.kind is Kind.EVENT
    return named and draft.piece.prep == "ب" and draft.piece.definite and not draft.piece.conj


def _names_again(draft: Draft, act: Draft) -> bool:
    """أطبقت القوات الحصار, دفع الجيش بتعزيزات: the noun that a verb of the same act has for its object."""
    if act.type != draft.type or draft.piece.kind is not Kind.EVENT:
        return False
    if act.piece.kind is Kind.EVENT and draft.piece.conj and draft.index == act.index + 1:
        return not draft.figures and draft.type not in ("abuse", "protest")  # اشتباكات ومناوشات, but التعذيب والاغتصاب
    if act.piece.kind is not Kind.VERB or draft.piece.conj or draft.figures or act.trigger.id == _SHOT:
        return False
    if not 0 < draft.index - act.index <= _CLOSE:
        return False
    return all(p.kind in (Kind.NP, Kind.PLACE, Kind.TIME) for p in draft.pieces[act.index + 1 : draft.index])


def _is_reason(draft: Draft) -> bool:
    """إثر مقتل مواطن, ردا على مقتل جندي, يحتجون على مقتل: a death that another act answers, no part of it."""
    behind = draft.pieces[draft.index - 1] if draft.index else None
    trigger = behind.named("trigger") if behind is not None and draft.piece.prep == "على" else None
    against = trigger is not None and trigger.entry.type in ("protest", "accusation")
    return draft.piece.kind is Kind.EVENT and (draft.piece.prep in _REASON_PREPS or against or _answered(draft))


def _is_own_act(draft: Draft) -> bool:
    """أعدم التنظيم أربعة رهائن: an execution is told for itself, unless something is said to have brought it."""
    return draft.trigger.id in _EXECUTIONS and not _is_result(draft)


def _own_cause(draft: Draft, causes: list[Draft]) -> Draft | None:
    """ردا على مقتل جندي بإطلاق نار, بعد مقتل 15 جندياً في هجوم: the act right behind the dead killed them."""
    for k in range(draft.index + 1, min(draft.index + _NEAR, len(draft.pieces))):
        p = draft.pieces[k]
        if p.kind is Kind.EVENT and p.prep in _CAUSING:
            return next((c for c in causes if c.index == k), None)
        joined = p.named("trigger") if p.conj else None
        if joined is not None and joined.entry.type in _DEATHS:
            continue  # مقتل 20 وإصابة 30 في انفجار
        if p.kind not in (Kind.NP, Kind.PLACE, Kind.TIME, Kind.OTHER) and not is_soft(p) and not is_comma(p):
            return None
    return None


def _answered(draft: Draft) -> bool:
    """ردا على الهجوم, احتجاجاً على مقتل جندي: what another act answers."""
    before = {t.form.lstrip("وف") for t in draft.scan.tokens[max(0, draft.first - 2) : draft.first]}
    return draft.piece.kind is Kind.EVENT and bool(before & _REASONS)


def _other_acts(draft: Draft, acts: list[Draft]) -> list[Draft]:
    """تظاهرات أدت إلى مقتل 12: any act in front, if none of those that kill is told."""
    return [d for d in acts if d.index < draft.index and d.type not in status.SPEECH_ACTS | _NO_CAUSE | _DEATHS]


def _is_result(draft: Draft) -> bool:
    """أسفر عن مقتل 18, ما أدى إلى إصابة ثلاثة, أسفر هجوم في المدينة عن مقتل 18: the act stands in front."""
    far = draft.piece.prep in ("عن", "الي") or draft.piece.conj or draft.trigger.id == "killing.lives"
    for k in range(draft.index - 1, max(-1, draft.index - (_FAR if far else 2) - 1), -1):
        p = draft.pieces[k]
        light = p.named("light")
        if light is not None and light.entry.cls == "consequence":
            return True
        if p.kind in (Kind.COMP, Kind.LINK) or (p.kind is Kind.MARK and p.form in ".؛"):
            return False
    return False


def _beside(draft: Draft, act: Draft) -> bool:
    """أعمال نهب وقتل, ألف قتيل منذ دخولهم: deaths told beside looting, or before an advance, are not of it."""
    joined = draft.piece.kind is Kind.EVENT and draft.piece.conj and not draft.piece.prep
    if act.type == "destruction":
        return draft.type == "killing" and joined and act.index < draft.index and not _is_result(draft)
    return act.type == "advance" and draft.type == "killing" and act.index > draft.index


def _cause(draft: Draft, causes: list[Draft]) -> Draft | None:
    """The act nearest to a death: behind it ("مقتل 3 في غارة") before the one in front ("غارة أوقعت 3 قتلى")."""
    if not causes:
        return None

    def distance(cause: Draft) -> int:
        gap = cause.index - draft.index
        return 2 * gap if gap > 0 else -3 * gap + 1

    return min(causes, key=distance)


def _death_before(draft: Draft, out: list[Draft]) -> Draft | None:
    return next((d for d in reversed(out) if d.type == "killing"), None)


def _absorb(cause: Draft, death: Draft) -> None:
    known = {(f.kind, f.min, f.max) for f in cause.figures}
    told = figures.none(death) if death.status is Status.DENIED is not cause.status else death.figures
    cause.figures.extend(f for f in told if (f.kind, f.min, f.max) not in known)
    only_hurt = death.type == "casualty" and bool(cause.of("target"))
    for filler in death.fillers:
        if filler.role == "target" and only_hurt:
            continue  # the dead are named; the wounded are a figure
        if filler.role == "target" and not any(f.piece is filler.piece for f in cause.fillers):
            cause.fillers.append(filler)
        elif filler.role == "means" and cause.type not in weapons.FORCE:
            continue
        elif (filler.role in ("at", "time", "means") and not cause.of(filler.role)) or (
            filler.role == "actor" and filler.piece.nature == "armed" and not cause.of("actor", "party")
        ):
            cause.add(filler.piece, filler.role)
    cause.rules.append(death.trigger.id)
