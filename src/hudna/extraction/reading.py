"""One story read up to its drafts: every sentence scanned, cut, framed, attributed and weighed, in order."""

from __future__ import annotations

from hudna.extraction import dating, events, figures, repelled, screen, second_look, sites, unhurt, whereabouts
from hudna.extraction.draft import Draft
from hudna.extraction.scan import scan, settle_bases
from hudna.extraction.sentence import SentenceReading
from hudna.knowledge.load import Knowledge
from hudna.text.sentences import sentences


def read_sentences(text: str, knowledge: Knowledge) -> list[SentenceReading]:
    """Drafts of every sentence of a story, those that do not stand left out."""
    scans = [scan(text, extent, n, knowledge) for n, extent in enumerate(sentences(text))]
    settle_bases(scans)
    settings = [screen.topics(one.tokens, knowledge) for one in scans]
    peaceful = screen.peace(settings, sum(len(s.tokens) for s in scans))
    out: list[SentenceReading] = []
    told: list[Draft] = []
    for one, setting in zip(scans, settings, strict=True):
        out.append(reading := SentenceReading(one, knowledge))
        if not one.has("trigger"):
            continue
        doubtful: list[Draft] = []
        found = events.drafts(one, reading.pieces, reading.speeches, knowledge, doubtful)
        for before, draft in zip([None, *found], found, strict=False):
            whereabouts.settle(draft, before)
            screen.settle_type(draft, told)
        stood = [screen.stands(draft, peaceful, setting) for draft in found]
        _settle(found, knowledge)
        for draft in found:
            screen.settle_by_doers(draft)
        kept = [d for d, by_rules in zip(found, stood, strict=True) if by_rules or screen.stands(d, peaceful, setting)]
        told += kept
        unhurt.count_none(one, kept)
        doubtful = [d for d in doubtful if _worth(d, kept, peaceful)]
        _settle(doubtful, knowledge)
        for draft in found:
            if not any(draft is d for d in kept):
                draft.doubt = "news"
                doubtful += [draft] if _worth(draft, kept, peaceful) else []
        reading.drafts = kept
        reading.doubtful = [d for d in doubtful if not screen.no_conflict(d, peaceful, setting)]
    screen.settle_bombardments(told, scans)
    return out


def _settle(drafts: list[Draft], knowledge: Knowledge) -> None:
    """Look again at who, whom and where of the drafts of a sentence, and give each its time, place and figures."""
    second_look.look_again(drafts, knowledge)
    for draft in drafts:
        repelled.turn(draft)
    dating.date_drafts(drafts, knowledge)
    for draft in drafts:
        whereabouts.narrow(draft)
        figures.recount(draft)
    whereabouts.share(drafts)
    for draft in drafts:
        sites.place_by_noun(draft, knowledge)


def _worth(draft: Draft, kept: list[Draft], peaceful: float) -> bool:
    """May the scorer still choose a draft that the rules hold back: in a story of conflict, and not told already?"""
    apart = all(draft.last <= d.first or draft.first >= d.last for d in kept)
    return apart and draft.type not in ("casualty", "none") and peaceful <= 0.04
