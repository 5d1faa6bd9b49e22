"""The report as PDF, typeset with Typst; Arabic is shaped and runs from right to left."""

from __future__ import annotations

from collections.abc import Iterator

from hudna.export import typeset
from hudna.export.labels import Lang
from hudna.export.report_blocks import Block, Grid, Heading, Paragraph, Picture, blocks, title
from hudna.monitoring.report import Report

_HEAD = """#set document(title: {title}, date: none)
#set page(paper: "a4", margin: (x: 1.8cm, y: 2cm), numbering: "1 / 1")
#set text(font: "Hudna Sans", lang: "{lang}", size: 9.5pt)
#set par(justify: false)
#set table(stroke: 0.4pt + luma(200), inset: 4pt)
#show heading: set block(above: 1.4em, below: 0.7em)
#show table: set text(size: 8pt)
"""


def write(report: Report, lang: Lang) -> bytes:
    """The file's bytes, the same for the same report. Raises TypesetMissing."""
    pictures: dict[str, bytes] = {}
    body = [_HEAD.format(title=_string(title(report, lang)), lang=lang.value)]
    body += [_block(block, pictures) for block in blocks(report, lang)]
    return typeset.pdf("\n\n".join(body) + "\n", pictures)


def _block(block: Block, pictures: dict[str, bytes]) -> str:
    match block:
        case Heading(text, level):
            return f"#heading(level: {level}, {_text(text)})"
        case Paragraph(text):
            return f"#par({_text(text)})"
        case Grid():
            return "".join(_table(block))
        case Picture(svg, words):
            name = f"picture-{len(pictures)}.svg"
            pictures[name] = svg.encode()
            return f'#image("{name}", width: 100%, alt: {_string(words)})'


def _table(grid: Grid) -> Iterator[str]:
    yield f"#table(columns: {_widths(grid)},\n"
    yield "  table.header(" + ", ".join(f"strong({_text(c)})" for c in grid.columns) + "),\n"
    for row in grid.rows:
        yield "  " + ", ".join(map(_text, row)) + ",\n"
    yield ")"


def _widths(grid: Grid) -> str:
    """Wide columns for long texts: each by the square root of its mean length."""
    shares = []
    for k, name in enumerate(grid.columns):
        mean = sum(len(row[k]) for row in grid.rows) / max(len(grid.rows), 1)
        shares.append(f"{max(mean, len(name), 4) ** 0.5:.2f}fr")
    return "(" + ", ".join(shares) + ",)"


def _text(text: str) -> str:
    return f"text({_string(text)})"


def _string(text: str) -> str:
    """A Typst string: nothing in it is markup."""
    plain = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
