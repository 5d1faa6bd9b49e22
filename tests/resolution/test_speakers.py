"""Speakers are carried over sentences, until somebody else speaks."""

from __future__ import annotations

import pytest
from marked import Case, cases, check


@pytest.mark.parametrize("case", cases("speakers"))
def test_speakers_are_carried_over_sentences(case: Case) -> None:
    check(case)
