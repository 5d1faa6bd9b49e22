"""From place mentions to gazetteer entries and points.

Two passes over a story. The first counts which countries it is about (countries named, adjectives of nationality, towns
that only one country has) and settles what is certain; the second weighs every candidate by its country's share, the
parent stated beside it, the distance to what is settled, level and size. Relative phrases become a point with a radius
(`hudna.resolution.offsets`), pointers what they point at; what stays open keeps no point and all its candidates.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from hudna.extraction.place_mention import PlaceMention
from hudna.knowledge.gazetteer import SETTLED, Gazetteer, Licence, PlaceEntry, distance_km
from hudna.model import Name
from hudna.resolution.between import between
from hudna.resolution.offsets import border_point, related_point
from hudna.resolution.outside import kept_inside
from hudna.resolution.place import ResolvedPlace, Story
from hudna.resolution.unknown_places import INNER, POINTABLE_KM, about, remembered, within
from hudna.text.tokens import Token, fold_phrase

_LEVEL_WEIGHT = {"country": 2.2, "city": 1.6, "region": 1.5, "admin1": 1.2, "camp": 1.0, "base": 1.0, "airport": 1.0,
                 "crossing": 1.0, "town": 0.9, "area": 0.8, "site": 0.7, "water": 2.0, "quarter": 0.6, "admin2": 0.6,
                 "village": 0.4, "settlement": 0.5}  # fmt: skip
_SIDES = {"n": "شمال", "s": "جنوب", "e": "شرق", "w": "غرب"}
_KINGDOMS = frozenset({"SA", "JO", "BH", "MA"})
_CLEAR_VOTES = 1.5
_COUNTRY_SHARE = 0.3  # of the votes of the country that the story is most about
_SMALL = frozenset({"quarter", "site", "village", "area"})
_LISTED_KM = 60.0  # an everyday word in a list of places is one only if it lies near them
# What a definite class noun means in stories on a country when nothing before it fits: القطاع، الإقليم، الضفة.
_POINTS_ALONE = frozenset({"city", "town", "village", "quarter", "camp", "governorate", "province", "region",
                           "district", "capital", "settlement"})  # fmt: skip
_USUAL = {"strip": (("PS", "ps-gaza-strip"), ("IL", "ps-gaza-strip")), "region": (("IQ", "iq-kurdistan-region"),)}
_WITHIN = frozenset({"في", "(", "،", ",", "التابعه", "التابع", "ضمن", "داخل", "من", "-"})
_POINTED = {
    "city": {"city", "town"}, "town": {"town", "village", "city", "quarter"}, "village": {"village", "town"},
    "quarter": {"quarter"}, "camp": {"camp"}, "governorate": {"admin1", "city"}, "province": {"admin1", "city"},
    "region": {"region", "admin1"}, "strip": {"region"}, "district": {"admin2", "town", "city"}, "base": {"base"},
    "settlement": {"settlement", "village"}, "airport": {"airport"}, "crossing": {"crossing"},
}  # fmt: skip


def resolve_places(
    mentions_by_sentence: Sequence[Sequence[PlaceMention]],
    tokens_by_sentence: Sequence[Sequence[Token]],
    gazetteer: Gazetteer,
    *,
    country_hint: str | None = None,
) -> list[list[ResolvedPlace]]:
    """The places of a story, a list a sentence; mentions whose licence is not given are left out.

    `country_hint` is the ISO-2 code of the country that the story is likely about; it weighs less than one naming.
    """
    story = Story(gazetteer)
    if country_hint:
        story.vote(country_hint, 0.5)
    for mentions, tokens in zip(mentions_by_sentence, tokens_by_sentence, strict=True):
        _count(story, mentions, tokens)
    anchors: dict[int, list[PlaceEntry]] = defaultdict(list)
    for number, entry in _anchors(story, mentions_by_sentence):
        anchors[number].append(entry)
    out = []
    for number, (mentions, tokens) in enumerate(zip(mentions_by_sentence, tokens_by_sentence, strict=True)):
        near = [e for n in (number - 1, number, number + 1) for e in anchors.get(n, ())]
        out.append(_resolve_sentence(story, mentions, tokens, near))
    return out


# ── first pass ───────────────────────────────────────────────────────────────────────────────────────────────────


def _count(story: Story, mentions: Sequence[PlaceMention], tokens: Sequence[Token]) -> None:
    """Votes for the countries that a sentence speaks of, and the names that it licenses."""
    entries, nisbas = story.gazetteer.entries, story.gazetteer.nisbas
    for token in tokens:
        if (iso := nisbas.get(token.form)) or (token.form[0] in "ول" and (iso := nisbas.get(token.form[1:]))):
            story.vote(iso, 0.5)
    for m in _ends(mentions):
        lands = {entries[c].country for c in m.candidates}
        if m.licence is Licence.FREE and len(lands) == 1:
            level = min((entries[c].level for c in m.candidates), key=lambda v: -_LEVEL_WEIGHT.get(v, 0.5))
            story.vote(lands.pop(), 1.0 if level in ("country", "city", "admin1", "region") else 0.7)
        if m.licence is Licence.FREE and m.candidates and (m.class_word or m.listed):
            story.licensed.add(_name(m, tokens))


def _ends(mentions: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Mentions, each between two places as the two."""
    for m in mentions:
        yield m
        if m.second is not None:
            yield m.second


def _name(m: PlaceMention, tokens: Sequence[Token]) -> str:
    forms = [t.form for t in tokens[m.name_first : m.name_last]]
    if forms and m.name_first == m.first and m.proclitic:
        rest = forms[0][len(m.proclitic) :]
        forms[0] = "ال" + rest[1:] if m.proclitic.endswith("ل") and rest.startswith("ل") else rest
    return " ".join(forms)


def _anchors(story: Story, by_sentence: Sequence[Sequence[PlaceMention]]) -> Iterator[tuple[int, PlaceEntry]]:
    """Settled places: free names with one settled candidate in the countries of the story."""
    entries = story.gazetteer.entries
    for number, mentions in enumerate(by_sentence):
        for m in _ends(mentions):
            if m.licence is not Licence.FREE or not m.candidates:
                continue
            settled = [entries[c] for c in m.candidates if entries[c].level in SETTLED]
            fit = [e for e in settled if story.share(e.country) >= 0.3]
            if len(fit) == 1:
                yield number, fit[0]


# ── second pass ──────────────────────────────────────────────────────────────────────────────────────────────────


def _resolve_sentence(
    story: Story, mentions: Sequence[PlaceMention], tokens: Sequence[Token], near: list[PlaceEntry]
) -> list[ResolvedPlace]:
    kept = [m for m in mentions if _licensed(story, m, tokens, near)]
    out: list[ResolvedPlace] = []
    for i, m in enumerate(kept):
        parent = _parent(story, m, kept[i + 1] if i + 1 < len(kept) else None, tokens)
        beside = out[-1] if m.listed and out else None
        place = _resolve(story, m, parent, beside, near)
        if place.lat is None and not m.relation and (m.site or not m.pointer):
            place = within(story, place, parent, out, near)
            place = remembered(story, place, _name(m, tokens)) or about(story, place, out)
        if place.lat is None and m.pointer and m.class_word not in _POINTS_ALONE:
            continue  # السوق, القطاع, القاعدة with nothing to point at say no place
        out.append(place)
        if not _is_side(story, place, tokens):
            story.done.append(place)
    return out


def _is_side(story: Story, place: ResolvedPlace, tokens: Sequence[Token]) -> bool:
    """أنقرة تتوجس: a capital that no word places is a government, and no later البلدة points at it."""
    m = place.mention
    bare = m.class_word is None and m.relation is None and not m.pointer and not set(m.proclitic) & set("بل")
    land = place.admin[0] if place.admin else ""
    if not bare or place.place_id != story.gazetteer.capitals.get(land):
        return False
    before = tokens[m.first - 1].form if m.first else ""
    return before not in story.gazetteer.words.sets["place_cues"]


def _licensed(story: Story, m: PlaceMention, tokens: Sequence[Token], near: list[PlaceEntry]) -> bool:
    if m.licence is Licence.FREE:
        return True
    entries = [story.gazetteer.entries[c] for c in m.candidates]
    if _name(m, tokens) in story.licensed:
        return True
    if m.licence is Licence.COUNTRY:
        return any(story.share(e.country) >= _COUNTRY_SHARE for e in entries)
    last = [(p.lat, p.lon) for p in story.done[-1:] if p.lat is not None and p.lon is not None]
    around = [(o.lat, o.lon) for o in near] + last
    return m.listed and any(distance_km((e.lat, e.lon), o) < _LISTED_KM for e in entries for o in around)


def _parent(story: Story, m: PlaceMention, follower: PlaceMention | None, tokens: Sequence[Token]) -> PlaceEntry | None:
    """The place that a mention is said to lie in or by: "X في Y", "X (محافظة Y)", "X شمال Y", "بمدينة Y"."""
    if follower is None or not follower.candidates or (follower.listed and not follower.class_word):
        return None
    gap = [t.form for t in tokens[m.last : follower.first]]
    linked = (not gap and (follower.proclitic == "ب" or follower.relation is not None)) or (
        len(gap) == 1 and gap[0] in _WITHIN and follower.proclitic in ("", "ب") and not follower.pointer
    )
    if not linked:
        return None
    entries = [story.gazetteer.entries[c] for c in follower.candidates]
    if follower.class_word in ("governorate", "province"):
        entries = [e for e in entries if e.level == "admin1"] or entries
    return max(entries, key=lambda e: _weight(story, e))


def _weight(story: Story, e: PlaceEntry) -> float:
    size = math.log10(e.population + 10) / 5
    ours = 0.3 if e.source == "hudna" else 0.0
    return _LEVEL_WEIGHT.get(e.level, 0.5) + size + ours + 3.0 * story.share(e.country)


def _score(
    story: Story, e: PlaceEntry, m: PlaceMention, parent: PlaceEntry | None, beside: ResolvedPlace | None,
    near: list[PlaceEntry],
) -> tuple[float, str]:  # fmt: skip
    """How well a candidate fits, and what spoke for it most."""
    parts = {"size": _weight(story, e) - 3.0 * story.share(e.country), "country": 3.0 * story.share(e.country)}
    if m.class_word in ("governorate", "province", "region", "strip") and e.level in ("admin1", "region"):
        parts["class"] = 2.0
    if m.class_word == "district" and e.level == "admin2":
        parts["class"] = 0.5
    if e.level == m.class_word:
        parts["class"] = 1.0
    if e.level == "region" and m.class_word is None and m.relation is None:
        parts["class"] = 1.2  # غزة alone is the Strip
    if m.class_word is None:
        parts["licence"] = -0.8 * e.licence  # الرياض alone is the capital before a village
    if e.level == "country" and m.class_word in (None, "country"):
        parts["class"] = 1.5
    if m.relation and m.relation.kind == "countryside" and e.level == "admin1":
        parts["class"] = -0.7
    if parent is not None:
        parts["parent"] = 4.0 if _inside(e, parent) else 0.0
    if beside is not None and beside.lat is not None and beside.lon is not None:
        parts["listed"] = 2.0 * math.exp(-distance_km((e.lat, e.lon), (beside.lat, beside.lon)) / 60)
    around = [distance_km((e.lat, e.lon), (o.lat, o.lon)) for o in near if o.id not in m.candidates]
    if around:
        parts["near"] = 1.5 * math.exp(-min(around) / 60)
    return sum(parts.values()), max(parts, key=lambda k: parts[k])


def _inside(e: PlaceEntry, parent: PlaceEntry) -> bool:
    if e.id == parent.id:
        return False
    if parent.level == "country":
        return e.country == parent.id
    if parent.level == "admin1" and parent.id in e.admin:
        return True
    return distance_km((e.lat, e.lon), (parent.lat, parent.lon)) <= parent.radius_km + 15


def _resolve(
    story: Story, m: PlaceMention, parent: PlaceEntry | None, beside: ResolvedPlace | None, near: list[PlaceEntry]
) -> ResolvedPlace:
    if m.relation and m.relation.kind == "border":
        return _border(story, m, parent)
    if m.second is not None:
        first = replace(m, relation=None, second=None)
        other = _resolve(story, m.second, parent, _resolve(story, first, parent, beside, near), near)
        return between(m, _resolve(story, first, parent, other, near), other)
    if m.pointer:
        return _pointer(story, m)
    if parent is not None and parent.level in SETTLED and m.class_word in INNER:
        inner = tuple(c for c in m.candidates if _inside(story.gazetteer.entries[c], parent))
        if not inner:
            return _open(m)  # a quarter of another town
        m = replace(m, candidates=inner)
    candidates = tuple(c for c in m.candidates if not _far_off(story, story.gazetteer.entries[c]))
    scored = sorted(
        ((*_score(story, story.gazetteer.entries[c], m, parent, beside, near), c) for c in candidates), reverse=True
    )
    if not scored:
        return _open(m)
    entry = story.gazetteer.entries[scored[0][2]]
    method = scored[0][1] if len(scored) > 1 else "class" if m.class_word else "name"
    place = _placed(story, m, entry, method, parent)
    return replace(place, alternatives=tuple(c for _, _, c in scored[1:6]))


def _far_off(story: Story, e: PlaceEntry) -> bool:
    """A small place of a country that the story does not name, while it names others clearly."""
    named = story.most >= _CLEAR_VOTES
    return named and e.level in _SMALL and not story.share(e.country)


def _placed(
    story: Story, m: PlaceMention, entry: PlaceEntry, method: str, parent: PlaceEntry | None = None
) -> ResolvedPlace:
    lat, lon, radius = entry.lat, entry.lon, entry.radius_km
    level, place_id = entry.level, entry.id
    if m.relation:
        point = related_point(entry, m.relation, story.gazetteer)
        lat, lon, radius = kept_inside(point, entry, m.relation, parent)
        method = f"{method}+{m.relation.kind}" + ("+clipped" if (lat, lon, radius) != point else "")
    if m.site and entry.level != "site" and m.class_word not in (None, entry.level):
        level, method = "site", f"{method}+site"
    return ResolvedPlace(m, place_id, Name(entry.en, entry.ar), lat, lon, level, radius, entry.admin, method)


def _open(m: PlaceMention) -> ResolvedPlace:
    return ResolvedPlace(m, None, None, None, None, m.class_word, None, (), "open", m.candidates)


def _border(story: Story, m: PlaceMention, parent: PlaceEntry | None) -> ResolvedPlace:
    """A stretch of border: the one in the place stated beside it, else all of it between the two countries."""
    assert m.relation is not None
    if parent is not None and parent.level != "country":
        radius = parent.radius_km + 10
        return ResolvedPlace(m, None, None, parent.lat, parent.lon, "border", radius, parent.admin, "border")
    direction = m.relation.direction
    point = border_point(m.relation.countries, story.top(), direction, story.gazetteer)
    if point is None:
        return _open(m)
    return ResolvedPlace(m, None, None, *point[:2], "border", point[2], m.relation.countries[:1], "border")


def _named_corner(story: Story, land: PlaceEntry, side: str | None) -> PlaceEntry | None:
    """جنوب غربي البلاد: the region named after that corner of the country, if the gazetteer has one."""
    if side is None or len(side) != len("sw"):
        return None
    sides = [f"{_SIDES[side[0]]} {_SIDES[side[1]]}{end}" for end in ("", "ي")]
    names = (" ".join(fold_phrase(f"{words} {name}")) for words in sides for name in (land.ar, *land.aliases))
    found = (story.gazetteer.entries[i] for name in names for i in story.gazetteer.names.get(name, ()))
    return next((e for e in found if e.country == land.id and e.level == "region"), None)


def _pointer(story: Story, m: PlaceMention) -> ResolvedPlace:
    """What a definite noun alone points at: the story's country, its capital, or the last place of that class."""
    top = story.top()
    side = m.relation is not None and m.relation.alone and m.class_word is None
    if side or m.class_word in ("country", "kingdom") or (m.plural and m.class_word != "quarter"):
        land = next((c for c in (*m.countries, *(m.relation.countries if m.relation else ()), *top)), None)
        if m.class_word == "kingdom":
            land = next((c for c in top if c in _KINGDOMS), "SA")
        entry = story.gazetteer.entries.get(land) if land else None
        corner = _named_corner(story, entry, m.relation.direction) if entry and m.relation else None
        if corner is not None:
            return _placed(story, replace(m, relation=None), corner, "pointer")
        return _placed(story, m, entry, "pointer") if entry else _open(m)
    if m.class_word == "capital":
        capitals = story.gazetteer.capitals
        capital = next((capitals[c] for c in (*m.countries, *top) if c in capitals), None)
        return _placed(story, m, story.gazetteer.entries[capital], "pointer") if capital else _open(m)
    meant = _pointed_at(story, m)
    if meant is None:
        usual = next((i for c, i in _USUAL.get(m.class_word or "", ()) if story.share(c) >= 0.3), None)
        return _placed(story, m, story.gazetteer.entries[usual], "pointer") if usual else _open(m)
    entry = story.gazetteer.entries.get(meant.place_id or "")
    if m.relation and entry:
        return _placed(story, m, entry, "pointer")
    return replace(meant, mention=m, method="pointer", alternatives=())


def _pointed_at(story: Story, m: PlaceMention) -> ResolvedPlace | None:
    """The last place, from the mention backwards, that the pointer's class fits."""
    levels = _POINTED.get(m.class_word or "", set())
    for place in reversed(story.done):
        if place.lat is None or place.level in ("country", "border") or (place.radius_km or 0) > POINTABLE_KM:
            continue
        if place.admin and not story.share(place.admin[0]):
            continue
        if place.mention.class_word == m.class_word and not place.mention.plural:
            return place
        if m.class_word == "area" or (place.level in levels and place.mention.relation is None):
            return place
    return None
