"""Which words name claims, and of which type."""

from __future__ import annotations

import pytest
from marked import Case, cases, check


@pytest.mark.parametrize("case", cases("events"))
def test_words_name_the_marked_claims(case: Case) -> None:
    check(case)
