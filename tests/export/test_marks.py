"""Cutting a text at its marks: every character once, under the marks that cover it."""

from __future__ import annotations

from by_hand import CLAIMS, FIRST, TEXT
from hypothesis import given
from hypothesis import strategies as st

from hudna.export.marks import KINDS, Mark, marks, segments


def test_parts_are_marked_where_they_stand() -> None:
    found = [(m.kind, TEXT[m.start : m.end]) for m in marks(CLAIMS[0])]
    assert found == [
        ("speaker", "أفاد"),
        ("speaker", "ناشطون محليون"),
        ("actor", "قوات النظام"),
        ("trigger", "قصفت"),
        ("means", "قذائف هاون"),
        ("place", "بلدة الغنطو"),
        ("time", "فجر الاثنين"),
        ("figure", "أربعة مدنيين"),
        ("target", "مدنيين"),
        ("figure", "طفلان"),
    ]


def test_overlapping_marks_share_a_segment() -> None:
    cut = segments(FIRST.start, FIRST.end, marks(CLAIMS[0]))
    kinds = {TEXT[s.start : s.end]: [m.kind for m in s.marks] for s in cut}
    assert kinds["أربعة "] == ["figure"]
    assert kinds["مدنيين"] == ["target", "figure"]  # the shorter first


@given(
    st.lists(
        st.builds(
            lambda kind, start, length: Mark("c1", kind, start, start + length),
            st.sampled_from(KINDS),
            st.integers(0, 30),
            st.integers(1, 30),
        )
    ),
    st.integers(0, 20),
    st.integers(1, 20),
)
def test_segments_are_the_text_in_order_and_whole(found: list[Mark], start: int, length: int) -> None:
    end = start + length
    cut = segments(start, end, found)
    assert [i for s in cut for i in range(s.start, s.end)] == list(range(start, end))
    for s in cut:
        assert {m for m in found if m.start <= s.start and s.end <= m.end} == set(s.marks)
