"""The custody log: one JSON line for each time that bytes came in, each sealed with the hash of the one before.

A line holds `seq` (from 1), `prev` (the seal of the line before, 64 zeros before the first), the SHA-256 and size of
the bytes, where they came from, and `seal`: the SHA-256 of the line without its seal, keys sorted. So nothing can be
changed, moved or taken out without breaking the chain; the file `head` beside it holds the last seal, so that lines
cut off at the end show too. Both can be forged together: note a seal elsewhere and check with it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

START = "0" * 64
_TAIL = 1 << 16


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the log as it stands: its number in the file, its entry (None when it is no JSON object), its bytes."""

    number: int
    entry: dict[str, Any] | None
    raw: bytes


class Custody:
    """The log at `path`; any number of processes may append, one at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.head_path = path.with_name("head")

    def append(self, entries: Sequence[dict[str, Any]]) -> None:
        """Seal the entries and add them in order; they are on the disk when this returns. Raises OSError.

        What an interrupted writer left half-written was never acknowledged: it is cut off, and a line says what it was.
        """
        with self._locked() as log:
            seq, seal, torn = _end(log)
            lines = []
            for entry in ([{"event": "torn", "hex": torn.hex()[:4096]}] if torn else []) + list(entries):
                seq += 1
                whole = {"seq": seq, "prev": seal, **entry}
                seal = sealed(whole)
                lines.append(_line({**whole, "seal": seal}))
            _write_all(log, b"".join(lines))
            os.fsync(log)
            self._point(seq, seal)

    def lines(self) -> Iterator[Logged]:
        """The lines in order; a torn last one, which was never acknowledged, is left out."""
        try:
            stream = self.path.open("rb")
        except FileNotFoundError:
            return
        with stream:
            for number, raw in enumerate(stream, 1):
                if raw.endswith(b"\n"):
                    yield Logged(number, _entry(raw), raw)

    def head(self) -> tuple[int, str] | None:
        """Number and seal of the last line as noted beside the log, which may lag behind it; None without a note."""
        try:
            seq, seal = self.head_path.read_text("ascii").split()
            return int(seq), seal
        except (OSError, ValueError):
            return None

    @contextmanager
    def _locked(self) -> Iterator[int]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        log = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(log, fcntl.LOCK_EX)
            yield log
        finally:
            os.close(log)  # frees the lock as well

    def _point(self, seq: int, seal: str) -> None:
        """One write of a fixed size, so that a reader never finds half of it."""
        head = os.open(self.head_path, os.O_WRONLY | os.O_CREAT, 0o644)
        try:
            os.pwrite(head, f"{seq:>16} {seal}\n".encode("ascii"), 0)
        finally:
            os.close(head)


def sealed(entry: dict[str, Any]) -> str:
    """The seal of an entry: the SHA-256 of its JSON without `seal`, keys sorted, no spaces, UTF-8."""
    return hashlib.sha256(_line({k: v for k, v in entry.items() if k != "seal"}).rstrip(b"\n")).hexdigest()


def _line(entry: dict[str, Any]) -> bytes:
    text = json.dumps(entry, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return text.encode("ascii") + b"\n"


def _entry(raw: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _end(log: int) -> tuple[int, str, bytes]:
    """Number and seal of the last whole line, with what stood torn behind it, which is cut off here."""
    size = os.lseek(log, 0, os.SEEK_END)
    tail = b""
    while len(tail) < size and tail.rstrip(b"\n").count(b"\n") < 2:
        tail = os.pread(log, min(size, len(tail) + _TAIL), max(0, size - len(tail) - _TAIL))
    whole, newline, torn = tail.rpartition(b"\n")
    if torn:
        os.ftruncate(log, size - len(torn))
    os.lseek(log, 0, os.SEEK_END)
    last = _entry(whole.rpartition(b"\n")[2]) if newline else None
    if not newline:
        return 0, START, torn
    if last is None or not isinstance(last.get("seq"), int) or not isinstance(last.get("seal"), str):
        raise OSError("the custody log ends in a line that is none: run `hudna archive verify`")
    return last["seq"], last["seal"], torn


def _write_all(log: int, data: bytes) -> None:
    while data:
        data = data[os.write(log, data) :]
