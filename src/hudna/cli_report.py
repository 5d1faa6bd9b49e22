"""`hudna report` and `hudna alert`: what a monitoring mission sends out."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from hudna.cli_case import agreements_of, case_of
from hudna.cli_filters import day, ledger_option

FORMATS = ("html", "pdf", "docx", "md")


@click.command()
@click.option("--agreement", "agreement_id", metavar="ID", required=True, help="The agreement that it reports on.")
@click.option("--from", "first", metavar="DATE", callback=day, required=True, help="First day of the period.")
@click.option("--to", "last", metavar="DATE", callback=day, required=True, help="Last day of the period.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="html", show_default=True)
@click.option("--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option(
    "--registry",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of agreement files in place of the shipped ones.",
)
@ledger_option
def report(agreement_id: str, first: date, last: date, format_: str, lang: str, out: Path | None,
           registry: Path | None, ledger_name: str | None) -> int:  # fmt: skip
    """Write the report on a period of an agreement, set against the period of the same length before it.

    Headline figures with their uncertainty, alleged breaches by kind, party, area and grade with charts and a map,
    rival counts, control, sieges, movements, diplomacy, what could not be judged and why, areas that no story tells of,
    and the method. The same ledger gives the same file, byte for byte.

    \b
    Examples:
      hudna report --agreement ye-pause-2015-07 --from 2015-07-27 --to 2015-07-31 --out pause.html
      hudna report --agreement sy-unscr-2401 --from 2018-03-05 --to 2018-03-11 --format pdf --lang ar --out week.pdf
    """
    from hudna.deliver import Output
    from hudna.export.labels import Lang
    from hudna.export.report_formats import write
    from hudna.export.typeset import TypesetMissing
    from hudna.knowledge.load import knowledge
    from hudna.monitoring import report as reports

    if last < first:
        raise click.BadParameter(f"{last} lies before {first}", param_hint="--to")
    if out is None and format_ in ("pdf", "docx") and sys.stdout.isatty():
        raise click.UsageError(f"{format_} goes to a file: give --out")
    agreement = agreements_of([agreement_id], registry)[agreement_id]
    period = reports.Period(first, last)
    options: dict[str, Any] = {
        "agreement_ids": [agreement_id], "registry": registry, "ledger_name": ledger_name, "types": frozenset(),
        "place": None, "actor": None, "since": period.before.first, "until": last, "near": None, "grade": None,
        "status": frozenset(),
    }  # fmt: skip
    case = case_of(options)
    made = reports.report(agreement, period, case.incidents, knowledge(), case.texts, case.judgements)
    try:
        data = write(made, format_, Lang(lang))
    except TypesetMissing as error:
        raise click.ClickException(str(error)) from error
    with Output(out) as stream:
        stream.write(data)
    return 0
