"""Bytes out of plain or gzipped streams, known by their magic; a damaged gzip gives what comes before the damage."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from .limits import check_bytes
from .unreadable import NotReadable

GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16


class Damaged(Exception):
    """Raised after all that could be unpacked was given; `offset` counts bytes of the packed stream."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The stream's bytes, unpacked if they are gzip. Raises Damaged at the end of what a damaged gzip gives."""
    head = stream.read(_CHUNK)
    if head.startswith(GZIP):
        yield from _gunzip(head, stream)
        return
    while head:
        yield head
        head = stream.read(_CHUNK)


def _gunzip(packed: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Members one after the other; zero padding after the last is fine, anything else is damage."""
    offset = 0  # of the first byte of `packed`
    member = zlib.decompressobj(31)
    while packed:
        before = member.copy()
        try:
            out = member.decompress(packed, _CHUNK)
        except zlib.error as error:
            good, used = _up_to_damage(before, packed)
            yield from good
            raise Damaged(f"damaged gzip: {error}", offset + used) from error
        if out:
            yield out
        rest = member.unused_data if member.eof else member.unconsumed_tail
        offset += len(packed) - len(rest)
        packed = rest or stream.read(_CHUNK)
        if member.eof:
            packed = packed.lstrip(b"\0") if not packed.startswith(GZIP) else packed
            if packed and not packed.startswith(GZIP[: len(packed)]):
                raise Damaged("bytes after the end of the gzip", offset)
            if packed:
                member = zlib.decompressobj(31)
        elif not packed:
            yield member.flush()
    if not member.eof:
        raise Damaged("gzip ends early", offset)


def _up_to_damage(member: zlib._Decompress, packed: bytes) -> tuple[list[bytes], int]:
    """What unpacks before the damage, byte by byte, and how many packed bytes it took."""
    good: list[bytes] = []
    for at in range(len(packed)):
        try:
            good.append(member.decompress(packed[at : at + 1]))
        except zlib.error:
            return good, at
    return good, len(packed)


def whole(data: bytes) -> bytes:
    """Bytes unpacked if they are gzip, up to the cap. Raises NotReadable when they are damaged or over it."""
    if not data.startswith(GZIP):
        return data
    unpacked = bytearray()
    try:
        for chunk in chunks(BytesIO(data)):
            unpacked += chunk
            check_bytes(unpacked)
    except Damaged as error:
        raise NotReadable(error.reason, f"byte {error.offset}") from error
    return bytes(unpacked)
