"""How exactly a place is known, in the codes of ACLED (geo_precision) and UCDP (where_prec)."""

from __future__ import annotations

from hudna.resolution.places import ResolvedPlace

_SMALL_KM = 25.0  # UCDP's "limited area around a known point"; a small part of a region in ACLED's words
_WIDE_KM = 40.0
_PROVINCES = frozenset({"governorate", "province"})


def geo_precision(place: ResolvedPlace) -> int:
    """ACLED's geo_precision: 1 a named town, 2 near a town or a small part of a region, 3 a larger region."""
    radius = place.radius_km or 0.0
    if place.lat is None or place.level in ("country", "admin1", "border", "water", None) or radius > _WIDE_KM:
        return 3
    if place.mention.class_word in _PROVINCES or (place.level == "region" and radius > _SMALL_KM):
        return 3
    if place.level in ("admin2", "admin3", "area", "region") or place.mention.class_word == "district":
        return 2
    return 2 if _beside(place) or place.method == "within" else 1


def where_prec(place: ResolvedPlace) -> int:
    """UCDP's where_prec: 1 exact, 2 within about 25 km, 3 ADM2, 4 ADM1, 5 vaguer than ADM1, 6 country, 7 water."""
    if place.level == "water":
        return 5 if place.admin[:1] != ("XX",) else 7  # a river is a line in a country, a sea is nobody's
    if place.lat is None or place.level in ("border", None):
        return 5
    small, relation = (place.radius_km or 0.0) <= _SMALL_KM, place.mention.relation
    if place.level == "country":
        return 6 if relation is None or relation.kind == "inside" else 5
    if place.level in ("region", "area"):
        return 2 if small else 5
    if place.level == "admin1":
        return 4 if relation is None or relation.kind in ("inside", "middle") else 5
    if _beside(place):
        return 2 if small else 5
    if place.mention.class_word in _PROVINCES:
        return 4
    if place.level == "admin2" or place.mention.class_word == "district":
        return 3
    return 2 if place.method == "within" or place.level == "admin3" else 1


def _beside(place: ResolvedPlace) -> bool:
    """Whether the place lies off the one that is named: near it, on a side of it, so many kilometres away."""
    relation = place.mention.relation
    return relation is not None and relation.kind not in ("middle", "inside")
