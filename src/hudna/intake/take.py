"""The one door: names to what they hold. Files, folders, globs, standard input, addresses, feeds, WARC, Telegram, mail.

for taken in take(["pages/", "https://example.org/rss"], settings()):
    if isinstance(taken, Unreadable): …   # reported, the rest is taken
    sha = archive.keep_taken(taken)
    for page in pages(taken): …           # Page or Unreadable
"""

from __future__ import annotations

import io
import mmap
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, cast

from hudna.settings import Settings

from . import jsonlines, telegram, unpack, warc
from .addresses import looks_address
from .fetch import Fetcher
from .members import looks_warc
from .opening import head_of, json_lines, open_bytes
from .origin import Method, Origin, Taken, now
from .pages import Page, one_page
from .sources import RawInput, open_inputs, why
from .unreadable import NotReadable, Unreadable
from .web import Walk

_HEAD = 1 << 16
_MOST_EXPORT = 1 << 30  # bytes of a Telegram export


def take(
    names: Sequence[str], settings: Settings, *, stdin: BinaryIO | None = None, fetcher: Fetcher | None = None
) -> Iterator[Taken | Unreadable]:
    """What the names hold, in order; what cannot be taken is reported, the rest given.

    `-` is standard input. With a `fetcher` its connections and pace are used, else one is made when an address comes.
    """
    with ExitStack() as stack:
        for addresses, group in groupby(names, looks_address):
            if not addresses:
                for raw in open_inputs(list(group), stdin=stdin):
                    yield from take_input(raw, settings)
                continue
            fetcher = fetcher or stack.enter_context(Fetcher(settings))
            for url in dict.fromkeys(group):
                yield from Walk(fetcher, settings).take(url)


def pages(taken: Taken, *, published: date | None = None, outlet: str | None = None) -> Iterator[Page | Unreadable]:
    """The page in what was taken, or why there is none; behind a page of a damaged gzip the report on the damage.

    `published` and `outlet` stand over what was told and what the page says; the fields of a JSON line stand over them.
    """
    try:
        if taken.line is not None:
            yield from _line_page(taken, published, outlet)
        else:
            yield from _page(taken, published, outlet)
    except NotReadable as error:
        yield error.named(taken.origin.name)


def _line_page(taken: Taken, published: date | None, outlet: str | None) -> Iterator[Page | Unreadable]:
    line = jsonlines.Line(taken.line or 1, taken.data)
    document, story, remark = jsonlines.read_line(line, published=published, outlet=outlet or taken.outlet)
    yield Page(document, (story,))
    if remark:
        yield Unreadable(taken.origin.name, None, remark)


def _page(taken: Taken, published: date | None, outlet: str | None) -> Iterator[Page | Unreadable]:
    day = published or (None if taken.hints else taken.published)
    who = outlet or (taken.outlet if taken.outlet_named or not taken.hints else None)
    chunks = unpack.chunks(io.BytesIO(taken.data))
    for page in one_page(taken.origin.name, chunks, day, who, taken.origin.url):
        yield page if isinstance(page, Unreadable) else _told(page, taken)


def _told(page: Page, taken: Taken) -> Page:
    """The page with what was told about it where it does not say it itself."""
    known = page.document
    title = known.title or taken.title if taken.hints else taken.title or known.title
    document = replace(
        known, published=known.published or taken.published, outlet=known.outlet or taken.outlet, title=title
    )
    return Page(document, tuple(replace(story, document=document) for story in page.stories))


def take_input(raw: RawInput, settings: Settings) -> Iterator[Taken | Unreadable]:
    """What one file, or standard input, holds."""
    origin = Origin(raw.name, None, Method.STDIN if raw.stream is not None else Method.FILE, now())
    try:
        with raw.open() as stream:
            yield from _stream(stream, raw.path, origin, settings)
    except NotReadable as error:
        yield error.named(raw.name)
    except unpack.Damaged as error:
        yield Unreadable(raw.name, f"byte {error.offset}", error.reason)
    except OSError as error:
        yield Unreadable(raw.name, None, why(error))


def _stream(stream: BinaryIO, path: Path | None, origin: Origin, settings: Settings) -> Iterator[Taken | Unreadable]:
    packed = stream.read(_HEAD)
    head = head_of(packed)
    if looks_warc(head) or _named_warc(origin.name):
        yield from _warc(_Again(packed, stream), path, origin, settings)
    elif jsonlines.looks_jsonlines(head) and not telegram.looks_export(head):
        yield from json_lines(unpack.chunks(cast(BinaryIO, _Again(packed, stream))), origin)
    else:
        most = _MOST_EXPORT if telegram.looks_export(head) else settings.max_bytes
        data = packed + stream.read(most + 1 - len(packed))
        if len(data) > most:
            raise NotReadable(f"larger than {most / 2**20:g} MB", f"byte {most}")
        yield from open_bytes(data, origin)


def _named_warc(name: str) -> bool:
    """A WARC whose first member is damaged shows only in its name."""
    return name.lower().endswith((".warc", ".warc.gz"))


def _warc(stream: _Again, path: Path | None, origin: Origin, settings: Settings) -> Iterator[Taken | Unreadable]:
    """Each page of a WARC file, opened as if it had come by itself."""
    with ExitStack() as stack:
        file = stack.enter_context(path.open("rb") if path else _spooled(stream, settings.max_container_bytes))
        size = file.seek(0, 2)
        if not size:
            raise NotReadable("empty")
        buffer = stack.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        for found in warc.read(buffer, origin, settings.max_bytes):
            if isinstance(found, Unreadable):
                yield found
            else:
                yield from open_bytes(found.data, found.origin)


def _spooled(stream: _Again, most: int) -> BinaryIO:
    """The rest of a stream as a file. Raises NotReadable for one over the cap."""
    file = tempfile.TemporaryFile()  # noqa: SIM115
    size = 0
    while piece := stream.read(1 << 20):
        size += len(piece)
        if size > most:
            file.close()
            raise NotReadable(f"larger than {most / 2**20:g} MB", f"byte {most}")
        file.write(piece)
    file.flush()
    return cast(BinaryIO, file)


class _Again:
    """A stream whose first bytes were read already, given again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int) -> bytes:
        """At most `size` bytes; those of the head first."""
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
            return piece
        return self._rest.read(size)
