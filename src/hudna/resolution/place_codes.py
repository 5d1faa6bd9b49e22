"""How exactly a resolved mention is known, in the codes of ACLED (geo_precision) and UCDP (where_prec)."""

from __future__ import annotations

from hudna.knowledge import precision
from hudna.resolution.place import ResolvedPlace


def geo_precision(place: ResolvedPlace) -> int:
    """ACLED's geo_precision of a mention, 1–3 (`hudna.knowledge.precision`)."""
    return precision.geo_precision(_known(place))


def where_prec(place: ResolvedPlace) -> int:
    """UCDP's where_prec of a mention, 1–7 (`hudna.knowledge.precision`)."""
    return precision.where_prec(_known(place))


def _known(place: ResolvedPlace) -> precision.Known:
    mention = place.mention
    return precision.Known(
        level=place.level,
        radius_km=place.radius_km or 0.0,
        located=place.lat is not None,
        country=place.admin[0] if place.admin else None,
        method=place.method,
        relation=mention.relation.kind if mention.relation is not None else None,
        class_word=mention.class_word,
    )
