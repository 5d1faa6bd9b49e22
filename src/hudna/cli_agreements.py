"""`hudna agreements`: the registry, one agreement whole, those found in reporting, tables of other projects."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hudna.cli_case import agreements_of, case_of, lang_of, list_options, show
from hudna.cli_filters import day

if TYPE_CHECKING:
    pass


@click.command()
@click.argument("agreement_id", metavar="[ID]", required=False)
@click.option("--found", is_flag=True, help="Agreements that the ledger's stories tell of, for review.")
@click.option("--at", metavar="DATE", callback=day, help="Only those in force on this day.")
@click.option("--columns", type=click.Choice(["pax", "prio"]), help="As CSV in the columns of PA-X or of ETH/PRIO CF.")
@click.option(
    "--import",
    "imported",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Draft entries from a table in --columns, with blanks to fill in.",
)
@list_options
def agreements(agreement_id: str | None, found: bool, at: date | None, columns: str | None, imported: Path | None,
               format_: str, lang: str, out: Path | None, **options: Any) -> int:  # fmt: skip
    """List the registered agreements, show one whole, or list those found in reporting.

    The registry is data (`knowledge/data/agreements/`), checked when it is read: what is wrong is told with its file
    and line, and nothing is used. With --registry another folder is read.

    \b
    Examples:
      hudna agreements
      hudna agreements sy-unscr-2401 --lang ar
      hudna agreements --found --since 2018-03-01 --format csv --out candidates.csv
      hudna agreements --columns pax --out registry.csv
      hudna agreements --import pax.csv --columns pax --out drafts.yml
    """
    from hudna.export import monitor_rows as rows
    from hudna.knowledge.load import knowledge
    from hudna.monitoring.candidates import candidates
    from hudna.monitoring.finding import Answer
    from hudna.monitoring.periods import in_force

    if imported is not None:
        if columns is None:
            raise click.UsageError("--import needs --columns pax or --columns prio")
        return _drafted(imported, columns, out)
    if found:
        case = case_of(options)
        told = candidates(case.incidents, list(case.agreements.values()), knowledge(), case.texts)
        show([rows.candidates(told, lang_of(lang))], format_, out)
        return 0
    known = agreements_of([agreement_id] if agreement_id else options["agreement_ids"], options["registry"])
    held = [a for a in known.values() if at is None or any(f.holds(at, at) is not Answer.NO for f in in_force(a))]
    if columns is not None:
        from hudna.export.agreement_columns import COLUMNS

        show([COLUMNS[columns](held)], "csv", out)
        return 0
    if agreement_id and format_ == "table":
        from hudna.export.agreement_page import lines

        click.echo("\n".join(lines(known[agreement_id], lang_of(lang))))
        return 0
    show([rows.agreements(held, lang_of(lang))], format_, out)
    return 0


def _drafted(path: Path, columns: str, out: Path | None) -> int:
    """Write drafts of the registry's entries; tell each row that was not taken. 1 where there was one."""
    from hudna.deliver import Output
    from hudna.knowledge.agreement_import import Draft, drafts

    status = 0
    with Output(out) as stream:
        for one in drafts(path, columns):
            if isinstance(one, Draft):
                stream.write(("\n".join(one.lines) + "\n\n").encode())
            else:
                click.echo(str(one), err=True)
                status = 1
    return status
