"""What is told again in a story points at its first telling."""

from __future__ import annotations

import pytest
from marked import Case, cases, check


@pytest.mark.parametrize("case", cases("claims"))
def test_repeats_point_at_the_first_telling(case: Case) -> None:
    check(case)
