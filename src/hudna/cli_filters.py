"""Options that several commands share: which ledger, and which incidents of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hudna.model import ClaimType, Status

if TYPE_CHECKING:
    from hudna.ledger import Ledger
    from hudna.ledger.filters import Filters

F = TypeVar("F", bound=Callable[..., Any])


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """An ISO day. Raises BadParameter."""
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write it as 2018-03-12") from error


def _among(known: type[ClaimType] | type[Status], what: str) -> Callable[..., frozenset[str]]:
    def check(ctx: click.Context, param: click.Parameter, value: str | None) -> frozenset[str]:
        names = [name.strip() for name in (value or "").split(",") if name.strip()]
        values = {one.value for one in known}
        if unknown := [name for name in names if name not in values]:
            told = ", ".join(repr(name) for name in unknown)
            raise click.BadParameter(f"no such {what}: {told}. There are {', '.join(sorted(values))}")
        return frozenset(names)

    return check


def _near(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[float, float, float] | None:
    if value is None:
        return None
    try:
        lat, lon, km = (float(part) for part in value.split(","))
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no LAT,LON,KM; write it as 33.51,36.29,20") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and 0 < km <= 20_100):
        raise click.BadParameter("latitude is -90 to 90, longitude -180 to 180, kilometres over 0")
    return lat, lon, km


_LEDGER = click.option(
    "--ledger",
    "ledger_name",
    metavar="WHERE",
    envvar="HUDNA_LEDGER",
    help="A file, or postgresql://… [default: ledger.sqlite in the user's data folder]",
)
_FILTERS = (
    click.option("--type", "types", metavar="TYPES", callback=_among(ClaimType, "claim type"),
                 help="Claim types, parted by commas."),
    click.option("--place", metavar="PLACE", help="A place's id or name, or the code of a country or division (SY)."),
    click.option("--actor", metavar="ACTOR", help="An actor's id or name."),
    click.option("--since", metavar="DATE", callback=day, help="First day."),
    click.option("--until", metavar="DATE", callback=day, help="Last day."),
    click.option("--near", metavar="LAT,LON,KM", callback=_near, help="A circle."),
    click.option("--grade", metavar="GRADE", help="B2, B or 2 (that or better), or labels: confirmed,fair,weak…"),
    click.option("--status", metavar="STATUS", callback=_among(Status, "status"), help="Statuses, parted by commas."),
)  # fmt: skip


def ledger_option(command: F) -> F:
    """`--ledger WHERE`, as `ledger_name`."""
    return _LEDGER(command)


def filter_options(command: F) -> F:
    """`--type --place --actor --since --until --near --grade --status`; `filters_of` makes Filters of them."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def filters_of(options: dict[str, Any]) -> Filters:
    """The filters that `filter_options` gave a command, which takes them as `**options`."""
    from hudna.ledger.filters import Filters, Near

    near = options.pop("near")
    return Filters(near=Near(*near) if near else None, **options)


def opened(ledger_name: str | None, *, create: bool = False) -> Ledger:
    """The ledger that `--ledger` names. Raises LedgerError, which `cli.Commands` tells in a line."""
    from hudna.ledger import open_ledger

    return open_ledger(ledger_name, create=create)
