"""Incidents as a terminal's table and as CSV, one row each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from rich import box
from rich.table import Table
from rich.text import Text

from hudna.export import wording
from hudna.export.bidi import Rtl
from hudna.export.csv import BOM, guard
from hudna.export.labels import Lang, labels
from hudna.export.table import STATUS_STYLES, Directed
from hudna.model import FigureKind, Incident, Place, Role, Tally

COLUMNS = (
    "id", "type", "status", "date_from", "date_to", "place", "place_id", "latitude", "longitude", "radius_km",
    "actors", "actor_ids", "targets", "target_ids", "killed_min", "killed_max", "wounded_min", "wounded_max",
    "stories", "voices", "reliability", "credibility", "credence", "claims",
)  # fmt: skip
_BETWEEN = " | "


def table(incidents: Iterable[Incident], rtl: Rtl, lang: Lang = Lang.EN) -> Directed:
    """A row an incident: its id, when, what, where, who, figures, how many tell it in how many voices, its grade."""
    out = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("id", "time", "what", "where", "who", "figures", "told", "grade"):
        out.add_column(wording.word(name, lang), overflow="fold", no_wrap=name == "id")
    for incident in incidents:
        out.add_row(*_cells(incident, lang))
    return Directed(out, rtl)


def _cells(incident: Incident, lang: Lang) -> list[Text]:
    what = f"{labels().types[incident.type].in_(lang)}\n{labels().statuses[incident.status].in_(lang)}"
    grade = incident.grade
    return [
        Text(incident.id),
        Text(wording.when(incident.time, lang)),
        Text(what, style=STATUS_STYLES[incident.status]),
        Text("\n".join(wording.named(p, lang) for p in incident.places[:2])),
        Text("\n".join(_who(incident, lang))),
        Text("\n".join(figure(t, lang) for t in incident.figures[:3])),
        Text("\n".join(_counts(incident, lang))),
        Text(f"{grade.reliability}{grade.credibility}\n{wording.credence(grade.credence, lang)}" if grade else ""),
    ]


def _who(incident: Incident, lang: Lang) -> list[str]:
    actors, targets = (_named(incident, role, lang)[:2] for role in (Role.ACTOR, Role.TARGET))
    return [*actors, *(f"→ {name}" for name in targets)]


def _named(incident: Incident, role: Role, lang: Lang) -> list[str]:
    return list(dict.fromkeys(wording.named(p, lang) for p in incident.participants if p.role is role))


def figure(tally: Tally, lang: Lang = Lang.EN) -> str:
    """A range with its kind: `3–5 killed`."""
    return wording.ranged(tally.min, tally.max, tally.kind, lang)


def counted(incident: Incident, lang: Lang = Lang.EN) -> str:
    """`5 stories in 3 texts`: copies of one text are one."""
    return ("، " if lang is Lang.AR else " ").join(_counts(incident, lang))


def _counts(incident: Incident, lang: Lang) -> tuple[str, str]:
    return wording.counted("story", stories(incident), lang), wording.counted("text", voices(incident), lang)


def stories(incident: Incident) -> int:
    return len({t.story_key for t in incident.tellings})


def voices(incident: Incident) -> int:
    return len({t.chain for t in incident.tellings})


def lines(incidents: Iterable[Incident]) -> Iterator[bytes]:
    """CSV in pieces: UTF-8 with BOM and a header, several values of a cell parted by ` | `."""
    yield BOM + _line(COLUMNS)
    for incident in incidents:
        found = _row(incident)
        yield _line([found[name] for name in COLUMNS])


def _line(values: Iterable[object]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([guard(value) for value in values])
    return buffer.getvalue().encode("utf8")


def _row(incident: Incident) -> dict[str, object]:
    grade, time = incident.grade, incident.time
    return {
        "id": incident.id,
        "type": incident.type.value,
        "status": incident.status.value,
        "date_from": time.start if time else None,
        "date_to": time.end if time else None,
        **_point(incident.places[0] if incident.places else None),
        **_parties(incident),
        **_people(incident),
        "stories": stories(incident),
        "voices": voices(incident),
        "reliability": grade.reliability if grade else None,
        "credibility": grade.credibility if grade else None,
        "credence": grade.credence.value if grade else None,
        "claims": _BETWEEN.join(t.key for t in incident.tellings),
    }


def _point(place: Place | None) -> dict[str, object]:
    if place is None:
        return dict.fromkeys(("place", "place_id", "latitude", "longitude", "radius_km"))
    return {
        "place": wording.named(place, Lang.EN),
        "place_id": place.place_id,
        "latitude": place.lat,
        "longitude": place.lon,
        "radius_km": place.radius_km,
    }


def _parties(incident: Incident) -> dict[str, object]:
    out: dict[str, object] = {}
    for role in Role:
        mine = [p for p in incident.participants if p.role is role]
        out[f"{role.value}s"] = _BETWEEN.join(wording.named(p, Lang.EN) for p in mine)
        out[f"{role.value}_ids"] = _BETWEEN.join(p.actor_id or "" for p in mine)
    return out


def _people(incident: Incident) -> dict[str, object]:
    by = {t.kind: t for t in incident.figures}
    out: dict[str, object] = {}
    for kind in (FigureKind.KILLED, FigureKind.WOUNDED):
        tally = by.get(kind)
        out[f"{kind.value}_min"] = tally.min if tally else None
        out[f"{kind.value}_max"] = tally.max if tally else None
    return out
