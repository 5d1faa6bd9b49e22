"""Fuzz the reader on text with atheris: `python tests/fuzz/fuzz_text.py -max_total_time=180` (see README.md)."""

from __future__ import annotations

import sys
from datetime import date

import atheris

with atheris.instrument_imports(include=["hudna.extraction", "hudna.resolution", "hudna.text", "hudna.pipeline"]):
    import hudna
    from hudna.model import Document, Story
    from hudna.pipeline import read_story
from promises import broken
from words import ALL


def one_input(data: bytes) -> None:
    given = atheris.FuzzedDataProvider(data)
    words = []
    while given.remaining_bytes() and len(words) < 120:
        kind = given.ConsumeIntInRange(0, 9)
        words.append(given.ConsumeUnicodeNoSurrogates(8) if kind == 0 else given.PickValueInList(ALL))
    glue = given.PickValueInList([" ", " ", ""])
    published = date(2018, 3, 14) if len(words) % 2 else None
    text = glue.join(words)
    for reading in (read_story(Story(Document("x", published=published), 0, 0, text)), *_checked(text)):
        if wrong := broken(reading):
            raise RuntimeError("\n".join((repr(text), *wrong)))


def _checked(text: str) -> tuple[hudna.Reading, ...]:
    try:
        return (hudna.read(text),)
    except hudna.NotReadable:
        return ()


atheris.Setup(sys.argv, one_input)
atheris.Fuzz()
