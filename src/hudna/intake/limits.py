"""Caps on what one document may cost, checked by quick scans before any parser sees it.

100,000 attributes on one tag take every HTML parser 39 s or more, and 50,000 nested tags stop some for as long; both
fit in a page of ordinary size. What passes these caps but still looks costly is parsed where it can be killed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .unreadable import NotReadable

MAX_BYTES = 16 * 2**20  # of a page, or of one line of JSON lines, after unpacking
MAX_STORY_CHARACTERS = 1_000_000
MAX_DEPTH = 4_000
MAX_ATTRIBUTES = 2_000
SECONDS = 10.0  # for one page in the killable worker

_HEAVY_CHARACTERS = 2_000_000
_HEAVY_DEPTH = 250
_HEAVY_ATTRIBUTES = 150
_HEAVY_TAGS = 60_000
# Possessive, so that a tag of any length is scanned once.
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)((?:\"[^\"]*+\"|'[^']*+'|[^\"'>])*+)")
_ATTRIBUTE = re.compile(r"[^\s=/\"'>]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"']++))?+")
_SELF_CLOSING = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
        "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Complexity:
    """What a page would cost to parse: its characters, tags, deepest nesting, most attributes on one tag."""

    characters: int
    tags: int
    depth: int
    attributes: int

    @property
    def heavy(self) -> bool:
        """Whether to parse it only where it can be killed."""
        return (
            self.characters > _HEAVY_CHARACTERS
            or self.depth > _HEAVY_DEPTH
            or self.attributes > _HEAVY_ATTRIBUTES
            or self.tags > _HEAVY_TAGS
        )


def measure(html: str) -> Complexity:
    """The page's complexity by one scan over its tags; tags that close themselves do not nest."""
    depth = deepest = tags = most = 0
    for tag in _TAG.finditer(html):
        tags += 1
        closing, name, attributes = tag.groups()
        if closing:
            depth = max(0, depth - (name.lower() not in _SELF_CLOSING))
        elif name.lower() not in _SELF_CLOSING and not attributes.endswith("/"):
            depth += 1
            deepest = max(deepest, depth)
        if len(attributes) > 2 * most:
            most = max(most, sum(1 for _ in _ATTRIBUTE.finditer(attributes)))
    return Complexity(len(html), tags, deepest, most)


def check_bytes(data: bytes | bytearray) -> None:
    """Raises NotReadable for an input over the cap."""
    if len(data) > MAX_BYTES:
        raise NotReadable(f"larger than {MAX_BYTES // 2**20} MB", f"byte {MAX_BYTES}")


def check_html(html: str) -> Complexity:
    """The page's complexity. Raises NotReadable for nesting or attributes over the caps."""
    found = measure(html)
    if found.attributes > MAX_ATTRIBUTES:
        raise NotReadable(f"HTML with {found.attributes:,} attributes on one tag; the cap is {MAX_ATTRIBUTES:,}")
    if found.depth > MAX_DEPTH:
        raise NotReadable(f"HTML nested {found.depth:,} tags deep; the cap is {MAX_DEPTH:,}")
    return found


def check_story(text: str) -> None:
    """Raises NotReadable for a story over the cap."""
    if len(text) > MAX_STORY_CHARACTERS:
        raise NotReadable(f"a text of {len(text):,} characters; the cap is {MAX_STORY_CHARACTERS:,}")
