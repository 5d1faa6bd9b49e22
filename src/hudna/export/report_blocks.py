"""A report as headings, paragraphs, tables and pictures in one language: what every format writes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hudna.export import monitor_rows as rows
from hudna.export.bidi import isolated
from hudna.export.charts import bars, rivals
from hudna.export.flow_map import draw
from hudna.export.labels import Lang, labels
from hudna.export.listing import Listing
from hudna.export.monitor_rows import number
from hudna.export.report_map import finding_map
from hudna.knowledge.wording import wording
from hudna.model import ClaimType
from hudna.monitoring.finding import Finding, FindingStatus
from hudna.monitoring.periods import in_force
from hudna.monitoring.report import Counts, Report, Share


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its columns' names and its rows of text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, and what it shows in words for who can't see it."""

    svg: str
    words: str


Block = Heading | Paragraph | Grid | Picture


def title(report: Report, lang: Lang) -> str:
    name = report.agreement.ar if lang is Lang.AR else report.agreement.en
    values = {"name": name, "first": report.period.first.isoformat(), "last": report.period.last.isoformat()}
    return wording().report["title"].said(lang, values)


def blocks(report: Report, lang: Lang) -> Iterator[Block]:
    """The report in its order: headline, breakdowns, map, lines, rival counts, states, diplomacy, gaps, method."""
    for part in (_opening, _headline, _breakdowns, _lines, _ledgers, _states, _closing):
        for block in part(report, lang):
            yield _isolated(block) if lang is Lang.AR else block


def _opening(report: Report, lang: Lang) -> Iterator[Block]:
    yield Heading(title(report, lang))
    yield Paragraph(_agreement(report, lang))


def _isolated(block: Block) -> Block:
    """Days, ids and numbers in Arabic text keep their own direction: else 2018-03-12 shows as 12-03-2018."""
    match block:
        case Heading(text, level):
            return Heading(isolated(text), level)
        case Paragraph(text):
            return Paragraph(isolated(text))
        case Grid(columns, body):
            return Grid(columns, tuple(tuple(isolated(cell) for cell in row) for row in body))
        case _:
            return block


def _say(key: str, lang: Lang, **values: object) -> str:
    return wording().report[key].said(lang, {k: str(v) for k, v in values.items()})


def _agreement(report: Report, lang: Lang) -> str:
    held = in_force(report.agreement)
    values = {
        "kind": wording().kinds[report.agreement.kind.value].said(lang),
        "text": wording().texts[report.agreement.text].said(lang),
    }
    if not held:
        return _say("agreement_never", lang, **values)
    span = {"effective": held[0].start, "end": held[-1].end, "latest": held[-1].doubt}
    said = rows.span_words({k: str(v) for k, v in span.items() if v is not None}, lang)
    return _say("agreement_line", lang, span=said, **values)


def _headline(report: Report, lang: Lang) -> Iterator[Block]:
    now, before = report.now, report.previous
    yield Heading(_say("headline", lang), 2)
    yield Paragraph(_say("counted", lang, now=now.counted, before=before.counted, firm=_firm(now)))
    yield Paragraph(_say("conditional", lang, now=now.conditional, before=before.conditional))
    s = FindingStatus
    values = {"excluded": now.of(s.EXCLUDED), "denied": now.of(s.DENIED), "no": now.of(s.NOT_A_BREACH)}
    yield Paragraph(_say("open", lang, now=now.of(s.INDETERMINATE), before=before.of(s.INDETERMINATE), **values))
    yield Paragraph(_say("killed", lang, now=_killed(now, lang), before=_killed(before, lang)))
    yield Paragraph(_say("read", lang, stories=report.stories, outlets=len(report.outlets)))


def _firm(counts: Counts) -> int:
    return sum(counts.of(s) for s in (FindingStatus.CORROBORATED, FindingStatus.CONFIRMED, FindingStatus.ADMITTED))


def _killed(counts: Counts, lang: Lang) -> str:
    return number(*counts.killed, lang) or _say("none_told", lang)


def _breakdowns(report: Report, lang: Lang) -> Iterator[Block]:
    for key, shares in (
        ("by_type", report.by_type),
        ("by_side", report.by_side),
        ("by_area", report.by_area),
        ("by_credence", report.by_credence),
    ):
        if shares:
            heading = _say(key, lang)
            named = [(_named(key, share, lang), share.total, share.firm) for share in shares]
            yield Heading(heading, 2)
            columns = ("", wording().columns["total"].said(lang), _say("firm", lang))
            yield Grid(columns, tuple((name, str(total), str(firm)) for name, total, firm in named))
            yield Picture(bars(named, lang), f"{heading}: " + ", ".join(f"{n} {t}" for n, t, _ in named))
    if (drawn := finding_map(report, lang)) is not None:
        yield Heading(_say("map", lang), 2)
        yield Picture(drawn, _say("map", lang))
        yield Paragraph(_say("map_note", lang))


def _named(key: str, share: Share, lang: Lang) -> str:
    if key == "by_type":
        return labels().types[ClaimType(share.key)].in_(lang)
    if key == "by_credence":
        return wording().credences[share.key].said(lang)
    return (share.name.ar if lang is Lang.AR else share.name.en) or _say("untold", lang)


def _lines(report: Report, lang: Lang) -> Iterator[Block]:
    incidents = list(report.incidents.values())

    def some(found: Sequence[Finding], columns: tuple[str, ...]) -> Block:
        return _grid(rows.findings(found, incidents, lang), columns, lang)

    told = ("when", "where", "what", "who", "whom", "finding", "says")
    for key, found, columns in (
        ("lines", [f for f in report.findings if f.counted], told),
        ("conditional_lines", [f for f in report.findings if f.conditional], told),
        ("open_lines", [f for f in report.findings if _is_open(f)], ("when", "where", "what", "who", "why", "says")),
    ):
        yield Heading(_say(key, lang), 2)
        yield some(found, columns) if found else Paragraph(_say("nothing", lang))


def _is_open(finding: Finding) -> bool:
    return finding.status is FindingStatus.INDETERMINATE and not finding.conditional


def _ledgers(report: Report, lang: Lang) -> Iterator[Block]:
    yield Heading(_say("ledgers", lang), 2)
    yield Paragraph(_say("ledgers_note", lang))
    if not report.entries:
        yield Paragraph(_say("nothing", lang))
        return
    columns = ("monitor", "unit", "count", "since", "until", "accused", "excludes", "says")
    yield _grid(rows.breaches(report.entries, lang), columns, lang)
    yield Picture(rivals(report.entries, lang), _say("ledgers", lang))


def _states(report: Report, lang: Lang) -> Iterator[Block]:
    for key, listing, columns in (
        ("control", rows.control(report.control, lang), ("where", "holder", "since", "told", "contested", "says")),
        ("sieges", rows.sieges(report.sieges, lang), ("where", "besieger", "since", "inside", "aid", "exits", "says")),
        ("movements", rows.movements(report.movements, lang), ("when", "kind", "who", "from", "to", "people", "status",
                                                               "says")),
        ("diplomacy", rows.diplomacy(report.diplomacy, lang), ("when", "what", "who", "whom", "status", "says",
                                                               "sentence")),
    ):  # fmt: skip
        yield Heading(_say(key, lang), 2)
        yield _grid(listing, columns, lang) if listing.rows else Paragraph(_say("nothing", lang))
    if report.flows:
        yield Heading(_say("flow_map", lang), 2)
        yield Picture(draw(report.flows, lang), _say("flow_map", lang))


def _closing(report: Report, lang: Lang) -> Iterator[Block]:
    yield Heading(_say("gaps", lang), 2)
    names = "، ".join(n.ar for n in report.silent) if lang is Lang.AR else ", ".join(n.en for n in report.silent)
    yield Paragraph(_say("gaps_note", lang, names=names) if names else _say("no_gaps", lang))
    yield Heading(_say("method", lang), 2)
    yield Paragraph(_say("method_note", lang))
    if report.agreement.note:
        yield Paragraph(report.agreement.note.ar if lang is Lang.AR else report.agreement.note.en)


def _grid(listing: Listing, columns: tuple[str, ...], lang: Lang) -> Grid:
    """A list's columns that hold something, as a table."""
    shown = [c for c in columns if any(row.cells.get(c) for row in listing.rows)]
    words = wording().columns
    body = tuple(tuple(row.cells.get(c, "") for c in shown) for row in listing.rows)
    return Grid(tuple(words[c].said(lang) for c in shown), body)
