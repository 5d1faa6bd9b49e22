"""How exactly a place is known, in the codes of ACLED (geo_precision) and UCDP (where_prec)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hudna.knowledge.place_words import PlaceWords, place_words
from hudna.model import Place
from hudna.text.tokens import fold_phrase

_SMALL_KM = 25.0  # UCDP's "limited area around a known point"; a small part of a region in ACLED's words
_WIDE_KM = 40.0
_PROVINCES = frozenset({"governorate", "province"})
_WITHIN = frozenset({"within", "inside"})  # somewhere in the place that is named
_RELATIONS = frozenset({"direction", "near", "outskirts", "countryside", "middle", "inside", "off", "km", "border"})


@dataclass(frozen=True, slots=True)
class Known:
    """What the codes hang on: the level and radius of the entry, the class word and the relation told beside its name.

    `method` is how it was resolved (`within`: an unknown name inside a known place), `country` its ISO 3166-1 alpha-2
    code (XX: nobody's), `located` whether it has a point.
    """

    level: str | None
    radius_km: float
    located: bool
    country: str | None = None
    method: str | None = None
    relation: str | None = None
    class_word: str | None = None

    @property
    def beside(self) -> bool:
        """Whether the place lies off the one that is named: near it, on a side of it, so many kilometres away."""
        return self.relation is not None and self.relation not in ("middle", "inside")


def geo_precision(place: Known) -> int:
    """ACLED's geo_precision: 1 a named town, 2 near a town or a small part of a region, 3 a larger region."""
    wide = place.radius_km > _WIDE_KM
    if not place.located or place.level in ("country", "admin1", "border", "water", None) or wide:
        return 3
    if place.class_word in _PROVINCES or (place.level == "region" and place.radius_km > _SMALL_KM):
        return 3
    if place.level in ("admin2", "admin3", "area", "region") or place.class_word == "district":
        return 2
    return 2 if place.beside or place.method in _WITHIN else 1


def where_prec(place: Known) -> int:
    """UCDP's where_prec: 1 exact, 2 within about 25 km, 3 ADM2, 4 ADM1, 5 vaguer than ADM1, 6 country, 7 water."""
    if place.level == "water":
        return 5 if place.country != "XX" else 7  # a river is a line in a country, a sea is nobody's
    if not place.located or place.level in ("border", None):
        return 5
    small, relation = place.radius_km <= _SMALL_KM, place.relation
    if place.level == "country":
        return 6 if relation in (None, "inside") else 5
    if place.level in ("region", "area"):
        return 2 if small else 5
    if place.level == "admin1":
        return 4 if relation in (None, "inside", "middle") else 5
    if place.beside:
        return 2 if small else 5
    if place.class_word in _PROVINCES:
        return 4
    if place.level == "admin2" or place.class_word == "district":
        return 3
    return 2 if place.method in _WITHIN or place.level == "admin3" else 1


def known(place: Place) -> Known:
    """What a claim's place says of itself: the relation from its method, the class word from its own words."""
    base, *more = (place.method or "").split("+")
    return Known(
        level=place.level,
        radius_km=place.radius_km or 0.0,
        located=place.lat is not None,
        country=place.admin[0] if place.admin else None,
        method=base or None,
        relation=next((part for part in more if part in _RELATIONS), None),
        class_word=_class_word(place.span.text),
    )


def _class_word(words: str) -> str | None:
    """The first class noun of a place's words (محافظة, قضاء), also behind a relation; None without one."""
    for form in fold_phrase(words):
        for bare in (form, form[1:] if form[:1] in ("ب", "ل", "و") else form):
            if (found := _words().classes.get(bare)) is not None:
                return found.cls.id
    return None


@cache
def _words() -> PlaceWords:
    return place_words()
