"""Labels: every value has one in both languages, and no word is left over."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import hudna.export
from hudna.export.labels import Label, Lang, labels
from hudna.export.marks import KINDS
from hudna.model import ClaimType, FigureKind, PlaceRole, Precision, Role, Status


def test_every_value_has_a_label() -> None:
    known: list[tuple[type[StrEnum], dict[object, Label]]] = [
        (ClaimType, labels().types),
        (Status, labels().statuses),
        (Role, labels().roles),
        (PlaceRole, labels().place_roles),
        (FigureKind, labels().figures),
        (Precision, labels().precisions),
    ]  # type: ignore[list-item]
    for kind, found in known:
        assert set(found) == set(kind)
    assert tuple(labels().parts) == KINDS


def test_labels_tell_values_apart() -> None:
    for lang in Lang:
        for group in (labels().types, labels().statuses, labels().figures):
            words = [label.in_(lang) for label in group.values()]
            assert len(set(words)) == len(words)
    signs = [label.sign for label in labels().statuses.values()]
    assert all(signs)
    assert len(set(signs)) == len(signs)


def test_every_word_is_used() -> None:
    folder = Path(hudna.export.__file__).parent
    code = "".join(p.read_text(encoding="utf8") for p in [*folder.glob("*.py"), *folder.glob("templates/*")])
    computed = {f"{name}_{n}" for name in ("story", "claim", "text", "incident") for n in ("1", "n")}
    unused = [w for w in labels().words if w not in computed and f'"{w}"' not in code and f"'{w}'" not in code]
    assert unused == []
