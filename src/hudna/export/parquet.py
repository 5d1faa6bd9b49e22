"""Parquet with the columns of the CSV and a GeoParquet 1.1 point, in row groups as the incidents come.

Written with arro3 (34 MB installed; pyarrow takes 170 MB), which comes with `pip install "hudna[exports]"`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from hudna.export.columns import INCIDENT, Column, cells, incident_row
from hudna.export.summary import Request, Summary, summaries
from hudna.export.wkb import point
from hudna.model import Incident

if TYPE_CHECKING:
    from arro3.core import DataType, RecordBatch, Schema

BATCH = 10_000  # incidents of a row group
EXTRA = 'Parquet needs arro3: pip install "hudna[exports]"'
_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}


class NotInstalled(RuntimeError):
    """A library of an extra is not there; the message names the extra."""


def write(incidents: Iterable[Incident], request: Request, stream: BinaryIO) -> None:
    """Write the file. Raises NotInstalled."""
    try:
        from arro3.core import RecordBatchReader
        from arro3.io import write_parquet
    except ModuleNotFoundError as error:
        raise NotInstalled(EXTRA) from error
    schema = _schema()
    reader = RecordBatchReader.from_batches(schema, _batches(summaries(incidents, request), schema))
    write_parquet(
        reader,
        stream,
        compression="zstd(3)",
        created_by="hudna",
        max_row_group_size=BATCH,
        skip_arrow_metadata=True,  # else pyarrow takes its own notes for the file's and does not see `geo`
        key_value_metadata={"geo": json.dumps(_GEO, separators=(",", ":"))},
    )


def _types() -> dict[str, DataType]:
    from arro3.core import DataType

    return {"text": DataType.string(), "int": DataType.int64(), "float": DataType.float64()}


def _schema() -> Schema:
    from arro3.core import DataType, Field, Schema

    types = _types()
    fields = [Field(c.name, types[c.kind], nullable=c.name != "id") for c in INCIDENT]
    return Schema([*fields, Field("geometry", DataType.binary(), nullable=True)])


def _batches(found: Iterator[Summary], schema: Schema) -> Iterator[RecordBatch]:
    """Row groups; one without rows where there are no incidents, so that the columns are told all the same."""
    from arro3.core import Array, DataType, RecordBatch

    types, first = _types(), True
    while rows := list(islice(found, BATCH)):
        first = False
        yield RecordBatch.from_arrays(_arrays(rows), schema=schema)
    if first:
        empty = [*(Array([], type=types[c.kind]) for c in INCIDENT), Array([], type=DataType.binary())]
        yield RecordBatch.from_arrays(empty, schema=schema)


def _arrays(rows: list[Summary]) -> list[Any]:
    from arro3.core import Array, DataType

    types = _types()
    values = zip(*(cells(incident_row(s), INCIDENT) for s in rows), strict=True)
    arrays = [Array(list(map(_value(c), column)), type=types[c.kind])
              for c, column in zip(INCIDENT, values, strict=True)]  # fmt: skip
    return [*arrays, Array([point(s.place) for s in rows], type=DataType.binary())]


def _value(column: Column) -> Any:
    return float_or_none if column.kind == "float" else _as_is


def float_or_none(value: Any) -> float | None:
    return None if value is None else float(value)


def _as_is(value: Any) -> Any:
    return value
