"""Near-duplicate stories: agency copies and light rewrites, by MinHash with verification.

A story's shingles are its runs of four stems, in folded form, so that spelling, punctuation and articles that an outlet
changes do not hide a copy. Signatures are MinHash (Broder 1997; rensa's R-MinHash) of 64 values in 16 bands of 4: two
stories that share half of their shingles meet in at least one band with probability 0.64, those that share seven tenths
with 0.99. What meets is verified on the texts themselves.
"""

from __future__ import annotations

import struct

from hudna.linking.words import stem
from hudna.text.tokens import forms

_VALUES = 64
_BAND = 4
_RUN = 4
_SEED = 20
COPY = 0.6  # share of the shorter story's shingles that stand in the longer one
_LEAST = 12  # shingles: shorter texts are formulas ("read more", a headline alone) as often as copies


def shingles(text: str) -> frozenset[str]:
    """The runs of four stems in `text`; empty for a text of fewer than four words."""
    stems = [form if kind == "number" else stem(form) for kind, form in forms(text)]
    return frozenset(map(" ".join, zip(*(stems[i:] for i in range(_RUN)), strict=False)))


def signature(text: str) -> bytes:
    """The MinHash signature of `text`: 64 unsigned 32-bit values, little-endian."""
    from rensa import RMinHash

    hashed = RMinHash(_VALUES, _SEED)
    hashed.update(list(shingles(text)))
    return struct.pack(f"<{_VALUES}I", *hashed.digest())


def bands(signed: bytes) -> tuple[str, ...]:
    """Sixteen keys of a signature: near-duplicates share at least one."""
    width = _BAND * 4
    return tuple(f"{i // width:x}:{signed[i : i + width].hex()}" for i in range(0, len(signed), width))


def share(a_text: str, b_text: str) -> float:
    """How much of the shorter text stands in the longer one, 0 to 1; 0 where either is too short to tell."""
    a, b = shingles(a_text), shingles(b_text)
    shorter = min(len(a), len(b))
    return len(a & b) / shorter if shorter >= _LEAST else 0.0


def is_copy(a_text: str, b_text: str) -> bool:
    """Whether one text is an agency copy or a light rewrite of the other."""
    return share(a_text, b_text) >= COPY
