"""From a reading to its tellings: a story's repeats of one thing fold into one, and what its headline tells again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from hudna.linking.circumstances import describes, is_circumstance, nth
from hudna.linking.compare import apart, weigh
from hudna.linking.facts import facts, is_old, spots, window
from hudna.linking.words import content
from hudna.model import (
    Basis,
    Claim,
    ClaimType,
    Figure,
    FigureKind,
    Participant,
    Place,
    Precision,
    Reading,
    Role,
    Telling,
    Time,
)

_PARAGRAPHS = 3  # the headline and two paragraphs
_LEAD = 700  # characters at most
_WIDE_KM = 60.0


def tellings(reading: Reading, chain: str | None = None) -> tuple[Telling, ...]:
    """The tellings of a story in the order of its text.

    `chain` is the key of the story first seen with this text; by default the story's own key.
    """
    if not reading.claims:
        return ()
    own = f"{reading.document.id}/{reading.story}"
    lead = lead_end(reading.text)
    opening, setting = tuple(sorted(content(reading.text[:lead]))), _setting(reading.claims)
    plain = Telling(reading.document, reading.story, reading.claims[0], chain or own, opening=opening, setting=setting)
    groups = _repeats(reading.claims, reading.document.published)
    return tuple(_fold_lead(_ordered([_telling(plain, reading.text, group, lead) for group in groups])))


def lead_end(text: str) -> int:
    """Where the headline and the first two paragraphs end: lines that hold words, 700 characters at most."""
    end, seen = 0, 0
    for line in text[:_LEAD].splitlines(keepends=True):
        if line.strip():
            seen += 1
            if seen > _PARAGRAPHS:
                return end
        end += len(line)
    return end


def _setting(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The two countries that the story's places lie in most often."""
    counts = Counter(p.admin[0] for c in claims for p in c.places if p.admin)
    return tuple(name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:2])


def _repeats(claims: Sequence[Claim], published: date | None) -> list[list[Claim]]:
    """Claims with the ones that repeat them; a repeat that tells another day or place stands for itself.

    What tells no day is news, of the days before publication: a repeat told as older is another occurrence.
    """
    groups: dict[str, list[Claim]] = {}
    root: dict[str, str] = {}
    for claim in claims:
        first = root.get(claim.repeats or "")
        if first is not None and all(_agree(claim, other, published) for other in groups[first]):
            root[claim.id] = first
            groups[first].append(claim)
        else:
            root[claim.id] = claim.id
            groups[claim.id] = [claim]
    return list(groups.values())


def _agree(a: Claim, b: Claim, published: date | None) -> bool:
    """Whether two claims tell no different day and no different place."""
    if is_old(a.time, published) != is_old(b.time, published):
        return False
    if a.time and b.time and a.time.basis is b.time.basis is Basis.TEXT:
        first, second = window(a.time, None, False), window(b.time, None, False)
        if first and second and first.gap(second) > 0:
            return False
    pairs = [apart(x, y) for x in spots(a.places) for y in spots(b.places)]
    return not pairs or not all(pairs)


def _telling(plain: Telling, text: str, group: Sequence[Claim], lead: int) -> Telling:
    """`plain` with what is this group's own."""
    whole = merged(group)
    near = [c for c in group if c.trigger.start < lead] or group[:1]
    words = frozenset().union(*(content(text[c.sentence.start : c.sentence.end]) for c in near))
    return replace(
        plain,
        claim=whole,
        lead=any(c.trigger.start < lead and not is_circumstance(text, c) for c in group),
        background=is_old(whole.time, plain.document.published) or all(describes(text, c) for c in group),
        words=tuple(sorted(words)),
        folded=tuple(c.id for c in group[1:]),
        nth=next((n for c in group if (n := nth(text, c))), None),
    )


def merged(group: Sequence[Claim]) -> Claim:
    """The first claim with what the others add: each value keeps the span that it was read from."""
    if len(group) == 1:
        return group[0]
    return replace(
        group[0],
        places=_places(group),
        participants=_participants(group),
        time=_time(group),
        figures=_figures(group),
        means=next((c.means for c in group if c.means), None),
        attribution=next((c.attribution for c in group if c.attribution), ()),
    )


def _places(group: Iterable[Claim]) -> tuple[Place, ...]:
    """The places of the first claim that resolves any; with the narrow ones of others where those are wide."""
    told = [[p for p in c.places if p.place_id] for c in group]
    first = next((places for places in told if places), None)
    if first is None:
        return next((c.places for c in group if c.places), ())
    if any((p.radius_km or 0) < _WIDE_KM for p in first):
        return tuple(first)
    narrow = {p.place_id: p for places in reversed(told) for p in places if (p.radius_km or 0) < _WIDE_KM}
    countries = {p.admin[0] for p in first if p.admin}
    return (*(p for p in reversed(narrow.values()) if not p.admin or p.admin[0] in countries), *first)


def _participants(group: Sequence[Claim]) -> tuple[Participant, ...]:
    """Of each role those of the first claim that names any, with the registry's actors that the others name."""
    out: list[Participant] = []
    for role in Role:
        mine = [[p for p in c.participants if p.role is role] for c in group]
        first = next((ps for ps in mine if ps), [])
        known = {p.actor_id for p in first}
        more = {p.actor_id: p for ps in mine for p in reversed(ps) if p.actor_id and p.actor_id not in known}
        out += [*first, *more.values()]
    return tuple(out)


def _time(group: Sequence[Claim]) -> Time | None:
    """The first time that the words tell to the day, else the first told at all, else the bound."""
    times = [c.time for c in group if c.time]
    exact = [t for t in times if t.basis is Basis.TEXT and t.precision in (Precision.DAY, Precision.HOUR)]
    told = [t for t in times if t.basis is Basis.TEXT]
    return next(iter(exact or told or times), None)


def _figures(group: Iterable[Claim]) -> tuple[Figure, ...]:
    """Of each kind the figures of the first claim that gives one."""
    out: dict[FigureKind, tuple[Figure, ...]] = {}
    for claim in group:
        kinds = {f.kind for f in claim.figures} - out.keys()
        out |= {kind: tuple(f for f in claim.figures if f.kind is kind) for kind in kinds}
    return tuple(f for kind in sorted(out) for f in out[kind])


def _ordered(told: Sequence[Telling]) -> list[Telling]:
    """The ordinal that the lead tells first of a type, for all that it tells of that type."""
    first: dict[str, int] = {}
    for telling in told:
        if telling.lead and telling.nth:
            first.setdefault(telling.claim.type, telling.nth)
    return [replace(t, nth=t.nth or first.get(t.claim.type)) if t.lead else t for t in told]


def _fold_lead(told: Sequence[Telling]) -> list[Telling]:
    """Fold a claim of the lead into an earlier one of the lead that it only tells again, headline first."""
    out: list[Telling] = []
    for telling in told:
        mate = next((i for i, t in enumerate(out) if _same_again(t, telling)), None)
        if mate is None:
            out.append(telling)
        else:
            out[mate] = _join(out[mate], telling)
    return out


def _same_again(first: Telling, second: Telling) -> bool:
    if not (first.lead and second.lead) or first.background or second.background:
        return False
    if first.claim.sentence == second.claim.sentence:  # two claims of a sentence are two, unless read as a repeat
        return False
    if _others_fight(first.claim, second.claim) or _others_fight(second.claim, first.claim):
        return False
    return weigh(facts(first), facts(second), within=True) is not None


def _others_fight(attack: Claim, clash: Claim) -> bool:
    """Whether a clash is of one whom the attack does not name: they attacked the town, then fought others over it."""
    if clash.type is not ClaimType.ARMED_CLASH or attack.type is ClaimType.ARMED_CLASH:
        return False
    named = {p.actor_id for p in attack.participants if p.actor_id}
    return bool(named) and bool({p.actor_id for p in clash.participants if p.actor_id} - named)


def _join(first: Telling, second: Telling) -> Telling:
    return replace(
        first,
        claim=merged([first.claim, second.claim]),
        words=tuple(sorted({*first.words, *second.words})),
        folded=(*first.folded, second.claim.id, *second.folded),
        nth=first.nth or second.nth,
    )
