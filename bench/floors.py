"""Floors under the measures, kept in a file with the hash of the data that they were measured on.

A floor rises by `--raise`. It is lowered only by name and with a reason, which stays in the file.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

# A trade of a few claims should not break the gate: a floor stands this far under its figure.
SLACK = 0.02

# Measures that get a floor when floors are lifted; others have one only if someone writes it into the file.
FLOORED = frozenset(
    {
        "typed", "whole", "actor", "target", "place", "attribution", "status", "killed",
        "quiet", "ASSAULT", "PROTEST",
    }
)  # fmt: skip

_HEAD = """\
# Floors of the gate: one table a set of samples, `on` the hash of its texts and marks.
# Raised by `python -m bench.run --raise`, lowered only by `--lower SET.MEASURE --reason "..."` (kept below).
"""


@dataclass(slots=True)
class Floors:
    """Floors by set and measure, the hash each set was measured on, and what was lowered and why."""

    floors: dict[str, dict[str, float]] = field(default_factory=dict)
    on: dict[str, str] = field(default_factory=dict)
    lowered: list[dict[str, str | float]] = field(default_factory=list)

    def faults(self, name: str, digest: str, figures: Mapping[str, float]) -> list[str]:
        """What keeps the set from passing: figures under their floors, floors of other data or without a figure."""
        floors = self.floors.get(name, {})
        out = [f"{name}.{m} is {figures[m]:.3f}, floor {f:.3f}" for m, f in floors.items() if figures.get(m, 9) < f]
        out += [f"{name}.{m} has a floor and no figure" for m in floors if m not in figures]
        if floors and self.on.get(name) != digest:
            out.append(f"{name}: texts or marks changed since its floors were measured (now {digest}): --raise")
        return out

    def lift(self, name: str, digest: str, figures: Mapping[str, float]) -> None:
        """Raise the set's floors to its figures, less the slack; none falls."""
        floors = self.floors.setdefault(name, {})
        for measure, figure in figures.items():
            if measure in FLOORED or measure in floors:
                floors[measure] = max(floors.get(measure, 0.0), _under(figure))
        self.on[name] = digest

    def lower(self, name: str, measure: str, figure: float, reason: str, digest: str) -> None:
        """Lower one floor to its figure, less the slack, and keep the reason.

        Raises ValueError if there is no reason, or no floor to lower.
        """
        if not reason.strip():
            raise ValueError("a floor is lowered only with a reason")
        old = self.floors.get(name, {}).get(measure)
        if old is None or _under(figure) >= old:
            raise ValueError(f"{name}.{measure} has no floor above its figure")
        self.floors[name][measure] = _under(figure)
        self.lowered.append(
            {"what": f"{name}.{measure}", "from": old, "to": _under(figure), "reason": reason.strip(), "on": digest}
        )


def _under(figure: float) -> float:
    return max(0.0, int((figure - SLACK) * 1000) / 1000)


def load(path: Path) -> Floors:
    """Floors from their file; none if there is no file yet."""
    tables = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    lowered = tables.pop("lowered", [])
    on = {name: str(table.pop("on")) for name, table in tables.items()}
    return Floors(tables, on, lowered)


def save(floors: Floors, path: Path) -> None:
    """Write the file whole; `load` gives the same floors back."""
    out = [_HEAD]
    for name, table in floors.floors.items():
        out.append(f'[{name}]\non = "{floors.on[name]}"')
        out += [f"{measure} = {floor:.3f}" for measure, floor in table.items()]
        out.append("")
    for entry in floors.lowered:
        out.append("[[lowered]]")
        out += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()]
        out.append("")
    path.write_text("\n".join(out), encoding="utf-8")
