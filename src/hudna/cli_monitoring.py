"""A monitor's lists: assess, findings, breaches, control, sieges, movements, diplomacy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hudna.cli_case import Case, case_of, lang_of, list_options, show
from hudna.cli_filters import day

if TYPE_CHECKING:
    from hudna.export.listing import Listing
    from hudna.monitoring.finding import Finding


@click.command()
@list_options
def assess(format_: str, lang: str, out: Path | None, **options: Any) -> int:
    """Hold everything in the ledger against the agreements: findings, control, sieges, movements, diplomacy.

    \b
    Examples:
      hudna assess
      hudna assess --agreement sy-southwest-zone-2017 --since 2018-03-01 --until 2018-03-31
    """
    case = case_of(options)
    show(_everything(case, lang_of(lang)), format_, out)
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
@list_options
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
    show([rows.findings(found, case.incidents, lang_of(lang))], format_, out)
    return 0


@click.command()
@list_options
def breaches(format_: str, lang: str, out: Path | None, **options: Any) -> int:
    """Set the counts of all monitors side by side: who counted what, in which unit, over what, leaving out whom.

    Counts that reporting quotes stay the entries of whoever made them; they are never added up, nor to this desk's.

    \b
    Example:
      hudna breaches --agreement sy-cessation-2016-02
    """
    from hudna.export import monitor_rows as rows

    case = case_of(options)
    show([rows.breaches(_entries(case, case.findings()), lang_of(lang))], format_, out)
    return 0


@click.command()
@click.option("--at", metavar="DATE", callback=day, help="Who holds what on this day. [default: every interval]")
@list_options
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
    show([rows.control(found, lang_of(lang))], format_, out)
    return 0


@click.command()
@list_options
def sieges(format_: str, lang: str, out: Path | None, **options: Any) -> int:
    """List the sieges told: besieger, place, since when, people inside, aid, exits, and OCHA's definition item by item.

    \b
    Example:
      hudna sieges --place SY
    """
    from hudna.export import monitor_rows as rows
    from hudna.knowledge.load import knowledge
    from hudna.monitoring.sieges import sieges as besieged

    show([rows.sieges(besieged(case_of(options).incidents, knowledge()), lang_of(lang))], format_, out)
    return 0


@click.command()
@click.option("--flows", is_flag=True, help="Done movements between two places, added up.")
@click.option("--map", "map_", type=click.Path(dir_okay=False, path_type=Path), help="Also draw the flows, as SVG.")
@list_options
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

        map_.write_text(draw(m.flows(moved), lang_of(lang)), encoding="utf8")
    show([rows.flows(m.flows(moved), lang_of(lang)) if flows else rows.movements(moved, lang_of(lang))], format_, out)
    return 0


@click.command()
@list_options
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
    show([rows.diplomacy(steps, lang_of(lang))], format_, out)
    return 0


COMMANDS = (assess, findings, breaches, control, sieges, movements, diplomacy)
