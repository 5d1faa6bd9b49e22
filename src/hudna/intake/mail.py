"""Mails (.eml) to the texts in them: the body, forwarded mails, attached pages and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from .origin import Method, Origin, Taken
from .outlets import one_line
from .published import day
from .unreadable import Unreadable

_FIELDS = (b"received", b"return-path", b"delivered-to", b"message-id", b"mime-version", b"from", b"to", b"subject",
           b"date", b"content-type", b"reply-to", b"dkim-signature", b"x-received", b"list-id")  # fmt: skip
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t\r\n]")
_LEAST_PLAIN = 200  # characters from which the plain text of a mail is preferred to its HTML
_READ = ("text/plain", "text/html", "application/xhtml+xml")
_SILENT = ("image/", "video/", "audio/", "font/", "text/calendar", "application/pgp-signature",
           "application/pkcs7-signature", "multipart/", "message/delivery-status", "text/rfc822-headers")  # fmt: skip


def looks_mail(head: bytes) -> bool:
    """Whether bytes start with the header of a mail: its first line is a field, and three usual ones are there."""
    start = head[:16_000]
    if not _FIELD.match(start):
        return False
    top = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    fields = {m.group(1).lower() for line in top.splitlines() if (m := _FIELD.match(line + b"\n"))}
    return len(fields & set(_FIELDS)) >= 3


def read(data: bytes, origin: Origin) -> Iterator[Taken | Unreadable]:
    """The texts of a mail, each with its day, subject and sender; attachments that hold no text are reported."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
    except Exception as error:  # the standard parser fails on some malformed headers in ways of its own
        yield Unreadable(origin.name, None, f"a broken mail: {type(error).__name__}: {error}")
        return
    try:
        parts = list(_parts(message, data, origin))
    except RecursionError:
        yield Unreadable(origin.name, None, "a mail whose parts are nested too deep")
        return
    for number, (taken, problem) in enumerate(parts, 1):
        if problem is not None:
            yield problem
        elif taken is not None:
            yield taken if number == 1 else replace(taken, origin=replace(taken.origin, name=_named(origin, number)))
    if not parts:
        yield Unreadable(origin.name, None, "a mail without text")


def _named(origin: Origin, number: int) -> str:
    return f"{origin.name}, part {number}"


def _parts(message: Message[Any, Any], data: bytes, origin: Origin) -> Iterator[tuple[Taken | None, Unreadable | None]]:
    told = _Told(message, data, origin)
    bodies: dict[str, bytes] = {}
    for part in _own_parts(message):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            for inner in _inner(part):
                yield from _parts(inner, data, origin)
        elif kind in _READ and not _attached(part):
            bodies.setdefault(kind, _text(part))
        elif kind in _READ:
            yield told.taken(_text(part)), None
        elif not kind.startswith(_SILENT):
            name = _safe(part.get_filename) or kind
            yield None, Unreadable(origin.name, None, f"an attachment that is no text: {name}")
    if body := _body(bodies):
        yield told.taken(body), None


def _own_parts(message: Message[Any, Any]) -> Iterator[Message[Any, Any]]:
    """The parts of a mail, without those of mails inside it."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in _inner(message):
        yield from _own_parts(part)


def _inner(message: Message[Any, Any]) -> list[Message[Any, Any]]:
    payload = message.get_payload()
    return [p for p in payload if isinstance(p, Message)] if isinstance(payload, list) else []


def _attached(part: Message[Any, Any]) -> bool:
    return _safe(part.get_content_disposition) == "attachment"


def _body(bodies: dict[str, bytes]) -> bytes | None:
    """The plain text, unless it only says that the mail is HTML."""
    plain = bodies.get("text/plain", b"")
    marked = bodies.get("text/html") or bodies.get("application/xhtml+xml")
    if len(plain.decode("utf-8", "replace").strip()) >= _LEAST_PLAIN or not marked:
        return plain if plain.strip() else None
    return marked


def _text(part: Message[Any, Any]) -> bytes:
    """A part in UTF-8 by the charset that it names; as it stands when that is unknown or wrong."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    try:
        return raw.decode(part.get_content_charset() or "utf-8").encode("utf-8")
    except (LookupError, UnicodeError):
        return raw


class _Told:
    """What a mail's header tells of the texts in it."""

    def __init__(self, message: Message[Any, Any], data: bytes, origin: Origin) -> None:
        self.data = data
        self.whole = origin
        self.subject = one_line(_safe(lambda: message["subject"]))
        name, address = parseaddr(str(_safe(lambda: message["from"]) or ""))
        self.sender = one_line(name) or address or None
        self.published = _day(_safe(lambda: message["date"]))
        item = one_line(_safe(lambda: message["message-id"]))
        self.origin = replace(
            origin, method=Method.MAIL, headers=(), status=None, item=f"mid:{item.strip('<>')}" if item else origin.item
        )

    def taken(self, text: bytes) -> Taken:
        return Taken(text, self.origin, self.published, self.subject, self.sender, raw=self.data, raw_origin=self.whole)


def _day(value: str | None) -> date | None:
    try:
        told = parsedate_to_datetime(value or "")
    except (TypeError, ValueError, IndexError):
        return None
    return day(told.year, told.month, told.day)


def _safe(get: Any) -> str | None:
    """A header's value; None where the standard parser fails on a malformed one."""
    try:
        value = get()
    except Exception:
        return None
    return None if value is None else str(value)
