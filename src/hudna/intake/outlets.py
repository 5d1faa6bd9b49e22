"""Who published a page: as its metadata names it, else the outlet that the registry knows by its domain."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .data_files import entries
from .published import json_ld

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_NAMES = ('meta[property="og:site_name"]', 'meta[name="application-name"]', 'meta[name="publisher"]',
          'meta[name="dc.publisher"]', 'meta[name="DC.publisher"]')  # fmt: skip


def outlet_of(tree: LexborHTMLParser, url: str | None) -> str | None:
    """The outlet's name, or None when neither the page nor the registry names one."""
    for selector in _NAMES:
        node = tree.css_first(selector)
        if node is not None and (name := one_line(node.attributes.get("content"))):
            return name
    for thing in json_ld(tree):
        if name := _publisher(thing.get("publisher")):
            return name
    return outlet_by_domain(url)


def outlet_by_domain(url: str | None) -> str | None:
    """The registry's name for the outlet of this address; its subdomains count as the outlet's."""
    host = host_of(url)
    known = _domains()
    while host:
        if host in known:
            return known[host]
        host = host.partition(".")[2]
    return None


def host_of(url: str | None) -> str:
    """The host of an address in lower case without `www.`, empty when there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.")


def one_line(text: str | None, most: int = 300) -> str | None:
    """Text with its white space made single, None when nothing is left or it is longer than a name or title is."""
    joined = " ".join((text or "").split())
    return joined if joined and len(joined) <= most else None


@cache
def _domains() -> dict[str, str]:
    return {
        domain.lower().removeprefix("www."): _name(entry)
        for entry in entries("outlets.yml")
        for domain in entry.get("domains", ())
    }


def _name(entry: dict[str, object]) -> str:
    name = entry.get("name")
    named = (name.get("ar") or name.get("en")) if isinstance(name, dict) else name
    return str(named or entry["id"])


def _publisher(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return one_line(value) if isinstance(value, str) else None
