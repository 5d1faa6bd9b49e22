"""JSON lines to documents of one story each; a broken line is reported with its number and the rest still read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from hudna.model import Document, Story

from .language import check_arabic
from .limits import MAX_BYTES, check_story
from .published import from_iso
from .unreadable import NotReadable, Unreadable


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its number, counted from 1; `data` is None when it is over the cap."""

    number: int
    data: bytes | None


def lines(chunks: Iterable[bytes], cap: int = MAX_BYTES) -> Iterator[Line]:
    """The lines of a stream of bytes; one over the cap is skipped without being kept in memory."""
    parts: list[bytes] = []
    number, size = 1, 0
    for chunk in chunks:
        *whole, rest = chunk.split(b"\n")
        for piece in whole:
            yield Line(number, b"".join((*parts, piece)) if size + len(piece) <= cap else None)
            number, parts, size = number + 1, [], 0
        size += len(rest)
        parts = [*parts, rest] if size <= cap and parts else [rest] if size <= cap else []
    if size:
        yield Line(number, b"".join(parts) if size <= cap else None)


def looks_jsonlines(head: bytes) -> bool:
    """Whether the start of a file is that of JSON lines: an object whose first line does not end in its middle."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"{"):
        return False
    after = start[1:].lstrip()
    return after.startswith((b'"', b"}")) and b"\n" not in start[: len(start) - len(after)]


def read_line(line: Line, *, published: date | None, outlet: str | None) -> tuple[Document, Story, str | None]:
    """The document and its one story, `text` unchanged, with a remark on what was left out of it (or None).

    The record's own fields win over `published` and `outlet`. Raises NotReadable for a line that is no such record.
    """
    if line.data is None:
        raise NotReadable(f"a line larger than {MAX_BYTES // 2**20} MB")
    record = _decode(line.data.removeprefix(b"\xef\xbb\xbf") if line.number == 1 else line.data)
    text = record.get("text")
    if not isinstance(text, str):
        raise NotReadable('no "text"' if text is None else '"text" is not a string')
    if not text.strip():
        raise NotReadable('"text" is empty')
    check_story(text)
    check_arabic(text)
    day, remark = _published(record.get("published"))
    digest = hashlib.sha256(line.data.strip()).hexdigest()
    document = Document(
        id=_id(record.get("id"), digest),
        url=_string(record, "url"),
        outlet=_string(record, "source") or outlet,
        title=_string(record, "title"),
        published=day or published,
        sha256=digest,
    )
    return document, Story(document, 0, 0, text), remark


def _decode(data: bytes) -> dict[str, Any]:
    try:
        record = msgspec.json.decode(data)
    except UnicodeDecodeError as error:
        raise NotReadable("invalid UTF-8") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise NotReadable(f"broken JSON: {str(error).replace('JSON is malformed: ', '')}") from error
    if not isinstance(record, dict):
        raise NotReadable("not a JSON object")
    return record


def _id(value: object, digest: str) -> str:
    if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value):
        return str(value)
    return digest


def _string(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _published(value: object) -> tuple[date | None, str | None]:
    if value in (None, ""):
        return None, None
    found = from_iso(value) if isinstance(value, str) else None
    return found, None if found else f"published {str(value)[:40]!r} is not an ISO date: read without it"


def report(name: str, line: Line, reason: str) -> Unreadable:
    """A report on a line of the file called `name`."""
    return Unreadable(name, f"line {line.number}", reason)
