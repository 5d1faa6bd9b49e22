"""How surely it is said: hearsay, denial, condition, plan and demand, each with its scope (after ConText)."""

from __future__ import annotations

from itertools import pairwise

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.knowledge.entries import Cue
from hudna.model import ClaimType, Status

SPEECH_ACTS = frozenset({ClaimType.APPEAL, ClaimType.ACCUSATION, ClaimType.REJECTION, ClaimType.THREAT})
_PURPOSES = frozenset("advance siege destruction withdrawal displacement assassination abduction arrest".split())
_KNOWN_BY = frozenset(  # words before an act that speak of one under way or past
    "وقف ايقاف انهاء مواصله استمرار تصعيد احتواء تداعيات حجم ضحايا اثار نتايج عواقب منفذي مرتكبي مخططي".split()
)
_BACK = 14  # pieces behind an event in which its clause may judge it
_COPULAS = frozenset("يعد تعد يعتبر تعتبر بات باتت اصبح اصبحت يبقي تبقي يكون تكون كان كانت هو هي".split())
_CARRIED_OUT = frozenset({"light.carry-out"})
_ENDS = frozenset(".؛!؟")
_COMMAS = frozenset("،,")
# A stronger word wins where several govern a claim: a denied report is denied, a condition on a plan is conditional.
_STRENGTH = {Status.PLANNED: 1, Status.UNCONFIRMED: 2, Status.CONDITIONAL: 3, Status.DENIED: 4}

_OF_ACTS = frozenset({"cond.in-case", "cond.if"})

_ABSENCE = "neg.not-happening"
_MEANT = frozenset("مواجهه قتال محاربه مقاتله منازله مقارعه".split())  # fighting that one goes or readies for
_THAT = frozenset("ان انه انها انهم".split())

Found = tuple[Status, str]


def settle(draft: Draft) -> None:
    """Set the status of a draft from its own form and from the cues before it."""
    found = [*_own(draft), *_negated(draft)]
    if draft.type not in SPEECH_ACTS:  # a speech act happened, whatever it speaks of
        found += [*_purpose(draft), *_future(draft), *_cued(draft), *_judged(draft)]
        found = [*_of_relative(draft), *(f for f in found if f[0] is not Status.PLANNED or not _known(draft))]
    else:
        found += [f for f in _cued(draft, 3) if f[1] in _OF_ACTS]
    if draft.type == "control" and draft.index and draft.pieces[draft.index - 1].kind is Kind.REL:
        found = [f for f in found if f[0] is not Status.PLANNED]  # المناطق التي تسيطر عليها: whose they are is so
    if draft.type == "ceasefire_violation":
        found = [(Status.PLANNED, "hope") if f[1] == _ABSENCE and _wished(draft) else f for f in found]
        hoped = any(f[0] is Status.PLANNED for f in found)  # عن أمله ألا يخرقوا: no one denies a breach
        found = [f for f in found if not (hoped and f[0] is Status.DENIED and f[1] != "neg.denied")]
    if found:
        draft.status, rule = max(found, key=lambda f: _STRENGTH[f[0]])
        draft.rules.append(rule)


def _wished(draft: Draft) -> bool:
    """احترام الهدنة وعدم خرقها: the breach that is not to be, beside what is asked for; not أكد عدم خرقها."""
    before = draft.pieces[draft.index - 1] if draft.index else None
    absence = before is not None and any(m.kind == "cue" and m.entry.id == _ABSENCE for m in before.mentions)
    return absence and before is not None and before.conj


def _own(draft: Draft) -> list[Found]:
    found = []
    if draft.trigger.status is not None and not _carried_out(draft):
        found.append((Status(draft.trigger.status), draft.trigger.id))
    if draft.type not in SPEECH_ACTS and _is_future(draft.piece):
        found.append((Status.PLANNED, "future"))
    return found


def _carried_out(draft: Draft) -> bool:
    """نفّذ التنظيم أمس حكم الإعدام: what the noun alone would leave to come has happened."""
    before = draft.pieces[max(0, draft.index - 4) : draft.index]
    done = any(p.kind is Kind.VERB and _lights(p) & _CARRIED_OUT and _is_past(p) for p in before)
    return draft.trigger.status == "planned" and done


def _lights(p: Piece) -> set[str]:
    return {m.entry.id for m in p.mentions if m.kind == "light"}


def _known(draft: Draft) -> bool:
    """وقف الهجمات, المظاهرات التي نظّموها: a plan about an act that is known does not make it planned."""
    if draft.piece.kind is not Kind.EVENT:
        return False
    if draft.first and draft.scan.tokens[draft.first - 1].form.lstrip("وفبل") in _KNOWN_BY:
        return True
    verb = _relative_verb(draft)
    return verb is not None and not _is_future(verb) and _is_past(verb)


def _of_relative(draft: Draft) -> list[Found]:
    """المظاهرات التي ستنظم: the clause about an act tells that it is to come."""
    verb = _relative_verb(draft)
    return [(Status.PLANNED, "future")] if verb is not None and _is_future(verb) else []


def _relative_verb(draft: Draft) -> Piece | None:
    if draft.piece.kind is not Kind.EVENT or not draft.piece.definite:
        return None
    behind = draft.pieces[draft.index + 1 : draft.index + 4]
    for relative, verb in pairwise(behind):
        if relative.kind is Kind.REL:
            return verb if verb.kind is Kind.VERB else None
    return None


def _judged(draft: Draft) -> list[Found]:
    """تحرير العاصمة يعد من أولويات القوات, ما حكي عن معارك لا أساس له: what the clause says of the event behind it."""
    if draft.piece.kind is not Kind.EVENT or draft.light or draft.piece.prep not in ("", "عن"):
        return []
    for p in draft.pieces[draft.index + 1 : draft.index + _BACK]:
        for m in p.mentions:
            if m.kind == "cue" and m.entry.scope == "back":
                return [(Status(m.entry.status), m.entry.id)]
        ends = p.kind in (Kind.COMP, Kind.LINK, Kind.NEG) or (p.kind is Kind.MARK and p.form in _ENDS)
        if ends or (p.kind is Kind.VERB and p.form.lstrip("وف") not in _COPULAS):
            return []
    return []


def _is_future(p: Piece) -> bool:
    return p.kind is Kind.VERB and any(m.proclitic.endswith("س") for m in p.mentions if m.shape)


def _negated(draft: Draft) -> list[Found]:
    """لم يقصف، لن يدخل: a negation right before the verb that is or carries the event."""
    k = draft.index - 1
    if draft.light and draft.piece.kind is Kind.EVENT:
        while k > 0 and draft.pieces[k].kind is not Kind.VERB:
            k -= 1
        if draft.pieces[k].named("cue") is not None:
            return []  # لم تعلن الجهة: it is the saying that is denied
        k -= 1
    if k > 0 and draft.piece.conj and draft.pieces[k].kind is Kind.VERB and _is_jussive(draft.piece):
        k -= 1  # لم يُقتل أو يُجرح أحد
    return [(Status.DENIED, "negation")] if k >= 0 and draft.pieces[k].kind is Kind.NEG else []


def _is_jussive(p: Piece) -> bool:
    return p.kind is Kind.VERB and any(m.shape is not None and m.shape.tense == "present" for m in p.mentions)


def _purpose(draft: Draft) -> list[Found]:
    """لاستعادة، للسيطرة، لتحرير: a verbal noun of purpose tells what is meant to happen."""
    led = draft.piece.prep
    if not led and draft.index and draft.pieces[draft.index - 1].last == draft.first:
        led = draft.pieces[draft.index - 1].prep if draft.pieces[draft.index - 1].kind is Kind.EVENT else ""
    event = draft.piece.kind is Kind.EVENT and led == "ل" and not draft.light
    meant = event and (draft.type in _PURPOSES or draft.scan.tokens[draft.first].form.removeprefix("ل") in _MEANT)
    return [(Status.PLANNED, "purpose")] if meant else []


def _future(draft: Draft) -> list[Found]:
    """ستتواصل عمليات …, سيبسطون … ويقطعون …, استعادتها ستتم: a future verb carries the event or is joined to it."""
    if draft.type == "control" and draft.piece.kind is Kind.EVENT:
        return []  # سيمنع اتصال مناطق نفوذهم: whose they are is so already
    if draft.piece.kind is Kind.EVENT and (verb := _own_verb(draft)) is not None and _is_future(verb):
        return [(Status.PLANNED, "future")]
    for p in reversed(draft.pieces[: draft.index]):
        if p.kind in (Kind.COMP, Kind.LINK, Kind.REL) or (p.kind is Kind.MARK and p.form in _ENDS):
            return []
        if p.kind is Kind.VERB:
            joined = draft.piece.kind is Kind.EVENT or draft.piece.conj
            return [(Status.PLANNED, "future")] if joined and _is_future(p) and not _is_past(draft.piece) else []
    return []


def _own_verb(draft: Draft) -> Piece | None:
    """استعادتها من قبضتهم ستتم قريباً: the verb behind a noun that opens its clause is the noun's."""
    before = draft.pieces[draft.index - 1] if draft.index else None
    opens = before is None or before.kind in (Kind.COMP, Kind.MARK)
    for p in draft.pieces[draft.index + 1 : draft.index + (7 if opens else 2)]:
        if p.kind is Kind.VERB:
            return p
        if p.kind in (Kind.COMP, Kind.LINK, Kind.REL, Kind.MARK):
            return None
    return None


def _is_past(p: Piece) -> bool:
    return any(m.shape is not None and m.shape.tense == "past" for m in p.mentions)


def _cued(draft: Draft, reach: int = 1000) -> list[Found]:
    """What the cues up to `reach` pieces before the draft make of it."""
    found: list[Found] = []
    for k in range(draft.index - 1, max(-1, draft.index - reach - 1), -1):
        p = draft.pieces[k]
        if p.kind is Kind.MARK and p.form in _ENDS:
            break
        cues = (m.entry for m in p.mentions if m.kind == "cue" and m.entry.status)
        found += [(Status(cue.status), cue.id) for cue in cues if _governs(cue, draft, k)]
        if p.kind is Kind.LINK and not found:
            break  # a new clause: what stands before it governs nothing here
    return found


def _governs(cue: Cue, draft: Draft, k: int) -> bool:
    between = draft.pieces[k + 1 : draft.index]
    if cue.scope == "sentence":
        return not (cue.status == "conditional" and any(_says_more(p) for p in between))
    if cue.status == "planned" and ((draft.light and _launched(draft)) or _points_back(draft, between)):
        return False
    if cue.scope == "back" or (cue.status == "planned" and _ordered_arrest(draft, cue)):
        return False
    if cue.scope == "next":
        if between and between[0].kind is Kind.COMP:
            between = between[1:]
        if cue.status == "planned" and (_listed(draft, between) or _goes_on(draft, between)):
            return True
        return len(between) < 5 and not any(_ends_next(p) for p in between)
    hopes = cue.status == "planned" and draft.scan.tokens[draft.pieces[k].last - 1].form in _THAT  # عن أمله أن
    allowed = 1 if hopes or cue.cls == "attribution" or any(p.kind is Kind.COMP for p in between[:4]) else 0
    verbs = [p for p in between if p.kind is Kind.VERB and p.named("light") is None]
    if len(verbs) > allowed:
        return False
    restarts = draft.piece.kind is Kind.VERB and draft.piece.conj and _is_past(draft.piece) and bool(between)
    return not restarts and not _new_clause(between)


def _says_more(p: Piece) -> bool:
    """مشيراً إلى, مؤكداً أن: what is said beside it stands under no condition of before."""
    return any(m.kind == "cue" and m.entry.id.startswith("say.participle") for m in p.mentions)


def _listed(draft: Draft, between: list[Piece]) -> bool:
    """على وشك تحقيق الحسم في لحج واستعادة السيطرة على القاعدة: what is joined to the act that the cue governs."""
    if draft.piece.kind is not Kind.EVENT or not draft.piece.conj or len(between) > _BACK:
        return False
    first = next((k for k, p in enumerate(between) if p.kind is Kind.EVENT), None)
    if first is None or first >= 4 or any(_ends_next(p) for p in between[:first]):
        return False
    return not any(p.kind in (Kind.VERB, Kind.COMP, Kind.REL, Kind.LINK, Kind.NEG) for p in between)


def _goes_on(draft: Draft, between: list[Piece]) -> bool:
    """يتوقع أن تقوم القوات بهجوم على البلدة وتستعيدها: a verb joined to the one that the cue governs."""
    if draft.piece.kind is not Kind.VERB or not draft.piece.conj or _is_past(draft.piece) or len(between) > _BACK:
        return False
    verbs = [p for p in between if p.kind is Kind.VERB]
    if any(p.kind in (Kind.COMP, Kind.REL, Kind.LINK, Kind.NEG) for p in between):
        return False
    return len(verbs) == 1 and between[0] is verbs[0] and not _is_past(verbs[0])


def _ordered_arrest(draft: Draft, cue: Cue) -> bool:
    """قررت النيابة حبس, أمر قاض باعتقال: who is so ordered is held."""
    return draft.type == "arrest" and cue.id in ("plan.ready", "plan.capable")


def _launched(draft: Draft) -> bool:
    """أحبطت … هجوماً شنّه مسلحون: it was launched, and repelled; not تحسباً لهجمات يشنها."""
    after = draft.pieces[draft.index + 1 : draft.index + 2]
    return any(p.named("light") is not None and (p.kind is not Kind.VERB or _is_past(p)) for p in after)


def _points_back(draft: Draft, between: list[Piece]) -> bool:
    """A plan that only mentions a known event (بهدف تجاوز تداعيات الهجوم) does not make it planned."""
    if draft.piece.kind is not Kind.EVENT or not draft.piece.definite or draft.light:
        return False
    if draft.piece.mentions[0].suffix and not draft.piece.prep:
        return False  # متوقعة إحكام المقاومة سيطرتها
    return any(p.kind in (Kind.NP, Kind.EVENT, Kind.VERB) for p in between)


def _ends_next(p: Piece) -> bool:
    return p.kind in (Kind.EVENT, Kind.COMP, Kind.REL) or (p.kind is Kind.VERB and p.named("trigger") is not None) or (
        p.kind is Kind.MARK and p.form in "،,:"
    )  # fmt: skip


def _new_clause(between: list[Piece]) -> bool:
    """A finite verb behind a comma leaves the cue's reach."""
    seen = False
    for p in between:
        if p.kind is Kind.MARK and p.form in _COMMAS:
            seen = True
        elif seen and p.kind is Kind.VERB:
            return True
    return False
