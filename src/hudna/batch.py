"""Many inputs to readings, in their order: on one core or over a pool of processes, each story under a time limit.

What cannot be read comes out as an Unreadable in its place, and the rest is read all the same.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from hudna.intake import RawInput, Unreadable, read_pages
from hudna.knowledge.load import knowledge
from hudna.model import Reading, Story
from hudna.pipeline import read_story

SECONDS = 60.0  # for one story; the longest that intake lets through takes about a third of it
_CHUNK = 8  # stories a task: the cost of handing over is small beside reading them

Item = tuple[str, Story] | Unreadable
Result = Reading | Unreadable


def read_inputs(
    inputs: Iterable[RawInput], *, published: date | None = None, outlet: str | None = None, jobs: int = 1
) -> Iterator[Result]:
    """A reading a story, in order, with reports on what could not be read where it stood.

    With `jobs` over 1 stories are read in that many processes; pages are still opened here, one after another.
    Raises KnowledgeError when a data file of the knowledge cannot be used.
    """
    knowledge()  # a broken data file is told once, not for each story; forked workers share what is loaded
    items = _items(inputs, published, outlet)
    if jobs == 1:
        return (read_item(item) for item in items)
    return _pooled(items, jobs)


Key = TypeVar("Key")


def read_together(groups: Iterable[tuple[Key, list[Item]]], *, jobs: int = 1) -> Iterator[tuple[Key, list[Result]]]:
    """Groups of stories read, each whole and in order, beside the key that it came with.

    With `jobs` over 1 groups are read in that many processes, at most four groups a process under way.
    """
    knowledge()
    if jobs == 1:
        yield from ((key, _read_chunk(items)) for key, items in groups)
        return
    with _pool(jobs) as pool:
        waiting: deque[tuple[Key, Future[list[Result]]]] = deque()
        for key, items in groups:
            waiting.append((key, pool.submit(_read_chunk, items)))
            if len(waiting) >= 4 * jobs:
                first, future = waiting.popleft()
                yield first, future.result()
        yield from ((key, future.result()) for key, future in waiting)


def _items(inputs: Iterable[RawInput], published: date | None, outlet: str | None) -> Iterator[Item]:
    for raw in inputs:
        for page in read_pages(raw, published=published, outlet=outlet):
            if isinstance(page, Unreadable):
                yield page
            else:
                yield from ((raw.name, story) for story in page.stories)


def read_item(item: Item) -> Result:
    """The reading of a story, or the report on why there is none; a fault of the reader is reported, never fatal."""
    if isinstance(item, Unreadable):
        return item
    name, story = item
    place = f"story {story.number + 1} ({story.document.id})"
    try:
        with _time_limit(SECONDS):
            return read_story(story)
    except TimeoutError:
        return Unreadable(name, place, f"took longer than {SECONDS:.0f} seconds to read")
    except Exception as error:
        return Unreadable(name, place, f"the reader failed, please report it: {type(error).__name__}: {error}")


def _read_chunk(items: list[Item]) -> list[Result]:
    return [read_item(item) for item in items]


def _pooled(items: Iterator[Item], jobs: int) -> Iterator[Result]:
    """At most four tasks a process are under way, so that the input is not taken into memory whole."""
    with _pool(jobs) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        try:
            for chunk in _chunks(items):
                waiting.append(pool.submit(_read_chunk, chunk))
                if len(waiting) >= 4 * jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _pool(jobs: int) -> ProcessPoolExecutor:
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if forks else None)
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_ignore_interrupt)


def _ignore_interrupt() -> None:
    """Ctrl-C reaches the whole process group; only the parent answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _chunks(items: Iterator[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raises TimeoutError inside the block after `seconds`; without effect off the main thread or without SIGALRM."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
