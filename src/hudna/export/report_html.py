"""The report as one HTML file with its pictures in it; right to left in Arabic, and whole without a network."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from hudna.export.labels import Lang
from hudna.export.report_blocks import Block, Grid, Heading, Paragraph, Picture, blocks, title
from hudna.monitoring.report import Report

_STYLE = """
body{font:15px/1.5 'Noto Sans','Noto Sans Arabic',system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #ccc}
table{border-collapse:collapse;width:100%;font-size:.85rem}th{background:#f4f4f2}
th,td{text-align:start;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid #e3e3e3}
td:first-child{white-space:nowrap}figure{margin:1rem 0}svg{max-width:100%;height:auto}
@media print{body{max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}
""".strip()


def write(report: Report, lang: Lang) -> bytes:
    """The file's bytes, the same for the same report."""
    body = "\n".join(_block(b) for b in blocks(report, lang))
    direction = "rtl" if lang is Lang.AR else "ltr"
    return (
        f'<!doctype html>\n<html lang="{lang.value}" dir="{direction}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title(report, lang))}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    ).encode()


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Grid():
            return "".join(_table(block))
        case Picture(svg, words):
            drawn = svg.strip().replace("<svg ", f'<svg role="img" aria-label="{escape(words)}" ', 1)
            return f'<figure dir="ltr">{drawn}</figure>'


def _table(grid: Grid) -> Iterator[str]:
    yield "<table><thead><tr>"
    yield from (f"<th>{escape(c)}</th>" for c in grid.columns)
    yield "</tr></thead><tbody>"
    for row in grid.rows:
        yield "<tr>" + "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in row) + "</tr>"
    yield "</tbody></table>"
