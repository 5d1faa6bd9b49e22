"""Which claims of a story tell an earlier one again."""

from __future__ import annotations

import pytest

from hudna.model import ClaimType, Document, Story
from hudna.pipeline import read_story
from hudna.resolution import repeats as module
from hudna.resolution.repeats import Parts

STRIKE = "قصفت مدفعية الجيش بلدة {} صباح الثلاثاء وقتلت {} مدنيين."


def repeats(text: str) -> list[str | None]:
    return [c.repeats for c in read_story(Story(Document("d"), 0, 0, text)).claims]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([STRIKE.format("دوما", 3), STRIKE.format("دوما", 3)], [None, "c1"]),
        ([STRIKE.format("دوما", 3), STRIKE.format("سراقب", 3)], [None, None]),
        ([STRIKE.format("دوما", 3), STRIKE.format("سراقب", 4), STRIKE.format("دوما", 3)], [None, None, "c1"]),
        ([STRIKE.format("دوما", 3), STRIKE.format("دوما", 3), STRIKE.format("دوما", 3)], [None, "c1", "c1"]),
    ],
)
def test_a_claim_is_told_again_where_it_shares_a_part_and_contradicts_none(
    lines: list[str], expected: list[str | None]
) -> None:
    assert repeats("\n".join(lines)) == expected


def test_each_claim_is_held_against_few_others(monkeypatch: pytest.MonkeyPatch) -> None:
    same, held = module._same, list[Parts]()

    def counted(type_: ClaimType, told: Parts, before: Parts, *, alike: bool) -> bool:
        held.append(before)
        return same(type_, told, before, alike=alike)

    monkeypatch.setattr(module, "_same", counted)
    towns = ("دوما", "سراقب", "بنش", "دارة عزة", "الأتارب")
    told = repeats("\n".join(STRIKE.format(towns[n % 5], n + 3) for n in range(100)))
    assert len(told) == 100
    assert len(held) < 200  # against all before it each, these were 4,950


def test_what_is_asked_of_nobody_named_is_not_what_is_asked_of_somebody() -> None:
    text = "دعت فرنسا إلى اجتماع عاجل في جنيف. وطلبت فرنسا من الحكومة العراقية تقديم مقترحات."
    asked = [c for c in read_story(Story(Document("d"), 0, 0, text)).claims if c.type is ClaimType.APPEAL]
    assert len(asked) == 2
    assert all(c.repeats is None for c in asked)
