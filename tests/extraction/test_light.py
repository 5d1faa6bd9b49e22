"""Verbs that carry an event noun give it their arguments."""

from __future__ import annotations

import pytest
from marked import Case, cases, check


@pytest.mark.parametrize("case", cases("light"))
def test_event_nouns_take_the_arguments_of_their_verb(case: Case) -> None:
    check(case)
