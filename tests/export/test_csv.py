"""CSV: opens in a spreadsheet as it stands, and nothing in it is run as a formula."""

from __future__ import annotations

import csv
import io

from by_hand import CLAIMS, EMPTY, READING
from hypothesis import given
from hypothesis import strategies as st

from hudna.export import csv as export


def rows() -> list[dict[str, str]]:
    data = b"".join(export.lines([READING, EMPTY]))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_one_row_a_claim_in_story_order() -> None:
    assert [row["claim"] for row in rows()] == [c.id for c in CLAIMS]


def test_values_stand_in_their_columns() -> None:
    first = rows()[0]
    assert (first["actors"], first["actor_ids"]) == ("قوات النظام", "syria-government-forces")
    assert (first["target_names"], first["target_sectors"]) == ("civilians", "CVL")
    assert (first["latitude"], first["longitude"], first["level"]) == ("34.82", "36.69", "town")
    assert (first["killed_min"], first["killed_max"], first["other_figures"]) == ("4", "4", "killed (part): 2")
    assert (first["date_from"], first["date_basis"]) == ("2018-03-12", "text")
    assert first["sentence"].startswith("أفاد ناشطون")


def test_codes_stay_text_in_a_spreadsheet() -> None:
    assert rows()[5]["cameo"] == "036 Express intent to meet or negotiate"


def test_open_bounds_and_unknowns_are_empty() -> None:
    row = rows()[3]
    assert (row["displaced_min"], row["displaced_max"]) == ("180", "")
    assert (row["date_from"], row["date_to"], row["date_basis"]) == ("", "2018-03-13", "published")
    assert row["actors"] == row["speakers"] == row["means"] == ""


def test_formulas_are_guarded() -> None:
    assert rows()[0]["title"] == '\'=HYPERLINK("x") <script>'
    assert export.guard("\u200f=1+1") == "'\u200f=1+1"
    assert export.guard(-1.5) == -1.5


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not str(export.guard(text)).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_any_text_stays_in_its_cell(values: list[str]) -> None:
    line = export._line(values).decode()
    assert next(csv.reader(io.StringIO(line, newline=""))) == [str(export.guard(v)) for v in values]
