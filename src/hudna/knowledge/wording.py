"""The bilingual glossary of monitors' tables and reports, from `wording.yml`."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import lru_cache

import msgspec
from msgspec import Struct

from hudna.knowledge.load import DATA, KnowledgeError, read_yaml


class Phrase(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing said in both languages, with the same {names} in each, but for an _ar behind them."""

    en: str
    ar: str

    def said(self, lang: str, values: Mapping[str, str] | None = None) -> str:
        """The phrase in `en` or `ar`, its names filled in; a name without a value stays empty."""
        return string.Formatter().vformat(self.ar if lang == "ar" else self.en, (), _Known(values or {}))


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """All phrases, by what they word."""

    reasons: dict[str, Phrase]
    spans: dict[str, Phrase]  # what {span} of a reason says: from when to when an agreement held
    grades: dict[str, Phrase]  # why a grade is what it is, by the rule's key
    finding_statuses: dict[str, Phrase]
    answers: dict[str, Phrase]
    questions: dict[str, Phrase]
    confidences: dict[str, Phrase]
    hedges: dict[str, Phrase]
    kinds: dict[str, Phrase]
    movement_kinds: dict[str, Phrase]
    movers: dict[str, Phrase]
    siege_items: dict[str, Phrase]
    report: dict[str, Phrase]
    credences: dict[str, Phrase]
    columns: dict[str, Phrase]
    units: dict[str, Phrase]
    texts: dict[str, Phrase]


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The shipped glossary. Raises KnowledgeError where it is not whole."""
    path = DATA / "wording.yml"
    try:
        return msgspec.convert(read_yaml(path), Wording)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{path}: {error}") from error
