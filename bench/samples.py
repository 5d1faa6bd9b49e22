"""The texts that the gate reads and what people marked in them: our own, and the shared folder's if it is there."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench.markup import MarkupError, claims_of, unmark
from bench.told import Told, from_gold

BENCH = Path(__file__).resolve().parent
CASE_DAY = date(2021, 6, 16)  # a Wednesday; "now" of every sentence that does not name its own
POSTS_DAY = date(2023, 11, 15)  # posts carry no day; the middle of their three and a half months


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with the claims that people marked; `negative` says why there is nothing violent to find."""

    key: str
    text: str
    published: date | None = None
    gold: tuple[Told, ...] = ()
    negative: str | None = None
    family: str | None = None  # newswire sentences: which family was asked for
    label: bool | None = None  # and whether people see it; None where they could not agree


@dataclass(frozen=True, slots=True)
class SampleSet:
    """Samples that are measured together; of a held set no single failure is ever shown."""

    name: str
    samples: tuple[Sample, ...]
    held: bool = False

    @property
    def digest(self) -> str:
        """A hash of texts and marks: floors hold only for the data they were measured on."""
        marked = json.dumps([asdict(s) for s in self.samples], ensure_ascii=False, default=str, sort_keys=True)
        return hashlib.sha256(marked.encode()).hexdigest()[:16]


LINKS_MORE = BENCH / "links_more.jsonl"  # which stories of the shared corpus tell of one incident: ours, no texts


def shared_folder() -> Path | None:
    """The folder of shared gold records and articles, or None: `HUDNA_SHARED`, else `../shared`."""
    folder = Path(os.environ.get("HUDNA_SHARED") or BENCH.parent.parent / "shared")
    return folder if (folder / "bench").is_dir() else None


def own_sets() -> list[SampleSet]:
    """Sentences and stories written for this project, half of them held."""
    sets = []
    for name, folder, load in (("cases", "cases", _cases), ("stories", "stories", _story)):
        for half in ("seen", "held"):
            files = sorted((BENCH / folder).glob(f"{half}_*.yml"))
            samples = tuple(s for path in files for s in load(path))
            sets.append(SampleSet(f"{name}-{half}", samples, held=half == "held"))
    return sets


def made_up_sets() -> list[SampleSet]:
    """What is made anew each time from data of ours: incidents told again in other words."""
    return [SampleSet("told-again", (Sample("told_again.yml", (BENCH / "told_again.yml").read_text("utf-8")),))]


def shared_sets(shared: Path) -> list[SampleSet]:
    """Everything that needs the shared folder: our annotations of its articles, its gold records and its sentences."""
    gold = shared / "bench" / "gold"
    return [
        *_annotated(shared),
        SampleSet("wire-held", tuple(_wire(shared, "wire_held.jsonl")), held=True),
        SampleSet("dev", tuple(_pool(gold / "dev_pool.json", gold / "dev_gold.jsonl"))),
        SampleSet("seed", tuple(_pool(gold / "seed_pool.json", gold / "seed_gold.jsonl"))),
        SampleSet("sentences", tuple(_sentences(shared))),
        SampleSet("silence", tuple(_silence(shared))),
        SampleSet("links", tuple(_linked(gold))),
        SampleSet("links-more", tuple(Sample(r["doc"], *article(shared, r["doc"])) for r in json_lines(LINKS_MORE))),
    ]


def fitting_samples(shared: Path) -> tuple[Sample, ...]:
    """What the learnt parts are fitted on, and no figure is measured on: newswire sentences and stories of our own."""
    stories = (s for path in sorted((BENCH / "fitting").glob("*.yml")) for s in _story(path))
    return (*_wire(shared, "wire.jsonl"), *stories)


def json_lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def article(shared: Path, key: str) -> tuple[str, date]:
    """Text and day of an article of the corpus: `2015-07-23#85` is number 85 of that day."""
    day, number = key.split("#")
    found = _day(shared, day)[int(number)]
    return f"{found['title'].strip()}\n{found['content'].strip()}", date.fromisoformat(day)


@cache
def _day(shared: Path, day: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(shared / "corpus" / f"{day}.zip") as packed:
        articles: list[dict[str, str]] = json.loads(packed.read(f"{day}.json"))
    return articles


def _cases(path: Path) -> Iterator[Sample]:
    for case in yaml.safe_load(path.read_text(encoding="utf-8")):
        text, gold = _marked(case, {})
        yield Sample(case["id"], text, case.get("published", CASE_DAY), gold, negative=case.get("negative"))


def _story(path: Path) -> Iterator[Sample]:
    """One story a file: lines, each a plain sentence or one with claims told under it."""
    story = yaml.safe_load(path.read_text(encoding="utf-8"))
    text, gold = "", []
    for line in story["lines"]:
        plain, claims = _marked({"text": line} if isinstance(line, str) else line, story.get("points", {}))
        gold += [_moved(c, len(text)) for c in claims]
        text += plain + "\n"
    yield Sample(path.stem, text.rstrip("\n"), story.get("published"), tuple(gold))


def _marked(case: Mapping[str, Any], points: Mapping[str, list[float]]) -> tuple[str, tuple[Told, ...]]:
    text, marks = unmark(case["text"])
    try:
        return text, claims_of(text, marks, case.get("claims", {}), points)
    except ValueError as error:
        raise MarkupError(f"{error} in: {case['text']}") from error


def _moved(claim: Told, by: int) -> Told:
    parts = {role: tuple((a + by, b + by) for a, b in spans) for role, spans in claim.parts.items()}
    return Told(
        claim.type,
        claim.status,
        (claim.trigger[0] + by, claim.trigger[1] + by),
        parts=parts,
        figures=claim.figures,
        date=claim.date,
        points=claim.points,
    )


def _annotated(shared: Path) -> list[SampleSet]:
    """Annotations made by hand for this project: offsets only, checked against the text by its hash."""
    split = json.loads((BENCH / "annotated" / "split.json").read_text(encoding="utf-8"))
    posts = {p["id"]: p["text"] for p in json_lines(shared / "corpus" / "posts.jsonl")}
    halves: dict[str, list[Sample]] = {"seen": [], "unseen": []}
    for record in json_lines(BENCH / "annotated" / "gold.jsonl"):
        key = record["doc"]
        text, day = ("\n" + posts[key].strip(), POSTS_DAY) if key in posts else article(shared, key)
        if hashlib.sha1(text.encode()).hexdigest() != record["sha1"]:
            raise ValueError(f"the text of {key} is not the one that was annotated")
        halves[split[key]].append(Sample(key, text, day, tuple(map(from_gold, record["claims"]))))
    return [
        SampleSet("annotated-seen", tuple(halves["seen"])),
        SampleSet("annotated-unseen", tuple(halves["unseen"]), held=True),
    ]


def _wire(shared: Path, name: str) -> Iterator[Sample]:
    """Newswire sentences with the claims that we marked in them."""
    texts = {r["id"]: r["text"] for r in json_lines(shared / "bench" / "gsr" / "dev.jsonl")}
    for record in json_lines(BENCH / "annotated" / name):
        key = record["doc"]
        text = f"\n{texts[key].strip()}"
        if hashlib.sha1(text.encode()).hexdigest() != record["sha1"]:
            raise ValueError(f"the text of {key} is not the one that was annotated")
        claims = ({**claim, "place": [{"span": span} for span in claim["place"]]} for claim in record["claims"])
        yield Sample(key, text, _day_in(key), tuple(map(from_gold, claims)))


def _day_in(key: str) -> date | None:
    """The day of issue in the name of a newswire sentence: assault:AAW_ARB_20070111.0069-7."""
    found = re.search(r"_ARB_(\d{4})(\d\d)(\d\d)\.", key)
    return date(*map(int, found.groups())) if found else None


def _pool(pool: Path, gold: Path) -> Iterator[Sample]:
    stories = json.loads(pool.read_text(encoding="utf-8"))
    for record in json_lines(gold):
        story = stories[record["doc"]]
        text = f"{story['title'].strip()}\n{story['text'].strip()}"
        day = date.fromisoformat(story["date"])
        yield Sample(record["doc"], text, day, tuple(map(from_gold, record["claims"])))


def _linked(gold: Path) -> Iterator[Sample]:
    """Stories of which people judged which tell of one incident."""
    stories = json.loads((gold / "link_dev_pool.json").read_text(encoding="utf-8"))
    for record in json_lines(gold / "link_dev_gold.jsonl"):
        story = stories[record["doc"]]
        text = f"{story['title'].strip()}\n{story['text'].strip()}"
        yield Sample(record["doc"], text, date.fromisoformat(story["date"]))


def _sentences(shared: Path) -> Iterator[Sample]:
    """Newswire sentences judged by three or more people."""
    for judged in json_lines(shared / "bench" / "gsr" / "dev.jsonl"):
        label = None if judged["label"] == "ambiguous" else judged["label"] == "yes"
        yield Sample(judged["id"], judged["text"], family=judged["event_type"], label=label)


def _silence(shared: Path) -> Iterator[Sample]:
    chosen = json.loads((BENCH / "silence.json").read_text(encoding="utf-8"))
    for key in (key for keys in chosen.values() for key in keys):
        text, day = article(shared, key)
        yield Sample(key, text, day, negative="news")
