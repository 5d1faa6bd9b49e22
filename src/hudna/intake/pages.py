"""Bytes to pages: each with its document and its stories, or a report on why it could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from hudna.model import Document, Story

from . import encoding, html, jsonlines, limits, plain, unpack, worker
from .language import check_arabic
from .outlets import outlet_by_domain
from .sources import RawInput, why
from .unreadable import NotReadable, Unreadable


@dataclass(frozen=True, slots=True)
class Page:
    """A document with the stories in it, in order."""

    document: Document
    stories: tuple[Story, ...]


def read_pages(
    raw: RawInput, *, published: date | None = None, outlet: str | None = None
) -> Iterator[Page | Unreadable]:
    """The pages of an input, one a line for JSON lines, else one; what cannot be read is reported, the rest given."""
    try:
        with raw.open() as stream:
            chunks = unpack.chunks(stream)
            head = next(chunks, b"")
            stream_of = chain((head,), chunks)
            if jsonlines.looks_jsonlines(head):
                yield from _json_pages(raw.name, stream_of, published, outlet)
            else:
                yield from one_page(raw.name, stream_of, published, outlet)
    except NotReadable as error:
        yield error.named(raw.name)
    except unpack.Damaged as error:
        yield Unreadable(raw.name, f"byte {error.offset}", error.reason)
    except OSError as error:
        yield Unreadable(raw.name, None, why(error))


def _json_pages(
    name: str, chunks: Iterator[bytes], published: date | None, outlet: str | None
) -> Iterator[Page | Unreadable]:
    for line in jsonlines.lines(chunks):
        if line.data is not None and not line.data.strip():
            continue
        try:
            document, story, remark = jsonlines.read_line(line, published=published, outlet=outlet)
        except NotReadable as error:
            yield jsonlines.report(name, line, error.reason)
            continue
        yield Page(document, (story,))
        if remark:
            yield jsonlines.report(name, line, remark)


def one_page(
    name: str, chunks: Iterator[bytes], published: date | None, outlet: str | None, url: str | None = None
) -> Iterator[Page | Unreadable]:
    """The page in unpacked chunks; behind it, when the gzip is damaged, a report that names the byte.

    Raises NotReadable, as `page_from_bytes` does.
    """
    data = bytearray()
    damage: Unreadable | None = None
    try:
        for chunk in chunks:
            data += chunk
            limits.check_bytes(data)
    except unpack.Damaged as error:
        damage = Unreadable(name, f"byte {error.offset}", error.reason)
    try:
        yield page_from_bytes(bytes(data), name=name, published=published, outlet=outlet, url=url)
    except NotReadable as error:
        if damage is None:
            raise
        damage = Unreadable(name, damage.place, f"{damage.reason}; what comes before: {error.reason}")
    if damage:
        yield damage


def page_from_bytes(
    data: bytes,
    *,
    name: str = "-",
    published: date | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Page:
    """The page in `data`: plain text or HTML, in any encoding that Arabic is written in, gzipped or not.

    `published`, `outlet` and `url` stand over what the page says of itself. The document is named by the SHA-256 of
    the bytes, unpacked. Raises NotReadable.
    """
    data = unpack.whole(data)
    limits.check_bytes(data)
    text = encoding.decode(data)
    if html.looks_feed(text):
        raise NotReadable("a feed or site map, not a page")
    digest = hashlib.sha256(data).hexdigest()
    if name.lower().removesuffix(".gz").endswith((".html", ".htm", ".xhtml")) or html.looks_html(text):
        return _html_page(text, digest, published, outlet, url)
    return _plain_page(text, digest, published, outlet, url)


def _plain_page(text: str, digest: str, published: date | None, outlet: str | None, url: str | None) -> Page:
    limits.check_story(text)
    check_arabic(text)
    found = plain.read(text)
    document = Document(
        id=digest,
        url=url,
        outlet=outlet or outlet_by_domain(url),
        title=found.title,
        published=published or found.published,
        sha256=digest,
    )
    return _page(document, [(start, text[start:end]) for start, end in found.stories])


def _html_page(text: str, digest: str, published: date | None, outlet: str | None, url: str | None) -> Page:
    heavy = limits.check_html(text).heavy
    found = worker.extract(text, url) if heavy else html.extract(text, url)
    document = Document(
        id=digest,
        url=found.url,
        outlet=outlet or found.outlet,
        title=found.title,
        published=published or found.published,
        sha256=digest,
    )
    stories: list[tuple[int, str]] = []
    offset = 0
    for article in found.articles:
        kept = plain.without_furniture(article)
        limits.check_story(kept)
        stories += [(offset + start, kept[start:end]) for start, end in plain.read(kept).stories]
        offset += len(kept) + 2
    if not stories:
        raise NotReadable("no running text on the page")
    check_arabic("\n".join(story for _, story in stories))
    return _page(document, stories)


def _page(document: Document, stories: list[tuple[int, str]]) -> Page:
    if not stories:
        raise NotReadable("no running text: nothing but menus, forms and notices")
    return Page(document, tuple(Story(document, n, start, text) for n, (start, text) in enumerate(stories)))
