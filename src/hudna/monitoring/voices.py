"""Who says a thing, and where it stands: what every line of a monitor's table points back to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hudna.model import Incident, Name, Participant, Place, Status, Telling
from hudna.text.tokens import fold_phrase

Texts = Callable[[str], str]  # a story's key (document/story) to its text

# What did not happen, or not yet, says nothing about how things are.
NOT_SO = frozenset({Status.DENIED, Status.PLANNED, Status.CONDITIONAL})


@dataclass(frozen=True, slots=True)
class Voice:
    """A telling's key, its outlet and day, and whoever it lets speak (nearest first, as worded)."""

    telling: str
    outlet: str | None
    published: date | None
    speakers: tuple[str, ...]
    leaning: str | None
    status: Status


def voice(telling: Telling) -> Voice:
    said = telling.claim.attribution
    return Voice(
        telling=telling.key,
        outlet=telling.document.outlet,
        published=telling.document.published,
        speakers=tuple(a.words.text for a in said),
        leaning=next((a.leaning for a in said if a.leaning), None),
        status=telling.claim.status,
    )


def sentence(telling: Telling, texts: Texts) -> str:
    """The sentence that a telling was read from."""
    extent = telling.claim.sentence
    return texts(telling.story_key)[extent.start : extent.end].strip()


def named(what: Participant | Place) -> Name:
    """The name in the registry, or the words themselves in both languages."""
    return what.name or Name(what.span.text, what.span.text)


def place_key(place: Place | None, telling: Telling) -> str:
    """What places are told apart by: the gazetteer's id; else the name within its story, for another may mean another.

    Keys of places without an id come after all ids.
    """
    if place is not None and place.place_id is not None:
        return place.place_id
    return f"~{telling.story_key}:{' '.join(fold_phrase(place.span.text))}" if place else f"~{telling.key}"


def first_day(telling: Telling) -> date | None:
    """The day that a telling's claim begins on, at the earliest: as told, or the day it was published."""
    time = telling.claim.time
    if time is not None and time.start is not None:
        return date.fromisoformat(time.start)
    return last_day(telling)


def last_day(telling: Telling) -> date | None:
    """The last day that a telling speaks of: as told, or the day it was published."""
    time = telling.claim.time
    if time is not None and time.end is not None:
        return date.fromisoformat(time.end)
    return telling.document.published


def tellings(incidents: tuple[Incident, ...]) -> list[Telling]:
    """All tellings of incidents, by first day and key."""
    every = {t.key: t for i in incidents for t in i.tellings}
    return sorted(every.values(), key=lambda t: (first_day(t) or date.max, t.key))
