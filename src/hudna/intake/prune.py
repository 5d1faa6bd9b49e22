"""Pruning a page's tree: by tag what is never a story, by class what calls itself furniture, by density links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_NEVER = (
    "script, style, noscript, template, nav, aside, footer, form, iframe, svg, button, select, textarea, object,"
    " embed, video, audio, canvas, dialog, figure figcaption small, [hidden], [aria-hidden=true], [role=navigation],"
    " [role=search], [role=complementary], [role=contentinfo], [role=banner]"
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|sharedaddy|social|comments?|commentlist|respond|related|recommended|more-news|most-read"
    r"|mostread|trending|sidebar|side-bar|menu|navbar|navigation|breadcrumbs?|newsletter|subscribe|subscription|cookies?"
    r"|gdpr|advert|advertisement|ads|promo|sponsored|banner|pagination|pager|tags?|tag-list|tagcloud|widget|popup|modal"
    r"|footer|copyright|akismet|jp-relatedposts|read-also|readmore|print-only|toolbar|ticker|author-box|rating"
    r"|disqus|addtoany|wpd-form|login)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LINK_SHARE = 0.6
_CONTENT = ("html", "body", "main", "article")
_KEEP_SHARE = 0.5  # an element with more than this share of the page's paragraphs is no furniture, whatever its class
_BLOCKS = "ul, ol, table, div, section, dl"
_BREAKING = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
        "tfoot", "th", "thead", "time", "tr", "ul",
    }
)  # fmt: skip


def prune(tree: LexborHTMLParser) -> None:
    """Removes menus, forms, share bars and the like from the tree, in place."""
    _drop([n for n in tree.css(_NEVER) if n.tag not in ("aside", "form") or not _holds_story(n)])
    body = tree.body
    if body is None:
        return
    whole = _paragraph_characters(body)
    named = [n for n in body.css("[class], [id]") if n.tag not in _CONTENT and _FURNITURE.search(_names(n))]
    _drop([n for n in named if _paragraph_characters(n) <= _KEEP_SHARE * whole])


def _names(node: LexborNode) -> str:
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"


def _drop(nodes: Sequence[LexborNode]) -> None:
    """Removes the nodes; one below another of them goes with it and must not be touched after."""
    doomed = {n.mem_id for n in nodes}
    for node in [n for n in nodes if not _below(n, doomed)]:
        node.decompose()


def _below(node: LexborNode, doomed: set[int]) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.mem_id in doomed:
            return True
        parent = parent.parent
    return False


def _holds_story(node: LexborNode) -> bool:
    """Some pages of the .NET kind stand in one form as a whole."""
    return node.css_first("article") is not None or _paragraph_characters(node) > 1_500


def _paragraph_characters(node: LexborNode) -> int:
    return sum(len(p.text()) for p in node.css("p"))


def drop_link_blocks(node: LexborNode) -> None:
    """Removes blocks whose words are mostly links: lists of other stories, tags, sections."""
    _drop([block for block in node.css(_BLOCKS) if block.mem_id != node.mem_id and _mostly_links(block)])


def _mostly_links(block: LexborNode) -> bool:
    links = block.css("a")
    if len(links) < 2:
        return False
    linked = sum(len(a.text().strip()) for a in links)
    return linked > _LINK_SHARE * len(block.text().strip())


def text_of(node: LexborNode) -> str:
    """The element's text with a line break where a browser would break, white space as it stands."""
    parts: list[str] = []
    for child in node.traverse(include_text=True):
        if child.tag == "-text":
            parts.append(" ".join((child.text_content or "").split()) + " ")
        elif child.tag in _BREAKING:
            parts.append("\n")
    return re.sub(r" *\n\s*", "\n", "".join(parts)).strip()
