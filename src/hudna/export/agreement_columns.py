"""The registry in the columns of two data sets on agreements: PA-X, and the ETH/PRIO ceasefire data.

Only what the registry tells is filled in. What another coder's judgement would be needed for (PA-X's grades of detail,
ETH/PRIO's class of ceasefire and code of its end) stays empty, as does what the registry does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from hudna.export.listing import Listing, Row
from hudna.knowledge.agreement import Agreement, AgreementKind
from hudna.knowledge.load import knowledge
from hudna.knowledge.moments import Moment, moment
from hudna.monitoring.periods import in_force

PAX = (
    "Con", "Contp", "Reg", "AgtId", "Agt", "Dat", "Status", "Lgt", "Agtp", "Stage", "StageSub", "Part", "ThrdPart",
    "OthAgr", "Ce", "CeProv", "CeGen",
)  # fmt: skip
PRIO = (
    "cc", "location", "region", "cf_id", "uniq_id", "id", "ucdp_actor_id", "actor_name", "ucdp_acd_id", "ucdp_dyad",
    "pax_id", "link", "side", "splinter", "cf_dec_yr", "cf_dec_month", "cf_dec_day", "cf_effect_yr", "cf_effect_month",
    "cf_effect_day", "written", "partial", "p_humanitarian", "p_peaceprocess", "p_holiday", "p_election", "p_other",
    "p_other_comment", "p_unclear", "cf_pp", "ceasefire_class", "timing", "mediator_nego", "mediator_send", "implement",
    "enforcement", "ddr", "fixed", "fixed_time", "nsa_frac", "truce", "ended", "end_yr", "end_month", "end_day",
    "evidence_onset", "evidence_end", "comment",
)  # fmt: skip

_NO_CEASEFIRE = frozenset({AgreementKind.EVACUATION, AgreementKind.EXCHANGE})
_WRITTEN = {"written": "1", "verbal": "0", "unclear": "-1"}


def pax(agreements: Iterable[Agreement]) -> Listing:
    """One row an agreement, drafts too. `AgtId` is PA-X's number where that is known, else the registry's id."""
    return _listing(PAX, (_pax(a) for a in agreements))


def prio(agreements: Iterable[Agreement]) -> Listing:
    """One row for each actor that signed or declared an agreement; what was never declared has none.

    Parts of a date that are not known are 0.
    """
    declared = (a for a in agreements if a.declared is not None)
    return _listing(PRIO, (row for a in declared for row in _prio(a)))


COLUMNS: Mapping[str, Callable[[Iterable[Agreement]], Listing]] = {"pax": pax, "prio": prio}


def _listing(columns: tuple[str, ...], cells: Iterable[dict[str, str]]) -> Listing:
    return Listing(columns, [Row(c, c) for c in cells])


def _pax(agreement: Agreement) -> dict[str, str]:
    ceasefire = agreement.kind not in _NO_CEASEFIRE
    day = agreement.declared or agreement.proposed
    return {
        "Con": _countries(agreement),
        "AgtId": str(agreement.pax_id or agreement.id),
        "Agt": agreement.en,
        "Dat": day.strftime("%d/%m/%Y") if day else "",
        "Status": _status(agreement),
        "Stage": "Cea" if ceasefire else "",
        "StageSub": "Ceas" if ceasefire else "",
        "Part": _names(agreement.signatories),
        "ThrdPart": _names((*agreement.guarantors, *agreement.mediators)),
        "OthAgr": "; ".join(agreement.within),
        "CeProv": "1" if ceasefire else "",
    }


def _status(agreement: Agreement) -> str:
    if agreement.declared is None or not agreement.signatories:
        return "Status unclear"
    return "Multiparty signed/agreed" if len(agreement.signatories) > 1 else "Unilateral document"


def _prio(agreement: Agreement) -> Iterator[dict[str, str]]:
    start = moment(agreement.effective) if agreement.effective else None
    declared = Moment(agreement.declared) if agreement.declared else None
    last = in_force(agreement)[-1].end if in_force(agreement) else None
    fixed = moment(agreement.ends) if agreement.ends else None
    shared = {
        "location": _countries(agreement),
        "cf_id": agreement.id,
        "pax_id": str(agreement.pax_id or ""),
        **_parts("cf_dec", declared),
        **_parts("cf_effect", start),
        "written": _WRITTEN[agreement.form],
        "p_humanitarian": "1" if agreement.kind is AgreementKind.PAUSE else "",
        "mediator_nego": "1" if agreement.mediators else "-1",
        "implement": "1" if agreement.monitors else "-1",
        "fixed": "1" if fixed else "0",
        "fixed_time": str((fixed.day - start.day).days) if fixed and start else "",
        **(_parts("end", last) if last else {}),
        "comment": agreement.note.en if agreement.note else "",
    }
    for number, name in enumerate(agreement.signatories, 1):
        yield {**shared, "uniq_id": f"{agreement.id}-{number}", "actor_name": _names([name])}


def _parts(prefix: str, at: Moment | None) -> dict[str, str]:
    """Year, month and day in columns of their own; 0 where unknown."""
    values = (at.day.year, at.day.month, at.day.day) if at else (0, 0, 0)
    return {f"{prefix}_{part}": str(v) for part, v in zip(("yr", "month", "day"), values, strict=True)}


def _names(ids: Iterable[str]) -> str:
    """Actors by their English names, each once; a country by its own."""
    actors, countries = knowledge().actors, knowledge().countries
    names = (actors[i].en if i in actors else countries[i.upper()].en for i in ids)
    return "; ".join(dict.fromkeys(names))


def _countries(agreement: Agreement) -> str:
    """The countries of the zone's places; empty where the zone is only drawn."""
    entries = knowledge().gazetteer.entries
    codes = dict.fromkeys(entries[p].country for p in agreement.zone.places)
    return "; ".join(entries[c].en if c in entries else c for c in codes)
