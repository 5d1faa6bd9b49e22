"""How many were killed, wounded, held, displaced, besieged, as ranges."""

from __future__ import annotations

import pytest
from marked import TODAY, Case, cases, check

from hudna.model import Document, Figure, Story
from hudna.pipeline import read_story


@pytest.mark.parametrize("case", cases("figures"))
def test_figures_are_read_as_ranges(case: Case) -> None:
    check(case)


def figures(text: str) -> list[Figure]:
    reading = read_story(Story(Document("x", published=TODAY), 0, 0, text))
    return [f for claim in reading.claims for f in claim.figures]


def test_about_keeps_the_number_as_told_and_says_so() -> None:
    [figure] = figures("قُتل نحو 50 مسلحاً في سرت.")
    assert (figure.min, figure.max, figure.approximate) == (50, 50, True)


def test_those_among_others_are_never_added() -> None:
    whole = [f for f in figures("قُتل سبعة مدنيين بينهم ثلاثة أطفال في عربين.") if not f.part]
    assert [(f.min, f.max) for f in whole] == [(7, 7)]


def test_a_figure_has_its_words_and_whom_it_counts() -> None:
    [figure] = figures("قُتل ثلاثة جنود في مأرب.")
    assert figure.span.text == "ثلاثة"
    assert figure.who is not None
    assert figure.who.text == "ثلاثة جنود"
