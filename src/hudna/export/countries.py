"""Countries in the codes that exports ask for (`country_codes.tsv`), and the names of their divisions.

`numeric` is ISO 3166-1, `fips` FIPS 10-4 (GDELT's), `gw` Gleditsch and Ward's number (UCDP's), `acled_region` ACLED's
region. UCDP's regions follow from the number. Where a list has no code for a country it is empty, and nothing is
put in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hudna.knowledge.place_tables import DATA, read_rows
from hudna.model import Place

_UCDP_REGIONS = ((199, "Americas"), (399, "Europe"), (626, "Africa"), (699, "Middle East"), (999, "Asia"))
_GAZA = frozenset({"PS-GZA", "PS-NGZ", "PS-DEB", "PS-KYS", "PS-RFH"})


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its codes; an empty code is one that the list does not have."""

    iso2: str
    iso3: str
    numeric: str
    fips: str
    gw: str
    acled_region: str
    en: str

    @property
    def ucdp_region(self) -> str:
        if not self.gw:
            return ""
        return next((name for last, name in _UCDP_REGIONS if int(self.gw) <= last), "")


@cache
def countries() -> dict[str, Country]:
    """All countries by their two letters."""
    rows = read_rows(Path(__file__).parent / "country_codes.tsv")
    return {row["iso2"]: Country(**row) for row in rows}


@cache
def by_iso3() -> dict[str, Country]:
    return {c.iso3: c for c in countries().values()}


def country_of(place: Place | None) -> Country | None:
    """The country that a place lies in, or is."""
    if place is None or not place.admin:
        return None
    return countries().get(place.admin[0].upper())


def fips_of(place: Place) -> str:
    """The FIPS 10-4 code of a place's country; Palestine has two, one for Gaza and one for the West Bank."""
    country = country_of(place)
    if country is None:
        return ""
    return "GZ" if country.iso2 == "PS" and _GAZA & set(place.admin[1:]) else country.fips


def division_name(code: str) -> str:
    """The English name of a first- or second-order division, its code where it is not known."""
    return _divisions().get(code, code)


@cache
def _divisions() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("admin1.tsv", "admin2.tsv"):
        found |= {row["id"]: row["en"] for row in read_rows(DATA / "gazetteer" / name)}
    return found
