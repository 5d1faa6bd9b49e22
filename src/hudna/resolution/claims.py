"""From drafts to claims: participants, places, times and speakers resolved, repeats marked, codes given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hudna.extraction.attribution import Speech
from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.sentence import SentenceReading
from hudna.extraction.status import SPEECH_ACTS
from hudna.knowledge.codes import codes_for
from hudna.knowledge.load import Knowledge
from hudna.model import (
    Attribution,
    Basis,
    Claim,
    ClaimType,
    Means,
    Participant,
    Place,
    PlaceRole,
    Precision,
    Role,
    Time,
)
from hudna.resolution.actors import Actors
from hudna.resolution.dates import resolve_time
from hudna.resolution.places import ResolvedPlace, resolve_places

_ACTORS = ("actor", "party")
_PLACE_ROLES = {"at": PlaceRole.AT, "from": PlaceRole.FROM, "to": PlaceRole.TO}


def claims(readings: Sequence[SentenceReading], text: str, published: date | None, knowledge: Knowledge) -> list[Claim]:
    """The claims of a story, in the order of its words."""
    resolved = resolve_places(
        [list(r.scan.places.values()) for r in readings], [r.scan.tokens for r in readings], knowledge.gazetteer
    )
    builder = _Builder(text, published, knowledge)
    for reading, places in zip(readings, resolved, strict=True):
        by_token = {p.mention.first: p for p in places}
        for draft in sorted(reading.drafts, key=lambda d: d.first):
            builder.add(draft, reading, by_token)
        builder.close_sentence(reading)
    return builder.out


class _Builder:
    def __init__(self, text: str, published: date | None, knowledge: Knowledge) -> None:
        self.text = text
        self.published = published
        self.knowledge = knowledge
        self.actors = Actors(knowledge, published)
        self.out: list[Claim] = []
        self.speaker: Attribution | None = None  # of the sentence before, for وأضاف

    def add(self, draft: Draft, reading: SentenceReading, places: dict[int, ResolvedPlace]) -> None:
        type_ = ClaimType(draft.type)
        participants = self._participants(draft)
        means = self._means(draft)
        where = self._places(draft, places)
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
            attribution=self._attribution(draft, reading.speeches),
            repeats=self._repeats(draft, type_, participants, where),
            codes=codes_for(type_, self.knowledge.means[means.means_id].cls if means else None, draft.status),
            rule=draft.trigger.id,
        )
        self.out.append(claim)

    def _participants(self, draft: Draft) -> tuple[Participant, ...]:
        out = [self.actors.participant(f, Role.ACTOR, draft.scan) for f in draft.of(*_ACTORS)]
        out += [self.actors.participant(f, Role.TARGET, draft.scan) for f in draft.of("target")]
        return tuple(out)

    def _means(self, draft: Draft) -> Means | None:
        for filler in draft.of("means", "actor"):
            if (m := filler.piece.named("means")) is not None:
                span = draft.scan.span(m.first, m.last, m.cut)
                return Means(span, m.entry.id)
        return None

    def _places(self, draft: Draft, resolved: dict[int, ResolvedPlace]) -> tuple[Place, ...]:
        out = []
        for filler in draft.of("at", "from", "to"):
            mention = filler.piece.place
            if mention is None:
                continue
            place = resolved.get(mention.first)
            role = _PLACE_ROLES[filler.role]
            if place is None:
                out.append(Place(role, filler.span))
                continue
            out.append(
                Place(
                    role, filler.span, place.place_id, place.name, place.lat, place.lon, place.level, place.radius_km,
                    place.admin, place.method, place.alternatives,
                )  # fmt: skip
            )
        return tuple(out)

    def _time(self, draft: Draft) -> Time | None:
        for filler in draft.of("time"):
            mention = filler.piece.time
            if mention is not None and (time := resolve_time(mention, self.published, self.text)) is not None:
                return time
        if self.published is None:
            return None
        return Time(None, None, self.published.isoformat(), Precision.RANGE, Basis.PUBLISHED)

    def _attribution(self, draft: Draft, speeches: list[Speech]) -> tuple[Attribution, ...]:
        governing = [s for s in speeches if s.governs(draft.first) and s.index != draft.index]
        if draft.type in SPEECH_ACTS:  # who says it is its actor
            own = {id(f.piece) for f in draft.of("actor")}
            governing = [s for s in governing if not any(id(p) in own for p in s.speaker)]
        if not governing:
            return ()
        before = [s for s in governing if s.index < draft.index]
        nearest = before[-1] if before else governing[0]
        return tuple(self._said(p, nearest, draft) for p in nearest.speaker)

    def _said(self, piece: Piece, speech: Speech, draft: Draft) -> Attribution:
        entry = self.actors.entry(piece, draft.scan)
        span = draft.scan.span(piece.first, piece.last, piece.cut)
        return Attribution(span, speech.cue, entry.id if entry is not None else None, None)

    def _repeats(self, draft: Draft, type_: ClaimType, who: tuple[Participant, ...], where: tuple[Place, ...]) -> str | None:
        """An earlier claim of the same type that this one does not contradict, and shares a part with."""
        for claim in self.out:
            if claim.type is not type_ or claim.sentence == draft.scan.extent:
                continue
            if _same(claim, who, where, draft):
                return claim.repeats or claim.id
        return None

    def close_sentence(self, reading: SentenceReading) -> None:
        del reading


def _same(claim: Claim, who: tuple[Participant, ...], where: tuple[Place, ...], draft: Draft) -> bool:
    shared = 0
    for role in Role:
        ours = {p.actor_id or p.span.text for p in who if p.role is role}
        theirs = {p.actor_id or p.span.text for p in claim.participants if p.role is role}
        if ours and theirs:
            if not ours & theirs:
                return False
            shared += 1
    ours = {p.place_id or p.span.text for p in where}
    theirs = {p.place_id or p.span.text for p in claim.places}
    if ours and theirs:
        if not ours & theirs:
            return False
        shared += 1
    figures = {(f.kind, f.min) for f in draft.figures} & {(f.kind, f.min) for f in claim.figures}
    return bool(shared or figures) or (draft.piece.kind is Kind.EVENT and draft.piece.definite)
