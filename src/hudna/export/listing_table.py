"""A list of rows in the terminal: only the columns that hold something, ids last."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hudna.export.bidi import Rtl, written
from hudna.export.listing import Listing

_SHARES = {"why": 5, "sentence": 6, "parties": 4, "finding": 2, "when": 2, "where": 3, "says": 3}  # of the width
_LEAST = {"when": len("≤ 2018-03-12")}  # characters


def print_listing(console: Console, listing: Listing, rtl: Rtl) -> None:
    """The rows as a table, or the line for when there are none."""
    if listing.title:
        console.print(Text(listing.title, style="bold"))
    if not listing.rows:
        console.print(Text(listing.none, style="dim"))
        return
    shown = [c for c in listing.shown or listing.columns if any(row.cells.get(c) for row in listing.rows)]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    for column in shown:
        ratio, least = _SHARES.get(column, 2), _LEAST.get(column)
        table.add_column(column.replace("_", " "), overflow="fold", ratio=ratio, min_width=least)
    for row in listing.rows:
        table.add_row(*(written(row.cells.get(c, ""), rtl) for c in shown))
    console.print(table)
