"""What a monitor's commands work on, the options that they share, and how they write their lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hudna.cli_filters import filter_options, filters_of, ledger_option, opened

if TYPE_CHECKING:
    from hudna.export.listing import Listing
    from hudna.knowledge.agreement import Agreement
    from hudna.model import Incident, Judgement
    from hudna.monitoring.finding import Finding
    from hudna.monitoring.voices import Texts

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "jsonl", "csv", "geojson")


@dataclass(frozen=True, slots=True)
class Case:
    """What a command works on: the incidents asked for, their stories' texts, the agreements."""

    incidents: Sequence[Incident]
    texts: Texts
    agreements: dict[str, Agreement]
    judgements: Sequence[Judgement] = ()

    def findings(self) -> list[Finding]:
        from hudna.knowledge.load import knowledge
        from hudna.monitoring.assess import assess
        from hudna.monitoring.judged import laid_over

        found = assess(self.incidents, self.agreements.values(), knowledge(), self.texts)
        return list(laid_over(found, self.judgements))


def options(*options: Callable[[F], F]) -> Callable[[F], F]:
    def wrap(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return wrap


output_options = options(
    click.option("--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True),
    click.option("--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Of the words."),
    click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."),
)
registry_options = options(
    click.option("--agreement", "agreement_ids", metavar="ID", multiple=True, help="Only this agreement; repeatable."),
    click.option(
        "--registry",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder of agreement files in place of the shipped ones.",
    ),
)
list_options = options(registry_options, ledger_option, filter_options, output_options)


def agreements_of(ids: Sequence[str], folder: Path | None) -> dict[str, Agreement]:
    """The registered agreements asked for. Raises BadParameter, ClickException."""
    from hudna.knowledge.agreements import registry

    found = registry(folder)
    if unknown := [i for i in ids if i not in found]:
        told = f"no such agreement: {', '.join(unknown)}. `hudna agreements` lists them"
        raise click.BadParameter(told, param_hint="--agreement")
    return {i: a for i, a in found.items() if not ids or i in ids}


def case_of(options: dict[str, Any]) -> Case:
    """The case that a command's options ask for; it uses them up."""
    agreements = agreements_of(options.pop("agreement_ids"), options.pop("registry"))
    with opened(options.pop("ledger_name")) as ledger:
        incidents = tuple(ledger.incidents(filters_of(options)))
        texts = ledger.texts(t.story_key for i in incidents for t in i.tellings)
        judgements = ledger.judgements()
    return Case(incidents, lambda key: texts.get(key, ""), agreements, judgements)


def show(listings: Iterable[Listing], format_: str, out: Path | None) -> None:
    """Write lists in a format: tables one below another, the rest one after another."""
    from hudna.deliver import Output

    with Output(out) as stream:
        if format_ == "table":
            _tables(listings, stream)
            return
        for piece in _pieces(listings, format_):
            stream.write(piece)


def _pieces(listings: Iterable[Listing], format_: str) -> Iterator[bytes]:
    from hudna.export import listing as form

    for one in listings:
        if format_ == "jsonl":
            yield from (line.encode() for line in form.jsonl(one))
        elif format_ == "csv":
            yield form.csv_text(one).encode("utf-8-sig")
        else:
            yield form.geojson(one).encode()


def _tables(listings: Iterable[Listing], stream: Any) -> None:
    import io

    from rich.console import Console

    from hudna.export.bidi import Rtl
    from hudna.export.listing_table import print_listing

    terminal = stream.isatty()
    file = io.TextIOWrapper(stream, encoding="utf8", errors="replace", write_through=True)
    try:
        console = Console(file=file, width=None if terminal else 180, highlight=False, markup=False, emoji=False)
        for one in listings:
            print_listing(console, one, Rtl.MARKS if terminal else Rtl.PLAIN)
    finally:
        file.detach()


def lang_of(name: str) -> Any:
    from hudna.export.labels import Lang

    return Lang(name)
