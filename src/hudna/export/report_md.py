"""The report as Markdown, its pictures in the file as data addresses."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from hudna.export.labels import Lang
from hudna.export.report_blocks import Block, Grid, Heading, Paragraph, Picture, blocks
from hudna.monitoring.report import Report


def write(report: Report, lang: Lang) -> bytes:
    """The file's bytes, the same for the same report."""
    return ("\n\n".join(_block(b) for b in blocks(report, lang)) + "\n").encode()


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_plain(text)}"
        case Paragraph(text):
            return _plain(text)
        case Grid():
            return "\n".join(_table(block))
        case Picture(svg, words):
            return f"![{_plain(words)}](data:image/svg+xml;base64,{b64encode(svg.encode()).decode()})"


def _table(grid: Grid) -> Iterator[str]:
    yield "| " + " | ".join(map(_cell, grid.columns)) + " |"
    yield "|" + " --- |" * len(grid.columns)
    for row in grid.rows:
        yield "| " + " | ".join(map(_cell, row)) + " |"


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|") or " "


def _plain(text: str) -> str:
    """One line; what Markdown would read as a mark stays a character."""
    return " ".join(text.split()).translate({ord(c): f"\\{c}" for c in "\\`*_<>[]#"})
