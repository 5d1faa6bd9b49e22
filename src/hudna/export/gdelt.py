"""GDELT 2.0: events in 61 and mentions in 16 columns parted by tabs, without a header; a mention is a telling.

Codes are strings with their leading zeros. The 61 columns have no place for a status, so `Extras` of each mention says
who says it and how surely; an event that is not asserted has `IsRootEvent` 0 and its status behind a # in SOURCEURL.
Nothing is given for tone and confidence, which we do not measure, nor for ethnic and religious codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hudna.export.countries import by_iso3, country_of, fips_of
from hudna.export.parties import Party
from hudna.export.plain import clean, number, tabbed
from hudna.export.summary import Request, Summary, Voice, summaries
from hudna.model import Incident, Participant, Place, Role

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{part}" for n in (1, 2) for part in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{of}Geo_{part}" for of in ("Actor1", "Actor2", "Action") for part in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
# Goldstein's scale of the CAMEO codes that our claims have, by GDELT's lookup table; a code without an entry takes its
# base code's.
GOLDSTEIN = {
    "020": 3.0, "0333": 5.2, "0353": 7.0, "0356": 7.0, "036": 4.0, "037": 5.0, "042": 1.9, "045": 5.0, "046": 7.0,
    "057": 8.0, "073": 7.4, "0841": 7.0, "0863": 9.0, "0871": 9.0, "0874": 10.0, "100": -5.0, "110": -2.0,
    "111": -2.0, "112": -2.0, "120": -4.0, "130": -4.4, "1383": -7.0, "1384": -7.0, "141": -6.5, "143": -6.5,
    "145": -7.5, "153": -7.2, "154": -7.2, "161": -4.0, "163": -8.0, "170": -7.0, "171": -9.2, "1712": -9.2,
    "173": -5.0, "174": -5.0, "175": -9.0, "180": -9.0, "181": -9.0, "182": -9.5, "1821": -9.0, "1822": -9.0,
    "183": -10.0, "1831": -10.0, "1832": -10.0, "185": -8.0, "186": -10.0, "190": -10.0, "191": -9.5, "192": -9.5,
    "193": -10.0, "194": -10.0, "195": -10.0, "1952": -10.0, "196": -9.5, "2041": -10.0,
}  # fmt: skip
_TYPES = frozenset(
    "COP GOV INS JUD MIL OPP REB SEP SPY UAF AGR BUS CRM CVL DEV EDU ELI ENV HLH HRI LAB LEG MED REF NGO IGO".split()
)
_WORLD = frozenset({"IGO", "IMG", "INT", "NGO"})
_COUNTRY, _CITY, _DIVISION = 1, 4, 5
_WEB, _CITED = 1, 2


@dataclass(frozen=True, slots=True)
class Rows:
    """An event's line and the lines of its mentions."""

    event: bytes
    mentions: tuple[bytes, ...]


def rows(incidents: Iterable[Incident], request: Request) -> Iterator[Rows]:
    """Each incident's event and mentions, in the incidents' order; what has no day is left out."""
    for summary in summaries(incidents, request):
        day = summary.first or summary.last
        if day is None:
            request.left["no day"] += 1
            continue
        yield Rows(
            _line(_event(summary, day), EVENT_COLUMNS),
            tuple(_line(_mention(summary, voice, day), MENTION_COLUMNS) for voice in summary.voices),
        )


def _line(values: dict[str, object], columns: tuple[str, ...]) -> bytes:
    return tabbed(values.get(column) for column in columns)


def _event(summary: Summary, day: str) -> dict[str, object]:
    code = summary.codes.cameo
    first, second = (side[0] if side else None for side in summary.sides)
    documents = {v.telling.document.id for v in summary.voices}
    return {
        "GLOBALEVENTID": number(summary.incident.id),
        "SQLDATE": day.replace("-", ""),
        "MonthYear": day[:4] + day[5:7],
        "Year": day[:4],
        "FractionDate": fraction_date(day),
        **_actor(1, first),
        **_actor(2, second),
        "IsRootEvent": int(summary.happened),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": quad_class(code),
        "GoldsteinScale": GOLDSTEIN.get(code, GOLDSTEIN.get(code[:3])),
        "NumMentions": len(summary.voices),
        "NumSources": len(summary.outlets) or len(documents),
        "NumArticles": len(documents),
        **_geo(summary.place),
        "DATEADDED": _stamp(summary.published[-1] if summary.published else day),
        "SOURCEURL": _source_url(summary),
    }


def quad_class(code: str) -> int:
    """GDELT's class of a CAMEO code by its root: verbal and material cooperation, verbal and material conflict.

    Protest (14) is verbal there, unlike in PLOVER.
    """
    root = int(code[:2])
    return next(quad for last, quad in ((5, 1), (9, 2), (14, 3), (20, 4)) if root <= last)


def fraction_date(day: str) -> str:
    """The year with how much of it is over, months taken as 30 days, as GDELT's files have it.

    >>> fraction_date("2014-02-18")
    '2014.1315'
    """
    year, month, of_month = (int(part) for part in day.split("-"))
    return f"{year + (30 * (month - 1) + of_month) / 365:.4f}"


def _source_url(summary: Summary) -> str:
    url = summary.lead.telling.document.url or next(iter(summary.urls), "")
    return url if summary.happened else f"{url}#hudna-status={summary.incident.status.value}"


def _stamp(day: str) -> str:
    return day.replace("-", "") + "000000"


def _actor(n: int, party: Party | None) -> dict[str, object]:
    if party is None:
        return {}
    country = party.country if party.country in by_iso3() else ""
    world = party.country if party.country in _WORLD else ""
    kind = party.sector if party.sector in _TYPES else ""
    return {
        f"Actor{n}Code": f"{country or world}{kind if kind != world else ''}",
        f"Actor{n}Name": party.name.upper(),
        f"Actor{n}CountryCode": country,
        f"Actor{n}Type1Code": kind or (world if world in _TYPES else ""),
    }


def _geo(place: Place | None) -> dict[str, object]:
    if place is None:
        return {}
    country = country_of(place)
    kind = {"country": _COUNTRY, "admin1": _DIVISION}.get(place.level or "", _CITY)
    name = place.name.en if place.name and place.name.en else place.span.text
    full = name if country is None or kind == _COUNTRY else f"{name}, {country.en}"
    return {
        "ActionGeo_Type": kind,
        "ActionGeo_FullName": full,
        "ActionGeo_CountryCode": fips_of(place),
        "ActionGeo_ADM1Code": place.admin[1] if len(place.admin) > 1 else fips_of(place),
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
        "ActionGeo_FeatureID": place.place_id,
    }


def _mention(summary: Summary, voice: Voice, day: str) -> dict[str, object]:
    claim, document = voice.telling.claim, voice.telling.document
    published = document.published.isoformat() if document.published else day
    return {
        "GLOBALEVENTID": number(summary.incident.id),
        "EventTimeDate": _stamp(day),
        "MentionTimeDate": _stamp(published),
        "MentionType": _WEB if document.url else _CITED,
        "MentionSourceName": voice.outlet,
        "MentionIdentifier": document.url or document.id,
        "SentenceID": voice.sentence_number,
        "Actor1CharOffset": _offset(claim.participants, Role.ACTOR),
        "Actor2CharOffset": _offset(claim.participants, Role.TARGET),
        "ActionCharOffset": claim.trigger.start,
        "InRawText": 1,
        "MentionDocLen": voice.text_length,
        "MentionDocTranslationInfo": "srclc:ara",
        "Extras": extras(voice),
    }


def _offset(participants: tuple[Participant, ...], role: Role) -> int:
    return next((p.span.start for p in participants if p.role is role), -1)


def extras(voice: Voice) -> str:
    """How surely, who says it, and which copies are one voice: `status=…;speakers=A,B;claim=…;chain=…`."""
    told = [
        f"status={voice.telling.claim.status.value}",
        f"speakers={','.join(clean(s).replace(',', ' ') for s in voice.speakers)}",
        f"claim={voice.telling.key}",
        f"chain={voice.telling.chain}",
    ]
    return ";".join(told)
