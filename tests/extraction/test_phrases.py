"""Noun phrases begin and end where an Arabic reader would have them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
import yaml
from marked import DATA

from hudna.extraction.pieces import Kind
from hudna.extraction.reading import read_sentences
from hudna.knowledge.load import knowledge

FILE = yaml.safe_load((DATA / "phrases.yml").read_text(encoding="utf8"))
MISREAD = FILE["known_misread"] or {}


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["id"])
def test_phrases(case: Mapping[str, str]) -> None:
    text, marked = re.sub(r"[\[\]]", "", case["text"]), re.findall(r"\[([^\]]+)\]", case["text"])
    [sentence] = read_sentences(text, knowledge())
    spans = [sentence.scan.span(p.first, p.last, p.cut) for p in sentence.pieces if p.kind is Kind.NP]
    assert ([s.text for s in spans] == marked) is (case["id"] not in MISREAD), spans


def test_misreads_name_cases() -> None:
    assert set(MISREAD) <= {case["id"] for case in FILE["cases"]}
