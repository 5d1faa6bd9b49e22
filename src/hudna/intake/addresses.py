"""Addresses: what counts as one, one spelling for each page, and which may be asked for at all.

Only `http` and `https` to public hosts: addresses of this machine and its networks are refused at the socket, where the
name has become the number that will be asked, so that redirects, DNS answers and odd spellings (decimal, octal,
hexadecimal, IPv4 in IPv6) are all seen as what they are.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_MOST_CHARACTERS = 4_000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.ip_network("64:ff9b:1::/48")
_COMPATIBLE = ipaddress.ip_network("::/96")

AddrInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]]


class Refused(OSError):
    """Raised for an address that Hudna does not ask: the message says why."""


def looks_address(name: str) -> bool:
    """Whether a name is an address rather than a file."""
    return bool(_ADDRESS.match(name))


def check(url: str) -> str:
    """The address as it will be asked: host in lower case, no fragment. Raises Refused for one that is not asked."""
    if len(url) > _MOST_CHARACTERS:
        raise Refused(f"an address of {len(url):,} characters")
    if any(ord(c) < 0x21 or ord(c) == 0x7F for c in url):
        raise Refused("an address with spaces or control characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused(f"no address: {error}") from None
    if parts.scheme not in ("http", "https"):
        raise Refused(f"neither http nor https: {parts.scheme or url[:40]!r}")
    if "@" in parts.netloc or "\\" in url:
        raise Refused("an address with a user name, a password or a backslash")
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise Refused("an address without a host")
    bracketed = f"[{host}]" if ":" in host else host
    netloc = bracketed if port in (None, {"http": 80, "https": 443}[parts.scheme]) else f"{bracketed}:{port}"
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))


def allowed_by_name(url: str, hosts: frozenset[str]) -> bool:
    """Whether a setting names the host of this (checked) address, as `host` or as `host:port`."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return host in hosts or f"{host}:{parts.port or {'http': 80, 'https': 443}[parts.scheme]}" in hosts


def site(url: str) -> str:
    """Scheme, host and port of an address: what a robots.txt holds for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@lru_cache(maxsize=10_000)
def key(url: str) -> str:
    """One spelling for a page, to know it by: without trackers and fragments, parameters in order, always https.

    >>> key("HTTPS://Example.org:443/a?utm_source=x&b=2&a=1#top")
    'https://example.org/a?a=1&b=2'
    """
    from courlan import clean_url
    from w3lib.url import canonicalize_url

    try:
        found = str(canonicalize_url(clean_url(url) or url)).removesuffix("?")
    except ValueError:
        return url
    return f"https://{found[7:]}" if found.startswith("http://") else found


def is_public(number: str) -> bool:
    """Whether an IP address, as a socket is given it, lies in the public internet, also inside what it embeds."""
    try:
        ip = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    return all(_public(a) for a in (ip, *_embedded(ip)))


def _public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(ip, ipaddress.IPv6Address) and (ip in _NAT64 or ip.ipv4_mapped or ip.sixtofour or ip.teredo):
        return True  # what they embed decides
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _embedded(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterable[ipaddress.IPv4Address]:
    """The IPv4 addresses inside an IPv6 one: mapped, compatible, 6to4, Teredo (server and client), NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ()
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64 or ip in _COMPATIBLE or ip in _NAT64_LOCAL:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [a for a in found if a is not None]


def guarded_socket(info: AddrInfo) -> socket.socket:
    """A socket to what a name led to: a socket factory for aiohttp. Raises Refused when that is not public."""
    family, kind, protocol, _, where = info
    if family not in (socket.AF_INET, socket.AF_INET6) or not is_public(str(where[0])):
        raise Refused(f"a private, local or reserved address ({where[0]})")
    made = socket.socket(family, kind, protocol)
    made.setblocking(False)
    return made
