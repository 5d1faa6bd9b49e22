"""The archive to WARC 1.1, as any reader of WARC knows it: what came in, and the custody of each beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote

from hudna import __version__

from .archive import Archive, origin_of
from .encoding import decode
from .html import looks_feed, looks_html
from .origin import Headers, Origin
from .unreadable import NotReadable

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord
    from warcio.warcwriter import WARCWriter

# The body is kept without them: their lines would make a reader undo them again.
_UNDONE = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})


def write(archive: Archive, out: BinaryIO) -> int:
    """Write every entry in order; how many. A body that came before is a `revisit`. Raises KeyError, ValueError."""
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    writer.write_record(writer.create_warcinfo_record("archive.warc.gz", {"software": f"hudna/{__version__}"}))
    seen: dict[str, tuple[str, str]] = {}
    count = 0
    for entry in archive.lines():
        if entry.get("event") == "kept":
            count += 1
            _write_entry(archive, writer, entry, seen)
    return count


def _write_entry(archive: Archive, writer: WARCWriter, entry: dict[str, Any], seen: dict[str, tuple[str, str]]) -> None:
    sha, origin = entry["sha256"], origin_of(entry)
    uri, at = _uri(origin, sha), _date(origin.at)
    if sha in seen:
        record = writer.create_revisit_record(uri, f"sha256:{sha}", seen[sha][0], seen[sha][1],
                                              warc_headers_dict={"WARC-Date": at})  # fmt: skip
    else:
        seen[sha] = (uri, at)
        record = _record(writer, archive.get(sha), origin, uri, at)
    writer.write_record(record)
    writer.write_record(_custody(writer, entry, uri, at, record.rec_headers.get_header("WARC-Record-ID")))


def _record(writer: WARCWriter, data: bytes, origin: Origin, uri: str, at: str) -> ArcWarcRecord:
    from warcio.statusandheaders import StatusAndHeaders

    dated = {"WARC-Date": at}
    if origin.within or origin.url is None or origin.status is None:
        rec_type = "conversion" if origin.within else "resource"
        return writer.create_warc_record(uri, rec_type, payload=BytesIO(data), length=len(data),
                                         warc_content_type=_kind(data), warc_headers_dict=dated)  # fmt: skip
    http = StatusAndHeaders(f"{origin.status} OK", list(_headers(origin.headers, len(data))), protocol="HTTP/1.1")
    return writer.create_warc_record(uri, "response", payload=BytesIO(data), length=len(data), http_headers=http,
                                     warc_headers_dict=dated)  # fmt: skip


def _headers(headers: Headers, size: int) -> Iterable[tuple[str, str]]:
    for name, value in headers:
        undone = name.lower() in _UNDONE
        yield (f"X-Archive-Orig-{name}" if undone else name), " ".join(value.split())
    yield "Content-Length", str(size)


def _kind(data: bytes) -> str:
    try:
        text = decode(data[:200_000])
    except NotReadable:
        return "application/octet-stream"
    if looks_feed(text):
        return "application/xml"
    return "text/html" if looks_html(text) else "text/plain"


def _uri(origin: Origin, sha: str) -> str:
    if origin.url:
        return origin.url
    if origin.name and origin.name != "-":
        return "file:///" + quote(origin.name.lstrip("/"), errors="surrogateescape")
    return f"urn:sha256:{sha}"


def _date(at: str) -> str:
    return at if at.endswith("Z") else f"{at}Z"


def _custody(writer: WARCWriter, entry: dict[str, Any], uri: str, at: str, about: str) -> ArcWarcRecord:
    line = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    return writer.create_warc_record(uri, "metadata", payload=BytesIO(line), length=len(line),
                                     warc_content_type="application/json",
                                     warc_headers_dict={"WARC-Date": at, "WARC-Concurrent-To": about})  # fmt: skip
