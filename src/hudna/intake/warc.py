"""WARC records to pages: responses, resources and conversions (WET), with the address and time that they state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from .members import Buffer, Gap, records
from .origin import Method, Origin, Taken
from .unreadable import Unreadable

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_TAKEN = frozenset({"response", "resource", "conversion"})
_KINDS = ("text/html", "text/plain", "application/xhtml+xml", "application/xml", "text/xml", "application/rss+xml",
          "application/atom+xml", "message/rfc822", "application/json", "application/octet-stream")  # fmt: skip
_SHOWN = 20  # gaps of one file that are shown one by one


def read(buffer: Buffer, origin: Origin, most: int) -> Iterator[Taken | Unreadable]:
    """The pages in a WARC file's bytes, in order; each gap is reported (of many the first ones, and how many).

    Taken are answers with status 200 and files that hold text; pages over `most` bytes are reported.
    """
    from warcio.recordloader import ArcWarcRecordLoader

    loader = ArcWarcRecordLoader()
    sound = gaps = 0
    for number, raw in enumerate(records(buffer, 4 * most), 1):
        found: Taken | Unreadable | None
        if isinstance(raw, Gap):
            found = Unreadable(origin.name, f"byte {raw.at}", raw.reason)
        else:
            found = _taken(loader, raw, number, origin, most)
        if isinstance(found, Unreadable):
            gaps += 1
            if gaps <= _SHOWN:
                yield found
            continue
        sound += 1
        if found is not None:
            yield found
    if gaps:
        yield Unreadable(origin.name, None, f"{gaps:,} corrupt members skipped, {sound:,} sound records read")


def _taken(loader: Any, raw: bytes, number: int, origin: Origin, most: int) -> Taken | Unreadable | None:
    try:
        record = loader.parse_record_stream(BytesIO(raw))
        return _page(record, number, origin, most)
    except Exception as error:  # a third-party parser on hostile input
        return Unreadable(origin.name, f"record {number}", f"a broken record: {type(error).__name__}: {error}")


def _page(record: ArcWarcRecord, number: int, origin: Origin, most: int) -> Taken | Unreadable | None:
    if record.rec_type not in _TAKEN:
        return None
    told, http = record.rec_headers, record.http_headers
    url = told.get_header("WARC-Target-URI") or ""
    url = url.strip("<>") if url.strip("<>").startswith(("http://", "https://")) else None
    status = int(http.get_statuscode()) if http is not None and str(http.get_statuscode()).isdecimal() else None
    kind = (http or told).get_header("Content-Type") or "text/html"
    if (status or 200) != 200 or not kind.lower().strip().startswith(_KINDS):
        return None
    if url and url.partition("?")[0].endswith("/robots.txt"):
        return None
    data = record.content_stream().read(most + 1)
    if len(data) > most:
        return Unreadable(origin.name, f"record {number}", f"a page larger than {most / 2**20:g} MB")
    headers = tuple((str(k), str(v)) for k, v in http.headers) if http is not None else ()
    at = told.get_header("WARC-Date") or origin.at
    source = replace(origin, name=f"{origin.name}, record {number}", url=url, method=Method.WARC, at=at,
                     headers=headers, status=status, item=url)  # fmt: skip
    return Taken(data, source) if data else None
