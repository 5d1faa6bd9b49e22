"""What a reading was read with: a hash of the knowledge and of the reader's code, the same on every machine."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from hudna.knowledge.load import data_files
from hudna.knowledge.place_store import tables

_PACKAGE = Path(__file__).parent.parent
_READER = ("text", "knowledge", "extraction", "resolution")


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """16 hexadecimal digits over data files, imported places and the reader's code, by content."""
    code = [path for stage in _READER for path in sorted((_PACKAGE / stage).glob("*.py"))]
    seen = hashlib.sha256()
    for path in (*code, *data_files(), *tables()):
        seen.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()[:16]
