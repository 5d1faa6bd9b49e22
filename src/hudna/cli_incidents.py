"""`hudna incidents` and `hudna incident`: what the ledger's claims add up to."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from hudna.cli_filters import filter_options, filters_of, ledger_option, opened

if TYPE_CHECKING:
    from rich.console import RenderableType

    from hudna.export.bidi import Rtl
    from hudna.model import Incident

FORMATS = ("table", "jsonl", "csv")
_RTL = click.option(
    "--rtl",
    type=click.Choice(["marks", "visual", "plain"]),
    envvar="HUDNA_RTL",
    help="Arabic on the terminal, as for `hudna read`.",
)
_LANG = click.option("--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Of the words.")


@click.command()
@click.option("--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True)
@_LANG
@_RTL
@filter_options
@ledger_option
def incidents(format_: str, lang: str, rtl: str | None, ledger_name: str | None, **options: Any) -> int:
    """List incidents: what claims of all stories, held to tell of one occurrence, add up to.

    They come by their first day. jsonl holds, beside the incident's values, `claims` (told as news) and `mentions`
    (further down, as old, or only supposed), each with document, story, claim and start.

    \b
    Examples:
      hudna incidents --place SY --since 2018-03-01 --until 2018-03-31
      hudna incidents --type shelling,air_strike --near 33.51,36.29,20 --grade fair --format csv > near.csv
    """
    with opened(ledger_name) as ledger:
        _write(ledger.incidents(filters_of(options)), format_, lang, rtl)
    return 0


def _write(found: Iterable[Incident], format_: str, lang: str, rtl: str | None) -> None:
    if format_ != "table":
        for piece in _pieces(found, format_):
            sys.stdout.buffer.write(piece)
        return
    from hudna.export.incident_rows import table
    from hudna.export.labels import Lang
    from hudna.export.wording import counted

    told = list(found)
    count = counted("incident", len(told), Lang(lang))
    _print(rtl, lambda shown: [table(told, shown, Lang(lang)), count])


def _pieces(found: Iterable[Incident], format_: str) -> Iterator[bytes]:
    if format_ == "csv":
        from hudna.export.incident_rows import lines

        yield from lines(found)
        return
    import msgspec

    from hudna.linking.record import record

    for one in found:
        yield msgspec.json.encode(record(one)) + b"\n"


@click.command()
@click.argument("id_", metavar="ID")
@_LANG
@_RTL
@ledger_option
def incident(id_: str, lang: str, rtl: str | None, ledger_name: str | None) -> int:
    """Tell one incident whole: every version, who says it, where they differ, copies, sentences, why they were joined.

    ID is an incident's id, or the key of a claim that it holds (document/story/claim).

    \b
    Example:
      hudna incident i21c5651d1e7d
    """
    from hudna.export.dossier import lines
    from hudna.export.labels import Lang

    with opened(ledger_name) as ledger:
        found = ledger.incident(id_)
        if found is None:
            raise click.ClickException(f"the ledger holds no incident {id_!r}, and no claim of that key")
        told = list(lines(found, ledger.text, Lang(lang)))
    _print(rtl, lambda shown: told)
    return 0


def _print(rtl: str | None, pieces: Callable[[Rtl], Sequence[RenderableType]]) -> None:
    """Print pieces of text or tables, their Arabic as the terminal takes it."""
    from rich.console import Console
    from rich.text import Text

    from hudna.deliver import table_width
    from hudna.export.bidi import Rtl
    from hudna.export.table import Directed

    terminal = sys.stdout.isatty()
    shown = Rtl(rtl or ("marks" if terminal else "plain"))
    file = io.TextIOWrapper(sys.stdout.buffer, encoding="utf8", errors="replace", write_through=True)
    try:
        width = None if terminal else table_width()
        console = Console(file=file, width=width, highlight=False, markup=False, emoji=False)
        for piece in pieces(shown):
            whole: RenderableType = Directed(Text(piece), shown) if isinstance(piece, str) else piece
            console.print(whole, soft_wrap=isinstance(piece, str))
    finally:
        file.detach()
