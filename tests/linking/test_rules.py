"""The linking data and its proof."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from hudna.linking import proof
from hudna.linking.compare import RULES
from hudna.linking.rules import rules
from hudna.model import ClaimType
from hudna.pipeline import read_story


def test_the_data_holds() -> None:
    assert list(proof.faults(read_story)) == []


def test_every_type_has_one_family_and_is_its_own_kin() -> None:
    listed = [kind for kinds in rules().families.values() for kind in kinds]
    assert sorted(listed) == sorted(ClaimType)
    assert all(rules().are_kin(kind, kind) for kind in ClaimType)


def test_each_rule_is_told_in_words() -> None:
    page = (Path(__file__).parents[2] / "docs" / "linking.md").read_text(encoding="utf8")
    assert set(re.findall(r"`([a-z]+(?:\.[a-z]+)?)`", page)) >= RULES


def test_faults_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = msgspec.structs.replace(
        rules(),
        kin=((ClaimType.ARREST, ClaimType.AID),),
        weights={**rules().weights, "place.guess": 1.0},
        examples=(msgspec.structs.replace(rules().examples[0], join=None, refuse="turned round"),),
    )
    monkeypatch.setattr(proof, "rules", lambda: bad)
    found = "\n".join(proof.faults(read_story))
    assert "more than one family" in found
    assert "place.guess" in found
    assert "turned round" in found
