"""Fit the scorer of lone sentences on sentences judged by people, and write its table of weights.

    pip install scikit-learn
    python scripts/fit_plausibility.py ../shared/bench/gsr/dev.jsonl

The sentences are openeventdata/arabic_event_gsr (MIT). Prints the cross-validated F1 of each family at the
threshold that it writes: documents kept together, the mean of four shuffles.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from hudna.extraction.plausibility import ASSAULT, features, is_plain_report
from hudna.extraction.reading import read_sentences
from hudna.knowledge.load import DATA, Knowledge, knowledge

FAMILIES = {"assault": ("ASSAULT", ASSAULT), "protest": ("PROTEST", frozenset({"protest"}))}
HAPPENED = {"asserted", "unconfirmed"}
RARE = 6  # features of fewer candidates are left out
STRENGTH = 0.05  # inverse of the regularisation; .02 to .1 give the same F1 within .01
SPLITS, PARTS = 4, 8  # shuffled anew so many times, each in so many parts: one split alone is off by up to .02
THRESHOLDS = np.arange(0.1, 0.9, 0.02)


def main(path: str) -> None:
    known = knowledge()
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf8").splitlines()]
    lines = [
        "# Weights of the scorer for lone sentences, made by scripts/fit_plausibility.py: family, feature, weight."
    ]
    for family, (label, types) in FAMILIES.items():
        judged = [r for r in rows if r["event_type"] == label and r["label"] != "ambiguous"]
        lines += [f"{family}\t{name}\t{weight:.4f}" for name, weight in fit(family, judged, types, known)]
    (DATA / "plausibility.tsv").write_text("\n".join(lines) + "\n", encoding="utf8")


def fit(family: str, judged: list[Any], types: frozenset[str], known: Knowledge) -> list[tuple[str, float]]:
    seen, wanted, groups, sentence, plain = [], [], [], [], []
    for i, row in enumerate(judged):
        for reading in read_sentences(row["text"], known):
            for draft in reading.drafts:
                if draft.type in types and draft.status.value in HAPPENED:
                    seen.append(dict.fromkeys(features(draft, reading), 1))
                    wanted.append(int(row["label"] == "yes"))
                    groups.append(re.sub(r"-\d+$", "", row["id"]))
                    sentence.append(i)
                    plain.append(is_plain_report(draft))
    table = DictVectorizer()
    x = table.fit_transform(seen)
    common = np.where(np.asarray((x > 0).sum(0)).ravel() >= RARE)[0]
    x, y = x[:, common], np.array(wanted)
    truth = np.array([r["label"] == "yes" for r in judged])
    curves = []
    for seed in range(SPLITS):
        held = np.zeros(len(y))
        for train, test in StratifiedGroupKFold(PARTS, shuffle=True, random_state=seed).split(x, y, groups):
            held[test] = model().fit(x[train], y[train]).predict_proba(x[test])[:, 1]
        held[np.array(plain)] = 1  # stands whatever the scorer says
        curves.append(curve(held, np.array(sentence), truth))
    mean = np.mean(curves, axis=0)
    best = int(np.argmax(mean))
    threshold = float(THRESHOLDS[best])
    print(f"{family}: cross-validated F1 {mean[best]:.3f} at {threshold:.2f}, {len(y)} candidates")
    final = model().fit(x, y)
    names = np.array(table.feature_names_)[common]
    weights = [(str(n), float(w)) for n, w in zip(names, final.coef_[0], strict=True) if abs(w) >= 0.005]
    return [("intercept", float(final.intercept_[0])), ("threshold", threshold), *sorted(weights)]


def model() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=3000, class_weight="balanced")


def curve(held: Any, sentence: Any, truth: Any) -> list[float]:
    """The F1 over sentences at each threshold, each sentence as sure as its surest candidate."""
    sure = np.zeros(len(truth))
    np.maximum.at(sure, sentence, held)
    return [f1(sure >= t, truth) for t in THRESHOLDS]


def f1(said: Any, truth: Any) -> float:
    right = int((said & truth).sum())
    return 2 * right / max(1, int(said.sum()) + int(truth.sum()))


if __name__ == "__main__":
    main(sys.argv[1])
