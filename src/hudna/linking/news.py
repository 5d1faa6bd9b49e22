"""Which tellings tell an incident as news, and which only mention it.

A story tells as news what its headline or first two paragraphs report as having happened. What it takes as known (the
truce that a speaker wants respected), what is only planned, demanded or supposed, what it tells further down, and what
it tells as old, are mentions: they belong to the incident, but do not make it bigger.
"""

from __future__ import annotations

from collections.abc import Iterable

from hudna.linking.rules import rules
from hudna.model import Claim, ClaimType, Status, Telling
from hudna.text.tokens import fold_phrase

_NAMED = {ClaimType.CEASEFIRE, ClaimType.AGREEMENT}
_ARTICLES = ("ال", "لل", "بال", "وال")
_TO_COME = {"deals", "words"}  # a meeting that is called, a truce that is announced, is news before it happens


def is_news(telling: Telling) -> bool:
    """Whether the story leads with it, as new and as having happened."""
    return telling.lead and not telling.background and not in_passing(telling.claim)


def in_passing(claim: Claim) -> bool:
    """Whether the words only suppose it: conditional, an act still planned, or a truce or agreement taken as known."""
    planned = claim.status is Status.PLANNED
    if claim.status is Status.CONDITIONAL or (planned and rules().family(claim.type) not in _TO_COME):
        return True
    words = fold_phrase(claim.trigger.text)
    if claim.type not in _NAMED or not words:
        return False
    return words[0].startswith(_ARTICLES) or (planned and words[-1].startswith(_ARTICLES))


def leading(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """The tellings that tell it as news; where nobody does, the first."""
    told = tuple(tellings)
    return tuple(t for t in told if is_news(t)) or told[:1]
