"""The terminal's table: one row a claim in story order, repeats folded under the first telling.

A status is told by its sign and word, and by colour besides. Every item of a cell stands on its own line and in one
direction, so that Arabic and English never share one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from hudna.export import wording
from hudna.export.bidi import PDI, RLI, Rtl, appearance, visual_order, written
from hudna.export.labels import Lang, labels
from hudna.export.marks import KINDS, marks, segments
from hudna.model import Claim, Reading, Role, Status

STATUS_STYLES = {
    Status.ASSERTED: "bold",
    Status.UNCONFIRMED: "yellow",
    Status.DENIED: "red",
    Status.CONDITIONAL: "magenta",
    Status.PLANNED: "cyan",
}
PART_STYLES = {
    "trigger": "bold reverse",
    "actor": "bold blue underline",
    "target": "bold yellow underline",
    "place": "green underline",
    "time": "magenta underline",
    "figure": "bold cyan underline",
    "means": "red underline",
    "speaker": "italic underline",
}
_TABLE_WIDTH = 110  # a narrower terminal gets each claim as a block of lines
_SHARES = {"who": 20, "whom": 20, "where": 18, "says": 18}  # of the width that fixed columns leave
_LABEL_WIDTH = 12
_FIXED = {"when": 14, "what": 15, "figures": 17, "status": 13}
_ORDER = ("when", "where", "what", "who", "whom", "figures", "status", "says")
_HEADERS = {
    "when": "time", "where": "place", "what": "trigger", "who": "actor", "whom": "target", "figures": "figure",
    "says": "speaker",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How tables are written: labels' language, how Arabic is ordered, and whether each claim shows its proof."""

    lang: Lang = Lang.EN
    rtl: Rtl = Rtl.MARKS
    explain: bool = False


class Directed:
    """A renderable whose Arabic is written for the terminal, piece by piece, its width unchanged."""

    def __init__(self, inner: RenderableType, rtl: Rtl) -> None:
        self.inner = inner
        self.rtl = rtl

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self.inner, options):
            if segment.control:
                yield segment
            else:
                yield Segment(written(segment.text, self.rtl), segment.style)


class RightToLeft:
    """A styled paragraph of Arabic, wrapped and set to the right, each line in one isolate."""

    def __init__(self, text: Text, rtl: Rtl) -> None:
        self.text = text
        self.rtl = rtl

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.wrap(console, options.max_width):
            line.rstrip()
            pieces = list(line.render(console))
            space = " " * max(0, options.max_width - cell_len(line.plain))
            yield Segment(space)
            yield from self._directed(pieces)
            yield Segment.line()

    def _directed(self, pieces: list[Segment]) -> Iterable[Segment]:
        if self.rtl is Rtl.PLAIN:
            return pieces
        if self.rtl is Rtl.MARKS:
            return [Segment(RLI), *pieces, Segment(PDI)]
        plain = "".join(p.text for p in pieces)
        styles: list[Style | None] = [p.style for p in pieces for _ in p.text]
        looks = appearance(plain)
        return Segment.simplify(Segment(looks[i], styles[i]) for i in visual_order(plain))


def print_reading(console: Console, reading: Reading, look: Look) -> None:
    """Write a story's head and its table."""
    console.print(Directed(head(reading, look.lang), look.rtl))
    if not reading.claims:
        console.print(Directed(Text(wording.word("no_claims", look.lang), style="dim"), look.rtl))
    elif console.width < _TABLE_WIDTH:
        _print_blocks(console, reading, look)
    elif look.explain:
        _print_explained(console, reading, look)
    else:
        console.print(Directed(_table(console, fold(reading.claims), look), look.rtl))
    console.print()


def fold(claims: Iterable[Claim]) -> list[tuple[Claim, list[Claim]]]:
    """Each first telling with those that repeat it, in story order."""
    folded: dict[str, tuple[Claim, list[Claim]]] = {}
    for claim in claims:
        if claim.repeats is not None and claim.repeats in folded:
            folded[claim.repeats][1].append(claim)
        else:
            folded[claim.id] = (claim, [])
    return list(folded.values())


def head(reading: Reading, lang: Lang) -> Text:
    """Title, outlet, day and name of the story, each on its own line of one direction."""
    document = reading.document
    text = Text(_one_line(wording.title(reading)), style="bold")
    published = f"{wording.word('published', lang)} {document.published}" if document.published else None
    for line in (document.outlet, published, wording.origin(reading, lang)):
        if line:
            text.append(f"\n{_one_line(line)}", style="not bold dim")
    return text


def _widths(console: Console) -> dict[str, int]:
    order = _ORDER
    left = console.width - sum(_FIXED.values()) - 3 * len(order) - 1
    total = sum(_SHARES.values())
    return _FIXED | {name: max(9, left * share // total) for name, share in _SHARES.items()}


def _table(console: Console, rows: Iterable[tuple[Claim, list[Claim]]], look: Look, *, header: bool = True) -> Table:
    lang, widths = look.lang, _widths(console)
    table = Table(
        box=box.SIMPLE_HEAD if look.explain else box.HORIZONTALS,
        show_header=header,
        show_edge=not look.explain,
        show_lines=True,
        padding=(0, 1),
        border_style="dim",
    )
    order = _ORDER if lang is Lang.EN else _ORDER[::-1]
    for name in order:
        justify: JustifyMethod = "left" if lang is Lang.EN else "right"
        table.add_column(_header(name, lang), width=widths[name], justify=justify, overflow="fold")
    for claim, again in rows:
        cells = _cells(claim, again, lang)
        table.add_row(*(cells[name] for name in order))
    return table


def _header(name: str, lang: Lang) -> str:
    if name == "status":
        return wording.word("status", lang)
    return labels().parts[_HEADERS[name]].in_(lang)


def _cells(claim: Claim, again: list[Claim], lang: Lang) -> dict[str, Text]:
    style = STATUS_STYLES[claim.status]
    what = Text(wording.type_of(claim, lang), style="bold")
    if means := wording.means_of(claim.means, lang):
        what.append(f"\n{means}", style="not bold")
    if again:
        key = "more_telling" if len(again) == 1 else "more_tellings"
        what.append(f"\n+{len(again)} {wording.word(key, lang)}", style="not bold dim")
    said = wording.speakers(claim, lang)
    return {
        "when": Text(wording.when(claim.time, lang)),
        "where": _items(wording.places(claim, lang)),
        "what": what,
        "who": _items(wording.parties(claim, Role.ACTOR, lang)),
        "whom": _items(wording.parties(claim, Role.TARGET, lang)),
        "figures": _items(wording.figures(claim, lang)),
        "status": Text(wording.status_of(claim, lang), style=style),
        "says": _items(said) if said else Text(wording.word("outlet_itself", lang), style="dim"),
    }


def _items(pieces: list[str]) -> Text:
    """One line an item; several have a point before each, since long ones are wrapped."""
    point = "• " if len(pieces) > 1 else ""
    return Text("\n".join(point + _one_line(piece) for piece in pieces))


def _one_line(text: str) -> str:
    """Text from a page without what would move the cursor or break a cell."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)


def _print_explained(console: Console, reading: Reading, look: Look) -> None:
    header = True
    for claim, again in fold(reading.claims):
        console.print(Directed(_table(console, [(claim, again)], look, header=header), look.rtl), end="")
        header = False
        _print_proofs(console, reading.text, (claim, *again), look)


def _print_blocks(console: Console, reading: Reading, look: Look) -> None:
    """Each claim's cells one below the other, those that say something."""
    for claim, again in fold(reading.claims):
        cells = _cells(claim, again, look.lang)
        labels_first = look.lang is Lang.EN
        block = Table.grid(padding=(0, 2), expand=True)
        for label in (True, False) if labels_first else (False, True):
            width, ratio = (_LABEL_WIDTH, None) if label else (None, 1)
            justify: JustifyMethod = "left" if labels_first else "right"
            block.add_column(justify=justify, overflow="fold", width=width, ratio=ratio)
        for name in ("what", "status", *(n for n in _ORDER if n not in ("what", "status"))):
            if cells[name].plain:
                row = (Text(_header(name, look.lang), style="dim"), cells[name])
                block.add_row(*(row if labels_first else row[::-1]))
        console.print(Rule(style="dim"))
        console.print(Directed(block, look.rtl))
        if look.explain:
            _print_proofs(console, reading.text, (claim, *again), look)


def _print_proofs(console: Console, text: str, tellings: Iterable[Claim], look: Look) -> None:
    for telling in tellings:
        console.print(Padding(RightToLeft(_sentence(text, telling), look.rtl), (0, 3, 0, 3)))
        console.print(Padding(Directed(_proof(text, telling, look.lang), look.rtl), (0, 3, 1, 3)))


def _sentence(text: str, claim: Claim) -> Text:
    out = Text()
    for segment in segments(claim.sentence.start, claim.sentence.end, marks(claim)):
        style = PART_STYLES[segment.marks[0].kind] if segment.marks else ""
        out.append(_one_line(text[segment.start : segment.end]), style=style)
    return out


def _proof(text: str, claim: Claim, lang: Lang) -> Table:
    """Each marked part with its characters, then the rule: what tells the marks apart without colour."""
    table = Table.grid(padding=(0, 2))
    for mark in sorted(marks(claim), key=lambda m: (KINDS.index(m.kind), m.start)):
        label = labels().parts[mark.kind].in_(lang)
        words = Text(_one_line(text[mark.start : mark.end]), style=PART_STYLES[mark.kind])
        table.add_row(Text(label, style="dim"), Text(f"{mark.start}–{mark.end}", style="dim"), words)
    codes = " · ".join(c for c in (claim.codes.plover, claim.codes.cameo, claim.codes.acled) if c)
    table.add_row(Text(wording.word("rule", lang), style="dim"), Text(claim.id, style="dim"), Text(claim.rule))
    for span in claim.weighed:
        at = Text(f"{span.start}–{span.end}", style="dim")
        table.add_row(Text(wording.word("second_look", lang), style="dim"), at, Text(_one_line(span.text)))
    table.add_row(Text(wording.word("codes", lang), style="dim"), Text(""), Text(codes, style="dim"))
    return table
