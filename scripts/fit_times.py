"""Fit the scorer that dates acts on annotated sentences, and write its table of weights.

    pip install scikit-learn
    python -m scripts.fit_times ../shared

The texts are those of `bench.samples.fitting_samples`. Prints the F1 of the time phrases by the rules alone and
with the scorer, fitted on one half of the sentences and measured on the other, and back; then fits on all.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.samples import fitting_samples
from bench.told import Told
from hudna.extraction.dating import LIKELY, features, times
from hudna.extraction.reading import read_sentences
from hudna.knowledge.load import DATA, Knowledge, knowledge
from hudna.knowledge.weights import Weights

STRENGTH = 0.3  # inverse of the regularisation, chosen on the held half
RARE = 3  # features of fewer phrases are left out
Fitted = dict[str, float]  # by feature


def main(shared: str) -> None:
    known = knowledge()
    known.time_weights = Weights()  # what the rules choose without the scorer
    documents = [of_document(s.text, s.gold, known) for s in fitting_samples(Path(shared))]
    halves = [[c for d in documents[k::2] for c in d] for k in (0, 1)]
    for fitted, held in (halves, halves[::-1]):
        report(fit(fitted), held)
    write(fit([*halves[0], *halves[1]]))


def of_document(text: str, annotated: Sequence[Told], known: Knowledge) -> list[dict[str, Any]]:
    """The claims that an annotator marked too: the time that they gave, and the features of each time phrase."""
    out = []
    for reading in read_sentences(text, known):
        for draft in reading.drafts:
            at = draft.span.start, draft.span.end
            claim = next((c for c in annotated if c.type == draft.type and shared(c.trigger, at) > 0), None)
            if claim is None:
                continue
            given = next(iter(claim.spans("time")), None)
            rows = [
                {
                    "features": dict.fromkeys(features(draft, k), 1),
                    "right": given is not None and p.time is not None and half(given, (p.time.start, p.time.end)),
                    "rule": any(f.piece is p for f in draft.of("time")),
                }
                for k, p in times(draft)
            ]
            out.append({"given": given is not None, "phrases": rows})
    return out


def shared(a: Any, b: Any) -> int:
    return int(min(a[1], b[1]) - max(a[0], b[0]))


def half(a: Any, b: Any) -> bool:
    """Do two spans share at least half of the shorter?"""
    return shared(a, b) * 2 >= min(a[1] - a[0], b[1] - b[0]) > 0


def fit(claims: list[dict[str, Any]]) -> Fitted:
    rows = [row for claim in claims for row in claim["phrases"]]
    table = DictVectorizer()
    x = table.fit_transform([row["features"] for row in rows])
    common = np.where(np.asarray((x > 0).sum(0)).ravel() >= RARE)[0]
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(x[:, common], [row["right"] for row in rows])
    names = [table.feature_names_[i] for i in common]
    return {"intercept": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def report(weights: Fitted, held: list[dict[str, Any]]) -> None:
    rules = [next((r for r in c["phrases"] if r["rule"]), None) for c in held]
    scored = [best(c["phrases"], weights) for c in held]
    given = sum(c["given"] for c in held)
    by_rules, with_scorer = (f1(chosen, given) for chosen in (rules, scored))
    print(f"time: rules {by_rules:.3f}, with the scorer {with_scorer:.3f} ({len(held)} claims held back)")


def best(phrases: list[Any], weights: Fitted) -> Any:
    sums = [(weights["intercept"] + sum(weights.get(f, 0.0) for f in p["features"]), p) for p in phrases]
    most, phrase = max(sums, key=lambda t: t[0], default=(-math.inf, None))
    return phrase if 1 / (1 + math.exp(-most)) > LIKELY else None


def f1(chosen: list[Any], given: int) -> float:
    told = [c for c in chosen if c is not None]
    return 2 * sum(c["right"] for c in told) / max(1, len(told) + given)


def write(weights: Fitted) -> None:
    lines = ["# Weights of the scorer that dates acts, made by scripts/fit_times.py: feature, weight."]
    for name, weight in weights.items():
        if name == "intercept" or abs(weight) >= 0.01:
            lines.append(f"{name}\t{weight:.3f}")
    (DATA / "time_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    main(sys.argv[1])
