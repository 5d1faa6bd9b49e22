"""PLOVER records as JSON lines, one an incident.

Fields: the table of PLOVER's manual of 2024, in its order; a field that is not known is left out. PLOVER has no field
for a status: `comment` says it with the speakers, and what is not asserted also carries PLOVER's auxiliary mode:
future, hypothetical (also of what is unconfirmed) or negation. In `size` the manual's `dead`, `injured` and `arrested`
are the least told; `dead_max` and so on, the most, are ours, as the manual lets a data set add names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from hudna.export.countries import Country, by_iso3, division_name
from hudna.export.counts import ranges
from hudna.export.parties import Party
from hudna.export.plain import tags
from hudna.export.summary import Request, Summary, Voice, summaries
from hudna.knowledge.codes import code_lists
from hudna.model import ClaimType, FigureKind, Incident, Place, Status

FIELDS = (
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "size", "text", "text_info", "cite_info", "coder",
    "coded_date", "coded_time", "comment",
)  # fmt: skip
REQUIRED = ("id", "date", "actor", "event")
CODEBOOK = "PLOVER"
AUXILIARY = {
    Status.UNCONFIRMED: "hypothetical",
    Status.CONDITIONAL: "hypothetical",
    Status.PLANNED: "future",
    Status.DENIED: "negation",
}
_SIZES = {FigureKind.KILLED: "dead", FigureKind.WOUNDED: "injured", FigureKind.HELD: "arrested"}
_CITY, _DISTRICT, _PROVINCE, _COUNTRY, _SUB_CITY = 4, 3, 2, 1, 5
_RESOLUTION = {
    "country": _COUNTRY, "admin1": _PROVINCE, "region": _PROVINCE, "admin2": _DISTRICT, "admin3": _DISTRICT,
    "area": _DISTRICT, "quarter": _SUB_CITY, "site": _SUB_CITY, "camp": _SUB_CITY,
}  # fmt: skip
_CONTEXTS = {
    ClaimType.AID: ("human_security",),
    ClaimType.AID_OBSTRUCTION: ("human_security",),
    ClaimType.DISPLACEMENT: ("asylum",),
    ClaimType.CHEMICAL_ATTACK: ("military", "cbrn"),
    ClaimType.ABUSE: ("human_rights",),
    ClaimType.CEASEFIRE_VIOLATION: ("legal", "military"),
    ClaimType.NEGOTIATION: ("diplomatic",),
    ClaimType.AGREEMENT: ("diplomatic",),
    ClaimType.CONTROL: ("territory",),
    ClaimType.ADVANCE: ("military", "territory"),
}
_MILITARY = frozenset({
    ClaimType.ARMED_CLASH, ClaimType.ATTACK, ClaimType.SHELLING, ClaimType.AIR_STRIKE, ClaimType.BOMBING,
    ClaimType.WITHDRAWAL, ClaimType.SIEGE, ClaimType.TROOP_MOVEMENT, ClaimType.CEASEFIRE,
})  # fmt: skip
_encode = msgspec.json.Encoder().encode


def lines(incidents: Iterable[Incident], request: Request) -> Iterator[bytes]:
    """A record a line, in the incidents' order; what has no day is left out, for PLOVER asks for one."""
    for summary in summaries(incidents, request):
        if (summary.first or summary.last) is None:
            request.left["no day"] += 1
        else:
            yield _encode(record(summary)) + b"\n"


def record(summary: Summary) -> dict[str, Any]:
    """The record of an incident, fields in the manual's order, unknown ones left out."""
    event, _, mode = summary.codes.plover.partition("/")
    incident, lead = summary.incident, summary.lead
    auxiliary = AUXILIARY.get(incident.status)
    found: dict[str, Any] = {
        "id": incident.id,
        "has_event": summary.happened,
        "date": summary.first or summary.last,
        "enddate": summary.last if summary.last != summary.first else None,
        "actor": [_entity(p) for p in summary.actors],
        "recipient": [_entity(p) for p in summary.targets],
        "event": [event],
        "event_loc": _location(summary.place, summary.country) if summary.place else None,
        "event_text": [lead.telling.claim.trigger.text],
        "quad_code": code_lists().plover[event].quad,
        "mode": [m for m in (mode, auxiliary) if m],
        "context": list(_CONTEXTS.get(incident.type, ("military",) if incident.type in _MILITARY else ())),
        "size": _size(incident),
        "text": lead.sentence,
        "text_info": _text_info(lead),
        "cite_info": _cite_info(lead),
        "coder": "hudna",
        "comment": tags(summary),
    }
    kept = {k: v for k, v in found.items() if v not in (None, "", [], {}) or k in REQUIRED}
    return {name: kept[name] for name in FIELDS if name in kept}


def _entity(party: Party) -> dict[str, str]:
    known = party.country in by_iso3()
    found = {
        "code": "".join(c for c in (party.country, party.sector) if c),
        "sector": party.sector,
        "entity_text": party.words,
        "identifier_id": party.actor_id,
        "identifier_text": party.en,
        "country": party.country if known else None,
    }
    return {k: v for k, v in found.items() if v}


def _location(place: Place, country: Country | None) -> dict[str, Any]:
    name = place.name.en if place.name else None
    gn = place.place_id or ""
    found = {
        "extracted_place": place.span.text,
        "resolved_place": name,
        "geonameid": gn.removeprefix("gn-") if gn.startswith("gn-") else None,
        "lat": place.lat,
        "lon": place.lon,
        "city": name if place.level in ("city", "town", "village") else None,
        "province": division_name(place.admin[1]) if len(place.admin) > 1 else None,
        "country": country.en if country else None,
        "country_code": country.iso3 if country else None,
        "resolution": _RESOLUTION.get(place.level or "", _CITY) if place.level else None,
    }
    return {k: v for k, v in found.items() if v is not None}


def _size(incident: Incident) -> dict[str, int]:
    """Dead, injured and arrested, the least and the most told; an open bound is left out."""
    out: dict[str, int] = {}
    for kind, found in ranges(incident).items():
        if kind in _SIZES:
            bounds = {_SIZES[kind]: found.low, f"{_SIZES[kind]}_max": found.high}
            out |= {name: n for name, n in bounds.items() if n is not None}
    return out


def _text_info(lead: Voice) -> dict[str, Any]:
    sentence = lead.telling.claim.sentence
    found = {"sequence": lead.sentence_number, "start": sentence.start, "end": sentence.end}
    return {k: v for k, v in found.items() if v is not None}


def _cite_info(lead: Voice) -> dict[str, str]:
    document = lead.telling.document
    found = {
        "citation": lead.telling.key,
        "url": document.url,
        "title": document.title,
        "language": "ar",
        "publication": document.outlet,
        "coder": "hudna",
        "codebook": CODEBOOK,
    }
    return {k: v for k, v in found.items() if v}
