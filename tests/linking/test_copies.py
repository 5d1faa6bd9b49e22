"""Near-duplicates: light rewrites are copies, other news of the same kind is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hudna.linking.copies import bands, is_copy, share, signature

AGENCY = (
    "أعلنت قيادة العمليات مقتل تسعة مسلحين في غارات جوية شنتها طائرات التحالف على مواقع قرب سد البلدة فجر اليوم، "
    "وقال المتحدث باسمها إن الغارات دمرت مخزنا للأسلحة وثلاث عربات كانت متجهة نحو الجسر القديم شرقي النهر."
)
OTHER = (
    "أعلنت مديرية الصحة إصابة أربعة عمال في حريق اندلع داخل مصنع للنسيج جنوبي المدينة صباح اليوم، وقال مدير الدفاع "
    "المدني إن فرق الإطفاء سيطرت على النيران خلال ساعتين وإن التحقيق جار لمعرفة أسباب الحريق في المصنع المذكور."
)


def test_a_copy_with_an_outlets_own_line_and_spelling_is_a_copy() -> None:
    copied = "متابعات - الصحيفة\n" + AGENCY.replace("أعلنت", "اعلنت").replace("،", " ,") + "\nتابعونا"
    assert is_copy(AGENCY, copied)
    assert set(bands(signature(AGENCY))) & set(bands(signature(copied)))


def test_other_news_is_no_copy() -> None:
    assert share(AGENCY, OTHER) < 0.1
    assert not is_copy(AGENCY, OTHER)


def test_too_short_a_text_is_no_copy() -> None:
    assert not is_copy("عاجل: غارة", "عاجل: غارة")


def test_a_signature_has_sixteen_bands() -> None:
    assert len(signature(AGENCY)) == 256
    assert len(set(bands(signature(AGENCY)))) == 16


@given(st.text(max_size=300), st.text(max_size=300))
def test_share_is_symmetric_and_a_share(a: str, b: str) -> None:
    assert share(a, b) == share(b, a)
    assert 0.0 <= share(a, b) <= 1.0


@given(st.text(max_size=200))
def test_a_signature_is_the_same_every_time(text: str) -> None:
    assert signature(text) == signature(text)
