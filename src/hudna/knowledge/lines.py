"""Where each value of a YAML file stands, so that what is wrong with it can be told by its line.

Days and times stay text here: their readers say what is wrong with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hudna.knowledge.load import KnowledgeError

_STEP = re.compile(r"\[(\d+|\.\.\.)\]|\.(\w+)")


class _Loader(yaml.SafeLoader):
    """A safe loader that leaves days and times as they are written."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Lines:
    """A YAML file's content with the nodes that it was read from."""

    path: Path
    content: Any
    root: yaml.Node | None

    @classmethod
    def of(cls, path: Path) -> Lines:
        """Read a file. Raises KnowledgeError with file and line where it is no YAML, OSError where it can't be read."""
        text = path.read_text(encoding="utf8")
        try:
            root = yaml.compose(text, Loader=_Loader)
            return cls(path, yaml.load(text, Loader=_Loader), root)  # a subclass of SafeLoader
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f", line {mark.line + 1}" if mark else ""
            raise KnowledgeError(f"{path}{where}: {getattr(error, 'problem', error)}") from error

    def at(self, *steps: int | str) -> str:
        """The file and the line of the value at `steps`, or of the nearest one above it."""
        node, line = self.root, 1
        for step in steps:
            key, node = _child(node, step)
            if node is None:
                break
            line = (key or node).start_mark.line + 1
        return f"{self.path}, line {line}"

    def at_path(self, path: str) -> str:
        """The same for a path as msgspec writes it: `$[0].zone.polygon[...][1]`."""
        steps = [int(n) if n.isdecimal() else name or "..." for n, name in _STEP.findall(path)]
        return self.at(*steps)


def _child(node: yaml.Node | None, step: int | str) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The node of a key, and that of its value; a sequence has no keys."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    if isinstance(node, yaml.MappingNode):
        return next(((k, v) for k, v in node.value if k.value == step), (None, None))
    return None, None
