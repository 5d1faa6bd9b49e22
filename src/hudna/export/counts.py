"""Figures of an incident as ranges, and its deaths by the rules of ACLED and UCDP.

Only tellings of the incident's own status count: what one outlet denies or fears adds nothing to what others assert.
Parts ("among them three children") are never added, and copies of one text are one voice.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hudna.export.parties import counted, party
from hudna.model import Basis, Claim, ClaimType, Figure, FigureKind, Incident, Role, Telling
from hudna.text.tokens import fold_phrase

# ACLED codes a vague plural by its word: 10 for tens (عشرات), 100 for hundreds. The reader takes a plural as two of its
# scale at least, so ACLED's number is half of that.
_VAGUE = frozenset({"عشرات", "ميات", "الاف", "الوف", "ملايين"})  # folded
_NO_DEATH = frozenset({"killing.death-sentence"})


@dataclass(frozen=True, slots=True)
class Range:
    """What the tellings' figures of one kind span: `low` the least anyone tells, `high` the most, None where open."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Deaths:
    """Deaths as told: the least, the most, and the number that most independent voices give (of ties the lower).

    `civilians` and `armed` split `best` by whom the words count, as far as they say; `counted` is False where a killing
    of somebody on a day is told without a number, which then is one at least.
    """

    low: int
    best: int
    high: int
    civilians: int = 0
    armed: tuple[tuple[str, int], ...] = ()  # by the party's id, code or words
    counted: bool = True

    @property
    def unknown(self) -> int:
        return self.best - self.civilians - sum(n for _, n in self.armed)


def standing(incident: Incident) -> tuple[Telling, ...]:
    """The tellings that give the incident its status."""
    return tuple(t for t in incident.tellings if t.claim.status is incident.status) or incident.tellings


def figures(incident: Incident) -> dict[FigureKind, tuple[tuple[Telling, Figure], ...]]:
    """The whole figures of each kind with the telling that gives each, in the order of tellings."""
    tellings = {t.key: t for t in standing(incident)}
    out: dict[FigureKind, tuple[tuple[Telling, Figure], ...]] = {}
    for tally in incident.figures:
        told = tuple((tellings[key], f) for key, f in tally.by if key in tellings and not f.part)
        if told:
            out[tally.kind] = told
    return out


def ranges(incident: Incident) -> dict[FigureKind, Range]:
    """Each kind's range over the tellings' first whole figures."""
    out = {}
    for kind, told in figures(incident).items():
        first: dict[str, Figure] = {}
        for telling, figure in told:
            first.setdefault(telling.key, figure)
        lows = [f.min for f in first.values() if f.min is not None]
        highs = [f.max for f in first.values()]
        known = [n for n in highs if n is not None]
        out[kind] = Range(min(lows, default=None), max(known) if len(known) == len(highs) else None)
    return out


def deaths(incident: Incident) -> Deaths | None:
    """The deaths that an incident's tellings give; None where none is told."""
    by_telling: dict[str, tuple[Telling, list[Figure]]] = {}
    for telling, figure in figures(incident).get(FigureKind.KILLED, ()):
        by_telling.setdefault(telling.key, (telling, []))[1].append(figure)
    told = [(telling, _one(found, telling.claim)) for telling, found in by_telling.values()]
    if not told:
        kills = any(_kills(t.claim) for t in standing(incident))
        return Deaths(1, 1, 1, counted=False) if kills else None
    best = _most_told(told)
    low, high = min(d.low for _, d in told), max(d.high for _, d in told)
    return Deaths(low, best.best, high, best.civilians, best.armed)


def _kills(claim: Claim) -> bool:
    """Whether a claim tells a death without a number: of somebody, on a day that the story tells.

    "The policy of indiscriminate killing" and "the killing must end" name no death.
    """
    dated = claim.time is not None and claim.time.basis is Basis.TEXT
    whom = any(p.role is Role.TARGET for p in claim.participants)
    return claim.type is ClaimType.KILLING and claim.rule not in _NO_DEATH and dated and whom


def _most_told(told: list[tuple[Telling, Deaths]]) -> Deaths:
    """The account of the number that most chains give; a chain has one vote, its first telling's."""
    votes: dict[str, Deaths] = {}
    for telling, account in told:
        votes.setdefault(telling.chain, account)
    counts = Counter(account.best for account in votes.values())
    number = min(counts, key=lambda n: (-counts[n], n))
    return next(account for _, account in told if account.best == number)


def _one(found: list[Figure], claim: Claim) -> Deaths:
    """One telling's deaths. Figures of different people add up, unless one of them counts no one in particular.

    "Five soldiers and three civilians" are eight; in "eight people, five of them soldiers" the eight are all of them.
    """
    groups: dict[str, Figure] = {}
    for figure in found:
        groups.setdefault(_group(figure, claim), figure)
    whole = groups.pop("", None)
    parts = {name: vague(f) for name, f in groups.items()}
    low, high = sum(parts.values()), sum(_most(f) for f in groups.values())
    if whole is not None and vague(whole) >= low:
        low, high = vague(whole), max(high, _most(whole))
    civilians = parts.pop("civilian", 0)
    return Deaths(low, low, max(low, high), civilians, tuple(parts.items()))


def _group(figure: Figure, claim: Claim) -> str:
    """Whom a figure counts: `civilian`, an armed party by its id, code or words, or "" where the words do not say."""
    found = counted(figure, claim)
    who = party(found) if found is not None else None
    if who is None or not (who.civilian or who.armed):
        return ""
    return "civilian" if who.civilian else who.actor_id or who.code or who.words


def vague(figure: Figure) -> int:
    """The least that a figure of deaths says; a bare vague plural by ACLED's rule, an open lower bound as one.

    >>> from hudna.model import Span
    >>> vague(Figure(FigureKind.KILLED, 20, None, Span(0, 7, "العشرات")))
    10
    """
    words = [form.removeprefix("ال") for form in fold_phrase(figure.span.text)]
    if figure.max is None and figure.min is not None and words and _VAGUE.issuperset(words):
        return figure.min // 2
    return figure.min if figure.min is not None else min(1, figure.max or 0)


def _most(figure: Figure) -> int:
    return max(figure.max if figure.max is not None else vague(figure), figure.min or 0)
