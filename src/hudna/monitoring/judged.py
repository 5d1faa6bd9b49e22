"""People's decisions laid over findings: a judgement on a finding sets its status, and says who and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hudna.model import Decision, Judgement
from hudna.monitoring.finding import Finding, FindingStatus, Reason


def laid_over(findings: Iterable[Finding], judgements: Sequence[Judgement]) -> Iterator[Finding]:
    """The findings as judged; the later judgement stands. One whose subject is no finding changes nothing here."""
    last = {j.subject: j for j in judgements if "@" in j.subject}
    for finding in findings:
        judgement = last.get(finding.id)
        yield finding if judgement is None else _judged(finding, judgement)


def _judged(finding: Finding, judgement: Judgement) -> Finding:
    status = finding.status
    if judgement.decision is Decision.REJECT:
        status = FindingStatus.NOT_A_BREACH
    elif judgement.decision is Decision.CORRECT and judgement.value is not None:
        status = FindingStatus(judgement.value)
    values = (("who", judgement.author), ("who_ar", judgement.author), ("reason", judgement.reason))
    reasons = (*finding.reasons, Reason("status.judged", values))
    return replace(finding, status=status, reasons=reasons, by=judgement.author)
