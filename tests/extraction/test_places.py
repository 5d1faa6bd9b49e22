"""Places in sentences: every bracketed span of `places.yml` is found, nothing else is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from hudna.extraction.places import char_span, find_places
from hudna.knowledge.gazetteer import Gazetteer, Licence
from hudna.text.tokens import tokenize

CASES = yaml.safe_load((Path(__file__).parent / "places.yml").read_text(encoding="utf8"))
# Sentences whose reading is known to fall short, with what is missing.
KNOWN: set[str] = set()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def unmarked(marked: str) -> tuple[str, list[str]]:
    return re.sub(r"[\[\]]", "", marked), re.findall(r"\[([^]]+)\]", marked)


def found(text: str, gazetteer: Gazetteer) -> list[tuple[str, str | None]]:
    tokens = tokenize(text)
    mentions = [m for m in find_places(tokens, gazetteer) if m.licence is not Licence.CONTEXT]
    return [(text[slice(*char_span(m, tokens))], m.class_word) for m in mentions]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:40])
def test_finds_the_marked_places(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    text, spans = unmarked(case["text"])
    places = found(text, gazetteer)
    right = [p for p, _ in places] == case.get("spans_only", spans)
    assert right is (case["text"] not in KNOWN), places
    if right and "class" in case:
        assert [c for _, c in places] == case["class"]


@pytest.mark.parametrize(
    "text",
    [
        "ذكرت صحيفة الرياض أن الأسعار ارتفعت",
        "فاز نادي الوحدة على فريق النصر",
        "قال السيد محمد الرمادي إن العمل مستمر",
        "رفع القدم عن الأرض وجلس في القاعة",
        "دعا إلى التضامن والسلام بين الناس",
        "تبنى تنظيم القاعدة العملية",
        "الدعم مالي والقرار سياسي",
        "انفجرت 3 مدارس في وقت واحد",
        "في الجزيرة نت تقرير عن الثورة",
    ],
)
def test_leaves_everyday_words_alone(text: str, gazetteer: Gazetteer) -> None:
    assert found(text, gazetteer) == []


def test_spans_stand_in_the_text_whatever_the_marks(gazetteer: Gazetteer) -> None:
    text = "قُصِفَت مَدِينةُ حلَـب، وللحديدةِ هُدنة"
    tokens = tokenize(text)
    for mention in find_places(tokens, gazetteer):
        start, end = char_span(mention, tokens)
        assert 0 <= start < end <= len(text)
        assert mention.first <= mention.name_first < mention.name_last <= mention.last
