"""The countries that an agreement is about, by its zones."""

from __future__ import annotations

from functools import lru_cache

from hudna.knowledge.agreement import Agreement
from hudna.knowledge.load import knowledge
from hudna.knowledge.outlines import outlines


@lru_cache(maxsize=256)
def countries(agreement: Agreement) -> frozenset[str]:
    """ISO 3166 alpha-2 codes of the countries that its zones lie in."""
    entries = knowledge().gazetteer.entries
    zones = (agreement.zone, *(t.zone for t in agreement.terms if t.zone is not None))
    named = {entries[name].country for z in zones for name in z.places}
    drawn = {outlines().country(lat, lon) for z in zones for lon, lat in (*z.polygon, *z.line)}
    return frozenset(c for c in (*named, *drawn) if c is not None)


@lru_cache(maxsize=256)
def states(agreement: Agreement) -> frozenset[str]:
    """The same countries as they stand among actors (lower-case alpha-3 codes)."""
    here = countries(agreement)
    return frozenset(c.id.lower() for c in knowledge().countries.values() if c.iso2 in here)
