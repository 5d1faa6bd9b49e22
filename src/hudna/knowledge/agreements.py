"""The registry of agreements: what parties are bound by, read from data files that an analyst edits.

A file that is wrong anywhere is refused whole, with its line: nothing of it is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from hudna.knowledge.agreement import Agreement
from hudna.knowledge.agreement_check import check
from hudna.knowledge.lines import Lines
from hudna.knowledge.load import DATA, KnowledgeError

FOLDER = DATA / "agreements"
BLANK = "???"  # stands for what an imported entry does not tell, until an analyst fills it in


def registry(folder: Path | None = None) -> dict[str, Agreement]:
    """The agreements by id, shipped or in `folder`, ordered by id. Raises KnowledgeError naming file, line, reason."""
    read: list[tuple[Lines, tuple[Agreement, ...]]] = []
    for path in sorted((folder or FOLDER).glob("*.yml")):
        lines = Lines.of(path)
        read.append((lines, _entries(lines)))
    check(read)
    found = {a.id: a for _, entries in read for a in entries}
    return {name: found[name] for name in sorted(found)}


def _entries(lines: Lines) -> tuple[Agreement, ...]:
    """The entries of a file. Raises KnowledgeError for the first blank, or for what has the wrong form."""
    for steps in _blanks(lines.content):
        name = next((s for s in reversed(steps) if isinstance(s, str)), "an entry")
        raise KnowledgeError(f"{lines.at(*steps)}: {name} is blank ({BLANK}): fill it in, or leave it out if it may be")
    try:
        return msgspec.convert(lines.content or [], tuple[Agreement, ...])
    except msgspec.ValidationError as error:
        reason, _, where = str(error).partition(" - at `")
        raise KnowledgeError(f"{lines.at_path(where.rstrip('`'))}: {reason}") from error


def _blanks(content: object, steps: tuple[int | str, ...] = ()) -> Iterator[tuple[int | str, ...]]:
    """Where blanks stand, in the order of the file."""
    if content == BLANK:
        yield steps
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from _blanks(value, (*steps, key))
    elif isinstance(content, list):
        for number, value in enumerate(content):
            yield from _blanks(value, (*steps, number))
