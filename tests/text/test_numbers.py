"""Numbers against the list of phrases in `tests/data/numbers.yml`, and what holds for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hudna.text.numbers import Number, find_numbers, number_record
from hudna.text.tokens import tokenize

DATA = Path(__file__).parent.parent / "data"
CASES = [
    case
    for name in ("numbers.yml", "numbers_fresh.yml")
    for case in yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
]
WORDS = [
    "ثلاثة", "وعشرين", "ألف", "آلاف", "مئة", "ومئتين", "نحو", "بين", "و", "3", "15", ",", ".", "-", "/", "%", "إلى",
    "على", "الأقل", "أكثر", "من", "مليون", "ونصف", "قتيلان", "عشرات", "بضع", "أحد", "واحد", "ر", "،", "500", "الساعة",
]  # fmt: skip
LISTS = st.lists(st.sampled_from(WORDS))


def unmark(marked: str) -> tuple[str, list[str]]:
    """A text without its brackets, and what stood in them."""
    wordings = [part.split("]")[0] for part in marked.split("[")[1:]]
    return marked.replace("[", "").replace("]", ""), wordings


def told(n: Number) -> str:
    low, high = ("" if v is None else str(v) for v in (n.min, n.max))
    value = low if n.min == n.max else f"{low}..{high}"
    return f"{value} {n.unit}" if n.unit else value


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_list(case: dict[str, object]) -> None:
    text, wordings = unmark(str(case["text"]))
    numbers = find_numbers(tokenize(text), text)
    read = [(n.wording, told(n)) for n in numbers]
    right = list(zip(wordings, map(str, case["read"]), strict=True))  # type: ignore[call-overload]
    assert (read == right) is not case.get("misread", False)


def test_dual_noun_is_told() -> None:
    text = "سقط قتيلان وثلاثة جرحى"
    assert [n.dual_noun for n in find_numbers(tokenize(text), text)] == [True, False]


def test_record() -> None:
    assert number_record("مقتل نحو 20 شخصا") == {
        "text": "مقتل نحو 20 شخصا",
        "numbers": [{"min": 18, "max": 22, "wording": "نحو 20", "start": 5, "end": 11}],
    }


@given(st.one_of(st.text(), LISTS.map(" ".join), LISTS.map("".join)))
def test_any_text(text: str) -> None:
    tokens = tokenize(text)
    for n in find_numbers(tokens, text):
        assert n.wording == text[n.start : n.end]
        assert 0 <= n.first < n.last <= len(tokens)
        assert n.min is None or n.max is None or n.min <= n.max
        assert not (n.min is None and n.max is None)
