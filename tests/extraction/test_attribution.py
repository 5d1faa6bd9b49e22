"""Who says it, and which side they lean to."""

from __future__ import annotations

import pytest
from marked import Case, cases, check


@pytest.mark.parametrize("case", cases("attribution"))
def test_speakers_are_found(case: Case) -> None:
    check(case)
