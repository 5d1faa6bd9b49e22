"""The table: one row a claim, repeats folded, a status told without colour, cells that keep their place."""

from __future__ import annotations

import io

import pytest
from by_hand import CLAIMS, EMPTY, READING
from rich.cells import cell_len
from rich.console import Console

from hudna.export.bidi import PDI, RLI, Rtl
from hudna.export.labels import Lang, labels
from hudna.export.table import Look, fold, print_reading


def printed(look: Look, *, width: int = 150, color: bool = False) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=color, color_system="truecolor" if color else None)
    for reading in (READING, EMPTY):
        print_reading(console, reading, look)
    return out.getvalue()


def test_repeats_are_folded_under_the_first_telling() -> None:
    assert [(c.id, [r.id for r in again]) for c, again in fold(CLAIMS)] == [
        ("c1", ["c5"]), ("c2", []), ("c3", []), ("c4", []), ("c6", []),
    ]  # fmt: skip
    assert "+1 more" in printed(Look())


def test_a_repeat_whose_first_telling_was_left_out_stands_alone() -> None:
    assert [c.id for c, _ in fold(CLAIMS[4:])] == ["c5", "c6"]


@pytest.mark.parametrize("lang", list(Lang))
def test_a_status_is_told_by_sign_and_word(lang: Lang) -> None:
    out = printed(Look(lang, Rtl.PLAIN))
    for claim in CLAIMS:
        label = labels().statuses[claim.status]
        assert f"{label.sign} {label.in_(lang)}" in out


def test_colour_only_adds() -> None:
    assert "\x1b[" in printed(Look(), color=True)
    assert "\x1b[" not in printed(Look())


def test_values_are_there_in_english_and_arabic() -> None:
    out = printed(Look(rtl=Rtl.PLAIN))
    for words in ("Al-Ghantu", "4 killed", "of them 2", "at least 180", "by 2018-03-13", "the outlet", "mortar"):
        assert words in out
    out = printed(Look(Lang.AR, Rtl.PLAIN))
    for words in ("قصف", "بلدة الغنطو", "قوات النظام", "4 قتلى"):
        assert words in out


@pytest.mark.parametrize("rtl", list(Rtl))
@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("explain", [False, True])
@pytest.mark.parametrize("width", [60, 80, 110, 150, 220])
def test_isolates_close_on_their_line_and_lines_fit(lang: Lang, rtl: Rtl, explain: bool, width: int) -> None:
    for line in printed(Look(lang, rtl, explain), width=width).splitlines():
        assert line.count(RLI) + line.count("\u2066") == line.count(PDI)
        assert cell_len(line) <= width


@pytest.mark.parametrize("lang", list(Lang))
def test_a_narrow_terminal_gets_every_value_too(lang: Lang) -> None:
    narrow, wide = (set(printed(Look(lang, Rtl.PLAIN), width=w).split()) for w in (80, 300))
    assert {w for w in wide if w.isalnum()} <= narrow


def test_explain_shows_sentence_parts_and_rule() -> None:
    out = printed(Look(explain=True, rtl=Rtl.PLAIN))
    assert out.count("shelling.by-hand") == 3  # a folded repeat is explained too
    assert CLAIMS[0].trigger.text in out
    assert f"{CLAIMS[0].trigger.start}–{CLAIMS[0].trigger.end}" in out
    assert "ASSAULT/heavy-weapons · 194" in out


def test_a_story_without_claims_says_so() -> None:
    assert "No claims were read in this story." in printed(Look())


def test_control_characters_of_a_page_reach_no_terminal() -> None:
    from dataclasses import replace

    hostile = replace(EMPTY, document=replace(EMPTY.document, title="a\x1b[31m\rb", outlet="o\x07"))
    out = io.StringIO()
    print_reading(Console(file=out, width=120), hostile, Look())
    assert "\x1b" not in out.getvalue()
    assert "\x07" not in out.getvalue()
