"""What the ledger asks of `hudna.linking`: pure functions, taken together so that a test can stand in for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from hudna.model import Incident, Join, Reading, Telling

Pair = tuple[str, str]
Group = Callable[[Iterable[Any], Iterable[Join], Iterable[Pair], Iterable[Pair]], tuple[Incident, ...]]


@dataclass(frozen=True, slots=True)
class Linker:
    """`signature` and `bands` find candidates for copies, `share` says how much two texts have in common and `is_copy`
    whether that makes them copies; `tellings` of a reading with its chain's key, and what `prepare` makes of each once:
    `keys` find candidates for joins of it, `compare` decides; `group` makes incidents of what was prepared, joins and
    the pairs that must and cannot stay together.
    """

    signature: Callable[[str], bytes]
    bands: Callable[[bytes], tuple[str, ...]]
    share: Callable[[str, str], float]
    is_copy: Callable[[float], bool]
    tellings: Callable[[Reading, str], tuple[Telling, ...]]
    prepare: Callable[[Telling], Any]
    keys: Callable[[Any], tuple[str, ...]]
    compare: Callable[[Any, Any], Join | None]
    group: Group


def usual() -> Linker:
    """The functions of `hudna.linking`."""
    from hudna.linking import blocks, compare, copies, facts, incidents, tellings

    return Linker(
        copies.signature,
        copies.bands,
        copies.share,
        lambda share: share >= copies.COPY,
        tellings.tellings,
        facts.facts,
        blocks.keys_of,
        compare.weigh,
        incidents.gather,
    )
