"""Findings: every incident held against every term of every agreement that could forbid it.

    incident ─ act? actor? target? place? time? ─▶ tests ─ settle ─▶ finding, with its reasons and its status

Nothing here raises a status but evidence in the incident's own tellings; people's judgements are laid over it later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from hudna.knowledge.agreement import Agreement, Term
from hudna.knowledge.load import Knowledge
from hudna.knowledge.meanings import meanings
from hudna.model import Basis, ClaimType, Extent, Incident, Role, Status, Telling
from hudna.monitoring import parties
from hudna.monitoring.finding import Answer, Confidence, Finding, FindingStatus, Question, Reason, Test
from hudna.monitoring.periods import breach_time_test, days_of, in_force, time_test
from hudna.monitoring.retold import Taken, known, taken
from hudna.monitoring.scope import concerns
from hudna.monitoring.standing import raised, speakers
from hudna.monitoring.ties import tie
from hudna.monitoring.timely import Placed, timely
from hudna.monitoring.voices import Texts
from hudna.monitoring.wording import Days, Told, by_words, days_told, of_earlier_truce, told_now, told_of
from hudna.monitoring.zones import place_test

# Acts that an allegation with no act told may mean.
FORCE = frozenset(
    {
        ClaimType.ARMED_CLASH, ClaimType.ATTACK, ClaimType.SHELLING, ClaimType.AIR_STRIKE, ClaimType.BOMBING,
        ClaimType.ASSASSINATION, ClaimType.KILLING, ClaimType.CHEMICAL_ATTACK, ClaimType.ADVANCE, ClaimType.DESTRUCTION,
    }
)  # fmt: skip

Breaches = dict[tuple[str, str], list[tuple[tuple[str, ...], int]]]

# What goes on over days: it is a breach while the agreement is in force, however long before it began.
LASTING = frozenset({ClaimType.SIEGE, ClaimType.AID_OBSTRUCTION, ClaimType.CONTROL})

# What strikes civilians by what it is, whether or not the story names them.
_ON_CIVILIANS = frozenset({ClaimType.SIEGE, ClaimType.AID_OBSTRUCTION, ClaimType.DISPLACEMENT})

# The classes of means that some acts are done with, told or not.
_OWN_MEANS = {
    ClaimType.SHELLING: frozenset({"artillery", "missile"}),
    ClaimType.AIR_STRIKE: frozenset({"air", "drone"}),
    ClaimType.CHEMICAL_ATTACK: frozenset({"chemical"}),
}


def assess(
    incidents: Sequence[Incident], agreements: Iterable[Agreement], knowledge: Knowledge, texts: Texts
) -> Iterator[Finding]:
    """The findings, by incident, agreement and term. An incident that no term speaks of gives none.

    `texts` gives a story's text by its key: which agreement an allegation means is often told by name alone.
    """
    agreements = tuple(agreements)
    alleged = tuple(_allegations(incidents, agreements, knowledge, texts))
    meant = {(act, f.agreement): f.id for f in alleged for act in f.may_mean}
    allegations = {(f.incident, f.agreement): f for f in alleged}
    days = days_told(i for i in incidents if i.type in FORCE)
    around = _Around(days, taken(incidents), _breaches(incidents, alleged, texts))
    for incident in incidents:
        for agreement in agreements:
            if incident.type is ClaimType.CEASEFIRE_VIOLATION:
                if (finding := allegations.get((incident.id, agreement.id))) is not None:
                    yield finding
            elif any(incident.type in t.forbids for t in agreement.terms) and concerns(agreement, incident, knowledge):
                for finding in _of_acts(incident, agreement, knowledge, texts, around):
                    by = meant.get((incident.id, agreement.id))
                    yield _called_a_breach(finding, by) if by is not None else finding


class _Around(NamedTuple):
    """What the ledger tells around an act: days told beside it, places told as taken, breaches told in its story."""

    days: Days
    taken: Taken
    breaches: Breaches


def _of_acts(
    incident: Incident, agreement: Agreement, knowledge: Knowledge, texts: Texts, around: _Around
) -> Iterator[Finding]:
    for term in agreement.terms:
        if incident.type in term.forbids and _act_test(incident, term, knowledge).answer is not Answer.NO:
            breaks = {t.key for t in incident.tellings if _of_breach(t, agreement, knowledge, around.breaches)}
            mine = _timely(incident, agreement, term, texts, around, breaks)
            told = told_of(mine, agreement, texts, around.days) or _placed(mine, agreement, texts, around)
            if told in (None, Told.BEFORE) and any(t.key in breaks for t in mine.tellings):
                # on the eve, as one story has it, but a breach in another: it stays open
                told = Told.BREACHED if told is None and all(t.key in breaks for t in mine.tellings) else None
            yield finding_of(mine, agreement, term, knowledge, told)


def _timely(
    incident: Incident, agreement: Agreement, term: Term, texts: Texts, around: _Around, breaks: AbstractSet[str]
) -> Incident:
    """The incident without the tellings that are of another time than the agreement's."""
    if lasts(incident) or len(incident.tellings) == 1:
        return incident
    placed: list[Placed] = []
    for telling in incident.tellings:
        alone = replace(incident, tellings=(telling,))
        said = Told.BREACHED if telling.key in breaks else told_of(alone, agreement, texts, around.days)
        test = time_test(agreement, term, told_now(telling.claim.time), first_told=telling.document.published)
        answer = by_words(test, said).answer
        placed.append((telling, answer, said is not None and answer is not test.answer))
    return timely(incident, placed, next((f.begins for f in in_force(agreement)), None))


def _placed(incident: Incident, agreement: Agreement, texts: Texts, around: _Around) -> Told | None:
    """Where an act that is told as known belongs: before the agreement, if it was told before or on its first day."""
    begins = next((f.begins for f in in_force(agreement)), None)
    if begins is None:
        return None
    if around.taken.before(incident, begins, texts):
        return Told.RETOLD
    days = [t.document.published for t in incident.tellings]
    first = all(day is not None and day <= begins for day in days)
    return Told.KNOWN if first and known(incident, texts) else None


def _breaches(incidents: Sequence[Incident], alleged: Sequence[Finding], texts: Texts) -> Breaches:
    """What is alleged as a breach with nothing open, by story and agreement: its accused and where it is told."""
    by_id = {i.id: i for i in incidents}
    out: Breaches = {}
    for finding in alleged:
        if not finding.counted:
            continue
        for telling in by_id[finding.incident].tellings:
            if telling.claim.status is Status.ASSERTED and not of_earlier_truce(telling, texts):
                told = (finding.accused, telling.claim.sentence.start)
                out.setdefault((telling.story_key, finding.agreement), []).append(told)
    return out


def _of_breach(telling: Telling, agreement: Agreement, knowledge: Knowledge, breaches: Breaches) -> bool:
    """Whether its story tells of a breach by its doers (or it names none), and then tells the act."""
    said = breaches.get((telling.story_key, agreement.id), ())
    if not said:
        return False
    mutual = telling.claim.type in parties.MUTUAL
    roles = (Role.ACTOR, Role.TARGET) if mutual else (Role.ACTOR,)
    doers = [d for r in roles for d in parties.standings(agreement, telling.claim.participants, r, knowledge.actors)]
    ours = {d.side for d in doers if d.side}
    for accused, start in said:
        by = ours & set(accused) if mutual else ours <= set(accused)
        if (by or not doers) and (ours or not doers) and start <= telling.claim.sentence.start:
            return True
    return False


def finding_of(
    incident: Incident, agreement: Agreement, term: Term, knowledge: Knowledge, told: Told | None = None
) -> Finding:
    """One incident held against one term that speaks of its type; `told` where its words place it by the truce."""
    doers = parties.standings(agreement, incident.participants, Role.ACTOR, knowledge.actors)
    struck = parties.standings(agreement, incident.participants, Role.TARGET, knowledge.actors)
    if incident.type in parties.MUTUAL:
        actor, target = parties.clash_tests(term, [*doers, *struck])
    else:
        actor, target = parties.actor_test(term, doers), parties.target_test(term, doers, struck)
    when = told_now(incident.time)
    time = time_test(agreement, term, when, lasts=lasts(incident), first_told=_first_told(incident))
    tests = (
        _act_test(incident, term, knowledge),
        actor,
        target,
        place_test(term.zone or agreement.zone, incident.places, knowledge.gazetteer, _settings(incident)),
        by_words(time, told),
    )
    said = [*doers, *struck] if incident.type in parties.MUTUAL else doers
    accused = tuple(dict.fromkeys(d.side for d in said if d.side))
    return _settled(incident, agreement, term, tests, accused, knowledge)


def _settings(incident: Incident) -> Iterator[str]:
    """The countries in which the places of its stories lie; none where a story tells no place at all."""
    if all(t.setting for t in incident.tellings):
        yield from (name for t in incident.tellings for name in t.setting)


def lasts(incident: Incident) -> bool:
    """Whether it goes on over days: its type does, and no telling of it has it as over once done."""
    return incident.type in LASTING and not any(t.claim.rule in meanings().at_once for t in incident.tellings)


def _first_told(incident: Incident) -> date | None:
    """The day on which it was first published as having happened."""
    told = (t for t in incident.tellings if t.claim.status in (Status.ASSERTED, Status.UNCONFIRMED))
    return min((t.document.published for t in told if t.document.published), default=None)


def _allegation(incident: Incident, agreement: Agreement, knowledge: Knowledge) -> Finding | None:
    """A breach alleged with no act told: it stands by itself, under each agreement that it may speak of.

    One retold as the past of another truce is none, nor is one that somebody only asks not to commit; one whose time
    can't be told stays open.
    """
    if incident.status is Status.PLANNED or all(t.background for t in incident.tellings):
        return None
    doers = parties.standings(agreement, incident.participants, Role.ACTOR, knowledge.actors)
    place = place_test(agreement.zone, incident.places, knowledge.gazetteer)
    tests = (
        Test(Question.ACT, Answer.YES, Reason("act.called_a_breach")),
        parties.actor_test(agreement.terms[0], doers),
        Test(Question.TARGET, Answer.UNKNOWN, Reason("target.untold")),
        place,
        breach_time_test(agreement, agreement.terms[0], incident.time),
    )
    told = {t.question: t.answer for t in tests}
    if Answer.NO in (told[Question.ACTOR], told[Question.PLACE], told[Question.TIME]):
        return None  # it speaks of another one
    if told[Question.PLACE] is Answer.UNKNOWN and not incident.places and told[Question.ACTOR] is not Answer.YES:
        return None  # nothing ties it to this one
    accused = tuple(dict.fromkeys(d.side for d in doers if d.side))
    found = _settled(incident, agreement, None, tests, accused, knowledge)
    timely = told[Question.TIME] is Answer.YES
    status = FindingStatus.ALLEGED if timely and found.status is FindingStatus.INDETERMINATE else found.status
    return replace(found, status=status, allegation=True)


def _settled(
    incident: Incident, agreement: Agreement, term: Term | None, tests: tuple[Test, ...], accused: tuple[str, ...],
    knowledge: Knowledge,
) -> Finding:  # fmt: skip
    """`term` is None for a breach alleged with no act told."""
    civilians_only = term is not None and term.against == "civilians" and incident.type not in _ON_CIVILIANS
    status, reasons, by = _status(incident, agreement, tests, accused, knowledge, civilians_only)
    return Finding(
        agreement=agreement.id,
        term=term.id if term else "alleged",
        incident=incident.id,
        status=status,
        tests=tests,
        reasons=reasons,
        confidence=_confidence(tests, incident),
        accused=accused,
        conditional=incident.status is Status.CONDITIONAL,
        speakers=speakers(incident),
        by=by,
    )


def _status(
    incident: Incident, agreement: Agreement, tests: tuple[Test, ...], accused: tuple[str, ...], knowledge: Knowledge,
    civilians_only: bool,
) -> tuple[FindingStatus, tuple[Reason, ...], str | None]:  # fmt: skip
    """What the answers come to: a planned act is none yet, a NO ends it, an UNKNOWN leaves it open."""
    if incident.status is Status.PLANNED:
        return FindingStatus.NOT_A_BREACH, (Reason("status.planned"),), None
    no = tuple(t.reason for t in tests if t.answer is Answer.NO)
    if no:
        elsewhere = any(t.answer is Answer.NO and t.question in (Question.PLACE, Question.TIME) for t in tests)
        left_out = not elsewhere and any(r.key in ("actor.excluded", "target.excluded") for r in no)
        return (FindingStatus.EXCLUDED if left_out else FindingStatus.NOT_A_BREACH), no, None
    if incident.status is Status.DENIED:
        return FindingStatus.DENIED, (Reason("status.denied"),), None
    open_ = tuple(t.reason for t in tests if t.answer in (Answer.UNKNOWN, Answer.NEAR) and _matters(t, civilians_only))
    if open_:
        return FindingStatus.INDETERMINATE, open_, None
    return raised(incident, agreement, accused, knowledge.actors)


def _matters(test: Test, civilians_only: bool) -> bool:
    """Whom an attack struck is seldom told, and an act by a bound side in the zone is alleged without it.

    A term that shields civilians alone turns on it.
    """
    return test.question is not Question.TARGET or civilians_only


def _confidence(tests: tuple[Test, ...], incident: Incident) -> Confidence:
    doubts = sum(t.answer in (Answer.UNKNOWN, Answer.NEAR) for t in tests)
    doubts += any(t.reason.key.endswith(".by_publication") for t in tests)
    doubts += incident.status is not Status.ASSERTED
    return Confidence.HIGH if not doubts else Confidence.MEDIUM if doubts == 1 else Confidence.LOW


def _act_test(incident: Incident, term: Term, knowledge: Knowledge) -> Test:
    """Does the term forbid the act? NO where it names means other than those told, or those of the act itself."""
    used = knowledge.means.get(incident.means.means_id) if incident.means else None
    classes = frozenset({used.cls}) if used else _OWN_MEANS.get(incident.type, frozenset())
    if not term.means or (classes and classes <= set(term.means)):
        return Test(Question.ACT, Answer.YES, Reason("act.forbidden", (("type", incident.type.value),)))
    if classes.isdisjoint(term.means) and classes:
        return Test(Question.ACT, Answer.NO, Reason("act.other_means"))
    return Test(Question.ACT, Answer.UNKNOWN, Reason("act.means_untold"))


# ── allegations and the acts that they may mean ──────────────────────────────────────────────────────────────────


def _allegations(
    incidents: Sequence[Incident], agreements: Sequence[Agreement], knowledge: Knowledge, texts: Texts
) -> Iterator[Finding]:
    """Each breach alleged with no act told, under the agreement that it speaks of, or all that it may speak of.

    It carries the acts of its own stories that it may mean.
    """
    stories: dict[str, list[Incident]] = {}
    for incident in incidents:
        for telling in incident.tellings:
            stories.setdefault(telling.story_key, []).append(incident)
    for incident in incidents:
        if incident.type is not ClaimType.CEASEFIRE_VIOLATION:
            continue
        beside = list({i.id: i for t in incident.tellings for i in stories[t.story_key]}.values())
        mine = [(a, i) for a in agreements if (i := _of_this(incident, beside, a, texts)) is not None]
        fits = [(a, f) for a, i in mine if (f := _allegation(i, a, knowledge)) is not None]
        ties = {a.id: _tied(incident, beside, a, knowledge, texts) for a, _ in fits}
        best = max(ties.values(), default=0.0)
        for agreement, finding in fits:
            if ties[agreement.id] == best:
                acts = (i.id for i in beside if i.type in FORCE and _may_be(i, agreement, knowledge))
                yield replace(finding, may_mean=tuple(acts))


def _of_this(incident: Incident, beside: Sequence[Incident], agreement: Agreement, texts: Texts) -> Incident | None:
    """An alleged breach by those of its tellings that can mean this agreement; None where none does.

    What came out before it began, or in words or a sentence of a truce that was over by then, means another one.
    """
    start = next((f.begins for f in in_force(agreement)), None)
    past = _past_truces(beside, agreement)
    mine = tuple(
        t for t in incident.tellings
        if (t.story_key, t.claim.sentence) not in past
        and not (start and t.document.published and t.document.published < start)
        and not of_earlier_truce(t, texts)
    )  # fmt: skip
    if len(mine) == len(incident.tellings) or not mine:
        return incident if mine else None
    times = [t.claim.time for t in mine if t.claim.time]
    told = [t for t in times if t.basis is Basis.TEXT] or times
    return replace(incident, tellings=mine, time=min(told, key=lambda t: t.end or "9999", default=None))


def _past_truces(beside: Sequence[Incident], agreement: Agreement) -> set[tuple[str, Extent]]:
    """The sentences that tell of a truce that was over before this one was declared."""
    past: set[tuple[str, Extent]] = set()
    for telling in (t for i in beside if i.type is ClaimType.CEASEFIRE for t in i.tellings):
        days, time = days_of(telling.claim.time), telling.claim.time
        told = time is not None and time.basis is Basis.TEXT and days is not None
        if told and days and agreement.declared and days[1] < agreement.declared:
            past.add((telling.story_key, telling.claim.sentence))
    return past


def _tied(
    incident: Incident, beside: Sequence[Incident], agreement: Agreement, knowledge: Knowledge, texts: Texts
) -> float:
    """How strongly an allegation, or a truce told in the same story, is tied to an agreement."""
    truces = (i for i in beside if i.type in (ClaimType.CEASEFIRE, ClaimType.AGREEMENT))
    ties = (tie(i, agreement, knowledge, texts) for i in (incident, *truces))
    return max((t.score for t in ties if t is not None), default=0.0)


def _may_be(incident: Incident, agreement: Agreement, knowledge: Knowledge) -> bool:
    """Whether an act could be the one that is called a breach: no answer about it is a NO."""
    for term in agreement.terms:
        if incident.type in term.forbids:
            found = finding_of(incident, agreement, term, knowledge)
            if all(t.answer is not Answer.NO for t in found.tests):
                return True
    return False


def _called_a_breach(finding: Finding, allegation: str) -> Finding:
    """An act that may be the alleged one carries the allegation; it stays open whether it is."""
    reason = Reason("status.called_a_breach", (("finding", allegation),))
    return replace(finding, reasons=(*finding.reasons, reason))
