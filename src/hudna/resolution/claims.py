"""From drafts to claims: participants, places, times and speakers resolved, repeats marked, codes given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hudna.extraction.draft import Draft
from hudna.extraction.sentence import SentenceReading
from hudna.extraction.time_values import Apart
from hudna.extraction.times import TimeMention
from hudna.extraction.weapons import FORCE
from hudna.knowledge.codes import codes_for
from hudna.knowledge.load import Knowledge
from hudna.model import (
    Basis,
    Claim,
    ClaimType,
    Codes,
    Means,
    Participant,
    Place,
    Precision,
    Role,
    Time,
)
from hudna.resolution.actors import Actors
from hudna.resolution.claim_places import ClaimPlaces
from hudna.resolution.dates import resolve_time
from hudna.resolution.place import ResolvedPlace
from hudna.resolution.places import resolve_places
from hudna.resolution.repeats import Repeats, parts
from hudna.resolution.speakers import Speakers

_ACTORS = ("actor", "party")
_EXACT = (Precision.DAY, Precision.HOUR)


def claims(readings: Sequence[SentenceReading], text: str, published: date | None, knowledge: Knowledge) -> list[Claim]:
    """The claims of a story, in the order of its words."""
    told = max((n for n, r in enumerate(readings, 1) if r.drafts), default=0)
    if not told:
        return []
    resolved = resolve_places(
        [list(r.scan.places.values()) for r in readings], [r.scan.tokens for r in readings], knowledge.gazetteer
    )
    builder = _Builder(text, published, knowledge, _lands(resolved, knowledge))
    for reading, places in zip(readings[:told], resolved, strict=False):  # nobody asks who speaks behind the last
        by_token = {p.mention.first: p for p in places}
        for draft in sorted(reading.drafts, key=lambda d: d.first):
            builder.add(draft, reading, by_token)
        builder.speakers.close(reading)
        if reading.drafts:
            builder.actors.hear(reading.scan, reading.pieces)
    return builder.out


class _Builder:
    def __init__(self, text: str, published: date | None, knowledge: Knowledge, lands: tuple[str, ...]) -> None:
        self.text = text
        self.published = published
        self.knowledge = knowledge
        self.actors = Actors(knowledge, published, frozenset(lands))
        self.speakers = Speakers(self.actors, knowledge)
        self.places = ClaimPlaces()
        self.land = next(iter(lands), None)  # the country of the claim told last, at first that of the first place
        self.told: date | None = None  # the day told of last
        self.out: list[Claim] = []
        self.repeats = Repeats()

    def add(self, draft: Draft, reading: SentenceReading, places: dict[int, ResolvedPlace]) -> None:
        type_ = ClaimType(draft.type)
        where = self.places.of(draft, places)
        country = self._country(where)
        self.land = country or self.land
        self.actors.hear(draft.scan, draft.pieces[: draft.index])
        participants = self._participants(draft, country)
        told = parts(participants, where, draft.figures)
        means = self._means(draft)
        claim = Claim(
            id=f"c{len(self.out) + 1}",
            type=type_,
            status=draft.status,
            trigger=draft.span,
            sentence=draft.scan.extent,
            participants=participants,
            places=where,
            time=self._time(draft),
            figures=tuple(draft.figures),
            means=means,
            attribution=self.speakers.of(draft, reading.speeches),
            repeats=self.repeats.earlier(type_, told, draft),
            codes=self._codes(draft, type_, participants, means),
            rule=draft.trigger.id,
            weighed=tuple(draft.weighed),
        )
        self.out.append(claim)
        self.repeats.add(claim, told)

    def _codes(
        self, draft: Draft, type_: ClaimType, participants: tuple[Participant, ...], means: Means | None
    ) -> Codes:
        sectors = {r: next((p.code.sector for p in participants if p.role is r and p.code), None) for r in Role}
        return codes_for(
            type_,
            self.knowledge.means[means.means_id].cls if means else None,
            draft.status,
            actor_sector=sectors[Role.ACTOR],
            target_sector=sectors[Role.TARGET],
            rule=draft.trigger.id,
        )

    def _participants(self, draft: Draft, country: str | None) -> tuple[Participant, ...]:
        out = [self.actors.participant(f, Role.ACTOR, draft.scan, land=self.land) for f in draft.of(*_ACTORS)]
        out += [self.actors.participant(f, Role.TARGET, draft.scan, country, self.land) for f in draft.of("target")]
        return tuple(out)

    def _country(self, where: tuple[Place, ...]) -> str | None:
        """The country, ISO 3166 alpha-3, in which a claim takes place, if its places lie in one."""
        entries = self.knowledge.gazetteer.entries
        found = {entries[p.place_id].country for p in where if p.place_id in entries}
        return self.knowledge.iso3.get(next(iter(found))) if len(found) == 1 else None

    def _means(self, draft: Draft) -> Means | None:
        if draft.type not in FORCE:
            return None
        for filler in (*draft.of("means"), *draft.of("actor")):
            if (m := filler.piece.named("means")) is not None:
                span = draft.scan.span(m.first, m.last, m.cut)
                return Means(span, m.entry.id)
        return None

    def _time(self, draft: Draft) -> Time | None:
        for filler in draft.of("time"):
            mention = filler.piece.time
            if mention is not None and (time := self._resolved(mention, draft)) is not None:
                if time.precision in _EXACT and time.start is not None and not isinstance(mention.value, Apart):
                    self.told = date.fromisoformat(time.start)
                return time
        if self.published is None:
            return None
        return Time(None, None, self.published.isoformat(), Precision.RANGE, Basis.PUBLISHED)

    def _resolved(self, mention: TimeMention, draft: Draft) -> Time | None:
        """سيتجمع أنصارهم الأحد: a day of what is planned lies ahead."""
        ahead = "future" in draft.rules
        return resolve_time(mention, self.published, self.text, ahead=ahead, told=self.told)


def _lands(resolved: Sequence[Sequence[ResolvedPlace]], knowledge: Knowledge) -> tuple[str, ...]:
    """The countries, ISO 3166 alpha-3, of the places of a story, in the order in which they are named."""
    entries = knowledge.gazetteer.entries
    found = (entries[p.place_id].country for places in resolved for p in places if p.place_id in entries)
    return tuple(dict.fromkeys(iso for country in found if (iso := knowledge.iso3.get(country)) is not None))
