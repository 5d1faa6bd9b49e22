"""A monitor's lists: agreements, assess, findings, breaches, control, sieges, movements, diplomacy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hudna.cli_filters import day, filter_options, filters_of, ledger_option, opened

if TYPE_CHECKING:
    from hudna.export.listing import Listing
    from hudna.knowledge.agreement import Agreement
    from hudna.model import Incident, Judgement
    from hudna.monitoring.finding import Finding
    from hudna.monitoring.voices import Texts

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "jsonl", "csv", "geojson")


# ── what the commands share ──────────────────────────────────────────────────────────────────────────────────────


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


def _options(*options: Callable[[F], F]) -> Callable[[F], F]:
    def wrap(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return wrap


_output = _options(
    click.option("--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True),
    click.option("--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Of the words."),
    click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."),
)
_registry = _options(
    click.option("--agreement", "agreement_ids", metavar="ID", multiple=True, help="Only this agreement; repeatable."),
    click.option(
        "--registry",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder of agreement files in place of the shipped ones.",
    ),
)
_list = _options(_registry, ledger_option, filter_options, _output)


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


def _lang(name: str) -> Any:
    from hudna.export.labels import Lang

    return Lang(name)


# ── the commands ─────────────────────────────────────────────────────────────────────────────────────────────────


@click.command()
@click.argument("agreement_id", metavar="[ID]", required=False)
@click.option("--found", is_flag=True, help="Agreements that the ledger's stories tell of, for review.")
@click.option("--at", metavar="DATE", callback=day, help="Only those in force on this day.")
@click.option("--columns", type=click.Choice(["pax", "prio"]), help="As CSV in the columns of PA-X or of ETH/PRIO CF.")
@click.option(
    "--import", "imported", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Draft entries from a table in --columns, with blanks to fill in.",
)
@_list
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
        show([rows.candidates(told, _lang(lang))], format_, out)
        return 0
    known = agreements_of([agreement_id] if agreement_id else options["agreement_ids"], options["registry"])
    held = [a for a in known.values() if at is None or any(f.holds(at, at) is not Answer.NO for f in in_force(a))]
    if columns is not None:
        from hudna.export.agreement_columns import COLUMNS

        show([COLUMNS[columns](held)], "csv", out)
        return 0
    if agreement_id and format_ == "table":
        from hudna.export.agreement_page import lines

        click.echo("\n".join(lines(known[agreement_id], _lang(lang))))
        return 0
    show([rows.agreements(held, _lang(lang))], format_, out)
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


@click.command()
@_list
def assess(format_: str, lang: str, out: Path | None, **options: Any) -> int:
    """Hold everything in the ledger against the agreements: findings, control, sieges, movements, diplomacy.

    \b
    Examples:
      hudna assess
      hudna assess --agreement sy-southwest-zone-2017 --since 2018-03-01 --until 2018-03-31
    """
    case = case_of(options)
    show(_everything(case, _lang(lang)), format_, out)
    return 0


def _everything(case: Case, lang: Any) -> Iterator[Listing]:
    from hudna.export import monitor_rows as rows
    from hudna.knowledge.load import knowledge
    from hudna.monitoring.candidates import candidates
    from hudna.monitoring.control import states
    from hudna.monitoring.diplomacy import diplomacy
    from hudna.monitoring.movements import movements as moved
    from hudna.monitoring.sieges import sieges as besieged

    known, held = knowledge(), list(case.agreements.values())
    told = candidates(case.incidents, held, known, case.texts)
    found = case.findings()
    for title, listing in (
        ("Findings", rows.findings(found, case.incidents, lang)),
        ("Breaches, per monitor", rows.breaches(_entries(case, found), lang)),
        ("Control of places", rows.control(states(case.incidents), lang)),
        ("Sieges", rows.sieges(besieged(case.incidents, known), lang)),
        ("Movements of people", rows.movements(moved(case.incidents, known, under(case)), lang)),
        ("Agreements told", rows.candidates(told, lang)),
        ("Diplomacy", rows.diplomacy(diplomacy(case.incidents, held, known, case.texts), lang)),
    ):
        yield replace(listing, title=title)


def under(case: Case) -> dict[str, str]:
    """The agreement that a story ties its own movements of people to, by incident."""
    from hudna.knowledge.load import knowledge
    from hudna.monitoring.ties import under_agreements

    return under_agreements(case.incidents, list(case.agreements.values()), knowledge(), case.texts)


def _entries(case: Case, found: Sequence[Finding]) -> list[Any]:
    from hudna.knowledge.load import knowledge
    from hudna.monitoring.breaches import ledger

    return [e for a in case.agreements.values() for e in ledger(a, case.incidents, found, knowledge())]


@click.command()
@click.option("--counted", is_flag=True, help="Only those that a count of alleged breaches holds.")
@_list
def findings(counted: bool, format_: str, lang: str, out: Path | None, **options: Any) -> int:
    """List incidents held against the terms of agreements, each with its answers and reasons.

    \b
    Examples:
      hudna findings --agreement ye-pause-2015-07
      hudna findings --counted --format geojson --out breaches.geojson
    """
    from hudna.export import monitor_rows as rows

    case = case_of(options)
    found = [f for f in case.findings() if f.counted or not counted]
    show([rows.findings(found, case.incidents, _lang(lang))], format_, out)
    return 0


@click.command()
@_list
def breaches(format_: str, lang: str, out: Path | None, **options: Any) -> int:
    """Set the counts of all monitors side by side: who counted what, in which unit, over what, leaving out whom.

    Counts that reporting quotes stay the entries of whoever made them; they are never added up, nor to this desk's.

    \b
    Example:
      hudna breaches --agreement sy-cessation-2016-02
    """
    from hudna.export import monitor_rows as rows

    case = case_of(options)
    show([rows.breaches(_entries(case, case.findings()), _lang(lang))], format_, out)
    return 0


@click.command()
@click.option("--at", metavar="DATE", callback=day, help="Who holds what on this day. [default: every interval]")
@_list
def control(at: date | None, format_: str, lang: str, out: Path | None, **options: Any) -> int:
    """List who holds which place, from when to when, by whom it is told; contested where speakers differ.

    Only places that somebody told are listed; nothing is spread over the ground between them.

    \b
    Examples:
      hudna control --at 2018-03-12 --format geojson --out control.geojson
      hudna control --place sy-yarmouk-camp
    """
    from hudna.export import monitor_rows as rows
    from hudna.monitoring.control import states

    found = [s for s in states(case_of(options).incidents) if at is None or s.at(at)]
    show([rows.control(found, _lang(lang))], format_, out)
    return 0


@click.command()
@_list
def sieges(format_: str, lang: str, out: Path | None, **options: Any) -> int:
    """List the sieges told: besieger, place, since when, people inside, aid, exits, and OCHA's definition item by item.

    \b
    Example:
      hudna sieges --place SY
    """
    from hudna.export import monitor_rows as rows
    from hudna.knowledge.load import knowledge
    from hudna.monitoring.sieges import sieges as besieged

    show([rows.sieges(besieged(case_of(options).incidents, knowledge()), _lang(lang))], format_, out)
    return 0


@click.command()
@click.option("--flows", is_flag=True, help="Done movements between two places, added up.")
@click.option("--map", "map_", type=click.Path(dir_okay=False, path_type=Path), help="Also draw the flows, as SVG.")
@_list
def movements(flows: bool, map_: Path | None, format_: str, lang: str, out: Path | None, **options: Any) -> int:
    """List movements of people: displaced, evacuated, returned, besieged; from, to, how many, under which agreement.

    \b
    Examples:
      hudna movements --since 2018-03-01
      hudna movements --flows --map flows.svg --format geojson --out flows.geojson
    """
    from hudna.export import monitor_rows as rows
    from hudna.knowledge.load import knowledge
    from hudna.monitoring import movements as m

    case = case_of(options)
    moved = m.movements(case.incidents, knowledge(), under(case))
    if map_ is not None:
        from hudna.export.flow_map import draw

        map_.write_text(draw(m.flows(moved), _lang(lang)), encoding="utf8")
    show([rows.flows(m.flows(moved), _lang(lang)) if flows else rows.movements(moved, _lang(lang))], format_, out)
    return 0


@click.command()
@_list
def diplomacy(format_: str, lang: str, out: Path | None, **options: Any) -> int:
    """List appeals, meetings, drafts, accusations, rejections and threats in order, tied to what they are about.

    \b
    Example:
      hudna diplomacy --since 2018-03-01 --lang ar
    """
    from hudna.export import monitor_rows as rows
    from hudna.knowledge.load import knowledge
    from hudna.monitoring.diplomacy import diplomacy as chronology

    case = case_of(options)
    steps = chronology(case.incidents, list(case.agreements.values()), knowledge(), case.texts)
    show([rows.diplomacy(steps, _lang(lang))], format_, out)
    return 0


COMMANDS = (agreements, assess, findings, breaches, control, sieges, movements, diplomacy)
