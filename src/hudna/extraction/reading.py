"""One story read up to its drafts: every sentence scanned, cut, framed, attributed and weighed, in order."""

from __future__ import annotations

from hudna.extraction import attribution, dating, events, figures, screen, second_look, whereabouts
from hudna.extraction.cutting import cut
from hudna.extraction.draft import Draft
from hudna.extraction.scan import scan
from hudna.extraction.sentence import SentenceReading
from hudna.knowledge.load import Knowledge
from hudna.text.sentences import sentences


def read_sentences(text: str, knowledge: Knowledge) -> list[SentenceReading]:
    """Drafts of every sentence of a story, those that do not stand left out."""
    scans = [scan(text, extent, n, knowledge) for n, extent in enumerate(sentences(text))]
    _, peaceful = screen.topic([t for s in scans for t in s.tokens], knowledge)
    out: list[SentenceReading] = []
    told: list[Draft] = []
    for one in scans:
        pieces = cut(one, knowledge)
        speeches = attribution.speeches(one, pieces)
        found = events.drafts(one, pieces, speeches, knowledge)
        for before, draft in zip([None, *found], found, strict=False):
            whereabouts.settle(draft, before)
            screen.settle_type(draft, told)
        stood = [screen.stands(draft, peaceful) for draft in found]
        second_look.look_again(found, knowledge)
        dating.date_drafts(found, knowledge)
        for draft in found:
            whereabouts.narrow(draft)
            figures.recount(draft)
        kept = [d for d, by_rules in zip(found, stood, strict=True) if by_rules or screen.stands(d, peaceful)]
        told += kept
        out.append(SentenceReading(one, pieces, speeches, kept))
    screen.settle_bombardments(told, scans)
    return out
