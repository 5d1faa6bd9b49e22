"""A map of flows between places as SVG: arrows as wide as the square root of the least number told, places named."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import cos, hypot, radians, sqrt

from hudna.export.labels import Lang
from hudna.export.monitor_rows import name, number
from hudna.knowledge.wording import wording
from hudna.model import Place
from hudna.monitoring.movements import Flow

_SIZE, _EDGE = 900.0, 90.0
_THIN, _THICK = 1.5, 14.0


def draw(flows: Sequence[Flow], lang: Lang) -> str:
    """The map, empty but for a line of text where there is nothing to draw. Places stand at their points alone."""
    known = [f for f in flows if None not in (f.origin.lat, f.origin.lon, f.destination.lat, f.destination.lon)]
    places = {p.place_id: p for f in known for p in (f.origin, f.destination)}
    if not known:
        return _svg(_SIZE, 80.0, ['<text x="20" y="45">no movement between two places on the map</text>'])
    at, height = _projected(list(places.values()))
    most = max((f.min or f.max or 1) for f in known)
    parts = [_arrow(f, at, most, lang) for f in known]
    parts += [_dot(p, at[p.place_id or ""], lang) for p in places.values()]
    return _svg(_SIZE, height, parts)


def _projected(places: Sequence[Place]) -> tuple[dict[str, tuple[float, float]], float]:
    """Points on the sheet (an equirectangular plane at the middle latitude), and the sheet's height."""
    lats, lons = [p.lat or 0.0 for p in places], [p.lon or 0.0 for p in places]
    scale = cos(radians(sum(lats) / len(lats)))
    width = max((max(lons) - min(lons)) * scale, 0.05)
    height = max(max(lats) - min(lats), 0.05)
    unit = (_SIZE - 2 * _EDGE) / max(width, height)
    at: dict[str, tuple[float, float]] = {}
    for place, lat, lon in zip(places, lats, lons, strict=True):
        at[place.place_id or ""] = _EDGE + (lon - min(lons)) * scale * unit, _EDGE + (max(lats) - lat) * unit
    return at, 2 * _EDGE + height * unit


def _arrow(flow: Flow, at: dict[str, tuple[float, float]], most: int, lang: Lang) -> str:
    (x1, y1), (x2, y2) = at[flow.origin.place_id or ""], at[flow.destination.place_id or ""]
    wide = max(_THIN, _THICK * sqrt((flow.min or flow.max or 0) / most))
    length = hypot(x2 - x1, y2 - y1) or 1.0
    bend = 0.12 * length
    cx, cy = (x1 + x2) / 2 - (y2 - y1) / length * bend, (y1 + y2) / 2 + (x2 - x1) / length * bend
    dashed = ' stroke-dasharray="2 6"' if flow.min is None and flow.max is None else ""
    told = escape(f"{number(flow.min, flow.max, lang)} {wording().movers[flow.who.value].said(lang)}".strip())
    return (
        f'<path d="M{x1:.1f} {y1:.1f} Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}" fill="none" stroke="#3465a4" '
        f'stroke-opacity=".65" stroke-width="{wide:.1f}" marker-end="url(#head)"{dashed}/>'
        f'<text x="{cx:.1f}" y="{cy:.1f}" class="n">{told}</text>'
    )


def _dot(place: Place, at: tuple[float, float], lang: Lang) -> str:
    x, y = at
    words = escape(name(place, lang))
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/><text x="{x + 8:.1f}" y="{y - 6:.1f}">{words}</text>'


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    head = (
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" '
        'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="#3465a4"/></marker></defs>'
        "<style>text{font:14px 'Hudna Sans','Noto Sans','Noto Sans Arabic',sans-serif}"
        ".n{font-size:12px;fill:#444}</style>"
    )
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}"><rect width="100%" height="100%" fill="#fff"/>{head}{body}</svg>\n'
    )
