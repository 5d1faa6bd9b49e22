"""Draft entries of the registry from rows in the columns of PA-X and of the ETH/PRIO ceasefire data.

    table ─ place_rows.records ─▶ rows ─ one an agreement ─▶ Draft (YAML for an analyst to complete) or Rejected

Such tables do not tell who is bound, to what, and where. Those values are left as a blank (`???`) that the registry's
checker names with its line; what the table says in free words stands beside it as a comment. Nothing is guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hudna.knowledge.agreements import BLANK
from hudna.knowledge.load import knowledge
from hudna.knowledge.place_rows import Rejected, Row, records

_UNKNOWN = frozenset({"", "0", "-1", "NA"})
_FORMS = {"0": "verbal", "1": "written", "2": "written"}
_NEEDS = {
    "pax": ("AgtId", "Agt", "Dat"),
    "prio": ("cf_id", "actor_name", "cf_dec_yr", "cf_dec_month", "cf_dec_day"),
}
COLUMNS = tuple(_NEEDS)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry with blanks: its lines of YAML, and where in the table it comes from."""

    id: str
    where: str
    lines: tuple[str, ...]


def drafts(path: Path, columns: str) -> Iterator[Draft | Rejected]:
    """The drafts of a CSV, TSV or XLSX file, in its order. A row that is wrong is told with its line, the rest is read.

    `columns` is `pax` (one row an agreement) or `prio` (one row a declaring actor, joined by `cf_id`). Raises OSError.
    """
    rows: list[Row] = []
    for row in records(path):
        if isinstance(row, Rejected):
            yield row
        elif missing := [c for c in _NEEDS[columns] if c not in row.cells]:
            yield Rejected(row.file, "", f"no column {', '.join(missing)}")
            return
        else:
            rows.append(row)
    yield from _of_pax(rows) if columns == "pax" else _of_prio(rows)


# ── PA-X: a row an agreement ─────────────────────────────────────────────────────────────────────────────────────


def _of_pax(rows: Sequence[Row]) -> Iterator[Draft | Rejected]:
    seen: dict[str, str] = {}
    for row in rows:
        try:
            draft = _pax(row)
            if draft.id in seen:
                raise ValueError(f"AgtId {_cell(row, 'AgtId')} stands already in {seen[draft.id]}")
        except ValueError as error:
            yield Rejected(row.file, row.where, str(error))
        else:
            seen[draft.id] = row.where
            yield draft


def _pax(row: Row) -> Draft:
    number, title = _cell(row, "AgtId"), _cell(row, "Agt")
    if not number:
        raise ValueError("AgtId is empty")
    declared = _date(_cell(row, "Dat"))
    return Draft(
        _id("pax", number),
        row.where,
        (
            f"# from {Path(row.file).name}, {row.where}",
            *_comments(row, ("Con", "Status", "Stage", "StageSub", "OthAgr")),
            f"- id: {_id('pax', number)}",
            f"  en: {_text(title)}",
            f"  ar: {BLANK}",
            f"  kind: {BLANK}",
            *_listed("signatories", _cell(row, "Part").split(";")),
            *_comments(row, ("ThrdPart",), "  "),
            f"  declared: {declared}",
            f"  effective: {BLANK}",
            f"  ends: {BLANK}  # leave out where open",
            *([f"  pax_id: {int(number)}"] if number.isdecimal() else []),
            *_untold(),
            f"  sources: [{{title: {_text(f'PA-X agreement {number}: {title}')}, publisher: PA-X, date: {declared}}}]",
        ),
    )


def _date(text: str) -> date:
    """A day as PA-X writes it: 15/01/2014, in later releases 2014-01-15. Raises ValueError."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(f"Dat {text!r} is no day (15/01/2014 or 2014-01-15)" if text else "Dat is empty")


# ── ETH/PRIO: a row a declaring actor ────────────────────────────────────────────────────────────────────────────


def _of_prio(rows: Sequence[Row]) -> Iterator[Draft | Rejected]:
    """One draft a `cf_id`; where one of its rows is wrong there is none, for part of its actors would be missing."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if name := _cell(row, "cf_id"):
            groups.setdefault(name, []).append(row)
        else:
            yield Rejected(row.file, row.where, "cf_id is empty")
    for name, group in groups.items():
        wrong = [Rejected(r.file, r.where, why) for r in group if (why := _wrong(r)) is not None]
        if wrong:
            yield from wrong
        else:
            yield _prio(name, group)


def _wrong(row: Row) -> str | None:
    if not _cell(row, "actor_name"):
        return "actor_name is empty"
    try:
        for prefix in ("cf_dec", "cf_effect", "end"):
            _day(row, prefix)
    except ValueError as error:
        return str(error)
    return None


def _prio(name: str, rows: Sequence[Row]) -> Draft:
    declared, effective, end = (_shared(rows, prefix) for prefix in ("cf_dec", "cf_effect", "end"))
    forms = {_FORMS.get(_cell(r, "written"), "unclear") for r in rows}
    numbers = {n for r in rows if (n := _cell(r, "pax_id")).isdecimal() and n not in _UNKNOWN}
    where = ", ".join(r.where for r in rows)
    ends = f"  ended: {{day: {end}, how: '{BLANK}'}}" if end else f"  ends: {BLANK}  # leave out where open"
    return Draft(
        _id("cf", name),
        where,
        (
            f"# from {Path(rows[0].file).name}, {where}",
            *_comments(rows[0], ("location", "p_humanitarian", "ceasefire_class", "ended", "comment")),
            f"- id: {_id('cf', name)}",
            f"  en: {BLANK}",
            f"  ar: {BLANK}",
            f"  kind: {BLANK}",
            *_listed("signatories", [_cell(r, "actor_name") for r in rows]),
            *_dated("declared", declared, rows, "cf_dec"),
            *_dated("effective", effective, rows, "cf_effect"),
            ends,
            f"  form: {forms.pop() if len(forms) == 1 else 'unclear'}",
            *([f"  pax_id: {int(numbers.pop())}"] if len(numbers) == 1 else []),
            *_untold(),
            f"  sources: [{{title: {_text(f'Ceasefire {name}')}, publisher: ETH/PRIO ceasefire data}}]",
        ),
    )


def _day(row: Row, prefix: str) -> date | None:
    """The day of three columns; None where a part of it is unknown (empty, 0 or -1). Raises ValueError."""
    parts = [_cell(row, f"{prefix}_{part}").removesuffix(".0") for part in ("yr", "month", "day")]
    told = [p for p in parts if p not in _UNKNOWN]
    if not all(p.isdecimal() for p in told):
        raise ValueError(f"{prefix} {'-'.join(parts)} is no day")
    if len(told) < len(parts):
        return None
    try:
        return date(*map(int, parts))
    except ValueError as error:
        raise ValueError(f"{prefix} {'-'.join(parts)} is no day: {error}") from None


def _shared(rows: Sequence[Row], prefix: str) -> date | None:
    """The day on which all rows agree; None where they differ or do not tell it whole."""
    days = {_day(r, prefix) for r in rows}
    return days.pop() if len(days) == 1 else None


def _dated(key: str, day: date | None, rows: Sequence[Row], prefix: str) -> Iterator[str]:
    if day is None:
        told = dict.fromkeys("-".join(_cell(r, f"{prefix}_{p}") or "?" for p in ("yr", "month", "day")) for r in rows)
        yield f"  # {prefix}: {'; '.join(told)}"
    yield f"  {key}: {day or BLANK}"


# ── lines of YAML ────────────────────────────────────────────────────────────────────────────────────────────────


def _untold() -> tuple[str, ...]:
    """What neither table tells."""
    return f"  sides: {BLANK}", f"  zone: {BLANK}", f"  terms: {BLANK}"


def _listed(key: str, names: Sequence[str]) -> Iterator[str]:
    """Actors by their ids where every name is exactly that of one actor; else a blank, the names beside it."""
    names = list(dict.fromkeys(n.strip() for n in names if n.strip()))
    known: dict[str, list[str]] = {}
    for i, actor in knowledge().actors.items():
        known.setdefault(actor.en.casefold(), []).append(i)
    ids = [known.get(n.casefold(), []) for n in names]
    if names and all(len(i) == 1 for i in ids):
        yield f"  {key}: [{', '.join(i[0] for i in ids)}]"
        return
    yield from (f"  # {key}: {_flat(n)}" for n in names)
    yield f"  {key}: {BLANK}"


def _comments(row: Row, columns: Sequence[str], indent: str = "") -> Iterator[str]:
    yield from (f"{indent}# {c}: {_flat(text)}" for c in columns if (text := _cell(row, c)))


def _id(prefix: str, name: str) -> str:
    """An id of the registry: the table's own where it is one, else with the data set before it."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return plain if plain == name and not name.isdecimal() else f"{prefix}-{plain}"


def _cell(row: Row, column: str) -> str:
    cells: Mapping[str, Any] = row.cells
    value = cells.get(column)
    return "" if value is None else str(value).strip()


def _text(value: str) -> str:
    return json.dumps(_flat(value), ensure_ascii=False) if value else BLANK


def _flat(value: str) -> str:
    return " ".join(value.split())
