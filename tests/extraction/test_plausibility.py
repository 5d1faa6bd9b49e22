"""Lone sentences without a date: reports stand, memories and debates do not."""

from __future__ import annotations

import pytest
from marked import Case, cases, check


@pytest.mark.parametrize("case", cases("plausibility"))
def test_lone_sentences_stand_only_if_they_report(case: Case) -> None:
    check(case)
