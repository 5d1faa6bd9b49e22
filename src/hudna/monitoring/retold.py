"""Acts that a story takes as known: "since the liberation of the town", "the areas that they seized" are no news.

advances told as done ─ places taken, by whom, since which day of publication ─▶ is this one such a place again?
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hudna.knowledge.meanings import meanings
from hudna.model import Basis, ClaimType, Incident, Role, Status, Telling
from hudna.monitoring.voices import Texts
from hudna.monitoring.wording import cues
from hudna.text.tokens import fold_phrase


@dataclass(slots=True)
class Taken:
    """The day on which each place was first told as taken, by place and holder (None: whoever it was)."""

    since: dict[tuple[str, str | None], date] = field(default_factory=dict)

    def before(self, incident: Incident, begins: date, texts: Texts) -> bool:
        """Whether an undated advance is told as known by all its stories, and was told before `begins`."""
        if incident.type is not ClaimType.ADVANCE or not _undated(incident):
            return False
        if not all(_behind(t, cues().known, texts) for t in incident.tellings):
            return False
        places = [p.place_id for p in incident.places if p.place_id]
        doers = _holders(incident) or {None}
        told = [self.since.get((place, who), date.max) for place in places for who in doers]
        return min(told, default=date.max) < begins


def taken(incidents: Iterable[Incident]) -> Taken:
    """What the ledger tells of places taken."""
    out = Taken()
    for incident in incidents:
        if incident.type is ClaimType.ADVANCE:
            for telling in incident.tellings:
                _note(out, incident, telling)
    return out


def _note(out: Taken, incident: Incident, telling: Telling) -> None:
    day, claim = telling.document.published, telling.claim
    if day is None or claim.status is not Status.ASSERTED or claim.rule not in meanings().taken:
        return
    for place in claim.places:
        if place.place_id is not None:
            for who in (*_holders(incident), None):
                out.since[place.place_id, who] = min(day, out.since.get((place.place_id, who), day))


def _holders(incident: Incident) -> set[str | None]:
    known = meanings()
    return {known.holder(p.actor_id) for p in incident.participants if p.role is Role.ACTOR and p.actor_id}


def known(incident: Incident, texts: Texts) -> bool:
    """Whether all its stories take an undated act as known: in a relative clause, or as a definite noun behind such
    words as بعد and حجم."""
    return _undated(incident) and all(_known(t, texts) for t in incident.tellings)


def _known(telling: Telling, texts: Texts) -> bool:
    word = fold_phrase(telling.claim.trigger.text)[0]
    if word.startswith("ال"):
        return _behind(telling, (*cues().known, *cues().of_known), texts)
    going_on = word[0] == "ي" or (word[0] == "ت" and word[-1] not in "تا")  # التي تقصف
    return not going_on and _behind(telling, cues().relatives, texts)


def _undated(incident: Incident) -> bool:
    return incident.time is None or incident.time.basis is Basis.PUBLISHED


def _behind(telling: Telling, words: tuple[str, ...], texts: Texts) -> bool:
    """بعد تحرير المدينة, منذ أن سيطروا: whether one of the words stands right before it."""
    extent, trigger = telling.claim.sentence, telling.claim.trigger
    before = fold_phrase(texts(telling.story_key)[extent.start : trigger.start])
    folded = {" ".join(fold_phrase(w)) for w in words}
    return bool(before) and bool({before[-1].removeprefix("و"), " ".join(before[-2:]).removeprefix("و")} & folded)
