"""Fit the scorer of lone sentences on sentences judged by people, and write its table of weights.

    pip install scikit-learn
    python scripts/fit_plausibility.py ../shared/bench/gsr/dev.jsonl

The sentences are openeventdata/arabic_event_gsr (MIT). Prints the cross-validated F1 of each family, documents kept
together, at the threshold that it writes.
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
from sklearn.model_selection import GroupKFold

from hudna.extraction.plausibility import ASSAULT, features, is_plain_report
from hudna.extraction.reading import read_sentences
from hudna.knowledge.load import DATA, Knowledge, knowledge

FAMILIES = {"assault": ("ASSAULT", ASSAULT), "protest": ("PROTEST", frozenset({"protest"}))}
HAPPENED = {"asserted", "unconfirmed"}
RARE = 4  # features of fewer candidates are left out
STRENGTH = 0.1  # inverse of the regularisation; .05 to .3 give the same F1 within .01


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
    held = np.zeros(len(y))
    for train, test in GroupKFold(8).split(x, y, groups):
        held[test] = model().fit(x[train], y[train]).predict_proba(x[test])[:, 1]
    held[np.array(plain)] = 1  # stands whatever the scorer says
    threshold, report = best_threshold(held, np.array(sentence), np.array([r["label"] == "yes" for r in judged]))
    print(family, report)
    final = model().fit(x, y)
    names = np.array(table.feature_names_)[common]
    weights = [(str(n), float(w)) for n, w in zip(names, final.coef_[0], strict=True) if abs(w) >= 0.005]
    return [("intercept", float(final.intercept_[0])), ("threshold", threshold), *sorted(weights)]


def model() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=3000, class_weight="balanced")


def best_threshold(held: Any, sentence: Any, truth: Any) -> tuple[float, str]:
    """The threshold with the best F1 over sentences, each as sure as its surest candidate."""
    sure = np.zeros(len(truth))
    np.maximum.at(sure, sentence, held)
    best = max(np.arange(0.2, 0.9, 0.02), key=lambda t: f1(sure >= t, truth))
    return float(best), f"cross-validated F1 {f1(sure >= best, truth):.3f} at {best:.2f}, {len(held)} candidates"


def f1(said: Any, truth: Any) -> float:
    right = int((said & truth).sum())
    return 2 * right / max(1, int(said.sum()) + int(truth.sum()))


if __name__ == "__main__":
    main(sys.argv[1])
