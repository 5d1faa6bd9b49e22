import pytest
from intake_texts import ANTI_SPAM, CLASH, COMMENT_FORM, MENU, TALKS

from hudna.intake import plain
from hudna.intake.furniture import furniture_of


def stories(text):
    return [text[start:end] for start, end in plain.read(text).stories]


@pytest.mark.parametrize("text", [CLASH, TALKS, f"{CLASH}\n\n{CLASH}"])
def test_one_story_stays_one(text):
    assert stories(text) == [text]


@pytest.mark.parametrize("between", ["\n\n", "\n", "\r\n\r\n", f"\n\n{COMMENT_FORM}\n\n", f"\n\n{ANTI_SPAM}\n\n"])
def test_two_stories_are_split(between):
    assert stories(f"{CLASH}{between}{TALKS}") == [CLASH, TALKS]


def test_a_second_story_that_opens_with_and_is_split_when_it_names_a_speaker_afresh_and_its_day():
    second = TALKS.replace("أعلن وسيط أممي", "وقال دبلوماسي أممي", 1)
    assert stories(f"{CLASH}\n\n{second}") == [CLASH, second]


def test_a_headline_goes_with_the_story_below_it():
    second = f"وفدان يمنيان في مسقط\n\n{TALKS}"
    assert stories(f"{CLASH}\n\n{second}") == [CLASH, second]


def test_paragraphs_that_go_on_are_not_split_whatever_they_tell():
    assert len(stories(f"{CLASH}\n\nوفي سياق آخر، {TALKS}")) == 1


def test_furniture_is_cut_off_the_ends_and_left_inside():
    inside = CLASH.replace("\n\n", "\n\nإعلان\n\n", 1)
    assert stories(f"{MENU}\n\n{inside}\n\nشارك الخبر\n{COMMENT_FORM}\n{ANTI_SPAM}") == [inside]


def test_links_below_a_heading_of_related_stories_go():
    links = "مواضيع ذات صلة\nأسعار الخضار ترتفع في الأسواق\nمنتخب الناشئين يبدأ معسكره"
    assert stories(f"{CLASH}\n\n{links}") == [CLASH]


def test_title_and_date_of_a_text():
    found = plain.read(f"اشتباكات قرب معرة النعمان\nالاثنين 12 آذار 2018\n\n{CLASH}")
    assert found.title == "اشتباكات قرب معرة النعمان"
    assert str(found.published) == "2018-03-12"


def test_a_text_without_a_headline_has_no_title():
    assert plain.read(CLASH).title is None


@pytest.mark.parametrize(
    "line",
    [
        "ترك الرد",
        "تَرْك الرد:",
        "Please enter your comment!",
        "شارك",
        "جميع الحقوق محفوظة © 2018",
        "اقرأ أيضاً: خبر آخر",
        "التعليقات (3)",
        "لن يتم نشر عنوان بريدك الإلكتروني.",
        "آخر تحديث: 12 مارس 2018",
        ANTI_SPAM,
    ],
)
def test_furniture(line):
    assert furniture_of(line)


@pytest.mark.parametrize(
    "line",
    [
        "شارك مئات المتظاهرين في مسيرة وسط تعز.",
        "رفض الوفد ترك الرد للجيش وحده.",
        "قال المسؤول إن الموقع تعرض لقصف عنيف.",
        "المصدر الذي طلب عدم ذكر اسمه قال إن الهدنة انهارت.",
        "نشر الجيش قواته في محيط المدينة.",
        "رياضة المشي على الحدود",
    ],
)
def test_not_furniture(line):
    assert furniture_of(line) is None


def test_the_longest_text_that_is_split_does_not_hang():
    text = "\n".join(f"قال مسؤول {'كلمة' * (n % 7)} {n} إن الأمر {'قائم ' * 30}." for n in range(3_000))
    assert stories(text)
