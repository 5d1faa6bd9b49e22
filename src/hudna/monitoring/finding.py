"""A finding: an incident held against a term of an agreement, each question with its answer and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What can be said to one question; never more than the reporting bears."""

    YES = "yes"
    NO = "no"
    NEAR = "near"  # of a place alone: outside, but close to the edge
    UNKNOWN = "unknown"


class Question(StrEnum):
    ACT = "act"  # is the act forbidden
    ACTOR = "actor"  # is the one said to have done it bound
    TARGET = "target"  # is the one said to have suffered it protected
    PLACE = "place"  # does it lie in the zone
    TIME = "time"  # was the agreement in force


class FindingStatus(StrEnum):
    """How far a finding stands. Only evidence or people raise it."""

    ALLEGED = "alleged"
    CORROBORATED = "corroborated"  # independent outlets tell it
    CONFIRMED = "confirmed"  # a body that monitors the agreement says so
    ADMITTED = "admitted"  # the side said to have done it says so
    DENIED = "denied"
    NOT_A_BREACH = "not_a_breach"
    EXCLUDED = "excluded"  # the agreement leaves the group out
    INDETERMINATE = "indeterminate"


# Those that a count of alleged breaches holds, unless they are conditional.
COUNTED = frozenset(
    {FindingStatus.ALLEGED, FindingStatus.CORROBORATED, FindingStatus.CONFIRMED, FindingStatus.ADMITTED}
)


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, by a key of `wording.yml` and the values that its sentence takes: names of places, actors and days."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Test:
    question: Question
    answer: Answer
    reason: Reason


@dataclass(frozen=True, slots=True)
class Finding:
    """One incident against one term.

    `accused` are the sides said to have broken it; `conditional` that whoever says so makes it depend on something ("if
    true"), `allegation` that a breach is alleged with no act told; `may_mean` are then the incidents that may be meant.
    `speakers` are who says so, as worded. `by` names who set the status, where a person or a monitor did.
    """

    agreement: str
    term: str
    incident: str
    status: FindingStatus
    tests: tuple[Test, ...]
    reasons: tuple[Reason, ...]
    confidence: Confidence
    accused: tuple[str, ...] = ()
    conditional: bool = False
    allegation: bool = False
    speakers: tuple[str, ...] = ()
    may_mean: tuple[str, ...] = ()
    by: str | None = None

    @property
    def id(self) -> str:
        return f"{self.incident}@{self.agreement}/{self.term}"

    @property
    def counted(self) -> bool:
        """Whether a count of alleged breaches holds it."""
        return self.status in COUNTED and not self.conditional

    def answer(self, question: Question) -> Answer:
        return next((t.answer for t in self.tests if t.question is question), Answer.UNKNOWN)
