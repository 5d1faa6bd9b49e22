"""Where and when, beyond the words right beside the trigger."""

from __future__ import annotations

import pytest
from marked import Case, cases, check


@pytest.mark.parametrize("case", cases("whereabouts"))
def test_places_and_times_come_from_the_clause(case: Case) -> None:
    check(case)
