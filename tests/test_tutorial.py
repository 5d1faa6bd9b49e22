"""The tutorial's commands, run as they stand there, do what it says."""

from __future__ import annotations

import csv
import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from hudna.cli import cli

TEXT = (Path(__file__).parent.parent / "docs" / "tutorial.md").read_text(encoding="utf8")


def rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_from_an_empty_folder_to_a_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HUDNA_HOME", str(tmp_path / "home"))
    (pages,) = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
    Path("pages.jsonl").write_text(pages, encoding="utf8")
    told = []
    for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL):
        for line in block.splitlines():
            program, *arguments = shlex.split(line)
            assert program == "hudna"
            result = CliRunner().invoke(cli, arguments, standalone_mode=False)
            assert result.exception is None, line
            told.append(result.stderr)
    assert "1 planned" in told[1]
    (shelling,) = (r for r in rows("incidents.csv") if r["type"] == "shelling")
    assert (shelling["tellings"], shelling["independent"]) == ("3", "2")
    assert (shelling["killed_min"], shelling["killed_max"]) == ("4", "7")
    (feature,) = json.loads(Path("map.geojson").read_text(encoding="utf8"))["features"]
    assert feature["properties"]["place_en"] == "Douma"
    assert feature["geometry"]["coordinates"] == pytest.approx([36.4, 33.57], abs=0.02)
    assert [r["fatalities"] for r in rows("acled.csv") if r["event_type"] == "Explosions/Remote violence"] == ["4"]
    (withdrawal,) = (r for r in rows("all.csv") if r["type"] == "withdrawal")
    assert withdrawal["happened"] == "no"
