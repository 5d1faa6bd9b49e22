"""مسيرة as a drone and as a march."""

from __future__ import annotations

import pytest

from hudna.extraction.reading import read_sentences
from hudna.knowledge.load import knowledge


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("قصفت مسيّرة سيارة قرب بلدة عيناتا.", ["air_strike"]),
        ("استهدفت مسيرة سيارة على طريق صور.", ["air_strike"]),
        ("أطلقت الجماعة ثلاث مسيّرات باتجاه الميناء.", ["air_strike"]),
        ("شارك المئات في مسيرة وسط رام الله.", ["protest"]),
        ("فرقت الشرطة مسيرة للعمال في البصرة.", ["attack", "protest"]),
    ],
)
def test_a_drone_is_told_from_a_march(text: str, wanted: list[str]) -> None:
    told = [draft.type for read in read_sentences(text, knowledge()) for draft in read.drafts]
    assert told == wanted


def test_a_drone_takes_no_noun_into_construct() -> None:
    (read,) = read_sentences("قصفت مسيّرة سيارة قرب بلدة عيناتا.", knowledge())
    (draft,) = read.drafts
    assert [f.span.text for f in draft.of("target")] == ["سيارة"]
