"""Telegram exports and channel pages: a page a message, with its day, its channel and its address."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_texts import CLASH, TALKS

from hudna.intake.opening import open_bytes
from hudna.intake.origin import Method, Origin, Taken
from hudna.intake.take import pages

ORIGIN = Origin("result.json", None, Method.FILE, "2026-01-01T00:00:00Z")


def message(number, text, **more):
    return {"id": number, "type": "message", "date": f"2018-03-{number:02}T23:30:00", "text": text, **more}


def export(*messages, **more):
    return {"name": "أخبار الريف", "type": "public_channel", "id": 1234, "messages": list(messages), **more}


def opened(told, indent=1):
    return list(open_bytes(json.dumps(told, ensure_ascii=False, indent=indent).encode(), ORIGIN))


@pytest.mark.parametrize("indent", [None, 1])
def test_messages_become_pages(indent):
    styled = ["أفاد ", {"type": "bold", "text": "ناشطون"}, CLASH[4:], {"type": "link", "text": "https://example.org"}]
    told = export({"id": 1, "type": "service", "action": "create_channel"}, message(12, CLASH), message(13, styled))
    first, second = opened(told, indent)
    (page,) = pages(first)
    assert page.document.published == date(2018, 3, 12)
    assert page.document.outlet == "أخبار الريف"
    assert page.document.url == "https://t.me/c/1234/12"
    assert page.stories[0].text == CLASH
    assert json.loads(first.raw)["id"] == 12
    assert second.data.decode().startswith("أفاد ناشطون")


def test_messages_without_text_are_left_out_and_the_forwarded_name_their_first_publisher():
    told = export(message(1, ""), message(2, [], photo="x.jpg"), message(3, CLASH, forwarded_from="قناة أخرى"))
    (only,) = opened(told)
    assert ("Forwarded-From", "قناة أخرى") in only.origin.headers


def test_an_export_of_all_chats_gives_the_messages_of_each():
    told = {"about": "x", "personal_information": {}, "chats": {"about": "x", "list": [
        export(message(1, CLASH)), export(message(2, TALKS), name="أخرى", id=5)]}}  # fmt: skip
    assert [t.outlet for t in opened(told)] == ["أخبار الريف", "أخرى"]


def test_broken_messages_and_exports_are_reported():
    found = opened(export(7, None, message(1, CLASH), ["x"], message(2, 5), {"id": 1}))
    assert sum(isinstance(f, Taken) for f in found) == 1
    assert [f.place for f in found if not isinstance(f, Taken)] == ["message 1", "message 2", "message 4"]
    data = json.dumps(export(message(1, CLASH)), indent=1).encode()
    (problem,) = open_bytes(data[: len(data) // 2], ORIGIN)
    assert "a broken Telegram export" in problem.reason


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_end_of_an_export_is_read_or_reported(junk):
    list(open_bytes(b'{\n "name": "x",\n "messages": [' + junk, ORIGIN))


CHANNEL = """<!DOCTYPE html><html><body><div class="tgme_channel_info_header_title"><span>أخبار الريف</span></div>
<div class="tgme_widget_message_wrap"><div class="tgme_widget_message js-widget_message" data-post="reef/12">
 <a class="tgme_widget_message_owner_name"><span>أخبار الريف</span></a>
 <a class="tgme_widget_message_reply"><div class="tgme_widget_message_metatext js-message_reply_text">رد سابق</div></a>
 <div class="tgme_widget_message_text js-message_text" dir="auto">{first}</div>
 <span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="https://t.me/reef/12">
 <time datetime="2018-03-12T08:00:00+00:00" class="time">08:00</time></a></span></div></div>
<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="reef/13">
 <a class="tgme_widget_message_photo_wrap"></a></div></div>
<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="reef/14">
 <div class="tgme_widget_message_forwarded_from"><a class="tgme_widget_message_forwarded_from_name">قناة أخرى</a></div>
 <div class="tgme_widget_message_text js-message_text">{second}</div><time datetime="2018-03-13T08:00:00+00:00"></time>
</div></div></body></html>"""


def test_a_channel_page_gives_its_messages():
    data = CHANNEL.format(first=CLASH.replace("\n\n", "<br/><br/>"), second=TALKS).encode()
    first, second = open_bytes(data, ORIGIN)
    (page,) = pages(first)
    assert page.document.url == "https://t.me/reef/12"
    assert page.document.published == date(2018, 3, 12)
    assert page.document.outlet == "أخبار الريف"
    assert page.stories[0].text == CLASH
    assert first.raw == data
    assert ("Forwarded-From", "قناة أخرى") in second.origin.headers


def test_an_export_as_html_gives_its_messages():
    data = f"""<!DOCTYPE html><html><body><div class="history">
    <div class="message service" id="message1"><div class="body details">12 March 2018</div></div>
    <div class="message default clearfix" id="message2"><div class="body"><div class="pull_right date details"
     title="12.03.2018 10:00:00 UTC+02:00">10:00</div><div class="from_name">أخبار الريف</div>
     <div class="text">{CLASH}</div></div></div></div></body></html>""".encode()
    (taken,) = open_bytes(data, ORIGIN)
    assert (taken.published, taken.outlet) == (date(2018, 3, 12), "أخبار الريف")
    assert taken.data.decode().split() == CLASH.split()
