"""Where imported places are kept, and what all tables owe to their sources.

Tables lie in the user's data folder (`platformdirs.user_data_path("hudna")/places`), or where HUDNA_PLACES says. To
take an import back, delete its file; the knowledge cache notices.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from platformdirs import user_data_path

from hudna.knowledge.place_import import ImportedPlace, licences, write_table
from hudna.knowledge.place_tables import DATA, PlaceEntry, read_rows, read_table, table_paths

_NAME = re.compile(r"[\w][\w.-]{0,80}")
SHIPPED = {
    "hudna": ("Hudna's own places", "CC0 1.0"),
    "geonames": ("GeoNames", "CC BY 4.0, GeoNames (https://www.geonames.org), changed"),
    "natural-earth": ("Natural Earth", "public domain; points and outlines of countries and divisions"),
}


def folder() -> Path:
    """The folder of imported tables, which need not exist."""
    named = os.environ.get("HUDNA_PLACES")
    return Path(named).expanduser() if named else user_data_path("hudna") / "places"


def tables() -> list[Path]:
    """The imported tables, in the order in which they are loaded."""
    return sorted(folder().glob("*.tsv"))


def table(name: str) -> Path:
    """The file of an imported table. Raises ValueError for a name that is no plain file name."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name for a table; use letters, digits, '-', '_' and '.'")
    return folder() / f"{name}.tsv"


def keep(places: Iterable[ImportedPlace], name: str) -> int:
    """Write a table under a name, in place of an earlier one of that name; how many rows."""
    return write_table(places, table(name))


def named_tables() -> dict[str, Path]:
    """Every table by name: the shipped ones, then the imported ones."""
    shipped = {path.name.split(".")[0]: path for path in table_paths(())}
    return shipped | {path.stem: path for path in tables()}


def entries(path: Path) -> list[PlaceEntry]:
    """The entries of one table. Raises ValueError naming the file and the line."""
    return read_table(path)


def due() -> list[tuple[str, str, int]]:
    """Every source with its licence and its number of rows, the shipped ones first."""
    rows: Counter[str] = Counter()
    for path in table_paths(()):
        rows["hudna" if path.parent.name == "places" else "geonames"] += sum(1 for _ in read_rows(path))
    rows["natural-earth"] = sum(1 for _ in read_rows(DATA / "gazetteer" / "outlines.tsv.gz"))
    shipped = [(*SHIPPED[key], rows[key]) for key in SHIPPED]
    return [*shipped, *licences(tables())]
