"""Telegram: exports of its desktop program (result.json, messages.html) and channel pages (t.me/s/…) to messages.

Each message is taken by itself, as plain text; the bytes that it was cut out of are kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from .origin import Method, Origin, Taken
from .published import day, from_iso
from .unreadable import NotReadable, Unreadable

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LOOKS_JSON = re.compile(rb'"(?:messages|chats|personal_information)"\s*:')
_KEY = re.compile(rb'\s*\{\s*"(?:name|type|id|about|personal_information|chats|messages)"\s*:')
_EXPORT_DATE = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")


class _Chat(msgspec.Struct):
    messages: list[msgspec.Raw] = []
    name: str | None = None
    type: str | None = None
    id: int | None = None


class _Chats(msgspec.Struct):
    chats: list[_Chat] = msgspec.field(default_factory=list, name="list")


class _Export(_Chat):
    chats: _Chats | None = None
    left_chats: _Chats | None = None


def looks_export(head: bytes) -> bool:
    """Whether the start of a file is that of an export in JSON."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    return bool(_KEY.match(start) and _LOOKS_JSON.search(start[:20_000]))


def looks_page(data: bytes) -> bool:
    """Whether bytes are a channel's page, or an export as HTML."""
    head = data[:400_000]
    return b"tgme_widget_message" in head or (b'class="message default' in head and b'class="from_name"' in head)


def from_export(data: bytes, origin: Origin) -> Iterator[Taken | Unreadable]:
    """The messages with text of an export, of every chat in it; a message that cannot be read is reported."""
    try:
        export = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Export)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
        yield Unreadable(origin.name, None, f"a broken Telegram export: {error}")
        return
    chats = [export, *(c for group in (export.chats, export.left_chats) if group for c in group.chats)]
    for chat in chats:
        for number, raw in enumerate(chat.messages, 1):
            try:
                taken = _message(bytes(raw), chat, origin)
            except NotReadable as error:
                yield Unreadable(origin.name, f"message {number}", error.reason)
            else:
                if taken is not None:
                    yield taken


def _message(raw: bytes, chat: _Chat, origin: Origin) -> Taken | None:
    try:
        told = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotReadable(f"broken JSON: {error}") from error
    if not isinstance(told, dict):
        raise NotReadable("not a message")
    text = _text(told.get("text")) or _text(told.get("text_entities"))
    if told.get("type", "message") != "message" or not text.strip():
        return None
    number = told.get("id")
    url = f"https://t.me/c/{chat.id}/{number}" if chat.id is not None and number is not None else None
    forwarded = told.get("forwarded_from")
    headers = (("Forwarded-From", forwarded),) if isinstance(forwarded, str) else ()
    source = replace(origin, name=f"{origin.name}, message {number}", url=url, method=Method.TELEGRAM, headers=headers,
                     status=None, item=url)  # fmt: skip
    day_told = from_iso(told["date"]) if isinstance(told.get("date"), str) else None
    return Taken(text.encode("utf-8", "replace"), source, day_told, None, chat.name, raw=raw, raw_origin=source)


def _text(value: Any) -> str:
    """A text is a string, or a list of strings and objects with `text` (links, bold …)."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    pieces = (p if isinstance(p, str) else p.get("text") if isinstance(p, dict) else None for p in value)
    return "".join(p for p in pieces if isinstance(p, str))


def from_page(data: bytes, text: str, origin: Origin) -> Iterator[Taken]:
    """The messages with text on a channel's page or in an export as HTML; `text` is `data` decoded."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    for node in tree.css(".tgme_widget_message[data-post]"):
        if taken := _posted(node, data, origin, _outlet(tree)):
            yield taken
    for node in tree.css("div.message.default[id]"):
        if taken := _exported(node, data, origin):
            yield taken


def _outlet(tree: Any) -> str | None:
    for selector in (".tgme_channel_info_header_title", ".tgme_header_title"):
        node = tree.css_first(selector)
        if node is not None and (name := " ".join(node.text().split())):
            return name
    return None


def _posted(node: LexborNode, data: bytes, origin: Origin, outlet: str | None) -> Taken | None:
    body = node.css_first(".tgme_widget_message_text.js-message_text") or node.css_first(".tgme_widget_message_text")
    text = _lines(body)
    if not text:
        return None
    owner = node.css_first(".tgme_widget_message_owner_name")
    when = node.css_first(".tgme_widget_message_date time[datetime]") or node.css_first("time[datetime]")
    url = f"https://t.me/{node.attributes.get('data-post')}"
    forwarded = _lines(node.css_first(".tgme_widget_message_forwarded_from_name"))
    source = _part(origin, url.rpartition("/")[2], url, forwarded)
    published = from_iso(when.attributes.get("datetime") or "") if when is not None else None
    return Taken(
        text.encode("utf-8", "replace"),
        source,
        published,
        None,
        outlet or _lines(owner) or None,
        raw=data,
        raw_origin=origin,
    )


def _exported(node: LexborNode, data: bytes, origin: Origin) -> Taken | None:
    text = _lines(node.css_first("div.text"))
    if not text:
        return None
    number = (node.attributes.get("id") or "").removeprefix("message")
    when, sender = node.css_first("div.date[title]"), _lines(node.css_first("div.from_name"))
    return Taken(
        text.encode("utf-8", "replace"),
        _part(origin, number, None, ""),
        _export_day(when.attributes.get("title") or "") if when is not None else None,
        None,
        sender or None,
        raw=data,
        raw_origin=origin,
    )


def _export_day(title: str) -> date | None:
    found = _EXPORT_DATE.match(title)
    return day(found.group(3), found.group(2), found.group(1)) if found else None


def _part(origin: Origin, number: str, url: str | None, forwarded: str) -> Origin:
    headers = (("Forwarded-From", forwarded),) if forwarded else ()
    return replace(
        origin,
        name=f"{origin.name}, message {number}",
        url=url,
        method=Method.TELEGRAM,
        headers=headers,
        status=None,
        item=url,
    )


def _lines(node: LexborNode | None) -> str:
    """The text of a node, `<br>` as the end of a line."""
    if node is None:
        return ""
    for br in node.css("br"):
        br.replace_with("\n")
    return "\n".join(" ".join(line.split()) for line in node.text().split("\n")).strip()
