"""A written word cut into proclitics, lemma and suffix."""

from __future__ import annotations

import pickle

import pytest

from hudna.knowledge.words import Words
from hudna.text.tokens import fold, tokenize

LEMMAS = {"هجوم": "n", "غارة/غارات": "n", "سيطرة": "n", "شنّ/يشنّ": "v", "وصف/يصف": "v", "صفّ/يصفّ": "v", "حوثي": "nisba"}


@pytest.fixture(scope="module")
def words() -> Words:
    made = Words()
    for lemma, kind in LEMMAS.items():
        made.lemma(kind, lemma)
    made.literals.add("دمشق")
    made.whole = {"وزير"}
    return made


@pytest.mark.parametrize(
    ("written", "lemma", "proclitic", "suffix"),
    [
        ("هجوم", "n:هجوم", "", ""),
        ("والهجوم", "n:هجوم", "و", ""),
        ("بهجوم", "n:هجوم", "ب", ""),
        ("للهجوم", "n:هجوم", "ل", ""),
        ("وللهجوم", "n:هجوم", "ول", ""),
        ("هجومهم", "n:هجوم", "", "هم"),
        ("غاراتها", "n:غارة/غارات", "", "ها"),
        ("سيطرته", "n:سيطرة", "", "ه"),
        ("وبسيطرتهم", "n:سيطرة", "وب", "هم"),
        ("ستشن", "v:شنّ/يشنّ", "س", ""),
        ("وسيشنون", "v:شنّ/يشنّ", "وس", ""),
        ("فشنت", "v:شنّ/يشنّ", "ف", ""),
        ("للحوثيين", "nisba:حوثي", "ل", ""),
    ],
)
def test_parts(words: Words, written: str, lemma: str, proclitic: str, suffix: str) -> None:
    [token] = tokenize(written)
    found = words.parts(token.form, token.marbuta)
    assert (words.lemmas[lemma], proclitic, suffix) in {(p.key, p.proclitic, p.suffix) for p in found}
    assert all(p.cut == len(p.proclitic) for p in found)


@pytest.mark.parametrize("written", ["وزير", "بشنت", "سهجوم", "الدمشق", "سشن"])
def test_what_is_no_form_is_not_cut(words: Words, written: str) -> None:
    assert list(words.parts(fold(written))) == []


def test_a_word_that_stands_whole_is_not_cut(words: Words) -> None:
    assert {p.key for p in words.parts(fold("وصفت"))} == {words.lemmas["v:وصف/يصف"]}


def test_ta_marbuta_is_no_pronoun(words: Words) -> None:
    assert [p.suffix for p in words.parts("هجومه", marbuta=False)] == ["ه"]
    assert list(words.parts("هجومه", marbuta=True)) == []


def test_literals_take_proclitics(words: Words) -> None:
    assert [(p.proclitic, p.key) for p in words.parts(fold("ودمشق"))] == [("و", "دمشق")]


def test_words_survive_the_cache(words: Words) -> None:
    again = pickle.loads(pickle.dumps(words))
    assert again.parts("بهجوم") == words.parts("بهجوم")
