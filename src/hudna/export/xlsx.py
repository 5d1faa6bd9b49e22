"""An Excel workbook: sheets `incidents`, `tellings` and `columns`, which says what each column means.

Text is always written as text, so that nothing in it runs as a formula and codes keep their leading zeros. The same
incidents give the same bytes: openpyxl writes the hour of the run into a workbook, which is taken out again.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from hudna.export.columns import INCIDENT, TELLING, Column, Value, cells, incident_row, telling_row
from hudna.export.summary import Request, summaries
from hudna.model import Incident

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

ROWS = 1_048_576  # of a sheet
_LONGEST = 32_767  # characters of a cell
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_NEVER = (1980, 1, 1, 0, 0, 0)


class TooManyRows(ValueError):
    """More rows than a sheet holds; narrow the filters, or export CSV or Parquet."""


def write(incidents: Iterable[Incident], request: Request, stream: BinaryIO) -> None:
    """Write the workbook. Raises TooManyRows."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheets = [book.create_sheet(name) for name in ("incidents", "tellings", "columns")]
    try:
        _fill(sheets, incidents, request)
    except BaseException:
        for sheet in sheets:  # each holds a file open
            sheet.close()
        raise
    with TemporaryFile() as raw, TemporaryFile() as made:
        book.save(raw)
        _steady(raw, made)
        made.seek(0)
        copyfileobj(made, stream)


def _fill(sheets: Sequence[Any], incidents: Iterable[Incident], request: Request) -> None:
    mine, told, meant = sheets
    _head(mine, INCIDENT)
    _head(told, TELLING)
    rows = tellings = 1
    for summary in summaries(incidents, request):
        rows, tellings = rows + 1, tellings + len(summary.voices)
        if max(rows, tellings) > ROWS:
            raise TooManyRows(f"a sheet holds {ROWS:,} rows; narrow the filters, or export csv or parquet")
        mine.append(_line(mine, cells(incident_row(summary), INCIDENT)))
        for voice in summary.voices:
            told.append(_line(told, cells(telling_row(summary, voice), TELLING)))
    for line in _meanings():
        meant.append(_line(meant, line))


def _head(sheet: WriteOnlyWorksheet, columns: tuple[Column, ...]) -> None:
    sheet.freeze_panes = "B2"
    sheet.append([c.name for c in columns])


def _meanings() -> Iterator[list[Value]]:
    yield ["sheet", "column", "meaning"]
    for sheet, columns in (("incidents", INCIDENT), ("tellings", TELLING)):
        for column in columns:
            yield [sheet, column.name, column.what]


def _line(sheet: WriteOnlyWorksheet, values: list[Value]) -> list[Any]:
    return [_cell(sheet, v) for v in values]


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Any:
    """A cell's value; text that begins like a formula becomes a cell that is text whatever it says."""
    if not isinstance(value, str):
        return value
    text = _ILLEGAL.sub("\ufffd", value)
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 2] + " …"
    if not text.startswith("="):
        return text or None
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _steady(raw: IO[bytes], made: IO[bytes]) -> None:
    """The same archive without the time of the run: entries in order of name after the types, all of 1980."""
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(made, "w") as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _NEVER)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            if name == "docProps/core.xml":
                target.writestr(entry, _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", source.read(name)))
                continue
            with source.open(name) as part, target.open(entry, "w") as out:
                copyfileobj(part, out)
