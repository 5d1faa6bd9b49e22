"""Watching: feeds, channels, pages and folders asked again and again, each item taken once.

What was taken is known by its item: the address of a feed's entry or of a channel's message, the Message-ID of a mail,
the bytes of a file, the text of a watched page. Who consumes what `Watch.round` gives keeps it together with its item
in one step, and answers `seen` from there; so a watch that is killed at any moment takes nothing twice, loses nothing.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from hudna.settings import Settings

from . import watch_list, watch_state
from .addresses import key
from .archive import Archive
from .exchange import NotFetched
from .feeds import looks_feed
from .fetch import Fetched, Fetcher, Request
from .opening import Told, head_of
from .origin import Method, Taken, now
from .sources import open_inputs
from .take import pages, take_input
from .unreadable import Unreadable
from .watch_list import Watched, WatchListError
from .watch_state import State
from .web import Walk

_BY_ADDRESS = frozenset({Method.HTTP, Method.FEED, Method.TELEGRAM, Method.MAIL})
_SETTLED = 2.0  # seconds for which a file has not been written to until it is read
_UNFINISHED = (".part", ".tmp", ".crdownload", ".download")
_LONGEST = 86_400.0  # seconds between two requests to a feed that fails


@dataclass(slots=True)
class Round:
    """What one round came to."""

    number: int
    began: str
    asked: int = 0
    unchanged: int = 0
    taken: int = 0
    known: int = 0
    failed: int = 0
    next_in: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.began} round {self.number}: {self.asked} asked, {self.unchanged} unchanged, {self.taken} taken, "
            f"{self.known} known, {self.failed} failed; next in {self.next_in:.0f} s"
        )


class Watch:
    """A watch over the list at `path`, which is read again when it changes.

    `seen` says whether an item was taken before. `mark`, if given, is called with each item once the consumer has come
    back for the next one; leave it out where the consumer keeps the item itself. `state_path` holds what makes the next
    run cheaper. Once `stop` is set the watch ends behind the item that is under way. Raises WatchListError for a list
    that cannot be used, and OSError.
    """

    def __init__(
        self,
        path: Path,
        settings: Settings,
        *,
        seen: Callable[[str], bool],
        mark: Callable[[str], None] | None = None,
        state_path: Path | None = None,
        stop: threading.Event | None = None,
        fetcher: Fetcher | None = None,
    ) -> None:
        self.path = path
        self.settings = settings
        self.state_path = state_path or settings.watched / f"{_digest(str(path.absolute()).encode())[:16]}.json"
        self.state: State = watch_state.load(self.state_path)
        self._seen = seen
        self._mark = mark
        self._fetcher = fetcher or Fetcher(settings)
        self._stamp = path.stat().st_mtime_ns
        self._list = watch_list.read(path)
        self._rounds = 0
        self._stop = stop or threading.Event()

    def close(self) -> None:
        """End the connections."""
        self._fetcher.close()

    def save(self) -> None:
        """Keep the state on the disk. Raises OSError."""
        watch_state.save(self.state, self.state_path)

    def rounds(self) -> Iterator[Taken | Unreadable | Round]:
        """Round after round, each followed by its Round, until it is stopped."""
        while not self._stop.is_set():
            for found in self.round():
                yield found
                if isinstance(found, Round):
                    self._stop.wait(found.next_in)

    def round(self) -> Iterator[Taken | Unreadable | Round]:
        """All that is due, once: new items, what failed, and at last the Round, when the state has been saved."""
        self._rounds += 1
        told = Round(self._rounds, now())
        yield from self._listed_anew(told)
        due = [w for w in self._list if self.state.feed(w.name).due <= time.time()]
        told.asked = len(due)
        yield from self._once(self._addresses([w for w in due if w.folder is None], told), told)
        for watched in due:
            if watched.folder is not None:
                yield from self._once(self._folder(watched, watched.folder), told)
                self._answered(watched)
        if self._stop.is_set():
            return  # what was not finished is asked for again
        self._forget()
        self.save()
        soonest = min(self.state.feed(w.name).due for w in self._list)
        told.next_in = max(0.0, soonest - time.time())
        yield told

    def _listed_anew(self, told: Round) -> Iterator[Unreadable]:
        """Read the list again if it was changed; a broken one is reported, and the one before it kept."""
        try:
            stamp = self.path.stat().st_mtime_ns
            if stamp != self._stamp:
                self._stamp = stamp
                self._list = watch_list.read(self.path)
        except (OSError, WatchListError) as error:
            told.failed += 1
            yield Unreadable(str(self.path), None, f"the list before it is kept: {error}")

    def _addresses(self, due: list[Watched], told: Round) -> Iterator[Taken | Unreadable]:
        """The items of all addresses that are due, asked side by side."""
        walk = Walk(
            self._fetcher,
            replace(self.settings, depth=0, max_pages=self.settings.max_pages * max(1, len(due))),
            lambda item: self._seen(item) or self.state.given_up(item),
        )
        answered: list[tuple[Watched, Fetched]] = []
        problems: list[Unreadable] = []

        def fetched() -> Iterator[tuple[Fetched, Told]]:
            by_name = {w.name: w for w in due}
            for request, found in self._fetcher.get_all([self._request(w) for w in due]):
                watched = by_name[request.url]
                if isinstance(found, NotFetched):
                    self._not_answered(watched)
                    problems.append(Unreadable(watched.name, None, found.reason))
                elif found.unchanged:
                    told.unchanged += 1
                    self._answered(watched)
                else:
                    answered.append((watched, found))
                    yield found, Told(outlet=watched.outlet, outlet_named=watched.outlet is not None)

        pages_themselves = {key(w.name) for w in due}
        for taken in walk.opened(fetched()):
            yield _by_text(taken, pages_themselves) if isinstance(taken, Taken) else taken
        yield from problems
        again = {walk.failed[item] for item in self.state.failed(walk.failed)}
        for watched, found in answered:
            self._answered(watched, None if watched.name in again else found)

    def _once(self, found: Iterator[Taken | Unreadable], told: Round) -> Iterator[Taken | Unreadable]:
        """What was not taken before, with its item."""
        for one in found:
            if isinstance(one, Unreadable):
                told.failed += 1
                yield one
                continue
            item = _item(one)
            if self._seen(item):
                told.known += 1
                continue
            told.taken += 1
            yield replace(one, origin=replace(one.origin, item=item))
            if self._mark is not None:
                self._mark(item)
            if self._stop.is_set():
                return

    def _folder(self, watched: Watched, folder: Path) -> Iterator[Taken | Unreadable]:
        """What the new and changed files of a folder hold; a file that is still being written waits."""
        for raw in open_inputs([str(folder)]):
            if raw.path is None:
                if folder.exists() and raw.problem == "the folder holds no file to read":
                    continue
                yield Unreadable(raw.name, None, raw.problem or "nothing to read")
                continue
            try:
                told = raw.path.stat()
            except OSError:
                continue  # gone since it was listed
            stamp = (told.st_size, told.st_mtime_ns)
            if raw.path.suffix.lower() in _UNFINISHED or time.time() - told.st_mtime < _SETTLED:
                continue
            if self.state.files.get(raw.name) != stamp:
                for one in take_input(raw, self.settings):
                    if isinstance(one, Taken) and watched.outlet:
                        yield replace(one, outlet=watched.outlet, outlet_named=True)
                    else:
                        yield one
                self.state.files[raw.name] = stamp

    def _request(self, watched: Watched) -> Request:
        known = self.state.feed(watched.name)
        return Request(watched.name, known.etag, known.modified)

    def _answered(self, watched: Watched, found: Fetched | None = None) -> None:
        known = self.state.feed(watched.name)
        known.failures, known.due = 0, time.time() + watched.every
        if found is not None:
            known.etag, known.modified = found.answer.header("etag"), found.answer.header("last-modified")

    def _not_answered(self, watched: Watched) -> None:
        """A feed that fails is asked less and less often, at least once a day."""
        known = self.state.feed(watched.name)
        known.failures = min(known.failures + 1, 20)
        known.due = time.time() + max(watched.every, min(watched.every * 2 ** (known.failures - 1), _LONGEST))

    def _forget(self) -> None:
        """Drop the state of what is no longer on the list, and of files that are gone."""
        names = {w.name for w in self._list}
        self.state.feeds = {name: known for name, known in self.state.feeds.items() if name in names}
        self.state.files = {name: stamp for name, stamp in self.state.files.items() if Path(name).exists()}
        if len(self.state.tries) > 20_000:
            self.state.tries = dict(list(self.state.tries.items())[-10_000:])


def _item(taken: Taken) -> str:
    """What the taken is known by."""
    if taken.origin.method in _BY_ADDRESS and taken.origin.item:
        return taken.origin.item
    return f"sha256:{_digest(taken.data)}"


def _by_text(taken: Taken, watched: set[str]) -> Taken:
    """A page that is watched itself is known by its text as well: it is taken again when that has changed."""
    if taken.origin.item not in watched or taken.origin.method is not Method.HTTP or looks_feed(head_of(taken.data)):
        return taken
    texts = [s.text for page in pages(taken) if not isinstance(page, Unreadable) for s in page.stories]
    digest = _digest("\n".join(texts).encode("utf-8", "replace"))
    return replace(taken, origin=replace(taken.origin, item=f"{taken.origin.item}#{digest}"))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


HandOn = Callable[[Taken, str], Iterator[Unreadable]]


def keep_and_hand_on(
    found: Iterator[Taken | Unreadable | Round], watch: Watch, archive: Archive, items: set[str], hand_on: HandOn
) -> Iterator[Unreadable | Round]:
    """Archive each item, which is what makes it seen, then hand it on with the SHA-256 of its bytes.

    What the run before archived and, killed, did not hand on is handed on first; so `hand_on` must do nothing new for
    what it was given already. `items` is what `Watch` was told to ask for `seen`.
    """
    for sha, taken in archive.taken_since(watch.state.seq):
        yield from hand_on(taken, sha)
    for one in found:
        if isinstance(one, Taken):
            sha = archive.keep_taken(one)
            items.add(one.origin.item or "")
            yield from hand_on(one, sha)
            continue
        if isinstance(one, Round):
            watch.state.seq = archive.length
            watch.save()
        yield one
