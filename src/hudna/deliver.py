"""Readings to where they were asked for: a format on standard output or in a file, what failed on standard error."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from hudna.export.labels import Lang
from hudna.intake.unreadable import Unreadable
from hudna.model import ClaimType, Reading

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from hudna.intake import RawInput

_PIPED_WIDTH = 160  # columns of a table that goes to no terminal, unless COLUMNS says otherwise
_PATIENCE = 1.0  # seconds without a bar

Result = Reading | Unreadable
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for: table, jsonl, csv or html, and how it looks. `rtl` None: by where the table goes."""

    format: str
    lang: Lang = Lang.EN
    explain: bool = False
    rtl: str | None = None


def write(readings: Iterable[Reading], stream: BinaryIO, form: Form) -> None:
    """Write readings in a format, each as soon as it is there; the page waits for all of them."""
    if form.format == "table":
        _write_table(readings, stream, form)
        return
    for piece in _pieces(readings, form):
        stream.write(piece)
        if form.format == "jsonl":
            stream.flush()


def _pieces(readings: Iterable[Reading], form: Form) -> Iterator[bytes]:
    if form.format == "jsonl":
        from hudna.export import jsonl

        return jsonl.lines(readings)
    if form.format == "csv":
        from hudna.export import csv

        return csv.lines(readings)
    from hudna.export import html

    return (piece.encode("utf8", "replace") for piece in html.page(readings, form.lang, explain=form.explain))


def _write_table(readings: Iterable[Reading], stream: BinaryIO, form: Form) -> None:
    from rich.console import Console

    from hudna.export import wording
    from hudna.export.bidi import Rtl
    from hudna.export.table import Look, print_reading

    terminal = stream.isatty()
    file = io.TextIOWrapper(stream, encoding="utf8", errors="replace", write_through=True)
    try:
        console = Console(
            file=file, width=None if terminal else table_width(), highlight=False, markup=False, emoji=False
        )
        look = Look(form.lang, Rtl(form.rtl or ("marks" if terminal else "plain")), form.explain)
        stories = claims = 0
        for reading in readings:
            print_reading(console, reading, look)
            stories, claims = stories + 1, claims + len(reading.claims)
        console.print(wording.count(stories, claims, form.lang), style="dim")
    finally:
        file.detach()


def table_width() -> int:
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and int(columns) else _PIPED_WIDTH


class Problems:
    """Counts what could not be read and names each on standard error as it comes."""

    def __init__(self) -> None:
        self.count = 0

    def without(self, results: Iterable[T | Unreadable]) -> Iterator[T]:
        """What could be read alone."""
        for result in results:
            if isinstance(result, Unreadable):
                self.count += 1
                place = f", {result.place}" if result.place else ""
                print(_printable(f"hudna: {result.name}{place}: {result.reason}"), file=sys.stderr)
            else:
                yield result


def _printable(line: str) -> str:
    """Names of files may hold anything; what would move the cursor is shown as a replacement character."""
    return "".join(c if c.isprintable() else "\ufffd" for c in line)


def only(readings: Iterable[Reading], types: frozenset[ClaimType] | None) -> Iterator[Reading]:
    """Readings with claims of these types alone; every story stays, also without any."""
    for reading in readings:
        yield reading if types is None else replace(reading, claims=tuple(c for c in reading.claims if c.type in types))


class Bar:
    """A progress bar on standard error, when that is a terminal and reading takes over a second."""

    def __init__(self, total: int, *, shows: bool) -> None:
        self.total = total
        self.opened = 0
        self.shows = shows and sys.stderr.isatty()
        self.began = time.monotonic()
        self.progress: Progress | None = None
        self.task: TaskID | None = None

    def over(self, inputs: Iterable[RawInput]) -> Iterator[RawInput]:
        """The inputs, counted as they are opened."""
        for one in inputs:
            yield one
            self.opened += 1

    def watch(self, results: Iterable[Result]) -> Iterator[Result]:
        """The results, the bar moved by each."""
        try:
            for n, result in enumerate(results, 1):
                if self.shows and time.monotonic() - self.began > _PATIENCE:
                    self._show(n)
                yield result
        finally:
            if self.progress is not None:
                self.progress.stop()

    def _show(self, stories: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        if self.progress is None or self.task is None:
            columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            self.progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self.task = self.progress.add_task("", total=self.total)
            self.progress.start()
        self.progress.update(self.task, completed=self.opened, description=f"inputs, {stories:,} stories")


class Output:
    """Standard output, or a file that stands under its name only once it is whole. Raises OSError."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.part = path.with_name(f".{path.name}.part") if path else None
        self.stream: BinaryIO = sys.stdout.buffer

    def __enter__(self) -> BinaryIO:
        if self.part is not None:
            self.part.parent.mkdir(parents=True, exist_ok=True)
            self.stream = self.part.open("wb")
        return self.stream

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self.part is None or self.path is None:
            if kind is None:
                self.stream.flush()
            return
        self.stream.close()
        if kind is None:
            os.replace(self.part, self.path)
        else:
            self.part.unlink(missing_ok=True)
