"""A map of findings as SVG: the land and the zone, a circle a place as wide as the place or the doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hudna.export.labels import Lang
from hudna.export.map_sheet import Names, Sheet, ground, svg, towns
from hudna.export.monitor_rows import name
from hudna.knowledge.agreement import Geometry, Zone
from hudna.knowledge.load import knowledge
from hudna.knowledge.outlines import outlines
from hudna.model import Place
from hudna.monitoring.finding import Finding
from hudna.monitoring.report import Report, places_of

_WIDE = 720.0  # pixels
_NAMED = 14  # places that are named, most told first
_SEA = "#eef3f7"
_EDGE = 'fill="#5a8f3c" fill-opacity=".08" stroke="#5a8f3c" stroke-dasharray="5 3"'
Spot = tuple[float, float, Place, Finding]  # latitude, longitude


def finding_map(report: Report, lang: Lang) -> str | None:
    """The map, or None where no finding has a point. Nothing is drawn where nobody told of anything."""
    told = [(p.lat, p.lon, p, f) for p, f in places_of(report) if p.lat is not None and p.lon is not None]
    if not told:
        return None
    sheet = Sheet.around([(lat, lon) for lat, lon, _, _ in told], _WIDE)
    names = Names(sheet)
    said = list(_names(told, sheet, names, lang))
    ids = {p.place_id for _, _, p, _ in told if p.place_id}
    drawn = [*ground(sheet), *_zone(report.agreement.zone, sheet), *_circles(told, sheet),
             *towns(sheet, names, lang, ids), *said]  # fmt: skip
    return svg(_WIDE, sheet.height, drawn, _SEA)


def _zone(zone: Zone, sheet: Sheet) -> Iterator[str]:
    """The zone as registered; one whose edge was never published is not drawn."""
    if zone.geometry is Geometry.UNKNOWN:
        return
    if zone.polygon:
        yield f'<path d="{sheet.path(zone.polygon)}" {_EDGE}/>'
    if zone.line:
        points = " ".join(f"{x:.0f},{y:.0f}" for x, y in (sheet.at(lat, lon) for lon, lat in zone.line))
        wide = max(3.0, sheet.pixels(2 * zone.buffer_km))
        yield (f'<polyline points="{points}" fill="none" stroke="#5a8f3c" stroke-opacity=".25" '
               f'stroke-width="{wide:.1f}"/>')  # fmt: skip
    if not (zone.polygon or zone.line):
        yield from _places(zone, sheet)


def _places(zone: Zone, sheet: Sheet) -> Iterator[str]:
    """Each of the zone's places by its outline, else by its circle."""
    for entry in (knowledge().gazetteer.entries[p] for p in zone.places):
        if rings := outlines().rings.get(entry.id):
            yield from (f'<path d="{sheet.path(ring)}" {_EDGE}/>' for ring in rings)
            continue
        x, y = sheet.at(entry.lat, entry.lon)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{sheet.pixels(entry.radius_km):.1f}" {_EDGE}/>'


def _circles(told: Sequence[Spot], sheet: Sheet) -> Iterator[str]:
    for lat, lon, place, finding in told:
        x, y = sheet.at(lat, lon)
        radius = max(4.0, sheet.pixels(place.radius_km or 0.0))
        fill = 'fill="#b8442c" fill-opacity=".35"' if finding.counted else 'fill="none"'
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {fill} stroke="#b8442c"/>'


def _names(told: Sequence[Spot], sheet: Sheet, names: Names, lang: Lang) -> Iterator[str]:
    often: dict[str, list[Spot]] = {}
    for spot in told:
        often.setdefault(spot[2].place_id or spot[2].span.text, []).append(spot)
    for spots in sorted(often.values(), key=lambda s: (-len(s), s[0][2].place_id or ""))[:_NAMED]:
        lat, lon, place, _ = spots[0]
        yield names.put(sheet.at(lat, lon), name(place, lang))
