"""`hudna export` on a ledger made of pages of our own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pyogrio
import pytest
from click.testing import CliRunner, Result

from hudna.cli import cli
from hudna.cli_export import FORMATS
from hudna.export import formats

PAGES = [
    {"id": "a", "published": "2018-03-12", "source": "صحيفة المثال", "url": "https://example.org/a",
     "text": "قصفت قوات النظام مدينة دوما بالمدفعية صباح الاثنين، ما أدى إلى مقتل أربعة مدنيين، بحسب ناشطين محليين."},
    {"id": "b", "published": "2018-03-12", "source": "وكالة المثال",
     "text": "من المقرر أن تنسحب فصائل المعارضة من مدينة دوما يوم الجمعة المقبل."},
    {"id": "c", "published": "2018-03-12", "source": "وكالة المثال",
     "text": "اندلعت اشتباكات بين الجيش اليمني والحوثيين في مدينة تعز أمس الأحد، وقال مصدر عسكري إن خمسة جنود قتلوا."},
]  # fmt: skip
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ledger")
    pages = folder / "pages.jsonl"
    pages.write_text("".join(json.dumps(p, ensure_ascii=False) + "\n" for p in PAGES), encoding="utf8")
    result = CliRunner().invoke(cli, ["add", str(pages), "--ledger", str(folder / "l.sqlite")], standalone_mode=False)
    assert result.exception is None
    return folder / "l.sqlite"


@pytest.fixture
def run(ledger: Path) -> Run:
    def call(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["export", *arguments, "--ledger", str(ledger)])

    return call


def test_the_command_knows_every_format() -> None:
    assert FORMATS == formats.FORMATS


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_goes_to_a_file(format_: str, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out" / f"x.{format_}"
    result = run(format_, "--out", str(out))
    assert result.exit_code == 0, result.output
    first = out.read_bytes()
    assert first
    assert run(format_, "--out", str(out)).exit_code == 0
    assert out.read_bytes() == first
    assert "left out:" in result.stderr
    assert "planned" in result.stderr
    names = {f"x.{format_}", "x.mentions.gdelt"} if format_ == "gdelt" else {f"x.{format_}"}
    assert {p.name for p in out.parent.iterdir()} == names


def test_what_is_planned_comes_when_asked_for_and_marked(run: Run) -> None:
    without = list(csv.DictReader(io.StringIO(run("csv").stdout.removeprefix("\ufeff"))))
    result = run("csv", "--include-unconfirmed")
    having = list(csv.DictReader(io.StringIO(result.stdout.removeprefix("\ufeff"))))
    assert {r["status"] for r in without} == {"asserted"}
    planned = [r for r in having if r["status"] == "planned"]
    assert [(r["type"], r["happened"]) for r in planned] == [("withdrawal", "no")]
    assert len(having) == len(without) + 1
    assert "left out" not in result.stderr


def test_filters_narrow(run: Run) -> None:
    found = [json.loads(line) for line in run("jsonl", "--place", "YE").stdout.splitlines()]
    assert found
    assert {p["admin"][0] for i in found for p in i["places"]} == {"YE"}
    assert run("jsonl", "--until", "2000-01-01").stdout == ""


def test_sentences_stand_beside_incidents(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("csv", "--type", "shelling").stdout.removeprefix("\ufeff"))))
    assert [r["sentence"] for r in rows] == [PAGES[0]["text"]]
    assert rows[0]["killed_min"] == "4"


def test_binary_formats_go_to_a_pipe_too(run: Run, tmp_path: Path) -> None:
    table = pq.read_table(io.BytesIO(run("parquet").stdout_bytes))
    assert table.num_rows
    package = tmp_path / "x.gpkg"
    package.write_bytes(run("gpkg").stdout_bytes)
    assert pyogrio.read_info(package, layer="incidents")["features"] == table.num_rows


def test_wrong_usage_says_what_to_do(run: Run, tmp_path: Path) -> None:
    gdelt, status = run("gdelt"), run("csv", "--status", "planned,denied")
    assert (gdelt.exit_code, status.exit_code) == (2, 2)
    assert "--out" in gdelt.stderr
    assert "--include-unconfirmed" in status.stderr
    missing = CliRunner().invoke(cli, ["export", "csv", "--ledger", str(tmp_path / "none.sqlite")])
    assert missing.exit_code == 1
    assert "hudna add" in missing.stderr


def test_a_missing_library_names_its_extra(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "arro3.io", None)
    out = tmp_path / "x.parquet"
    result = run("parquet", "--out", str(out))
    assert result.exit_code == 1
    assert 'pip install "hudna[exports]"' in result.stderr
    assert not out.exists()
