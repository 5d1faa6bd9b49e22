"""What comparison needs of a telling, worked out once: where, when, who, how many, in which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from hudna.knowledge.load import knowledge
from hudna.linking.rules import rules
from hudna.linking.words import Wording, content, weight
from hudna.model import Basis, Claim, Figure, FigureKind, Participant, Place, PlaceRole, Precision, Role, Telling, Time
from hudna.text.tokens import fold_phrase

_WEEK = 7
_OF_SPEAKERS = {"deals", "words"}  # families of what is said and agreed, which need not happen where the story does
_NAME_BITS = 6.0  # a word that stands in one story of sixty or fewer: no "town" or "area"
_PEOPLE = {FigureKind.KILLED, FigureKind.WOUNDED, FigureKind.HELD, FigureKind.CASUALTIES, FigureKind.MISSING}
_NO_COUNTRY = {"INT", "IMG", "IGO", "NGO"}
_STATE = {"GOV", "MIL", "COP", "SPY", "LEG", "JUD"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A resolved place: degrees, the radius in kilometres that holds it or the doubt about it, and its regions."""

    id: str
    lat: float
    lon: float
    radius: float
    country: str | None
    regions: tuple[str, ...] = ()

    @property
    def precise(self) -> bool:
        return self.radius <= rules().limits.precise_km


@dataclass(frozen=True, slots=True)
class Window:
    """Days (proleptic ordinals, inclusive) in which it happened; `told` when the story's words say so."""

    first: int
    last: int
    told: bool

    @property
    def exact(self) -> bool:
        return self.told and self.last - self.first <= 1

    def gap(self, other: Window) -> int:
        """Days between the two; 0 or less where they overlap."""
        return max(self.first, other.first) - min(self.last, other.last)


@dataclass(frozen=True, slots=True)
class Side:
    """Those who act, or are acted on: registry ids, all that these belong to, states, codes of country and sector."""

    ids: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()

    def kin(self, other: Side) -> frozenset[str]:
        """What ties two sides that share nobody: one belongs to the other, or both to a state. The sector of a country
        (its rebels, say) ties only where one side names nobody that is known."""
        tied = (self.ids & other.above) | (self.above & other.ids) | (self.states & other.states)
        return tied if self.ids and other.ids else tied | (self.codes & other.codes)

    def rivals(self, other: Side) -> bool:
        """Whether both name somebody, and nobody in common nor of kin."""
        return bool(self.ids and other.ids) and not (self.ids & other.ids or self.kin(other))


@dataclass(frozen=True, slots=True)
class Facts:
    telling: Telling
    family: str
    spots: tuple[Spot, ...]
    named: frozenset[str]  # stems of the names of places that no gazetteer entry resolves
    countries: frozenset[str]
    window: Window | None
    actors: Side
    targets: Side
    figures: dict[FigureKind, tuple[int, int]]
    speakers: frozenset[str]
    words: Wording
    opening: Wording
    trigger: frozenset[str]
    begins: bool = False  # a truce or agreement that takes effect, which is not that it is announced


def facts(telling: Telling) -> Facts:
    """What is compared of a telling."""
    claim = telling.claim
    family = rules().family(claim.type)
    places = spots(claim.places)
    countries = frozenset(s.country for s in places if s.country) or frozenset(telling.setting)
    return Facts(
        telling=telling,
        family=family,
        spots=places,
        named=frozenset() if places else frozenset(_names(claim.places)),
        countries=countries,
        window=window(claim.time, telling.document.published, family in _OF_SPEAKERS),
        actors=_side(claim, Role.ACTOR),
        targets=_side(claim, Role.TARGET),
        figures=dict(_counts(claim.figures)),
        speakers=frozenset(a.speaker_id for a in claim.attribution if a.speaker_id),
        words=Wording.of(telling.words),
        opening=_opening(telling.opening),
        trigger=content(claim.trigger.text),
        begins=family == "deals" and not set(rules().takes_effect).isdisjoint(fold_phrase(claim.trigger.text)),
    )


@lru_cache(maxsize=200)
def _opening(stems: tuple[str, ...]) -> Wording:
    """Once for all tellings of a story."""
    return Wording.of(stems)


def spots(places: Iterable[Place]) -> tuple[Spot, ...]:
    """The resolved places of a claim; one that is left (`from`) only where no other is told."""
    known = [p for p in places if p.place_id]
    stands = [p for p in known if p.role is not PlaceRole.FROM] or known
    return tuple(
        Spot(p.place_id, p.lat, p.lon, p.radius_km or 5.0, p.admin[0] if p.admin else None, p.admin)
        for p in stands
        if p.place_id is not None and p.lat is not None and p.lon is not None
    )


def _names(places: Iterable[Place]) -> Iterable[str]:
    return (s for p in places for s in content(p.span.text) if weight(s) >= _NAME_BITS)


def window(time: Time | None, published: date | None, lasting: bool) -> Window | None:
    """The days of a time. One that is only bounded by publication is looked for in the days of news before it.

    What lasts or is still to come (a truce, what is demanded) is news on the days before publication too, so its
    window holds both.
    """
    news = _news(published)
    told = _told(time) if time is not None and time.basis is Basis.TEXT else None
    if told is None or news is None:
        return told or news
    if lasting and told.last >= news.first:
        return Window(min(told.first, news.first), max(min(told.last, news.last + _WEEK), news.last), told=False)
    return told


def _news(published: date | None) -> Window | None:
    if published is None:
        return None
    day = published.toordinal()
    return Window(day - rules().limits.news_days, day, told=False)


def _told(time: Time) -> Window | None:
    first = date.fromisoformat(time.start).toordinal() if time.start else None
    last = date.fromisoformat(time.end).toordinal() if time.end else None
    if first is None and last is None:
        return None
    if first is None:
        assert last is not None
        return Window(last - _WEEK, last, told=False)
    if last is None:
        return Window(first, first + _WEEK, told=False)
    return Window(first, max(first, last), told=True)


def is_old(time: Time | None, published: date | None) -> bool:
    """Whether the words tell it as older than news: it ended before the days of news, or somewhen in weeks or more."""
    if time is None or published is None or time.basis is not Basis.TEXT:
        return False
    if time.end is not None and time.start is None:
        return True
    coarse = time.precision in (Precision.MONTH, Precision.SEASON, Precision.YEAR)
    return coarse or (
        time.end is not None and (published - date.fromisoformat(time.end)).days > rules().limits.news_days
    )


def _side(claim: Claim, role: Role) -> Side:
    mine = [p for p in claim.participants if p.role is role]
    ids = frozenset(p.actor_id for p in mine if p.actor_id)
    above = frozenset(name for i in ids for name in ancestors(i))
    codes = frozenset(_codes(mine))
    return Side(ids, above, frozenset(c for c in codes if c.endswith(":state")), codes)


def _codes(participants: Iterable[Participant]) -> Iterable[str]:
    """Country and sector of each, without civilians and what belongs to no country."""
    for p in participants:
        if p.code and p.code.country and p.code.sector and p.code.sector != "CVL" and p.code.country not in _NO_COUNTRY:
            yield f"{p.code.country}:{'state' if p.code.sector in _STATE else p.code.sector}"


@lru_cache(maxsize=20_000)
def ancestors(actor_id: str) -> frozenset[str]:
    """All registry entries that an actor belongs to, itself left out."""
    actors, found, ahead = knowledge().actors, set[str](), [actor_id]
    while ahead:
        entry = actors.get(ahead.pop())
        fresh = [p.lower() for p in (entry.parents if entry else ()) if p.lower() not in found]
        found.update(fresh)
        ahead.extend(fresh)
    return frozenset(found - {actor_id})


@lru_cache(maxsize=20_000)
def is_person(actor_id: str) -> bool:
    """Whether it is a person: who holds an office, not the office's body or a country."""
    entry = knowledge().actors.get(actor_id)
    return entry is not None and entry.kind == "official"


def _counts(figures: Iterable[Figure]) -> Iterable[tuple[FigureKind, tuple[int, int]]]:
    """The first whole figure of each kind, as a closed range."""
    seen: set[FigureKind] = set()
    for f in figures:
        low = f.min if f.min is not None else f.max
        if f.part or f.kind in seen or low is None or f.kind not in _PEOPLE:
            continue
        seen.add(f.kind)
        yield f.kind, (low, f.max if f.max is not None else low)
