"""How surely it is said."""

from __future__ import annotations

import pytest
from marked import Case, cases, check


@pytest.mark.parametrize("case", cases("status"))
def test_status_follows_its_cues(case: Case) -> None:
    check(case)
