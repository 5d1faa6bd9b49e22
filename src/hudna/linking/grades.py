"""Grades of an incident: the Admiralty letter of who tells it, the number of how well it stands, and a label.

The letter comes from `knowledge/data/reliability.yml` alone, the number from independent agreement and contradiction
alone (AJP-2.1 keeps the two apart). Tellings that share a text, a speaker or, where nobody is quoted, an outlet are
one voice, however many stories repeat it. The label follows Airwars: confirmed where who acts admits it, fair from two
voices, weak with one, contested where voices deny or name rival actors, discounted where all deny.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from hudna.knowledge.load import DATA, read_entries
from hudna.linking.facts import ancestors
from hudna.linking.news import in_passing
from hudna.linking.unions import components
from hudna.model import ClaimType, Credence, FigureKind, Grade, Role, Status, Telling

_FAR = 0.5  # figures of which the least is under half of the most contradict one another
_TWO_PARTIES = {
    ClaimType.ARMED_CLASH,
    ClaimType.NEGOTIATION,
    ClaimType.AGREEMENT,
    ClaimType.CEASEFIRE,
    ClaimType.EXCHANGE,
}
# Acts that a party boasts of or shares in: that it tells of them confirms nothing.
_NO_ADMISSION = {ClaimType.ARMED_CLASH, ClaimType.ADVANCE, ClaimType.CONTROL, ClaimType.TROOP_MOVEMENT, ClaimType.AID}


class Letter(Struct, frozen=True, forbid_unknown_fields=True):
    """Who is known to be how reliable, and what that rests on."""

    id: str
    letter: Literal["A", "B", "C", "D", "E", "F"]
    why: str


@lru_cache(maxsize=1)
def letters() -> dict[str, Letter]:
    """The letters of the data file by id; raises KnowledgeError."""
    return {entry.id: entry for entry in read_entries(DATA / "reliability.yml", Letter)}


@dataclass(frozen=True, slots=True)
class Voice:
    """One source: the tellings that go back to it, and what they say."""

    speakers: frozenset[str]  # ids of the registry alone
    asserts: bool
    denies: bool
    actors: frozenset[str]
    admits: bool


def grade(told: Sequence[Telling]) -> Grade:
    """The grade of an incident from its tellings; background and what is only supposed count for nothing."""
    heard = [t for t in told if not t.background and not in_passing(t.claim)]
    voices = [_voice(group) for group in _voices(heard)]
    reliability, why = _reliability(told)
    credibility, because = _credibility(voices, heard)
    credence = _credence(voices, heard)
    return Grade(reliability, credibility, credence[0], (why, *because, credence[1]))


def _voices(told: Sequence[Telling]) -> list[list[Telling]]:
    """Tellings in groups that share a text, a speaker or an outlet that quotes nobody."""
    tags = [(t.key, tag) for t in told for tag in _tags(t)]
    by_key = {t.key: t for t in told}
    found = components({*by_key, *(tag for _, tag in tags)}, tags)
    groups = ([by_key[k] for k in members if k in by_key] for members in found)
    return [g for g in groups if g]


def _tags(telling: Telling) -> tuple[str, ...]:
    spoken = speaker(telling)
    outlet = telling.document.outlet or telling.story_key
    return f"text {telling.chain}", f"speaker {spoken}" if spoken else f"outlet {outlet}"


def speaker(telling: Telling) -> str | None:
    """Who says it, nearest to the claim: the registry's id, or the words where nobody is known by them."""
    first = next(iter(telling.claim.attribution), None)
    return (first.speaker_id or first.words.text) if first and (first.span or first.carried) else None


def _voice(group: Sequence[Telling]) -> Voice:
    statuses = {t.claim.status for t in group}
    actors = {p.actor_id for t in group for p in t.claim.participants if p.role is Role.ACTOR and p.actor_id}
    speakers = {a.speaker_id for t in group for a in t.claim.attribution[:1] if a.speaker_id}
    return Voice(
        speakers=frozenset(speakers),
        asserts=bool(statuses & {Status.ASSERTED, Status.PLANNED}),
        denies=Status.DENIED in statuses,
        actors=frozenset(actors),
        admits=any(_admits(t) for t in group),
    )


def _reliability(told: Sequence[Telling]) -> tuple[str, str]:
    names = {n for t in told for n in (t.document.outlet, speaker(t)) if n}
    known = sorted((letters()[n].letter, n) for n in names if n in letters())
    return (known[0][0], f"reliability.listed {known[0][1]}") if known else ("F", "reliability.unlisted")


def _credibility(voices: Sequence[Voice], heard: Sequence[Telling]) -> tuple[int, tuple[str, ...]]:
    pro = [v for v in voices if v.asserts]
    con = [v for v in voices if v.denies and not v.asserts]
    if con:
        much = len(con) > len(pro)
        return (5 if much else 4), (f"credibility.denied {len(con)}/{len(pro)}",)
    number, why = _agreement(pro)
    if number < 3 and (differ := _differ(pro, heard)):
        return number + 1, (why, differ)
    return number, (why,)


def _agreement(pro: Sequence[Voice]) -> tuple[int, str]:
    """The number where nobody denies."""
    if len(pro) >= 3:
        return 1, f"credibility.confirmed {len(pro)}"
    if len(pro) == 2:
        return 2, "credibility.second_voice"
    if any(v.admits for v in pro):
        return 2, "credibility.admitted"
    if pro and pro[0].speakers and not _party(pro[0]):
        return 3, "credibility.one_voice " + ",".join(sorted(pro[0].speakers))
    return 6, "credibility.unjudged" if pro else "credibility.unasserted"


def _admits(telling: Telling) -> bool:
    """Whether who speaks is who acts, or belongs to them, and says so of an act that nobody need boast of."""
    claim, said = telling.claim, speaker(telling)
    if said is None or claim.type in _NO_ADMISSION or claim.status is not Status.ASSERTED:
        return False
    actors = {p.actor_id for p in claim.participants if p.role is Role.ACTOR}
    return said in actors or bool(actors & ancestors(said))


def _party(voice: Voice) -> bool:
    return any(voice.actors & {s, *ancestors(s)} for s in voice.speakers)


def _differ(pro: Sequence[Voice], heard: Sequence[Telling]) -> str | None:
    if rival := _rivals(pro, heard):
        return rival
    killed = [f.min if f.min is not None else f.max for t in heard for f in t.claim.figures
              if f.kind is FigureKind.KILLED and not f.part]  # fmt: skip
    counts = [n for n in killed if n]
    far = bool(counts) and min(counts) < _FAR * max(counts)
    return f"contradiction.figures {min(counts)}–{max(counts)}" if far else None


def _rivals(pro: Sequence[Voice], heard: Sequence[Telling]) -> str | None:
    """Two actors of which neither belongs to the other, each named by a third of the voices that name any."""
    if not heard or heard[0].claim.type in _TWO_PARTIES:
        return None
    naming = [v.actors for v in pro if v.actors]
    counts = Counter(a for actors in naming for a in actors)
    weighty = sorted(a for a, n in counts.items() if 3 * n >= len(naming))
    for i, one in enumerate(weighty):
        for two in weighty[i + 1 :]:
            together = any({one, two} <= actors for actors in naming)
            if not together and not _related(one, two):
                return f"contradiction.actors {one}/{two}"
    return None


def _related(a: str, b: str) -> bool:
    above = ancestors(a), ancestors(b)
    return a in above[1] or b in above[0] or bool(above[0] & above[1])


def _credence(voices: Sequence[Voice], heard: Sequence[Telling]) -> tuple[Credence, str]:
    pro = [v for v in voices if v.asserts]
    if voices and not pro and any(v.denies for v in voices):
        return Credence.DISCOUNTED, "credence.all_deny"
    if any(v.denies for v in voices) and pro:
        return Credence.CONTESTED, "credence.denied"
    if rival := _rivals(pro, heard):
        return Credence.CONTESTED, rival
    if any(v.admits for v in pro):
        return Credence.CONFIRMED, "credence.admitted"
    if len(pro) >= 2:
        return Credence.FAIR, f"credence.voices {len(pro)}"
    return Credence.WEAK, "credence.one_voice" if pro else "credence.no_voice"
