"""The data files of the knowledge that intake reads."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(name: str) -> Any:
    """What `knowledge/data/<name>` holds, None when there is no such file."""
    file = resources.files("hudna.knowledge").joinpath("data", name)
    return yaml.load(file.read_text("utf-8"), _Loader) if file.is_file() else None


def entries(name: str) -> list[dict[str, Any]]:
    """The list of entries in `knowledge/data/<name>`, empty when there is no such file."""
    return load(name) or []
