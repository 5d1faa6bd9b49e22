"""robots.txt after RFC 9309: read once a day a site, no answer means no, none there means yes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from .addresses import site
from .exchange import Answer, NotFetched

TOKEN = "hudna"
MAX_BYTES = 512 * 1024
_DAY = 86_400.0
_SOON = 600.0  # seconds after which a site whose robots.txt could not be had is asked again


class Parsed(Protocol):
    """What is asked of Protego, which has no types of its own."""

    def can_fetch(self, url: str, user_agent: str) -> bool: ...
    def crawl_delay(self, user_agent: str) -> float | None: ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site allows. `parsed` None: everything, or nothing where there is a `refusal`."""

    parsed: Parsed | None
    refusal: str | None
    until: float

    def allows(self, url: str) -> bool:
        """Whether the site allows this address."""
        if self.refusal is not None:
            return False
        return self.parsed is None or bool(self.parsed.can_fetch(url, TOKEN))

    def delay(self) -> float:
        """The seconds between requests that the site asks for, 0 if it asks for none."""
        asked = self.parsed.crawl_delay(TOKEN) if self.parsed is not None else None
        return float(asked) if asked and asked > 0 else 0.0


class Robots:
    """The rules of all sites, fetched with `get` (which follows redirects) when a site is first asked for."""

    def __init__(self, get: Callable[[str], Awaitable[Answer]]) -> None:
        self._get = get
        self._rules: dict[str, Rules] = {}
        self._turns: dict[str, asyncio.Lock] = {}

    async def rules(self, url: str) -> Rules:
        """The rules of the site that the address is on. Raises Refused as `get` does."""
        here = site(url)
        async with self._turns.setdefault(here, asyncio.Lock()):
            known = self._rules.get(here)
            if known is None or known.until < time.monotonic():
                known = self._rules[here] = await self._ask(here)
            return known

    async def _ask(self, here: str) -> Rules:
        try:
            answer = await self._get(f"{here}/robots.txt")
        except NotFetched as error:
            return Rules(None, f"its robots.txt cannot be had ({error.reason})", time.monotonic() + _SOON)
        if 200 <= answer.status < 300:
            return Rules(_parsed(answer.data), None, time.monotonic() + _DAY)
        if 400 <= answer.status < 500 and answer.status != 429:
            return Rules(None, None, time.monotonic() + _DAY)
        return Rules(None, f"its robots.txt cannot be had (answered {answer.status})", time.monotonic() + _SOON)


def _parsed(data: bytes) -> Parsed:
    from protego import Protego

    return Protego.parse(data[:MAX_BYTES].decode("utf-8", "replace"))
