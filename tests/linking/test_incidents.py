"""Grouping: the outcome does not depend on order, people's decisions are heeded, values stand side by side."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from telling import BOMB, again, one

from hudna.linking import assemble
from hudna.linking.compare import joins
from hudna.linking.incidents import group
from hudna.linking.news import is_news, leading
from hudna.linking.record import record
from hudna.model import ClaimType, Figure, FigureKind, Incident, Join, Role, Span, Status, Telling

BASE = one(BOMB)
NAMES = [f"d{n}" for n in range(7)]
TELLINGS = [again(BASE, name) for name in NAMES]
SCORES = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), st.floats(4.5, 12, allow_nan=False), max_size=14
)


def links(scores: dict[tuple[str, str], float]) -> list[Join]:
    key = {t.document.id: t.key for t in TELLINGS}
    pairs = {tuple(sorted(pair)): score for pair, score in scores.items() if pair[0] != pair[1]}
    return [Join(key[a], key[b], round(score, 3), ("type.same +1.20",)) for (a, b), score in sorted(pairs.items())]


def shape(found: tuple[Incident, ...]) -> list[tuple[str, list[str]]]:
    return [(i.id, [t.key for t in i.tellings]) for i in found]


@given(SCORES, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(scores: dict[tuple[str, str], float], rng: random.Random) -> None:
    found = links(scores)
    shuffled, others = list(TELLINGS), list(found)
    rng.shuffle(shuffled)
    rng.shuffle(others)
    assert group(TELLINGS, found) == group(shuffled, others)


@given(SCORES)
def test_components_one_by_one_are_all_at_once(scores: dict[tuple[str, str], float]) -> None:
    """What the ledger does for a touched component is what a rebuild does."""
    found = links(scores)
    whole = group(TELLINGS, found)
    for incident in whole:
        reached = {incident.tellings[0].key}
        while more := {k for j in found if {j.first, j.second} & reached for k in (j.first, j.second)} - reached:
            reached |= more
        part = group([t for t in TELLINGS if t.key in reached], [j for j in found if j.first in reached])
        assert incident in part


@given(SCORES, st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)))
def test_must_and_cannot_are_heeded(scores: dict[tuple[str, str], float], pair: tuple[str, str]) -> None:
    a, b = (f"{name}/0/{BASE.claim.id}" for name in pair)
    if a == b:
        return
    together = group(TELLINGS, links(scores), must=[(a, b)])
    assert any({a, b} <= {t.key for t in i.tellings} for i in together)
    apart = group(TELLINGS, links(scores), cannot=[(b, a)])
    assert not any({a, b} <= {t.key for t in i.tellings} for i in apart)


def test_a_chain_of_lookalikes_does_not_pull_the_ends_together() -> None:
    """Ten tellings of which each is joined to the next alone."""
    told = [again(BASE, f"x{n}") for n in range(10)]
    chain = [Join(a.key, b.key, 5.0, ()) for a, b in pairwise(told)]
    assert max(len(i.tellings) for i in group(told, chain)) < 10


def test_figures_become_a_range_with_each_tellings_own() -> None:
    figures = [(Figure(FigureKind.KILLED, n, n, Span(0, 1, str(n))),) for n in (2, 5)]
    told = [again(BASE, name, figures=f) for name, f in zip("ab", figures, strict=True)]
    found = group(told, joins(told))
    assert len(found) == 1
    tally = found[0].figures[0]
    assert (tally.min, tally.max) == (2, 5)
    assert [key for key, _ in tally.by] == [t.key for t in told]


def test_the_surest_status_stands() -> None:
    told = [again(BASE, "a", status=Status.DENIED), again(BASE, "b", status=Status.UNCONFIRMED)]
    assert group(told, joins(told))[0].status is Status.UNCONFIRMED


def test_what_is_old_further_down_or_supposed_is_mentioned_only() -> None:
    lead, old = again(BASE, "a"), replace(again(BASE, "b"), background=True)
    below = replace(again(BASE, "c"), lead=False)
    supposed = again(BASE, "d", status=Status.CONDITIONAL)
    assert [is_news(t) for t in (lead, old, below, supposed)] == [True, False, False, False]
    assert leading([old, below]) == (old,)
    told = [lead, old, below, supposed]
    line = record(group(told, joins(told))[0])
    assert [row["document"] for row in line["claims"]] == ["a"]
    assert [row["document"] for row in line["mentions"]] == ["b", "c", "d"]
    assert (line["stories"], line["voices"]) == (1, 1)


def test_no_telling_is_lost() -> None:
    found: list[Telling] = [t for i in group(TELLINGS, joins(TELLINGS)) for t in i.tellings]
    assert sorted(t.key for t in found) == sorted(t.key for t in TELLINGS)


def test_a_clash_told_of_the_same_fight_makes_nobody_an_attacker() -> None:
    attack = one("هاجم تنظيم الدولة الإسلامية حي القدم في دمشق.")
    clash = one("دارت اشتباكات بين قوات النظام السوري وتنظيم الدولة في حي القدم.", "c")
    assert (attack.claim.type, clash.claim.type) == (ClaimType.ATTACK, ClaimType.ARMED_CLASH)
    made = assemble.incident([attack, clash, again(attack, "b")], [])
    actors = [p.actor_id for p in made.participants if p.role is Role.ACTOR]
    assert (made.type, actors) == (ClaimType.ATTACK, ["islamic-state"])
