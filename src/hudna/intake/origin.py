"""Where bytes came from, and bytes that came in with what was told about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

Headers = tuple[tuple[str, str], ...]


class Method(StrEnum):
    """What brought the bytes."""

    FILE = "file"
    STDIN = "stdin"
    HTTP = "http"
    WARC = "warc"
    TELEGRAM = "telegram"
    MAIL = "mail"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes came from: what the archive writes down beside them.

    `name` is what a user would call it (a path, an address, a path with its part), `url` its public address if it has
    one, `method` what brought it, `at` when (ISO 8601, UTC, of the request or the opening of the file; for WARC the
    time that the record states). `headers` and `status` are those of the response. `item` names what must not be
    taken twice by a watch; `within` is the SHA-256 of the archived bytes that these were cut out of.
    """

    name: str
    url: str | None
    method: Method
    at: str
    headers: Headers = ()
    status: int | None = None
    item: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """Bytes of one page, message or JSON line, with what was told about it.

    `raw` holds the bytes that `data` was cut out of, as they came in from `raw_origin`, where that is not `data` itself
    (a mail, a message of a Telegram export, a channel's page, a feed): the archive keeps both. `line` is the number of
    a JSON line in its input. `hints` says that `published`, `title` and `outlet` were told by a feed or a list about
    the page, so that they only fill what the page does not say of itself; `outlet_named` that a person named the
    outlet, which stands over what the page says.
    """

    data: bytes
    origin: Origin
    published: date | None = None
    title: str | None = None
    outlet: str | None = None
    raw: bytes | None = None
    raw_origin: Origin | None = None
    line: int | None = None
    hints: bool = False
    outlet_named: bool = False


def now() -> str:
    """The time in ISO 8601, UTC, whole seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
