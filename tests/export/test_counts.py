"""Deaths by the rules of ACLED and UCDP, and ranges of figures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from incidents import (
    ARMY,
    CIVILIANS,
    CLASH,
    DENIED,
    KILLING,
    MAN,
    RAID,
    SHELLING,
    SOLDIERS,
    day,
    incident,
    killed,
    telling,
)

from hudna.export.counts import Range, deaths, ranges, vague
from hudna.model import ClaimType, FigureKind, Status


@pytest.mark.parametrize(
    ("low", "high", "words", "number"),
    [
        (3, 3, "ثلاثة", 3),
        (30, None, "ما لا يقل عن 30", 30),
        (20, None, "عشرات", 10),
        (20, None, "العشرات", 10),
        (200, None, "مئات", 100),
        (20_000, None, "عشرات الآلاف", 10_000),
        (3_001, None, "أكثر من ثلاثة آلاف", 3_001),
        (2, None, "عدد من", 2),
        (None, 5, "لا يزيد عن خمسة", 1),
        (None, None, "قتلى", 0),
    ],
)
def test_a_vague_number_is_the_least_that_it_says(low: int | None, high: int | None, words: str, number: int) -> None:
    assert vague(killed(low, high, words)) == number


def test_copies_are_one_voice_and_what_is_denied_does_not_count() -> None:
    found = deaths(SHELLING)
    assert found is not None
    assert (found.low, found.best, found.high) == (2, 2, 4)  # 4 by one voice, 2–3 by another and its copy; 90 denied
    assert ranges(SHELLING)[FigureKind.KILLED] == Range(2, 4)


def test_most_voices_give_the_best_number() -> None:
    three = [telling(n, ClaimType.SHELLING, figures=(killed(5, 5, "خمسة"),)) for n in (2, 3)]
    found = deaths(incident(telling(1, ClaimType.SHELLING, figures=(killed(9, 9, "تسعة"),)), *three))
    assert found is not None
    assert (found.low, found.best, found.high) == (5, 5, 9)


def test_different_people_add_up_and_parts_do_not() -> None:
    soldiers, civilians = killed(5, 5, "5", SOLDIERS.span), killed(3, 3, "3", CIVILIANS.span)
    children = killed(2, 2, "طفلان", part=True)
    told = telling(1, ClaimType.SHELLING, who=(ARMY, SOLDIERS, CIVILIANS), figures=(soldiers, civilians, children))
    found = deaths(incident(told))
    assert found is not None
    assert (found.best, found.civilians, found.armed, found.unknown) == (8, 3, (("SYR:MIL", 5),), 0)


def test_a_number_of_no_one_in_particular_holds_the_others() -> None:
    found = deaths(CLASH)  # five soldiers, and tens in all
    assert found is not None
    assert (found.low, found.best, found.high, found.unknown) == (10, 10, 20, 5)


def test_a_killing_without_a_number_is_one_death_at_least() -> None:
    found = deaths(KILLING)
    assert found is not None
    assert (found.low, found.best, found.counted) == (1, 1, False)
    of_whom, on = (MAN,), day("2018-03-09")
    assert deaths(incident(telling(1, ClaimType.KILLING, who=of_whom, when=on, rule="killing.death-sentence"))) is None
    assert deaths(incident(telling(1, ClaimType.KILLING, when=on))) is None  # the policy of killing
    assert deaths(incident(telling(1, ClaimType.KILLING, who=of_whom))) is None
    assert deaths(incident(telling(1, ClaimType.SHELLING))) is None


def test_an_open_bound_stays_open_in_ranges() -> None:
    assert ranges(RAID)[FigureKind.KILLED] == Range(200, None)


def test_of_what_all_deny_the_denied_number_is_told() -> None:
    assert ranges(DENIED)[FigureKind.KILLED] == Range(8, 8)
    asserted = replace(DENIED, status=Status.ASSERTED)
    assert deaths(asserted) is not None  # a status set by a person stands; the tellings are then all there is
