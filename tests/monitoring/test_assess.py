"""Findings: the cases of a data file, and what holds for any of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from worded import incident

from hudna.knowledge.agreements import registry
from hudna.knowledge.load import knowledge
from hudna.model import ClaimType, Status
from hudna.monitoring.assess import assess
from hudna.monitoring.finding import Finding, FindingStatus, Question

DATA = Path(__file__).parent.parent / "data"
CASES: list[dict[str, Any]] = yaml.safe_load((DATA / "findings.yml").read_text(encoding="utf8"))
AGREEMENTS = registry(DATA / "agreements") | registry()


def found(case: dict[str, Any]) -> Finding | None:
    """The finding of the case's incident under its term; None where the term says nothing of such acts."""
    agreement = AGREEMENTS[case["agreement"]]
    told = incident("i1", *(_days(t) for t in case["told"]), credibility=case.get("credibility", 6))
    findings = assess([told], [agreement], knowledge(), lambda _: "")
    if told.type is ClaimType.CEASEFIRE_VIOLATION:
        return next(iter(findings), None)
    term = case.get("term", agreement.terms[0].id)
    return next((f for f in findings if f.term == term), None)


def _days(told: dict[str, Any]) -> dict[str, Any]:
    return {k: str(v) if k in ("day", "published") else v for k, v in told.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_a_term_held_against_an_incident(case: dict[str, Any]) -> None:
    finding, expect = found(case), case["expect"]
    if finding is None:
        assert expect == {"status": "none"}, case["why"]
        return
    got = {q.value: finding.answer(q).value for q in Question if q.value in expect}
    got |= {"status": finding.status.value}
    if "conditional" in expect:
        got["conditional"] = finding.conditional
    assert got == expect, case["why"]


def test_there_are_sixty_cases_or_more_with_their_own_ids() -> None:
    assert len({c["id"] for c in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_what_is_not_told_as_done_is_never_counted(case: dict[str, Any]) -> None:
    finding = found(case)
    if case["told"][0].get("status", "asserted") in (Status.PLANNED, Status.CONDITIONAL, Status.DENIED):
        assert finding is None or not finding.counted


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_only_evidence_raises_a_status(case: dict[str, Any]) -> None:
    """One outlet without a known speaker, ungraded, alleges and no more."""
    alone = len(case["told"]) == 1 and "speaker" not in case["told"][0] and case.get("credibility", 6) > 2
    if alone:
        raised = {FindingStatus.CORROBORATED, FindingStatus.CONFIRMED, FindingStatus.ADMITTED}
        finding = found(case)
        assert finding is None or finding.status not in raised
