"""Claim types in the code lists of the field: PLOVER, CAMEO and ACLED, by one table (`data/codes.yml`)."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import msgspec
import yaml

from hudna.model import ClaimType, Codes, Status

DATA = Path(__file__).parent / "data"
NOT_HAPPENED = frozenset({Status.DENIED, Status.CONDITIONAL, Status.PLANNED})


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A row of the table: the codes, and what must hold for them; an empty condition holds always."""

    plover: str
    cameo: str
    acled: str | None
    status: tuple[Status, ...] = ()
    means: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()
    actor: str | None = None
    target: str | None = None
    why: str | None = None


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All rows by claim type, in order, and the groups of sectors that their conditions name."""

    groups: dict[str, frozenset[str]]
    types: dict[ClaimType, tuple[Row, ...]]


class PloverEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    quad: int
    modes: tuple[str, ...]


class CodeLists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The full lists of PLOVER 2024, CAMEO 1.1b3 and ACLED of October 2024, and PLOVER's conversion of CAMEO."""

    plover: dict[str, PloverEvent]
    cameo: dict[str, str]
    acled: dict[str, tuple[str, ...]]
    cameo_to_plover: dict[str, str]


@lru_cache(maxsize=4096)
def codes_for(
    type: ClaimType,
    means_class: str | None = None,
    status: Status = Status.ASSERTED,
    *,
    actor_sector: str | None = None,
    target_sector: str | None = None,
    rule: str | None = None,
) -> Codes:
    """The codes of a claim by its type and status, its means' class, its parties' sectors and its rule.

    ACLED is None where it records no such event, and for what is denied, conditional or planned.

    >>> codes_for(ClaimType.AIR_STRIKE, "drone").cameo
    '1952'
    """
    found = table()
    for row in found.types[type]:
        if (
            _holds(status, row.status)
            and _holds(means_class, row.means)
            and _holds(rule, row.rule)
            and _in_group(actor_sector, row.actor, found)
            and _in_group(target_sector, row.target, found)
        ):
            return Codes(row.plover, row.cameo, None if status in NOT_HAPPENED else row.acled)
    raise LookupError(f"codes.yml: no row for {type}")


def _holds(value: str | None, allowed: tuple[str, ...]) -> bool:
    return not allowed or value in allowed


def _in_group(sector: str | None, group: str | None, found: Table) -> bool:
    return group is None or sector in found.groups[group]


@cache
def table() -> Table:
    """The table of codes."""
    return msgspec.convert(_yaml("codes.yml"), Table)


@cache
def code_lists() -> CodeLists:
    """The lists that the table is checked against; not needed to read."""
    return msgspec.convert(_yaml("code_lists.yml"), CodeLists)


def faults() -> list[str]:
    """What is wrong with the table, a line each: unknown codes, missing types, rows that can't be reached."""
    found, lists, out = table(), code_lists(), []
    out += [f"codes.yml: {type}: no rows" for type in ClaimType if not found.types.get(type)]
    for type, rows in found.types.items():
        if any(_unconditional(row) for row in rows[:-1]) or not _unconditional(rows[-1]):
            out.append(f"codes.yml: {type}: the last row, and only it, has no condition")
        for row in rows:
            out += [f"codes.yml: {type}: {fault}" for fault in _row_faults(row, found, lists)]
    return out


def _unconditional(row: Row) -> bool:
    return not (row.status or row.means or row.rule or row.actor or row.target)


def _row_faults(row: Row, found: Table, lists: CodeLists) -> list[str]:
    out = []
    event, _, mode = row.plover.partition("/")
    if event not in lists.plover or (mode and mode not in lists.plover[event].modes):
        out.append(f"no PLOVER code {row.plover}")
    if row.cameo not in lists.cameo:
        out.append(f"no CAMEO code {row.cameo}")
    if row.acled is not None:
        kind, _, part = row.acled.partition(": ")
        if kind not in lists.acled or (part and part not in lists.acled[kind]):
            out.append(f"no ACLED event type {row.acled}")
    out += [f"no group {group}" for group in (row.actor, row.target) if group and group not in found.groups]
    if plover_of(row.cameo) != event and row.why is None:
        out.append(f"{row.plover} is not what PLOVER makes of CAMEO {row.cameo}, and no `why` tells the reason")
    return out


def plover_of(cameo: str) -> str | None:
    """The PLOVER event that a CAMEO code becomes by PLOVER's own conversion; None for those that it drops."""
    lists = code_lists()
    prefixes = (cameo[:n] for n in range(len(cameo), 1, -1))
    return next((lists.cameo_to_plover[p] for p in prefixes if p in lists.cameo_to_plover), None)


def _yaml(name: str) -> object:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: object = yaml.load((DATA / name).read_text(encoding="utf8"), Loader=loader)
    return loaded
