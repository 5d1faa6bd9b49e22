"""feeds.toml: what is watched, and how often.

every = "15m"

[[feed]]
url = "https://example.org/rss"
outlet = "وكالة"
every = "5m"

[[feed]]
folder = "incoming"
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .addresses import Refused, check

_EVERY = re.compile(r"(\d{1,6})\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_LEAST = 1.0
_USUAL = 900.0


class WatchListError(ValueError):
    """A list that cannot be used; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Watched:
    """One entry: an address (a feed, a channel's page, a page), or a folder; `every` is seconds."""

    name: str
    folder: Path | None
    outlet: str | None
    every: float


def read(path: Path) -> tuple[Watched, ...]:
    """The entries of the list. Raises WatchListError, and OSError."""
    try:
        told = tomllib.loads(path.read_bytes().decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WatchListError(f"{path}: {error}") from error
    _no_others(told, {"every", "feed"}, str(path))
    usual = _every(told.get("every"), _USUAL, str(path))
    entries = told.get("feed", [])
    if not isinstance(entries, list) or not entries or not all(isinstance(e, dict) for e in entries):
        raise WatchListError(f"{path}: no [[feed]] in it")
    found = tuple(_watched(e, usual, path.parent, f"{path}, feed {n}") for n, e in enumerate(entries, 1))
    names = [w.name for w in found]
    if twice := sorted({n for n in names if names.count(n) > 1}):
        raise WatchListError(f"{path}: stands twice: {', '.join(twice)}")
    return found


def _watched(entry: dict[str, Any], usual: float, base: Path, where: str) -> Watched:
    _no_others(entry, {"url", "folder", "outlet", "every"}, where)
    for field in ("url", "folder", "outlet"):
        if not isinstance(entry.get(field, ""), str):
            raise WatchListError(f"{where}: {field} is no text")
    url, folder = entry.get("url"), entry.get("folder")
    if (url is None) == (folder is None):
        raise WatchListError(f"{where}: give either url or folder")
    every = _every(entry.get("every"), usual, where)
    if folder is not None:
        path = base / Path(folder).expanduser()
        return Watched(str(path), path, entry.get("outlet"), every)
    try:
        return Watched(check(str(url)), None, entry.get("outlet"), every)
    except Refused as error:
        raise WatchListError(f"{where}: url: {error}") from error


def _no_others(table: dict[str, Any], known: set[str], where: str) -> None:
    if others := sorted(set(table) - known):
        raise WatchListError(f"{where}: unknown: {', '.join(others)}; known are {', '.join(sorted(known))}")


def _every(value: Any, usual: float, where: str) -> float:
    if value is None:
        return usual
    found = _EVERY.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found or (seconds := float(found.group(1)) * _SECONDS[found.group(2)]) < _LEAST:
        raise WatchListError(f"{where}: every is {value!r}; write 30s, 15m, 2h or 1d")
    return seconds
