"""Who says it: speakers resolved to the registry, their leaning, and the speaker that وأضاف takes over."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.extraction.attribution import Speech
from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.scan import Scan
from hudna.extraction.sentence import SentenceReading
from hudna.extraction.status import SPEECH_ACTS
from hudna.knowledge.load import Knowledge
from hudna.model import Attribution, Span
from hudna.resolution.actors import Actors

_AT = frozenset({"ب", "في", "من", "لدى"})  # an official at, in or of a body


def _relays(speech: Speech, draft: Draft) -> bool:
    """قال شاهد إن المحتجين طالبوا بكذا: does the cue tell of who demands, and not only stand before the demand?"""
    if speech.index > draft.index:
        return True  # …، بحسب الوكالة
    actors = [f.piece for f in draft.of("actor")]
    anew = draft.piece.kind is Kind.VERB and draft.piece.conj and any(p.first > draft.first for p in actors)
    apart = any(p.kind is Kind.LINK for p in draft.pieces[speech.index : draft.index])
    return not (anew or apart) and any(speech.first <= p.first for p in actors)


class Speakers:
    """Resolves the attributions of one story, sentence by sentence."""

    def __init__(self, actors: Actors, knowledge: Knowledge) -> None:
        self.actors = actors
        self.leanings = knowledge.leanings
        self.before: tuple[Attribution, ...] = ()  # who spoke in the sentence before
        self.met: dict[str, tuple[str, Span]] = {}  # by the noun alone: the body whose official spoke, and the words

    def of(self, draft: Draft, speeches: list[Speech]) -> tuple[Attribution, ...]:
        """Who says a draft: the cue before it that governs it, else one that trails its sentence."""
        governing = [s for s in speeches if s.governs(draft.first) and s.index != draft.index]
        if draft.type in SPEECH_ACTS:  # who says it is its actor
            own = {id(f.piece) for f in draft.of("actor")}
            told = [s for s in governing if not any(id(p) in own for p in s.speaker)]
            governing = [s for s in told if _relays(s, draft)]
        if not governing:
            return ()
        before = [s for s in governing if s.index < draft.index]
        nearest = before[-1] if before else governing[0]
        if nearest.speaker:
            return tuple(self._said(p, nearest, draft.scan, draft.pieces) for p in nearest.speaker)
        if nearest.entry.carries:
            return tuple(Attribution(None, nearest.cue, a.speaker_id, a.leaning, a.words) for a in self.before)
        return ()

    def close(self, reading: SentenceReading) -> None:
        """Remember who spoke last, for the next sentence."""
        spoken = [s for s in reading.speeches if s.speaker]
        if spoken:
            self.before = tuple(self._said(p, spoken[-1], reading.scan, reading.pieces) for p in spoken[-1].speaker)
        elif not reading.speeches:
            self.before = ()

    def _said(self, piece: Piece, speech: Speech, scan: Scan, pieces: Sequence[Piece]) -> Attribution:
        entry = self.actors.entry(piece, scan)
        span = scan.span(piece.first, piece.last, piece.cut)
        leaning = getattr(entry, "leaning_of", None) or self._leaning(piece, scan)
        if entry is not None:
            return Attribution(span, speech.cue, entry.id, leaning)
        body, words = self._official(piece, scan, pieces)
        return Attribution(span, speech.cue, body, leaning, words)

    def _official(self, piece: Piece, scan: Scan, pieces: Sequence[Piece]) -> tuple[str | None, Span | None]:
        """مسؤول بوزارة الدفاع: the body of an official; later, for المسؤول, the same with the words that said so."""
        if piece.nature != "person" or piece.last - piece.first != 1:
            return None, None
        form = scan.tokens[piece.first].form
        if piece.definite:
            return self.met.get(form.removeprefix("ال"), (None, None))
        after = next((p for p in pieces if p.first == piece.last), None)
        if after is None or after.prep not in _AT or after.nature != "body":
            return None, None
        body = self.actors.entry(after, scan)
        if body is None:
            return None, None
        self.met[form] = body.id, scan.span(piece.first, after.last, piece.cut)
        return body.id, None

    def _leaning(self, piece: Piece, scan: Scan) -> str | None:
        """صحف موالية لدمشق: the side that the speaker's own words name."""
        window = scan.tokens[piece.first : min(piece.last + 4, len(scan.tokens))]
        found = self.leanings.find(window)
        return str(max(found, key=lambda m: m.last - m.first).entry) if found else None
