"""Inflected forms: all that a lemma must give, and what it must not."""

from __future__ import annotations

import pytest

from hudna.knowledge.inflect import nisba_forms, noun_forms, verb_forms
from hudna.text.tokens import fold


def forms(made: object, *, bound: bool = False) -> set[str]:
    return {form for form, shape in made if shape.bound == bound}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("lemma", "written"),
    [
        ("شنّ/يشنّ", "شن شنت شنوا شنتا يشن تشن يشنون يشنوا تشنان نشن"),
        ("استهدف/يستهدف", "استهدف استهدفت استهدفوا استهدفنا يستهدف تستهدف يستهدفون"),
        ("أغار/يغير", "أغار أغارت أغاروا أغرنا يغير تغير يغيرون"),
        ("قصف/يقصف", "قصف قصفت قصفوا قصفا قصفتا يقصف تقصف يقصفون"),
        ("نفى/ينفي", "نفى نفت نفوا ينفي تنفي ينفون"),
        ("دعا/يدعو", "دعا دعت دعوا يدعو تدعو يدعون"),
        ("!قُتل/يُقتل", "قتل قتلت قتلوا قتلا قتلتا يقتل تقتل يقتلون"),
        ("!اغتيل/يُغتال", "اغتيل اغتيلت اغتيلوا يغتال تغتال"),
    ],
)
def test_verbs(lemma: str, written: str) -> None:
    assert {fold(w) for w in written.split()} <= forms(verb_forms(lemma))


@pytest.mark.parametrize(
    ("lemma", "written"),
    [
        ("غارة/غارات", "غارة الغارة غارات الغارات غارتان غارتين الغارتين"),
        ("هجوم/هجمات", "هجوم هجوماً الهجوم هجومان هجومين هجمات الهجمات"),
        ("مسلح/+", "مسلح مسلحاً مسلحون مسلحين المسلحون المسلحين مسلحو مسلحي مسلحان"),
        ("قتيل/قتلى", "قتيل قتيلاً قتيلان قتيلين قتلى القتلى"),
        ("معركة/معارك", "معركة معركتان معارك المعارك"),
    ],
)
def test_nouns(lemma: str, written: str) -> None:
    assert {fold(w) for w in written.split()} <= forms(noun_forms(lemma))


def test_nisbas() -> None:
    written = "حوثي الحوثي حوثية الحوثية حوثيون الحوثيين حوثيان حوثيتان حوثياً الحوثيات"
    assert {fold(w) for w in written.split()} <= forms(nisba_forms("حوثي"))


def test_forms_before_a_pronoun_are_their_own() -> None:
    assert "سيطرت" in forms(noun_forms("سيطرة"), bound=True)
    assert "سيطرت" not in forms(noun_forms("سيطرة"))
    assert "اجلاو" in forms(noun_forms("إجلاء"), bound=True)
    assert "استهدفو" in forms(verb_forms("استهدف/يستهدف"), bound=True)


def test_a_lemma_cut_to_one_tense_gives_no_other() -> None:
    assert {shape.tense for _, shape in verb_forms("سيطر/")} == {"past"}
    assert {shape.tense for _, shape in verb_forms("/يسيطر")} == {"present"}


def test_only_a_marked_lemma_is_passive() -> None:
    assert all(shape.passive for _, shape in verb_forms("!قُتل/يُقتل"))
    assert not any(shape.passive for _, shape in verb_forms("قتل/يقتل"))


def test_no_form_keeps_a_vowel_sign_or_hamza_seat() -> None:
    for form, _ in (*verb_forms("أدّى/يؤدّي"), *noun_forms("هدنة/هُدَن"), *nisba_forms("إيرانيّ")):
        assert form == fold(form)
