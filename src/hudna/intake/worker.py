"""Costly pages are extracted in a process of their own, which is killed when its time is up.

The process is started at the first such page and kept for the next, one for each process that reads; ordinary pages
never pay for it. Pages go in and come out as pickles with their length before them.
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
import threading
from typing import IO

from . import html, limits
from .unreadable import NotReadable

_LENGTH = struct.Struct(">Q")
_START_UP = 10.0  # seconds allowed on top for the first page: the process loads its libraries


class Worker:
    """A process that extracts one page at a time. Safe to call from many threads; they take turns."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def extract(self, text: str, url: str | None, seconds: float) -> html.Extracted:
        """As `html.extract`. Raises NotReadable when it fails, or takes longer than `seconds`."""
        with self._turn:
            fresh = self._process is None or self._process.poll() is not None
            process = self._process = _start() if fresh or self._process is None else self._process
            timer = threading.Timer(seconds + (_START_UP if fresh else 0), process.kill)
            timer.start()
            try:
                answer = _ask(process, (text, url))
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                self._stop()
                late = not timer.is_alive()
                reason = f"takes longer than {seconds:g} s to read" if late else "its parser broke down"
                raise NotReadable(reason) from error
            finally:
                timer.cancel()
        if isinstance(answer, NotReadable):
            raise answer
        return answer

    def close(self) -> None:
        """Ends the process; the next page starts another."""
        with self._turn:
            self._stop()

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()
            self._process = None


_workers: dict[int, Worker] = {}  # by process: a fork must not share its parent's pipes


def extract(text: str, url: str | None = None, *, seconds: float = limits.SECONDS) -> html.Extracted:
    """As `html.extract`, in a process that is killed after `seconds`. Raises NotReadable then."""
    worker = _workers.setdefault(os.getpid(), Worker())
    return worker.extract(text, url, seconds)


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def _ask(process: subprocess.Popen[bytes], page: tuple[str, str | None]) -> html.Extracted | NotReadable:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    _write(process.stdin, pickle.dumps(page))
    answer = pickle.loads(_read(process.stdout))
    if not isinstance(answer, (html.Extracted, NotReadable)):
        raise pickle.UnpicklingError
    return answer


def _write(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


def main() -> None:
    """Answers pages from standard input until it closes."""
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not mix with the answers
    while True:
        try:
            text, url = pickle.loads(_read(sys.stdin.buffer))
        except EOFError:
            return
        answer: html.Extracted | NotReadable
        try:
            answer = html.extract(text, url)
        except (Exception, RecursionError) as error:
            answer = NotReadable(f"its parser broke down: {type(error).__name__}")
        _write(answers, pickle.dumps(answer))


if __name__ == "__main__":
    main()
