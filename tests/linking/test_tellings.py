"""From a reading to its tellings."""

from __future__ import annotations

from datetime import date

from telling import told

from hudna.linking.tellings import lead_end, tellings
from hudna.model import ClaimType, Document, Figure, FigureKind, Story
from hudna.pipeline import read_story

TEXT = """قتلى بتفجير في حمص
انفجرت سيارة مفخخة في حمص السبت وقتلت سبعة أشخاص.
وفي حادث آخر قصفت قوات النظام مدينة درعا بالمدفعية.
وكان تفجير قد أوقع عشرة قتلى في حلب في 2 يناير 2016."""


def test_a_headline_and_its_first_paragraph_are_one_telling() -> None:
    first = told(TEXT)[0]
    assert first.folded
    assert [p.place_id for p in first.claim.places] == ["sy-homs"]
    assert first.claim.time is not None
    assert first.claim.time.start == "2016-03-05"


def test_other_places_stay_other_tellings() -> None:
    places = [{p.place_id for p in t.claim.places} for t in told(TEXT)]
    assert {"sy-daraa"} in places


def test_what_ended_before_the_days_of_news_is_background() -> None:
    old = [t for t in told(TEXT) if {p.place_id for p in t.claim.places} == {"sy-aleppo"}]
    assert old
    assert all(t.background and not t.lead for t in old)


def test_what_it_came_before_or_is_known_to_have_come_after_is_a_circumstance() -> None:
    clash = "خاضت المقاومة اشتباكات مع الحوثيين في تعز اليوم قبل ساعات من موعد سريان هدنة إنسانية أعلنها التحالف."
    assert {t.claim.type: t.lead for t in told(clash)} == {ClaimType.ARMED_CLASH: True, ClaimType.CEASEFIRE: False}
    assert all(t.lead for t in told("أعلن التحالف العربي هدنة إنسانية في اليمن اليوم.") if t.claim.type == "ceasefire")
    flight = "هبطت طائرة إغاثة إماراتية في مطار عدن بعد تحريرها من الحوثيين."
    assert not any(t.lead for t in told(flight) if t.claim.trigger.text == "تحريرها")


def test_a_repeat_told_as_older_than_news_is_another_telling() -> None:
    text = "غارات أميركية على الموصل\nشنت الولايات المتحدة غارات على الموصل في 2 يناير 2016."
    assert [t.background for t in told(text)] == [False, True]


def test_ordinals_count_the_act_and_nothing_else() -> None:
    assert {t.nth for t in told("وصلت ثاني طائرة مساعدات إلى مطار عدن السبت.")} == {2}
    assert {t.nth for t in told("قصفت قوات النظام درعا للمرة الثانية أول أمس.")} == {None}


def test_the_lead_ends_with_the_second_paragraph_or_after_700_characters() -> None:
    assert TEXT[: lead_end(TEXT)].count("\n") == 3
    assert lead_end("كلمة " * 400) == 700
    assert lead_end("") == 0


def test_each_value_keeps_the_characters_it_was_read_from() -> None:
    for telling in told(TEXT):
        claim = telling.claim
        spans = [p.span for p in (*claim.participants, *claim.places)] + [f.span for f in claim.figures]
        assert all(TEXT[s.start : s.end] == s.text for s in spans)


def test_a_story_without_claims_has_no_tellings() -> None:
    story = Story(Document("a", published=date(2016, 3, 6)), 0, 0, "افتتح الوزير معرض الكتاب.")
    assert tellings(read_story(story)) == ()


def test_the_chain_is_the_storys_own_unless_told() -> None:
    story = Story(Document("a", published=date(2016, 3, 6)), 0, 0, TEXT)
    reading = read_story(story)
    assert {t.chain for t in tellings(reading)} == {"a/0"}
    assert {t.chain for t in tellings(reading, "z/0")} == {"z/0"}


def test_a_headlines_figure_is_not_added_to_the_paragraphs() -> None:
    first = told("سبعة قتلى بتفجير في حمص\nانفجرت سيارة مفخخة في حمص السبت وقتلت سبعة أشخاص.")[0]
    killed: list[Figure] = [f for f in first.claim.figures if f.kind is FigureKind.KILLED]
    assert [(f.min, f.max) for f in killed] == [(7, 7)]


def test_what_only_brought_something_about_is_no_news_of_its_own() -> None:
    text = "أعلن التحالف هدنة إنسانية في اليمن لخمسة أيام. وجاءت الهدنة استجابة لطلب الرئيس اليمني وقف القتال."
    found = {t.claim.type.value: t.lead for t in told(text)}
    assert found["ceasefire"]
    assert not found.get("appeal", False)


def test_those_told_by_whom_they_fight_are_no_clash_of_the_day() -> None:
    stories = "قتل جنديان في معارك مع المسلحين في درنة مساء السبت.\nوأعلن التحالف الذي يقاتل المسلحين هدنة في سرت."
    clashes = [t for t in told(stories) if t.claim.type is ClaimType.ARMED_CLASH]
    assert {t.claim.trigger.text.split()[-1]: t.background for t in clashes}.get("يقاتل", True)
    fighting = "وأعلن التحالف أن قواته تقاتل المسلحين في سرت."
    assert not any(t.background for t in told(fighting) if t.claim.type is ClaimType.ARMED_CLASH)
