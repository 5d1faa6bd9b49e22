"""The measures: claims found, typed and wholly right, each part given a typed claim, sentences, silence and codes.

They give the same numbers as the scorer that the project is judged with; a test holds that where it is there.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.told import FIGURES, ROLES, Pair, Point, Told

ASSAULT = frozenset(
    {
        "armed_clash", "attack", "shelling", "air_strike", "bombing",
        "assassination", "killing", "abduction", "abuse", "chemical_attack",
    }
)  # fmt: skip
FAMILY = {"ASSAULT": ASSAULT, "PROTEST": frozenset({"protest"})}
HAPPENED = frozenset({"asserted", "unconfirmed"})
NEAR_KM = 30.0


@dataclass(slots=True)
class Tally:
    """Right, wrongly given and missed; its value is F1."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, tp: int, fp: int, fn: int) -> None:
        self.tp, self.fp, self.fn = self.tp + tp, self.fp + fp, self.fn + fn

    @property
    def value(self) -> float:
        return 2 * self.tp / max(1, 2 * self.tp + self.fp + self.fn)

    def __str__(self) -> str:
        return f"tp {self.tp} fp {self.fp} fn {self.fn}"


@dataclass(slots=True)
class Share:
    """So many of so many; its value is the fraction."""

    ok: int = 0
    n: int = 0

    def add(self, ok: bool) -> None:
        self.ok, self.n = self.ok + ok, self.n + 1

    @property
    def value(self) -> float:
        return self.ok / max(1, self.n)

    def __str__(self) -> str:
        return f"{self.ok}/{self.n}"


Figures = dict[str, Tally | Share]


def shared(a: Pair, b: Pair) -> int:
    """Characters that two spans have in common."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def hit(a: Pair, b: Pair) -> bool:
    """Two spans stand for the same words if they share at least half of the shorter."""
    return shared(a, b) * 2 >= min(a[1] - a[0], b[1] - b[0]) > 0


def kilometres(a: Point, b: Point) -> float:
    """Great-circle distance (haversine, radius 6,371 km)."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def paired(gold: Sequence[Told], read: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Gold and read claims, one to one: those of the same words first, then those of the same sentence and type."""
    rated = []
    for i, g in enumerate(gold):
        for j, r in enumerate(read):
            words, same = bool(shared(g.trigger, r.trigger)), g.type == r.type
            if words or (same and r.sentence and shared(g.trigger, r.sentence)):
                rated.append((-(2 * words + 3 * same), abs(g.trigger[0] - r.trigger[0]), i, j))
    out, used_gold, used_read = [], set(), set()
    for _, _, i, j in sorted(rated):
        if i not in used_gold and j not in used_read:
            used_gold.add(i)
            used_read.add(j)
            out.append((gold[i], read[j]))
    return out


def measure_claims(told: Iterable[tuple[Sequence[Told], Sequence[Told]]]) -> Figures:
    """All measures of whole claims over documents, each given as its gold claims and its read ones."""
    found, typed, whole = Tally(), Tally(), Tally()
    figures: Figures = {"found": found, "typed": typed, "whole": whole, "recalled": Share()}
    figures |= {role: Tally() for role in ROLES}
    figures |= {name: Share() for name in ("status", *FIGURES, "date", "near")}
    recalled = Share()
    for gold, read in told:
        pairs = paired(gold, read)
        good = [(g, r) for g, r in pairs if g.type == r.type]
        right = sum([_measure_pair(g, r, figures) for g, r in good])
        for tally, n in ((found, len(pairs)), (typed, len(good)), (whole, right)):
            tally.add(n, len(read) - n, len(gold) - n)
        recalled.ok, recalled.n = recalled.ok + len(good), recalled.n + len(gold)
    figures["recalled"] = recalled
    return figures


def measure_types(told: Iterable[tuple[Sequence[Told], Sequence[Told]]]) -> dict[str, Tally]:
    """Found and typed, by type, the most frequent in gold first."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for gold, read in told:
        good = Counter(g.type for g, r in paired(gold, read) if g.type == r.type)
        for name, n in Counter(g.type for g in gold).items():
            tallies[name].add(good[name], 0, n - good[name])
        for name, n in Counter(r.type for r in read).items():
            tallies[name].add(0, n - good[name], 0)
    return dict(sorted(tallies.items(), key=lambda item: -(item[1].tp + item[1].fn)))


def amiss(gold: Sequence[Told], read: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """Claims missed and claims too many, by found and typed."""
    good = [(g, r) for g, r in paired(gold, read) if g.type == r.type]
    missed = [g for g in gold if not any(g is other for other, _ in good)]
    return missed, [r for r in read if not any(r is other for _, other in good)]


def _measure_pair(gold: Told, read: Told, figures: Figures) -> bool:
    """Count one typed pair into `figures`; whether who, whom, where, status and figures are all right."""
    right = gold.status == read.status
    _share(figures, "status", right)
    for role in ROLES:
        clean = _measure_role(gold.spans(role), read.spans(role), figures[role])
        right &= clean or role not in ("actor", "target", "place")
    for kind, number, _ in gold.figures:
        ok = _counted(number, [(low, high) for k, low, high in read.figures if k == kind])
        _share(figures, kind, ok)
        right &= ok
    if gold.date:
        _share(figures, "date", _dated(gold.date, read.date))
    for point in gold.points:
        _share(figures, "near", any(kilometres(point, other) <= NEAR_KM for other in read.points))
    return right


def _share(figures: Figures, name: str, ok: bool) -> None:
    share = figures[name]
    assert isinstance(share, Share)
    share.add(ok)


def _measure_role(gold: Sequence[Pair], read: Sequence[Pair], tally: Tally | Share) -> bool:
    assert isinstance(tally, Tally)
    tp = sum(any(hit(g, r) for r in read) for g in gold)
    fp = sum(not any(hit(g, r) for g in gold) for r in read)
    tally.add(tp, fp, len(gold) - tp)
    return tp == len(gold) and not fp


def _counted(number: int | None, read: Sequence[tuple[int | None, int | None]]) -> bool:
    """Right if a figure's bound is the number, or the lower bounds add up to it."""
    return any(number in bounds for bounds in read) or sum(low or 0 for low, _ in read) == number


def _dated(gold: str, start: str) -> bool:
    return start.startswith(gold) or (len(start) == 7 and gold.startswith(start))


def measure_sentences(labelled: Iterable[tuple[str, bool]], read: Mapping[str, Sequence[Told]], kind: str) -> Tally:
    """Is there an event of the family `kind` in the sentence? `labelled` gives ids and whether people say so."""
    tally = Tally()
    for key, is_so in labelled:
        said = any(r.type in FAMILY[kind] and r.status in HAPPENED for r in read[key])
        tally.add(said and is_so, said and not is_so, is_so and not said)
    return tally


def measure_silence(read: Mapping[str, Sequence[Told]]) -> Share:
    """Documents without violence in which none is read."""
    quiet = Share()
    for claims in read.values():
        quiet.add(not any(r.type in ASSAULT for r in claims))
    return quiet


def measure_codes(records: Iterable[Mapping[str, Any]], read: Mapping[str, Sequence[Told]]) -> dict[str, Share]:
    """A side's code is right if any claim of the sentence's family gives it; gold is what two annotators agree on."""
    shares: defaultdict[str, Share] = defaultdict(Share)
    for record in records:
        if record["id"] not in read:  # a few protest records carry an outlet's name for an id
            continue
        said = [r for r in read[record["id"]] if r.type in FAMILY[record["event_type"]]]
        for side, role in (("source", "actor"), ("target", "target")):
            for field, place in (("main", 1), ("role", 2)):
                if wanted := _agreed(record["spans"], f"{side}_role", field):
                    given = {code[place] for r in said for code in r.codes if code[0] == role}
                    name = f"{record['event_type']} {side} {('country', 'sector')[place - 1]}"
                    shares[name].add(wanted in given)
    return dict(sorted(shares.items()))


def _agreed(spans: Iterable[Mapping[str, Any]], side: str, field: str) -> str | None:
    votes = Counter(s[side].get(field) for s in spans if isinstance(s.get(side), dict))
    agreed = [v for v, n in votes.items() if n >= 2 and v not in (None, "None", "UNKNOWN")]
    return agreed[0] if agreed else None
