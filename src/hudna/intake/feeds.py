"""RSS, Atom and site maps to the addresses that they list, with what they tell of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from . import html
from .limits import check_html
from .outlets import one_line
from .published import day, from_iso, from_line
from .unreadable import NotReadable

_SITE_MAP = re.compile(rb"<(urlset|sitemapindex)[\s>]", re.IGNORECASE)
_LISTED = re.compile(rb"<(?:url|sitemap)>(.*?)</(?:url|sitemap)>", re.IGNORECASE | re.DOTALL)
_FIELD = r"<{}>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*</{}>"
_LOC = re.compile(_FIELD.format("loc", "loc").encode(), re.IGNORECASE)
_DAY = re.compile(rb"<(?:news:publication_date|lastmod)>\s*([0-9T:+.Z-]+)\s*</", re.IGNORECASE)
_MOST_ENTRIES = 5_000
_MOST_BYTES = 4 << 20
_MOST_TAGS = 100_000
# Characters without markup from which an entry's content, and its summary, is a story rather than an announcement.
_WHOLE_CONTENT = 200
_WHOLE_SUMMARY = 500
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed: its address (None when it has none), what the feed tells of it, its whole text as HTML."""

    url: str | None
    id: str | None
    title: str | None
    published: date | None
    content: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title and entries in its order; `fault` says what was broken in one that could still be read."""

    title: str | None
    entries: tuple[Entry, ...]
    fault: str | None = None


def looks_feed(data: bytes) -> bool:
    """Whether bytes are those of a feed or a site map."""
    head = data[:4_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return html.looks_feed(head.decode("utf-16", "replace"))
    return html.looks_feed(head.decode("latin-1"))


def parse(data: bytes, url: str | None = None) -> Feed:
    """The feed in `data`; `url` makes relative addresses whole. Broken XML gives what can be had, with its fault.

    Raises NotReadable for one over 4 MB or 100,000 tags, or whose nesting or attributes are beyond the caps of pages.
    """
    if _SITE_MAP.search(data[:4_000]):
        return Feed(None, tuple(_site_map(data)))
    _check(data)
    import feedparser  # 0.1 s: only when there is a feed

    headers = {"content-location": url} if url else {}
    found = feedparser.parse(BytesIO(data), response_headers=headers, sanitize_html=False)
    entries = tuple(_entry(e, url) for e in found.entries[:_MOST_ENTRIES])
    fault = f"broken XML: {found.bozo_exception}" if found.bozo and not _only_charset(found) else None
    return Feed(one_line(found.feed.get("title")), entries, fault)


def _check(data: bytes) -> None:
    """500,000 nested tags take feedparser 36 s, 100,000 attributes on one tag over two minutes, 300,000 tags 20 s."""
    if len(data) > _MOST_BYTES:
        raise NotReadable(f"a feed larger than {_MOST_BYTES // 2**20} MB")
    tags = check_html(data.decode("latin-1")).tags
    if tags > _MOST_TAGS:
        raise NotReadable(f"a feed of {tags:,} tags; the cap is {_MOST_TAGS:,}")


def _only_charset(found: Any) -> bool:
    """feedparser also counts a declared encoding that it mended as a fault."""
    return type(found.get("bozo_exception")).__name__ in ("CharacterEncodingOverride", "NonXMLContentType")


def _entry(entry: Any, url: str | None) -> Entry:
    link = entry.get("link") or (entry.get("id") if str(entry.get("id", "")).startswith("http") else None)
    return Entry(
        url=urljoin(url or "", link.strip()) if link else None,
        id=entry.get("id") or None,
        title=one_line(_MARKUP.sub(" ", entry.get("title") or "")),
        published=_published(entry.get("published") or entry.get("updated")),
        content=_content(entry),
    )


def _content(entry: Any) -> str | None:
    contents = [c.get("value") or "" for c in entry.get("content") or ()]
    longest = max(contents, key=len, default="")
    if len(_MARKUP.sub("", longest)) >= _WHOLE_CONTENT:
        return longest
    summary = entry.get("summary") or ""
    return summary if len(_MARKUP.sub("", summary)) >= _WHOLE_SUMMARY else None


def _published(value: Any) -> date | None:
    """The day as written, in its own time zone: what the page itself shows."""
    if not isinstance(value, str):
        return None
    if found := from_iso(value):
        return found
    try:
        told = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError):
        return from_line(value)
    return day(told.year, told.month, told.day)


def _site_map(data: bytes) -> Iterator[Entry]:
    for number, listed in enumerate(_LISTED.finditer(data)):
        if number >= _MOST_ENTRIES:
            return
        loc, told = _LOC.search(listed.group(1)), _DAY.search(listed.group(1))
        if loc:
            address = loc.group(1).decode("utf-8", "replace").replace("&amp;", "&")
            yield Entry(address, address, None, from_iso(told.group(1).decode("ascii")) if told else None, None)
