"""Tries the examples that stand beside each trigger and cue: what must match does, what must not does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hudna.extraction.reading import read_sentences
from hudna.knowledge import entries as e
from hudna.knowledge.load import DATA, Knowledge, read_entries, triggers

_MARKED = re.compile(r"\[([^\]]+)\]")


def prove(knowledge: Knowledge) -> Iterator[str]:
    """What fails, a line each: the rule's id and the example."""
    for trigger in triggers():
        for example in trigger.examples.yes:
            if not _matches(trigger, example, knowledge):
                yield f"{trigger.id}: not read in: {example}"
        for example in trigger.examples.no:
            if _fires(trigger, example, knowledge):
                yield f"{trigger.id}: read, but should not be, in: {example}"
    for cue in read_entries(DATA / "cues.yml", e.Cue):
        for example in cue.examples.yes:
            if not _cued(cue, example, knowledge):
                yield f"{cue.id}: not found in: {example}"


def unmark(example: str) -> tuple[str, list[tuple[int, int]]]:
    """An example without its brackets, and the characters that stood in them.

    >>> unmark("شنّ [هجوماً] عليهم")
    ('شنّ هجوماً عليهم', [(4, 10)])
    """
    text, spans, at = "", [], 0
    for m in _MARKED.finditer(example):
        text += example[at : m.start()]
        spans.append((len(text), len(text) + len(m.group(1))))
        text += m.group(1)
        at = m.end()
    return text + example[at:], spans


def _matches(trigger: e.Trigger, example: str, knowledge: Knowledge) -> bool:
    text, spans = unmark(example)
    for reading in read_sentences(text, knowledge):
        for draft in [*reading.drafts, *(d for d in reading.doubtful if "weighed" in trigger.needs)]:
            here = draft.trigger.id == trigger.id or trigger.id in draft.rules
            if here and (not spans or any(s < draft.span.end and draft.span.start < t for s, t in spans)):
                return True
            if trigger.type == "casualty" and trigger.id in draft.rules:
                return True
        if trigger.type == "casualty" and any(
            m.entry is not None and getattr(m.entry, "id", "") == trigger.id for p in reading.pieces for m in p.mentions
        ):
            return True
    return False


def _fires(trigger: e.Trigger, example: str, knowledge: Knowledge) -> bool:
    text, _ = unmark(example)
    return any(d.trigger.id == trigger.id for r in read_sentences(text, knowledge) for d in r.drafts)


def _cued(cue: e.Cue, example: str, knowledge: Knowledge) -> bool:
    text, spans = unmark(example)
    for reading in read_sentences(text, knowledge):
        for mentions in reading.scan.mentions.values():
            for m in mentions:
                if m.kind == "cue" and m.entry.id == cue.id:
                    span = reading.scan.span(m.first, m.last, m.cut)
                    if not spans or any(s < span.end and span.start < t for s, t in spans):
                        return True
    return False
