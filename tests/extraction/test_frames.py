"""Who does what to whom, where and with what, around every kind of trigger."""

from __future__ import annotations

import pytest
from marked import Case, cases, check


@pytest.mark.parametrize("case", cases("frames"))
def test_parts_stand_in_their_roles(case: Case) -> None:
    check(case)
