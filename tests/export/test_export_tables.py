"""CSV, HXL, XLSX and Parquet, read back by csv, libhxl, openpyxl and pyarrow."""

from __future__ import annotations

import csv
import io
import json
import struct
import sys
from pathlib import Path
from typing import Any

import hxl
import incidents as made
import openpyxl
import pyarrow.parquet as pq
import pytest

from hudna.export import flat, parquet, xlsx
from hudna.export import hxl as ours
from hudna.export.columns import INCIDENT, INCIDENT_NAMES, TELLING_NAMES
from hudna.model import Incident


def csv_rows(*incidents: Incident, unconfirmed: bool = False) -> list[dict[str, str]]:
    data = b"".join(flat.lines(incidents, made.request(unconfirmed=unconfirmed)))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_holds_every_column() -> None:
    rows = csv_rows(*made.ALL)
    assert [r["id"] for r in rows] == [i.id for i in made.HAPPENED]
    assert list(rows[0]) == list(INCIDENT_NAMES)
    shelling = rows[0]
    assert (shelling["status"], shelling["statuses"], shelling["happened"]) == (
        "asserted", "asserted 3 | denied 1", "yes",
    )  # fmt: skip
    assert (shelling["killed_min"], shelling["killed_max"]) == ("2", "4")
    assert (shelling["place_en"], shelling["country_code"], shelling["admin1"]) == ("Douma", "SYR", "Rif Dimashq")
    assert shelling["other_places"].startswith("Syria (35.0, 38.5 ± 350 km) | Aleppo")
    assert shelling["speakers"] == "ناشطون محليون | SANA"
    assert (shelling["tellings"], shelling["independent"]) == ("4", "3")
    assert (shelling["reliability"], shelling["credibility"], shelling["credence"]) == ("B", "2", "fair")
    assert rows[5]["cameo"].startswith("0871 ")
    assert (rows[2]["killed_min"], rows[2]["killed_max"]) == ("200", "")  # hundreds: no upper bound is invented


def test_csv_runs_no_formula() -> None:
    (row,) = csv_rows(made.HOSTILE)
    assert row["actors"].startswith("'=cmd")
    assert row["outlets"].startswith("'=HYPERLINK")
    assert row["place_en"].startswith("'+")


def test_hxl_is_read_by_libhxl(tmp_path: Path) -> None:
    path = tmp_path / "incidents.csv"
    path.write_bytes(b"".join(ours.lines(made.ALL, made.request(unconfirmed=True))))
    source = hxl.data(str(path), hxl.InputOptions(allow_local=True))
    assert [c.display_tag for c in source.columns] == [tag for _, tag in ours.TAGS]
    rows = list(source)
    assert len(rows) == len(made.ALL)
    assert rows[0].get("#affected+killed+min") == "2"
    assert rows[0].get("#loc+name+i_en") == "Douma"
    assert rows[0].get("#meta+speaker") == "ناشطون محليون | SANA"
    assert [r.get("#status") for r in rows] == [i.status.value for i in made.ALL]
    assert source.validate(callback=lambda report: pytest.fail(str(report))) in (True, None)


def test_hxl_columns_are_ours() -> None:
    assert {name for name, _ in ours.TAGS} <= set(INCIDENT_NAMES)
    assert len({tag for _, tag in ours.TAGS}) == len(ours.TAGS)


def workbook(*incidents: Incident, unconfirmed: bool = False) -> tuple[bytes, Any]:
    stream = io.BytesIO()
    xlsx.write(incidents, made.request(unconfirmed=unconfirmed), stream)
    return stream.getvalue(), openpyxl.load_workbook(io.BytesIO(stream.getvalue()))


def sheet_rows(book: Any, name: str) -> list[dict[str, Any]]:
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_xlsx_is_read_by_openpyxl() -> None:
    _, book = workbook(*made.ALL, unconfirmed=True)
    assert book.sheetnames == ["incidents", "tellings", "columns"]
    rows, told = sheet_rows(book, "incidents"), sheet_rows(book, "tellings")
    assert [r["id"] for r in rows] == [i.id for i in made.ALL]
    assert list(rows[0]) == list(INCIDENT_NAMES)
    assert list(told[0]) == list(TELLING_NAMES)
    assert (rows[0]["latitude"], rows[0]["killed_min"], rows[5]["cameo"]) == (33.5718, 2, "0871")
    assert [t["status"] for t in told[:4]] == ["asserted", "asserted", "asserted", "denied"]
    assert told[2]["chain"] == "d2/0"
    assert len(sheet_rows(book, "columns")) == len(INCIDENT_NAMES) + len(TELLING_NAMES)


def test_xlsx_holds_no_formula_and_no_illegal_character() -> None:
    _, book = workbook(made.HOSTILE)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "n"}
    (row,) = sheet_rows(book, "incidents")
    assert row["actors"] == "=cmd|' /C calc'!A0"
    assert row["speakers"] == "-1+1;\ufffd تابع"


def test_xlsx_says_when_a_sheet_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 5)
    with pytest.raises(xlsx.TooManyRows, match="narrow the filters"):
        workbook(*made.HAPPENED)


def parquet_table(*incidents: Incident, unconfirmed: bool = False) -> Any:
    stream = io.BytesIO()
    parquet.write(incidents, made.request(unconfirmed=unconfirmed), stream)
    return pq.read_table(io.BytesIO(stream.getvalue()))


def test_parquet_is_read_by_pyarrow() -> None:
    table = parquet_table(*made.ALL, unconfirmed=True)
    assert table.column_names == [*INCIDENT_NAMES, "geometry"]
    kinds = {"text": "string", "int": "int64", "float": "double"}
    assert [str(table.schema.field(c.name).type) for c in INCIDENT] == [kinds[c.kind] for c in INCIDENT]
    rows = table.to_pylist()
    assert [r["id"] for r in rows] == [i.id for i in made.ALL]
    assert rows[0]["killed_min"] == 2
    assert rows[5]["cameo"] == "0871"
    assert struct.unpack("<BIdd", rows[0]["geometry"]) == (1, 1, 36.4027, 33.5718)
    assert rows[8]["geometry"] is None
    geo = json.loads(table.schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"]["encoding"] == "WKB"


def test_parquet_without_incidents_has_its_columns() -> None:
    table = parquet_table()
    assert (table.num_rows, table.column_names) == (0, [*INCIDENT_NAMES, "geometry"])


def test_parquet_in_several_row_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "BATCH", 4)
    stream = io.BytesIO()
    parquet.write(made.HAPPENED, made.request(), stream)
    file = pq.ParquetFile(io.BytesIO(stream.getvalue()))
    assert file.metadata.num_row_groups == 3
    assert file.read().num_rows == len(made.HAPPENED)


def test_parquet_without_its_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arro3.io", None)
    with pytest.raises(parquet.NotInstalled, match=r"hudna\[exports\]"):
        parquet_table(made.SHELLING)
