"""From a story's text to its claims: every stage, in order."""

from __future__ import annotations

from hudna.extraction import plausibility, standing
from hudna.extraction.reading import read_sentences
from hudna.knowledge.load import Knowledge, knowledge
from hudna.model import Reading, Story
from hudna.resolution.claims import claims


def read_story(story: Story, known: Knowledge | None = None) -> Reading:
    """Read one story: split, scan, frame, attribute and weigh its sentences, sift, then resolve who, where and when."""
    known = known or knowledge()
    sentences = read_sentences(story.text, known)
    published = story.document.published
    standing.weigh(sentences, published.year if published else None, known)
    plausibility.sift(sentences, dated=story.document.published is not None, knowledge=known)
    found = claims(sentences, story.text, story.document.published, known)
    return Reading(story.document, story.number, story.start, story.text, tuple(found))
