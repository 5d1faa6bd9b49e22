"""An incident as exports need it: its codes, its main place, its days, its voices, worked out once.

`summaries` is the one way from incidents to a format. What its tellings doubt, deny, plan or make conditional did not
happen as far as anyone says, so it is left out and counted, unless a request asks for it; then every format marks it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from hudna.export import wording
from hudna.export.countries import Country, country_of
from hudna.export.labels import Lang
from hudna.export.parties import Party, parties
from hudna.knowledge.codes import codes_for
from hudna.knowledge.place_tables import distance_km
from hudna.linking.assemble import MUTUAL
from hudna.model import Attribution, Codes, Incident, Place, PlaceRole, Role, Status, Telling
from hudna.text.sentences import sentences

Texts = Callable[[str], str | None]
MARKS = {
    Status.ASSERTED: "",
    Status.UNCONFIRMED: "UNCONFIRMED",
    Status.DENIED: "DENIED",
    Status.CONDITIONAL: "CONDITIONAL, NOT HAPPENED",
    Status.PLANNED: "PLANNED, NOT HAPPENED",
}
_ROLES = (PlaceRole.AT, PlaceRole.ZONE, PlaceRole.VENUE, PlaceRole.TO, PlaceRole.FROM)


def _no_text(story: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Request:
    """What an export is asked for. `texts` gives a story's text by `Telling.story_key`; `left` counts what stays out.

    The keys of `left` are reasons in words, such as `planned` or `no deaths told`.
    """

    texts: Texts = _no_text
    unconfirmed: bool = False
    left: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Voice:
    """One telling with its speakers' names and, if the story's text is at hand, its sentence and that one's number."""

    telling: Telling
    sentence: str | None
    sentence_number: int | None
    text_length: int | None
    speakers: tuple[str, ...]

    @property
    def outlet(self) -> str:
        return self.telling.document.outlet or ""

    @property
    def who(self) -> str:
        """The speakers, nearest first, and the outlet that carries them."""
        names = dict.fromkeys((*self.speakers, *((self.outlet,) if self.outlet else ())))
        return " > ".join(names) or self.telling.document.id


@dataclass(frozen=True, slots=True)
class Summary:
    """An incident with what formats ask of it. `first` and `last` are ISO days, an open bound None."""

    incident: Incident
    codes: Codes
    acled: str | None
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    place: Place | None
    country: Country | None
    voices: tuple[Voice, ...]

    @property
    def happened(self) -> bool:
        return self.incident.status is Status.ASSERTED

    @property
    def mark(self) -> str:
        """What stands before the text of anything that is not asserted; empty for what is."""
        return MARKS[self.incident.status]

    @property
    def sides(self) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Who stands against or with whom: actors and targets, of a clash or a deal the first actor and the others."""
        if self.incident.type in MUTUAL and len(self.actors) > 1:
            return self.actors[:1], self.actors[1:]
        return self.actors, self.targets

    @property
    def first(self) -> str | None:
        return self.incident.time.start if self.incident.time else None

    @property
    def last(self) -> str | None:
        return self.incident.time.end if self.incident.time else None

    @property
    def lead(self) -> Voice:
        """The voice that stands for the incident: the first of its own status and type, with a sentence if any has."""
        own = [v for v in self.voices if v.telling.claim.status is self.incident.status] or list(self.voices)
        typed = [v for v in own if v.telling.claim.type is self.incident.type] or own
        return next((v for v in typed if v.sentence), typed[0])

    @property
    def speakers(self) -> tuple[str, ...]:
        """All speakers once, those of the first telling first."""
        return tuple(dict.fromkeys(name for v in self.voices for name in v.speakers))

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v.outlet for v in self.voices if v.outlet))

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v.telling.document.url for v in self.voices if v.telling.document.url))

    @property
    def published(self) -> tuple[str, ...]:
        """The days of publication, earliest first."""
        return tuple(sorted({d.isoformat() for v in self.voices if (d := v.telling.document.published) is not None}))

    @property
    def independent(self) -> int:
        """How many voices there are when copies of one text count once."""
        return len({v.telling.chain for v in self.voices})

    @property
    def statuses(self) -> tuple[tuple[Status, int], ...]:
        """How many tellings have each status, in the order of the statuses."""
        counts = Counter(v.telling.claim.status for v in self.voices)
        return tuple((s, counts[s]) for s in Status if counts[s])

    def days(self) -> int | None:
        """How many days the time spans; None where a bound is open or there is no time."""
        if self.first is None or self.last is None:
            return None
        return _ordinal(self.last) - _ordinal(self.first) + 1


def summaries(incidents: Iterable[Incident], request: Request) -> Iterator[Summary]:
    """The incidents that may be exported, in their order."""
    for incident in incidents:
        if incident.status is Status.ASSERTED or request.unconfirmed:
            yield summary(incident, request.texts)
        else:
            request.left[incident.status.value] += 1


def summary(incident: Incident, texts: Texts) -> Summary:
    """The summary of one incident, whatever its status."""
    actors, targets = parties(incident, Role.ACTOR), parties(incident, Role.TARGET)
    place = main_place(incident.places)
    return Summary(
        incident=incident,
        codes=_codes(incident, incident.status, actors, targets),
        acled=_codes(incident, Status.ASSERTED, actors, targets).acled,
        actors=actors,
        targets=targets,
        place=place,
        country=country_of(place),
        voices=tuple(_voice(t, texts) for t in incident.tellings),
    )


def _codes(incident: Incident, status: Status, actors: tuple[Party, ...], targets: tuple[Party, ...]) -> Codes:
    """The incident's codes, as if it had `status`: ACLED has none for what has not happened."""
    rule = next((t.claim.rule for t in incident.tellings if t.claim.type is incident.type), None)
    return codes_for(
        incident.type,
        _means_classes().get(incident.means.means_id) if incident.means else None,
        status,
        actor_sector=actors[0].sector if actors else None,
        target_sector=targets[0].sector if targets else None,
        rule=rule,
    )


@cache
def _means_classes() -> dict[str, str]:
    from hudna.knowledge.entries import MeansEntry
    from hudna.knowledge.load import DATA, read_entries

    return {m.id: m.cls for m in read_entries(DATA / "means.yml", MeansEntry)}


def main_place(places: Iterable[Place]) -> Place | None:
    """The place that a map shows: where it happened before where it led; of a place and one inside it, the inner one.

    Rivals keep the incident's order, in which the best agreed stands first.
    """
    ranked = sorted(places, key=lambda p: (p.lat is None, _ROLES.index(p.role)))
    if not ranked:
        return None
    chosen = ranked[0]
    for other in ranked[1:]:
        if other.role is chosen.role and _inside(other, chosen):
            chosen = other
    return chosen


def _inside(inner: Place, outer: Place) -> bool:
    if inner.lat is None or inner.lon is None or outer.lat is None or outer.lon is None:
        return False
    wide = outer.radius_km or 0.0
    apart = distance_km((inner.lat, inner.lon), (outer.lat, outer.lon))
    return (inner.radius_km or 0.0) < wide and apart <= wide


def _voice(telling: Telling, texts: Texts) -> Voice:
    text, extent = texts(telling.story_key), telling.claim.sentence
    speakers = tuple(dict.fromkeys(_speaker(a) for a in telling.claim.attribution))
    if text is None:
        return Voice(telling, None, None, None, speakers)
    said = " ".join(text[extent.start : extent.end].split())
    place = sum(1 for s in sentences(text) if s.start <= extent.start)
    return Voice(telling, said or None, place, len(text), speakers)


def _speaker(said: Attribution) -> str:
    return " ".join(wording.speaker_of(said, Lang.EN).split())


def _ordinal(day: str) -> int:
    from datetime import date

    return date.fromisoformat(day).toordinal()
