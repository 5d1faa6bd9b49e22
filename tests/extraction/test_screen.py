"""Sport, economy, culture, history, accidents: nothing violent is read."""

from __future__ import annotations

import pytest
from marked import Case, cases, check

from hudna.extraction.reading import read_sentences
from hudna.knowledge.load import knowledge


@pytest.mark.parametrize("case", cases("screen"))
def test_what_is_no_conflict_gives_no_claims(case: Case) -> None:
    check(case)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("احتجز مسلحون خمسة معلمين في البلدة.", ["abduction"]),
        ("احتجز مسلحون خمسة معلمين داخل السجن المركزي.", ["arrest"]),
        ("احتجز الجيش خمسة معلمين في البلدة.", ["arrest"]),
        ("قطع محتجون غاضبون الطريق الدولي قرب البلدة.", ["protest"]),
        ("قطع الجيش الطريق الدولي قرب البلدة.", ["siege"]),
        ("فرقت الشرطة متظاهرين يحتجون على الغلاء في البلدة.", ["attack", "protest"]),
        ("احتجت أنقرة على الغارة لدى بغداد.", ["accusation"]),
        ("نفذ الجيش التركي ضربات ضد المسلحين في سنجار.", ["air_strike"]),
    ],
)
def test_who_acts_decides_the_type_of_an_act_that_many_do(text: str, wanted: list[str]) -> None:
    told = [draft.type for read in read_sentences(text, knowledge()) for draft in read.drafts]
    assert told == wanted
