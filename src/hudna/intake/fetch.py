"""Addresses to bytes, politely: robots.txt, a pause between requests to one host, retries with back-off, conditional
requests, redirects followed one by one, caps on bytes, seconds and hops, and no way into private networks.

An event loop in a thread of its own does the asking, so that many hosts are asked at once while pages are read.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections import deque
from collections.abc import Coroutine, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urljoin, urlsplit

from hudna.settings import Settings

from .addresses import Refused, allowed_by_name, check, guarded_socket
from .exchange import ACCEPT, Answer, NotFetched, exchange
from .origin import Method, Origin, now
from .pace import Pace
from .robots import MAX_BYTES as ROBOTS_BYTES
from .robots import Robots

if TYPE_CHECKING:
    from aiohttp import ClientSession
    from aiohttp.abc import AbstractResolver

T = TypeVar("T")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Request:
    """An address to ask for; with `etag` or `modified` of an earlier answer the server may say that nothing changed."""

    url: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: `asked` is the address asked for, `answer.url` where redirects led."""

    asked: str
    answer: Answer
    at: str

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing changed (304); then there are no bytes."""
        return self.answer.status == 304

    def origin(self, method: Method = Method.HTTP, item: str | None = None) -> Origin:
        """The origin of the bytes."""
        answer = self.answer
        return Origin(self.asked, answer.url, method, self.at, answer.headers, answer.status, item)


class Fetcher:
    """Asks for addresses; keeps the pace of hosts and their robots.txt for as long as it lives. A context manager.

    `resolver` stands in for the system's in tests.
    """

    def __init__(self, settings: Settings, *, resolver: AbstractResolver | None = None) -> None:
        self.settings = settings
        self._resolver = resolver
        self._pace = Pace()
        self._robots = Robots(self._robots_answer)
        self._sessions: dict[bool, ClientSession] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fetch", daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what is under way and close all connections."""
        if self._loop.is_closed():
            return
        self._submit(self._end()).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    def get(self, request: Request) -> Fetched:
        """What an address gives. Raises NotFetched with the reason."""
        return self._submit(self._get(request)).result()

    def get_all(self, requests: Iterable[Request]) -> Iterator[tuple[Request, Fetched | NotFetched]]:
        """What many addresses give, in their order; as many as the settings say are under way at once."""
        waiting: deque[tuple[Request, Future[Fetched]]] = deque()
        try:
            for request in requests:
                waiting.append((request, self._submit(self._get(request))))
                if len(waiting) >= self.settings.at_once:
                    yield _result(*waiting.popleft())
            while waiting:
                yield _result(*waiting.popleft())
        finally:
            for _, future in waiting:
                future.cancel()

    def _submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _end(self) -> None:
        others = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for session in self._sessions.values():
            await session.close()

    async def _get(self, request: Request) -> Fetched:
        headers = {
            name: value
            for name, value in (("If-None-Match", request.etag), ("If-Modified-Since", request.modified))
            if value
        }
        at = now()
        try:
            answer = await self._follow(request.url, headers, self.settings.max_bytes, obey=self.settings.robots)
        except Refused as error:
            raise NotFetched(f"not asked: {error}") from error
        if answer.status == 304 and headers:
            return Fetched(request.url, answer, at)
        if not 200 <= answer.status < 300:
            raise NotFetched(f"answered {answer.status} {answer.reason}".rstrip(), passing=answer.status in _AGAIN)
        return Fetched(request.url, answer, at)

    async def _follow(self, url: str, headers: dict[str, str], most: int, *, obey: bool) -> Answer:
        """The answer at the end of the redirects; each hop is checked as the first address is."""
        hop, been = check(url), set[str]()
        for _ in range(self.settings.redirects + 1):
            been.add(hop)
            answer = await self._polite(hop, headers, most, obey=obey)
            target = answer.header("location") if answer.status in _REDIRECTS else None
            if target is None:
                return answer
            try:
                hop = check(urljoin(hop, target.strip()))
            except (Refused, ValueError) as error:
                raise Refused(f"it redirects to {target[:200]!r}: {error}") from error
            if hop in been:
                raise NotFetched("redirects in a circle")
        raise NotFetched(f"redirects more than {self.settings.redirects} times")

    async def _robots_answer(self, url: str) -> Answer:
        return await self._follow(url, {}, ROBOTS_BYTES, obey=False)

    async def _polite(self, url: str, headers: dict[str, str], most: int, *, obey: bool) -> Answer:
        delay = self.settings.delay
        if obey:
            rules = await self._robots.rules(url)
            if rules.refusal is not None:
                raise NotFetched(rules.refusal, passing=True)
            if not rules.allows(url):
                raise Refused("its robots.txt does not allow it")
            delay = min(max(delay, rules.delay()), self.settings.max_delay)
        return await self._tried(url, headers, most, delay)

    async def _tried(self, url: str, headers: dict[str, str], most: int, delay: float) -> Answer:
        """The answer after as many attempts as allowed, each in the host's turn, with a longer pause before each."""
        host = urlsplit(url).hostname or ""
        for attempt in range(1, self.settings.attempts + 1):
            last = attempt == self.settings.attempts
            if self._pace.in_peace(host):
                raise NotFetched("the host did not answer several times: not asked for now", passing=True)
            try:
                async with self._pace.turn(host, delay):
                    answer = await exchange(self._session(url), url, headers, most)
            except NotFetched as error:
                if last or not error.passing:
                    raise
                answer = None
            except (OSError, TimeoutError, EOFError, ValueError, _client_error()) as error:
                self._give_up(error)
                if last:
                    self._pace.failed(host)
                    raise NotFetched(_worded(error), passing=True) from error
                answer = None
            if answer is not None:
                self._pace.answered(host)
                if last or answer.status not in _AGAIN or not self._worth_waiting(host, answer):
                    return answer
            await asyncio.sleep(self.settings.back_off * 2 ** (attempt - 1) * random.uniform(0.8, 1.2))
        raise AssertionError("at least one attempt is made")

    def _worth_waiting(self, host: str, answer: Answer) -> bool:
        """Whether to ask again now; the time that the server asks for is kept, unless it is too long."""
        asked = _retry_after(answer.header("retry-after"))
        if asked > 0:
            self._pace.hold(host, min(asked, self.settings.max_delay))
        return asked <= self.settings.max_delay

    def _give_up(self, error: BaseException) -> None:
        """Raises at once where another attempt cannot help: a refused address, a certificate, a broken answer."""
        from aiohttp import ClientConnectorCertificateError, ClientConnectorError, InvalidURL

        seen = error.os_error if isinstance(error, ClientConnectorError) else error
        if isinstance(seen, Refused) or "a private, local or reserved address" in str(seen):
            raise Refused("it leads to a private, local or reserved address") from error
        if isinstance(error, (InvalidURL, UnicodeError)):
            raise Refused(f"no address in its usual spelling: {str(error)[:120]}") from error
        if isinstance(error, ClientConnectorCertificateError):
            raise NotFetched(_worded(error)) from error

    def _session(self, url: str) -> ClientSession:
        """The guarded session, or the free one for a host that a setting names; made inside the loop."""
        free = allowed_by_name(url, self.settings.allow_hosts)
        if free not in self._sessions:
            self._sessions[free] = _new_session(self.settings, self._resolver, free=free)
        return self._sessions[free]


def _new_session(told: Settings, resolver: AbstractResolver | None, *, free: bool) -> ClientSession:
    import aiohttp

    connector = aiohttp.TCPConnector(
        limit=told.at_once * 2,
        resolver=resolver,
        socket_factory=None if free else guarded_socket,
    )
    timeout = aiohttp.ClientTimeout(
        total=told.total_timeout, sock_connect=told.connect_timeout, sock_read=told.read_timeout
    )
    headers = {"User-Agent": told.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate",
               "Accept-Language": "ar,en;q=0.5"}  # fmt: skip
    return aiohttp.ClientSession(
        connector=connector,
        connector_owner=True,
        timeout=timeout,
        headers=headers,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,  # a proxy would look names up where they cannot be checked
    )


def _client_error() -> type[Exception]:
    from aiohttp import ClientError

    return ClientError


def _result(request: Request, future: Future[Fetched]) -> tuple[Request, Fetched | NotFetched]:
    try:
        return request, future.result()
    except NotFetched as error:
        return request, error


def _retry_after(value: str | None) -> float:
    """The seconds that a server asks to wait, 0 if it asks for none: a number, or a date."""
    if not value:
        return 0.0
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return 0.0


def _worded(error: BaseException) -> str:
    """The error in words for who reads the report."""
    import aiohttp

    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "no such host"
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return "its certificate is not valid"
    if isinstance(error, (TimeoutError, asyncio.TimeoutError)):
        return "took too long to answer"
    if isinstance(error, aiohttp.ClientConnectorError):
        return f"no connection: {error.os_error.strerror or error.os_error}"
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return "hung up before it answered"
    if isinstance(error, aiohttp.ClientPayloadError):
        return "broke off in the middle of its answer"
    return f"no sound answer: {type(error).__name__}: {str(error)[:120]}".rstrip(": ")
