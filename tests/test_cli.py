"""The command line: inputs of every kind, formats, exit codes, and what it says when something cannot be read."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hudna import __version__
from hudna.cli import cli
from hudna.model import ClaimType

STORY = "شنّ الطيران الحربي غارات على بلدة سراقب في ريف إدلب، ما أسفر عن مقتل ثلاثة مدنيين، بحسب ناشطين.\n"
OTHER = "قصفت قوات النظام بالمدفعية مدينة الرستن في ريف حمص، وقتل مدنيان، وفق ما أفاد المرصد السوري لحقوق الإنسان.\n"


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf8")
    return path


def run(runner: CliRunner, *arguments: object, stdin: str | bytes | None = None) -> Result:
    result = runner.invoke(cli, [str(a) for a in arguments], input=stdin, standalone_mode=False)
    if isinstance(result.exception, Exception) and not isinstance(result.exception, SystemExit):
        return runner.invoke(cli, [str(a) for a in arguments], input=stdin)  # usage errors as a shell sees them
    return result


def code(result: Result) -> int:
    """The exit code: `main` ends with what a command returns."""
    return result.return_value if isinstance(result.return_value, int) else result.exit_code


def records(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_version(runner: CliRunner) -> None:
    assert run(runner, "--version").output == f"hudna {__version__}\n"


def test_jsonl_is_one_record_a_story_with_true_spans(runner: CliRunner, story: Path) -> None:
    result = run(runner, "read", story, "--format", "jsonl", "--published", "2018-03-12")
    assert code(result) == 0
    [record] = records(result)
    assert record["document"]["published"] == "2018-03-12"  # type: ignore[index]
    claims: list[dict[str, dict[str, object]]] = record["claims"]  # type: ignore[assignment]
    assert "air_strike" in [c["type"] for c in claims]
    for claim in claims:
        span = claim["trigger"]
        assert record["text"][span["start"] : span["end"]] == span["text"]  # type: ignore[index,misc]


def test_inputs_of_every_kind_in_any_mix(runner: CliRunner, tmp_path: Path, story: Path) -> None:
    folder = tmp_path / "folder" / "deep"
    folder.mkdir(parents=True)
    (folder / "page.html").write_bytes(
        f"<html><head><meta charset='windows-1256'></head><body><article><p>{OTHER}</p></article></body></html>".encode(
            "windows-1256"
        )
    )
    lines = tmp_path / "feed.jsonl"
    lines.write_text("".join(json.dumps({"id": f"n{i}", "text": STORY}) + "\n" for i in range(2)), encoding="utf8")
    result = run(
        runner, "read", story, folder.parent, tmp_path / "*.jsonl", "-", "--format", "jsonl", stdin=OTHER.encode()
    )
    assert code(result) == 0
    found = records(result)
    assert len(found) == 5
    assert [r["document"]["id"] for r in found[2:4]] == ["n0", "n1"]  # type: ignore[index]
    assert found[2]["text"] == STORY


def test_standard_input_is_read_when_nothing_is_named(runner: CliRunner) -> None:
    assert len(records(run(runner, "read", "--format", "jsonl", stdin=STORY.encode()))) == 1


def test_what_cannot_be_read_is_named_and_the_rest_is_read(runner: CliRunner, tmp_path: Path, story: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "english.txt").write_text("The parties met again on Sunday and agreed to go on with the talks.")
    (tmp_path / "binary.bin").write_bytes(bytes(range(256)) * 20)
    broken = tmp_path / "broken.jsonl"
    broken.write_text(json.dumps({"id": "a", "text": STORY}) + "\n{not json\n", encoding="utf8")
    names = [tmp_path / n for n in ("empty.txt", "english.txt", "binary.bin", "broken.jsonl", "gone.txt", "story.txt")]
    result = run(runner, "read", *names, "--format", "jsonl")
    assert code(result) == 1
    assert len(records(result)) == 2
    told = result.stderr.splitlines()
    assert len(told) == 5
    for line, name in zip(told, ("empty.txt", "english.txt", "binary.bin", "broken.jsonl", "gone.txt"), strict=True):
        assert line.startswith("hudna: ")
        assert name in line
    assert "line 2" in told[3]
    assert "English" in told[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "x", "--published", "12/03/2018"),
        ("read", "x", "--published", "2018-02-30"),
        ("read", "x", "--format", "xml"),
        ("read", "x", "--types", "skirmish"),
        ("read", "x", "--types", ""),
        ("read", "x", "--lang", "fr"),
        ("read", "x", "--jobs", "0"),
        ("read", "x", "--explain", "--format", "csv"),
        ("read", "x", "--explain", "--format", "jsonl"),
        ("read", "--nonsense"),
        ("knowledge", "explain"),
        ("nonsense",),
    ],
)
def test_wrong_usage_is_code_2(runner: CliRunner, arguments: tuple[str, ...]) -> None:
    result = run(runner, *arguments)
    assert code(result) == 2
    assert "Error" in result.stderr


def test_types_keep_their_claims_only(runner: CliRunner, story: Path) -> None:
    kept = records(run(runner, "read", story, "--format", "jsonl", "--types", "air_strike, siege"))[0]["claims"]
    assert {c["type"] for c in kept} == {"air_strike"}  # type: ignore[attr-defined,index]
    [record] = records(run(runner, "read", story, "--format", "jsonl", "--types", "protest"))
    assert record["claims"] == []


def test_table_reads_without_colour(runner: CliRunner, story: Path) -> None:
    result = run(runner, "read", story, "--published", "2018-03-12")
    assert code(result) == 0
    assert "air strike" in result.stdout
    assert "● asserted" in result.stdout
    assert "\x1b" not in result.stdout
    assert "1 story" in result.stdout


def test_explain_shows_rule_and_words(runner: CliRunner, story: Path) -> None:
    out = run(runner, "read", story, "--explain").stdout
    assert "air_strike." in out
    assert "rule" in out


def test_csv_has_a_row_a_claim(runner: CliRunner, story: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "claims.csv"
    result = run(runner, "read", story, "--format", "csv", "--out", out)
    assert (code(result), result.stdout) == (0, "")
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline="")))
    assert "air_strike" in [row["type"] for row in rows]
    assert [p.name for p in out.parent.iterdir()] == ["claims.csv"]


def test_html_is_written_in_either_language(runner: CliRunner, story: Path) -> None:
    assert "<!doctype html>" in run(runner, "read", story, "--format", "html").stdout
    assert 'dir="rtl"' in run(runner, "read", story, "--format", "html", "--lang", "ar").stdout


def test_outlet_and_day_stand_over_the_page(runner: CliRunner, story: Path) -> None:
    [record] = records(
        run(runner, "read", story, "--format", "jsonl", "--outlet", "صحيفة", "--published", "2019-01-02")
    )
    assert (record["document"]["outlet"], record["document"]["published"]) == ("صحيفة", "2019-01-02")  # type: ignore[index]


def test_processes_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text(
        "".join(json.dumps({"id": str(i), "text": STORY if i % 2 else OTHER}) + "\n" for i in range(50)),
        encoding="utf8",
    )
    one, two = (
        subprocess.run(
            [sys.executable, "-m", "hudna.cli", "read", str(feed), "--format", "jsonl", "--jobs", jobs],
            capture_output=True,
            check=True,
        ).stdout
        for jobs in ("1", "2")
    )
    assert one == two
    assert one.count(b"\n") == 50


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text("".join(json.dumps({"id": str(i), "text": STORY * 20}) + "\n" for i in range(60)), encoding="utf8")
    with subprocess.Popen(
        [sys.executable, "-m", "hudna.cli", "read", str(feed), "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr.read() == b""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_is_one_line(jobs: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "hudna.cli", "read", "-", "--format", "jsonl", "--jobs", jobs],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a run in the background ignores it
    ) as process:
        time.sleep(2)  # it waits for standard input
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
        assert (process.returncode, told.decode().strip()) == (130, "interrupted")


def test_a_file_that_cannot_be_written_is_told(runner: CliRunner, story: Path, tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "hudna.cli", "read", str(story), "--out", str(story / "below" / "x.txt")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 1
    assert process.stderr.startswith("hudna: ")
    assert "Traceback" not in process.stderr


def test_time_and_number_take_arguments_and_lines(runner: CliRunner) -> None:
    [one] = records(run(runner, "time", "فجر أمس", "--published", "2018-03-12"))
    assert [(t["from"], t["to"]) for t in one["times"]] == [("2018-03-11", "2018-03-11")]  # type: ignore[attr-defined]
    lines = records(run(runner, "number", stdin="مقتل ثلاثة جنود\nلا عدد هنا\n".encode()))
    assert [[(n["min"], n["max"]) for n in line["numbers"]] for line in lines] == [[(3, 3)], []]  # type: ignore[attr-defined]


def test_knowledge_explain(runner: CliRunner) -> None:
    result = run(runner, "knowledge", "explain", "قصف")
    assert code(result) == 0
    assert "shelling." in result.stdout
    assert code(run(runner, "knowledge", "explain", "ظغضث")) == 1


def test_every_command_has_help(runner: CliRunner) -> None:
    for command in (
        (),
        ("read",),
        ("time",),
        ("number",),
        ("knowledge",),
        ("knowledge", "check"),
        ("knowledge", "explain"),
    ):
        result = run(runner, *command, "--help")
        assert code(result) == 0
        assert "Example" in result.output


def test_claim_types_are_those_of_the_model(runner: CliRunner) -> None:
    assert all(t.value in run(runner, "read", "x", "--types", "?").stderr for t in ClaimType)
