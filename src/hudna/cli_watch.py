"""`hudna watch`: feeds, channels, pages and folders polled until stopped, each item taken once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from hudna.cli_archive import archive_option, opened, settings_or_fail
from hudna.cli_filters import ledger_option
from hudna.cli_filters import opened as ledger_opened


@click.command()
@click.argument("list_", metavar="FEEDS.TOML", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--once", is_flag=True, help="One round, then end.")
@archive_option
@ledger_option
def watch(list_: Path, once: bool, root: Path | None, ledger_name: str | None) -> int:
    """Poll feeds, channel pages, pages and folders until stopped; every item is taken into the ledger once.

    A line a round goes to standard output, what failed to standard error. Ctrl-C or a TERM signal ends it behind the
    item that is under way; a new start goes on where it was, also after a crash. With --once the exit code is 1 if
    something failed.

    \b
    feeds.toml:
      every = "15m"
      [[feed]]
      url = "https://example.org/rss"
      outlet = "Example"

    \b
    Examples:
      hudna watch feeds.toml
      hudna watch feeds.toml --once
    """
    from hudna.deliver import Problems
    from hudna.intake.watch import Round, Watch, keep_and_hand_on
    from hudna.intake.watch_list import WatchListError
    from hudna.keeping import Keeper
    from hudna.ledger import LedgerError

    settings, archive, stop = settings_or_fail(), opened(root), threading.Event()
    items = set(archive.items())
    try:
        watching = Watch(list_, settings, seen=items.__contains__, stop=stop)
    except WatchListError as error:
        raise click.ClickException(str(error)) from error
    problems = Problems()
    try:
        with ledger_opened(ledger_name, create=True) as ledger, _ending_behind_the_item(stop):
            keeper = Keeper(ledger, archive)
            found = watching.round() if once else watching.rounds()
            for one in keep_and_hand_on(found, watching, archive, items, keeper.hand_on):
                if isinstance(one, Round):
                    click.echo(str(one))
                else:
                    list(problems.without([one]))
    except LedgerError as error:
        raise click.ClickException(str(error)) from error
    finally:
        watching.close()
    return 1 if once and problems.count else 0


@contextmanager
def _ending_behind_the_item(stop: threading.Event) -> Iterator[None]:
    """The first signal ends the watch in good order, the second at once."""

    def ring(number: int, _: object) -> None:
        stop.set()
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

    before = {number: signal.signal(number, ring) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
