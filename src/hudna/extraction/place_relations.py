"""Relations of places: distances, directions, nearness, countryside, borders. Each reads at one token."""

from __future__ import annotations

from hudna.extraction.place_scan import PERPENDICULAR, SIDE_NOUNS, Core, Relation, Scan
from hudna.knowledge.gazetteer import BORDER_WORDS, DIRECTIONS

_DASHES = frozenset({"-", "–", "ـ"})
_BOUND_DIRECTIONS = frozenset({"شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"})
_OF = frozenset({"من", "عن"})
_CITY_PARTS = frozenset({"الاحياء", "الضواحي", "المداخل", "الاطراف", "المشارف", "المدخل"})
_PARTS = frozenset({"الجزء", "الجانب", "الطرف", "القسم", "الجهه", "الضاحيه", "المدخل", "الاطراف", "الريف", "الاحياء",
                    "المناطق", "المنطقه", "الاجزاء", "القري", "المدن", "الضواحي", "المداخل", "المحور", "الجبهه",
                    "المحافظات", "الساحل", "الحدود", "الاقليم", "البلدات", "الولايات", "المشارف",
                    "التخوم"})  # fmt: skip


def may_open(scan: Scan, i: int) -> bool:
    """May a side or a relation begin at `i`: a number, a direction, a part of a place, a word like قرب?"""
    openers = scan.words.sets["openers"]
    return scan.tokens[i].kind == "number" or any(r in openers or r in _PARTS for _, r in scan.readings(i))


def named_side(scan: Scan, i: int) -> tuple[str, Core] | None:
    """A side of a country that is an entry of its own: "جنوب اليمن", "الأحياء الشرقية من حلب"."""
    for proclitic, rest in scan.readings(i):
        if rest in _PARTS or rest in scan.words.sets["openers"]:
            end, ids = scan.match(i, rest)
            if end > i + 1:
                return proclitic, Core(end, i, end, None, ids)
    return None


def relation_at(scan: Scan, i: int) -> tuple[str, Relation, int] | None:
    """A relation phrase at `i`: (proclitic, relation, the token where its place begins)."""
    if scan.tokens[i].kind == "number":
        return _distance(scan, i)
    for proclitic, rest in scan.readings(i):
        if rest in BORDER_WORDS and (border := border_at(scan, i, rest)):
            return proclitic, *border
        if found := side_of(scan, i, rest):
            return proclitic, *found
        if found := _worded(scan, i, rest):
            return proclitic, *found
    return None


def _distance(scan: Scan, i: int) -> tuple[str, Relation, int] | None:
    """ "40 كلم غرب", "15 كيلومتراً إلى الشمال من", "20 كم عن"."""
    try:
        number = float(scan.tokens[i].form.replace(",", ".").replace("٬", "").rstrip("%"))
    except ValueError:
        return None
    for n in (2, 1):
        unit = tuple(t.form for t in scan.tokens[i + 1 : i + 1 + n])
        if unit in scan.words.units:
            j, km = i + 1 + n, number * scan.words.units[unit]
            break
    else:
        return None
    if scan.word(j) in ("الي", "الى"):
        j += 1
    if j < len(scan.tokens) and (side := _side(scan, j, scan.word(j))):
        direction, j = side
        if scan.word(j) in _OF:
            j += 1
        return "", Relation("km", direction, km, joined="ل"), j
    if scan.word(j) in _OF:
        nested = relation_at(scan, j + 1) if j + 1 < len(scan.tokens) else None
        if nested and nested[1].kind == "border":
            return None
        return "", Relation("km", None, km), j + 1
    return None


def _side(scan: Scan, i: int, form: str) -> tuple[str, int] | None:
    """A direction of one or two words at `i`, the first read as `form`: ("nw", end)."""
    if form not in DIRECTIONS:
        return None
    side, second = DIRECTIONS[form], scan.word(i + 1)
    if second in DIRECTIONS and (both := PERPENDICULAR.get((side, DIRECTIONS[second]))):
        return both, i + 2
    return side, i + 1


def side_of(scan: Scan, i: int, form: str) -> tuple[Relation, int] | None:
    """ "شمال شرقي X", "الشمال الشرقي من X", "المناطق الشمالية من X", "الشمال السوري"."""
    if form in DIRECTIONS and form in _BOUND_DIRECTIONS:
        side = _side(scan, i, form)
        assert side is not None
        return Relation("direction", side[0]), scan.skip_quotes(side[1])
    if form in SIDE_NOUNS:
        side = _side(scan, i, form)
        assert side is not None
        direction, j = side
        if (iso := scan.gazetteer.nisbas.get(scan.word(j))) and scan.word(j).startswith("ال"):
            return Relation("direction", direction, countries=(iso,), alone=True), j + 1
        if scan.word(j) in _OF:
            return Relation("direction", direction), j + 1
        if scan.word(j) in ("المحتل", "والشمال", "والجنوب"):
            return None
        if scan.word(i - 1) in ("في", "من", "الي", "الى") or scan.word(i) != form:
            return Relation("direction", direction, alone=True, joined="ل"), j
        return None
    if form in _PARTS and (side := scan.side_adjectives(i + 1)):
        direction, j = side
        kind = "countryside" if form == "الريف" else "direction"
        if (iso := scan.gazetteer.nisbas.get(scan.word(j))) and scan.word(j).startswith("ال"):
            return Relation("direction", direction, countries=(iso,), alone=True), j + 1
        if scan.word(j) == "من":
            return Relation(kind, direction), j + 1
        return Relation(kind, direction, joined="ل", alone=True, of="city" if form in _CITY_PARTS else None), j
    return None


def _worded(scan: Scan, i: int, form: str) -> tuple[Relation, int] | None:
    """Relation words: ريف، أطراف، محيط، قرب، بالقرب من، وسط."""
    if form not in scan.words.sets["relating"]:
        return None
    for n in (3, 2, 1):
        forms = scan.forms(i, form, n)
        if len(forms) < n:
            continue
        phrase = tuple(forms)
        if phrase in scan.words.relations:
            kind, radius = scan.words.relations[phrase]
            return Relation(kind, radius_km=radius), scan.skip_quotes(i + n)
        if n > 1 and forms[-1].startswith("ل") and (*forms[:-1], "ل") in scan.words.relations:
            kind, radius = scan.words.relations[(*forms[:-1], "ل")]
            return Relation(kind, radius_km=radius, joined="ل"), i + n - 1
    return None


def border_at(scan: Scan, i: int, form: str) -> tuple[Relation, int] | None:
    """ "الحدود السورية التركية", "الحدود مع لبنان", "حدود تركيا", "الشريط الحدودي"."""
    nisbas = scan.gazetteer.nisbas
    j = i + 1
    if form == "الشريط":
        if scan.word(j) not in ("الحدودي", "الساحلي"):
            return None
        j += 1
    direction = None
    if side := scan.side_adjectives(j):
        direction, j = side
    countries: list[str] = []
    while len(countries) < 2:
        word = scan.word(j)
        k = j + 1 if word in _DASHES else j
        word = scan.word(k)
        iso = nisbas.get(word) or (nisbas.get(word[1:]) if word.startswith("و") and countries else None)
        if iso is None or "ال" not in word[:3]:
            break
        countries.append(iso)
        j = k + 1
    if scan.word(j) in ("مع", "بين") or (form == "حدود" and not countries):
        j, countries = _border_countries(scan, j + (scan.word(j) in ("مع", "بين")), countries)
    if side := scan.side_adjectives(j):
        direction, j = side
    if form == "حدود" and not countries:
        return None
    if form == "الحدوديه" and not countries:
        return None
    return Relation("border", direction, countries=tuple(countries), alone=True), j


def _border_countries(scan: Scan, j: int, countries: list[str]) -> tuple[int, list[str]]:
    while j < len(scan.tokens) and len(countries) < 2:
        for proclitic, rest in scan.readings(j):
            end, ids = scan.match(j, rest)
            land = next((c for c in ids if scan.gazetteer.entries[c].level == "country"), None)
            if land and proclitic in ("", "و"):
                countries.append(land)
                j = end
                break
        else:
            break
        if scan.word(j) == "مع":
            j += 1
    return j, countries
