"""An agreement as an analyst writes it down: parties, terms, zones, times, sources."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from msgspec import Struct, field

from hudna.knowledge.entries import Entry
from hudna.model import ClaimType


class AgreementKind(StrEnum):
    CESSATION = "cessation_of_hostilities"
    CEASEFIRE = "ceasefire"
    DE_ESCALATION = "de_escalation_zone"
    PAUSE = "humanitarian_pause"
    LOCAL_TRUCE = "local_truce"
    EVACUATION = "evacuation"
    EXCHANGE = "exchange"


class Geometry(StrEnum):
    """How well a zone's edge is known: `published` as drawn here, `approximate`, or `unknown` (never made public)."""

    PUBLISHED = "published"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"


class Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of an entry; unknown keys are errors."""


class Words(Part, frozen=True, kw_only=True):
    en: str
    ar: str


class Side(Entry, frozen=True, kw_only=True):
    """One side that is bound: registry actors with all that belong to them. Acts inside a side break no truce."""

    en: str
    ar: str
    actors: tuple[str, ...]


class Zone(Part, frozen=True, kw_only=True):
    """Where an agreement holds. Points are [longitude, latitude] in degrees (WGS 84), lengths in kilometres.

    `places` are gazetteer ids: the place and all that lies in it. `except_` are taken out again. A `line` counts with
    `buffer_km` to both sides. A place outside, but within `near_km` of the edge, is near.
    """

    places: tuple[str, ...] = ()
    polygon: tuple[tuple[float, float], ...] = ()
    line: tuple[tuple[float, float], ...] = ()
    buffer_km: float = 0.0
    except_: tuple[str, ...] = field(default=(), name="except")
    geometry: Geometry = Geometry.APPROXIMATE
    near_km: float = 10.0


class Term(Entry, frozen=True, kw_only=True):
    """What an agreement forbids (claim types) or requires; `means` are classes of means, empty for any.

    `sides` are whom it binds, empty for all; `against` whom it shields: `any` but those excluded, `sides` the other
    sides and civilians, `civilians` alone. `from` and `to` narrow the agreement's time, `zone` its area.
    """

    words: Words
    forbids: tuple[ClaimType, ...] = ()
    requires: tuple[ClaimType, ...] = ()
    means: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    against: Literal["any", "sides", "civilians"] = "any"
    zone: Zone | None = None
    from_: str | None = field(default=None, name="from")
    to: str | None = None


class Extension(Part, frozen=True, kw_only=True):
    declared: date
    until: str
    from_: str | None = field(default=None, name="from")  # where it did not follow at once


class Ended(Part, frozen=True, kw_only=True):
    """How it ended; where that is disputed, `day` is the first named and `latest` the last."""

    day: str
    how: Literal["expired", "collapsed", "replaced", "withdrawn", "fulfilled"]
    latest: str | None = None
    by: str | None = None


class Monitor(Entry, frozen=True, kw_only=True):
    """A body that watches over it, with the registry actors that speak for it."""

    en: str
    ar: str
    actors: tuple[str, ...] = ()


class Source(Part, frozen=True, kw_only=True):
    title: str
    publisher: str
    date: date | None = None
    url: str | None = None


class Agreement(Entry, frozen=True, kw_only=True):
    """An agreement. Times are days (2017-07-09) or minutes with their offset (2017-07-09T12:00+03:00).

    `proposed` alone stands for a draft; `effective` none: it never came into force. `ends` none: open. `signatories`
    signed or declared it, `guarantors` answer for it, `sides` are bound by it: three lists, seldom the same.
    """

    en: str
    ar: str
    kind: AgreementKind
    sides: tuple[Side, ...]
    terms: tuple[Term, ...]
    zone: Zone
    signatories: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    proposed: date | None = None
    declared: date | None = None
    effective: str | None = None
    ends: str | None = None
    extensions: tuple[Extension, ...] = ()
    ended: Ended | None = None
    form: Literal["written", "verbal", "unclear"] = "unclear"
    text: Literal["published", "confidential", "unclear"] = "unclear"
    within: tuple[str, ...] = ()  # agreements that it carries out or stands beside
    names: tuple[str, ...] = ()  # Arabic names that reporting gives it
    monitors: tuple[Monitor, ...] = ()
    sources: tuple[Source, ...] = ()
    pax_id: int | None = None  # its number in PA-X
    note: Words | None = None
