"""A place as worded in a sentence, before it is known what it means on the map."""

from __future__ import annotations

import msgspec

from hudna.extraction.place_scan import Relation
from hudna.knowledge.gazetteer import Licence


class PlaceMention(msgspec.Struct, frozen=True, gc=False):
    """A place as worded: tokens `[first, last)`, its bare name in `[name_first, name_last)`.

    `proclitic` is split from the first token; the characters begin behind it (`char_span`). `candidates` are ids of the
    gazetteer, none for an unknown name. A `pointer` is a definite class noun alone (البلدة). `licence` is what is still
    to be shown before a bare name counts as a place; `listed` mentions stand in a list with the mention before.
    One `between` two places covers both names and holds the second.
    """

    first: int
    last: int
    name_first: int
    name_last: int
    proclitic: str = ""
    class_word: str | None = None
    relation: Relation | None = None
    candidates: tuple[str, ...] = ()
    pointer: bool = False
    licence: Licence = Licence.FREE
    listed: bool = False
    plural: bool = False
    site: bool = False
    countries: tuple[str, ...] = ()  # ISO-2 of the adjectives and borders in it
    second: PlaceMention | None = None  # the other end, of a place between two
