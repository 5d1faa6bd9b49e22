"""Where Hudna keeps what it keeps, and how it fetches: from the environment, with defaults that a user expects.

HUDNA_HOME names the folder of the archive and of what is watched (default: the user's data folder).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path

from hudna import __version__

_MB = 2**20


class SettingsError(ValueError):
    """A setting of the environment that cannot be used; the message names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to fetch and where to keep. Times are seconds, sizes bytes; `allow_hosts` holds `host` or `host:port`.

    `delay` stands between two requests to one host, unless its robots.txt asks for more. `attempts` counts the first
    one. `depth` is how many links away from a page given by its address is still taken, on the same host alone, and
    `max_pages` how many addresses one name may lead to.
    """

    home: Path = field(default_factory=lambda: user_data_path("hudna"))
    user_agent: str = f"hudna/{__version__}"
    allow_hosts: frozenset[str] = frozenset()
    delay: float = 1.0
    max_delay: float = 60.0
    connect_timeout: float = 15.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    attempts: int = 3
    back_off: float = 1.0
    redirects: int = 8
    max_bytes: int = 16 * _MB
    max_container_bytes: int = 2048 * _MB
    depth: int = 0
    max_pages: int = 1_000
    at_once: int = 8
    robots: bool = True

    @property
    def archive(self) -> Path:
        """The folder of the archive."""
        return self.home / "archive"

    @property
    def watched(self) -> Path:
        """The folder of what `hudna watch` remembers."""
        return self.home / "watch"


def settings(env: Mapping[str, str] | None = None) -> Settings:
    """The settings of the environment: HUDNA_HOME, HUDNA_USER_AGENT, HUDNA_ALLOW_HOSTS (parted by commas), HUDNA_DELAY.

    Raises SettingsError.
    """
    env = os.environ if env is None else env
    told = Settings()
    return Settings(
        home=Path(env["HUDNA_HOME"]).expanduser() if env.get("HUDNA_HOME") else told.home,
        user_agent=_one_line(env.get("HUDNA_USER_AGENT")) or told.user_agent,
        allow_hosts=_hosts(env.get("HUDNA_ALLOW_HOSTS", "")),
        delay=_seconds(env.get("HUDNA_DELAY"), told.delay),
    )


def _one_line(value: str | None) -> str | None:
    if value and not value.isprintable():
        raise SettingsError("HUDNA_USER_AGENT holds control characters")
    return value


def _hosts(value: str) -> frozenset[str]:
    return frozenset(host.strip().lower() for host in value.split(",") if host.strip())


def _seconds(value: str | None, default: float) -> float:
    if not value:
        return default
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise SettingsError(f"HUDNA_DELAY is {value!r}; write seconds, 0 to 3600")
    return seconds
