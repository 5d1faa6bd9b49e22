"""Fit the scorer of what stands as a claim on annotated newswire sentences, and write its table of weights.

    pip install scikit-learn
    python scripts/fit_standing.py ../shared/bench/gsr/dev.jsonl bench/annotated/wire.jsonl

The sentences are openeventdata/arabic_event_gsr (MIT); the annotations, offsets only, are the project's own. Prints the
F1 of claims found and typed by the rules alone and with the scorer, cross-validated with documents kept together.
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

from hudna.extraction.reading import read_sentences
from hudna.extraction.standing import DROP, GIVE, features
from hudna.knowledge.load import DATA, Knowledge, knowledge

RARE = 3  # features of fewer drafts are left out
STRENGTH = 0.1  # inverse of the regularisation
Sample = dict[str, Any]


def main(texts: str, annotations: str) -> None:
    known = knowledge()
    text = {r["id"]: r["text"] for r in map(json.loads, Path(texts).read_text(encoding="utf8").splitlines())}
    gold = [json.loads(line) for line in Path(annotations).read_text(encoding="utf8").splitlines()]
    samples = [s for g in gold for s in of_document("\n" + text[g["doc"]], g, known)]
    x, names, y = table(samples)
    groups = [re.sub(r"-\d+$", "", s["doc"]) for s in samples]
    held = np.zeros(len(y))
    for train, test in GroupKFold(8).split(x, y, groups):
        held[test] = model().fit(x[train], y[train]).predict_proba(x[test])[:, 1]
    wanted = sum(len(g["claims"]) for g in gold)
    doubted = np.array([bool(s["doubt"]) for s in samples])
    print("by the rules:   ", f1(~doubted, y, wanted))
    for drop, give in ((DROP, GIVE), (0, GIVE), (DROP, 1), (0.15, 0.5), (0.35, 0.5), (0.4, 0.4)):
        print(f"drop {drop} give {give}:", f1(np.where(doubted, held >= give, held >= drop), y, wanted))
    write(model().fit(x, y), names)


def of_document(text: str, record: Any, known: Knowledge) -> list[Sample]:
    """Every draft of a document, let stand or held back, with its features and whether an annotator has it too."""
    found = re.search(r"_((?:19|20)\d\d)\d{4}", record["doc"])
    year = int(found[1]) if found else None
    out = []
    for reading in read_sentences(text, known):
        for draft in [*reading.drafts, *reading.doubtful]:
            right = [c for c in record["claims"] if c["type"] == draft.type and meets(c["trigger"], draft.span)]
            seen = dict.fromkeys(features(draft, reading, year), 1)
            out.append({"doc": record["doc"], "features": seen, "doubt": draft.doubt, "right": bool(right)})
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
    main(sys.argv[1], sys.argv[2])
