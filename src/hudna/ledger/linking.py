"""New tellings among those that are there: blocking keys, comparison, links."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from hudna.model import Telling

from . import records
from . import tables as t
from .memory import Memory, parts

_KEYS = t.telling_keys.c
_HOLDERS = select(_KEYS.key, _KEYS.claim).where(_KEYS.key.in_(bindparam("keys", expanding=True)))
_ENTER, _LINK = insert(t.telling_keys), insert(t.links)


def number(key: str) -> int:
    """A key as the tables hold it: 63 bits of its hash. Two keys that meet by chance cost a comparison, no more."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


def link(connection: Connection, memory: Memory, tellings: Mapping[int, Telling]) -> None:
    """Enter the tellings of a story under their keys, and a link to each that shares one and compares well."""
    memory.keep(tellings)
    prepared = memory.prepared(connection, tellings)
    keys = {row: {number(key) for key in memory.linker.keys(one)} for row, one in prepared.items()}
    holders = _holders(connection, {key for held in keys.values() for key in held})
    mates = {row: {mate for key in held for mate in holders.get(key, ())} for row, held in keys.items()}
    for row in sorted(keys):
        mates[row] |= {other for other in keys if other < row and keys[other] & keys[row]}
    others = memory.prepared(connection, {mate for found in mates.values() for mate in found})
    pairs = [(row, mate) for row, found in mates.items() for mate in found if mate in others]
    _store_links(connection, memory, [(row, prepared[row], mate, others[mate]) for row, mate in sorted(pairs)])
    rows = [{"key": key, "claim": row} for row, held in keys.items() for key in sorted(held)]
    if rows:
        connection.execute(_ENTER, rows)


def _holders(connection: Connection, keys: set[int]) -> dict[int, list[int]]:
    holders: dict[int, list[int]] = {}
    for part in parts(sorted(keys)):
        for key, claim in connection.execute(_HOLDERS, {"keys": part}):
            holders.setdefault(key, []).append(claim)
    return holders


def _store_links(connection: Connection, memory: Memory, pairs: Sequence[tuple[int, Any, int, Any]]) -> None:
    rows = []
    for row, one, mate, other in pairs:
        if join := memory.linker.compare(one, other):
            low, high = sorted((row, mate))
            rows.append({"first": low, "second": high, "score": join.score, "reasons": records.encode(join.reasons)})
    if rows:
        connection.execute(_LINK, rows)
