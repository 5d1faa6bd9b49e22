"""Whether two tellings are of one incident: rules with weights, each leaving its reason.

Some differences refuse outright (types under which one occurrence is never told, precise places that lie apart, days
that do not meet), and so does it when the two have nothing in common but their words: no place, party, figure or
speaker. Everything else adds to or takes from a score. A pair whose score reaches the bar is joined.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from hudna.linking.blocks import keys_of
from hudna.linking.facts import Facts, Side, Spot, facts, is_person
from hudna.linking.rules import rules
from hudna.linking.words import likeness, weight
from hudna.model import FigureKind, Join, Telling

Reason = tuple[str, float, str]  # rule, how far it holds (0 to 1), what it saw
_EARTH_KM = 6371.0
_ANCHORS = {"place.same", "place.near", "place.within", "place.named", "actor.same", "actor.kin", "target.same",
            "target.kin", "speaker.same", "copy"}  # fmt: skip
_BESIDE = 0.4  # of place.apart
_ABROAD = 0.6  # of place.apart: stories of other countries, where one tells no place
RULES = _ANCHORS | {"type.same", "type.kin", "place.country", "place.apart", "place.abroad", "time.same",
                    "time.overlap", "time.near", "time.beside", "actor.rival", "actor.others", "actor.person",
                    "target.rival", "target.others", "target.person", "figure.same", "figure.near", "figure.far",
                    "means.same", "order.same", "order.apart", "stage.apart", "words.trigger", "words.alike",
                    "opening.alike"}  # fmt: skip
_TRIGGER_BITS = 5.0  # of a shared trigger that counts once
_HIGH = 1.5  # of a figure: ten or more, which two incidents of a day seldom share
ACTS_OF_WHO = ("words", "deals")  # families in which who speaks or agrees makes the incident


def compare(a: Telling, b: Telling) -> Join | None:
    """The join of two tellings with its reasons, or None where they are not held to be of one incident.

    The order of the two does not matter; `first` is the lesser key.
    """
    return weigh(facts(a), facts(b))


def joins(tellings: Sequence[Telling], others: Sequence[Telling] = ()) -> tuple[Join, ...]:
    """All joins among `tellings`, and between them and `others`; only pairs that share a blocking key are compared.

    The cost grows with the sizes of the blocks, not with the square of all.
    """
    fresh = [facts(t) for t in tellings]
    pool = [*fresh, *(facts(t) for t in others)]
    found = (weigh(pool[i], pool[j]) for i, j in _candidates(pool, len(fresh)))
    return tuple(sorted((j for j in found if j), key=lambda j: (j.first, j.second)))


def _candidates(pool: Sequence[Facts], fresh: int) -> Iterator[tuple[int, int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, f in enumerate(pool):
        mates: set[int] = set()
        for key in keys_of(f):
            mates.update(j for j in blocks[key] if j < fresh)
            blocks[key].append(i)
        yield from ((j, i) for j in sorted(mates))


def weigh(a: Facts, b: Facts, within: bool = False) -> Join | None:
    """As `compare`, on facts worked out before; `within` is for claims of one story, never joined else."""
    first, second = (a, b) if a.telling.key <= b.telling.key else (b, a)
    if (a.telling.story_key == b.telling.story_key) != within or (reasons := evidence(first, second)) is None:
        return None
    weights = rules().weights
    score = round(math.fsum(weights[rule] * degree for rule, degree, _ in reasons), 3)
    if score < (rules().bar_within if within else rules().bar):
        return None
    told = tuple(f"{rule} {weights[rule] * degree:+.2f} {saw}".rstrip() for rule, degree, saw in reasons)
    return Join(first.telling.key, second.telling.key, score, told)


def evidence(a: Facts, b: Facts) -> list[Reason] | None:
    """What speaks for and against; None where a difference refuses outright."""
    kinds = (a.telling.claim.type, b.telling.claim.type)
    if not rules().are_kin(*kinds):
        return None
    where, when = _where(a, b), _when(a, b)
    if where is None or when is None:
        return None
    same = ("type.same", rules().telling.get(kinds[0], 1.0)) if kinds[0] == kinds[1] else ("type.kin", 1.0)
    out: list[Reason] = [(*same, "/".join(sorted(set(kinds))))]
    out += where + when
    out += _who("actor", a.actors, b.actors) + _who("target", a.targets, b.targets)
    if a.family in ACTS_OF_WHO and any(rule == "actor.rival" for rule, _, _ in out):
        return None
    out += _figures(a, b) + _manner(a, b)
    return out if _anchored(a, b, out) else None


def _anchored(a: Facts, b: Facts, reasons: list[Reason]) -> bool:
    """Whether the two have more than words in common; who only speaks of an act is no party to it."""
    if sum(degree for rule, degree, _ in reasons if rule == "figure.same") >= _HIGH:
        return True
    found = {rule for rule, _, _ in reasons if rule in _ANCHORS}
    if a.family not in ACTS_OF_WHO:
        found.discard("speaker.same")
        if not (a.actors.ids & b.actors.ids) - (a.speakers & b.speakers):
            found.discard("actor.same")
    return bool(found)


def _where(a: Facts, b: Facts) -> list[Reason] | None:
    pairs = [distance(x, y) for x in a.spots for y in b.spots]
    if not pairs:
        if named := sorted(a.named & b.named):
            return [("place.named", 1.0, ",".join(named))]
        if shared := sorted(a.countries & b.countries):
            return [("place.country", 1.0, ",".join(shared))]
        return [("place.apart", _ABROAD, "countries")] if a.countries and b.countries else []
    best = max(pairs, key=lambda p: (rules().weights[p[0]] * p[1], p[2]))
    return None if best[0] == "place.apart" and best[1] >= 1.0 else [best]


def distance(x: Spot, y: Spot) -> Reason:
    """How two places lie to one another, as a reason: `place.apart` of degree 1 refuses."""
    limits = rules().limits
    precise = x.precise and y.precise
    if x.id == y.id:
        return ("place.same", _small(x), x.id) if precise else ("place.within", 1.0, x.id)
    if x.id in y.regions or y.id in x.regions:
        return "place.within", 1.0, "/".join(sorted((x.id, y.id)))
    off = kilometres(x, y)
    saw = f"{'/'.join(sorted((x.id, y.id)))} {off:.0f} km"
    beyond = off - x.radius - y.radius - limits.slack_km
    if not precise and x.country and y.country and x.country != y.country:  # wide circles overlap across borders
        return "place.abroad", 1.0, saw
    if beyond <= 0 and (not precise or off <= max(x.radius, y.radius)):
        return ("place.near" if precise else "place.within"), 1.0, saw
    if beyond <= 0:  # two towns whose outskirts touch are two towns
        return "place.apart", _BESIDE, saw
    if precise and beyond > limits.apart_km:
        return "place.apart", 1.0, saw
    return "place.apart", round(0.9 * min(1.0, beyond / limits.apart_km), 2), saw


def apart(x: Spot, y: Spot) -> bool:
    """Whether two places are not one, nor does one lie in the other."""
    return distance(x, y)[0] in ("place.apart", "place.abroad")


def _small(x: Spot) -> float:
    """How much a shared place says: a bridge or a base (2) more than a town of seven kilometres (1) or a city."""
    return round(min(2.0, max(0.5, 10 / (x.radius + 3))), 2)


def kilometres(x: Spot, y: Spot) -> float:
    """Great-circle distance (haversine)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (x.lat, x.lon, y.lat, y.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def _when(a: Facts, b: Facts) -> list[Reason] | None:
    if a.window is None or b.window is None:
        return []
    gap = a.window.gap(b.window)
    if gap > rules().limits.near_days:
        return None
    if gap > 0:
        return [("time.beside" if a.window.exact and b.window.exact else "time.near", 1.0, f"{gap} d")]
    if a.window.exact and b.window.exact:
        return [("time.same", 1.0, "")]
    return [("time.overlap", 1.0, "")] if a.window.told and b.window.told else []


def _who(side: str, a: Side, b: Side) -> list[Reason]:
    if shared := a.ids & b.ids:
        share = round(len(shared) / min(len(a.ids), len(b.ids)), 2)
        same = (f"{side}.same", share, ",".join(sorted(shared)))
        known = sorted(i for i in shared if is_person(i))
        return [same, *([(f"{side}.person", 1.0, ",".join(known))] if known else []), *_others(side, a, b)]
    if kin := sorted(a.kin(b)):
        return [(f"{side}.kin", 1.0, ",".join(kin))]
    return [(f"{side}.rival", 1.0, f"{min(a.ids)}/{min(b.ids)}")] if a.ids and b.ids else []


def _others(side: str, a: Side, b: Side) -> list[Reason]:
    """Beside whom they share, each names somebody of whom the other knows nothing."""
    mine, theirs = a.ids - b.ids - b.above, b.ids - a.ids - a.above
    unknown = [min(ids) for ids in (mine, theirs) if ids]
    return [(f"{side}.others", 1.0, "/".join(unknown))] if len(unknown) == 2 else []


def _figures(a: Facts, b: Facts) -> list[Reason]:
    return [_figure(kind, a.figures[kind], b.figures[kind]) for kind in sorted(a.figures.keys() & b.figures.keys())]


def _figure(kind: FigureKind, a: tuple[int, int], b: tuple[int, int]) -> Reason:
    saw = f"{kind} {a[0]}/{b[0]}"
    if a[0] <= b[1] and b[0] <= a[1]:
        return "figure.same", round(min(2.0, 0.5 + math.log10(max(1, a[0]))), 2), saw  # a high number is no chance
    low, high = sorted((a[1], b[0]) if a[1] < b[0] else (b[1], a[0]))
    near = high - low <= 1 or low / high >= rules().limits.near_figure
    return ("figure.near" if near else "figure.far"), 1.0, saw


def _rare(shared: Sequence[str]) -> float:
    """How much a shared trigger says: a humanitarian truce more than a killing."""
    return round(min(2.0, max(0.5, sum(map(weight, shared)) / _TRIGGER_BITS)), 2)


def _manner(a: Facts, b: Facts) -> list[Reason]:
    out: list[Reason] = []
    x, y = a.telling.claim.means, b.telling.claim.means
    if x and y and x.means_id == y.means_id:
        out.append(("means.same", 1.0, x.means_id))
    if a.begins != b.begins:
        out.append(("stage.apart", 1.0, ""))
    if a.telling.nth and b.telling.nth:
        saw = f"{min(a.telling.nth, b.telling.nth)}/{max(a.telling.nth, b.telling.nth)}"
        out.append(("order.same" if a.telling.nth == b.telling.nth else "order.apart", 1.0, saw))
    if shared := sorted(a.speakers & b.speakers):
        out.append(("speaker.same", 1.0, ",".join(shared)))
    if shared := sorted(a.trigger & b.trigger):
        out.append(("words.trigger", _rare(shared), ",".join(shared)))
    alike = likeness(a.words, b.words)
    out.append(("words.alike", round(alike, 3), ""))
    if a.telling.story_key == b.telling.story_key:
        return out
    if a.telling.lead and b.telling.lead:
        out.append(("opening.alike", round(likeness(a.opening, b.opening), 3), ""))
    if a.telling.chain == b.telling.chain and alike >= 0.5:
        out.append(("copy", 1.0, a.telling.chain))
    return out
