"""Who is bound: the sides of an agreement, the groups that it leaves out, and everybody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hudna.knowledge.agreement import Agreement, Term
from hudna.knowledge.entries import Actor
from hudna.model import ClaimType, Participant, Role
from hudna.monitoring.finding import Answer, Question, Reason, Test
from hudna.monitoring.lands import states

# Both parties of these are actors, and neither is told to have begun.
MUTUAL = frozenset({ClaimType.ARMED_CLASH})
_CIVILIAN_SECTORS = frozenset({"CVL", "REF", "MED", "HLH", "EDU", "NGO", "REL", "LAB"})


def lineage(actor_id: str, actors: Mapping[str, Actor]) -> Iterator[str]:
    """An actor, and all that it belongs to: a division, its army, its state (as a lower-case ISO code)."""
    waiting, seen = [actor_id.lower()], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield name
            waiting += [p.lower() for p in (actors[name].parents if name in actors else ())]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a participant is to an agreement: `side` its id; else excluded, a civilian, another actor, or not known."""

    who: Participant
    side: str | None = None
    excluded: bool = False
    civilian: bool = False
    known: bool = True


def standing(who: Participant, agreement: Agreement, actors: Mapping[str, Actor]) -> Standing:
    """Exclusion goes before a side: a group that is left out stays out, whomever it belongs to."""
    if who.actor_id is None:
        civilian = bool(who.code and who.code.sector in _CIVILIAN_SECTORS)
        return Standing(who, civilian=civilian, known=civilian)
    above = set(lineage(who.actor_id, actors))
    if above & set(agreement.excluded):
        return Standing(who, excluded=True)
    for side in agreement.sides:
        if above & {a.lower() for a in side.actors}:
            return Standing(who, side=side.id)
    if who.actor_id in states(agreement):
        return Standing(who, known=False)  # "Yemen" did it, or suffered it: which of its sides is not told
    entry = actors.get(who.actor_id)
    civilian = bool(entry and not entry.armed and entry.code.sector in _CIVILIAN_SECTORS)
    return Standing(who, civilian=civilian)


def standings(
    agreement: Agreement, participants: Sequence[Participant], role: Role, actors: Mapping[str, Actor]
) -> list[Standing]:
    return [standing(p, agreement, actors) for p in participants if p.role is role]


def actor_test(term: Term, doers: Sequence[Standing]) -> Test:
    """Is whoever is said to have done it bound by the term? Rivals that differ leave it open."""
    if not doers:
        return _test(Question.ACTOR, Answer.UNKNOWN, "actor.untold")
    bound = [d for d in doers if d.side is not None and (not term.sides or d.side in term.sides)]
    if bound and len(bound) == len(doers):
        return _test(Question.ACTOR, Answer.YES, "actor.bound", bound)
    if bound:
        return _test(Question.ACTOR, Answer.UNKNOWN, "actor.rival", doers)
    if any(not d.known for d in doers):
        return _test(Question.ACTOR, Answer.UNKNOWN, "actor.unknown", doers)
    out = [d for d in doers if d.excluded]
    return _test(Question.ACTOR, Answer.NO, "actor.excluded" if out else "actor.not_bound", out or doers)


def target_test(term: Term, doers: Sequence[Standing], struck: Sequence[Standing]) -> Test:
    """Does the term shield whoever is said to have suffered it?"""
    shielded = [s for s in struck if _shielded(s, term, doers)]
    if shielded:
        return _test(Question.TARGET, Answer.YES, "target.protected", shielded)
    if not struck or any(not s.known for s in struck):
        return _test(Question.TARGET, Answer.UNKNOWN, "target.unknown" if struck else "target.untold", struck)
    if any(s.excluded for s in struck):
        return _test(Question.TARGET, Answer.NO, "target.excluded", struck)
    own = all(s.side is not None and s.side in {d.side for d in doers} for s in struck)
    return _test(Question.TARGET, Answer.NO, "target.own_side" if own else "target.not_protected", struck)


def _shielded(struck: Standing, term: Term, doers: Sequence[Standing]) -> bool:
    if struck.excluded or not struck.known:
        return False
    if struck.civilian:
        return True
    if term.against == "civilians":
        return False
    if struck.side is not None:
        return struck.side not in {d.side for d in doers} or not doers
    return term.against == "any"


def clash_tests(term: Term, parties: Sequence[Standing]) -> tuple[Test, Test]:
    """Both are doers and struck at once: a breach needs two sides of the agreement, one of them bound by the term.

    A side that fought people of unknown allegiance may have fought a group that is left out.
    """
    out = [p for p in parties if p.excluded]
    bound = [p for p in parties if p.side is not None and (not term.sides or p.side in term.sides)]
    if out and len({p.side for p in parties if p.side}) < 2:
        actor = _test(Question.ACTOR, Answer.YES if bound else Answer.NO, "actor.bound" if bound else "actor.excluded",
                      bound or out)  # fmt: skip
        return actor, _test(Question.TARGET, Answer.NO, "target.excluded", out)
    if not bound:
        return actor_test(term, parties), _test(Question.TARGET, Answer.UNKNOWN, "target.unknown", parties)
    rest = [p for p in parties if p.side != bound[0].side]
    strangers = [p for p in rest if not p.known]
    if strangers and not any(p.side for p in rest):
        return _test(Question.ACTOR, Answer.UNKNOWN, "actor.unknown", strangers), target_test(term, bound[:1], rest)
    actor = _test(Question.ACTOR, Answer.YES, "actor.bound", bound)
    if not rest:
        key = "target.own_side" if len(parties) > 1 else "target.untold"
        return actor, _test(Question.TARGET, Answer.NO if len(parties) > 1 else Answer.UNKNOWN, key, parties[1:])
    return actor, target_test(term, bound[:1], rest)


def _test(question: Question, answer: Answer, key: str, who: Sequence[Standing] = ()) -> Test:
    en = ", ".join(s.who.name.en if s.who.name else s.who.span.text for s in who)
    ar = "، ".join(s.who.name.ar if s.who.name else s.who.span.text for s in who)
    return Test(question, answer, Reason(key, (("who", en), ("who_ar", ar)) if who else ()))
