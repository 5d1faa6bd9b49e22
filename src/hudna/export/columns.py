"""The columns that CSV, XLSX, Parquet, GeoPackage and GeoJSON share: an incident in one row, a telling in another.

Each column has a kind and what it means; `docs/exports.md` and the sheet `columns` of a workbook say the same words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hudna.export import wording
from hudna.export.countries import division_name
from hudna.export.counts import ranges
from hudna.export.labels import Lang
from hudna.export.parties import Party
from hudna.export.plain import HAPPENED, figures_told, joined
from hudna.export.summary import Summary, Voice
from hudna.knowledge.precision import geo_precision, known, where_prec
from hudna.model import Claim, FigureKind, Place, Role, Time

Kind = Literal["text", "int", "float"]
Value = str | int | float | None
PEOPLE = (
    FigureKind.KILLED,
    FigureKind.WOUNDED,
    FigureKind.CASUALTIES,
    FigureKind.HELD,
    FigureKind.MISSING,
    FigureKind.DISPLACED,
    FigureKind.BESIEGED,
)


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: Kind
    what: str


def _party_columns(role: str) -> tuple[Column, ...]:
    return (
        Column(f"{role}s", "text", f"the {role}s as the stories word them, rivals side by side"),
        Column(f"{role}_ids", "text", "their entries in the registry"),
        Column(f"{role}_names", "text", "their English names"),
        Column(f"{role}_countries", "text", "ISO 3166-1 alpha-3, or IGO, IMG, INT, NGO"),
        Column(f"{role}_sectors", "text", "CAMEO/PLOVER sectors"),
    )


INCIDENT = (
    Column("id", "text", "the incident"),
    Column("type", "text", "claim type"),
    Column("status", "text", "asserted, unconfirmed, denied, conditional or planned: the surest that any telling has"),
    Column("happened", "text", "yes, unconfirmed, denied, or no (planned, conditional)"),
    Column("statuses", "text", "how many tellings have each status"),
    Column("credence", "text", "confirmed, fair, weak, contested or discounted"),
    Column("reliability", "text", "A–F, of the best outlet or speaker"),
    Column("credibility", "int", "1–6, from independent agreement and contradiction"),
    Column("grade_why", "text", "the rules that decided the grade"),
    Column("date_from", "text", "first day, ISO; empty where open"),
    Column("date_to", "text", "last day, ISO; empty where open"),
    Column("date_precision", "text", "hour, day, week, month, season, year or range"),
    Column("date_basis", "text", "text, or published: then date_to is only a bound"),
    *_party_columns("actor"),
    *_party_columns("target"),
    Column("place", "text", "the main place as worded"),
    Column("place_role", "text", "at, from, to, zone or venue"),
    Column("place_id", "text", "its entry in the gazetteer"),
    Column("place_en", "text", "its English name"),
    Column("place_ar", "text", "its Arabic name"),
    Column("latitude", "float", "degrees, WGS 84"),
    Column("longitude", "float", "degrees, WGS 84"),
    Column("radius_km", "float", "the radius that holds the place or the doubt about it"),
    Column("level", "text", "country, admin1, city, town, village, quarter, …"),
    Column("geo_precision", "int", "ACLED's, 1–3"),
    Column("where_prec", "int", "UCDP's, 1–7"),
    Column("country", "text", "English name"),
    Column("country_code", "text", "ISO 3166-1 alpha-3"),
    Column("admin1", "text", "English name of the governorate or province"),
    Column("admin1_code", "text", "ISO 3166-2, or the P-code of imported places"),
    Column("other_places", "text", "the incident's other places, rivals among them, with their points"),
    *(
        Column(f"{kind.value}_{bound}", "int", what)
        for kind in PEOPLE
        for bound, what in (("min", f"{kind.value}, the least told"), ("max", "the most told; empty where open"))
    ),
    Column("figures_told", "text", "every figure with who gives it"),
    Column("means", "text", "weapon as worded"),
    Column("means_id", "text", "its entry"),
    Column("speakers", "text", "all who say it"),
    Column("said_by", "text", "each voice with the status that it gives"),
    Column("outlets", "text", "who published it"),
    Column("urls", "text", "pages"),
    Column("tellings", "int", "claims joined"),
    Column("independent", "int", "voices, copies of one text counted once"),
    Column("first_published", "text", "day of the earliest telling"),
    Column("last_published", "text", "day of the latest telling"),
    Column("plover", "text", "PLOVER event/mode"),
    Column("cameo", "text", "CAMEO code, with its leading zeros"),
    Column("acled", "text", "ACLED event type: sub-event type; empty where ACLED records none, or it has not happened"),
    Column("claim", "text", "the telling that stands for it: document/story/claim"),
    Column("trigger", "text", "its words"),
    Column("sentence", "text", "its sentence"),
)
TELLING = (
    Column("incident", "text", "the incident"),
    Column("claim", "text", "document/story/claim"),
    Column("document", "text", "the page, by its SHA-256 or given id"),
    Column("story", "int", "which story of the page, from 0"),
    Column("type", "text", "claim type"),
    Column("status", "text", "asserted, unconfirmed, denied, conditional or planned"),
    Column("speakers", "text", "who says it, the nearest first; empty: the outlet in its own voice"),
    Column("speaker_ids", "text", "their entries in the registry"),
    Column("speaker_leanings", "text", "whom they lean to"),
    Column("outlet", "text", "who published it"),
    Column("url", "text", "page"),
    Column("published", "text", "day of publication"),
    Column("chain", "text", "the story first seen with this text: tellings of one chain are one voice"),
    Column("background", "text", "yes where the story tells it as old or in a round-up"),
    Column("date_from", "text", "first day"),
    Column("date_to", "text", "last day"),
    Column("actors", "text", "as worded"),
    Column("targets", "text", "as worded"),
    Column("places", "text", "as worded, with their roles"),
    Column("figures", "text", "as told"),
    Column("trigger", "text", "the words that name it"),
    Column("start", "int", "where they start in the story's text"),
    Column("sentence", "text", "the sentence"),
)
TELLING_NAMES = tuple(c.name for c in TELLING)
INCIDENT_NAMES = tuple(c.name for c in INCIDENT)


def incident_row(summary: Summary) -> dict[str, Value]:
    """An incident's values by column, in the columns' order."""
    incident, lead = summary.incident, summary.lead
    grade, means = incident.grade, incident.means
    found: dict[str, Value] = {
        "id": incident.id,
        "type": incident.type.value,
        "status": incident.status.value,
        "happened": HAPPENED[incident.status],
        "statuses": joined(f"{status.value} {n}" for status, n in summary.statuses),
        "credence": grade.credence.value if grade else None,
        "reliability": grade.reliability if grade else None,
        "credibility": grade.credibility if grade else None,
        "grade_why": joined(grade.why) if grade else None,
        **_days(incident.time),
        **_parties("actor", summary.actors),
        **_parties("target", summary.targets),
        **_place(summary),
        **_counts(summary),
        "figures_told": figures_told(summary),
        "means": means.span.text if means else None,
        "means_id": means.means_id if means else None,
        **_voices(summary),
        "plover": summary.codes.plover,
        "cameo": summary.codes.cameo,
        "acled": summary.codes.acled,
        "claim": lead.telling.key,
        "trigger": lead.telling.claim.trigger.text,
        "sentence": lead.sentence,
    }
    return {name: found.get(name) for name in INCIDENT_NAMES}


def _voices(summary: Summary) -> dict[str, Value]:
    published = summary.published
    return {
        "speakers": joined(summary.speakers),
        "said_by": joined(dict.fromkeys(f"{v.who} ({v.telling.claim.status.value})" for v in summary.voices)),
        "outlets": joined(summary.outlets),
        "urls": joined(summary.urls),
        "tellings": len(summary.voices),
        "independent": summary.independent,
        "first_published": published[0] if published else None,
        "last_published": published[-1] if published else None,
    }


def _days(time: Time | None) -> dict[str, Value]:
    if time is None:
        return {}
    return {
        "date_from": time.start,
        "date_to": time.end,
        "date_precision": time.precision.value,
        "date_basis": time.basis.value,
    }


def _parties(role: str, found: tuple[Party, ...]) -> dict[str, Value]:
    return {
        f"{role}s": joined(p.words for p in found),
        f"{role}_ids": joined(p.actor_id for p in found),
        f"{role}_names": joined(p.en or None for p in found),
        f"{role}_countries": joined(p.country for p in found),
        f"{role}_sectors": joined(p.sector for p in found),
    }


def _place(summary: Summary) -> dict[str, Value]:
    place, country = summary.place, summary.country
    if place is None:
        return {}
    division = place.admin[1] if len(place.admin) > 1 else None
    return {
        "place": place.span.text,
        "place_role": place.role.value,
        "place_id": place.place_id,
        "place_en": place.name.en if place.name else None,
        "place_ar": place.name.ar if place.name else None,
        "latitude": place.lat,
        "longitude": place.lon,
        "radius_km": place.radius_km,
        "level": place.level,
        "geo_precision": geo_precision(known(place)),
        "where_prec": where_prec(known(place)),
        "country": country.en if country else None,
        "country_code": country.iso3 if country else None,
        "admin1": division_name(division) if division else None,
        "admin1_code": division,
        "other_places": joined(_described(p) for p in summary.incident.places if p is not place),
    }


def _described(place: Place) -> str:
    point = f" ({place.lat}, {place.lon} ± {place.radius_km or 0:g} km)" if place.lat is not None else ""
    return wording.place_of(place, Lang.EN) + point


def _counts(summary: Summary) -> dict[str, Value]:
    out: dict[str, Value] = {}
    for kind, found in ranges(summary.incident).items():
        if kind in PEOPLE:
            out |= {f"{kind.value}_min": found.low, f"{kind.value}_max": found.high}
    return out


def telling_row(summary: Summary, voice: Voice) -> dict[str, Value]:
    """A telling's values by column, in the columns' order."""
    telling, claim, document = voice.telling, voice.telling.claim, voice.telling.document
    found: dict[str, Value] = {
        "incident": summary.incident.id,
        "claim": telling.key,
        "document": document.id,
        "story": telling.story,
        "type": claim.type.value,
        "status": claim.status.value,
        "speakers": joined(voice.speakers),
        "speaker_ids": joined(a.speaker_id for a in claim.attribution),
        "speaker_leanings": joined(a.leaning for a in claim.attribution),
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "chain": telling.chain,
        "background": "yes" if telling.background else "no",
        "date_from": claim.time.start if claim.time else None,
        "date_to": claim.time.end if claim.time else None,
        "actors": _words(claim, Role.ACTOR),
        "targets": _words(claim, Role.TARGET),
        "places": joined(f"{p.role.value} {p.span.text}" for p in claim.places),
        "figures": joined(wording.figures(claim, Lang.EN)),
        "trigger": claim.trigger.text,
        "start": claim.trigger.start,
        "sentence": voice.sentence,
    }
    return {name: found.get(name) for name in TELLING_NAMES}


def _words(claim: Claim, role: Role) -> str:
    return joined(p.span.text for p in claim.participants if p.role is role)


def cells(values: dict[str, Value], columns: Iterable[Column]) -> list[Value]:
    """Values in the order of columns."""
    return [values[c.name] for c in columns]
