"""Judgements on claims, applied to what the reader read: corrected fields, and claims rejected."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select

from hudna.model import Claim, Decision

from . import tables as t

_RULED = (
    select(t.judgements.c.decision, t.judgements.c.field, t.judgements.c.value, t.anchors.c.claim)
    .join(t.anchors, t.anchors.c.judgement == t.judgements.c.seq)
    .where(t.anchors.c.story == bindparam("story"), t.anchors.c.claim.is_not(None))
    .order_by(t.judgements.c.seq)
)


class NoSuchField(ValueError):
    """A field that a claim does not have, or a value that it cannot take."""


@dataclass(slots=True)
class Rulings:
    """What people decided about the claims of one story; by claim, the latest last."""

    fields: dict[str, list[tuple[str, str | None]]] = field(default_factory=dict)
    verdicts: dict[str, Decision] = field(default_factory=dict)

    def rejects(self, claim: str) -> bool:
        return self.verdicts.get(claim) == Decision.REJECT

    def corrected(self, claim: Claim) -> Claim:
        """The claim with what was corrected in it; what no longer fits is left out."""
        for name, value in self.fields.get(claim.id, ()):
            try:
                claim = correct(claim, name, value)
            except NoSuchField:
                continue
        return claim


def of_story(connection: Connection, story: int) -> Rulings:
    """The decisions on a story's claims, in the order in which they were made."""
    rulings = Rulings()
    for decision, name, value, key in connection.execute(_RULED, {"story": story}):
        claim = key.rsplit("/", 1)[1]
        if decision == Decision.CORRECT and name is not None:
            rulings.fields.setdefault(claim, []).append((name, value))
        elif decision in (Decision.ACCEPT, Decision.REJECT):
            rulings.verdicts[claim] = Decision(decision)
    return rulings


def correct(claim: Claim, name: str, value: str | None) -> Claim:
    """The claim with one field set, named as in the record: `type`, `time.start`, `figures.0.min`, `places.0.place_id`.

    `value` is the text or, for numbers, lists and null, its JSON. A place's id takes the gazetteer's name and point
    with it. Raises NoSuchField.
    """
    if name == "id":
        raise NoSuchField("the id of a claim stays")
    record = _record(claim)
    holder, last = _holder(record, name)
    if isinstance(holder, list):
        holder[int(last)] = _value(value)
    else:
        holder[last] = _value(value) if not isinstance(holder[last], str) or value is None else value
        if last == "place_id" and value is not None:
            _settle_place(holder, value)
    try:
        return _sound(msgspec.convert(record, Claim))
    except msgspec.ValidationError as error:
        if isinstance(value, str) and _value(value) != value:
            return _as_text(claim, name, value, error)
        raise NoSuchField(f"{name}: {error}") from error


def _as_text(claim: Claim, name: str, value: str, why: Exception) -> Claim:
    """Text that happens to look like JSON: a CAMEO code, a day."""
    record = _record(claim)
    holder, last = _holder(record, name)
    holder[int(last) if isinstance(holder, list) else last] = value
    try:
        return _sound(msgspec.convert(record, Claim))
    except msgspec.ValidationError:
        raise NoSuchField(f"{name}: {why}") from why


def _record(claim: Claim) -> Any:
    return msgspec.json.decode(msgspec.json.encode(claim))


def _sound(claim: Claim) -> Claim:
    """The claim, if its days are days and its points lie on the globe. Raises NoSuchField."""
    for bound in (claim.time.start, claim.time.end) if claim.time else ():
        try:
            date.fromisoformat(bound or "2000-01-01")
        except ValueError as error:
            raise NoSuchField(f"{bound!r} is no day; write it as 2018-03-12") from error
    for place in claim.places:
        if (place.lat is None) != (place.lon is None) or abs(place.lat or 0) > 90 or abs(place.lon or 0) > 180:
            raise NoSuchField(f"{place.lat}, {place.lon} is no point: latitude -90 to 90, longitude -180 to 180")
    return claim


def _holder(record: Any, name: str) -> tuple[Any, str]:
    """The dict or list that holds the field, and its name or number there."""
    *path, last = name.split(".")
    holder = record
    for step in (*path, last):
        inside = holder
        try:
            holder = inside[int(step)] if isinstance(inside, list) else inside[step]
        except (KeyError, IndexError, ValueError, TypeError) as error:
            raise NoSuchField(f"the claim has no field {name!r}") from error
    return inside, last


def _value(value: str | None) -> Any:
    if value is None:
        return None
    try:
        return msgspec.json.decode(value)
    except msgspec.DecodeError:
        return value


def _settle_place(place: dict[str, Any], place_id: str) -> None:
    from hudna.knowledge.load import knowledge

    entry = knowledge().gazetteer.entries.get(place_id)
    if entry is None:
        raise NoSuchField(f"the gazetteer has no place {place_id!r}; `hudna places find NAME` shows those it has")
    place |= {
        "name": {"en": entry.en, "ar": entry.ar},
        "lat": entry.lat,
        "lon": entry.lon,
        "level": entry.level,
        "radius_km": entry.radius_km,
        "method": "judgement",
        "alternatives": [],
    }


def value(claim: Claim, name: str) -> Any:
    """What stands in a field. Raises NoSuchField."""
    holder, last = _holder(_record(claim), name)
    return holder[int(last) if isinstance(holder, list) else last]
