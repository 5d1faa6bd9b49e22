"""The second look: what it changes is told beside the claim."""

from __future__ import annotations

import pytest

from hudna.extraction.reading import read_sentences
from hudna.knowledge.load import knowledge
from hudna.knowledge.weights import INTERCEPT, Weights

SENTENCE = "هاجم مسلحون حاجزاً للجيش قرب تكريت."


def test_a_role_taken_back_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    known = knowledge()
    monkeypatch.setattr(known, "role_weights", Weights({INTERCEPT: (0.0, 0.0, 0.0, 9.0)}))
    (draft,) = read_sentences(SENTENCE, known)[0].drafts
    assert not draft.of("actor", "target")
    assert [span.text for span in draft.weighed][:2] == ["مسلحون", "حاجزاً للجيش"]


def test_without_weights_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    known = knowledge()
    monkeypatch.setattr(known, "role_weights", Weights())
    (draft,) = read_sentences(SENTENCE, known)[0].drafts
    assert [f.span.text for f in draft.of("actor")] == ["مسلحون"]
    assert draft.weighed == []
