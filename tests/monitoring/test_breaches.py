"""The ledger of breaches: every monitor's own count, never added up."""

from __future__ import annotations

from worded import Words, incident

from hudna.knowledge.agreements import registry
from hudna.knowledge.load import knowledge
from hudna.monitoring.assess import assess
from hudna.monitoring.breaches import DESK, ledger

AGREEMENT = registry()["sy-cessation-2016-02"]


def count(n: int, speaker: str, story: str, **more: object) -> Words:
    return Words("ceasefire_violation", actors=("free-syrian-army",), day="2016-03-05", published="2016-03-06",
                 figures=(("breaches", n, n),), speaker=speaker, story=story, places=("SY",), **more)  # type: ignore[arg-type] # fmt: skip


def test_two_monitors_keep_their_own_numbers() -> None:
    found = [incident("a", count(15, "russian-reconciliation-centre", "one")), incident("b", count(9, "sohr", "two"))]
    entries = ledger(AGREEMENT, found, [], knowledge())
    assert [(e.monitor, e.min, e.max) for e in entries] == [("russia-centre", 15, 15), ("sohr", 9, 9)]
    assert {e.accused for e in entries} == {("opposition",)}


def test_this_desk_counts_incidents_beside_them_and_adds_nothing() -> None:
    strike = Words("air_strike", actors=("syria-air-force",), targets=("free-syrian-army",), places=("sy-daraa",),
                   day="2016-03-05", published="2016-03-06", story="three")  # fmt: skip
    found = [incident("a", count(15, "russian-reconciliation-centre", "one")), incident("c", strike)]
    findings = list(assess(found, [AGREEMENT], knowledge(), lambda _: ""))
    own = [e for e in ledger(AGREEMENT, found, findings, knowledge()) if e.monitor == DESK]
    assert [(e.unit, e.min, e.max, e.accused) for e in own] == [("incident", 0, 1, ("government",))]


def test_a_denied_or_conditional_count_is_no_entry() -> None:
    found = [incident(s, count(3, "sohr", s, status=s)) for s in ("denied", "conditional", "planned")]
    assert ledger(AGREEMENT, found, [], knowledge()) == []
