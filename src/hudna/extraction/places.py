"""Finding places in a sentence: names with their class words and relative phrases, lists, borders and pointers.

One pass from left to right. A mention covers its relation ("40 كلم غرب"), its class word ("مدينة") and its name; the
proclitic of its first word stays outside. What a mention means on the map is `hudna.resolution.places`' matter; here it
only gets its candidates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from hudna.extraction.place_between import joined
from hudna.extraction.place_mention import PlaceMention
from hudna.extraction.place_phrases import core_at
from hudna.extraction.place_relations import may_open, named_side, relation_at
from hudna.extraction.place_scan import Core, Relation, Scan
from hudna.knowledge.gazetteer import Gazetteer, Licence, PlaceEntry, distance_km
from hudna.text.tokens import Token

__all__ = ["PlaceMention", "Relation", "char_span", "find_places"]

_LOCATING = frozenset({"في", "("})
_BESIDE_KM = 40.0
_COMMAS = frozenset({"،", ",", "-", "–", "/", "؛"})


def find_places(tokens: Sequence[Token], gazetteer: Gazetteer) -> list[PlaceMention]:
    """The places that a sentence names, in order.

    >>> from hudna.text.tokens import tokenize
    >>> [m.class_word for m in find_places(tokenize("قصف على حي القدم جنوب دمشق"), Gazetteer.load())]
    ['quarter', None]
    """
    scan = Scan(tokens, gazetteer)
    found: list[PlaceMention] = []
    readings = gazetteer.readings
    starts = [i for i, t in enumerate(tokens) if t.kind == "number" or (t.kind == "word" and readings(t.form))]
    last = 0
    for i in starts:
        if i >= last and (mention := _mention_at(scan, i)):
            found += (mention, *_list_items(scan, mention))
            last = found[-1].last
    return joined(scan, [_located(scan, m, after) for m, after in zip_longest(found, found[1:])])


def _located(scan: Scan, mention: PlaceMention, after: PlaceMention | None) -> PlaceMention:
    """An everyday word that is said to lie in a place is one that lies there: بحديثة في محافظة الأنبار."""
    if after is None or mention.licence is not Licence.CONTEXT or after.pointer or not after.candidates:
        return mention
    linked = after.first == mention.last and ("ب" in after.proclitic or after.relation is not None)
    if not linked and not (after.first == mention.last + 1 and scan.word(mention.last) in _LOCATING):
        return mention
    entries = scan.gazetteer.entries
    around = [entries[c] for c in after.candidates]
    there = tuple(c for c in mention.candidates if any(_lies_in(entries[c], e) for e in around))
    return replace(mention, candidates=there, licence=Licence.FREE) if there else mention


def _lies_in(place: PlaceEntry, around: PlaceEntry) -> bool:
    if place.id == around.id or around.level == "country":
        return False  # too wide to tell a name from a word
    if around.level == "admin1":
        return around.id in place.admin
    return distance_km((place.lat, place.lon), (around.lat, around.lon)) <= around.radius_km + _BESIDE_KM


def char_span(mention: PlaceMention, tokens: Sequence[Token]) -> tuple[int, int]:
    """The characters of a mention in the story, its first word without proclitics."""
    return tokens[mention.first].start + len(mention.proclitic), tokens[mention.last - 1].end


def _mention_at(scan: Scan, i: int) -> PlaceMention | None:
    opens = may_open(scan, i)
    if opens and (side := named_side(scan, i)) is not None:
        proclitic, core = side
        if scan.gazetteer.licence(scan.name(core), core.candidates) is Licence.FREE:
            return _built(scan, i, proclitic, core, None)
    if opens and (head := relation_at(scan, i)) is not None:
        proclitic, relation, j = head
        if behind := _core_behind(scan, relation, j):
            return _built(scan, i, proclitic, behind, relation)
        if relation.kind == "border" or (relation.kind == "direction" and relation.alone):
            return PlaceMention(
                i, j, i, j, proclitic, relation.of, relation, pointer=relation.alone, countries=relation.countries
            )
    for proclitic, rest in scan.readings(i):
        if (found := core_at(scan, i, rest)) and _allowed(scan, i, proclitic, found):
            return _built(scan, i, proclitic, found, None)
    return None


def _core_behind(scan: Scan, relation: Relation, j: int) -> Core | None:
    """The place that a relation stands to; only `ل` or `ب` may be fixed to it, and only where the relation asks."""
    if j >= len(scan.tokens):
        return None
    if (nested := relation_at(scan, j)) and nested[0] == "" and nested[1].kind == "border":
        _, border, end = nested
        return Core(end, j, end, countries=border.countries, border=True)
    for proclitic, rest in scan.readings(j):
        joins = proclitic == "" or proclitic == relation.joined
        if joins and (core := core_at(scan, j, rest)):
            return core
    return None


def _built(scan: Scan, i: int, proclitic: str, core: Core, relation: Relation | None) -> PlaceMention:
    last = core.last
    if relation is not None and relation.direction is None and (side := scan.side_adjectives(last)):
        relation, last = replace(relation, direction=side[0]), side[1]
    if relation is None and core.direction:
        relation = Relation("direction", core.direction)
    if core.border:
        relation = Relation("border", None, None, countries=core.countries)
    return PlaceMention(
        i, last, core.name_first, core.name_last, proclitic, core.class_word, relation, core.candidates, core.pointer,
        _licence(scan, i, proclitic, core, relation), False, core.plural, core.site, core.countries,
    )  # fmt: skip


def _licence(scan: Scan, i: int, proclitic: str, core: Core, relation: Relation | None) -> Licence:
    if core.class_word or core.pointer or core.countries:
        return Licence.FREE
    licence = scan.gazetteer.licence(scan.name(core), core.candidates)
    land = any(scan.gazetteer.entries[c].level == "country" for c in core.candidates)
    if licence is Licence.CONTEXT and land and (scan.cue_before(i) or set(proclitic) & set("بل")):
        return Licence.FREE  # مالي and the like after a preposition
    if licence is Licence.CONTEXT and relation and relation.kind in ("km", "countryside", "direction"):
        return Licence.COUNTRY
    return Licence.FREE if relation and licence is Licence.COUNTRY else licence


def _allowed(scan: Scan, i: int, proclitic: str, core: Core) -> bool:
    """Whether the words before a bare name leave it a place: no outlet, club, firm or person."""
    if core.pointer and core.class_word == "base" and scan.word(i - 1) in scan.words.sets["not_after"]:
        return False
    if core.class_word or core.pointer or core.countries:
        return True
    licence = scan.gazetteer.licence(scan.name(core), core.candidates)
    before = scan.bare(i - 1) if not proclitic else ""
    if proclitic and licence is not Licence.FREE and len(scan.name(core)) < 4:
        return False
    if licence is Licence.FREE:
        return before not in scan.words.sets["strong_not_after"]
    if before in scan.words.sets["not_after"] or before in scan.words.sets["given_names"]:
        return False
    return bool(set(proclitic) & set("بل")) or scan.cue_before(i) or scan.beside_name(i, core)


def _list_items(scan: Scan, head: PlaceMention) -> Iterator[PlaceMention]:
    """The further members of a list that `head` begins: "أحياء A وB وC", "بلدات جنوب دمشق (A، B، C)"."""
    j = head.last
    heads = head.plural and head.class_word is not None
    opened = False
    while j < len(scan.tokens):
        form = scan.tokens[j].form
        if form in ("(", "[", ":") and heads and not opened:
            opened, j = True, j + 1
            separated = True
        elif form in _COMMAS:
            separated, j = True, j + 1
        else:
            separated = False
        item = _list_item(scan, j, separated, head, heads)
        if item is None:
            return
        if heads:
            item = replace(item, licence=Licence.FREE)
        yield item
        j = item.last


def _list_item(scan: Scan, j: int, separated: bool, head: PlaceMention, heads: bool) -> PlaceMention | None:
    if j >= len(scan.tokens) or scan.tokens[j].kind != "word":
        return None
    for proclitic, rest in scan.readings(j):
        if proclitic not in (("", "و") if separated else ("و",)):
            continue
        core = core_at(scan, j, rest)
        if core and not (core.pointer and not core.class_word):
            if heads and core.class_word is None and core.candidates:
                core = scan.fitted(core, head.class_word)
            item = _built(scan, j, proclitic, core, None)
            return replace(item, listed=True)
    if heads and (unknown := scan.unknown(j, "و" if not separated else "", in_list=True)):
        proclitic, end = unknown
        return PlaceMention(j, end, j, end, proclitic, head.class_word, listed=True)
    return None
