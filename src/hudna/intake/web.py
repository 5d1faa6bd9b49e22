"""An address to what it leads to: a page, a channel's messages, the pages that a feed lists or a page links to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from urllib.parse import urljoin, urlsplit

from hudna.settings import Settings

from . import feeds, limits
from .addresses import Refused, check, key
from .exchange import NotFetched
from .fetch import Fetched, Fetcher, Request
from .opening import NOTHING, Told, head_of, of_entry, open_bytes
from .origin import Origin, Taken
from .unpack import whole
from .unreadable import NotReadable, Unreadable

Seen = Callable[[str], bool]
_MOST_LINKS = 2_000  # of one page
_ASSETS = (".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".css", ".js", ".pdf", ".zip", ".mp3", ".mp4", ".doc",
           ".docx", ".xls", ".xlsx", ".ico")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to ask for: how many links away from the one that was named (`root`), and the entry that led to it."""

    url: str
    depth: int
    root: str
    told: Told = NOTHING
    entry: feeds.Entry | None = None
    feed: tuple[bytes, Origin] | None = None


class Walk:
    """What named addresses lead to, level by level, each address once, up to the caps of the settings.

    `seen` says which items (keys of addresses) are left out; `failed` holds those that gave nothing, with the named
    address that led to each.
    """

    def __init__(self, fetcher: Fetcher, settings: Settings, seen: Seen | None = None) -> None:
        self._fetcher = fetcher
        self._settings = settings
        self._seen = seen or (lambda item: False)
        self._asked: set[str] = set()
        self._left = 0
        self.failed: dict[str, str] = {}

    def take(self, url: str, told: Told = NOTHING) -> Iterator[Taken | Unreadable]:
        """What the address leads to."""
        self._asked.add(key(url))
        yield from self._levels([Wanted(url, 0, url, told)], url)

    def opened(self, fetched: Iterable[tuple[Fetched, Told]]) -> Iterator[Taken | Unreadable]:
        """The same for addresses that were fetched already; what they lead to is asked for side by side."""
        following: list[Wanted] = []
        for found, told in fetched:
            self._asked |= {key(found.asked), key(found.answer.url)}
            yield from self._one(Wanted(found.asked, 0, found.asked, told), found, following)
        yield from self._levels(following, "what is watched")

    def _levels(self, level: list[Wanted], name: str) -> Iterator[Taken | Unreadable]:
        while level:
            following: list[Wanted] = []
            wanted = {w.url: w for w in level}
            for request, found in self._fetcher.get_all(Request(w.url) for w in _by_turns(level)):
                here = wanted[request.url]
                if isinstance(found, NotFetched):
                    self.failed[key(here.url)] = here.root
                    yield from _instead(here, found)
                else:
                    yield from self._one(here, found, following)
            level = following
        if self._left:
            most = self._settings.max_pages
            yield Unreadable(name, None, f"more than {most:,} addresses: {self._left:,} were left out")

    def _one(self, here: Wanted, found: Fetched, following: list[Wanted]) -> Iterator[Taken | Unreadable]:
        data = found.answer.data
        head = head_of(data)
        if feeds.looks_feed(head):
            if here.entry is None or here.depth < 2:  # a site map may list site maps, and no more
                yield from self._feed(here, found, following)
            return
        if here.depth < self._settings.depth and here.entry is None and b"<a" in data:
            self._want(following, (_link(u, here) for u in _links(found)))
        origin = found.origin(item=key(here.url))
        yield from open_bytes(data, origin, here.told)

    def _feed(self, here: Wanted, found: Fetched, following: list[Wanted]) -> Iterator[Taken | Unreadable]:
        try:
            feed = feeds.parse(whole(found.answer.data), found.answer.url)
        except NotReadable as error:
            yield error.named(here.url)
            return
        if feed.fault:
            yield Unreadable(here.url, None, f"read as far as it can be: {feed.fault}")
        if not feed.entries:
            yield Unreadable(here.url, None, "a feed without entries")
        named = here.told.outlet_named
        outlet = here.told.outlet if named else feed.title
        came = (found.answer.data, found.origin())
        for entry in feed.entries:
            told = Told(entry.published, entry.title, outlet, named)
            if entry.url is not None:
                self._want(following, [Wanted(entry.url, here.depth + 1, here.root, told, entry, came)])
            elif (taken := of_entry(entry, *came, outlet)) and not self._seen(taken.origin.item or ""):
                yield replace(taken, outlet_named=named)

    def _want(self, following: list[Wanted], wanted: Iterable[Wanted]) -> None:
        for one in wanted:
            item = key(one.url)
            if item in self._asked or self._seen(item):
                continue
            if len(self._asked) >= self._settings.max_pages:
                self._left += 1
                continue
            self._asked.add(item)
            following.append(one)


def _link(url: str, here: Wanted) -> Wanted:
    return Wanted(url, here.depth + 1, here.root, Told(outlet=here.told.outlet, outlet_named=here.told.outlet_named))


def _instead(here: Wanted, error: NotFetched) -> Iterator[Taken | Unreadable]:
    """The report on an address that gave nothing, and what the feed itself holds of the page."""
    taken = of_entry(here.entry, *here.feed, here.told.outlet) if here.entry and here.feed else None
    yield Unreadable(here.url, None, error.reason + ("; its text in the feed is taken" if taken else ""))
    if taken:
        yield replace(taken, outlet_named=here.told.outlet_named)


def _by_turns(level: list[Wanted]) -> Iterator[Wanted]:
    """The addresses of different hosts in turn, so that the pause of one host keeps no other waiting."""
    hosts: dict[str, list[Wanted]] = {}
    for wanted in level:
        hosts.setdefault(urlsplit(wanted.url).netloc, []).append(wanted)
    for row in zip_longest(*hosts.values()):
        yield from (w for w in row if w is not None)


def _links(found: Fetched) -> Iterator[str]:
    """The addresses on the same host that a page links to, in its order."""
    from selectolax.lexbor import LexborHTMLParser

    base = found.answer.url
    host = urlsplit(base).hostname
    if limits.measure(found.answer.data.decode("latin-1")).heavy:
        return  # a page that is costly to parse is read where it can be killed, and not searched for links
    for node in LexborHTMLParser(found.answer.data).css("a[href]")[:_MOST_LINKS]:
        if "nofollow" in (node.attributes.get("rel") or ""):
            continue
        try:
            url = check(urljoin(base, (node.attributes.get("href") or "").strip()))
        except (Refused, ValueError):
            continue
        if urlsplit(url).hostname == host and not urlsplit(url).path.lower().endswith(_ASSETS):
            yield url
