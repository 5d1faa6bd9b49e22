"""Fetching from servers on the loopback: redirects, slow, broken, changing, huge, and what must not be asked."""

import gzip
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from itertools import pairwise

import pytest
from intake_texts import CLASH, page, paragraphs
from loopback import Reply, html, moved, quick, serve

from hudna.intake.exchange import NotFetched
from hudna.intake.fetch import Fetcher, Request

PAGE = page(paragraphs(CLASH)).encode()


def fetch(url, settings=None, **request):
    with Fetcher(settings or quick()) as fetcher:
        return fetcher.get(Request(url, **request))


def test_a_page_comes_with_where_and_when_and_the_headers():
    with serve({"/a": html(PAGE, ETag='"1"')}) as site:
        found = fetch(site.url("/a#part"))
    assert found.answer.data == PAGE
    origin = found.origin()
    assert (origin.url, origin.status, origin.method) == (site.url("/a"), 200, "http")
    assert dict(origin.headers)["ETag"] == '"1"'
    assert origin.at.endswith("Z")


def test_it_says_who_it_is():
    with serve({"/a": html(PAGE)}) as site:
        fetch(site.url("/a"), quick(user_agent="hudna/test (desk@example.org)"))
        assert {a.headers["user-agent"] for a in site.asked} == {"hudna/test (desk@example.org)"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status):
    with serve({"/a": moved("/b", status), "/b": moved("c?x=1", status), "/c?x=1": html(PAGE)}) as site:
        found = fetch(site.url("/a"))
        assert found.answer.url == site.url("/c?x=1")
        assert found.asked == site.url("/a")


@pytest.mark.parametrize(
    ("routes", "reason"),
    [
        ({"/a": moved("/b"), "/b": moved("/a")}, "in a circle"),
        ({"/a": lambda a: moved("/a1")} | {f"/a{n}": moved(f"/a{n + 1}") for n in range(30)}, "redirects more than 8"),
        ({"/a": moved("file:///etc/passwd")}, "neither http nor https"),
        ({"/a": moved("http://user:word@127.0.0.1/")}, "user name"),
        ({"/a": moved("http://[bad/")}, "redirects to"),
        ({"/a": moved("http://10.0.0.1/")}, "private"),
        ({"/a": moved("http://[::ffff:169.254.169.254]/latest")}, "private"),
        ({"/a": moved("http://localhost:1/")}, "private"),
        ({"/a": Reply(b"", 404)}, "answered 404"),
        ({"/a": Reply(b"", 302)}, "answered 302"),
        ({"/a": Reply(b"x" * 10, headers={"Content-Type": "image/png"})}, "no page: image/png"),
        ({"/a": Reply(b"x" * (1 << 20) + b"x")}, "larger than 1 MB"),
        ({"/a": Reply(b"x", headers={"Content-Length": str(1 << 40)})}, "larger than 1 MB"),
        ({"/a": Reply(gzip.compress(b"\0" * (50 << 20)), headers={"Content-Encoding": "gzip"})}, "larger than 1 MB"),
        ({"/a": Reply(gzip.compress(PAGE)[:-20], headers={"Content-Encoding": "gzip"})}, "damaged answer"),
        ({"/a": Reply(b"x", headers={"Content-Encoding": "br"})}, "an encoding that was not asked for"),
        ({"/a": Reply(raw=(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",))}, "broke off"),
        ({"/a": Reply(raw=(b"nonsense\r\n\r\n",))}, "no sound answer"),
        ({"/a": Reply(raw=(b"HTTP/1.1 200 OK\r\n", b"X: " + b"y" * 100_000 + b"\r\n\r\n"))}, "no sound answer"),
        ({"/a": Reply(raw=(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",))}, "broke off|sound"),
        ({"/a": Reply(raw=(b"",))}, "hung up"),
        ({"/a": Reply(PAGE, pause=5)}, "took too long"),
        ({"/a": Reply(raw=(b"HTTP/1.1 200 OK\r\n\r\n", *[b"x"] * 100), pause=0.1)}, "took too long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_gives_nothing_is_told_with_its_reason_and_in_time(routes, reason):
    began = time.monotonic()
    with serve(routes) as site, pytest.raises(NotFetched, match=reason):
        fetch(site.url("/a"), quick(attempts=1))
    assert time.monotonic() - began < 6


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("identity", PAGE),
    ],
)
def test_encoded_answers_are_unpacked(encoding, body):
    with serve({"/a": Reply(body, headers={"Content-Encoding": encoding})}) as site:
        assert fetch(site.url("/a")).answer.data == PAGE


def test_no_connection_and_no_such_host_are_told():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(NotFetched, match="no connection"):
            fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/", quick(robots=False))
    with pytest.raises(NotFetched, match="no such host"):
        fetch("http://nothing.invalid/", quick(robots=False, attempts=1))


def test_a_passing_failure_is_tried_again_after_a_longer_pause_each_time():
    flaky = lambda asked: html(PAGE) if asked.number == 3 else Reply(b"", 503)  # noqa: E731
    with serve({"/a": flaky}) as site:
        assert fetch(site.url("/a"), quick(back_off=0.1)).answer.data == PAGE
        times = [a.at for a in site.asked if a.path == "/a"]
    first, second = times[1] - times[0], times[2] - times[1]
    assert first >= 0.08
    assert second >= 1.3 * first


def test_a_lasting_failure_is_not_tried_again():
    with serve({"/a": Reply(b"", 410)}) as site, pytest.raises(NotFetched, match="answered 410"):
        fetch(site.url("/a"))
    assert site.paths() == ["/a"]


def test_the_wait_that_a_server_asks_for_is_kept():
    busy = lambda asked: html(PAGE) if asked.number == 2 else Reply(b"", 429, {"Retry-After": "1"})  # noqa: E731
    with serve({"/a": busy}) as site:
        fetch(site.url("/a"))
        first, second = [a.at for a in site.asked if a.path == "/a"]
    assert second - first >= 0.95


def test_a_wait_longer_than_allowed_ends_the_attempts():
    with serve({"/a": Reply(b"", 503, {"Retry-After": "86400"})}) as site, pytest.raises(NotFetched, match="503"):
        fetch(site.url("/a"), quick(max_delay=0.2))
    assert site.paths() == ["/a"]


def test_requests_to_one_host_stand_apart_and_never_meet():
    with serve({f"/{n}": Reply(PAGE, pause=0.1) for n in range(4)}) as site:
        with Fetcher(quick(delay=0.2)) as fetcher:
            found = list(fetcher.get_all([Request(site.url(f"/{n}")) for n in range(4)]))
        assert [r.url for r, _ in found] == [site.url(f"/{n}") for n in range(4)]
        times = [a.at for a in site.asked if a.path != "/robots.txt"]
    assert min(b - a for a, b in pairwise(times)) >= 0.28


def test_hosts_are_asked_side_by_side():
    slow = {"/a": Reply(PAGE, pause=0.5)}
    with serve(slow) as one, serve(slow) as two, serve(slow) as three:
        began = time.monotonic()
        urls = [one.url("/a"), two.url("/a").replace("127.0.0.1", "localhost"), three.url("/a").replace("0.1", "0.2")]
        with Fetcher(quick(robots=False, allow_hosts=frozenset({"127.0.0.1", "localhost"}))) as fetcher:
            found = dict(fetcher.get_all(map(Request, urls)))
        assert time.monotonic() - began < 0.95
        assert isinstance(found[Request(urls[2])], NotFetched), "127.0.0.2 is not named by the setting"


def test_robots_txt_is_kept_read_once_and_its_delay_too():
    robots = Reply(b"User-agent: hudna\nDisallow: /no\nCrawl-delay: 0.3\n\nUser-agent: *\nDisallow: /\n")
    with serve({"/robots.txt": robots, "/a": html(PAGE), "/b": html(PAGE), "/no/c": html(PAGE)}) as site:
        with Fetcher(quick()) as fetcher:
            fetcher.get(Request(site.url("/a")))
            fetcher.get(Request(site.url("/b")))
            with pytest.raises(NotFetched, match=r"robots\.txt does not allow"):
                fetcher.get(Request(site.url("/no/c")))
        assert [a.path for a in site.asked] == ["/robots.txt", "/a", "/b"]
        assert site.asked[2].at - site.asked[1].at >= 0.3


@pytest.mark.parametrize(("reply", "allowed"), [(Reply(b"", 404), True), (Reply(b"", 403), True),
                                                (Reply(b"", 500), False), (Reply(b"", 429), False),
                                                (Reply(raw=(b"junk",)), False), (Reply(b"\xff\0junk"), True),
                                                (moved("/r"), True)])  # fmt: skip
def test_a_robots_txt_that_cannot_be_had_means_no_unless_there_is_none(reply, allowed):
    with serve({"/robots.txt": reply, "/r": Reply(b"User-agent: *\nAllow: /"), "/a": html(PAGE)}) as site:
        if allowed:
            assert fetch(site.url("/a")).answer.data == PAGE
        else:
            with pytest.raises(NotFetched, match=r"robots\.txt cannot be had"):
                fetch(site.url("/a"))
            assert site.paths() == []


def test_robots_txt_of_where_a_redirect_leads_is_kept_too():
    with serve({"/robots.txt": Reply(b"User-agent: *\nDisallow: /b"), "/b": html(PAGE)}) as closed:
        with serve({"/a": moved(closed.url("/b"))}) as site, pytest.raises(NotFetched, match=r"robots\.txt"):
            fetch(site.url("/a"))
        assert closed.paths() == []


def test_a_page_that_has_not_changed_is_not_sent_again():
    def changing(asked):
        return Reply(b"", 304) if asked.headers.get("if-none-match") == '"1"' else html(PAGE, ETag='"1"')

    with serve({"/a": changing}) as site:
        first = fetch(site.url("/a"))
        again = fetch(site.url("/a"), etag=first.answer.header("etag"), modified="Mon, 12 Mar 2018 10:00:00 GMT")
        assert again.unchanged
        assert not first.unchanged
        assert site.asked[-1].headers["if-modified-since"] == "Mon, 12 Mar 2018 10:00:00 GMT"


def test_a_host_that_never_answers_is_left_in_peace():
    with serve({"/a": Reply(raw=(b"",))}) as site, Fetcher(quick(robots=False, attempts=1)) as fetcher:
        for _ in range(3):
            with pytest.raises(NotFetched, match="hung up"):
                fetcher.get(Request(site.url("/a")))
        asked = len(site.paths())
        with pytest.raises(NotFetched, match="not asked for now"):
            fetcher.get(Request(site.url("/a")))
        assert len(site.paths()) == asked


def test_closing_ends_what_is_under_way():
    with serve({"/a": Reply(PAGE, pause=1.5)}) as site:
        fetcher = Fetcher(quick(robots=False))
        results = fetcher.get_all([Request(site.url("/a"))] * 20)
        next(results)
        began = time.monotonic()
        results.close()
        fetcher.close()
        assert time.monotonic() - began < 1


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl, which makes the certificate, is not installed")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path):
    key, cert = tmp_path / "key", tmp_path / "cert"
    options = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=127.0.0.1"
    named = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert]
    subprocess.run(["openssl", *options.split(), *named], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    with serve({"/a": html(PAGE)}, context) as site, pytest.raises(NotFetched, match="certificate is not valid"):
        fetch(site.url("/a").replace("http", "https"), quick(robots=False))
    assert site.asked == []
