"""GeoJSON by RFC 7946: a feature an incident, its point the main place's, null where no place has one.

Properties are the columns of the CSV, and `places` and `tellings` as lists: each place with its role, point and radius,
each telling with its status, speakers and outlet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from hudna.export.columns import incident_row, telling_row
from hudna.export.summary import Request, Summary, summaries
from hudna.model import Incident, Place

_encode = msgspec.json.Encoder().encode


def lines(incidents: Iterable[Incident], request: Request) -> Iterator[bytes]:
    """The collection in pieces, a feature a line, so that it can be written and compared as it comes."""
    yield b'{"type":"FeatureCollection","features":['
    before = b"\n"
    for summary in summaries(incidents, request):
        yield before + _encode(feature(summary))
        before = b",\n"
    yield b"\n]}\n"


def feature(summary: Summary) -> dict[str, Any]:
    """The feature of an incident."""
    place = summary.place
    point = {"type": "Point", "coordinates": [place.lon, place.lat]} if place and place.lat is not None else None
    return {
        "type": "Feature",
        "id": summary.incident.id,
        "geometry": point,
        "properties": {
            **incident_row(summary),
            "places": [_place(p) for p in summary.incident.places],
            "tellings": [_telling(summary, n) for n in range(len(summary.voices))],
        },
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "role": place.role.value,
        "words": place.span.text,
        "name": place.name.en if place.name else None,
        "place_id": place.place_id,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "level": place.level,
    }


def _telling(summary: Summary, n: int) -> dict[str, Any]:
    found = telling_row(summary, summary.voices[n])
    kept = ("claim", "status", "speakers", "outlet", "url", "published", "chain", "sentence")
    return {name: found[name] for name in kept}
