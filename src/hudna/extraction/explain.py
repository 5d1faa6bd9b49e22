"""What a word can mean to the reader."""

from __future__ import annotations

from typing import Any

from hudna.extraction.places import find_places
from hudna.knowledge.load import Knowledge, knowledge
from hudna.knowledge.trie import Mention
from hudna.text.tokens import tokenize


def explain(phrase: str, known: Knowledge | None = None) -> list[str]:
    """Every entry that a word or phrase can name, a line each, longest match first."""
    known = known or knowledge()
    tokens = tokenize(phrase)
    found = sorted(known.trie.find(tokens), key=lambda m: (m.first, -m.last, m.cut))
    lines = [_line(m, " ".join(t.form for t in tokens[m.first : m.last])) for m in found]
    for place in find_places(tokens, known.gazetteer):
        words = " ".join(t.form for t in tokens[place.first : place.last])
        names = [f"{i} ({known.gazetteer.entries[i].en})" for i in place.candidates[:5]] or ["no entry"]
        lines.append(f"{words}: place, {', '.join(names)}")
    return lines


def _line(m: Mention, words: str) -> str:
    entry: Any = m.entry
    ident = entry if isinstance(entry, str) else entry.id
    told = [m.kind, str(ident)]
    if m.shape is not None:
        told.append(" ".join(x for x in (m.shape.pos, m.shape.tense, m.shape.person, m.shape.number) if x))
        if m.shape.passive:
            told.append("passive")
    if m.proclitic:
        told.append(f"with {m.proclitic}-")
    if m.suffix:
        told.append(f"with -{m.suffix}")
    return f"{words}: {', '.join(told)}"
