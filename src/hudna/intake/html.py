"""HTML to stories: prune furniture, take the articles apart, drop blocks of links, extract the text, fall back.

The hybrid measured best on Arabic pages: selectolax prunes, several `<article>`s are split, link-dense blocks are
dropped, then trafilatura reads what is left; where it finds little, the paragraphs are taken as they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborHTMLParser

from . import published
from .outlets import one_line, outlet_of
from .prune import drop_link_blocks, prune, text_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LOOKS = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|article|div|p|table|meta|section|span|main|h1|br)[\s/>]", re.IGNORECASE
)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]", re.S)
_LEAST_ARTICLE = 160  # characters outside links from which an `<article>` is a story rather than a card
_FALLBACK_BELOW = 0.4  # of the characters that stand in paragraphs


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a page has: its metadata, and the text of each article, headline first, a paragraph a line."""

    title: str | None
    outlet: str | None
    published: date | None
    url: str | None
    articles: tuple[str, ...]


def looks_html(text: str) -> bool:
    """Whether a text is markup of a page: it starts with a tag or holds tags of a page near its start."""
    tags = len(_LOOKS.findall(text[:20_000]))
    return tags >= 3 or (tags >= 1 and text.lstrip("\ufeff \t\r\n").startswith("<"))


def looks_feed(text: str) -> bool:
    """Whether a text is a feed or a site map: lists of pages, not a page."""
    return bool(_FEED.match(text[:2_000]))


def extract(html: str, url: str | None = None) -> Extracted:
    """The page's articles and metadata; no articles when it has no running text."""
    tree = LexborHTMLParser(html)
    address = url or _own_address(tree)
    title, outlet, day = _title(tree), outlet_of(tree, address), published.from_html(tree, html)
    prune(tree)
    day = day or published.from_lines(_top_lines(tree))
    articles = _articles(tree)
    texts = [text for node in articles if (text := _article_text(node))]
    if len(texts) == 1:
        texts = [_with_headline(texts[0], title)]
    return Extracted(title, outlet, day, address, tuple(texts))


def _own_address(tree: LexborHTMLParser) -> str | None:
    for selector, attribute in (('link[rel="canonical"]', "href"), ('meta[property="og:url"]', "content")):
        node = tree.css_first(selector)
        value = (node.attributes.get(attribute) or "").strip() if node is not None else ""
        if value.startswith(("http://", "https://")):
            return value
    return None


def _title(tree: LexborHTMLParser) -> str | None:
    """og:title, the only `<h1>`, or `<title>` without the outlet behind its last bar."""
    node = tree.css_first('meta[property="og:title"]')
    if node is not None and (title := one_line(node.attributes.get("content"))):
        return title
    headings = [t for n in tree.css("h1") if (t := one_line(n.text()))]
    if len(headings) == 1:
        return headings[0]
    node = tree.css_first("title")
    title = one_line(node.text()) if node is not None else None
    return re.split(r"\s+[|»–—-]\s+", title)[0] if title else None


def _top_lines(tree: LexborHTMLParser) -> list[str]:
    """Lines above and just below the headline, where bylines stand."""
    body = tree.body
    lines = [line for raw in text_of(body).split("\n") if (line := raw.strip())] if body is not None else []
    return lines[:40]


def _articles(tree: LexborHTMLParser) -> list[LexborNode]:
    """The articles that tell something, outermost; the body when there are none."""
    outermost = [n for n in tree.css("article") if not _inside_article(n)]
    told = [n for n in outermost if _is_story(n)]
    body = tree.body
    if told:
        return told
    return [body] if body is not None else []


def _inside_article(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.tag == "article":
            return True
        parent = parent.parent
    return False


def _is_story(node: LexborNode) -> bool:
    linked = sum(len(a.text()) for a in node.css("a"))
    everything = len(node.text())
    return everything - linked >= _LEAST_ARTICLE and linked < everything / 2


def _article_text(node: LexborNode) -> str:
    drop_link_blocks(node)
    headline = _headline(node)
    html = f"<html><body><article>{node.html}</article></body></html>"
    text = _by_trafilatura(html)
    paragraphs = _paragraphs(node)
    if len(text) < _FALLBACK_BELOW * sum(map(len, paragraphs)) or not text:
        text = "\n".join(paragraphs) or text_of(node)
    return _with_headline(_clean(text), headline)


def _headline(node: LexborNode) -> str | None:
    found = node.css_first("h1") or (node.css_first("h2") if node.tag == "article" else None)
    return one_line(found.text()) if found is not None else None


def _with_headline(text: str, headline: str | None) -> str:
    """The text under its headline, once: many pages repeat it in the body."""
    if not text or not headline or headline in text[: len(headline) + 400]:
        return text
    return f"{headline}\n{text}"


def _by_trafilatura(html: str) -> str:
    import trafilatura  # loads lxml and more (0.3 s): only when a page is read

    options: dict[str, Any] = {"fast": True, "include_comments": False, "include_tables": True}
    try:
        return trafilatura.extract(html, output_format="txt", favor_recall=True, **options) or ""
    except Exception:  # a third-party parser on hostile input; the fallback below reads the paragraphs
        return ""


def _paragraphs(node: LexborNode) -> list[str]:
    wanted = node.css("h1, h2, h3, h4, p, blockquote, li")
    return [line for n in wanted if (line := " ".join(n.text().split()))]


def _clean(text: str) -> str:
    return "\n".join(line for raw in text.split("\n") if (line := " ".join(raw.split()).removeprefix("- ")))
