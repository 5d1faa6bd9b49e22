"""Right-to-left text in terminals: marks for those that order it themselves, shapes and order for those that don't.

A terminal with bidi support orders each line as one paragraph, so that the Arabic of neighbouring cells would run
together over the rule between them. Isolates (U+2067 … U+2069) around each piece keep every cell in its place. A
terminal without it shows letters unjoined from left to right; for it `visual` orders a line as it should be seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

RLI, PDI = "\u2067", "\u2069"
_LTR_RUN = re.compile(r"[0-9A-Za-z](?:[-0-9A-Za-z:/@+.–_]*[0-9A-Za-z])?")
_FIRST, _LAST = 0xFE70, 0xFEFC  # Arabic Presentation Forms-B
_TRANSPARENT = "Mn"
_NO_MARKS = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")


class Rtl(StrEnum):
    """How Arabic is written to a terminal."""

    MARKS = "marks"  # logical order inside isolates
    VISUAL = "visual"  # joined and ordered here, for terminals without bidi support
    PLAIN = "plain"  # logical order, nothing added


def is_rtl(text: str) -> bool:
    """Whether the first letter of `text` that has a direction runs from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def written(text: str, rtl: Rtl) -> str:
    """One line's piece of text as it is written to the terminal; spaces around it stay outside."""
    core = text.strip(" ")
    if rtl is Rtl.PLAIN or not core or not any(unicodedata.bidirectional(c) in ("R", "AL") for c in core):
        return text
    before = text[: len(text) - len(text.lstrip(" "))]
    after = text[len(text.rstrip(" ")) :]
    if rtl is Rtl.VISUAL:
        return before + seen(core) + after
    return f"{before}{RLI}{core}{PDI}{after}" if is_rtl(core) else f"{before}\u2066{core}{PDI}{after}"


def isolated(text: str) -> str:
    """Days, ids and Latin words in Arabic text, each in an isolate of its own: a day keeps the order of its parts."""
    if not is_rtl(text) and not any(unicodedata.bidirectional(c) in ("R", "AL") for c in text):
        return text
    return _LTR_RUN.sub(lambda m: f"\u2066{m.group()}{PDI}", text)


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Each Arabic letter's presentation forms by place in the word, from the Unicode data."""
    forms: dict[str, dict[str, str]] = {}
    for code in range(_FIRST, _LAST + 1):
        kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if len(letters) == 1 and kind.startswith("<"):
            forms.setdefault(chr(int(letters[0], 16)), {})[kind.strip("<>")] = chr(code)
    return forms


def shape(text: str) -> str:
    """Arabic letters as their joined forms, one character for one: lam-alif stays two."""
    forms = _forms()
    out = list(text)
    seen = [i for i, c in enumerate(text) if unicodedata.category(c) != _TRANSPARENT]
    for n, i in enumerate(seen):
        own = forms.get(text[i])
        if own is None:
            continue
        before = text[seen[n - 1]] if n else ""
        after = text[seen[n + 1]] if n + 1 < len(seen) else ""
        joined = ("initial" in forms.get(before, ()) or before == "\u0640") and "final" in own
        joins = "initial" in own and ("final" in forms.get(after, ()) or after == "\u0640")
        name = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
            (joined, joins), "isolated"
        )
        out[i] = own.get(name, text[i])
    return "".join(out)


def seen(text: str) -> str:
    """A line as it is seen from left to right."""
    text = text.translate(_NO_MARKS)
    looks = appearance(text)
    return "".join(looks[i] for i in visual_order(text))


def appearance(text: str) -> list[str]:
    """Each character as it looks in its place: letters joined, brackets that run right to left turned."""
    running = _directions(text, is_rtl(text))
    return [c.translate(_MIRROR) if rtl else c for c, rtl in zip(shape(text), running, strict=True)]


def visual_order(text: str) -> list[int]:
    """The indices of `text` from left to right as it is seen, its direction that of its first letter.

    Two levels only (words in one direction inside a line in the other, numbers always from left to right), which is
    what a table's cell or a sentence of a report needs. Combining marks stay behind their letter.
    """
    base_rtl = is_rtl(text)
    runs = _runs(_directions(text, base_rtl))
    if base_rtl:
        runs.reverse()
    order: list[int] = []
    for rtl, indices in runs:
        order += _reversed_clusters(text, indices) if rtl else indices
    return order


def _directions(text: str, base_rtl: bool) -> list[bool]:
    """For each character whether it runs right to left.

    Marks between two runs of one direction go with them, and a number counts there as right to left; a single mark
    between two digits belongs to the number (`2018-03-12`).
    """
    kinds = [_kind(text, i) for i in range(len(text))]
    out: list[bool] = []
    for i, kind in enumerate(kinds):
        if kind == "neutral":
            before = next((k for k in reversed(kinds[:i]) if k != "neutral"), None)
            after = next((k for k in kinds[i + 1 :] if k != "neutral"), None)
            sides = {base_rtl if k is None else k != "left" for k in (before, after)}
            out.append(sides.pop() if len(sides) == 1 else base_rtl)
        else:
            out.append(kind == "right")
    return out


def _kind(text: str, i: int) -> str:
    direction = unicodedata.bidirectional(text[i])
    if direction in ("R", "AL"):
        return "right"
    if direction == "L":
        return "left"
    between = 0 < i < len(text) - 1 and text[i - 1].isdigit() and text[i + 1].isdigit() and not text[i].isspace()
    return "number" if direction in ("EN", "AN") or between else "neutral"


def _runs(directions: Sequence[bool]) -> list[tuple[bool, list[int]]]:
    runs: list[tuple[bool, list[int]]] = []
    for i, rtl in enumerate(directions):
        if runs and runs[-1][0] == rtl:
            runs[-1][1].append(i)
        else:
            runs.append((rtl, [i]))
    return runs


def _reversed_clusters(text: str, indices: list[int]) -> list[int]:
    clusters: list[list[int]] = []
    for i in indices:
        if clusters and unicodedata.category(text[i]) == _TRANSPARENT:
            clusters[-1].append(i)
        else:
            clusters.append([i])
    return [i for cluster in reversed(clusters) for i in cluster]
