"""Alerts: rules that a desk writes, matched against findings, sieges and agreements; each thing is told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct, field

from hudna.knowledge.lines import Lines
from hudna.knowledge.load import Knowledge, KnowledgeError
from hudna.model import Credence, Incident, Place
from hudna.monitoring.finding import Finding, FindingStatus
from hudna.monitoring.sieges import Siege
from hudna.monitoring.voices import named
from hudna.monitoring.zones import lineage

COLLAPSE = "ceasefire_violation.collapse"  # the reader's rule for a truce that is told to have broken down


class Mail(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where mail goes: a server that takes it without a password, as on the desk's own machine."""

    to: tuple[str, ...]
    from_: str = field(name="from")
    server: str = "localhost"
    port: int = 25


class Rule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What to be told of: `breach`, findings that stand as `status`; `siege`; `collapse`, a truce told to have broken.

    All that is given must hold: `side` accused, `agreement`, `place` (or a division or country around it), `credence`
    of the incident (any of these labels). Alerts go to standard output, and to `webhook` and `mail` where given.
    """

    id: str
    when: Literal["breach", "siege", "collapse"]
    agreement: str | None = None
    side: str | None = None
    place: str | None = None
    status: tuple[FindingStatus, ...] = (
        FindingStatus.ALLEGED,
        FindingStatus.CORROBORATED,
        FindingStatus.CONFIRMED,
        FindingStatus.ADMITTED,
    )
    credence: tuple[Credence, ...] = ()
    conditional: bool = False  # also findings that depend on something
    webhook: str | None = None
    mail: Mail | None = None


class Alert(Struct, frozen=True, kw_only=True):
    """One thing that a rule speaks of. `key` names rule and thing: what was sent under it is not sent again."""

    rule: str
    key: str
    text: str
    subject: str


def rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a file. Raises KnowledgeError naming file, line and reason; then none of it is used."""
    lines = Lines.of(path)
    try:
        read = msgspec.convert(lines.content or [], tuple[Rule, ...])
    except msgspec.ValidationError as error:
        reason, _, where = str(error).partition(" - at `")
        raise KnowledgeError(f"{lines.at_path(where.rstrip('`'))}: {reason}") from error
    for n, rule in enumerate(read):
        if rule.id in {r.id for r in read[:n]}:
            raise KnowledgeError(f"{lines.at(n, 'id')}: the id {rule.id!r} stands twice")
    return read


def alerts(
    asked: Iterable[Rule],
    findings: Sequence[Finding],
    incidents: Sequence[Incident],
    besieged: Sequence[Siege],
    knowledge: Knowledge,
) -> Iterator[Alert]:
    """What the rules speak of, in their order."""
    by_id = {i.id: i for i in incidents}
    for rule in asked:
        if rule.when == "breach":
            yield from _breaches(rule, findings, by_id, knowledge)
        elif rule.when == "siege":
            yield from _sieges(rule, besieged, knowledge)
        else:
            yield from _collapses(rule, findings, by_id, knowledge)


def _breaches(
    rule: Rule, findings: Sequence[Finding], incidents: dict[str, Incident], knowledge: Knowledge
) -> Iterator[Alert]:
    for finding in findings:
        incident = incidents[finding.incident]
        stands = finding.status in rule.status and (rule.conditional or not finding.conditional)
        if stands and _fits(rule, finding, incident, knowledge):
            hedge = "if true, " if finding.conditional else ""
            told = f"{hedge}{finding.status.value.replace('_', ' ')}: {_what(incident)}"
            yield Alert(rule=rule.id, key=f"{rule.id}|{finding.id}|{finding.status.value}", subject=finding.id,
                        text=f"{told} ({finding.agreement}; {_says(finding)})")  # fmt: skip


def _fits(rule: Rule, finding: Finding, incident: Incident, knowledge: Knowledge) -> bool:
    return (
        (rule.agreement is None or finding.agreement == rule.agreement)
        and (rule.side is None or rule.side in finding.accused)
        and (rule.place is None or any(_inside(p, rule.place, knowledge) for p in incident.places))
        and (not rule.credence or (incident.grade is not None and incident.grade.credence in rule.credence))
    )


def _sieges(rule: Rule, besieged: Sequence[Siege], knowledge: Knowledge) -> Iterator[Alert]:
    for siege in besieged:
        place = siege.place
        if siege.until is None and (rule.place is None or (place and _inside(place, rule.place, knowledge))):
            where = named(place).en if place else "where is not told"
            since = f" since {siege.since}" if siege.since else ""
            yield Alert(rule=rule.id, key=f"{rule.id}|siege|{siege.key}", subject=siege.key,
                        text=f"siege told: {where}{since}")  # fmt: skip


def _collapses(
    rule: Rule, findings: Sequence[Finding], incidents: dict[str, Incident], knowledge: Knowledge
) -> Iterator[Alert]:
    for finding in findings:
        incident = incidents[finding.incident]
        told = any(t.claim.rule == COLLAPSE for t in incident.tellings)
        if told and finding.allegation and _fits(rule, finding, incident, knowledge):
            yield Alert(rule=rule.id, key=f"{rule.id}|collapse|{finding.id}", subject=finding.agreement,
                        text=f"told to have broken down: {finding.agreement} ({_says(finding)})")  # fmt: skip


def _inside(place: Place, asked: str, knowledge: Knowledge) -> bool:
    return asked in lineage(place, knowledge.gazetteer)


def _what(incident: Incident) -> str:
    where = ", ".join(p.name.en if p.name else p.span.text for p in incident.places)
    return f"{incident.type.value.replace('_', ' ')}{' in ' + where if where else ''}"


def _says(finding: Finding) -> str:
    return "; ".join(finding.speakers) or "no speaker named"
