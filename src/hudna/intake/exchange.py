"""One request and its answer: no redirect followed, no more bytes or seconds than allowed, the body unpacked."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .origin import Headers

if TYPE_CHECKING:
    from aiohttp import ClientResponse, ClientSession

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5"
_CHUNK = 1 << 16
_NO_PAGES = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "text/css",
             "application/javascript", "text/javascript", "application/vnd.", "application/msword")  # fmt: skip


class NotFetched(Exception):
    """Raised when an address gave nothing to read; `passing` says that asking later may help."""

    def __init__(self, reason: str, *, passing: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.passing = passing


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one request; `data` is the body without its content encoding, empty unless the status is 2xx."""

    url: str
    status: int
    reason: str
    headers: Headers
    data: bytes

    def header(self, name: str) -> str | None:
        """The value of a header, by its name in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)


async def exchange(session: ClientSession, url: str, headers: dict[str, str], most: int) -> Answer:
    """Ask for `url` and read at most `most` bytes. Raises NotFetched, and what aiohttp raises."""
    from yarl import URL

    async with session.get(URL(url), headers=headers, allow_redirects=False) as response:
        told = tuple((k.decode("latin-1"), v.decode("utf-8", "replace")) for k, v in response.raw_headers)
        data = b""
        if 200 <= response.status < 300:
            _check_kind(response)
            data = await _body(response, most)
        return Answer(url, response.status, response.reason or "", told, data)


def _check_kind(response: ClientResponse) -> None:
    kind = response.headers.get("Content-Type", "").lower().strip()
    if kind.startswith(_NO_PAGES):
        raise NotFetched(f"no page: {kind.partition(';')[0]}")


async def _body(response: ClientResponse, most: int) -> bytes:
    told = response.headers.get("Content-Length", "")
    if told.isdecimal() and int(told) > most:
        raise NotFetched(f"larger than {most / 2**20:g} MB: {int(told):,} bytes")
    unpack = _Unpacker(response.headers.get("Content-Encoding", ""), most)
    async for chunk in response.content.iter_chunked(_CHUNK):
        unpack.feed(chunk)
    return unpack.whole()


class _Unpacker:
    """Collects a body through its content encoding, and stops at the cap: a small answer can unpack to gigabytes."""

    def __init__(self, encoding: str, most: int) -> None:
        self.most = most
        self.data = bytearray()
        named = encoding.strip().lower()
        if named not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise NotFetched(f"an encoding that was not asked for: {named[:40]}")
        self.inflate = None if named in ("", "identity") else zlib.decompressobj(15 + 32)
        self.raw_deflate = named == "deflate"

    def feed(self, chunk: bytes) -> None:
        if self.inflate is None:
            self._add(chunk)
            return
        while chunk:
            try:
                self._add(self.inflate.decompress(chunk, _CHUNK))
            except zlib.error as error:
                if not (self.raw_deflate and not self.data):
                    raise NotFetched(f"a damaged answer: {error}", passing=True) from error
                self.raw_deflate, self.inflate = False, zlib.decompressobj(-15)
                continue
            chunk = self.inflate.unconsumed_tail
            if self.inflate.eof:
                break

    def whole(self) -> bytes:
        if self.inflate is not None:
            self._add(self.inflate.flush())
            if not self.inflate.eof and self.data:
                raise NotFetched("a damaged answer: it ends early", passing=True)
        return bytes(self.data)

    def _add(self, piece: bytes) -> None:
        self.data += piece
        if len(self.data) > self.most:
            raise NotFetched(f"larger than {self.most / 2**20:g} MB")
