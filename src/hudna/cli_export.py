"""`hudna export`: incidents of the ledger in the formats of the field."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hudna.cli_filters import filter_options, filters_of, ledger_option, opened
from hudna.model import Status

if TYPE_CHECKING:
    from hudna.export.summary import Request
    from hudna.ledger import Ledger
    from hudna.model import Incident

FORMATS = ("acled", "ucdp", "gdelt", "plover", "hxl", "geojson", "gpkg", "parquet", "xlsx", "csv", "jsonl")
_BINARY = ("gpkg", "parquet", "xlsx")
_AT_A_TIME = 100  # incidents


@click.command("export")
@click.argument("format_", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file when all is written.")
@click.option(
    "--include-unconfirmed",
    is_flag=True,
    help="Also what is unconfirmed, denied, conditional or planned; every format marks it.",
)
@filter_options
@ledger_option
def export(format_: str, out: Path | None, include_unconfirmed: bool, ledger_name: str | None, **options: Any) -> int:
    """Write the ledger's incidents.

    FORMAT is acled, ucdp, gdelt, plover, hxl, geojson, gpkg, parquet, xlsx, csv or jsonl.

    Only what somebody asserts is exported as having happened. What is unconfirmed, denied, conditional or planned is
    left out and counted on standard error, with what the format has no place for. gdelt is two files and needs --out:
    the events go there, the mentions beside it (`x.tsv`, `x.mentions.tsv`).

    \b
    Examples:
      hudna export geojson --out syria.geojson --place SY --since 2018-03-01
      hudna export acled --type shelling,air_strike --grade C3 > strikes.csv
      hudna export gdelt --out march.tsv --include-unconfirmed
    """
    _check(format_, out, include_unconfirmed, options["status"])
    from hudna.export.summary import Request

    filters = filters_of(options)
    with opened(ledger_name) as ledger:
        incidents = _Told(ledger, ledger.incidents(filters))
        request = Request(incidents.text, include_unconfirmed)
        _write(format_, incidents, request, out)
    _tell(incidents.count, request)
    return 0


def _check(format_: str, out: Path | None, include_unconfirmed: bool, status: frozenset[str]) -> None:
    if format_ == "gdelt" and out is None:
        raise click.UsageError("gdelt is two files, events and mentions: name the first with --out")
    if format_ in _BINARY and out is None and sys.stdout.isatty():
        raise click.UsageError(f"{format_} is no text: name a file with --out, or pipe it on")
    if not include_unconfirmed and status and Status.ASSERTED.value not in status:
        raise click.UsageError(
            f"--status {','.join(sorted(status))} asks for what nobody asserts: add --include-unconfirmed, "
            "and it is exported with a mark"
        )


class _Told:
    """Incidents, counted as they pass, with the texts of their stories at hand while they do."""

    def __init__(self, ledger: Ledger, incidents: Iterable[Incident]) -> None:
        self.ledger, self.incidents = ledger, iter(incidents)
        self.count = 0
        self.texts: dict[str, str] = {}

    def __iter__(self) -> Iterator[Incident]:
        while some := list(islice(self.incidents, _AT_A_TIME)):
            self.texts = self.ledger.texts(telling.story_key for one in some for telling in one.tellings)
            for incident in some:
                self.count += 1
                yield incident

    def text(self, story: str) -> str | None:
        """A story's text by its key; None if there is none."""
        return self.texts[story] if story in self.texts else self.ledger.text(story)


def _write(format_: str, incidents: Iterable[Incident], request: Request, out: Path | None) -> None:
    from hudna.deliver import Output
    from hudna.export import formats
    from hudna.export.parquet import NotInstalled
    from hudna.export.xlsx import TooManyRows

    try:
        with Output(out) as stream:
            if format_ != "gdelt":
                formats.write(format_, incidents, request, stream)
                return
            assert out is not None
            with Output(formats.mentions_path(out)) as mentions:
                formats.write_gdelt(incidents, request, stream, mentions)
    except (NotInstalled, TooManyRows) as error:
        raise click.ClickException(str(error)) from error


def _tell(count: int, request: Request) -> None:
    """How many were written, and what was left out for which reason."""
    left = request.left
    click.echo(_plural(count - left.total(), "incident"), err=True)
    if left:
        told = ", ".join(f"{n} {reason}" for reason, n in sorted(left.items(), key=lambda item: (-item[1], item[0])))
        doubted = any(left[s.value] for s in Status)
        hint = "; --include-unconfirmed takes what is not asserted, with a mark" if doubted else ""
        click.echo(f"left out: {told}{hint}", err=True)


def _plural(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"
