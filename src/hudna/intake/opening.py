"""Bytes of any kind to what is in them: a page as it is, or the messages, mails, entries and lines that they hold."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from . import feeds, jsonlines, limits, mail, members, telegram, unpack, warc
from .addresses import key
from .encoding import decode
from .origin import Method, Origin, Taken
from .unreadable import NotReadable, Unreadable

_HEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of the bytes from outside: by a feed, or by a list of what is watched (its outlet is named)."""

    published: date | None = None
    title: str | None = None
    outlet: str | None = None
    outlet_named: bool = False


NOTHING = Told()


def head_of(data: bytes) -> bytes:
    """The first bytes, unpacked if they are gzip; what can be had of a damaged one."""
    if not data.startswith(unpack.GZIP):
        return data[:_HEAD]
    try:
        return zlib.decompressobj(31).decompress(data[:_HEAD], _HEAD)
    except zlib.error:
        return b""


def open_bytes(data: bytes, origin: Origin, told: Told = NOTHING) -> Iterator[Taken | Unreadable]:
    """What the bytes hold, in order. What is told, but for a named outlet, stands behind what they say."""
    for taken in _opened(data, origin, told):
        if isinstance(taken, Taken) and told.outlet_named:
            taken = replace(taken, outlet=told.outlet, outlet_named=True)
        yield taken


def _opened(data: bytes, origin: Origin, told: Told) -> Iterator[Taken | Unreadable]:
    head = head_of(data)
    try:
        if members.looks_warc(head):
            for found in warc.read(data, origin, limits.MAX_BYTES):
                yield from [found] if isinstance(found, Unreadable) else open_bytes(found.data, found.origin, told)
        elif jsonlines.looks_jsonlines(head) and not telegram.looks_export(head):
            yield from json_lines([unpack.whole(data)], origin)
        elif telegram.looks_export(head):
            yield from telegram.from_export(_unpacked(data), origin)
        elif mail.looks_mail(head):
            yield from mail.read(unpack.whole(data), origin)
        elif feeds.looks_feed(head):
            yield from from_feed(feeds.parse(unpack.whole(data), origin.url), data, origin)
        else:
            yield from _page_or_channel(data, origin, told)
    except NotReadable as error:
        yield error.named(origin.name)


def _page_or_channel(data: bytes, origin: Origin, told: Told) -> Iterator[Taken]:
    if telegram.looks_page(data):
        text = decode(data)
        found = [] if limits.check_html(text).heavy else list(telegram.from_page(data, text, origin))
        if found:
            yield from found
            return
    yield Taken(data, origin, told.published, told.title, told.outlet, hints=True)


def json_lines(chunks: Iterable[bytes], origin: Origin) -> Iterator[Taken | Unreadable]:
    """A line of JSON each, as it stands."""
    for line in jsonlines.lines(chunks):
        if line.data is None:
            yield jsonlines.report(origin.name, line, f"a line larger than {limits.MAX_BYTES // 2**20} MB")
        elif line.data.strip():
            yield Taken(line.data.strip(), replace(origin, name=f"{origin.name}, line {line.number}"), line=line.number)


def from_feed(feed: feeds.Feed, data: bytes, origin: Origin) -> Iterator[Taken | Unreadable]:
    """The entries of a feed that hold their whole text; the others are reported: their pages must be asked for."""
    if feed.fault:
        yield Unreadable(origin.name, None, f"read as far as it can be: {feed.fault}")
    if not feed.entries:
        yield Unreadable(origin.name, None, "a feed without entries")
    for number, entry in enumerate(feed.entries, 1):
        if taken := of_entry(entry, data, origin, feed.title):
            yield taken
        else:
            yield Unreadable(
                origin.name, f"entry {number}", "no whole text in the feed; give the feed's address to fetch its pages"
            )


def of_entry(entry: feeds.Entry, data: bytes, origin: Origin, outlet: str | None) -> Taken | None:
    """The whole text that a feed holds of an entry, None when it holds none."""
    if entry.content is None:
        return None
    page = f'<!DOCTYPE html><meta charset="utf-8"><body><article>{entry.content}</article></body>'
    name = f"{origin.name}, entry {entry.url or entry.id or entry.title or '-'}"
    item = key(entry.url) if entry.url else entry.id
    source = replace(origin, name=name, url=entry.url, method=Method.FEED, item=item, headers=(), status=None)
    return Taken(
        page.encode("utf-8", "replace"), source, entry.published, entry.title, outlet, raw=data, raw_origin=origin
    )


def _unpacked(data: bytes) -> bytes:
    """All that a gzip holds: exports of chats are larger than pages may be."""
    if not data.startswith(unpack.GZIP):
        return data
    from io import BytesIO

    try:
        return b"".join(unpack.chunks(BytesIO(data)))
    except unpack.Damaged as error:
        raise NotReadable(error.reason, f"byte {error.offset}") from error
