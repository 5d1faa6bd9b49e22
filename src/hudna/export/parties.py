"""Who stands on either side of an incident, named and coded as exports need it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hudna.knowledge.codes import table
from hudna.model import Claim, Code, Figure, Incident, Participant, Role, Span


@dataclass(frozen=True, slots=True)
class Party:
    """A participant once, however often it is named: the registry's entry, or the words where there is none."""

    words: str
    actor_id: str | None
    en: str
    ar: str
    country: str | None
    sector: str | None

    @property
    def name(self) -> str:
        return self.en or self.words

    @property
    def code(self) -> str | None:
        """Country and sector, where both are known: `SYR:MIL`."""
        return f"{self.country}:{self.sector}" if self.country and self.sector else None

    @property
    def civilian(self) -> bool:
        return self.sector in table().groups["civilian"]

    @property
    def state(self) -> bool:
        return self.sector in table().groups["state"]

    @property
    def armed(self) -> bool:
        return self.state or self.sector in table().groups["armed"]


def parties(incident: Incident, role: Role) -> tuple[Party, ...]:
    """The parties of a role in the incident's order, rivals side by side."""
    found: dict[str, Party] = {}
    for p in incident.participants:
        if p.role is role:
            found.setdefault(p.actor_id or p.span.text, party(p))
    return tuple(found.values())


def party(p: Participant) -> Party:
    code = p.code or Code(None, None)
    en, ar = (p.name.en, p.name.ar) if p.name else ("", "")
    return Party(p.span.text, p.actor_id, en, ar, code.country, code.sector)


def counted(figure: Figure, claim: Claim) -> Participant | None:
    """The participant whom a figure counts: the one whose words are those of the people counted."""
    who = figure.who or figure.span
    return next((p for p in _targets_first(claim) if _overlap(p.span, who)), None)


def _targets_first(claim: Claim) -> Iterable[Participant]:
    return sorted(claim.participants, key=lambda p: p.role is not Role.TARGET)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
