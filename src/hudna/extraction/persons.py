"""How many persons words tell that hold no number: a name or singular is one, a dual two, a plural nobody knows."""

from __future__ import annotations

import re

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.knowledge.trie import Mention

_MANY = frozenset({"force", "unit", "group", "crowd", "source", "body", "civilians"})
_NAMED = frozenset({"killing", "assassination"})  # whose victim may be a name that the knowledge lacks
_PLURAL = re.compile("ات$|.{4}[وي]ن$|^ا..ا.$|اء$|^..ا..$")  # مدونات، صالحون، أبطال، أدباء، كوادر
_OF_MANY = frozenset({"بهم", "عليهم", "لهم", "منهم", "كبار", "ابرز", "بعض", "جميع", "كل", "سائر", "اهم"})
_ONE = frozenset("مصرعه مصرعها حتفه حتفها نحبه حياته حياتها متاثرا متاثره شهيدا قتيلا".split())
_TWO = frozenset("مصرعهما حتفهما نحبهما حياتهما شهيدين".split())


def persons(draft: Draft, p: Piece) -> int:
    """How many persons a phrase tells in the act of a draft; 0 where its words do not tell."""
    forms = [t.form for t in draft.scan.tokens[p.first : p.last]]
    if forms[0] in ("احد", "احدي") and len(forms) > 1:
        return 1  # أحد جنودها
    if _OF_MANY.intersection(forms):
        return 0
    suffix = draft.piece.mentions[0].suffix
    if p.first < draft.piece.first and suffix in ("ه", "هما"):  # مقتله، اعتقالهما
        return 1 if suffix == "ه" else 2
    agreed = _agreed(draft, p)
    head = next((m for m in p.mentions if m.first == p.first), None)
    if head is None:
        return agreed or 0
    n = _of_head(head, forms[0], p)
    return n if agreed is None else min(agreed, n or agreed)


def meant(draft: Draft) -> int:
    """How many persons a death's own words tell by a pronoun: قتلوه، مقتلها، لقي مصرعه."""
    forms = {t.form for t in draft.scan.tokens[draft.first : draft.last]}
    if forms & _ONE or forms & _TWO:
        return 1 if forms & _ONE else 2
    suffix = draft.piece.mentions[0].suffix
    noun = draft.piece.kind is Kind.EVENT and draft.type in _NAMED
    return {"ه": 1, "ها": int(noun), "هما": 2}.get(suffix, 0)


def _agreed(draft: Draft, p: Piece) -> int | None:
    """What a verb behind its subject tells: الشرطيان اللذان قُتلا; None where it tells nothing."""
    shape = draft.piece.mentions[0].shape
    if shape is None or shape.pos != "verb" or p.last > draft.first or draft.trigger.frame != "suffer":
        return None
    return {"3md": 2, "3fd": 2, "3mp": 0, "3fp": 0}.get(shape.person)


def _of_head(head: Mention, form: str, p: Piece) -> int:
    if head.kind == "actor":
        return int(head.entry.kind == "official")
    if head.kind not in ("class", "nisba") or head.shape is None:
        return 0
    if head.kind == "class" and (head.entry.kind in _MANY or form.endswith("ات")):
        return 0
    n = {"s": 1, "d": 2}.get(head.shape.number, 0)
    return 0 if n == 2 and p.prep == "من" else n  # رجال الأمن من العاملين: "-ين" is of many


def named_one(draft: Draft, p: Piece) -> int:
    """مقتل الفضلي, اغتيال فلان: a name, or a noun that the knowledge lacks, if it does not look like a plural."""
    forms = [t.form for t in draft.scan.tokens[p.first : p.last]]
    known = any(m.first == p.first or (m.first == p.first + 1 and _plural(m)) for m in p.mentions)
    led = bool(p.prep) and p.prep != "ل"
    if draft.type not in _NAMED or p.deed or p.kind is not Kind.NP or known or led or _agreed(draft, p) is not None:
        return 0
    if _OF_MANY.intersection(forms):
        return 0
    if len(forms) > 1 and not p.definite:
        return 1
    return int(_PLURAL.search(forms[0].removeprefix("ال")) is None)


def _plural(m: Mention) -> bool:
    return m.shape is not None and m.shape.number != "s"
