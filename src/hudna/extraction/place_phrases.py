"""What names a place: a name with its class word, a definite noun that points back, a territory by its nationality.

Each function reads at one token and answers with what stands there and where it ends, or None.
"""

from __future__ import annotations

from msgspec.structs import replace

from hudna.extraction.place_relations import border_at, side_of
from hudna.extraction.place_scan import QUOTES, Core, Scan
from hudna.knowledge.gazetteer import BORDER_WORDS, ClassForm


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
    """ "الأراضي السورية": a territory by its adjective."""
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
        return _with_class(scan, i, rest, form)
    named = _definite(scan, i, j, form) if form.definite else _named(scan, j, form)
    if named is None and known_end > i + 1:
        return _with_class(scan, i, rest, form)
    return named


def _with_class(scan: Scan, i: int, rest: str, form: ClassForm) -> Core:
    """A name that has its class word in it: "مخيم اليرموك"."""
    end, ids = scan.match(i, rest)
    bare_end, bare = scan.match(i + 1, scan.word(i + 1))
    if bare_end == end:  # the same name without it may be another place: منطقة صلاح الدين
        fit = (c for c in bare if scan.gazetteer.entries[c].level in form.cls.levels or "any" in form.cls.levels)
        ids = tuple(dict.fromkeys((*ids, *fit)))
    return Core(_tail(scan, end, form), i + 1, end, form.cls.id, ids, site=form.cls.site)


def _named(scan: Scan, j: int, form: ClassForm) -> Core | None:
    """An indefinite class noun in construct: a name, another class word with its name, or an unknown name."""
    j = scan.skip_quotes(j)
    word = scan.word(j)
    if not word or form.cls.id == "capital":
        return None  # "عاصمة ولاية X": the province is the place
    plural = form.number != "s"
    end, ids = scan.match(j, word)
    ids = _not_everyday(scan, ids, form, " ".join(t.form for t in scan.tokens[j:end]))
    inner = scan.words.classes.get(word)
    if plural and word[0] == "و" and (second := scan.words.classes.get(word[1:])) and second.number == form.number:
        return None if second.definite else _named(scan, j + 1, second)  # بلدات وقرى كذا وكذا
    if plural and word in BORDER_WORDS and (border := border_at(scan, j, word)):
        return Core(border[1], j, border[1], form.cls.id, countries=border[0].countries, border=True, plural=True)
    outer = plural or form.cls.site or form.cls.id in ("area", "front")
    if inner and not inner.definite and inner.number == "s" and outer:
        core = core_at(scan, j, word)
        if core and core.class_word and not core.pointer:
            return replace(core, class_word=form.cls.id if plural else core.class_word, plural=plural)
    if ids:
        return _fitting(scan, j, end, ids, form)
    if plural and (side := side_of(scan, j, word)):
        relation, k = side
        if k < len(scan.tokens) and relation.direction and not relation.alone:
            for proclitic, rest in scan.readings(k):
                if proclitic == "" and (core := core_at(scan, k, rest)):
                    return replace(core, class_word=form.cls.id, plural=True, direction=relation.direction)
    if (land := _in_country(scan, j, form)) is not None:
        return land
    takes = form.cls.unknown and (form.number == "s" or form.cls.lists)
    if takes and (found := scan.unknown(j, personal=form.cls.id in _PERSONAL)):
        return Core(_tail(scan, found[1], form), j, found[1], form.cls.id, plural=plural, site=form.cls.site)
    return None


def _not_everyday(scan: Scan, ids: tuple[str, ...], form: ClassForm, name: str) -> tuple[str, ...]:
    """The places of a name, less imported ones whose name is an everyday word and that the class noun does not fit.

    No hospital stands in the village of الملك for being called مستشفى الملك, and أحياء فقيرة are poor.
    """
    adjective = form.number != "s" and name.endswith("ه") and " " not in name and not name.startswith("ال")
    levels: frozenset[str] = frozenset() if adjective or form.cls.site else form.cls.levels
    entries = scan.gazetteer.entries
    return tuple(c for c in ids if not entries[c].doubtful or entries[c].level in levels)


_PERSONAL = frozenset({"base", "hospital", "school", "mosque", "street", "square", "hotel", "stadium", "university",
                       "bridge"})  # fmt: skip
_IN_COUNTRY = frozenset({"city", "town", "village", "quarter", "area", "governorate", "province", "district", "port"})


def _in_country(scan: Scan, j: int, form: ClassForm) -> Core | None:
    """ "بلدة تركية", "مدن عراقية أخرى": an unnamed place of a country."""
    iso = scan.gazetteer.nisbas.get(scan.word(j))
    if iso is None or form.cls.id not in _IN_COUNTRY or scan.word(j).startswith("ال"):
        return None
    end = j + 1 if scan.word(j + 1) != "اخري" else j + 2
    return Core(end, j, end, form.cls.id, (iso,), plural=form.number != "s", countries=(iso,))


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
    found = fit or (ids if site else ())
    return Core(_tail(scan, end, form), j, end, form.cls.id, found, plural=form.number != "s", site=site)


def _definite(scan: Scan, i: int, j: int, form: ClassForm) -> Core | None:
    """ "العاصمة صنعاء", "العاصمة السورية دمشق", "العاصمة السورية", "المنطقة الشرقية", "البلدة"."""
    if form.number == "s":
        iso = scan.gazetteer.nisbas.get(scan.word(j)) if scan.word(j).startswith("ال") else None
        k = scan.skip_quotes(j + 1 if iso else j)
        end, ids = scan.match(k, scan.word(k)) if k < len(scan.tokens) else (k, ())
        entries = scan.gazetteer.entries
        fit = tuple(c for c in ids if entries[c].level in form.cls.levels and not entries[c].doubtful)
        if fit and (iso is None or any(entries[c].country == iso for c in fit)):
            return Core(end, k, end, form.cls.id, fit)
        if iso and form.cls.id == "capital":
            capital = scan.gazetteer.capitals.get(iso)
            known = (capital,) if capital else ()
            return Core(j + 1, i, j + 1, form.cls.id, known, countries=(iso,), pointer=not capital)
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
    lands = (iso,) if iso else ()
    return Core(j, i, j, form.cls.id, pointer=True, direction=direction, site=form.cls.site, countries=lands)


def _tail(scan: Scan, j: int, form: ClassForm | None) -> int:
    """Behind the adjectives that belong to the class: "قاعدة العند العسكرية", "مخيم درعا للاجئين الفلسطينيين"."""
    if scan.word(j) in QUOTES and scan.word(j) not in "()" and form is not None:
        j += 1
    if form is None or not (form.cls.site or form.cls.id in ("base", "camp", "quarter", "strip")):
        return j
    for n in (2, 1):
        if tuple(t.form for t in scan.tokens[j : j + n]) in scan.words.camp_tails:
            return j + n
    while scan.word(j) in scan.words.sets["class_adjectives"]:
        j += 1
    return j
