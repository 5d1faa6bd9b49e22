"""Values in the words that people read, in English or Arabic (`labels.yml`)."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec
import yaml

from hudna.model import ClaimType, FigureKind, PlaceRole, Precision, Role, Status


class Lang(StrEnum):
    EN = "en"
    AR = "ar"


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One value's wording; `sign` tells it where there is no colour."""

    en: str
    ar: str
    sign: str = ""

    def in_(self, lang: Lang) -> str:
        return self.ar if lang is Lang.AR else self.en


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All wordings. Each claim type, status, role and figure kind has one: a missing or unknown name is an error."""

    types: dict[ClaimType, Label]
    statuses: dict[Status, Label]
    roles: dict[Role, Label]
    place_roles: dict[PlaceRole, Label]
    figures: dict[FigureKind, Label]
    precisions: dict[Precision, Label]
    parts: dict[str, Label]
    words: dict[str, Label]


@cache
def labels() -> Labels:
    """The wordings, loaded once."""
    path = Path(__file__).parent / "labels.yml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return msgspec.convert(yaml.load(path.read_text(encoding="utf8"), Loader=loader), Labels)
