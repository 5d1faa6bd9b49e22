"""Names, aliases and pointers resolve to the registry, some only within years."""

from __future__ import annotations

import pytest
from marked import Case, cases, check


@pytest.mark.parametrize("case", cases("actors"))
def test_names_resolve_to_the_registry(case: Case) -> None:
    check(case)
