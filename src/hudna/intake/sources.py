"""Names to inputs: files, folders (with all below them), globs and standard input, in any mix, each once."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .unreadable import NotReadable

# Files that a browser saves beside a page. They hold no story, so a folder is read without them.
_PAGE_ASSETS = frozenset(
    {
        ".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".ico", ".webp", ".avif", ".bmp",
        ".woff", ".woff2", ".ttf", ".eot", ".otf", ".mp3", ".mp4", ".webm", ".ogg", ".m4a", ".wasm",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RawInput:
    """A named input, not yet opened; `problem` says why a name led to nothing."""

    name: str
    path: Path | None = None
    stream: BinaryIO | None = None
    problem: str | None = None

    def open(self) -> AbstractContextManager[BinaryIO]:
        """The input's bytes. Raises NotReadable when it cannot be opened, or is gone."""
        if self.stream is not None:
            return nullcontext(self.stream)
        if self.path is None:
            raise NotReadable(self.problem or "nothing to read")
        try:
            return self.path.open("rb")
        except OSError as error:
            raise NotReadable(why(error)) from error


def why(error: OSError) -> str:
    """An operating system's error in words for the reader of the report."""
    if isinstance(error, FileNotFoundError):
        return "no such file (or it vanished)"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"cannot be read: {error.strerror or error}"


def open_inputs(names: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[RawInput]:
    """The inputs that `names` stand for, in order; `-` is standard input (`stdin`, or the process's own).

    A folder gives every file below it in name order, without hidden files and page assets (images, styles, scripts).
    A name that leads to nothing gives an input whose `open()` raises NotReadable.
    """
    seen: set[str] = set()
    for name in names:
        for raw in _expand(name, stdin):
            key = "-" if raw.stream is not None else os.path.realpath(raw.path) if raw.path else f"?{raw.name}"
            if key not in seen:
                seen.add(key)
                yield raw


def _expand(name: str, stdin: BinaryIO | None) -> Iterator[RawInput]:
    if name == "-":
        yield RawInput("-", stream=stdin if stdin is not None else sys.stdin.buffer)
    elif "\0" in name or not name:
        yield RawInput(name, problem="not a file name")
    elif os.path.isdir(name):
        yield from _folder(name)
    elif not os.path.lexists(name) and glob.has_magic(name):
        yield from _globbed(name)
    else:
        yield RawInput(name, Path(name))


def _globbed(pattern: str) -> Iterator[RawInput]:
    names = sorted(glob.glob(pattern, recursive=True))
    if not names:
        yield RawInput(pattern, problem="no file matches")
    for name in names:
        if os.path.isdir(name):
            if not pattern.rstrip("/").endswith("**"):  # `**` lists the files of its folders itself
                yield from _folder(name)
        else:
            yield RawInput(name, Path(name))


def _folder(folder: str) -> Iterator[RawInput]:
    problems: list[RawInput] = []

    def note(error: OSError) -> None:
        problems.append(RawInput(str(error.filename), problem=why(error)))

    found = False
    for here, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for file in sorted(files):
            path = Path(here, file)
            if not file.startswith(".") and path.suffix.lower() not in _PAGE_ASSETS and _is_file_or_gone(path):
                found = True
                yield RawInput(str(path), path)
    yield from problems
    if not found and not problems:
        yield RawInput(folder, problem="the folder holds no file to read")


def _is_file_or_gone(path: Path) -> bool:
    """Sockets, pipes and devices inside a folder would block; a dangling link is reported when it is opened."""
    return path.is_file() or not path.exists()
