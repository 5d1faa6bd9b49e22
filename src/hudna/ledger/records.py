"""Model types to the JSON that the ledger keeps, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

import msgspec

from hudna.model import Claim, Document, Incident, Telling

# What linking knows of a telling beside its document, story, claim and chain, which have columns of their own.
_ELSEWHERE = frozenset({"document", "story", "claim", "chain"})
_HINTS = get_type_hints(Telling)
_Rest = msgspec.defstruct(
    "_Rest", [(f.name, _HINTS[f.name], f.default) for f in fields(Telling) if f.name not in _ELSEWHERE]
)
_rest = msgspec.json.Decoder(_Rest).decode
_encode = msgspec.json.Encoder().encode
_claim = msgspec.json.Decoder(Claim).decode
_claims = msgspec.json.Decoder(tuple[Claim, ...]).decode
_incident = msgspec.json.Decoder(Incident).decode
_strings = msgspec.json.Decoder(tuple[str, ...]).decode


def encode(value: object) -> str:
    """A value of the model as JSON."""
    return _encode(value).decode()


def claim(record: str) -> Claim:
    return _claim(record)


def claims(record: str) -> tuple[Claim, ...]:
    return _claims(record)


def incident(record: str) -> Incident:
    """An incident as kept: without its tellings and joins."""
    return _incident(record)


def strings(record: str) -> tuple[str, ...]:
    return _strings(record)


def encode_telling(one: Telling) -> str:
    """A telling without what has columns of its own."""
    return encode({name: getattr(one, name) for name in _Rest.__struct_fields__})


def telling(document: Document, story: int, its: Claim, chain: str, record: str) -> Telling:
    """A telling as `encode_telling` kept it, with its columns."""
    rest: dict[str, Any] = msgspec.structs.asdict(_rest(record))
    return Telling(document, story, its, chain, **rest)
