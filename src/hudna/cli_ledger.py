"""`hudna add` and what else keeps the ledger."""

from __future__ import annotations

import sys
from datetime import date

import click

from hudna.cli_filters import day, ledger_option, opened


@click.command()
@click.argument("inputs", nargs=-1)
@click.option("--published", metavar="DATE", callback=day, help="Day of publication where the page tells none.")
@click.option("--outlet", help="Who published it.")
@ledger_option
def add(inputs: tuple[str, ...], published: date | None, outlet: str | None, ledger_name: str | None) -> int:
    """Read pages into the ledger: each page is kept whole or not at all, and the same page again changes nothing.

    \b
    Example:
      hudna add archive/
    """
    from hudna.deliver import Problems
    from hudna.intake import Unreadable, open_inputs, read_pages
    from hudna.ledger import LedgerError

    problems = Problems()
    with opened(ledger_name, create=True) as ledger:
        for raw in open_inputs(inputs or ("-",), stdin=sys.stdin.buffer):
            for page in read_pages(raw, published=published, outlet=outlet):
                if isinstance(page, Unreadable):
                    list(problems.without([page]))
                    continue
                try:
                    ledger.add(page)
                except LedgerError as error:
                    list(problems.without([Unreadable(raw.name, None, str(error))]))
    return 1 if problems.count else 0
