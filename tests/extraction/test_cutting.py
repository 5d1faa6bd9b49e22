"""Sentences are cut into pieces of the right kind, and nothing is left over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import DATA

from hudna.extraction.cutting import cut
from hudna.extraction.scan import scan
from hudna.knowledge.load import knowledge
from hudna.model import Extent

FILE = yaml.safe_load((DATA / "cutting.yml").read_text(encoding="utf8"))
MISREAD = FILE["known_misread"] or {}
MARK = re.compile(r"\[([^|\]]+)\|([a-z]+)\]")
WORDS = (
    "قصفت القوات على في من و أن إن الذي لم بينما «حلب» ( ) ، . 3 ثلاثة مدنيين أمس بلدة سراقب غارات هجوم "
    "وقف إطلاق النار عدد عدة كل بعض ما لا أي هذا قد سوف كما حيث بعد قبل أثناء تنظيم داعش"
).split()


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["id"])
def test_pieces(case: Mapping[str, str]) -> None:
    text, marked = MARK.sub(r"\1", case["text"]), MARK.findall(case["text"])
    one = scan(text, Extent(0, len(text)), 0, knowledge())
    read = [(one.span(p.first, p.last, p.cut).text, p.kind.value) for p in cut(one, knowledge())]
    assert all(mark in read for mark in marked) is (case["id"] not in MISREAD), read


def test_misreads_name_cases() -> None:
    assert set(MISREAD) <= {case["id"] for case in FILE["cases"]}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join))
def test_pieces_of_any_sentence_follow_one_another(text: str) -> None:
    one = scan(text, Extent(0, len(text)), 0, knowledge())
    pieces = cut(one, knowledge())
    assert all(0 <= p.first < p.last <= len(one.tokens) for p in pieces)
    assert all(a.last <= b.first for a, b in pairwise(pieces))
