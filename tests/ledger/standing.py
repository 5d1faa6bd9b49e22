"""A stand-in for linking: stories alike in their words, tellings of one type, day and place, grouped by components."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from hudna.ledger.linker import Linker
from hudna.model import Incident, Join, Reading, Telling


def _shingles(text: str) -> set[str]:
    words = text.split()
    return {" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))}


def signature(text: str) -> bytes:
    return b"".join(sorted(hashlib.blake2b(s.encode(), digest_size=4).digest() for s in _shingles(text))[:16])


def bands(sig: bytes) -> tuple[str, ...]:
    return tuple(sig[i : i + 4].hex() for i in range(0, len(sig), 4))


def share(a: str, b: str) -> float:
    x, y = _shingles(a), _shingles(b)
    return len(x & y) / len(x | y)


def tellings(reading: Reading, chain: str) -> tuple[Telling, ...]:
    return tuple(
        Telling(reading.document, reading.story, claim, chain) for claim in reading.claims if claim.repeats is None
    )


def keys(telling: Telling) -> tuple[str, ...]:
    time = telling.claim.time
    day = (time.end or time.start) if time else None
    return tuple(f"{telling.claim.type}|{day}|{p.place_id}" for p in telling.claim.places if p.place_id)


def compare(a: Telling, b: Telling) -> Join | None:
    return Join(a.key, b.key, 1.0, ("same_type_day_place",)) if set(keys(a)) & set(keys(b)) else None


def _order(telling: Telling) -> tuple[bool, str, str]:
    return telling.document.published is None, str(telling.document.published), telling.key


def group(
    tellings: Iterable[Telling],
    joins: Iterable[Join],
    must: Iterable[tuple[str, str]] = (),
    cannot: Iterable[tuple[str, str]] = (),
) -> tuple[Incident, ...]:
    by_key = {one.key: one for one in tellings}
    joins = list(joins)
    forbidden = {frozenset(pair) for pair in cannot}
    root = {key: key for key in by_key}
    members = {key: {key} for key in by_key}
    for a, b in [*sorted(must), *sorted((j.first, j.second) for j in joins)]:
        a, b = root[a], root[b]
        if a != b and not any(frozenset((x, y)) in forbidden for x in members[a] for y in members[b]):
            members[a] |= members.pop(b)
            for key in members[a]:
                root[key] = a
    return tuple(sorted((_incident([by_key[k] for k in held], joins) for held in members.values()), key=lambda i: i.id))


def _incident(held: list[Telling], joins: list[Join]) -> Incident:
    held.sort(key=_order)
    first, names = held[0], {one.key for one in held}
    places = tuple(dict.fromkeys(p for one in held for p in one.claim.places))
    people = tuple(dict.fromkeys(p for one in held for p in one.claim.participants))
    within = tuple(sorted((j for j in joins if {j.first, j.second} <= names), key=lambda j: (j.first, j.second)))
    id_ = "i" + hashlib.sha256(first.key.encode()).hexdigest()[:15]
    claim = first.claim
    return Incident(
        id_, claim.type, claim.status, claim.time, places, people, (), claim.means, tuple(held), within, None
    )


LINKER = Linker(signature, bands, share, lambda s: s >= 0.6, tellings, keys, compare, group)
