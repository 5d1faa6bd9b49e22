"""Hudna reads Arabic conflict reporting: who says that who did what to whom, where, when, and how surely.

    >>> import hudna
    >>> reading = hudna.read("أفاد ناشطون أن طائرات حربية شنّت غارات على البلدة.", published="2018-03-12")
    >>> reading.claims[0].type, reading.claims[0].status, reading.claims[0].trigger.text  # doctest: +SKIP
    (<ClaimType.AIR_STRIKE: 'air_strike'>, <Status.ASSERTED: 'asserted'>, 'شنّت غارات')

What comes back is frozen, and every span of it is `text[start:end]` of the reading's own text. Both functions may be
called from any number of threads and from forked processes; the knowledge is compiled once a process at the first call.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hudna.model import Claim, ClaimType, Document, Reading, Role, Span, Status, Story

if TYPE_CHECKING:
    from hudna.intake.unreadable import NotReadable

__version__ = "0.1.0"
__all__ = [
    "Claim",
    "ClaimType",
    "Document",
    "NotReadable",
    "Reading",
    "Role",
    "Span",
    "Status",
    "Story",
    "read",
    "read_page",
]


def read(text: str, published: date | str | None = None, outlet: str | None = None) -> Reading:
    """Read `text` as one story, unchanged: its offsets are those of `text`.

    `published` is a date or an ISO day (`2018-03-12`); without it, days named in the text stay unresolved. `outlet` is
    who published it. The document is named by the SHA-256 of the text in UTF-8.

    Raises NotReadable for text that is empty, over a million characters, not Arabic, or no valid Unicode (lone
    surrogates), and ValueError for a `published` that is no day.
    """
    from hashlib import sha256

    from hudna.intake.language import check_arabic
    from hudna.intake.limits import check_story
    from hudna.intake.unreadable import NotReadable
    from hudna.pipeline import read_story

    day = _day(published)
    if not text.strip():
        raise NotReadable("empty")
    check_story(text)
    try:
        digest = sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise NotReadable("half a surrogate pair", f"character {error.start}") from error
    check_arabic(text)
    document = Document(id=digest, outlet=outlet, published=day, sha256=digest)
    return read_story(Story(document, 0, 0, text))


def read_page(
    data: bytes, *, name: str = "-", published: date | str | None = None, outlet: str | None = None
) -> tuple[Reading, ...]:
    """Read a page of plain text or HTML, in any encoding that Arabic is written in, gzipped or not: a reading a story.

    `name` is the file's name, of which only the ending counts. `published` and `outlet` stand over what the page says
    of itself.

    Raises NotReadable for what holds no Arabic text (empty, binary, another language, beyond the limits on size,
    nesting and time), and ValueError for a `published` that is no day.
    """
    from hudna.intake.pages import page_from_bytes
    from hudna.pipeline import read_story

    page = page_from_bytes(data, name=name, published=_day(published), outlet=outlet)
    return tuple(read_story(story) for story in page.stories)


def _day(published: date | str | None) -> date | None:
    if not isinstance(published, str):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        raise ValueError(f"{published!r} is no day; write it as 2018-03-12") from error


def __getattr__(name: str) -> Any:
    """NotReadable, imported when it is asked for: `import hudna` stays quick."""
    if name == "NotReadable":
        from hudna.intake.unreadable import NotReadable

        return NotReadable
    raise AttributeError(f"module 'hudna' has no attribute {name!r}")
