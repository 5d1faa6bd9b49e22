"""The weights of a linear scorer, summed once for each group of features that the same few values decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# What names some features, and the values that it names them from: `(_distance, "act", "V", 3)`.
Group = tuple[Any, ...]
Row = tuple[float, ...]
INTERCEPT = "intercept"
_MOST = 100_000  # groups remembered; some hold a word of the text


@dataclass(slots=True)
class Weights:
    """Rows of weights by feature, each as long as the row of the intercept."""

    rows: dict[str, Row] = field(default_factory=dict)
    _sums: dict[Group, Row] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def of(self, group: Group) -> Row:
        """The summed weights of a group's features; those without weights count nothing."""
        try:
            return self._sums[group]
        except KeyError:
            return self._summed(group)

    def _summed(self, group: Group) -> Row:
        if len(self._sums) >= _MOST:
            self._sums.clear()
        rows = [self.rows[name] for name in names(group) if name in self.rows]
        known = self._sums[group] = _sum(rows) if rows else (0.0,) * len(self.rows[INTERCEPT])
        return known


def _sum(rows: list[Row]) -> Row:
    return rows[0] if len(rows) == 1 else tuple(map(sum, zip(*rows, strict=True)))


def names(group: Group) -> list[str]:
    """The features of a group."""
    return list(group[0](*group[1:]))
