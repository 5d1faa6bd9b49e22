"""How many were killed, wounded, held, displaced, besieged, as ranges."""

from __future__ import annotations

import pytest
from marked import Case, cases, check


@pytest.mark.parametrize("case", cases("figures"))
def test_figures_are_read_as_ranges(case: Case) -> None:
    check(case)
