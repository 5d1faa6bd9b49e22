"""Places that the gazetteer lacks: inside a place told with them, as they were placed before, or about the last one."""

from __future__ import annotations

from msgspec.structs import replace

from hudna.knowledge.gazetteer import SETTLED, PlaceEntry
from hudna.resolution.place import ResolvedPlace, Story

INNER = frozenset({"quarter", "street", "square", "market", "university", "hospital", "prison", "stadium", "mosque",
                    "school", "hotel", "museum", "checkpoint", "bridge", "junction", "station", "headquarters",
                    "police station", "front", "palace"})  # fmt: skip
_ABOUT = frozenset({"city", "town", "village", "settlement", "quarter", "camp", "area", "base", "mountain", "hill",
                    "valley", "junction", "street", "square", "front"})  # fmt: skip
_ABOUT_LAST = 4  # places back
ABOUT_KM = 25.0
POINTABLE_KM = 160.0


def within(
    story: Story, place: ResolvedPlace, parent: PlaceEntry | None, before: list[ResolvedPlace], near: list[PlaceEntry]
) -> ResolvedPlace:
    """An unknown name inside a known place: that place's point, its radius as the doubt, no id."""
    m = place.mention
    if parent is not None:
        return replace(place, lat=parent.lat, lon=parent.lon, radius_km=parent.radius_km + 5, admin=parent.admin,
                       method="within", alternatives=(parent.id,))  # fmt: skip
    if m.class_word not in INNER:
        return place
    recent = [p for p in (*story.done[-6:], *before) if p.lat is not None and p.level in SETTLED]
    if recent:
        last = recent[-1]
        return replace(place, lat=last.lat, lon=last.lon, radius_km=(last.radius_km or 5.0) + 5, admin=last.admin,
                       method="within", alternatives=(last.place_id,) if last.place_id else ())  # fmt: skip
    if near:
        return replace(place, lat=near[0].lat, lon=near[0].lon, radius_km=near[0].radius_km + 5, admin=near[0].admin,
                       method="within", alternatives=(near[0].id,))  # fmt: skip
    return place


def remembered(story: Story, place: ResolvedPlace, name: str) -> ResolvedPlace | None:
    """An unknown name as it was placed before in the story; what is placed now is kept for later."""
    m = place.mention
    if m.pointer or m.name_last == m.name_first:
        return place if place.lat is not None else None
    if place.lat is not None:
        story.told.setdefault(name, place)
        return place
    known = story.told.get(name)
    return replace(known, mention=m) if known is not None else None


def about(story: Story, place: ResolvedPlace, before: list[ResolvedPlace]) -> ResolvedPlace:
    """An unknown town or quarter that nothing locates: somewhere about the place told last, and the radius says so."""
    m = place.mention
    if m.pointer or m.name_last == m.name_first or m.class_word not in _ABOUT:
        return place
    for last in reversed([*story.done[-_ABOUT_LAST:], *before]):
        if last.lat is not None and last.level not in ("country", "border") and (last.radius_km or 0) <= POINTABLE_KM:
            radius = round((last.radius_km or 5.0) + ABOUT_KM, 1)
            alternatives = (last.place_id,) if last.place_id else ()
            return replace(place, lat=last.lat, lon=last.lon, radius_km=radius, admin=last.admin, method="about",
                           alternatives=alternatives)  # fmt: skip
    return place
