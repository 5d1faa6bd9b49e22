"""Politeness: one request at a time to a host, a pause behind each, and a host that does not answer left in peace."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_FAILURES = 3  # in a row, each after all attempts, until a host is left in peace
_PEACE = 300.0  # seconds


@dataclass(slots=True)
class _Host:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    failures: int = 0
    peace_until: float = 0.0


class Pace:
    """The turns of all hosts. Used inside one event loop."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, delay: float) -> AsyncIterator[None]:
        """Wait for this host's turn; the next one comes `delay` seconds after this block ends."""
        here = self._host(host)
        async with here.turn:
            wait = here.free_at - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            try:
                yield
            finally:
                here.free_at = max(here.free_at, time.monotonic() + delay)

    def hold(self, host: str, seconds: float) -> None:
        """Let nobody ask the host for that long."""
        here = self._host(host)
        here.free_at = max(here.free_at, time.monotonic() + seconds)

    def failed(self, host: str) -> None:
        """Note that the host did not answer."""
        here = self._host(host)
        here.failures += 1
        if here.failures >= _FAILURES:
            here.peace_until = time.monotonic() + _PEACE

    def answered(self, host: str) -> None:
        """Note that the host answered."""
        here = self._host(host)
        here.failures, here.peace_until = 0, 0.0

    def in_peace(self, host: str) -> bool:
        """Whether the host has failed so often that it is not asked for now."""
        return self._host(host).peace_until > time.monotonic()

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host())
