"""Whether an agreement was in force when a thing is said to have happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hudna.knowledge.agreement import Agreement, Term
from hudna.knowledge.moments import Moment, moment
from hudna.model import Basis, Time
from hudna.monitoring.finding import Answer, Question, Reason, Test

NEWS_DAYS = 2  # a story that tells no day tells of the day it came out, or of these days before it
_LEAST = timedelta(hours=1)  # a day with less than this of it in force counts as out


@dataclass(frozen=True, slots=True)
class Force:
    """A stretch in which an agreement held, from the first moment to the last; an open end is None.

    `doubt` is the last day on which it may still have held, where its end is disputed. `dawns` and `breaks` say that it
    began or ended within its first or last day, at an hour that is not known.
    """

    start: Moment
    end: Moment | None
    doubt: date | None = None
    dawns: bool = False
    breaks: bool = False

    @property
    def begins(self) -> date:
        """The first day of which more than a moment lies in it."""
        return _first_day(self.start)[0]

    def holds(self, first: date, last: date) -> Answer:
        """Whether all of the days from `first` to `last` lie in it; UNKNOWN where some do, or only hours of them."""
        begins, cut = _first_day(self.start)
        ends = None if self.end is None else self.doubt or _last_day(self.end)
        if last < begins or (ends is not None and first > ends):
            return Answer.NO
        late = first < begins or (first == begins and (self.dawns or cut))
        hours = self.breaks or (self.end is not None and self.end.clock is not None)
        early = self.end is not None and (last > self.end.day or (last == self.end.day and hours))
        return Answer.UNKNOWN if late or early else Answer.YES


def _first_day(start: Moment) -> tuple[date, bool]:
    """The first day of which more than a moment lies in it, and whether hours of that day come before it."""
    if start.clock is not None and start.clock.replace(hour=23, minute=59) - start.clock < _LEAST:
        return start.day + timedelta(days=1), False
    return start.day, not start.whole


def _last_day(end: Moment) -> date:
    """The last day of which more than a moment lies in it."""
    if end.clock is not None and end.clock - end.clock.replace(hour=0, minute=0) < _LEAST:
        return end.day - timedelta(days=1)
    return end.day


def in_force(agreement: Agreement) -> tuple[Force, ...]:
    """The stretches in which an agreement held, in order; none for a draft and for one that never came into force."""
    if agreement.effective is None:
        return ()
    start = moment(agreement.effective)
    dawns = start.clock is None and start.day == agreement.declared  # it began once it was declared
    stretches = [Force(start, moment(agreement.ends) if agreement.ends else None, dawns=dawns)]
    for extension in agreement.extensions:
        before, until = stretches[-1], moment(extension.until)
        if extension.from_ is None:
            stretches[-1] = replace(before, end=until)
        else:
            stretches.append(Force(moment(extension.from_), until))
    return tuple(cut for s in stretches if (cut := _until_ended(s, agreement)) is not None)


def _until_ended(force: Force, agreement: Agreement) -> Force | None:
    if agreement.ended is None:
        return force
    on = moment(agreement.ended.day)
    latest = moment(agreement.ended.latest).day if agreement.ended.latest else None
    if on.day < force.start.day:
        return None
    if force.end is not None and force.end.day < on.day:
        return force
    breaks = agreement.ended.how not in ("expired", "fulfilled")  # those run to the end of their last day
    return replace(force, end=on, doubt=latest, breaks=breaks)


def days_of(time: Time | None) -> tuple[date, date] | None:
    """The first and last day that a time may mean; None where nothing is known. Told by no word, it is news."""
    if time is None or (time.start is None and time.end is None):
        return None
    last = date.fromisoformat(time.end) if time.end else date.max
    if time.start is not None:
        return date.fromisoformat(time.start), last
    return (last - timedelta(days=NEWS_DAYS), last) if time.basis is Basis.PUBLISHED else (date.min, last)


def time_test(
    agreement: Agreement, term: Term, time: Time | None, *, lasts: bool = False, first_told: date | None = None
) -> Test:
    """Was the agreement, and this term of it, in force? What `lasts` (a siege) need only go on while it is.

    What was `first_told` on a day, as news, did not happen after it; a later day told in words goes before that.
    """
    stretches, days = in_force(agreement), days_of(time)
    if days is not None and first_told is not None and _capped(days, time, first_told) and not lasts:
        days = min(days[0], first_told), first_told
    if not stretches:
        return _test(Answer.NO, "time.draft" if agreement.declared is None else "time.never_in_force")
    if days is None or time is None:
        return _test(Answer.UNKNOWN, "time.untold")
    force, answer = _nearest(stretches, *days)
    if answer is not Answer.NO and (own := _own(term, force)) is not None and own.holds(*days) is not Answer.YES:
        force, answer = own, own.holds(*days)
    if answer is Answer.UNKNOWN and force.doubt is not None and force.end is not None and days[0] > force.end.day:
        key = "time.disputed"
    else:
        key = f"time.{answer.value}" + ("" if time.basis is Basis.TEXT else ".by_publication")
    if lasts and answer is Answer.UNKNOWN and _goes_on(stretches, *days, first_told):
        answer, key = Answer.YES, "time.ongoing"
    values = {"from": days[0], "until_told": days[1], "effective": force.start, "end": force.end, "latest": force.doubt}
    return _test(answer, key, **{k: str(v) for k, v in values.items() if v is not None})


def _nearest(stretches: tuple[Force, ...], first: date, last: date) -> tuple[Force, Answer]:
    """The stretch that answers best, and its answer; of those that all say no, the last that had begun."""
    for wanted in (Answer.YES, Answer.UNKNOWN):
        for force in stretches:
            if force.holds(first, last) is wanted:
                return force, wanted
    return next((f for f in reversed(stretches) if f.begins <= last), stretches[0]), Answer.NO


def _goes_on(stretches: tuple[Force, ...], first: date, last: date, told: date | None) -> bool:
    """Whether what lasts from `first` to `last` was there on a day in force: on its last, or told as never lifted."""
    if any(f.holds(last, last) is Answer.YES for f in stretches):
        return True
    still = told is not None and last >= told
    return still and any(f.end is not None and first <= f.start.day and f.end.day <= last for f in stretches)


def _capped(days: tuple[date, date], time: Time | None, first_told: date) -> bool:
    later = time is not None and time.basis is Basis.TEXT and days[0] > first_told
    return first_told < days[1] and not later


def breach_time_test(agreement: Agreement, term: Term, time: Time | None) -> Test:
    """The same for a breach: what breaks an agreement comes after it began, so a later day of publication is enough."""
    test = time_test(agreement, term, time)
    if test.answer is not Answer.UNKNOWN or time is None or time.basis is Basis.TEXT or time.end is None:
        return test
    told = date.fromisoformat(time.end)
    if any(f.start.day < told and f.holds(told, told) is Answer.YES for f in in_force(agreement)):
        return Test(Question.TIME, Answer.YES, Reason("time.after_it_began", test.reason.values))
    return test


def _own(term: Term, force: Force) -> Force | None:
    """The stretch that a term sets for itself; what it does not set is the agreement's."""
    if not (term.from_ or term.to):
        return None
    return Force(moment(term.from_) if term.from_ else force.start, moment(term.to) if term.to else force.end)


def _test(answer: Answer, key: str, **values: str) -> Test:
    return Test(Question.TIME, answer, Reason(key, tuple(values.items())))
