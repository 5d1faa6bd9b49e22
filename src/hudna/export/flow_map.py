"""A map of flows between places as SVG: arrows as wide as the square root of the least number told, places named."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import hypot, sqrt

from hudna.export.labels import Lang
from hudna.export.map_sheet import Names, Point, Sheet, ground, svg, towns
from hudna.export.monitor_rows import name, number
from hudna.knowledge.wording import wording
from hudna.model import Place
from hudna.monitoring.movements import Flow

_WIDE = 900.0
_THIN, _THICK = 1.5, 14.0
_SEA = "#eef3f7"
_HEAD = (
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" '
    'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="#3465a4"/></marker></defs>'
)


def draw(flows: Sequence[Flow], lang: Lang) -> str:
    """The map, empty but for a line of text where there is nothing to draw. Places stand at their points alone."""
    known = [(a, b, f) for f in flows if (a := _point(f.origin)) and (b := _point(f.destination))]
    if not known:
        nothing = escape(wording().report["nothing"].said(lang))
        return svg(_WIDE, 80.0, [f'<text x="20" y="45">{nothing}</text>'], "#fff")
    places = {p.place_id: (at, p) for a, b, f in known for at, p in ((a, f.origin), (b, f.destination))}
    sheet = Sheet.around([at for at, _ in places.values()], _WIDE)
    names = Names(sheet)
    dots = [_dot(p, sheet.at(*at), names, lang) for at, p in places.values()]
    most = max((f.min or f.max or 1) for _, _, f in known)
    arrows = [_arrow(f, sheet.at(*a), sheet.at(*b), most, lang) for a, b, f in known]
    bearings = towns(sheet, names, lang, {*filter(None, places)})
    return svg(_WIDE, sheet.height, [_HEAD, *ground(sheet), *bearings, *arrows, *dots], _SEA)


def _point(place: Place) -> Point | None:
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)


def _arrow(flow: Flow, start: Point, end: Point, most: int, lang: Lang) -> str:
    (x1, y1), (x2, y2) = start, end
    wide = max(_THIN, _THICK * sqrt((flow.min or flow.max or 0) / most))
    length = hypot(x2 - x1, y2 - y1) or 1.0
    bend = 0.12 * length
    cx, cy = (x1 + x2) / 2 - (y2 - y1) / length * bend, (y1 + y2) / 2 + (x2 - x1) / length * bend
    dashed = ' stroke-dasharray="2 6"' if flow.min is None and flow.max is None else ""
    told = escape(f"{number(flow.min, flow.max, lang)} {wording().movers[flow.who.value].said(lang)}".strip())
    return (
        f'<path d="M{x1:.1f} {y1:.1f} Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}" fill="none" stroke="#3465a4" '
        f'stroke-opacity=".65" stroke-width="{wide:.1f}" marker-end="url(#head)"{dashed}/>'
        f'<text x="{cx:.1f}" y="{cy:.1f}" font-size="12" fill="#444">{told}</text>'
    )


def _dot(place: Place, at: Point, names: Names, lang: Lang) -> str:
    return f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="4"/>{names.put(at, name(place, lang))}'
