"""Pages in HTML: articles, metadata, furniture."""

import gzip
import hashlib
import io
from datetime import date

import pytest
from intake_texts import ANTI_SPAM, CLASH, COMMENT_FORM, MENU, TALKS, page, paragraphs

from hudna.intake import NotReadable, Page, RawInput, Unreadable, page_from_bytes, read_pages

MENU_HTML = '<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/s">سياسة</a></li></ul></nav>'
COMMENTS = f'<div id="respond" class="comment-respond"><h3>ترك الرد</h3><form>{paragraphs(COMMENT_FORM)}</form></div>'
RELATED = (
    '<div class="related-posts"><h3>مواضيع ذات صلة</h3><ul><li><a>خبر أول</a></li><li><a>خبر ثان</a></li></ul></div>'
)
AROUND = COMMENTS + RELATED + paragraphs(ANTI_SPAM) + "<footer>جميع الحقوق محفوظة</footer>"


def read(html, **options):
    return page_from_bytes(html.encode(), **options)


def lines(text):
    return [line for line in text.split("\n") if line]


def test_the_story_is_left_and_furniture_gone():
    found = read(page(f"{MENU_HTML}<h1>اشتباكات في إدلب</h1>{paragraphs(CLASH)}{AROUND}"))
    assert [lines(s.text) for s in found.stories] == [["اشتباكات في إدلب", *lines(CLASH)]]


def test_several_articles_are_several_stories_with_their_headlines():
    body = (
        f"<article><h2>أول</h2>{paragraphs(CLASH)}</article><article><h2>ثان</h2>{paragraphs(TALKS)}</article>{AROUND}"
    )
    found = read(page(MENU_HTML + body))
    assert [lines(s.text) for s in found.stories] == [["أول", *lines(CLASH)], ["ثان", *lines(TALKS)]]
    assert [s.number for s in found.stories] == [0, 1]
    assert found.stories[1].start >= len(found.stories[0].text)


def test_cards_of_other_stories_are_no_stories():
    card = "<article><a href='/x'><h3>خبر آخر من الصفحة الأولى</h3></a><p>مقتطف قصير.</p></article>"
    found = read(page(f"<article>{paragraphs(CLASH)}</article>{card * 5}"))
    assert [lines(s.text) for s in found.stories] == [lines(CLASH)]


def test_two_stories_run_together_in_one_article_are_split():
    found = read(page(f"<article>{paragraphs(CLASH)}{paragraphs(TALKS)}</article>"))
    assert [lines(s.text) for s in found.stories] == [lines(CLASH), lines(TALKS)]


def test_broken_markup_is_read():
    html = f"<html><body><div><p>{CLASH.replace(chr(10) * 2, '<p>')}<b><i></div></b></table></span>"
    assert lines(read(html).stories[0].text) == lines(CLASH)


def test_a_class_that_only_sounds_like_furniture_keeps_its_story():
    found = read(page(f'<div class="has-sidebar share"><div class="content">{paragraphs(CLASH)}</div></div>'))
    assert lines(found.stories[0].text) == lines(CLASH)


def test_metadata_comes_from_the_page():
    head = (
        '<title>عنوان - موقع المثال</title><meta property="og:site_name" content="موقع المثال">'
        '<meta property="article:published_time" content="2018-03-12T23:10:00+03:00">'
        '<link rel="canonical" href="https://example.org/1">'
    )
    document = read(page(paragraphs(CLASH), head)).document
    assert (document.title, document.outlet, document.published, document.url) == (
        "عنوان",
        "موقع المثال",
        date(2018, 3, 12),
        "https://example.org/1",
    )


def test_metadata_from_json_ld():
    block = (
        '{"@graph":[{"@type":"NewsArticle","datePublished":"2019-05-06T01:02:03Z","publisher":{"name":"دار المثال"}}]}'
    )
    document = read(page(paragraphs(CLASH), f'<script type="application/ld+json">{block}</script>')).document
    assert (document.published, document.outlet) == (date(2019, 5, 6), "دار المثال")


def test_nothing_is_invented():
    html = page(
        paragraphs(CLASH) + "<p>وقعت المعركة الأولى في المنطقة عام 2012 بحسب السكان.</p><footer>© 2018</footer>"
    )
    document = read(html).document
    assert (document.title, document.outlet, document.published, document.url) == (None, None, None, None)


def test_a_byline_in_arabic_is_the_date():
    assert read(
        page(f"<h1>عنوان</h1><span>الاثنين 12 آذار/مارس 2018</span>{paragraphs(CLASH)}")
    ).document.published == date(2018, 3, 12)


def test_what_the_caller_says_stands_over_the_page():
    head = '<meta property="og:site_name" content="موقع"><meta property="article:published_time" content="2018-03-12">'
    options = {"published": date(2020, 2, 2), "outlet": "غيره", "url": "https://example.org/2"}
    document = read(page(paragraphs(CLASH), head), **options).document
    assert (document.published, document.outlet, document.url) == (date(2020, 2, 2), "غيره", "https://example.org/2")


def test_the_document_is_named_by_its_bytes_packed_or_not():
    data = page(paragraphs(CLASH)).encode()
    digest = hashlib.sha256(data).hexdigest()
    for given in (data, gzip.compress(data)):
        document = page_from_bytes(given).document
        assert (document.id, document.sha256) == (digest, digest)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-6"])
def test_encodings(encoding):
    found = page_from_bytes(page(f"<h1>اشتباكات</h1>{paragraphs(CLASH)}").encode(encoding))
    assert lines(found.stories[0].text) == ["اشتباكات", *lines(CLASH)]


def test_plain_text_stories_are_substrings_at_their_start():
    text = f"{MENU}\n\n{CLASH}\n\n{TALKS}\n\n{COMMENT_FORM}\n\n{ANTI_SPAM}\n"
    found = page_from_bytes(text.encode())
    assert [s.text for s in found.stories] == [CLASH, TALKS]
    assert all(text[s.start : s.start + len(s.text)] == s.text for s in found.stories)


def test_half_a_gzipped_page_is_read_and_the_byte_named():
    packed = gzip.compress("\n\n".join(f"{CLASH} {n * 7919}" for n in range(200)).encode())
    half = packed[: len(packed) // 2]
    found, report = read_pages(RawInput("a.txt.gz", stream=io.BytesIO(half)))
    assert isinstance(found, Page)
    assert report == Unreadable("a.txt.gz", f"byte {len(half)}", "gzip ends early")
    with pytest.raises(NotReadable, match="gzip ends early"):
        page_from_bytes(half)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        (page(MENU_HTML).encode(), "no running text"),
        (MENU.encode(), "nothing but menus"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "feed"),
        (b"The army said on Monday that it took the town.", "not Arabic: looks English"),
    ],
)
def test_what_has_no_story_is_refused_with_the_reason(data, reason):
    with pytest.raises(NotReadable, match=reason):
        page_from_bytes(data)
