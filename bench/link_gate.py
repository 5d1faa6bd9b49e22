"""Linking in the gate: which stories tell of one incident, by what people judged, and on made-up ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from bench import told_again
from bench.link import linked
from bench.measure import Figures, Share, Tally
from bench.reader import read_sample
from bench.samples import Sample, json_lines
from hudna.linking.news import leading

_MADE_UP = 600  # incidents; the full two thousand are `python -m bench.told_again`

Pairs = set[tuple[str, str]]


def measure_links(samples: Sequence[Sample], gold: Path) -> Figures:
    """Pairs of stories of one incident: F1, and precision, over the stories that people judged."""
    keys = {s.key for s in samples}
    want: dict[str, set[str]] = {}
    for record in json_lines(gold):
        for name in record["incidents"]:
            want.setdefault(name, set()).add(record["doc"])
    found = ({t.document.id for t in leading(i.tellings)} & keys for i in linked(map(read_sample, samples)))
    return _figures(_pairs(want.values()), _pairs(found))


def measure_told_again() -> Figures:
    """The same over made-up incidents told one to twelve times."""
    found = told_again.measure(_MADE_UP, seed=1)
    right = found["pairs"] - len(found["missed"])
    return {"pairs": Tally(right, len(found["wrong"]), len(found["missed"]))}


def _pairs(groups: Iterable[set[str]]) -> Pairs:
    return {(a, b) for group in groups for a in group for b in group if a < b}


def _figures(want: Pairs, got: Pairs) -> Figures:
    right = len(want & got)
    return {"pairs": Tally(right, len(got - want), len(want - got)), "precision": Share(right, len(got))}
