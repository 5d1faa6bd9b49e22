"""Pages in: each whole and once, copies in chains, incidents the same in whatever order they come."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from told import LONG, RASTAN, SARAQIB, TAIZ, page, several

from hudna.ledger import Filters, Ledger, LedgerError
from hudna.ledger.open import open_ledger
from hudna.model import Incident
from hudna.pipeline import read_story


def whole(ledger: Ledger) -> list[Incident]:
    return list(ledger.incidents())


def test_what_is_added_comes_back_as_it_was_read(ledger: Ledger) -> None:
    it = page(SARAQIB)
    added = ledger.add(it)
    assert (added.known, added.stories, added.copies) == (False, 1, 0)
    assert ledger.reading(f"{it.document.id}/0") == read_story(it.stories[0])
    assert ledger.text(f"{it.document.id}/0") == it.stories[0].text
    assert {i.id for i in whole(ledger)} == set(added.incidents)


def test_the_same_page_again_changes_nothing(ledger: Ledger) -> None:
    for it in several():
        ledger.add(it)
    before = whole(ledger), list(ledger.deletions()), list(ledger.log())
    assert all(ledger.add(it).known for it in several())
    assert (whole(ledger), list(ledger.deletions()), list(ledger.log())) == before


def test_tellings_of_one_occurrence_are_one_incident(ledger: Ledger) -> None:
    for it in several():
        ledger.add(it)
    strikes = list(ledger.incidents(Filters(types=frozenset({"air_strike"}))))
    assert [len(i.tellings) for i in strikes] == [3]
    assert len(strikes[0].joins) == 3
    assert len({t.chain for t in strikes[0].tellings}) == 2, "a copy is no voice of its own"


def test_the_first_published_names_the_chain_whenever_it_comes(ledger: Ledger) -> None:
    late = page(SARAQIB + "\n" + LONG, outlet="موقع ج", published=date(2018, 3, 15))
    early = page(SARAQIB + "\n" + LONG, published=date(2018, 3, 13))
    ledger.add(late)
    assert ledger.add(early).copies == 1
    assert {chain for _, chain in ledger.stories()} == {f"{early.document.id}/0"}
    assert {t.chain for i in whole(ledger) for t in i.tellings} == {f"{early.document.id}/0"}


def test_the_order_of_arrival_does_not_matter(fresh: Callable[[], Ledger]) -> None:
    pages = several()
    first = fresh()
    for it in pages:
        first.add(it)
    shuffled = random.Random(4)
    for _ in range(3):
        shuffled.shuffle(pages)
        other = fresh()
        for it in pages:
            other.add(it)
        assert whole(other) == whole(first)


def test_an_incident_that_gets_an_earlier_telling_says_where_it_went(ledger: Ledger) -> None:
    ledger.add(page(TAIZ, published=date(2018, 3, 14)))
    [before] = whole(ledger)
    ledger.add(page(TAIZ + " ولا ضحايا.", published=date(2018, 3, 13), outlet="أ"))
    [after] = whole(ledger)
    assert after.id != before.id
    assert [(g.id, g.replaced_by) for g in ledger.deletions()] == [(before.id, after.id)]


def test_other_content_under_a_known_id_is_refused(ledger: Ledger) -> None:
    ledger.add(page(SARAQIB, id="a1"))
    with pytest.raises(LedgerError, match="another text under the id 'a1'"):
        ledger.add(page(RASTAN, id="a1"))
    assert len(list(ledger.stories())) == 1


def test_null_characters_are_refused_everywhere(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="null characters"):
        ledger.add(page(SARAQIB + "\0"))


def test_a_failure_leaves_nothing_behind(ledger: Ledger) -> None:
    assert ledger.links is not None

    def broken(*_: object) -> tuple[Incident, ...]:
        raise RuntimeError("grouping broke")

    sound, ledger.links = ledger.links, replace(ledger.links, group=broken)
    with pytest.raises(RuntimeError):
        ledger.add(page(SARAQIB))
    assert list(ledger.stories()) == []
    ledger.links = sound
    assert not ledger.add(page(SARAQIB)).known


def test_readers_see_one_moment_while_another_writes(ledger: Ledger, where: str) -> None:
    for it in several()[:3]:
        ledger.add(it)
    before = [i.id for i in whole(ledger)]
    reading = ledger.incidents()
    seen = [next(reading)]
    with open_ledger(where, linker=ledger.links) as writer:
        for it in several()[3:]:
            writer.add(it)
    seen += reading
    assert [i.id for i in seen] == before
    assert len(whole(ledger)) > len(seen)
