import pytest
from intake_texts import CLASH

from hudna.intake import NotReadable
from hudna.intake.language import check_arabic
from hudna.intake.outlets import host_of, outlet_by_domain


@pytest.mark.parametrize(
    "text",
    [
        CLASH,
        "قصف على تعز",
        "#عاجل | انفجار في #بغداد https://t.example/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789",
        f"{CLASH} The statement was first published in English on Monday.",
        "هجوم على غزه وقتلى",
    ],
)
def test_arabic(text):
    check_arabic(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said on Monday that its planes had struck two villages.", "English"),
        ("Ordu pazartesi günü iki köyün vurulduğunu açıkladı ve çatışmaların sürdüğünü söyledi.", "Turkish"),
        ("L'armée a déclaré lundi que ses avions avaient frappé deux villages.", "French"),
        (
            "ارتش روز دوشنبه اعلام کرد که هواپیماهایش دو روستا را در شمال کشور هدف گرفته‌اند و درگیری‌ها ادامه دارد.",
            "Persian",
        ),
        ("فوج نے پیر کے روز کہا کہ اس کے طیاروں نے شمال میں دو دیہات کو نشانہ بنایا اور جھڑپیں جاری ہیں۔", "Urdu"),
        ("سوپا لە ڕۆژی دووشەممە ڕایگەیاند کە فڕۆکەکانی دوو گوندیان لە باکووری وڵات کردووەتە ئامانج.", "Kurdish"),
        ("पोलिस ने सोमवार को कहा", ""),
        ("12345 !!! 🔴", "no letters"),
    ],
)
def test_other_languages_are_named(text, language):
    with pytest.raises(NotReadable, match=f"^not Arabic: .*{language}"):
        check_arabic(text)


def test_host():
    assert host_of("https://WWW.Example.org:8080/a") == "example.org"
    assert host_of("http://[broken") == ""
    assert host_of(None) == ""


def test_an_unknown_domain_names_no_outlet():
    assert outlet_by_domain("https://no-such-outlet.example.org/1") is None
