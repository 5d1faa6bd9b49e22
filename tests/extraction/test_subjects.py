"""Who leads a clause, and who is named as agent."""

from __future__ import annotations

import pytest

from hudna.extraction import second_look, subjects
from hudna.extraction.draft import Draft
from hudna.extraction.reading import read_sentences
from hudna.knowledge.load import knowledge


def draft_of(text: str, type_: str) -> Draft:
    return next(d for r in read_sentences(text, knowledge()) for d in r.drafts if d.type == type_)


def words(draft: Draft, found: list) -> list[str]:  # type: ignore[type-arg]
    return [draft.scan.span(p.first, p.last, p.cut).text for p in found]


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("قال الوزير إن الجيش قصف البلدة، داعياً الأطراف إلى التهدئة.", "appeal", ["الجيش"]),
        ("نظمت الأحزاب مسيرة ضد القرار الذي وقّعه الجنرال وطالبت بإلغائه.", "appeal", ["الأحزاب"]),
        ("طالب الجيش والشرطة بإخلاء الساحة.", "appeal", []),
    ],
)
def test_who_leads(text: str, type_: str, expected: list[str]) -> None:
    draft = draft_of(text, type_)
    assert words(draft, subjects.leading(draft)) == expected


@pytest.mark.parametrize(
    ("text", "type_", "person"),
    [
        ("غادر الوفد القاعة، داعياً الأطراف إلى التهدئة.", "appeal", "3ms"),
        ("وصل الطلاب إلى المبنى، مطالبين الحكومة بالتحرك.", "appeal", "3mp"),
        ("جددت الحكومة مطالبة الأطراف بالتهدئة.", "appeal", ""),
    ],
)
def test_participles_have_the_person_of_their_subject(text: str, type_: str, person: str) -> None:
    assert subjects.participle(draft_of(text, type_)) == person


def test_an_agent_stands_behind_its_own_preposition() -> None:
    draft = draft_of("أدان الاتحاد خطف صحافي من قبل مسلحين في المدينة.", "abduction")
    found = subjects.agent(draft)
    assert found is not None
    assert words(draft, [found]) == ["مسلحين"]


def test_no_agent_beyond_another_verb() -> None:
    draft = draft_of("خطف المسلحون صحافياً وأُبلغ عن ذلك من قبل الجيش.", "abduction")
    assert subjects.agent(draft) is None


def test_of_far_phrases_only_those_that_lead_may_act() -> None:
    text = (
        "استغلت الفصائل هدوء الجبهة في الريف بعد ليلة من المطر في المحافظة وفي الطريق إلى البلدة "
        "من جهة النهر مع بداية الأسبوع لشن هجوم على الثكنة."
    )
    draft = draft_of(text, "attack")
    assert words(draft, [f.piece for f in draft.of("actor")]) == ["الفصائل"]
    assert max(draft.index - at for at, _ in second_look.phrases(draft)) <= second_look.REACH
    draft.fillers = []  # nobody acts nearer by
    far = [p for at, p in second_look.phrases(draft) if draft.index - at > second_look.REACH]
    assert words(draft, far) == ["الفصائل"]
