"""Forms for comparing wordings are those of the tokens, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hudna.text.tokens import forms, tokenize

_PIECES = st.sampled_from(
    ["قُتِل", "حمـ.ـاس", "على", "12.5%", "٣٬٤", "BBC", "U.S.", " ", "\n", "...", "…", "،", "#", "_", "ـ", "\u200f"]
)


@given(st.one_of(st.lists(_PIECES, max_size=30).map("".join), st.text(max_size=80)))
def test_forms_are_those_of_the_tokens_without_marks(text: str) -> None:
    assert list(forms(text)) == [(t.kind, t.form) for t in tokenize(text) if t.kind != "mark"]
