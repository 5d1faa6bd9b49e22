"""The places of one claim: what its phrases resolved to, and where a site without a name of its own is likely to be."""

from __future__ import annotations

from hudna.extraction.draft import Draft, Filler
from hudna.extraction.pieces import Kind
from hudna.model import Place, PlaceRole, Span
from hudna.resolution.place import ResolvedPlace
from hudna.resolution.unknown_places import ABOUT_KM, POINTABLE_KM

_ROLES = {"at": PlaceRole.AT, "from": PlaceRole.FROM, "to": PlaceRole.TO}
_NEAR = 2  # sentences back


class ClaimPlaces:
    """Gives the places of the claims of one story, in the order of its words."""

    def __init__(self) -> None:
        self.last: tuple[int, ResolvedPlace] | None = None  # the sentence and the place that a claim was put at last

    def of(self, draft: Draft, resolved: dict[int, ResolvedPlace]) -> tuple[Place, ...]:
        """The places of a draft; `resolved` holds those of its sentence by first token."""
        out = [p for f in draft.of("at", "from", "to") if (p := self._place(draft, f, resolved)) is not None]
        return tuple(out)

    def _place(self, draft: Draft, filler: Filler, resolved: dict[int, ResolvedPlace]) -> Place | None:
        role, piece = _ROLES[filler.role], filler.piece
        mention = piece.place or draft.scan.places.get(piece.first)  # a country read as a side
        found = resolved.get(mention.first) if mention is not None else None
        if found is None and mention is not None and mention.candidates:
            return None  # a homograph that the story does not license
        method = None
        if found is None or (found.lat is None and not found.alternatives):
            inner = next((p for i in range(piece.first, piece.last) if (p := resolved.get(i)) and p.lat), None)
            if inner is not None:
                found, method = inner, "inside"
            elif role is PlaceRole.AT and (about := self._about(draft, filler, resolved)) is not None:
                return _about_place(role, filler.span, about)
        if found is None:
            return Place(role, filler.span)
        if found.lat is not None and role is PlaceRole.AT:
            self.last = (draft.scan.number, found)
        if piece.place is not None and piece.kind is Kind.NP:
            method = "inside"  # "مركز شرطة المدينة": somewhere in the place that it names
        return Place(
            role, filler.span, found.place_id, found.name, found.lat, found.lon, found.level, found.radius_km,
            found.admin, method or found.method, found.alternatives,
        )  # fmt: skip

    def _about(self, draft: Draft, filler: Filler, resolved: dict[int, ResolvedPlace]) -> ResolvedPlace | None:
        """The place by which a site without a name is most likely: in its sentence, else that of the claim before."""
        first = filler.piece.first
        told = sorted((p for p in resolved.values() if _anchors(p)), key=lambda p: abs(p.mention.first - first))
        if told:
            return told[0]
        if self.last is not None and draft.scan.number - self.last[0] <= _NEAR and _anchors(self.last[1]):
            return self.last[1]
        return None


def _anchors(place: ResolvedPlace) -> bool:
    return (
        place.lat is not None and place.level not in ("country", "border") and (place.radius_km or 0.0) <= POINTABLE_KM
    )


def _about_place(role: PlaceRole, span: Span, near: ResolvedPlace) -> Place:
    radius = round((near.radius_km or 5.0) + ABOUT_KM, 1)
    alternatives = (near.place_id,) if near.place_id else ()
    return Place(role, span, None, None, near.lat, near.lon, None, radius, near.admin, "about", alternatives)
