"""Fit the scorer of what stands as a claim on annotated sentences, and write its table of weights.

    pip install scikit-learn
    python -m scripts.fit_standing ../shared

The texts are those of `bench.samples.fitting_samples`. Prints the F1 of claims found and typed by the rules alone and
with the scorer, cross-validated with documents kept together.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from bench.samples import Sample as Text
from bench.samples import fitting_samples
from hudna.extraction.reading import read_sentences
from hudna.extraction.standing import DROP, GIVE, features
from hudna.knowledge.load import DATA, Knowledge, knowledge

RARE = 3  # features of fewer drafts are left out
STRENGTH = 0.1  # inverse of the regularisation
Sample = dict[str, Any]


def main(shared: str) -> None:
    known = knowledge()
    texts = fitting_samples(Path(shared))
    samples = [s for text in texts for s in of_document(text, known)]
    x, names, y = table(samples)
    groups = [re.sub(r"-\d+$", "", s["doc"]) for s in samples]
    held = np.zeros(len(y))
    for train, test in GroupKFold(8).split(x, y, groups):
        held[test] = model().fit(x[train], y[train]).predict_proba(x[test])[:, 1]
    wanted = sum(len(t.gold) for t in texts)
    doubted = np.array([bool(s["doubt"]) for s in samples])
    print("by the rules:   ", f1(~doubted, y, wanted))
    for drop, give in ((DROP, GIVE), (0, GIVE), (DROP, 1), (0.15, 0.5), (0.35, 0.5), (0.4, 0.4)):
        print(f"drop {drop} give {give}:", f1(np.where(doubted, held >= give, held >= drop), y, wanted))
    write(model().fit(x, y), names)


def of_document(text: Text, known: Knowledge) -> list[Sample]:
    """Every draft of a document, let stand or held back, with its features and whether an annotator has it too."""
    year = text.published.year if text.published else None
    out = []
    for reading in read_sentences(text.text, known):
        for draft in [*reading.drafts, *reading.doubtful]:
            right = [c for c in text.gold if c.type == draft.type and meets(c.trigger, draft.span)]
            seen = dict.fromkeys(features(draft, reading, year), 1)
            out.append({"doc": text.key, "features": seen, "doubt": draft.doubt, "right": bool(right)})
    return out


def meets(a: Any, b: Any) -> bool:
    return bool(min(a[1], b.end) > max(a[0], b.start))


def table(samples: list[Sample]) -> tuple[Any, list[str], Any]:
    made = DictVectorizer()
    x = made.fit_transform([s["features"] for s in samples])
    common = np.where(np.asarray((x > 0).sum(0)).ravel() >= RARE)[0]
    return x[:, common], [made.feature_names_[i] for i in common], np.array([int(s["right"]) for s in samples])


def model() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=3000)


def f1(said: Any, right: Any, wanted: int) -> str:
    hits = int((said & (right == 1)).sum())
    p, r = hits / max(1, int(said.sum())), hits / wanted
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}"


def write(fitted: LogisticRegression, names: list[str]) -> None:
    rows = [f"standing\t{n}\t{w:.4f}" for n, w in sorted(zip(names, fitted.coef_[0], strict=True)) if abs(w) >= 0.005]
    head = "# Weights of the scorer of what stands, made by scripts/fit_standing.py: family, feature, weight."
    top = f"standing\tintercept\t{fitted.intercept_[0]:.4f}"
    (DATA / "standing.tsv").write_text("\n".join([head, top, *rows]) + "\n", encoding="utf8")


if __name__ == "__main__":
    main(sys.argv[1])
