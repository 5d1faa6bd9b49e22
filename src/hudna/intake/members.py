"""WARC files to raw records, resynchronised behind damage: every record that can be had is given, every gap reported.

A gzipped file is a row of members, each a record by itself; a damaged one is left out and the next one sought by its
magic and by the `WARC/` that it must unpack to. In a plain file, or a member with many records, the next record is
sought by the line that it starts with.
"""

from __future__ import annotations

import mmap
import re
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

Buffer = bytes | mmap.mmap

_GZIP = b"\x1f\x8b\x08"
_STEP = 1 << 20
_IN_MEMORY = 64 << 20  # bytes of a member from which it is unpacked to a file
_MOST_HEADER = 64 << 10
_MOST_UNPACKED = 8 << 30
_PADDING = 1 << 16
_LENGTH = re.compile(rb"^content-length\s*:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
_HEADER_ENDS = re.compile(rb"\r?\n\r?\n")
_NEXT = re.compile(rb"WARC/[01]\.\d\r?\n(?=[A-Za-z-]+[ \t]*:)")
_ENDED = re.compile(rb"\r\n\r\n|\n\n|\s*\Z")
_PLAIN_START = re.compile(rb"WARC/[01]\.\d")


@dataclass(frozen=True, slots=True)
class Gap:
    """Bytes that hold no sound record; `at` counts bytes of the file."""

    at: int
    reason: str


def looks_warc(head: bytes) -> bool:
    """Whether unpacked bytes start a WARC file."""
    return bool(_PLAIN_START.match(head))


def records(buffer: Buffer, most: int) -> Iterator[bytes | Gap]:
    """The raw records of a file, gzipped or not, and the gaps between them. A record over `most` bytes is a gap."""
    if _gzipped(buffer):
        yield from _members(buffer, most)
    else:
        yield from _plain(buffer, 0, most)


def _gzipped(buffer: Buffer) -> bool:
    """Whether the file is one of members, also where its very start is damaged."""
    return buffer[:3] == _GZIP or not (looks_warc(buffer[:16]) or _next_member(buffer, 0) == len(buffer))


def _members(buffer: Buffer, most: int) -> Iterator[bytes | Gap]:
    at, size = 0, len(buffer)
    while at < size:
        member = _unpack(buffer, at)
        with member.out:
            if member.fault is None and member.opens_record:
                yield from _in_member(member, at, most)
                at = _after_padding(buffer, member.end)
                continue
            if member.opens_record:
                yield from _before_damage(member, at, most)
        reason = member.fault or "a gzip member that is no WARC record"
        yield Gap(at, reason)
        at = _next_member(buffer, at + 1 if member.fault else member.end)


@dataclass(slots=True)
class _Member:
    """A gzip member unpacked into a file: where it ends in the packed bytes, and what was wrong with it."""

    out: IO[bytes]
    end: int
    fault: str | None

    @property
    def opens_record(self) -> bool:
        self.out.seek(0)
        return looks_warc(self.out.read(16))


def _unpack(buffer: Buffer, at: int) -> _Member:
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    if buffer[at : at + 3] != _GZIP:
        return _Member(out, at + 1, "bytes between the gzip members")
    unpack, end = zlib.decompressobj(31), at
    try:
        while not unpack.eof:
            piece = unpack.unconsumed_tail or buffer[end : end + (1 << 14 if end == at else _STEP)]
            if not unpack.unconsumed_tail:
                end += len(piece)
            if not piece:
                return _Member(out, end, "a gzip member that ends early")
            out.write(unpack.decompress(piece, _STEP))
            if out.tell() > _MOST_UNPACKED:
                return _Member(out, end, "a gzip member that unpacks to more than 8 GB")
    except zlib.error as error:
        return _Member(out, end, f"a damaged gzip member: {error}")
    return _Member(out, end - len(unpack.unused_data), None)


def _in_member(member: _Member, at: int, most: int) -> Iterator[bytes | Gap]:
    """The records of a sound member; gaps are told at the member's start, which is where they can be found again."""
    for found in _plain(_contents(member.out), 0, most):
        yield found if not isinstance(found, Gap) else Gap(at, found.reason)


def _before_damage(member: _Member, at: int, most: int) -> Iterator[bytes]:
    """Whole records before the last one of a damaged member: the damage may lie in that."""
    held: bytes | None = None
    for found in _plain(_contents(member.out), 0, most):
        if held is not None:
            yield held
        held = found if not isinstance(found, Gap) else None


def _contents(out: IO[bytes]) -> Buffer:
    size = out.seek(0, 2)
    out.seek(0)
    return out.read() if size <= _IN_MEMORY else mmap.mmap(out.fileno(), 0, access=mmap.ACCESS_READ)


def _after_padding(buffer: Buffer, at: int) -> int:
    """Behind zeros that some writers fill up with."""
    while at < len(buffer) and buffer[at] == 0:
        block = buffer[at : at + _PADDING]
        at += len(block) - len(block.lstrip(b"\0"))
    return at


def _next_member(buffer: Buffer, at: int) -> int:
    """Where the next member starts that unpacks to a record; the end when there is none."""
    while (at := buffer.find(_GZIP, at)) >= 0:
        unpack = zlib.decompressobj(31)
        try:
            if looks_warc(unpack.decompress(buffer[at : at + 4096], 16)):
                return at
        except zlib.error:
            pass
        at += 1
    return len(buffer)


def _plain(buffer: Buffer, at: int, most: int) -> Iterator[bytes | Gap]:
    size = len(buffer)
    while (at := _after_newlines(buffer, at)) < size:
        end, fault = _record_end(buffer, at, most)
        if fault is None:
            yield buffer[at:end]
            at = end
        else:
            yield Gap(at, fault)
            at = _next_record(buffer, max(at + 5, end))


def _after_newlines(buffer: Buffer, at: int) -> int:
    while at < len(buffer) and buffer[at] in b"\r\n":
        at += 1
    return at


def _record_end(buffer: Buffer, at: int, most: int) -> tuple[int, str | None]:
    """Where the record ends, and what is wrong with it: then where to look for the next one from."""
    head = buffer[at : at + _MOST_HEADER]
    if not looks_warc(head):
        return at, "bytes that are no WARC record"
    ends = _HEADER_ENDS.search(head)
    if not ends:
        return at, "a record whose header does not end"
    length = _LENGTH.search(head[: ends.end()])
    if not length:
        return at, "a record without a length"
    start, end = at + ends.end(), at + ends.end() + int(length.group(1))
    if end > len(buffer):
        return start, "a record that ends early"
    behind = buffer[end : end + 12]
    if not _ENDED.match(behind) and not looks_warc(behind.lstrip(b"\r\n")):
        return start, "a record whose length is wrong"
    return (end, None) if end - start <= most else (end, f"a record larger than {most / 2**20:g} MB")


def _next_record(buffer: Buffer, at: int) -> int:
    found = _NEXT.search(buffer, at)
    return found.start() if found else len(buffer)
