"""Speakers are carried over sentences, until somebody else speaks."""

from __future__ import annotations

from datetime import date

import pytest
from marked import Case, cases, check

import hudna
from hudna.model import ClaimType


@pytest.mark.parametrize("case", cases("speakers"))
def test_speakers_are_carried_over_sentences(case: Case) -> None:
    check(case)


def test_an_official_speaks_of_a_body_and_is_known_by_the_noun_later() -> None:
    text = "قال مسؤول بوزارة الدفاع الأميركية إن غارة وقعت في منبج. وقال المسؤول إن قصفاً طال الباب."
    said = [a for c in hudna.read(text, published=date(2018, 3, 1)).claims for a in c.attribution]
    assert len({a.speaker_id for a in said}) == 1
    assert said[0].speaker_id is not None
    assert said[-1].words.text == "المسؤول"
    assert said[-1].carried is not None
    assert said[-1].carried.text == "مسؤول بوزارة الدفاع الأميركية"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("واتهم المتمردين بقصف حي سكني في تعز.", None),
        ("واتهمت الحكومة المتمردين بقصف حي سكني في تعز.", "الحكومة"),
    ],
)
def test_whoever_is_accused_does_not_speak(text: str, speaker: str | None) -> None:
    claim = next(c for c in hudna.read(text, published=date(2018, 3, 1)).claims if c.type is ClaimType.SHELLING)
    assert [a.words.text for a in claim.attribution] == ([speaker] if speaker else [])
