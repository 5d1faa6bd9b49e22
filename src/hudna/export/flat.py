"""CSV for spreadsheets, one row an incident: UTF-8 with BOM, several values of a cell parted by ` | `.

Text that a spreadsheet would take for a formula gets an apostrophe before it, and the CAMEO code its description
behind it, as a bare 0871 would open as 871.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hudna.export.columns import INCIDENT_NAMES, incident_row
from hudna.export.csv import BOM
from hudna.export.plain import row
from hudna.export.summary import Request, summaries
from hudna.knowledge.codes import code_lists
from hudna.model import Incident


def lines(incidents: Iterable[Incident], request: Request) -> Iterator[bytes]:
    """The file in pieces: BOM and header, then a row an incident in their order."""
    yield BOM + row(INCIDENT_NAMES)
    for summary in summaries(incidents, request):
        found = incident_row(summary)
        found["cameo"] = f"{summary.codes.cameo} {code_lists().cameo[summary.codes.cameo]}"
        yield row(found.values())
