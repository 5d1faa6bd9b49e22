"""Search over normalised Arabic: whatever is written before a word, and however it is vowelled, it is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import page

from hudna.ledger import Ledger, LedgerError
from hudna.ledger.words import stem, stems

FORMS = ("القوات", "قوات", "والقوات", "للقوات", "بالقوات", "وقوات", "فالقوات", "القُوَّات", "القـــوات", "بقوات")
HAMZA = ("إدلب", "ادلب", "أدلب", "وإدلب", "بإدلب", "لإدلب")
STORY = "وصلت {} إلى أطراف البلدة مساء أمس، وبقيت هناك حتى ساعات الصباح الأولى ثم غادرت نحو الشمال."


@pytest.mark.parametrize("family", [FORMS, HAMZA], ids=["article", "hamza"])
def test_forms_of_a_word_find_one_another(ledger: Ledger, family: tuple[str, ...]) -> None:
    for number, form in enumerate(family):
        ledger.add(page(STORY.format(form), outlet=str(number)), readings=())
    for form in family:
        assert len(ledger.search(form)) == len(family), form


WORDS = ("مدينة", "رقة", "حكومة", "سلام")


@given(st.sampled_from(("", "و", "ف")), st.sampled_from(("", "ب", "ك", "ل")), st.sampled_from(WORDS))
def test_what_is_written_before_a_word_does_not_matter(first: str, second: str, word: str) -> None:
    article = "ل" if second == "ل" else "ال"
    assert stems(f"{first}{second}{article}{word}") == stems(word)


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1, max_size=12))
def test_stems_are_settled(word: str) -> None:
    assert stem(stem(word)) == stem(word)
    assert stem(word)


@pytest.mark.parametrize("word", ["ولد", "وزير", "بلد", "كلب", "الله", "فقر", "لغم", "والد"])
def test_letters_of_a_root_stay(word: str) -> None:
    assert stems(word) == [word]


def test_all_words_must_stand_and_phrases_together(ledger: Ledger) -> None:
    here = page("دعت الأمم المتحدة إلى وقف إطلاق النار في المدينة، وقالت إن النار تلتهم المحاصيل.", id="a")
    there = page("أوقف الجنود السيارة ثم جرى إطلاق سراح السائق بعد أن التهمت النار المحل.", id="b")
    for it in (here, there):
        ledger.add(it, readings=())
    assert {f.document for f in ledger.search("إطلاق النار")} == {"a", "b"}
    assert [f.document for f in ledger.search('"اطلاق النار"')] == ["a"]
    assert [f.document for f in ledger.search("النار -المحاصيل")] == ["b"]
    assert ledger.search("النار دبابة") == []


def test_the_sentence_shown_holds_the_words(ledger: Ledger) -> None:
    it = page("أعلنت البلدية عطلة. وصل وفد إلى مدينة الرستن صباحاً. غادر الجميع.", id="a")
    ledger.add(it, readings=())
    [found] = ledger.search("للرستن")
    text = it.stories[0].text
    assert text[found.sentence.start : found.sentence.end] == found.text
    assert "الرستن" in found.text
    assert found.outlet == it.document.outlet


@pytest.mark.parametrize("asked", ["", "  ", "-قصف", '""', "!!", "،"])
def test_a_question_without_words_is_refused(ledger: Ledger, asked: str) -> None:
    with pytest.raises(LedgerError, match="at least one word"):
        ledger.search(asked)


SIGNS = ('"', "NEAR(", "a AND", "قصف'", "x:*", "قصف & !", "%", "\\", "قصف\0", 'a"b"c', "(قصف", "<->")


@pytest.mark.parametrize("asked", SIGNS)
def test_signs_of_query_languages_are_no_commands(ledger: Ledger, asked: str) -> None:
    ledger.add(page(STORY.format("قصف")), readings=())
    if not stems(asked):
        with pytest.raises(LedgerError, match="at least one word"):
            ledger.search(asked)
    else:
        assert len(ledger.search(asked)) == (set(stems(asked)) == {"قصف"})
