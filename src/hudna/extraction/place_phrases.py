"""The phrases that place names stand in: class words, relations, borders, adjectives of nationality.

Each function reads at one token and answers with what stands there and where it ends, or None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hudna.knowledge.gazetteer import BORDER_WORDS, DIRECTIONS, ClassForm, Gazetteer, PlaceWords
from hudna.text.tokens import Token

_QUOTES = frozenset("\"“”«»'‘’()")
_DASHES = frozenset({"-", "–", "ـ"})
_OPPOSITE = {frozenset("ns"), frozenset("ew")}
_PERPENDICULAR = {("n", "e"): "ne", ("n", "w"): "nw", ("s", "e"): "se", ("s", "w"): "sw",
                  ("e", "n"): "ne", ("w", "n"): "nw", ("e", "s"): "se", ("w", "s"): "sw"}  # fmt: skip
_BOUND_DIRECTIONS = frozenset({"شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي"})
_SIDE_NOUNS = frozenset({"الشمال", "الجنوب", "الشرق", "الغرب"})
_OF = frozenset({"من", "عن"})
_CITY_PARTS = frozenset({"الاحياء", "الضواحي", "المداخل", "الاطراف", "المشارف", "المدخل"})
_PARTS = frozenset({"الجزء", "الجانب", "الطرف", "القسم", "الجهه", "الضاحيه", "المدخل", "الاطراف", "الريف", "الاحياء",
                    "المناطق", "المنطقه", "الاجزاء", "القري", "المدن", "الضواحي", "المداخل", "المحور", "الجبهه",
                    "المحافظات", "الساحل", "الحدود", "الاقليم", "البلدات", "الولايات", "المشارف", "التخوم"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """How a place stands to the one named: kind is direction, near, outskirts, countryside, middle, inside, off, km, border."""

    kind: str
    direction: str | None = None
    km: float | None = None
    radius_km: float = 0.0
    countries: tuple[str, ...] = ()
    alone: bool = False  # may stand without a name: في الجنوب
    joined: str = ""  # the proclitic that the name behind may carry: الشرقية لحلب
    of: str | None = None  # the class of place that it is a side of when it stands alone: الأحياء الشرقية


@dataclass(frozen=True, slots=True)
class Core:
    """A name with its class word, a pointer, or a territory by nationality; ends before token `last`."""

    last: int
    name_first: int
    name_last: int
    class_word: str | None = None
    candidates: tuple[str, ...] = ()
    pointer: bool = False
    plural: bool = False
    site: bool = False
    direction: str | None = None
    countries: tuple[str, ...] = ()
    border: bool = False


@dataclass(slots=True)
class Scan:
    """A sentence's tokens with the gazetteer that reads them."""

    tokens: Sequence[Token]
    gazetteer: Gazetteer

    @property
    def words(self) -> PlaceWords:
        return self.gazetteer.words

    def readings(self, i: int) -> tuple[tuple[str, str], ...]:
        return self.gazetteer.readings(self.tokens[i].form)

    def word(self, i: int) -> str:
        return self.tokens[i].form if 0 <= i < len(self.tokens) else ""

    def bare(self, i: int) -> str:
        """The word at `i`, without a conjunction if that makes it a known guard or cue word."""
        form = self.word(i)
        if form in _QUOTES:
            form = self.word(i - 1)
        sets = self.words.sets
        for rest in (form, form[1:] if form[:1] in "وف" else "", form[1:] if form[:1] in "بل" else "", form[2:]):
            if rest and (rest in sets["not_after"] or rest in sets["place_cues"] or rest in sets["given_names"]):
                return rest
        return form

    def cue_before(self, i: int) -> bool:
        return self.bare(i - 1) in self.words.sets["place_cues"]

    def hashtag(self, i: int) -> bool:
        return False

    def name(self, core: Core) -> str:
        forms = [t.form for t in self.tokens[core.name_first : core.name_last]]
        if forms:
            first = next((r for _, r in self.readings(core.name_first) if self.gazetteer.match([r, *forms[1:]])[0]), None)
            forms[0] = first or forms[0]
        return " ".join(forms)

    def beside_name(self, i: int, core: Core) -> bool:
        """A name set off by a comma or bracket before and behind counts as standing in an enumeration of places."""
        return self.word(core.last) in ("(",) or self.word(i - 1) in ("(", "،", ",", ":", "/") or i == 0

    def forms(self, i: int, rest: str, limit: int) -> list[str]:
        """`rest` and the forms of the word tokens directly behind `i`, at most `limit` words."""
        out = [rest]
        for t in self.tokens[i + 1 : i + limit]:
            if t.kind not in ("word", "number"):
                break
            out.append(t.form)
        return out

    def match(self, i: int, rest: str) -> tuple[int, tuple[str, ...]]:
        """(token behind the name, candidates) of the longest name at `i`, whose first form is `rest`."""
        longest = self.gazetteer.longest.get(rest, 0)
        if not longest:
            return i, ()
        n, ids = self.gazetteer.match(self.forms(i, rest, longest))
        return i + n, ids

    def skip_quotes(self, i: int) -> int:
        while self.word(i) in _QUOTES and self.word(i) not in "()":
            i += 1
        return i

    def is_stop(self, i: int) -> bool:
        """Whether the word at `i` cannot be (part of) an unknown name."""
        if not 0 <= i < len(self.tokens) or self.tokens[i].kind != "word":
            return True
        form, sets = self.tokens[i].form, self.words.sets
        if form in sets["stops"] or form in self.words.classes or form in self.gazetteer.nisbas or len(form) < 3:
            return True
        if form in DIRECTIONS or form in BORDER_WORDS or (form[0] == "و" and form[1:] in sets["stops"]):
            return True
        return form[0] in "يت" and len(form) > 3 and form[1] not in "ا" and not form.endswith("ه") and form[0] == "ي"

    def unknown(self, i: int, proclitic: str = "", *, in_list: bool = False) -> tuple[str, int] | None:
        """An unknown name of one or two words at `i`: (proclitic, end)."""
        if not 0 <= i < len(self.tokens) or self.tokens[i].kind != "word":
            return None
        form = self.tokens[i].form
        if proclitic and not (form.startswith(proclitic) and len(form) > len(proclitic) + 2):
            return None
        rest = form[len(proclitic) :]
        if in_list and not rest.startswith("ال") and rest not in self.words.sets["second_words"]:
            return None
        if rest in self.words.sets["second_words"] and i + 1 < len(self.tokens) and self.tokens[i + 1].kind == "word":
            return proclitic, i + 2
        if (self.is_stop(i) if not proclitic else rest in self.words.sets["stops"]) or rest in self.words.sets["place_cues"]:
            return None
        if rest[0] in "بلوف" and self._is_prepositional(rest):
            return None
        end = i + 1
        if rest.startswith("ال") and self.word(end).startswith("ال") and not self.is_stop(end):
            if self.word(end) not in self.words.sets["class_adjectives"]:
                end += 1
        return proclitic, end

    def _is_prepositional(self, form: str) -> bool:
        return any(p for p, _ in self.gazetteer.readings(form)) or form[:2] in ("لل", "با", "وا")

    def side_adjectives(self, i: int) -> tuple[str, int] | None:
        """Definite direction adjectives at `i`: ("sw", end)."""
        form = self.word(i)
        if not (form.startswith("ال") and form in DIRECTIONS) or form in _SIDE_NOUNS:
            return None
        side, second = DIRECTIONS[form], self.word(i + 1)
        if second.startswith("ال") and second not in _SIDE_NOUNS and second in DIRECTIONS:
            if both := _PERPENDICULAR.get((side, DIRECTIONS[second])):
                return both, i + 2
        return side, i + 1

    def fitted(self, core: Core, class_word: str | None) -> Core:
        """A list member with the class that heads its list, where some candidate fits it."""
        levels = _levels(self.words, class_word)
        fit = tuple(c for c in core.candidates if "any" in levels or self.gazetteer.entries[c].level in levels)
        return replace(core, class_word=class_word, candidates=fit) if fit else core


def _levels(words: PlaceWords, class_word: str | None) -> frozenset[str]:
    for form in words.classes.values():
        if form.cls.id == class_word:
            return form.cls.levels
    return frozenset({"any"})


def named_side(scan: Scan, i: int) -> tuple[str, Core] | None:
    """A side of a country that is an entry of its own: "جنوب اليمن", "الأحياء الشرقية من حلب"."""
    for proclitic, rest in scan.readings(i):
        if rest in DIRECTIONS or rest in _PARTS:
            end, ids = scan.match(i, rest)
            if end > i + 1:
                return proclitic, Core(end, i, end, None, ids)
    return None


# ── relations ────────────────────────────────────────────────────────────────────────────────────────────────────


def relation_at(scan: Scan, i: int) -> tuple[str, Relation, int] | None:
    """A relation phrase at `i`: (proclitic, relation, the token where its place begins)."""
    if scan.tokens[i].kind == "number":
        return _distance(scan, i)
    for proclitic, rest in scan.readings(i):
        if rest in BORDER_WORDS and (border := _border(scan, i, rest)):
            return proclitic, *border
        if found := _side_of(scan, i, rest):
            return proclitic, *found
        if found := _worded(scan, i, rest):
            return proclitic, *found
    return None


def _distance(scan: Scan, i: int) -> tuple[str, Relation, int] | None:
    """"40 كلم غرب", "15 كيلومتراً إلى الشمال من", "20 كم عن"."""
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
    if second in DIRECTIONS and (both := _PERPENDICULAR.get((side, DIRECTIONS[second]))):
        return both, i + 2
    return side, i + 1


def _side_of(scan: Scan, i: int, form: str) -> tuple[Relation, int] | None:
    """"شمال شرقي X", "الشمال الشرقي من X", "المناطق الشمالية من X", "الشمال السوري"."""
    if form in DIRECTIONS and form in _BOUND_DIRECTIONS:
        side = _side(scan, i, form)
        assert side is not None
        return Relation("direction", side[0]), scan.skip_quotes(side[1])
    if form in _SIDE_NOUNS:
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
            return Relation(kind if kind == "direction" else "direction", direction, countries=(iso,), alone=True), j + 1
        if scan.word(j) == "من":
            return Relation(kind, direction), j + 1
        return Relation(kind, direction, joined="ل", alone=True, of="city" if form in _CITY_PARTS else None), j
    return None


def _worded(scan: Scan, i: int, form: str) -> tuple[Relation, int] | None:
    """Relation words: ريف، أطراف، محيط، قرب، بالقرب من، وسط."""
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


def _border(scan: Scan, i: int, form: str) -> tuple[Relation, int] | None:
    """"الحدود السورية التركية", "الحدود مع لبنان", "حدود تركيا", "الشريط الحدودي"."""
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


# ── cores ────────────────────────────────────────────────────────────────────────────────────────────────────────


def core_at(scan: Scan, i: int, rest: str) -> Core | None:
    """The place at token `i`, whose first word is `rest` without its proclitics."""
    end, ids = scan.match(i, rest)
    classed = _classed(scan, i, rest, end if ids else i)
    if classed:
        return classed
    if rest in scan.words.sets["lands"] and (land := _land(scan, i)):
        return land
    if rest in scan.words.sets["country_pointers"]:
        return Core(i + 1, i, i + 1, "country", pointer=True)
    if not ids:
        return None
    return Core(_tail(scan, end, None), i, end, None, ids)


def _land(scan: Scan, i: int) -> Core | None:
    """"الأراضي السورية": a territory by its adjective."""
    j = i + 1
    side = scan.side_adjectives(j)
    if side:
        j = side[1]
    iso = scan.gazetteer.nisbas.get(scan.word(j))
    if iso and scan.word(j).startswith("ال"):
        return Core(j + 1, i, j + 1, "country", (iso,), direction=side[0] if side else None, countries=(iso,))
    return None


def _classed(scan: Scan, i: int, rest: str, known_end: int) -> Core | None:
    """A class word with what follows it; None where a longer name begins here ("مخيم اليرموك" as a name)."""
    form = scan.words.classes.get(rest)
    if form is None or (i and scan.tokens[i - 1].kind == "number" and form.number == "s"):
        return None
    j = i + 1
    for word in form.extra:
        if scan.word(j) != word:
            return None
        j += 1
    if form.extra and form.extra[-1].startswith("ال"):
        return Core(j, i, j, form.cls.id, pointer=True, site=True)
    if form.number == "s" and not form.definite and known_end > j:
        return _with_class(scan, i, known_end, form)
    named = _definite(scan, i, j, form) if form.definite else _named(scan, j, form)
    if named is None and known_end > i + 1:
        return _with_class(scan, i, known_end, form)
    return named


def _with_class(scan: Scan, i: int, end: int, form: ClassForm) -> Core:
    _, ids = scan.match(i, next(r for _, r in scan.readings(i) if scan.match(i, r)[0] == end))
    return Core(_tail(scan, end, form), i, end, form.cls.id, ids, site=form.cls.site)


def _named(scan: Scan, j: int, form: ClassForm) -> Core | None:
    """An indefinite class noun in construct: a name, another class word with its name, or an unknown name."""
    j = scan.skip_quotes(j)
    word = scan.word(j)
    if not word:
        return None
    plural = form.number != "s"
    end, ids = scan.match(j, word)
    inner = scan.words.classes.get(word)
    if plural and word in BORDER_WORDS and (border := _border(scan, j, word)):
        return Core(border[1], j, border[1], form.cls.id, countries=border[0].countries, border=True, plural=True)
    outer = plural or form.cls.site or form.cls.id in ("area", "front")
    if inner and not inner.definite and inner.number == "s" and outer:
        if core := core_at(scan, j, word):
            if core.class_word and not core.pointer:
                return replace(core, class_word=form.cls.id if plural else core.class_word, plural=plural)
    if ids:
        return _fitting(scan, j, end, ids, form)
    if plural and (side := _side_of(scan, j, word)):
        relation, k = side
        if k < len(scan.tokens) and relation.direction and not relation.alone:
            for proclitic, rest in scan.readings(k):
                if proclitic == "" and (core := core_at(scan, k, rest)):
                    return replace(core, class_word=form.cls.id, plural=True, direction=relation.direction)
    if form.cls.unknown and (form.number == "s" or form.cls.lists) and (found := scan.unknown(j)):
        return Core(_tail(scan, found[1], form), j, found[1], form.cls.id, plural=plural, site=form.cls.site)
    return None


def _fitting(scan: Scan, j: int, end: int, ids: tuple[str, ...], form: ClassForm) -> Core | None:
    """A class word before a known name: the candidates of its levels; a site of a town stands in the town."""
    levels, entries = form.cls.levels, scan.gazetteer.entries
    fit = tuple(c for c in ids if "any" in levels or entries[c].level in levels)
    if form.cls.site:
        fit = tuple(c for c in fit if entries[c].level in ("site", "airport", "crossing", "base"))
    if not fit and not form.cls.site:
        if levels <= {"quarter", "camp", "town", "village", "settlement", "site", "admin2"}:
            fit = ()  # a quarter that is called like a far-off city is not that city
        elif not any(entries[c].level == "country" for c in ids) or form.cls.id in ("country", "kingdom", "area"):
            fit = ids
        else:
            return None
    site = form.cls.site and not fit
    return Core(_tail(scan, end, form), j, end, form.cls.id, fit or (ids if site else ()), plural=form.number != "s", site=site)


def _definite(scan: Scan, i: int, j: int, form: ClassForm) -> Core | None:
    """"العاصمة صنعاء", "العاصمة السورية دمشق", "العاصمة السورية", "المنطقة الشرقية", "البلدة"."""
    if form.number == "s":
        iso = scan.gazetteer.nisbas.get(scan.word(j)) if scan.word(j).startswith("ال") else None
        k = scan.skip_quotes(j + 1 if iso else j)
        end, ids = scan.match(k, scan.word(k)) if k < len(scan.tokens) else (k, ())
        fit = tuple(c for c in ids if scan.gazetteer.entries[c].level in form.cls.levels)
        if fit and (iso is None or any(scan.gazetteer.entries[c].country == iso for c in fit)):
            return Core(end, k, end, form.cls.id, fit)
        if iso and form.cls.id == "capital":
            capital = scan.gazetteer.capitals.get(iso)
            return Core(j + 1, i, j + 1, form.cls.id, (capital,) if capital else (), countries=(iso,), pointer=not capital)
        if not form.cls.pointer:
            return None
        return _pointer(scan, i, j, form, iso)
    side = scan.side_adjectives(j)
    if side and form.cls.lists:
        return Core(side[1], i, side[1], form.cls.id, pointer=True, plural=True, direction=side[0])
    return None


def _pointer(scan: Scan, i: int, j: int, form: ClassForm, iso: str | None) -> Core:
    direction = None
    if side := scan.side_adjectives(j):
        direction, j = side
    elif iso:
        j += 1
    j = _tail(scan, j, form)
    if scan.word(j) in scan.words.sets["pointer_words"]:
        j += 1
    return Core(j, i, j, form.cls.id, pointer=True, direction=direction, site=form.cls.site, countries=(iso,) if iso else ())


def _tail(scan: Scan, j: int, form: ClassForm | None) -> int:
    """Behind the adjectives that belong to the class: "قاعدة العند العسكرية", "مخيم درعا للاجئين الفلسطينيين"."""
    if scan.word(j) in _QUOTES and scan.word(j) not in "()" and form is not None:
        j += 1
    if form is None or not (form.cls.site or form.cls.id in ("base", "camp", "airport", "crossing", "quarter", "strip")):
        return j
    for n in (2, 1):
        if tuple(t.form for t in scan.tokens[j : j + n]) in scan.words.camp_tails:
            return j + n
    while scan.word(j) in scan.words.sets["class_adjectives"]:
        j += 1
    return j
