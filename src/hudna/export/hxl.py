"""CSV with HXL hashtags in its second row, for the tools of the humanitarian data exchange.

Tags follow HXL 1.1 and what OCHA's published UCDP and ACLED layers use (`#affected+killed`, `#group+name+first`);
`+min`, `+max`, `+why` are attributes of our own, which the standard allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hudna.export.columns import Value, incident_row
from hudna.export.csv import BOM
from hudna.export.plain import row
from hudna.export.summary import Request, summaries
from hudna.model import Incident

# Column (of `columns.INCIDENT`), hashtag.
TAGS = (
    ("id", "#event+id"),
    ("date_from", "#date+start"),
    ("date_to", "#date+end"),
    ("date_precision", "#date+precision"),
    ("type", "#event+type"),
    ("acled", "#event+subtype"),
    ("status", "#status"),
    ("happened", "#status+happened"),
    ("credence", "#status+credence"),
    ("reliability", "#status+reliability"),
    ("credibility", "#status+credibility"),
    ("actor_names", "#group+name+first"),
    ("actors", "#group+name+first+i_ar"),
    ("target_names", "#group+name+second"),
    ("targets", "#group+name+second+i_ar"),
    ("country", "#country+name"),
    ("country_code", "#country+code"),
    ("admin1", "#adm1+name"),
    ("admin1_code", "#adm1+code"),
    ("place_ar", "#loc+name+i_ar"),
    ("place_en", "#loc+name+i_en"),
    ("level", "#loc+type"),
    ("latitude", "#geo+lat"),
    ("longitude", "#geo+lon"),
    ("radius_km", "#geo+radius"),
    ("geo_precision", "#geo+precision"),
    ("killed_min", "#affected+killed+min"),
    ("killed_max", "#affected+killed+max"),
    ("wounded_min", "#affected+injured+min"),
    ("wounded_max", "#affected+injured+max"),
    ("held_min", "#affected+abducted+min"),
    ("held_max", "#affected+abducted+max"),
    ("displaced_min", "#affected+displaced+min"),
    ("displaced_max", "#affected+displaced+max"),
    ("figures_told", "#affected+reported"),
    ("speakers", "#meta+speaker"),
    ("said_by", "#meta+said_by"),
    ("outlets", "#meta+source"),
    ("independent", "#meta+source+num"),
    ("urls", "#meta+url"),
    ("last_published", "#date+reported"),
    ("sentence", "#description+i_ar"),
)


def lines(incidents: Iterable[Incident], request: Request) -> Iterator[bytes]:
    """The file in pieces: BOM and header, hashtags, then a row an incident in their order."""
    yield BOM + row(name for name, _ in TAGS)
    yield row((tag for _, tag in TAGS), guarded=False)
    for summary in summaries(incidents, request):
        found: dict[str, Value] = incident_row(summary)
        yield row(found[name] for name, _ in TAGS)
