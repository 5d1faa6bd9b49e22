"""Every column of every format stands in docs/exports.md, with the words that a workbook has for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hudna.cli_export import FORMATS
from hudna.export import acled, gdelt, gpkg, hxl, plover, ucdp
from hudna.export.columns import INCIDENT, TELLING

DOCS = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf8")


def section(title: str) -> str:
    """A section's text, its title left out."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", DOCS, re.DOTALL | re.MULTILINE)
    assert found, title
    return found[1]


def test_shared_columns_have_the_same_words() -> None:
    for column in INCIDENT:
        assert f"| `{column.name}` | {column.kind} | {column.what} |" in section("CSV")
    for column in (*TELLING, *gpkg.PLACE):
        assert f"| `{column.name}` | {column.kind} | {column.what} |" in section("GeoPackage")
    for name, tag in hxl.TAGS:
        assert f"| `{name}` | `{tag}` |" in section("HXL")


@pytest.mark.parametrize(
    ("title", "columns"),
    [("ACLED", acled.COLUMNS), ("UCDP", ucdp.COLUMNS), ("PLOVER", plover.FIELDS), ("GDELT", gdelt.MENTION_COLUMNS)],
)
def test_columns_of_a_standard_are_described(title: str, columns: tuple[str, ...]) -> None:
    assert [c for c in columns if f"`{c}`" not in section(title)] == []


def test_events_of_gdelt_are_described() -> None:
    told = section("GDELT").replace("and the same of `Actor2`", " ".join(f"`{c}`" for c in gdelt.EVENT_COLUMNS[15:25]))
    groups = ("Actor1Geo_", "Actor2Geo_")
    assert [c for c in gdelt.EVENT_COLUMNS if f"`{c}`" not in told and not c.startswith(groups)] == []


def test_every_format_has_its_row() -> None:
    assert [f for f in FORMATS if f"| `{f}` |" not in section("`hudna export`")] == []
