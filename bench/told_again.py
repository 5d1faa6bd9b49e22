"""Synthetic truth for linking: incidents told again in other words, with shifted figures and days, and copies.

`python -m bench.told_again [--incidents N] [--seed N]` makes N incidents (2,000) of `told_again.yml`, tells each one to
twelve times, reads and links the stories and prints precision, recall and F1 over pairs of stories. No two incidents of
kin types are told of one town within four days: by the guide such would be one.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from bench.link import linked
from hudna.linking.news import leading
from hudna.linking.rules import rules
from hudna.model import ClaimType, Document, Incident, Story
from hudna.pipeline import read_story

_DATA = yaml.safe_load((Path(__file__).parent / "told_again.yml").read_text(encoding="utf8"))
_FIRST, _DAYS = date(2016, 3, 1), 120
_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_MONTHS = {3: "مارس", 4: "أبريل", 5: "مايو", 6: "يونيو", 7: "يوليو"}
_OUTLETS = ("outlet-a", "outlet-b", "outlet-c", "outlet-d", "outlet-e", "outlet-f", "outlet-g", "outlet-h")


@dataclass(frozen=True, slots=True)
class Happening:
    """What truly happened: the facts that each telling shifts a little."""

    number: int
    kind: str
    country: int
    town: str
    day: date
    actor: str
    target: str
    killed: int
    wounded: int


def happenings(count: int, rng: random.Random) -> list[Happening]:
    """`count` incidents, none of a kin type in the same town within four days of another."""
    made: list[Happening] = []
    taken: dict[str, list[tuple[str, date]]] = {}
    while len(made) < count:
        one = _happening(len(made), rng)
        near = taken.setdefault(one.town, [])
        if not any(_kin(kind, one.kind) and abs((day - one.day).days) <= 4 for kind, day in near):
            near.append((one.kind, one.day))
            made.append(one)
    return made


def _kin(a: str, b: str) -> bool:
    return rules().are_kin(ClaimType(a), ClaimType(b))


def _happening(number: int, rng: random.Random) -> Happening:
    kind = rng.choice(list(_DATA["kinds"]))
    index = rng.randrange(len(_DATA["countries"]))
    country = _DATA["countries"][index]
    first, second = rng.choice(country["sides"])
    actor = {"air": rng.choice(country["air"]), "second": second}.get(_DATA["kinds"][kind]["side"], first)
    day = _FIRST + timedelta(rng.randrange(_DAYS))
    killed = rng.choice((3, 4, 5, 6, 7, 8, 9, 11, 13, 17, 22, 35))
    town = rng.choice(country["towns"])
    return Happening(number, kind, index, town, day, actor, second, killed, killed + rng.randrange(1, 20))


def stories(one: Happening, rng: random.Random) -> Iterator[tuple[Story, int]]:
    """The stories that tell an incident, each with its number; a third of the later ones are light copies."""
    texts: list[tuple[str, date]] = []
    for n in range(rng.randint(1, 12)):
        if texts and rng.random() < 0.33:
            text, published = _copied(rng.choice(texts), rng)
        else:
            published = one.day + timedelta(rng.choice((0, 0, 0, 1, 1, 2)))
            text = _told(one, published, rng)
            texts.append((text, published))
        name = f"h{one.number}-{n}"
        yield Story(Document(name, outlet=rng.choice(_OUTLETS), published=published), 0, 0, text), one.number


def _told(one: Happening, published: date, rng: random.Random) -> str:
    kind = _DATA["kinds"][one.kind]
    shift = rng.choice((0, 0, 0, 0, 1, 1, 2, -1))
    words = {
        "place": one.town,
        "actor": one.actor,
        "target": one.target,
        "killed": max(3, one.killed + shift),
        "wounded": max(3, one.wounded + rng.choice((0, 0, 1, 3, -2))),
        "when": _when(one.day, published, rng),
    }
    speaker = rng.choice(_DATA["countries"][one.country]["speakers"])
    body = rng.choice(kind["bodies"]).format(**words)
    said = rng.choice((f"وأفاد {speaker} بوقوع أضرار مادية.", f"وقال {speaker} إن الوضع هادئ الآن.", ""))
    name = rng.choice(_DATA["names"]).format(place=one.town, country=_DATA["countries"][one.country]["name"])
    tail = f"{rng.choice(_DATA['tails'])} {name}"
    return "\n".join(
        line for line in (rng.choice(kind["heads"]).format(**words), body, f"{said} {tail}".strip()) if line
    )


def _when(day: date, published: date, rng: random.Random) -> str:
    ago = (published - day).days
    near = {0: "اليوم", 1: "أمس", 2: "أول أمس"}[ago]
    weekday = f"يوم {_WEEKDAYS[day.weekday()]}"
    return rng.choice((near, weekday, f"{near} {_WEEKDAYS[day.weekday()]}", f"في {day.day} {_MONTHS[day.month]}"))


def _copied(source: tuple[str, date], rng: random.Random) -> tuple[str, date]:
    """An agency copy: the same text with a line of the outlet's own before or behind it."""
    text, published = source
    line = rng.choice(("متابعات - الصحيفة", "وكالات", "للمزيد تابعوا صفحتنا", ""))
    return (f"{text}\n{line}".strip() if rng.random() < 0.7 else text), published


def pairs(groups: Iterator[set[str]]) -> set[tuple[str, str]]:
    return {(a, b) for g in groups for a in g for b in g if a < b}


def measure(count: int, seed: int) -> dict[str, Any]:
    """Precision, recall and F1 over pairs of stories."""
    rng = random.Random(seed)
    told = [pair for one in happenings(count, rng) for pair in stories(one, rng)]
    truth: dict[int, set[str]] = {}
    for story, number in told:
        truth.setdefault(number, set()).add(story.document.id)
    found = linked(read_story(story) for story, _ in told)
    want, got = pairs(iter(truth.values())), pairs(_documents(i) for i in found)
    hits = len(want & got)
    precision, recall = hits / max(1, len(got)), hits / max(1, len(want))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"stories": len(told), "pairs": len(want), "precision": precision, "recall": recall, "f1": f1,
            "wrong": sorted(got - want), "missed": sorted(want - got)}  # fmt: skip


def _documents(incident: Incident) -> set[str]:
    return {t.document.id for t in leading(incident.tellings)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--worst", type=int, default=0)
    args = parser.parse_args()
    found = measure(args.incidents, args.seed)
    print("stories {stories}  pairs {pairs}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}".format(**found))
    for name in ("wrong", "missed"):
        for a, b in found[name][: args.worst]:
            print(f"   {name}  {a}  {b}")


if __name__ == "__main__":
    main()
