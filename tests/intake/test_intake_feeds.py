"""Feeds: RSS, Atom, RDF, site maps, sound and broken; and what an address leads to."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_texts import CLASH, TALKS, page, paragraphs
from loopback import Reply, html, moved, quick, serve

from hudna.intake import feeds
from hudna.intake.opening import open_bytes
from hudna.intake.origin import Method, Origin, Taken
from hudna.intake.take import pages, take


def rss(*items, title="وكالة الريف"):
    return (f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
            f"<channel><title>{title}</title>{''.join(items)}</channel></rss>").encode()  # fmt: skip


def item(link, day="Mon, 12 Mar 2018 23:30:00 +0300", content="", title="خبر"):
    body = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else "<description>موجز</description>"
    return f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{day}</pubDate>{body}</item>"


def story(text, head=""):
    return html(page(f"<article>{paragraphs(text)}</article>", head))


def got(names, **settings):
    found = list(take(names, quick(**settings)))
    return [f for f in found if isinstance(f, Taken)], [f for f in found if not isinstance(f, Taken)]


def test_rss_entries():
    feed = feeds.parse(rss(item("/a"), item("https://other.org/b?x=1&amp;y=2")), "https://example.org/rss")
    assert feed.title == "وكالة الريف"
    first, second = feed.entries
    assert (first.url, first.title, first.published) == ("https://example.org/a", "خبر", date(2018, 3, 12))
    assert second.url == "https://other.org/b?x=1&y=2"


def test_atom_rdf_and_site_maps():
    atom = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>tag:1</id>
    <title>T</title><link rel="alternate" href="https://example.org/1"/><published>2018-03-12T23:30:00+03:00</published>
    </entry></feed>"""
    rdf = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc=
    "http://purl.org/dc/elements/1.1/" xmlns="http://purl.org/rss/1.0/"><item rdf:about="https://example.org/1">
    <title>T</title><link>https://example.org/1</link><dc:date>2018-03-12</dc:date></item></rdf:RDF>"""
    sitemap = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>
    <loc>https://example.org/1</loc><lastmod>2018-03-12</lastmod></url></urlset>"""
    for data in (atom, rdf, sitemap):
        assert feeds.looks_feed(data)
        (entry,) = feeds.parse(data).entries
        assert (entry.url, entry.published) == ("https://example.org/1", date(2018, 3, 12))


def test_a_feed_cut_off_gives_its_entries_and_its_fault():
    feed = feeds.parse(rss(item("https://example.org/a"), item("https://example.org/b"))[:-60])
    assert feed.entries[0].url == "https://example.org/a"
    assert "broken XML" in feed.fault


def test_entities_that_multiply_end_soon():
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    feeds.parse(f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{lol}]><rss><channel><title>&l11;'.encode())


@pytest.mark.parametrize(
    "bomb",
    [
        b"<a>" * 500_000,
        b"<item " + b" ".join(b'a%d="x"' % n for n in range(100_000)) + b">",
        b"<item><title>x</title></item>" * 60_000,
        b"<item><description>" + b"<" * 100_000,
        b"<item><description>" + b"&" * 100_000,
        b"<item><description><![CDATA[" * 20_000,
        b"<item><pubDate>" + b"1" * 100_000 + b"</pubDate></item>",
        b"<!--" * 100_000,
    ],
    ids=lambda bomb: bomb[:12].decode(),
)
def test_feeds_made_to_hang_end_soon(bomb):
    began = time.monotonic()
    list(open_bytes(b"<rss><channel>" + bomb, Origin("x", None, Method.FILE, "2026-01-01T00:00:00Z")))
    assert time.monotonic() - began < 8


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_feed_is_read(junk):
    feeds.parse(b"<rss><channel><item><link>" + junk)


def test_a_feed_leads_to_its_pages_each_once_with_what_it_tells():
    with serve({}) as site:
        own = '<meta property="article:published_time" content="2018-03-11">'
        site.routes |= {
            "/rss": Reply(rss(item("/a"), item("/b?utm_source=rss"), item("/b"), item("/gone")), headers={}),
            "/a": story(CLASH),
            "/b?utm_source=rss": story(TALKS, own),
        }
        taken, problems = got([site.url("/rss")])
        assert sorted(site.paths()) == ["/a", "/b?utm_source=rss", "/gone", "/rss"]
    (a,), (b,) = (list(pages(t)) for t in taken)
    assert (a.document.published, a.document.outlet) == (date(2018, 3, 12), "وكالة الريف")
    assert b.document.published == date(2018, 3, 11), "what the page says stands over what the feed says"
    assert a.document.url == site.url("/a")
    assert [(p.name, p.reason) for p in problems] == [(site.url("/gone"), "answered 404 Not Found")]


def test_the_text_in_the_feed_is_taken_where_the_page_cannot_be_had():
    with serve({}) as site:
        site.routes["/rss"] = Reply(rss(item("/gone", content=paragraphs(CLASH))))
        taken, problems = got([site.url("/rss")])
    (found,) = pages(taken[0])
    assert found.stories[0].text.endswith(CLASH.split("\n\n")[-1])
    assert found.document.url == site.url("/gone")
    assert problems[0].reason.endswith("its text in the feed is taken")


def test_a_feed_in_a_file_asks_nobody():
    data = rss(item("https://example.invalid/a", content=paragraphs(CLASH)), item("https://example.invalid/b"))
    first, second = open_bytes(data, Origin("rss.xml", None, Method.FILE, "2026-01-01T00:00:00Z"))
    assert first.origin.url == "https://example.invalid/a"
    assert second.place == "entry 2"


def links(*paths):
    return "".join(f'<a href="{p}">{p}</a>' for p in paths)


@pytest.mark.parametrize(("depth", "asked"), [(0, ["/"]), (1, ["/", "/a", "/b"]), (2, ["/", "/a", "/b", "/c"])])
def test_links_are_followed_as_deep_as_asked_on_the_same_host(depth, asked):
    with serve({}) as site:
        home = paragraphs(CLASH) + links(
            "/a", "b", "/a#x", "https://example.invalid/", "/p.jpg", "mailto:x", "http://["
        )
        site.routes |= {
            "/": html(page(home)),
            "/a": html(page(paragraphs(TALKS) + links("/c", "/"))),
            "/b": html(page(paragraphs(TALKS) + '<a rel="nofollow" href="/d">d</a>')),
            "/c": story(CLASH),
        }
        taken, problems = got([site.url("/")], depth=depth)
        assert sorted(site.paths()) == asked
    assert len(taken) == len(asked)
    assert problems == []


def test_the_number_of_addresses_has_an_end_that_is_told():
    with serve({}) as site:
        site.routes["/rss"] = Reply(rss(*(item(f"/{n}") for n in range(50))))
        site.routes |= {f"/{n}": story(CLASH) for n in range(50)}
        taken, problems = got([site.url("/rss")], max_pages=11)
    assert len(taken) == 10
    assert [p.reason for p in problems] == ["more than 11 addresses: 40 were left out"]


def test_pages_of_an_address_are_read_as_what_they_turn_out_to_be():
    with serve({"/a": moved("/b"), "/b": story(CLASH), "/x.jsonl": Reply(b'{"id": "1", "text": "x"}\n{"id"')}) as site:
        taken, _ = got([site.url("/a"), site.url("/x.jsonl")])
    assert [t.line for t in taken] == [None, 1, 2]
    assert taken[0].origin.url == site.url("/b")


def test_a_site_map_of_site_maps_leads_to_the_pages():
    with serve({}) as site:
        site.routes |= {
            "/sitemap.xml": Reply(
                f"<sitemapindex><sitemap><loc>{site.url('/1.xml')}</loc></sitemap></sitemapindex>".encode()
            ),
            "/1.xml": Reply(f"<urlset><url><loc>{site.url('/a')}</loc></url></urlset>".encode()),
            "/a": story(CLASH),
        }
        taken, problems = got([site.url("/sitemap.xml")])
    assert [t.origin.url for t in taken] == [site.url("/a")]
    assert problems == []


def test_what_is_cut_out_of_an_answer_does_not_pass_for_one():
    with serve({}) as site:
        site.routes["/rss"] = Reply(rss(item("/gone", content=paragraphs(CLASH))))
        (taken,), _ = got([site.url("/rss")])
    assert (taken.origin.status, taken.origin.headers) == (None, ())
    assert (taken.raw_origin.status, taken.raw_origin.url) == (200, site.url("/rss"))


def test_a_warc_by_its_address_gives_its_pages():
    from test_intake_warc import write

    with serve({"/a.warc.gz": Reply(write(3)[0])}) as site:
        taken, problems = got([site.url("/a.warc.gz")])
    assert [t.origin.url for t in taken] == [f"https://example.org/{n}" for n in range(3)]
    assert problems == []
