"""The report as DOCX for who goes on editing it; right to left in Arabic, pictures as PNG, no date of making in it."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hudna.export import typeset
from hudna.export.labels import Lang
from hudna.export.report_blocks import Block, Grid, Heading, Paragraph, Picture, blocks, title
from hudna.monitoring.report import Report

if TYPE_CHECKING:
    from docx.document import Document

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that a ZIP archive can tell
_WIDTH_CM = 16.5


def write(report: Report, lang: Lang) -> bytes:
    """The file's bytes, the same for the same report. Raises TypesetMissing."""
    try:
        import docx
    except ImportError as error:
        raise typeset.TypesetMissing("PDF and DOCX need the extra: pip install 'hudna[reports]'") from error
    document = docx.Document()
    told = document.core_properties
    told.title, told.author = title(report, lang), "Hudna"
    told.created = told.modified = datetime(1980, 1, 1, tzinfo=UTC)
    for block in blocks(report, lang):
        _add(document, block, lang)
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _add(document: Document, block: Block, lang: Lang) -> None:
    from docx.shared import Cm

    match block:
        case Heading(text, level):
            _turn(document.add_heading(text, level), lang)
        case Paragraph(text):
            _turn(document.add_paragraph(text), lang)
        case Grid():
            _table(document, block, lang)
        case Picture(svg, _):
            document.add_picture(io.BytesIO(typeset.png(svg)), width=Cm(_WIDTH_CM))


def _table(document: Document, grid: Grid, lang: Lang) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    table = document.add_table(rows=1, cols=len(grid.columns), style="Light Grid Accent 1")
    if lang is Lang.AR:
        table._tbl.tblPr.append(table._tbl.tblPr.makeelement(qn("w:bidiVisual"), {}))
    rows = [grid.columns, *grid.rows]
    cells = [table.rows[0].cells, *(table.add_row().cells for _ in grid.rows)]
    for words, row in zip(rows, cells, strict=True):
        for text, cell in zip(words, row, strict=True):
            cell.text = text
            for paragraph in cell.paragraphs:
                _turn(paragraph, lang)
                for run in paragraph.runs:
                    run.font.size = Pt(8)


def _turn(paragraph: Any, lang: Lang) -> None:
    """Right to left in Arabic: the paragraph, and its runs, so that a word processor shapes them."""
    from docx.oxml.ns import qn

    if lang is Lang.AR:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(properties.makeelement(qn("w:bidi"), {}))
        for run in paragraph.runs:
            run_properties = run._r.get_or_add_rPr()
            run_properties.append(run_properties.makeelement(qn("w:rtl"), {}))


def _undated(data: bytes) -> bytes:
    """The same archive without the time of making in its entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in read.infolist():
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(info, read.read(entry.filename))
    return out.getvalue()
