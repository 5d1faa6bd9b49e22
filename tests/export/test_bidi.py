"""Arabic in terminals: isolates that always close, and an order for terminals that have none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hudna.export.bidi import PDI, RLI, Rtl, seen, shape, visual_order, written


def test_arabic_is_isolated_and_spaces_stay_outside() -> None:
    assert written("  قوات النظام ", Rtl.MARKS) == f"  {RLI}قوات النظام{PDI} "
    assert written("to الرستن", Rtl.MARKS) == f"\u2066to الرستن{PDI}"


def test_other_text_is_left_alone() -> None:
    assert written("4 killed", Rtl.MARKS) == "4 killed"
    assert written("قصف", Rtl.PLAIN) == "قصف"


def test_letters_join() -> None:
    assert shape("قصف") == "\ufed7\ufebc\ufed2"
    assert shape("دار") == "\ufea9\ufe8d\ufead"  # none of these joins to what follows
    assert shape("مُسلم") == "\ufee3\u064f\ufeb4\ufee0\ufee2"  # vowel signs don't part letters


def test_order_keeps_numbers_and_latin_words() -> None:
    assert [("ب 25 ج"[i]) for i in visual_order("ب 25 ج")] == list("ج 25 ب")
    assert seen("قصف (25) UN").startswith("UN (25) ")


def test_brackets_turn_with_the_direction() -> None:
    assert seen("(قصف)") == "(" + "".join(reversed(shape("قصف"))) + ")"


@given(st.text(alphabet=st.sampled_from("قصف ُ()25-aB\u200f،"), max_size=30))
def test_visual_order_uses_every_character_once(text: str) -> None:
    assert sorted(visual_order(text)) == list(range(len(text)))


@given(st.text(alphabet=st.sampled_from("قصفتلا ُ()25-aB،"), max_size=30), st.sampled_from(list(Rtl)))
def test_width_is_unchanged(text: str, rtl: Rtl) -> None:
    assert cell_len(written(text, rtl)) == cell_len(text)
