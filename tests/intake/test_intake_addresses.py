"""Addresses that must never be asked, in every spelling; one spelling for each page."""

import socket

import pytest
from aiohttp.abc import AbstractResolver
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import html, moved, quick, serve

from hudna.intake import addresses
from hudna.intake.addresses import Refused, check, is_public, key
from hudna.intake.exchange import NotFetched
from hudna.intake.fetch import Fetcher, Request

CLOSED = quick(allow_hosts=frozenset(), robots=False, attempts=1)


class Answers(AbstractResolver):
    """A name server whose every answer is these numbers."""

    def __init__(self, *numbers):
        self.numbers = numbers

    async def resolve(self, host, port=0, family=socket.AF_INET):
        return [
            {
                "hostname": host,
                "host": number,
                "port": port,
                "family": socket.AF_INET6 if ":" in number else socket.AF_INET,
                "proto": 0,
                "flags": 0,
            }
            for number in self.numbers
        ]

    async def close(self):
        pass


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "localhost.", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1",
        "017700000001", "0", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
        "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[ff02::1]",
        "127。0。0。1", "①②⑦.⓪.⓪.①", "%31%32%37.0.0.1",
    ],
)  # fmt: skip
def test_no_spelling_of_a_private_address_is_asked(host):
    with serve({"/": html("secret")}) as site, Fetcher(CLOSED) as fetcher:
        with pytest.raises(NotFetched) as told:
            fetcher.get(Request(f"http://{host}:{site.port}/"))
        assert site.asked == []
    assert "not asked" in told.value.reason or "no such host" in told.value.reason


@pytest.mark.parametrize(
    "url",
    [
        "http://public@127.0.0.1:{port}/", "http://public:x@127.0.0.1:{port}/", "http://127.0.0.1:{port}\\@public/",
        "http://public#@127.0.0.1:{port}/", "http://127.0.0.1:{port}/ x", "http://127.0.0.1:{port}/\r\nHost: x",
        "ftp://127.0.0.1:{port}/", "file:///etc/passwd", "gopher://127.0.0.1:{port}/", "http:///etc", "http://",
        "http://127.0.0.1:99999/", "http://[::1/", "//127.0.0.1:{port}/", "http://" + "a" * 5_000,
    ],
)  # fmt: skip
def test_odd_addresses_are_refused(url):
    with serve({"/": html("secret")}) as site, Fetcher(CLOSED) as fetcher:
        with pytest.raises(NotFetched):
            fetcher.get(Request(url.format(port=site.port)))
        assert site.asked == []


@pytest.mark.parametrize("numbers", [("127.0.0.1",), ("::1",), ("::ffff:127.0.0.1",), ("10.0.0.1", "127.0.0.1")])
def test_a_public_name_that_leads_to_a_private_number_is_refused(numbers):
    with serve({"/": html("secret")}) as site, Fetcher(CLOSED, resolver=Answers(*numbers)) as fetcher:
        with pytest.raises(NotFetched, match="private, local or reserved"):
            fetcher.get(Request(f"http://news.example.org:{site.port}/"))
        assert site.asked == []


def test_a_redirect_to_a_private_number_is_refused_also_from_an_allowed_host():
    with serve({"/": html("secret")}) as inner:
        target = f"http://localhost:{inner.port}/"
        open_here = quick(allow_hosts=frozenset({"127.0.0.1"}))
        told = pytest.raises(NotFetched, match="private, local or reserved")
        with serve({"/a": moved(target)}) as site, Fetcher(open_here) as fetcher, told:
            fetcher.get(Request(site.url("/a")))
        assert inner.asked == []


def test_a_robots_txt_that_redirects_inside_is_refused():
    with serve({"/": html("secret")}) as inner:
        routes = {"/robots.txt": moved(f"http://localhost:{inner.port}/"), "/a": html("page")}
        with serve(routes) as site, Fetcher(quick()) as fetcher, pytest.raises(NotFetched, match="not asked"):
            fetcher.get(Request(site.url("/a")))
        assert inner.asked == []


def test_a_setting_may_name_a_host_and_its_port_alone():
    with serve({"/": html("a")}) as one, serve({"/": html("b")}) as two:
        with Fetcher(quick(robots=False, allow_hosts=frozenset({f"127.0.0.1:{one.port}"}))) as fetcher:
            assert fetcher.get(Request(one.url("/"))).answer.data == b"a"
            with pytest.raises(NotFetched, match="private"):
                fetcher.get(Request(two.url("/")))
        assert two.asked == []


def test_a_host_that_the_setting_names_opens_no_way_for_another_of_the_same_number():
    with serve({"/": html("secret")}) as site:
        with Fetcher(quick(robots=False), resolver=Answers("127.0.0.1")) as fetcher:
            assert fetcher.get(Request(site.url("/"))).answer.data == b"secret"
            with pytest.raises(NotFetched, match="private"):
                fetcher.get(Request(f"http://rebound.example.org:{site.port}/"))
        assert len(site.asked) == 1


def test_proxies_of_the_environment_are_not_used(monkeypatch):
    with serve({"/": html("secret")}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url())
        with Fetcher(CLOSED) as fetcher, pytest.raises(NotFetched):
            fetcher.get(Request("http://10.0.0.1:1/"))
        assert proxy.asked == []


@pytest.mark.parametrize("number", ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::808:808",
                                    "::ffff:8.8.8.8", "2002:808:808::1"])  # fmt: skip
def test_public_numbers_are_public(number):
    assert is_public(number)


@given(st.ip_addresses(v=4))
def test_a_number_is_as_public_inside_ipv6_as_by_itself(ip):
    if is_public(str(ip)):
        assert is_public(f"::ffff:{ip}")
    else:
        packed = int(ip)
        for number in (f"::ffff:{ip}", f"64:ff9b::{ip}", f"2002:{packed >> 16:x}:{packed & 0xFFFF:x}::1", f"::{ip}"):
            assert not is_public(number)


@given(st.ip_addresses())
def test_what_the_standard_library_calls_private_is_never_public(ip):
    if ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_unspecified:
        assert not is_public(str(ip)) or getattr(ip, "ipv4_mapped", None) or ip.version == 6


@given(st.text())
def test_what_is_no_number_is_not_public(text):
    if not text.replace(".", "").replace(":", "").isalnum():
        assert not is_public(text)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_checked_or_refused(text):
    for url in (text, f"http://{text}", f"http://example.org/{text}"):
        try:
            found = check(url)
        except Refused:
            continue
        assert check(found) == found
        assert isinstance(key(found), str)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "HTTPS://EXAMPLE.org:443/a#x"),
        ("https://example.org/a?b=1&c=2", "https://example.org/a?c=2&b=1&utm_source=feed&utm_medium=rss"),
        ("https://example.org/a", "https://example.org/a?fbclid=xyz"),
        ("https://example.org/خبر", "https://example.org/%D8%AE%D8%A8%D8%B1"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/a", "http://example.org/a"),
    ],
)
def test_one_page_has_one_key(one, other):
    assert key(one) == key(other)


def test_pages_that_differ_have_keys_that_differ():
    urls = ["https://example.org/?p=1", "https://example.org/?p=2", "https://example.org/a", "https://example.org/A"]
    assert len({key(u) for u in urls}) == 4


def test_only_http_looks_like_an_address():
    assert addresses.looks_address("HTTP://x")
    assert not addresses.looks_address("file.html")
    assert not addresses.looks_address("ftp://x")
