"""Speed of the reader on one core: sentences a second from text to JSON lines, start-up time, peak memory.

    python -m bench.speed

Start-up is a fresh interpreter's time to import, load the knowledge and read one short story. The texts are the
gold articles and every seventeenth article of the corpus; without the shared folder, our own stories and sentences.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date

from bench.samples import BENCH, Sample, article, own_sets, shared_folder, shared_sets

STEP = 17
DAYS = ("2015-07-23", "2015-07-24", "2015-07-25", "2015-07-26", "2015-07-27")
ENOUGH = 2_000  # sentences, so that a small set is not timed by its first, cold ones

_START = """\
import json, time
began = time.perf_counter()
from hudna.model import Document, Story
from hudna.pipeline import read_story
read_story(Story(Document(id="start"), 0, 0, "قُتل جنديان في اشتباكات قرب تعز."))
print(json.dumps(time.perf_counter() - began))
"""


def samples() -> list[Sample]:
    """The texts to time, repeated until there are enough."""
    shared = shared_folder()
    if shared is None:
        own = [s for given in own_sets() for s in given.samples]
        return own * (1 + ENOUGH // max(1, len(own)))
    gold = [s for given in shared_sets(shared) if given.name == "dev" for s in given.samples]
    return gold + [Sample(key, *article(shared, key)) for day in DAYS for key in _keys(day)]


def _keys(day: str) -> list[str]:
    return [f"{day}#{n}" for n in range(0, 1300, STEP)]  # every day holds more than 1,300


def start_up(times: int = 3) -> float:
    """Seconds that a fresh interpreter takes to its first reading, the best of some (the first warms the disk)."""
    command = [sys.executable, "-c", _START]
    return min(float(json.loads(subprocess.run(command, capture_output=True, check=True).stdout)) for _ in range(times))


def timed(texts: Sequence[Sample]) -> tuple[int, float]:
    """Sentences read and seconds taken, on one core, up to the JSON line."""
    from bench.reader import read_sample, record  # the readers' import belongs to start-up, not to this module
    from hudna.text.sentences import sentences

    read_sample(Sample("warm", "عاد الهدوء إلى المدينة.", date(2015, 7, 23)))
    began = time.perf_counter()
    for sample in texts:
        json.dumps(record(read_sample(sample)), ensure_ascii=False)
    seconds = time.perf_counter() - began
    return sum(len(sentences(s.text)) for s in texts), seconds


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures. The reading runs in a process of its own, so that its peak memory is its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    if parser.parse_args(argv).child:
        count, seconds = timed(samples())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kilobytes on Linux
        print(json.dumps({"sentences": count, "seconds": seconds, "peak": peak}))
        return 0
    child = [sys.executable, "-m", "bench.speed", "--child"]
    told = json.loads(subprocess.run(child, capture_output=True, check=True, cwd=BENCH.parent).stdout)
    rate = told["sentences"] / told["seconds"]
    print(f"speed: {rate:,.0f} sentences/s on one core, aim 700 ({told['sentences']:,} in {told['seconds']:.1f} s)")
    print(f"start-up: {start_up():.2f} s, aim 1.5; peak memory: {told['peak']:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
