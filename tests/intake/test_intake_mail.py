"""Mails: the body, mails inside, attachments; malformed ones never fail."""

from datetime import date
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_texts import CLASH, TALKS, page, paragraphs

from hudna.intake.mail import looks_mail
from hudna.intake.opening import open_bytes
from hudna.intake.origin import Method, Origin, Taken
from hudna.intake.take import pages

ORIGIN = Origin("a.eml", None, Method.FILE, "2026-01-01T00:00:00Z")


def mail(text=CLASH, html=None, **headers):
    message = EmailMessage()
    told = {"From": "وكالة الريف <news@example.org>", "To": "desk@example.org", "Subject": "اشتباكات قرب المعرة",
            "Date": "Mon, 12 Mar 2018 23:30:00 +0300", "Message-ID": "<1@example.org>", **headers}  # fmt: skip
    for name, value in told.items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def opened(message):
    data = message if isinstance(message, bytes) else message.as_bytes()
    return list(open_bytes(data, ORIGIN))


def test_a_mail_becomes_a_page():
    message = mail()
    (taken,) = opened(message)
    (found,) = pages(taken)
    assert found.document.title == "اشتباكات قرب المعرة"
    assert found.document.outlet == "وكالة الريف"
    assert found.document.published == date(2018, 3, 12)
    assert found.stories[0].text == CLASH
    assert taken.raw == message.as_bytes()
    assert taken.origin.item == "mid:1@example.org"


def test_html_is_read_where_the_plain_text_says_nothing():
    (taken,) = opened(mail("اعرض الرسالة في المتصفح", html=page(paragraphs(CLASH))))
    (found,) = pages(taken)
    assert found.stories[0].text == CLASH.replace("\n\n", "\n")
    (plain,) = opened(mail(CLASH, html=page(paragraphs(TALKS))))
    assert plain.data.decode().strip() == CLASH


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-6", "utf-8"])
@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_charsets_and_codings(charset, coding):
    message = mail(None)
    message.set_content(CLASH.replace("،", ","), charset=charset, cte=coding)
    (taken,) = opened(message)
    assert taken.data.decode().strip() == CLASH.replace("،", ",")


def test_attached_texts_and_mails_are_read_and_other_files_reported():
    message = mail()
    message.add_attachment(page(paragraphs(TALKS)), subtype="html", filename="talks.html")
    message.add_attachment(mail(TALKS, Subject="مرفق", **{"Message-ID": "<2@example.org>"}))
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="بيان.pdf")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    found = opened(message)
    taken = [f for f in found if isinstance(f, Taken)]
    problems = [f.reason for f in found if not isinstance(f, Taken)]
    assert problems == ["an attachment that is no text: بيان.pdf"]
    assert sorted(t.title for t in taken) == ["اشتباكات قرب المعرة"] * 2 + ["مرفق"]
    assert len({t.origin.name for t in taken}) == 3


def test_malformed_headers_never_fail():
    data = mail().as_bytes()
    for broken in (
        b"Subject: =?utf-8?b?2KfYtNiq=?=\xff\xfe",
        b"Date: yesterday",
        b"From: \xd9\x82 <<>>@",
        b"Content-Type: ;;",
    ):
        (taken,) = opened(broken + b"\n" + data)
        assert isinstance(taken, Taken)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_mail_is_read_or_reported(junk):
    for data in (b"From: a\nTo: b\nSubject: c\n" + junk, b"From: a\nTo: b\nMIME-Version: 1.0\n"
                 b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" + junk + b"\n--x--"):  # fmt: skip
        for found in opened(data):
            if isinstance(found, Taken):
                list(pages(found))


def test_mails_in_mails_without_end_are_reported():
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000))
    found = opened(b"From: a\nTo: b\nSubject: c\nMIME-Version: 1.0\n" + deep)
    assert not any(isinstance(f, Taken) for f in found)
    assert found


def test_a_story_that_starts_with_a_word_and_a_colon_is_no_mail():
    assert not looks_mail(b"Damascus: story\n\nFrom: here")
    assert not looks_mail(CLASH.encode())
