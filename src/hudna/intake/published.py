"""The day a page was published, as the page itself says: never a guess, never a bare year."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from hudna.text.tokens import fold

from .data_files import load

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]|$)")
_COMPACT = re.compile(r"\s*((?:19|20)\d{2})(\d{2})(\d{2})(?:T\d|$)")
_YMD = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)")
_DMY = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?((?:19|20)\d{2})(?!\d)")
_BYLINE_WORDS = 16
_BYLINES = 12  # lines from the top among which a byline is looked for
_UPDATED = re.compile(r"تحديث|التحديث|تعديل|[Uu]pdated")
_PROPERTIES = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "sailthru.date", "parsely-pub-date", "pubdate", "publish-date", "publishdate",
    "cxenseparse:recs:publishtime", "date",
)  # fmt: skip


def day(year: str | int, month: str | int, of_month: str | int) -> date | None:
    """The date, or None for one that is not in the calendar or not of the age of web pages (1990 to 2100)."""
    try:
        found = date(int(year), int(month), int(of_month))
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2100 else None


def from_iso(value: str) -> date | None:
    """The day of an ISO 8601 date or date and time, as written (its own time zone's day).

    >>> from_iso("2018-03-12T23:30:00+03:00")
    datetime.date(2018, 3, 12)
    >>> from_iso("2018")
    """
    found = _ISO.match(value) or _COMPACT.match(value)
    return day(*found.groups()) if found else None


@cache
def _months() -> tuple[dict[str, int], re.Pattern[str]]:
    data = load("months.yml") or {}
    names = {
        fold(name): int(month)
        for section in ("gregorian", "gregorian_weak")
        for month, worded in data.get(section, {}).items()
        for name in worded
    }
    longest_first = "|".join(sorted(map(re.escape, names), key=len, reverse=True)) or "(?!)"
    month = rf"(?<!\w)ال?(?:{longest_first})(?!\w)|(?<!\w)(?:{longest_first})(?!\w)"
    return names, re.compile(
        rf"(?<!\d)(\d{{1,2}})\s*(?:من\s+|-|/|\s)\s*(?:شهر\s+)?((?:{month})(?:\s*[/(\\-]\s*(?:{month})\)?)?)"
        rf"\s*(?:من\s+)?(?:عام\s+|سنه\s+)?[,،\s/-]*((?:19|20)\d{{2}})(?!\d)"
    )


def from_line(line: str) -> date | None:
    """The date in a byline: `12 آذار/مارس 2018`, `الاثنين، ١٢ مارس ٢٠١٨`, `12/03/2018`, `2018-03-12`.

    Numbers stand day first unless only month first is possible, as Arabic pages write them. Two months that
    contradict each other give None.
    """
    folded = fold(line)
    if found := _YMD.search(folded):
        return day(*found.groups())
    if found := _DMY.search(folded):
        first, second, year = found.groups()
        return day(year, second, first) or day(year, first, second)
    return _named_month(folded)


def _named_month(folded: str) -> date | None:
    names, pattern = _months()
    found = pattern.search(folded)
    if not found:
        return None
    of_month, worded, year = found.groups()
    months = {names[w] for part in re.split(r"\s*[/(\\)-]\s*", worded) if (w := _known(part.strip(), names))}
    return day(year, months.pop(), of_month) if len(months) == 1 else None


def _known(word: str, names: dict[str, int]) -> str | None:
    return word if word in names else word[2:] if word.startswith("ال") and word[2:] in names else None


def from_lines(lines: Sequence[str]) -> date | None:
    """The date of the first byline among the short lines at the top; the day of an update only if no other stands."""
    updated: date | None = None
    for line in lines[:_BYLINES]:
        if len(line.split()) > _BYLINE_WORDS or not (found := from_line(line)):
            continue
        if not _UPDATED.search(line):
            return found
        updated = updated or found
    return updated


def from_html(tree: LexborHTMLParser, html: str) -> date | None:
    """The date that the page's metadata, its structured data or a `<time>` states, else what htmldate finds there.

    htmldate with extensive search invents `YYYY-01-01` (11 of 53 pages), so it is never run with it.
    """
    for found in _stated(tree):
        if found:
            return found
    return _by_htmldate(html)


def _stated(tree: LexborHTMLParser) -> Iterator[date | None]:
    metas: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if key:
            metas.setdefault(key.strip().lower(), attributes.get("content") or "")
    for key in _PROPERTIES:
        yield from_iso(metas.get(key, ""))
    for thing in json_ld(tree):
        yield from_iso(str(thing.get("datePublished", "")))
    yield from _time_elements(tree)


def _time_elements(tree: LexborHTMLParser) -> Iterator[date | None]:
    """`<time>`s that are marked as publication, else the first one when it is the only day that the page has."""
    nodes = tree.css("article time[datetime], time[itemprop=datePublished], time[pubdate], time.entry-date")
    for node in nodes:
        marks = " ".join(filter(None, (node.attributes.get(a) for a in ("class", "itemprop"))))
        if "updated" not in marks.split() and "dateModified" not in marks:
            yield from_iso(node.attributes.get("datetime") or "")
            return


def _by_htmldate(html: str) -> date | None:
    import htmldate  # loads lxml and dateparser: only for pages that state no date of their own

    try:
        found = htmldate.find_date(html, extensive_search=False, original_date=True, max_date="2100-12-31")
    except Exception:  # a third-party parser on hostile input; a page without a date is a page all the same
        return None
    parsed = from_iso(found or "")
    # A first of January that the page does not spell out is a bare year.
    return None if parsed and (parsed.month, parsed.day) == (1, 1) and not _spelt_out(html, parsed) else parsed


def _spelt_out(html: str, found: date) -> bool:
    return any(f"{found:%Y}{s}01{s}01" in html or f"01{s}01{s}{found:%Y}" in html for s in "-/.")


def json_ld(tree: LexborHTMLParser) -> Iterable[dict[str, Any]]:
    """Every object of the page's JSON-LD, two levels deep; broken blocks give none."""
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(node.text(), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in data if isinstance(data, list) else [data]:
            if isinstance(thing, dict):
                yield thing
                graph = thing.get("@graph")
                yield from (t for t in graph if isinstance(t, dict)) if isinstance(graph, list) else ()
