"""The clause around a verb: its subject before it, what is joined, what a relative clause is about."""

from __future__ import annotations

import pytest

from hudna.extraction.clauses import bare_after, joined, left_subject
from hudna.extraction.cutting import cut
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.scan import Scan, scan
from hudna.knowledge.load import knowledge
from hudna.model import Extent


def pieces_of(text: str) -> tuple[Scan, list[Piece]]:
    one = scan(text, Extent(0, len(text)), 0, knowledge())
    return one, cut(one, knowledge())


def words(one: Scan, pieces: list[Piece]) -> list[str]:
    return [one.span(p.first, p.last, p.cut).text for p in pieces]


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("قوات النظام تقصف المدينة", 0, "قوات النظام"),
        ("قال متحدث إن قوات النظام قصفت المدينة", 1, "قوات النظام"),
        ("قوات النظام في حلب قصفت المدينة", 0, "قوات النظام"),
        ("قوات النظام أمس قصفت المدينة", 0, "قوات النظام"),
        ("قصفت قوات النظام المدينة", 0, None),
        ("هاجم مسلحون القرية وخطفوا الراعي", 1, None),
        ("من قوات النظام قصفت المدينة", 0, None),
    ],
)
def test_subject_before_the_verb(text: str, verb: int, subject: str | None) -> None:
    one, pieces = pieces_of(text)
    at = [k for k, p in enumerate(pieces) if p.kind is Kind.VERB][verb]
    found = left_subject(pieces, at)
    assert (None if found is None else words(one, [found])[0]) == subject


def test_the_first_of_a_list_is_the_subject() -> None:
    one, pieces = pieces_of("الجيش والشرطة يهاجمون القرية")
    at = next(k for k, p in enumerate(pieces) if p.kind is Kind.VERB)
    first = left_subject(pieces, at)
    assert first is not None
    assert words(one, joined(pieces, first)) == ["الجيش", "الشرطة"]


def test_bare_phrases_behind_a_verb_count_a_list_once() -> None:
    one, pieces = pieces_of("هاجم الجيش والشرطة المسلحين بالمدفعية")
    assert words(one, bare_after(pieces, 0)) == ["الجيش", "المسلحين"]
