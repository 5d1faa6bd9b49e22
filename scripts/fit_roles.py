"""Fit the second look at who, whom and where on annotated sentences and stories, and write its table of weights.

    pip install scikit-learn
    python -m scripts.fit_roles ../shared

The texts are those of `bench.samples.fitting_samples`. Prints the F1 of each role by the rules alone and with the
second look, fitted on one half of the texts and measured on the other, and back; then fits on all.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.samples import fitting_samples
from bench.told import Told
from hudna.extraction.draft import Draft
from hudna.extraction.reading import read_sentences
from hudna.extraction.role_features import NONE, features, rule_role
from hudna.extraction.second_look import GIVE, PLACED, ROLES, TAKE, UNPLACED, phrases
from hudna.knowledge.load import DATA, Knowledge, knowledge
from hudna.knowledge.weights import Weights

STRENGTH = 0.05  # inverse of the regularisation, chosen on articles that no weight was fitted on
RARE = 3  # features of fewer phrases are left out
NAMES = {"at": "place"}  # what an annotation calls a role
Sample = dict[str, Any]


def main(shared: str) -> None:
    known = knowledge()
    known.role_weights = Weights()  # what the rules read without a second look
    documents = [of_document(s.text, s.gold, known) for s in fitting_samples(Path(shared))]
    halves = [[s for d in documents[k::2] for s in d] for k in (0, 1)]
    for fitted, held in (halves, halves[::-1]):
        report(fit(fitted), held)
    write(fit([*halves[0], *halves[1]]))


def of_document(text: str, claims: Sequence[Told], known: Knowledge) -> list[Sample]:
    """The phrases around each trigger that an annotator marked too, with the features and the right role of each."""
    out = []
    for reading in read_sentences(text, known):
        for draft in reading.drafts:
            claim = next((c for c in claims if c.type == draft.type and meets(c.trigger, span(draft))), None)
            if claim is not None:
                out += [sample(draft, at, claim) for at, _ in phrases(draft)]
    return out


def sample(draft: Draft, at: int, claim: Told) -> Sample:
    piece = draft.pieces[at]
    words = draft.scan.span(piece.first, piece.last, piece.cut)
    roles = (r for r in ROLES if any(half(s, (words.start, words.end)) for s in claim.spans(NAMES.get(r, r))))
    right = next(roles, NONE)
    rule = rule_role(draft, piece)
    return {"features": dict.fromkeys(features(draft, at, rule), 1), "right": right, "rule": rule}


def span(draft: Draft) -> tuple[int, int]:
    return draft.span.start, draft.span.end


def meets(a: Any, b: Any) -> bool:
    return bool(min(a[1], b[1]) > max(a[0], b[0]))


def half(a: Any, b: Any) -> bool:
    """Do two spans share at least half of the shorter?"""
    return (min(a[1], b[1]) - max(a[0], b[0])) * 2 >= min(a[1] - a[0], b[1] - b[0]) > 0


def fit(samples: list[Sample]) -> tuple[Any, list[str]]:
    table = DictVectorizer()
    x = table.fit_transform([s["features"] for s in samples])
    common = np.where(np.asarray((x > 0).sum(0)).ravel() >= RARE)[0]
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(x[:, common], [s["right"] for s in samples])
    return model, [table.feature_names_[i] for i in common]


def report(fitted: tuple[Any, list[str]], held: list[Sample]) -> None:
    model, names = fitted
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(held), len(names)))
    for i, s in enumerate(held):
        x[i, [column[n] for n in s["features"] if n in column]] = 1
    classes = list(model.classes_)
    sure = [dict(zip(classes, row, strict=True)) for row in model.predict_proba(x)]
    said = [decide(row, s["rule"]) for row, s in zip(sure, held, strict=True)]
    for role in ROLES:
        rules = f1([s["rule"] == role for s in held], [s["right"] == role for s in held])
        looked = f1([y == role for y in said], [s["right"] == role for s in held])
        print(f"{role}: rules {rules:.3f}, with the second look {looked:.3f} ({len(held)} phrases held back)")


def decide(sure: dict[str, float], rule: str) -> str:
    best = max(ROLES, key=lambda r: sure[r])
    if sure[best] > (PLACED if best == "at" else GIVE):
        return best
    return NONE if rule in ROLES and sure[NONE] > (UNPLACED if rule == "at" else TAKE) else rule


def f1(said: list[bool], truth: list[bool]) -> float:
    right = sum(a and b for a, b in zip(said, truth, strict=True))
    return 2 * right / max(1, sum(said) + sum(truth))


def write(fitted: tuple[Any, list[str]]) -> None:
    model, names = fitted
    order = [list(model.classes_).index(role) for role in (*ROLES, NONE)]
    lines = ["# Weights of the second look, made by scripts/fit_roles.py: feature, then actor, target, none."]
    rows = [("intercept", model.intercept_), *zip(names, model.coef_.T, strict=True)]
    for name, weights in rows:
        if name == "intercept" or max(abs(weights)) >= 0.01:
            lines.append("\t".join([name, *(f"{weights[i]:.3f}" for i in order)]))
    (DATA / "role_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf8")


if __name__ == "__main__":
    main(sys.argv[1])
