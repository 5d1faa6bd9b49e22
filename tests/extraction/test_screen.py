"""Sport, economy, culture, history, accidents: nothing violent is read."""

from __future__ import annotations

import pytest
from marked import Case, cases, check


@pytest.mark.parametrize("case", cases("screen"))
def test_what_is_no_conflict_gives_no_claims(case: Case) -> None:
    check(case)
