"""Grades of an incident: a stand-in that judges nothing."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.model import Credence, Grade, Telling


def grade(told: Sequence[Telling]) -> Grade:
    """F6 and weak: nothing is known of who tells it, nothing confirms it."""
    return Grade("F", 6, Credence.WEAK, ("credibility.unjudged",))
