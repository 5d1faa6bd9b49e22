"""CSV in ACLED's 31 columns, for tools that read ACLED; a row is an incident that ACLED's rules would code.

Column list and value lists: acledR's published tables and ACLED's codebook of October 2024. Fatalities by ACLED's rule:
reported ones only, where sources differ or are vague the most conservative number, 10 for "tens", 100 for "hundreds";
the rival numbers stand in `notes`. `inter1`, `inter2` and `interaction` are the numeric codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from hudna.export.countries import Country, division_name
from hudna.export.counts import deaths
from hudna.export.parties import Party
from hudna.export.plain import clean, notes, number, row, tags
from hudna.export.summary import Request, Summary, summaries
from hudna.knowledge.precision import geo_precision, known
from hudna.model import Basis, Incident, Status

BOM = b"\xef\xbb\xbf"
COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_STATE, _REBELS, _POLITICAL, _RIOTERS, _PROTESTERS, _CIVILIANS, _EXTERNAL = 1, 2, 3, 5, 6, 7, 8
_ABOVE_STATES = frozenset({"IGO", "IMG", "INT"})
_REBEL_SECTORS = frozenset({"REB", "SEP"})
_WEEK, _UNIDENTIFIED = 7, "Unidentified Armed Group"
_VIOLENCE = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
_BOTH = frozenset({"Excessive force against protesters", "Mob violence"})
_DEFAULT_SUB = {"Battles": "Armed clash"}  # an advance by who knows whom: the codebook has no battle without a kind


def lines(incidents: Iterable[Incident], request: Request) -> Iterator[bytes]:
    """The file in pieces: BOM and header, then a row an incident in their order.

    What ACLED records no event for, and what has no day or no country, is left out and counted.
    """
    yield BOM + row(COLUMNS)
    for summary in summaries(incidents, request):
        found = _row(summary, request)
        if found is not None:
            yield row(found[column] for column in COLUMNS)


def _row(summary: Summary, request: Request) -> dict[str, object] | None:
    day, country = summary.first or summary.last, summary.country
    if summary.acled is None:
        request.left["no ACLED event type"] += 1
        return None
    if day is None or country is None:
        request.left["no day" if day is None else "no country"] += 1
        return None
    event, _, sub = summary.acled.partition(": ")
    sub = sub or _DEFAULT_SUB[event]
    return {
        "event_id_cnty": f"{country.iso3}{number(summary.incident.id)}",
        "event_date": day,
        "year": int(day[:4]),
        "time_precision": _time_precision(summary),
        "disorder_type": disorder_type(event, sub),
        "event_type": event,
        "sub_event_type": sub,
        **_sides(summary, country, event, sub),
        **_where(summary, country),
        "source": "; ".join(clean(o) for o in summary.outlets),
        "source_scale": "",
        "notes": notes(summary),
        "fatalities": _fatalities(summary),
        "tags": tags(summary),
        "timestamp": _timestamp(summary),
    }


def disorder_type(event: str, sub: str) -> str:
    """ACLED's disorder type; force against protesters and mobs are both kinds."""
    if event == "Strategic developments":
        return event
    if sub == "Excessive force against protesters":
        return "Political violence; Demonstrations"
    return "Political violence" if event in _VIOLENCE or sub in _BOTH else "Demonstrations"


def _time_precision(summary: Summary) -> int:
    """1 the day, 2 within a week, 3 longer; what is only bounded by its publication is 3 too."""
    days, time = summary.days(), summary.incident.time
    if days is None or time is None or time.basis is Basis.PUBLISHED:
        return 3
    return 1 if days == 1 else 2 if days <= _WEEK else 3


def _fatalities(summary: Summary) -> int:
    """The least that is told; none of what is denied, conditional or planned."""
    found = deaths(summary.incident)
    counts = summary.incident.status in (Status.ASSERTED, Status.UNCONFIRMED)
    return found.low if found is not None and counts else 0


def _timestamp(summary: Summary) -> int | str:
    """The newest telling's day as Unix time: a clock would make each run's file another."""
    days = summary.published
    return int(datetime.fromisoformat(days[-1]).replace(tzinfo=UTC).timestamp()) if days else ""


def _where(summary: Summary, country: Country) -> dict[str, object]:
    place = summary.place
    assert place is not None  # the country is its
    admin = [division_name(code) for code in place.admin[1:3]]
    name = place.name.en if place.name and place.name.en else place.span.text
    return {
        "iso": int(country.numeric) if country.numeric else "",
        "region": country.acled_region,
        "country": country.en,
        "admin1": admin[0] if admin else "",
        "admin2": name if place.level == "admin2" else admin[1] if len(admin) > 1 else "",
        "admin3": name if place.level == "admin3" else "",
        "location": name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": geo_precision(known(place)),
    }


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sides(summary: Summary, country: Country, event: str, sub: str) -> dict[str, object]:
    first, second = summary.sides
    inter1, inter2 = _inter(first, country), _inter(second, country)
    name1, name2 = _name(first, inter1, country), _name(second, inter2, country)
    assoc1, assoc2 = _others(first), _others(second)
    if event in ("Protests", "Riots"):
        inter1 = _PROTESTERS if event == "Protests" else _RIOTERS
        name1, assoc1 = f"{'Protesters' if event == 'Protests' else 'Rioters'} ({country.en})", _names(first)
    elif not first and event in _VIOLENCE:
        inter1, name1 = _POLITICAL, f"{_UNIDENTIFIED} ({country.en})"
    if not second and event == "Violence against civilians":
        inter2, name2 = _CIVILIANS, f"Civilians ({country.en})"
    return {
        "actor1": name1,
        "assoc_actor_1": assoc1,
        "inter1": inter1 or "",
        "actor2": name2,
        "assoc_actor_2": assoc2,
        "inter2": inter2 or "",
        "interaction": _interaction(inter1, inter2),
        "civilian_targeting": _civilian_targeting(event, sub, inter2),
    }


def _inter(side: tuple[Party, ...], country: Country) -> int | None:
    """ACLED's kind of an actor by its sector; forces of another state, and of none or several, are external."""
    if not side:
        return None
    party = side[0]
    if party.sector in _REBEL_SECTORS:
        return _REBELS
    if party.state or party.country in _ABOVE_STATES:
        return _STATE if party.country in (None, country.iso3) else _EXTERNAL
    if party.armed:
        return _POLITICAL
    return None if party.sector is None else _CIVILIANS


def _name(side: tuple[Party, ...], inter: int | None, country: Country) -> str:
    if not side:
        return ""
    if inter == _CIVILIANS:
        return f"Civilians ({country.en})"
    return side[0].name


def _others(side: tuple[Party, ...]) -> str:
    """Who stands beside the first; of civilians all, as the side is then called by that word."""
    named = side if side and side[0].civilian else side[1:]
    return "; ".join(clean(p.name) for p in named)


def _names(side: tuple[Party, ...]) -> str:
    return "; ".join(clean(p.name) for p in side)


def _interaction(inter1: int | None, inter2: int | None) -> int | str:
    """Both kinds as two digits, the lower first; a sole one with a nought behind it."""
    kinds = sorted(i for i in (inter1, inter2) if i)
    if not kinds:
        return ""
    return kinds[0] * 10 + (kinds[1] if len(kinds) > 1 else 0)


def _civilian_targeting(event: str, sub: str, inter2: int | None) -> str:
    aimed = event == "Violence against civilians" or sub == "Excessive force against protesters"
    return "Civilian targeting" if aimed or (event in _VIOLENCE and inter2 == _CIVILIANS) else ""
