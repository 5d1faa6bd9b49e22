"""`hudna add` and `hudna reread`: what fills the ledger, and what brings its readings up to date."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hudna.cli_archive import archive_option, settings_or_fail
from hudna.cli_archive import opened as archive_opened
from hudna.cli_filters import day, ledger_option, opened

if TYPE_CHECKING:
    from hudna.ledger import Added, Changed

_OFTEN = 0.5  # seconds between two lines of progress


@click.command()
@click.argument("inputs", nargs=-1)
@click.option("--published", metavar="DATE", callback=day, help="Day of publication where the page tells none.")
@click.option("--outlet", help="Who published it.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to read with.")
@ledger_option
@archive_option
def add(
    inputs: tuple[str, ...],
    published: date | None,
    outlet: str | None,
    jobs: int,
    ledger_name: str | None,
    root: Path | None,
) -> int:
    """Read pages into the ledger, their bytes into the archive.

    INPUTS are what `hudna read` takes, and besides addresses (https://…) of pages and feeds, WARC files, Telegram
    exports and saved channel pages, and mails (.eml). Without INPUTS standard input is read.

    Each page is kept whole or not at all, and what is kept stays, whatever happens then: start again with the same
    inputs to go on. A page that is there already changes nothing. What cannot be read is named on standard error, the
    rest is kept, and the exit code is 1.

    \b
    Examples:
      hudna add archive/ --jobs 2
      hudna add https://example.org/rss
      hudna add export/result.json --ledger postgresql://localhost/hudna
    """
    if not inputs and sys.stdin.isatty():
        raise click.UsageError("name a file, a folder, an address, or - for standard input")
    from hudna.deliver import Problems
    from hudna.intake.take import take
    from hudna.keeping import Keeper
    from hudna.ledger import LedgerError

    problems, sums = Problems(), Counter[str]()
    taken = take(inputs or ("-",), settings_or_fail(), stdin=sys.stdin.buffer)
    with opened(ledger_name, create=True) as ledger:
        keeper = Keeper(ledger, archive_opened(root), published, outlet, jobs)
        try:
            for one in _shown(problems.without(keeper.keep(taken)), sums):
                _count(sums, one)
        except LedgerError as error:
            raise click.ClickException(f"{error}. Kept so far: {_summary(sums)}") from error
        finally:
            if sys.exc_info()[0] is KeyboardInterrupt:
                click.echo(f"kept so far: {_summary(sums)}", err=True)
    click.echo(_summary(sums))
    return 1 if problems.count else 0


def _count(sums: Counter[str], one: Added) -> None:
    sums["known" if one.known else "pages"] += 1
    sums.update(stories=one.stories, claims=one.claims, copies=one.copies)


def _summary(sums: Counter[str]) -> str:
    told = (
        f"{sums['pages']:,} pages, {sums['stories']:,} stories ({sums['copies']:,} copies), {sums['claims']:,} claims"
    )
    return f"{told}; {sums['known']:,} pages were known" if sums["known"] else told


def _shown(outcomes: Iterable[Added], sums: Counter[str]) -> Iterator[Added]:
    """The outcomes, with a line on standard error that tells how far it is, when that is a terminal."""
    shows, last = sys.stderr.isatty(), time.monotonic()
    for one in outcomes:
        yield one
        if shows and time.monotonic() - last > _OFTEN:
            click.echo(f"\r\x1b[K{_summary(sums)}", nl=False, err=True)
            last = time.monotonic()
    if shows:
        click.echo("\r\x1b[K", nl=False, err=True)


@click.command()
@ledger_option
@click.option("--dry-run", is_flag=True, help="Only say how many stories were read with other knowledge.")
def reread(ledger_name: str | None, dry_run: bool) -> int:
    """Read anew the stories that were read with other knowledge, and show what that changes.

    Earlier readings are kept, superseded; judgements stay with the claims whose words they named. Each line is a claim:
    + is read now, - is no longer, ~ is read otherwise, ! was judged and is no longer read. Interrupted, it goes on
    from there at the next start. `hudna log` holds the claims before and after.

    \b
    Examples:
      hudna reread --dry-run
      hudna reread
    """
    from hudna.batch import read_item
    from hudna.deliver import Problems
    from hudna.intake import Unreadable

    problems, sums = Problems(), Counter[str]()
    with opened(ledger_name) as ledger:
        count = ledger.stale()
        click.echo(f"{count:,} stories were read with other knowledge", err=True)
        if dry_run:
            return 0
        for one in ledger.reread(lambda story: read_item((story.document.id, story))):
            if isinstance(one, Unreadable):
                list(problems.without([one]))
            else:
                _tell(one, sums)
    click.echo(f"{sums['+']:,} claims gained, {sums['-']:,} lost, {sums['~']:,} altered", err=True)
    return 1 if problems.count else 0


def _tell(one: Changed, sums: Counter[str]) -> None:
    for sign, ids in (("+", one.gained), ("-", one.lost), ("~", one.altered)):
        sums[sign] += len(ids)
        for id_ in ids:
            click.echo(f"{sign} {one.story}/{id_}")
    for key in one.orphaned:
        click.echo(f"! {key}")
