"""The record of a story: what JSON lines hold, in the order of the model's fields."""

from __future__ import annotations

from typing import Any

import msgspec

from hudna.model import Reading

_encode = msgspec.json.Encoder().encode


def record(reading: Reading) -> dict[str, Any]:
    """A reading as plain dicts, lists, strings and numbers: enums by their value, days in ISO form."""
    decoded: dict[str, Any] = msgspec.json.decode(_encode(reading))
    return decoded


def encode(reading: Reading) -> bytes:
    """The record as one line of UTF-8 JSON, without the line's end."""
    return _encode(reading)


def decode(line: bytes | str) -> Reading:
    """The reading in a line of JSON. Raises msgspec.DecodeError or ValidationError, naming the field."""
    return msgspec.json.decode(line, type=Reading)
