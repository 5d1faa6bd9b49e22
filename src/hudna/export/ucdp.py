"""CSV in the 49 columns of UCDP's georeferenced event dataset, for incidents with at least one death.

Column list: UCDP GED as public loaders read it. Ids of UCDP's own conflicts, dyads and actors are not ours to give and
stay empty; `relid` is the incident's id, and `code_status` is `Check: <status>` always, for no coder of UCDP has
cleared a row. `best` is the number that most independent voices give, `low` and `high` the least and the most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import floor

from hudna.export.countries import Country, by_iso3, division_name
from hudna.export.counts import Deaths, deaths
from hudna.export.parties import Party
from hudna.export.plain import clean, notes, number, row
from hudna.export.summary import Request, Summary, summaries
from hudna.knowledge.precision import known, where_prec
from hudna.model import Basis, ClaimType, Incident, Place, Status

BOM = b"\xef\xbb\xbf"
COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
_FORCE = frozenset({
    ClaimType.ARMED_CLASH, ClaimType.ATTACK, ClaimType.SHELLING, ClaimType.AIR_STRIKE, ClaimType.BOMBING,
    ClaimType.ASSASSINATION, ClaimType.KILLING, ClaimType.ABUSE, ClaimType.ABDUCTION, ClaimType.CHEMICAL_ATTACK,
    ClaimType.DESTRUCTION, ClaimType.ADVANCE, ClaimType.SIEGE, ClaimType.CEASEFIRE_VIOLATION,
})  # fmt: skip
_STATE_BASED, _NON_STATE, _ONE_SIDED = 1, 2, 3
_UNKNOWN = "Unknown"


def lines(incidents: Iterable[Incident], request: Request) -> Iterator[bytes]:
    """The file in pieces: BOM and header, then a row an incident in their order.

    Without a death, of a type that is no use of force, without a day or without a country an incident is left out; so
    is what is denied, conditional or planned, whatever the request asks for, as nobody has died in it.
    """
    yield BOM + row(COLUMNS)
    for summary in summaries(incidents, request):
        found = _row(summary, request)
        if found is not None:
            yield row(found.get(column) for column in COLUMNS)


def _row(summary: Summary, request: Request) -> dict[str, object] | None:
    told, country, day = deaths(summary.incident), summary.country, summary.last or summary.first
    if summary.incident.type not in _FORCE:
        request.left["no use of force"] += 1
    elif summary.incident.status not in (Status.ASSERTED, Status.UNCONFIRMED):
        request.left[f"{summary.incident.status.value}, so nobody died"] += 1
    elif told is None or told.best < 1:
        request.left["no deaths told"] += 1
    elif day is None or country is None:
        request.left["no day" if day is None else "no country"] += 1
    else:
        return {
            "id": number(summary.incident.id),
            "relid": summary.incident.id,
            "year": int((summary.first or day)[:4]),
            "code_status": f"Check: {summary.incident.status.value}",
            **_sources(summary),
            **_where(summary, country),
            **_when(summary),
            **_sides(summary, told),
        }
    return None


def _sources(summary: Summary) -> dict[str, object]:
    documents = {v.telling.document.id: v.telling.document for v in summary.voices}.values()
    articles = (",".join(str(part or "") for part in (d.outlet, d.published, d.title)) for d in documents)
    return {
        "number_of_sources": summary.independent,
        "source_article": ";".join(f'"{clean(a)}"' for a in (a.replace('"', "'") for a in articles)),
        "source_office": ";".join(clean(d.outlet or "") for d in documents),
        "source_date": ";".join(d.published.isoformat() if d.published else "" for d in documents),
        "source_headline": ";".join(clean(d.title or "") for d in documents),
        "source_original": ";".join(clean(s) for s in summary.speakers),
    }


def _where(summary: Summary, country: Country) -> dict[str, object]:
    place = summary.place
    assert place is not None  # the country is its
    name = place.name.en if place.name and place.name.en else place.span.text
    return {
        "where_prec": where_prec(known(place)),
        "where_coordinates": name,
        "where_description": notes(summary),
        "adm_1": division_name(place.admin[1]) if len(place.admin) > 1 else "",
        "adm_2": name if place.level == "admin2" else division_name(place.admin[2]) if len(place.admin) > 2 else "",
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})" if place.lat is not None else "",
        "priogrid_gid": priogrid(place),
        "country": country.en,
        "country_id": int(country.gw) if country.gw else "",
        "region": country.ucdp_region,
    }


def priogrid(place: Place) -> int | None:
    """The cell of PRIO-GRID, half a degree wide, counted from 1 at 90° S, 180° W eastwards; None without a point."""
    if place.lat is None or place.lon is None:
        return None
    down, along = min(floor((place.lat + 90) * 2), 359), min(floor((place.lon + 180) * 2), 719)
    return down * 720 + along + 1


def _when(summary: Summary) -> dict[str, object]:
    """The earliest and latest possible day; of an open interval the known bound stands for both, with precision 5."""
    first, last = summary.first or summary.last, summary.last or summary.first
    days, time = summary.days(), summary.incident.time
    if days is None or time is None or time.basis is Basis.PUBLISHED:
        precision = 5
    else:
        precision = next((code for most, code in ((1, 1), (6, 2), (7, 3), (31, 4)) if days <= most), 5)
    return {
        "date_prec": precision,
        "date_start": first,
        "date_end": last,
        "event_clarity": 1 if precision == 1 and summary.place is not None and summary.place.lat is not None else 2,
    }


# ── who ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sides(summary: Summary, told: Deaths) -> dict[str, object]:
    violence, side_a, side_b = sides(summary)
    split = _split(told, side_a, side_b)
    name_a = side_a.name if side_a else _UNKNOWN
    name_b = "Civilians" if violence == _ONE_SIDED else side_b.name if side_b else _UNKNOWN
    return {
        "type_of_violence": violence,
        "conflict_name": "",
        "dyad_name": f"{name_a} - {name_b}",
        "side_a": name_a,
        "side_b": name_b,
        **dict(zip(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), split, strict=True)),
        "best": told.best,
        "high": told.high,
        "low": told.low,
        "gwnoa": _gw(side_a),
        "gwnob": _gw(side_b) if violence != _ONE_SIDED else "",
    }


def sides(summary: Summary) -> tuple[int | None, Party | None, Party | None]:
    """UCDP's type of violence and the two sides, a government first; no type where a side is not known."""
    ours, theirs = summary.sides
    first = next((p for p in ours if p.armed), None)
    second = next((p for p in theirs if p.armed), None)
    civilian = next((p for p in theirs if p.civilian), None)
    if first is not None and second is None and civilian is not None:
        return _ONE_SIDED, first, civilian
    if first is None or second is None:
        return None, first, second
    if second.state and not first.state:
        first, second = second, first
    return (_STATE_BASED if first.state else _NON_STATE), first, second


def _split(told: Deaths, side_a: Party | None, side_b: Party | None) -> tuple[int, int, int, int]:
    """Deaths of side A, of side B, of civilians and of unknown people; together they are `best`."""
    by_side = dict(told.armed)
    of_a = sum(by_side.pop(k, 0) for k in _keys(side_a))
    of_b = sum(by_side.pop(k, 0) for k in _keys(side_b))
    return of_a, of_b, told.civilians, told.best - of_a - of_b - told.civilians


def _keys(party: Party | None) -> tuple[str, ...]:
    """The names under which `counts.Deaths.armed` may know a party: its id, its code, its words."""
    if party is None:
        return ()
    return tuple(dict.fromkeys(k for k in (party.actor_id, party.code, party.words) if k))


def _gw(party: Party | None) -> int | str:
    """The number of the state whose forces a side is."""
    country = by_iso3().get(party.country or "") if party and party.state else None
    return int(country.gw) if country and country.gw else ""
