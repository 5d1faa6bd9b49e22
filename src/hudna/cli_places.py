"""`hudna places`: import other gazetteers, look places up, and print what is due to their sources."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hudna.knowledge.place_formats import ColumnMap
    from hudna.knowledge.place_import import Outcome
    from hudna.knowledge.place_rows import Rejected
    from hudna.knowledge.place_tables import PlaceEntry

FORMATS = ("geonames", "cod-ab", "hdx", "whosonfirst", "mapped")
_ALIKE = 20  # faults of one kind in one file that are shown one by one
_HEADER = ("id", "level", "lat", "lon", "radius_km", "country", "admin1", "source", "en", "names")


@click.group()
def places() -> None:
    """Import places from other gazetteers, look places up, and see which attributions are due.

    \b
    Examples:
      hudna places import geonames SY.txt alternateNamesV2.txt
      hudna places find الرستن
      hudna places licences
    """


@places.command("import")
@click.argument("format_", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path, readable=True)
)
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="For `mapped`: a YAML file that says which column holds what, and the source and licence.",
)
@click.option("--country", metavar="CODE", help="Two letters: of rows that tell none, and the only one to take.")
@click.option("--name", help="Of the table; an earlier one of that name is replaced. [default: format and country]")
def import_(format_: str, files: tuple[Path, ...], mapping: Path | None, country: str | None, name: str | None) -> int:
    """Take places from other gazetteers' files; the reader knows them from its next start on.

    FORMAT is `geonames` (country dumps with alternateNamesV2.txt), `cod-ab` (OCHA's tables or GeoJSON of divisions
    with P-codes), `hdx` (OCHA's populated places), `whosonfirst` (its SQLite database, GeoJSON, also folders of it,
    or a table), or
    `mapped` (any CSV, TSV, XLSX, JSON or GeoJSON, with --mapping). Files may be zipped or gzipped.

    Every row keeps its source, licence and id. A row at fault is named on standard error with its file, its line and
    the reason, the rest is imported, and the exit code is 1. Places without an Arabic name are counted and left out.

    \b
    Examples:
      hudna places import geonames SY.zip alternateNamesV2.zip --country SY
      hudna places import hdx populated_places.xlsx --name syria-hdx
      hudna places import mapped quarters.csv --mapping quarters.yml
    """
    from hudna.knowledge import place_formats, place_store
    from hudna.knowledge.place_import import checked

    code = _country(country)
    columns = _column_map(format_, mapping)
    outcome = checked(place_formats.places(format_, files, code, columns))
    _tell(outcome.rejected)
    table = name or _usual_name(format_, files, outcome)
    try:
        path = place_store.table(table)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--name") from error
    if outcome.places:
        place_store.keep(outcome.places, table)
    click.echo(_summary(outcome, table))
    click.echo(f"kept in {path}" if outcome.places else "nothing was kept", err=True)
    return 1 if outcome.rejected or not outcome.places else 0


@places.command()
def licences() -> int:
    """Print the attributions due for all places that the reader knows: source, licence and rows, parted by tabs.

    \b
    Example:
      hudna places licences
    """
    from hudna.knowledge.place_store import due

    for source, terms, rows in due():
        click.echo(f"{source}\t{terms}\t{rows}")
    return 0


@places.command("list")
@click.argument("name", required=False)
def list_(name: str | None) -> int:
    """List the tables of places, or the entries of the table NAME.

    \b
    Examples:
      hudna places list
      hudna places list syria
    """
    from hudna.knowledge.place_store import entries, named_tables, tables

    known, own = named_tables(), set(tables())
    if name is None:
        for table, path in known.items():
            click.echo(f"{table}\t{len(entries(path))}\t{'imported' if path in own else 'shipped'}")
        return 0
    if name not in known:
        raise click.BadParameter(f"no such table: {name!r}; they are {', '.join(known)}", param_hint="NAME")
    _print(entries(known[name]))
    return 0


@places.command()
@click.argument("name", nargs=-1, required=True)
def find(name: tuple[str, ...]) -> int:
    """Show the places that bear a name, in Arabic or in Latin letters; the exit code is 1 if there is none.

    \b
    Examples:
      hudna places find الرستن
      hudna places find Deir ez-Zor
    """
    from hudna.knowledge.load import knowledge

    found = knowledge().gazetteer.bearing(" ".join(name))
    if not found:
        click.echo("no place of that name", err=True)
        return 1
    _print(found)
    return 0


def _country(code: str | None) -> str | None:
    from hudna.knowledge.place_import import known_countries

    if code is not None and code.upper() not in known_countries():
        raise click.BadParameter(f"{code!r} is no country code; two letters, such as SY", param_hint="--country")
    return code.upper() if code else None


def _column_map(format_: str, path: Path | None) -> ColumnMap | None:
    from hudna.knowledge.place_formats import read_mapping

    if (path is not None) != (format_ == "mapped"):
        raise click.UsageError("--mapping goes with the format `mapped`, which needs it")
    try:
        return read_mapping(path) if path else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--mapping") from error


def _usual_name(format_: str, files: tuple[Path, ...], outcome: Outcome) -> str:
    if format_ == "mapped":
        stem = "".join(c if c.isalnum() or c in "-_" else "-" for c in files[0].name.split(".")[0])
        return stem.strip("-") or "mapped"
    countries = sorted({p.country for p in outcome.places})
    return "-".join([format_, *(c.lower() for c in countries)]) if len(countries) <= 3 else format_


def _summary(outcome: Outcome, table: str) -> str:
    counts = Counter(p.level for p in outcome.places)
    told = [f"{len(outcome.places)} places" + "".join(f", {n} {level}" for level, n in sorted(counts.items()))]
    if outcome.nameless:
        told.append(f"{outcome.nameless} rows without an Arabic name")
    if outcome.others:
        told.append(f"{outcome.others} rows of other kinds or countries")
    if outcome.rejected:
        told.append(f"{len(outcome.rejected)} faults")
    return f"{table}: {'; '.join(told)}"


def _tell(rejected: Iterable[Rejected]) -> None:
    """Each fault on standard error; of many alike in one file the first ones, and how many more."""
    from hudna.deliver import Problems
    from hudna.intake.unreadable import Unreadable

    alike: Counter[tuple[str, str]] = Counter()
    shown = []
    for r in rejected:
        alike[(r.file, r.why)] += 1
        if alike[(r.file, r.why)] <= _ALIKE:
            shown.append(Unreadable(r.file, r.where or None, r.why))
    shown += [
        Unreadable(file, None, f"{why} ({n - _ALIKE} more rows)") for (file, why), n in alike.items() if n > _ALIKE
    ]
    for _ in Problems().without(shown):
        pass


def _print(entries: Iterable[PlaceEntry]) -> None:
    """Entries as a table parted by tabs, Arabic names last, so that they move nothing else on a terminal."""
    from hudna.export.bidi import Rtl, written

    rtl = Rtl(os.environ.get("HUDNA_RTL") or ("marks" if sys.stdout.isatty() else "plain"))
    click.echo("\t".join(_HEADER))
    for e in entries:
        admin1 = e.admin[1] if len(e.admin) > 1 else ""
        names = "|".join((e.ar, *e.aliases))
        cells = (e.id, e.level, f"{e.lat:.4f}", f"{e.lon:.4f}", f"{e.radius_km:g}", e.country, admin1, e.source, e.en)
        click.echo("\t".join((*cells, written(names, rtl))))
