"""What the words around an act say of the truce: told as before it, or as after it began or in spite of it.

its own sentence ─ else the day of another act in it ─ else the headline and the first lines of its story
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import msgspec
from msgspec import Struct

from hudna.knowledge.agreement import Agreement
from hudna.knowledge.load import DATA, KnowledgeError, read_yaml
from hudna.model import Basis, ClaimType, Extent, Incident, Status, Telling, Time
from hudna.monitoring.finding import Answer, Question, Reason, Test
from hudna.monitoring.periods import days_of, in_force
from hudna.monitoring.voices import Texts, sentence
from hudna.text.tokens import fold_phrase

_SOON = timedelta(days=3)  # "before the truce" means one that begins or has just begun
_ABOUT = 45  # words between what is said of the truce and the act
_OPENING = 45  # words of a story's first lines that place what it tells
_NEXT_DAY = timedelta(days=1)  # a story out by then, headed "on the eve of the truce", tells of the hours before it

_NEAR_BY = 500  # characters from an act to the definite noun that means it again


class Told(StrEnum):
    """Where words place an act: the sentence itself, another act of it, or an act that was told before the truce."""

    BEFORE = "before"
    AFTER = "after"
    BESIDE = "beside"  # its sentence tells another act of a day before the truce, or it means one told just before
    RETOLD = "retold"
    KNOWN = "known"  # told as known by stories of its first day
    BREACHED = "breached"  # its story says, before it, that those who did it broke the truce


class Days(NamedTuple):
    """The days that stories tell: of each sentence, by its story's key; and of each act, with its type and where its
    sentence starts and ends (None: no day is told of it)."""

    of_sentence: dict[tuple[str, Extent], set[date]]
    of_acts: dict[str, list[tuple[ClaimType, Extent, date | None]]]


class Cues(Struct, frozen=True, forbid_unknown_fields=True):
    """The cues as the data file lists them; all are compared folded."""

    reach: int
    truces: tuple[str, ...]
    before: tuple[str, ...]
    not_before: tuple[str, ...]
    despite: tuple[str, ...]
    exploit: tuple[str, ...]
    since: tuple[str, ...]
    began: tuple[str, ...]
    known: tuple[str, ...]
    of_known: tuple[str, ...]
    relatives: tuple[str, ...]
    earlier: tuple[str, ...]
    now: tuple[str, ...]
    earlier_still: tuple[str, ...]
    announced: tuple[str, ...]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The shipped cues. Raises KnowledgeError where the file is not as it should be."""
    path = DATA / "truce_words.yml"
    try:
        return msgspec.convert(read_yaml(path), Cues)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{path}: {error}") from error


def told_of(incident: Incident, agreement: Agreement, texts: Texts, days: Days | None = None) -> Told | None:
    """Whether its tellings place it before the truce or after; None where they say nothing or differ."""
    around = days or Days({}, {})
    said = {told for t in incident.tellings if (told := _of(t, agreement, texts, around)) is not None}
    return said.pop() if len(said) == 1 else None


def days_told(acts: Iterable[Incident]) -> Days:
    """The days on which each sentence tells acts as having happened, as far as words tell them."""
    out = Days({}, {})
    for telling in (t for i in acts for t in i.tellings):
        if telling.claim.status not in (Status.ASSERTED, Status.UNCONFIRMED):
            continue
        time, story, extent = telling.claim.time, telling.story_key, telling.claim.sentence
        days = days_of(time) if time is not None and time.basis is Basis.TEXT else None
        day = days[1] if days is not None and days[1] - days[0] <= _NEXT_DAY else None
        out.of_acts.setdefault(story, []).append((telling.claim.type, extent, day))
        if day is not None:
            out.of_sentence.setdefault((story, extent), set()).add(day)
    return out


def told_now(time: Time | None) -> Time | None:
    """A time told as "now" reaches back to the day before: what came out in the morning was written on the evening."""
    if time is None or time.span is None or time.start is None or time.start != time.end:
        return time
    if " ".join(_words(time.span.text)) not in _folded(cues().now):
        return time
    return replace(time, start=str(date.fromisoformat(time.start) - _NEXT_DAY))


def by_words(time: Test, told: Told | None) -> Test:
    """The answer about time, settled where the days leave it open and the words do not."""
    if time.answer is not Answer.UNKNOWN or told is None:
        return time
    answer = Answer.YES if told in (Told.AFTER, Told.BREACHED) else Answer.NO
    key = f"time.told_{told.value}" if told in (Told.BEFORE, Told.AFTER) else f"time.{told.value}"
    return Test(Question.TIME, answer, Reason(key, time.reason.values))


def _of(telling: Telling, agreement: Agreement, texts: Texts, days: Days) -> Told | None:
    published = telling.document.published
    if published is None:
        return None
    force = next(iter(in_force(agreement)), None)
    if force is None or not force.start.day - _SOON <= published:
        return None
    start = force.start.day
    at = len(_words(texts(telling.story_key)[telling.claim.sentence.start : telling.claim.trigger.start]))
    said = _said(_words(sentence(telling, texts)), agreement.names)
    found = [told for told, place in said if abs(place - at) <= _ABOUT]
    if Told.BEFORE in found:
        return Told.BEFORE if published <= start + _SOON else None
    if found:
        return Told.AFTER if published > start else None
    beside = days.of_sentence.get((telling.story_key, telling.claim.sentence), ()) or _meant(telling, days, texts)
    if max(beside, default=force.begins) < force.begins:
        return Told.BESIDE
    eve = published <= start + _NEXT_DAY and _eve(texts(telling.story_key), agreement.names)
    return Told.BEFORE if eve else None


def _meant(telling: Telling, days: Days, texts: Texts) -> tuple[date, ...]:
    """The day of the act told just before: of its type, which a definite noun means again (وقالت المصادر إن الغارات
    استهدفت); of any, where it is told as earlier than that one (وكان الطيران قصف)."""
    claim = telling.claim
    again = fold_phrase(claim.trigger.text)[0].startswith("ال")
    earlier = next(iter(_words(sentence(telling, texts))), "") in _folded(cues().earlier_still)
    if not again and not earlier:
        return ()
    acts = days.of_acts.get(telling.story_key, ())
    near = [(t, e, day) for t, e, day in acts if 0 <= claim.sentence.start - e.end <= _NEAR_BY]
    meant = [(e.start, day) for t, e, day in near if earlier or t is claim.type]
    _, day = max(meant, key=lambda told: (told[0], told[1] or date.min), default=(0, None))
    return (day,) if day is not None else ()


@lru_cache(maxsize=4096)
def _eve(text: str, names: tuple[str, ...]) -> bool:
    """Whether the headline or the first lines say that what is told came just before the truce, and nothing later."""
    lines = [line for line in text.split("\n") if line.strip()][:2]
    found = {told for line in lines for told, _ in _said(_words(line)[:_OPENING], names)}
    return found == {Told.BEFORE}


def of_earlier_truce(telling: Telling, texts: Texts) -> bool:
    """خرقت هدنة في السابق, خروق الهدنة الماضية: whether a breach is one of a truce before this one."""
    end = telling.claim.trigger.end
    behind = _words(texts(telling.story_key)[end : telling.claim.sentence.end])
    return bool(_folded(cues().earlier) & {" ".join(behind[:n]) for n in (1, 2)})


def _said(words: tuple[str, ...], names: tuple[str, ...]) -> Iterator[tuple[Told, int]]:
    """What is said of a truce, each with its place in the sentence."""
    known = cues()
    before, despite, since, began = (_folded(w) for w in (known.before, known.despite, known.since, known.began))
    exploit, announced = _folded(known.exploit), _folded(known.announced)
    for i, word in enumerate(words):
        plain = word.removeprefix("و")
        cue = next((c for c in (word, plain) if c in before | despite | since | exploit), None)
        if cue is None or (reached := _truce(words, i + 1, known.reach, names)) is None:
            continue
        by = " ".join(words[max(0, i - 1) : i + 1])
        if cue in before and by not in _folded(known.not_before):
            yield Told.BEFORE, i
            continue
        between = set(words[i + 1 : reached])
        if cue in despite or (cue in exploit and not announced & between) or (cue in since and began & between):
            yield Told.AFTER, i


def _truce(words: tuple[str, ...], start: int, reach: int, names: tuple[str, ...]) -> int | None:
    """Where the name of a truce begins, at most `reach` words on."""
    known = [tuple(n.split()) for n in _folded((*cues().truces, *names))]
    for i in range(start, min(start + reach, len(words))):
        if any(words[i : i + len(n)] == n for n in known):
            return i
    return None


@lru_cache(maxsize=256)
def _folded(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(" ".join(fold_phrase(p)) for p in phrases)


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold_phrase(text))
