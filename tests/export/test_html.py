"""The page: whole in itself, the story's text unchanged in it, each claim's card linked with its words."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from by_hand import CLAIMS, EMPTY, READING, TEXT

from hudna.export.html import page
from hudna.export.labels import Lang


class Seen(HTMLParser):
    """Collects what the tests look at: stories' texts without the numbers, ids, links, classes of marks, nesting."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        self.marked: dict[str, str] = {}
        self.tags: list[tuple[str, str]] = []
        self.open: list[tuple[str, str]] = []
        self.void = {"meta", "br"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        self.tags.append((tag, str(given)))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag not in self.void:
            self.open.append((tag, given.get("class", "")))
        if given.get("class") == "text":
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [c for _, c in self.open]
        if "text" in classes and "n" not in classes:
            self.texts[-1] += data
            if self.open[-1][0] == "span":
                self.marked[data] = classes[-1]


def parsed(lang: Lang = Lang.EN, **options: bool) -> Seen:
    seen = Seen()
    seen.feed("".join(page([READING, EMPTY], lang, **options)))
    assert seen.open == []
    return seen


@pytest.mark.parametrize("lang", list(Lang))
def test_the_story_is_shown_unchanged(lang: Lang) -> None:
    assert parsed(lang).texts == [*TEXT.split("\n"), EMPTY.text]


def test_parts_are_marked_in_place() -> None:
    marked = parsed().marked
    assert marked["قصفت"].split() == ["m", "k-trigger", "c1", "b", "e"]
    assert marked["مدنيين"].split()[:4] == ["m", "k-target", "u1-figure", "c1"]
    assert marked["بلدة الغنطو"].split()[1] == "k-place"


def test_cards_and_words_are_linked_both_ways() -> None:
    seen = parsed()
    assert len(set(seen.ids)) == len(seen.ids)
    inner = {link[1:] for link in seen.links if link.startswith("#")}
    assert inner <= set(seen.ids)
    for n in range(1, len(CLAIMS) + 1):
        assert {f"s1-{n}", f"s1-w{n}"} <= inner


def test_nothing_outside_is_asked_for_and_no_script_runs() -> None:
    html = "".join(page([READING]))
    assert "<script" not in html
    assert not re.search(r"<(?:link|img|iframe|script|object|embed)\b|@import|url\(", html)
    assert "default-src 'none'" in html
    assert [u for u in re.findall(r'https?://[^"<\s]+', unescape(html)) if "example.org" not in u] == []


def test_hostile_text_is_text() -> None:
    from dataclasses import replace

    bad = replace(READING, document=replace(READING.document, url="javascript:alert(1)", outlet="<img src=x>"))
    html = "".join(page([bad]))
    assert "javascript:" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_control_characters_are_replaced() -> None:
    from dataclasses import replace

    html = "".join(page([replace(EMPTY, text="قصف\x00\ud800")]))
    assert "قصف\ufffd\ufffd" in html


def test_labels_follow_the_language() -> None:
    assert '<html lang="ar" dir="rtl">' in "".join(page([READING], Lang.AR))
    assert "غير مؤكَّد" in "".join(page([READING], Lang.AR))
    assert "unconfirmed" in "".join(page([READING]))


def test_explain_unfolds_the_rules() -> None:
    assert "<details open>" in "".join(page([READING], explain=True))
    assert "shelling.by-hand" in "".join(page([READING]))
