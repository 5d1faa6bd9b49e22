"""A map of findings as SVG: outlines of the divisions around, a circle a place as wide as the place or the doubt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from math import cos, radians

from hudna.export.charts import FONT
from hudna.export.labels import Lang
from hudna.export.monitor_rows import name
from hudna.knowledge.gazetteer import KM_PER_DEGREE
from hudna.knowledge.outlines import Ring, outlines
from hudna.model import Place
from hudna.monitoring.finding import Finding
from hudna.monitoring.report import Report, places_of

_WIDE, _MARGIN = 720.0, 0.15  # the sheet in pixels; the room around the places as a part of their extent
_LEAST = 0.25  # degrees that the map shows at least
_NAMED = 14  # places that are named, most told first


def finding_map(report: Report, lang: Lang) -> str | None:
    """The map, or None where no finding has a point. Nothing is drawn where nobody told of anything."""
    told = places_of(report)
    if not told:
        return None
    sheet = _Sheet.around([p for p, _ in told])
    drawn = [*_ground(sheet), *_circles(told, sheet), *_names(told, sheet, lang)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE:.0f}" height="{sheet.height:.0f}" '
        f'viewBox="0 0 {_WIDE:.0f} {sheet.height:.0f}"><rect width="100%" height="100%" fill="#eef3f7"/>'
        f"<g {FONT}>{''.join(drawn)}</g></svg>\n"
    )


class _Sheet:
    """An equirectangular plane at the middle latitude, in pixels."""

    def __init__(self, west: float, south: float, east: float, north: float) -> None:
        self.west, self.south, self.east, self.north = west, south, east, north
        self.scale = cos(radians((south + north) / 2))
        self.unit = _WIDE / ((east - west) * self.scale)
        self.height = (north - south) * self.unit

    @classmethod
    def around(cls, places: Sequence[Place]) -> _Sheet:
        lats, lons = [p.lat for p in places if p.lat is not None], [p.lon for p in places if p.lon is not None]
        middle = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        tall = max(max(lats) - min(lats), _LEAST) * (1 + 2 * _MARGIN) / 2
        wide = max((max(lons) - min(lons)) * (1 + 2 * _MARGIN) / 2, tall / cos(radians(middle[0])))
        tall = max(tall, wide * cos(radians(middle[0])) * 0.6)
        return cls(middle[1] - wide, middle[0] - tall, middle[1] + wide, middle[0] + tall)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        return (lon - self.west) * self.scale * self.unit, (self.north - lat) * self.unit

    def shows(self, box: tuple[float, float, float, float]) -> bool:
        west, south, east, north = box
        return west <= self.east and east >= self.west and south <= self.north and north >= self.south


def _ground(sheet: _Sheet) -> Iterable[str]:
    """Countries as land, divisions as thin lines."""
    shapes = outlines()
    for code in sorted(shapes.rings):
        country = len(code) == 2
        style = 'fill="#fbfaf5" stroke="#8a8a8a"' if country else 'fill="none" stroke="#c9c4b4" stroke-width=".7"'
        for box, ring in zip(shapes.boxes[code], shapes.rings[code], strict=True):
            if sheet.shows(box):
                yield f'<path d="{_path(ring, sheet)}" {style}/>'


def _path(ring: Ring, sheet: _Sheet) -> str:
    points = (sheet.at(lat, lon) for lon, lat in ring)
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points) + "z"


def _circles(told: Sequence[tuple[Place, Finding]], sheet: _Sheet) -> Iterable[str]:
    for place, finding in told:
        assert place.lat is not None
        assert place.lon is not None
        x, y = sheet.at(place.lat, place.lon)
        radius = max(4.0, (place.radius_km or 0.0) / KM_PER_DEGREE * sheet.unit)
        fill = 'fill="#b8442c" fill-opacity=".35"' if finding.counted else 'fill="none"'
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {fill} stroke="#b8442c"/>'


def _names(told: Sequence[tuple[Place, Finding]], sheet: _Sheet, lang: Lang) -> Iterable[str]:
    often: dict[str, list[Place]] = {}
    for place, _ in told:
        often.setdefault(place.place_id or place.span.text, []).append(place)
    most = sorted(often.values(), key=lambda p: (-len(p), p[0].place_id or ""))[:_NAMED]
    for places in most:
        place = places[0]
        assert place.lat is not None
        assert place.lon is not None
        x, y = sheet.at(place.lat, place.lon)
        yield f'<text x="{x + 7:.1f}" y="{y - 6:.1f}">{escape(name(place, lang))}</text>'
