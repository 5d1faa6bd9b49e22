"""What a watch remembers between its rounds and runs; losing it costs requests, and nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

_MOST_TRIES = 3  # rounds in which an entry that gives nothing is asked for


@dataclass(slots=True)
class FeedState:
    """Of one watched name: its validators, when it is due (seconds since 1970), how often it failed in a row."""

    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0


@dataclass(slots=True)
class State:
    """`tries` counts the rounds in which an item gave nothing; `files` holds size and time of the files of folders.

    `seq` is the line of the custody log up to which everything taken was also handed on.
    """

    feeds: dict[str, FeedState] = field(default_factory=dict)
    tries: dict[str, int] = field(default_factory=dict)
    files: dict[str, tuple[int, int]] = field(default_factory=dict)
    seq: int = 0

    def feed(self, name: str) -> FeedState:
        """The state of a watched name."""
        return self.feeds.setdefault(name, FeedState())

    def given_up(self, item: str) -> bool:
        """Whether the item gave nothing so often that it is not asked for again."""
        return self.tries.get(item, 0) >= _MOST_TRIES

    def failed(self, items: Iterable[str]) -> set[str]:
        """Count one more try for these; those that will be tried again."""
        for item in items:
            self.tries[item] = self.tries.get(item, 0) + 1
        return {item for item in items if not self.given_up(item)}


def load(path: Path) -> State:
    """The state kept at `path`; a fresh one when there is none, or none that can be read."""
    try:
        told = json.loads(path.read_text("utf-8"))
        return State(
            feeds={str(k): FeedState(**v) for k, v in told["feeds"].items()},
            tries={str(k): int(v) for k, v in told["tries"].items()},
            files={str(k): (int(v[0]), int(v[1])) for k, v in told["files"].items()},
            seq=int(told["seq"]),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return State()


def save(state: State, path: Path) -> None:
    """Keep the state at `path`, whole or not at all. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    told: dict[str, Any] = asdict(state)
    with part.open("w", encoding="utf-8") as stream:
        json.dump(told, stream, ensure_ascii=True)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(part, path)
