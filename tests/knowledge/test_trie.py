"""One pass over a sentence finds every entry in it."""

from __future__ import annotations

import pytest

from hudna.knowledge.trie import Trie
from hudna.knowledge.words import Words
from hudna.text.tokens import tokenize

PHRASES = {
    "truce": "n:وقف إطلاق النار",
    "strike": "n:غارة/غارات",
    "air strike": "n:غارة/غارات nisba:جوي",
    "arrest": "v:ألقى/يلقي … القبض",
    "party": "حزب ? العربي",
    "city": "حلب",
    "any first": "? بيان",
}


@pytest.fixture(scope="module")
def trie() -> Trie:
    made = Trie(Words())
    for entry, phrase in PHRASES.items():
        made.add(made.keys(phrase), "x", entry)
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دخل وقف إطلاق النار حيز التنفيذ", [("truce", "وقف إطلاق النار")]),
        ("وقف النار", []),
        ("شنت غارات جوية", [("strike", "غارات"), ("air strike", "غارات جوية")]),
        ("والغارات الجوية", [("strike", "والغارات"), ("air strike", "والغارات الجوية")]),
        ("ألقت الشرطة القبض على رجل", [("arrest", "ألقت")]),
        ("ألقت الشرطة، القبض", []),
        ("حزب النهضة العربي", [("party", "حزب النهضة العربي")]),
        ("وقف «إطلاق» النار", [("truce", "وقف «إطلاق» النار")]),
        ("وقف. إطلاق النار", []),
        ("أصدرت بيان", [("any first", "أصدرت بيان")]),
        ("في حلب وفي حلب", [("city", "حلب"), ("city", "حلب")]),
    ],
)
def test_find(trie: Trie, text: str, expected: list[tuple[str, str]]) -> None:
    tokens = tokenize(text)
    found = [(m.entry, text[tokens[m.first].start : tokens[m.last - 1].end]) for m in trie.find(tokens)]
    assert found == expected


def test_a_mention_tells_its_proclitic_and_shape(trie: Trie) -> None:
    mention = trie.find(tokenize("وبغاراتهم"))[0]
    assert (mention.proclitic, mention.cut, mention.suffix) == ("وب", 2, "هم")
    assert mention.shape is not None
    assert mention.shape.number == "p"


def test_an_entry_added_twice_is_found_once() -> None:
    trie = Trie(Words())
    for _ in range(2):
        trie.add(trie.keys("حلب"), "x", "city")
    assert len(trie.find(tokenize("حلب"))) == 1
