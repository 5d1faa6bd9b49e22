"""Definite nouns, pronouns and verbs without a subject point at what was told before."""

from __future__ import annotations

import pytest
from marked import Case, cases, check


@pytest.mark.parametrize("case", cases("pointers"))
def test_pointers_find_whom_they_mean(case: Case) -> None:
    check(case)
