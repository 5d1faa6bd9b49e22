"""One shape for a claim, whether a person marked it or the reader read it, so that the two can be laid side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Pair = tuple[int, int]
Point = tuple[float, float]

ROLES = ("actor", "target", "place", "attribution", "means", "time")
FIGURES = ("killed", "wounded")
STANDS = ("at", "to", "zone", "venue")  # a place that is left ("from") is not where a claim happened


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as told: spans are half-open character offsets, `date` an ISO day, month or year ("" unknown)."""

    type: str
    status: str
    trigger: Pair
    sentence: Pair | None = None
    parts: Mapping[str, tuple[Pair, ...]] = field(default_factory=dict)
    figures: tuple[tuple[str, int | None, int | None], ...] = ()
    date: str = ""
    points: tuple[Point, ...] = ()
    codes: tuple[tuple[str, str | None, str | None], ...] = ()

    def spans(self, role: str) -> tuple[Pair, ...]:
        return self.parts.get(role, ())


def from_gold(claim: Mapping[str, Any]) -> Told:
    """A claim of a gold record (offsets as lists), by the annotation guide's field names."""
    parts = {role: tuple(_pair(s) for s in claim.get(role, ())) for role in ("actor", "target", "attribution")}
    parts["place"] = tuple(_pair(p["span"]) for p in claim.get("place", ()))
    parts["means"] = (_pair(claim["weapon"]),) if claim.get("weapon") else ()
    parts["time"] = (_pair(claim["time"]),) if claim.get("time") else ()
    return Told(
        type=claim["type"],
        status=claim["status"],
        trigger=_pair(claim["trigger"]),
        parts=parts,
        figures=tuple((k, claim[k], claim[k]) for k in FIGURES if isinstance(claim.get(k), int)),
        date=claim.get("date") or "",
        points=tuple((p["lat"], p["lon"]) for p in claim.get("place", ()) if p.get("lat") is not None),
    )


def from_record(claim: Mapping[str, Any]) -> Told:
    """A claim of the record that `hudna read --format jsonl` writes."""
    people, places, time = claim.get("participants", ()), claim.get("places", ()), claim.get("time") or {}
    parts = {role: tuple(_ends(p["span"]) for p in people if p["role"] == role) for role in ("actor", "target")}
    parts["place"] = tuple(_ends(p["span"]) for p in places if p.get("role", "at") in STANDS)
    parts["attribution"] = tuple(_ends(a["span"]) for a in claim.get("attribution", ()) if a.get("span"))
    parts["means"] = (_ends(claim["means"]["span"]),) if claim.get("means") else ()
    parts["time"] = (_ends(time["span"]),) if time.get("span") else ()
    return Told(
        type=str(claim["type"]),
        status=str(claim["status"]),
        trigger=_ends(claim["trigger"]),
        sentence=_ends(claim["sentence"]) if claim.get("sentence") else None,
        parts=parts,
        figures=tuple((str(f["kind"]), f.get("min"), f.get("max")) for f in claim.get("figures", ())),
        date=time.get("start") or "",
        points=tuple((p["lat"], p["lon"]) for p in places if p.get("lat") is not None),
        codes=tuple(_code(p) for p in people),
    )


def _pair(span: list[int]) -> Pair:
    return span[0], span[1]


def _ends(span: Mapping[str, int]) -> Pair:
    return span["start"], span["end"]


def _code(participant: Mapping[str, Any]) -> tuple[str, str | None, str | None]:
    code = participant.get("code") or {}
    return str(participant["role"]), code.get("country"), code.get("sector")
