"""What maps share: a plane in pixels, the land and towns drawn on it, and names that keep out of one another's way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from html import escape
from math import cos, radians

from hudna.export.labels import Lang
from hudna.knowledge.gazetteer import KM_PER_DEGREE, PlaceEntry
from hudna.knowledge.load import knowledge
from hudna.knowledge.outlines import Ring, outlines

Point = tuple[float, float]
_MARGIN = 0.15  # the room around the points as a part of their extent
_LEAST = 0.25  # degrees that a sheet shows at least
_FLAT = 0.6  # a sheet's height as a part of its width, at least
_TOWNS = 8  # that are named for bearings, the largest first
_SIZE = 13  # of letters, in pixels


class Sheet:
    """An equirectangular plane at the middle latitude, `width` pixels wide."""

    def __init__(self, west: float, south: float, east: float, north: float, width: float) -> None:
        self.west, self.south, self.east, self.north, self.width = west, south, east, north, width
        self._scale = cos(radians((south + north) / 2))
        self._unit = width / ((east - west) * self._scale)
        self.height = (north - south) * self._unit

    @classmethod
    def around(cls, points: Sequence[Point], width: float) -> Sheet:
        """The sheet that holds (latitude, longitude) points with some room."""
        lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        tall = max(max(lats) - min(lats), _LEAST) * (1 + 2 * _MARGIN) / 2
        wide = max((max(lons) - min(lons)) * (1 + 2 * _MARGIN) / 2, tall / cos(radians(lat)))
        tall = max(tall, wide * cos(radians(lat)) * _FLAT)
        return cls(lon - wide, lat - tall, lon + wide, lat + tall, width)

    def at(self, lat: float, lon: float) -> Point:
        return (lon - self.west) * self._scale * self._unit, (self.north - lat) * self._unit

    def pixels(self, km: float) -> float:
        return km / KM_PER_DEGREE * self._unit

    def shows(self, box: tuple[float, float, float, float]) -> bool:
        west, south, east, north = box
        return west <= self.east and east >= self.west and south <= self.north and north >= self.south

    def path(self, ring: Ring) -> str:
        """A closed path through (longitude, latitude) points."""
        points = (self.at(lat, lon) for lon, lat in ring)
        return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points) + "z"


class Names:
    """Names beside points: each takes the first side that is free."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._taken: list[tuple[float, float, float, float]] = []

    def put(self, at: Point, words: str, *, optional: bool = False, style: str = "") -> str:
        """The name as SVG; an optional one stays away where no side is free."""
        long = len(words) * _SIZE * 0.55
        sides = [(side, drop) for drop in (-6, 15, -21, 30) for side in ("start", "end")]
        boxes = [(self._box(at, long, side, drop), side, drop) for side, drop in sides]
        free = next((b for b in boxes if self._free(b[0])), None)
        if free is None and optional:
            return ""
        box, side, drop = free or boxes[0]
        self._taken.append(box)
        x = at[0] + (7 if side == "start" else -7)
        return f'<text x="{x:.1f}" y="{at[1] + drop:.1f}" text-anchor="{side}"{style}>{escape(words)}</text>'

    def _box(self, at: Point, long: float, side: str, drop: float) -> tuple[float, float, float, float]:
        left = at[0] + 7 if side == "start" else at[0] - 7 - long
        return left, at[1] + drop - _SIZE, left + long, at[1] + drop + 3

    def _free(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self._sheet.width or bottom > self._sheet.height:
            return False
        return all(right <= a or left >= c or bottom <= b or top >= d for a, b, c, d in self._taken)


def ground(sheet: Sheet) -> Iterator[str]:
    """Countries as land, divisions as thin lines."""
    shapes = outlines()
    for code in sorted(shapes.rings):
        country = len(code) == 2
        style = 'fill="#fbfaf5" stroke="#8a8a8a"' if country else 'fill="none" stroke="#c9c4b4" stroke-width=".7"'
        for box, ring in zip(shapes.boxes[code], shapes.rings[code], strict=True):
            if sheet.shows(box):
                yield f'<path d="{sheet.path(ring)}" {style}/>'


def towns(sheet: Sheet, names: Names, lang: Lang, told: Collection[str]) -> Iterator[str]:
    """The largest towns of the sheet in grey, for bearings; those that the map tells of are left to it."""
    for town in _largest(sheet, told):
        x, y = sheet.at(town.lat, town.lon)
        words = town.ar if lang is Lang.AR else town.en
        if said := names.put((x, y), words, optional=True, style=' fill="#8a8a8a"'):
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="#8a8a8a"/>{said}'


def _largest(sheet: Sheet, told: Collection[str]) -> Iterable[PlaceEntry]:
    entries = knowledge().gazetteer.entries.values()
    here = (e for e in entries if e.population and e.level in ("city", "town") and e.id not in told)
    shown = [e for e in here if sheet.shows((e.lon, e.lat, e.lon, e.lat))]
    return sorted(shown, key=lambda e: (-e.population, e.id))[:_TOWNS]


def svg(width: float, height: float, parts: Iterable[str], background: str) -> str:
    """A picture; its letters are those of the reports."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}"><rect width="100%" height="100%" fill="{background}"/>'
        f"<g font-family=\"'Hudna Sans','Noto Sans','Noto Sans Arabic',sans-serif\" font-size=\"{_SIZE}\">"
        f"{''.join(parts)}</g></svg>\n"
    )
