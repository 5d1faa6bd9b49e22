"""Whatever stands in names, outlets and words, every format keeps its rows and columns."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from hudna.export import acled, columns, flat, gdelt, geojson, hxl, incident_lines, parquet, plover, ucdp, xlsx
from hudna.export.summary import Request
from hudna.knowledge.codes import codes_for
from hudna.model import (
    Attribution,
    Basis,
    Claim,
    ClaimType,
    Code,
    Document,
    Extent,
    Figure,
    FigureKind,
    Incident,
    Name,
    Participant,
    Place,
    PlaceRole,
    Precision,
    Role,
    Span,
    Status,
    Tally,
    Telling,
    Time,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
some = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
spans = some.map(lambda text: Span(0, len(text), text))
numbers = st.none() | st.integers(0, 10**6)
days = st.dates().map(lambda d: d.isoformat())
participants = st.builds(
    Participant, st.sampled_from(Role), spans, st.none() | words, st.none() | st.builds(Name, words, words),
    st.none() | st.builds(Code, st.sampled_from([None, "SYR", "IGO", "ZZZ"]), st.sampled_from([None, "MIL", "CVL"])),
)  # fmt: skip
places = st.builds(
    Place, st.sampled_from(PlaceRole), spans, st.none() | words, st.none() | st.builds(Name, words, words),
    st.floats(-90, 90), st.floats(-180, 180), st.sampled_from([None, "town", "admin1", "country", "water"]),
    st.none() | st.floats(0, 500), st.sampled_from([(), ("SY",), ("SY", "SY-RD"), ("XX",), ("YE", "YE-TA", "YE1501")]),
    st.sampled_from([None, "name", "name+near", "within"]),
)  # fmt: skip
nowhere = places.map(lambda p: replace(p, lat=None, lon=None))
figures = st.builds(Figure, st.sampled_from(FigureKind), numbers, numbers, spans, st.none() | spans, st.booleans())
times = st.builds(
    lambda a, b, precision, basis: Time(None, min(a, b), max(a, b), precision, basis),
    days, days, st.sampled_from(Precision), st.sampled_from(Basis),
)  # fmt: skip


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    type_, status = draw(st.sampled_from(ClaimType)), draw(st.sampled_from(Status))
    who, where = tuple(draw(st.lists(participants, max_size=3))), tuple(draw(st.lists(places | nowhere, max_size=3)))
    told, when = tuple(draw(st.lists(figures, max_size=3))), draw(st.none() | times)
    said = tuple(draw(st.lists(st.builds(Attribution, spans, st.none()), max_size=2)))
    document = Document(draw(some), draw(st.none() | words), draw(st.none() | words), draw(st.none() | words),
                        draw(st.none() | st.dates()))  # fmt: skip
    claim = Claim("c1", type_, status, draw(spans), Extent(0, 5), who, where, when, told, None, said, None,
                  codes_for(type_, None, status), draw(words))  # fmt: skip
    telling = Telling(document, 0, claim, "chain")
    tallies = tuple(Tally(f.kind, f.min, f.max, ((telling.key, f),)) for f in told)
    return Incident(draw(some), type_, status, when, where, who, tallies, None, (telling,), ())


def request() -> Request:
    return Request(texts=lambda story: "قصف، ثم هدوء.", unconfirmed=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(incidents(), max_size=4))
def test_rows_and_columns_hold(found: list[Incident]) -> None:
    for module, names in ((acled, acled.COLUMNS), (ucdp, ucdp.COLUMNS), (flat, columns.INCIDENT_NAMES)):
        asked = request()
        text = b"".join(module.lines(found, asked)).decode("utf-8-sig")
        head, *rows = csv.reader(io.StringIO(text, newline=""))
        assert tuple(head) == names
        assert len(rows) == len(found) - asked.left.total()
        assert all(len(row) == len(names) for row in rows)
    for row in csv.DictReader(io.StringIO(b"".join(ucdp.lines(found, request())).decode("utf-8-sig"), newline="")):
        assert 1 <= int(row["low"]) <= int(row["best"]) <= int(row["high"])
        split = [int(row[f"deaths_{of}"]) for of in ("a", "b", "civilians", "unknown")]
        assert sum(split) == int(row["best"])
        assert min(split) >= 0
    lines = b"".join(hxl.lines(found, request())).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(lines, newline="")))) == len(found) + 2
    for event in gdelt.rows(found, request()):
        assert event.event.count(b"\t") == 60
        assert event.event.count(b"\n") == 1
        assert all(m.count(b"\t") == 15 and m.count(b"\n") == 1 for m in event.mentions)
    assert len(json.loads(b"".join(geojson.lines(found, request())))["features"]) == len(found)
    assert [json.loads(line)["id"] for line in incident_lines.lines(found, request())] == [i.id for i in found]
    assert all(json.loads(line)["actor"] is not None for line in plover.lines(found, request()))


@settings(max_examples=25, deadline=None)
@given(st.lists(incidents(), max_size=3))
def test_packed_formats_hold_every_row(found: list[Incident]) -> None:
    stream = io.BytesIO()
    parquet.write(found, request(), stream)
    assert pq.read_table(io.BytesIO(stream.getvalue()))["id"].to_pylist() == [i.id for i in found]
    book = io.BytesIO()
    xlsx.write(found, request(), book)
    sheet = openpyxl.load_workbook(book, read_only=True)["incidents"]
    assert len(list(sheet.iter_rows(values_only=True))) == len(found) + 1
