"""What the act's own sentence says of the truce: told as before it, or as after it began or in spite of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache

import msgspec
from msgspec import Struct

from hudna.knowledge.agreement import Agreement
from hudna.knowledge.load import DATA, KnowledgeError, read_yaml
from hudna.model import Incident, Telling
from hudna.monitoring.finding import Answer, Question, Reason, Test
from hudna.monitoring.periods import in_force
from hudna.monitoring.voices import Texts, sentence
from hudna.text.tokens import fold_phrase

_SOON = timedelta(days=3)  # "before the truce" means one that begins or has just begun
_ABOUT = 45  # words between what is said of the truce and the act


class Told(StrEnum):
    BEFORE = "before"
    AFTER = "after"


class Cues(Struct, frozen=True, forbid_unknown_fields=True):
    """The cues as the data file lists them; all are compared folded."""

    reach: int
    truces: tuple[str, ...]
    before: tuple[str, ...]
    not_before: tuple[str, ...]
    despite: tuple[str, ...]
    since: tuple[str, ...]
    began: tuple[str, ...]


@lru_cache(maxsize=1)
def cues() -> Cues:
    """The shipped cues. Raises KnowledgeError where the file is not as it should be."""
    path = DATA / "truce_words.yml"
    try:
        return msgspec.convert(read_yaml(path), Cues)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{path}: {error}") from error


def told_of(incident: Incident, agreement: Agreement, texts: Texts) -> Told | None:
    """Whether its tellings place it before the truce or after; None where they say nothing or differ."""
    said = {told for t in incident.tellings if (told := _of(t, agreement, texts)) is not None}
    return said.pop() if len(said) == 1 else None


def by_words(time: Test, told: Told | None) -> Test:
    """The answer about time, settled where the days leave it open and the words do not."""
    if time.answer is not Answer.UNKNOWN or told is None:
        return time
    answer, key = (Answer.NO, "time.told_before") if told is Told.BEFORE else (Answer.YES, "time.told_after")
    return Test(Question.TIME, answer, Reason(key, time.reason.values))


def _of(telling: Telling, agreement: Agreement, texts: Texts) -> Told | None:
    published = telling.document.published
    if published is None:
        return None
    start = next((f.start.day for f in in_force(agreement)), None)
    if start is None or not start - _SOON <= published:
        return None
    at = len(_words(texts(telling.story_key)[telling.claim.sentence.start : telling.claim.trigger.start]))
    found = [told for told, place in _said(_words(sentence(telling, texts)), agreement) if abs(place - at) <= _ABOUT]
    if Told.BEFORE in found:
        return Told.BEFORE if published <= start + _SOON else None
    return Told.AFTER if found and published > start else None


def _said(words: tuple[str, ...], agreement: Agreement) -> Iterator[tuple[Told, int]]:
    """What is said of a truce, each with its place in the sentence."""
    known = cues()
    before, despite, since, began = (_folded(w) for w in (known.before, known.despite, known.since, known.began))
    for i, word in enumerate(words):
        plain = word.removeprefix("و")
        cue = next((c for c in (word, plain) if c in before | despite | since), None)
        if cue is None or (reached := _truce(words, i + 1, known.reach, agreement)) is None:
            continue
        by = " ".join(words[max(0, i - 1) : i + 1])
        if cue in before and by not in _folded(known.not_before):
            yield Told.BEFORE, i
        elif cue in despite or (cue in since and began & set(words[i + 1 : reached])):
            yield Told.AFTER, i


def _truce(words: tuple[str, ...], start: int, reach: int, agreement: Agreement) -> int | None:
    """Where the name of a truce begins, at most `reach` words on."""
    names = [tuple(n.split()) for n in _folded((*cues().truces, *agreement.names))]
    for i in range(start, min(start + reach, len(words))):
        if any(words[i : i + len(n)] == n for n in names):
            return i
    return None


@lru_cache(maxsize=256)
def _folded(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(" ".join(fold_phrase(p)) for p in phrases)


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold_phrase(text))
