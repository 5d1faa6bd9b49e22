"""Bar charts as SVG: a bar a row, its firmer part dark, numbers beside it. Arabic runs from right to left."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from hudna.export.labels import Lang
from hudna.export.monitor_rows import number
from hudna.knowledge.wording import wording
from hudna.monitoring.breaches import Entry

_WIDE, _NAMES, _ROW = 720.0, 260.0, 26.0
_LIGHT, _DARK = "#9db8d9", "#2f5b8f"
_MOST = 24  # rows; further ones are told as a number in the table alone
FONT = "font-family=\"'Hudna Sans','Noto Sans','Noto Sans Arabic',sans-serif\" font-size=\"13\""


def bars(shares: Sequence[tuple[str, int, int]], lang: Lang) -> str:
    """Rows of (name, total, firm) as bars of the total, the firm part dark."""
    shown = shares[:_MOST]
    most = max((total for _, total, _ in shown), default=1) or 1
    unit = (_WIDE - _NAMES - 60.0) / most
    parts: list[str] = []
    for k, (name, total, firm) in enumerate(shown):
        y = 8.0 + k * _ROW
        parts += [_bar(y, total * unit, _LIGHT, lang), _bar(y, firm * unit, _DARK, lang)]
        parts += [_name(y, name, lang), _number(y, total * unit, str(total), lang)]
    return _sheet(parts, 16.0 + len(shown) * _ROW)


def rivals(entries: Sequence[Entry], lang: Lang) -> str:
    """Rival counts side by side: the least told as a dark bar, up to the most told light; each with its unit."""
    shown = entries[:_MOST]
    most = max((e.max or e.min or 0 for e in shown), default=1) or 1
    unit = (_WIDE - _NAMES - 120.0) / most
    parts: list[str] = []
    for k, entry in enumerate(shown):
        y = 8.0 + k * _ROW
        least, top = entry.min or 0, entry.max or entry.min or 0
        parts += [_bar(y, top * unit, _LIGHT, lang), _bar(y, least * unit, _DARK, lang)]
        unit_words = wording().units[entry.unit].said(lang) if entry.unit in wording().units else entry.unit
        name = f"{entry.name.ar if lang is Lang.AR else entry.name.en} ({unit_words})"
        parts += [_name(y, name, lang), _number(y, top * unit, number(entry.min, entry.max, lang), lang)]
    return _sheet(parts, 16.0 + len(shown) * _ROW)


def _bar(y: float, length: float, fill: str, lang: Lang) -> str:
    x = _WIDE - _NAMES - length if lang is Lang.AR else _NAMES
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(length, 0.0):.1f}" height="18" fill="{fill}"/>' if length else ""


def _name(y: float, name: str, lang: Lang) -> str:
    """The name beside its bar, against it: an `end` anchor is on the left of Arabic."""
    x = _WIDE - _NAMES + 8 if lang is Lang.AR else _NAMES - 8
    anchor = "start" if lang is Lang.AR else "end"
    short = name if len(name) <= 38 else name[:37] + "…"
    return f'<text x="{x:.1f}" y="{y + 14:.1f}" text-anchor="{anchor}">{escape(short)}</text>'


def _number(y: float, length: float, words: str, lang: Lang) -> str:
    x = _WIDE - _NAMES - length - 6 if lang is Lang.AR else _NAMES + length + 6
    anchor = "end" if lang is Lang.AR else "start"
    return f'<text x="{x:.1f}" y="{y + 14:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _sheet(parts: Sequence[str], height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {_WIDE:.0f} {height:.0f}"><rect width="100%" height="100%" fill="#fff"/>'
        f"<g {FONT}>{''.join(parts)}</g></svg>\n"
    )
