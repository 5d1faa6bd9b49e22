"""CSV for spreadsheets: one row a claim, UTF-8 with BOM, several values of a cell parted by ` | `.

A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) gets an
apostrophe before it. Numbers are written by us and need none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from hudna.knowledge.codes import code_lists
from hudna.model import Claim, Figure, FigureKind, Participant, Place, Reading, Role

BOM = b"\xef\xbb\xbf"
_BETWEEN = " | "
_PEOPLE = (
    FigureKind.KILLED,
    FigureKind.WOUNDED,
    FigureKind.CASUALTIES,
    FigureKind.HELD,
    FigureKind.MISSING,
    FigureKind.DISPLACED,
    FigureKind.BESIEGED,
)
COLUMNS = (
    "document", "url", "outlet", "title", "published", "story", "claim", "type", "status",
    "actors", "actor_ids", "actor_names", "actor_countries", "actor_sectors",
    "targets", "target_ids", "target_names", "target_countries", "target_sectors",
    "places", "place_roles", "place_ids", "place_names", "latitude", "longitude", "radius_km", "level",
    "date_from", "date_to", "date_precision", "date_basis", "time_words",
    *(f"{kind.value}_{bound}" for kind in _PEOPLE for bound in ("min", "max")),
    "other_figures", "means", "means_id", "speakers", "speaker_ids", "speaker_leanings", "repeats",
    "plover", "cameo", "acled", "rule", "trigger", "start", "end", "sentence",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def lines(readings: Iterable[Reading]) -> Iterator[bytes]:
    """The file in pieces: BOM and header, then a row a claim in story order."""
    yield BOM + _line(COLUMNS)
    for reading in readings:
        for claim in reading.claims:
            row = _row(reading, claim)
            yield _line([row.get(column) for column in COLUMNS])


def guard(value: object) -> str | int | float:
    """A cell's value; text that a spreadsheet would run is made plain text by an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.lstrip(" \u200e\u200f\u2066\u2067\u2069\ufeff").startswith(_FORMULA) else text


def _line(values: Iterable[object]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([guard(value) for value in values])
    return buffer.getvalue().encode("utf8")


def _row(reading: Reading, claim: Claim) -> dict[str, object]:
    document = reading.document
    return {
        "document": document.id,
        "url": document.url,
        "outlet": document.outlet,
        "title": document.title,
        "published": document.published,
        "story": reading.story,
        "claim": claim.id,
        "type": claim.type.value,
        "status": claim.status.value,
        **_parties("actor", [p for p in claim.participants if p.role is Role.ACTOR]),
        **_parties("target", [p for p in claim.participants if p.role is Role.TARGET]),
        **_places(claim.places),
        **_when(claim),
        **_figures(claim.figures),
        "means": claim.means.span.text if claim.means else None,
        "means_id": claim.means.means_id if claim.means else None,
        "speakers": _join(a.words.text for a in claim.attribution),
        "speaker_ids": _join(a.speaker_id for a in claim.attribution),
        "speaker_leanings": _join(a.leaning for a in claim.attribution),
        "repeats": claim.repeats,
        "plover": claim.codes.plover,
        "cameo": f"{claim.codes.cameo} {code_lists().cameo[claim.codes.cameo]}",  # a bare 0871 would open as 871
        "acled": claim.codes.acled,
        "rule": claim.rule,
        "trigger": claim.trigger.text,
        "start": claim.trigger.start,
        "end": claim.trigger.end,
        "sentence": reading.text[claim.sentence.start : claim.sentence.end],
    }


def _join(values: Iterable[object]) -> str:
    """Values side by side; empty where unknown, so that the nth of each column belong together."""
    parts = ["" if value is None else str(value) for value in values]
    return _BETWEEN.join(parts) if any(parts) else ""


def _parties(role: str, found: list[Participant]) -> dict[str, object]:
    return {
        f"{role}s": _join(p.span.text for p in found),
        f"{role}_ids": _join(p.actor_id for p in found),
        f"{role}_names": _join(p.name.en if p.name else None for p in found),
        f"{role}_countries": _join(p.code.country if p.code else None for p in found),
        f"{role}_sectors": _join(p.code.sector if p.code else None for p in found),
    }


def _places(found: tuple[Place, ...]) -> dict[str, object]:
    """All places side by side; a point, radius and level only where there is one place, so that it can be mapped."""
    one = found[0] if len(found) == 1 else None
    return {
        "places": _join(p.span.text for p in found),
        "place_roles": _join(p.role.value for p in found),
        "place_ids": _join(p.place_id for p in found),
        "place_names": _join(p.name.en if p.name else None for p in found),
        "latitude": one.lat if one else _join(p.lat for p in found),
        "longitude": one.lon if one else _join(p.lon for p in found),
        "radius_km": one.radius_km if one else _join(p.radius_km for p in found),
        "level": one.level if one else _join(p.level for p in found),
    }


def _when(claim: Claim) -> dict[str, object]:
    time = claim.time
    if time is None:
        return {}
    return {
        "date_from": time.start,
        "date_to": time.end,
        "date_precision": time.precision.value,
        "date_basis": time.basis.value,
        "time_words": time.span.text if time.span else None,
    }


def _figures(found: tuple[Figure, ...]) -> dict[str, object]:
    """The first whole figure of each kind of people in columns; parts, things and further figures as text."""
    out: dict[str, object] = {}
    rest = []
    for figure in found:
        key = f"{figure.kind.value}_min"
        if figure.kind in _PEOPLE and not figure.part and key not in out:
            out |= {key: figure.min, f"{figure.kind.value}_max": figure.max}
        else:
            rest.append(f"{figure.kind.value}{' (part)' if figure.part else ''}: {_range(figure)}")
    return {**out, "other_figures": _join(rest)}


def _range(figure: Figure) -> str:
    low, high = ("" if bound is None else str(bound) for bound in (figure.min, figure.max))
    return low if low == high else f"{low}–{high}"
