"""`hudna incidents` and `hudna incident` on a small ledger."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hudna.cli import cli

STORIES = (
    ("a", "outlet-a", "قتل جنديان وجرح أربعة في انفجار سيارة مفخخة استهدف دورية في دياربكر مساء السبت."),
    ("b", "outlet-b", "أعلن الجيش التركي مقتل ثلاثة جنود بتفجير سيارة مفخخة في دياربكر مساء السبت."),
    ("c", "outlet-c", "شنت طائرات التحالف غارات على مواقع للحوثيين في صعدة يوم السبت."),
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ledger")
    lines = (
        json.dumps({"id": name, "source": outlet, "published": "2016-03-06", "text": text}, ensure_ascii=False)
        for name, outlet, text in STORIES
    )
    (folder / "stories.jsonl").write_text("\n".join(lines), encoding="utf8")
    where = folder / "ledger.sqlite"
    run("add", str(folder / "stories.jsonl"), "--ledger", str(where))
    return where


def run(*args: str) -> Result:
    result = CliRunner(env={"COLUMNS": "160"}).invoke(cli, args)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def records(ledger: Path, *args: str) -> list[dict[str, object]]:
    out = run("incidents", "--format", "jsonl", "--ledger", str(ledger), *args).stdout
    return [json.loads(line) for line in out.splitlines()]


def bombing(ledger: Path) -> dict[str, object]:
    return next(r for r in records(ledger, "--type", "bombing") if r["stories"] == 2)


def test_jsonl_names_each_claim_with_its_place_in_the_story(ledger: Path) -> None:
    found = bombing(ledger)
    assert [(r["document"], r["story"]) for r in found["claims"]] == [("a", 0), ("b", 0)]  # type: ignore[attr-defined]
    assert all(isinstance(r["start"], int) for r in found["claims"])  # type: ignore[attr-defined]
    killed = next(f for f in found["figures"] if f["kind"] == "killed")  # type: ignore[attr-defined]
    assert (killed["min"], killed["max"]) == (2, 3)


def test_filters_are_the_ledgers(ledger: Path) -> None:
    assert {r["type"] for r in records(ledger, "--place", "YE")} == {"air_strike"}
    assert records(ledger, "--since", "2017-01-01") == []


def test_csv_has_a_row_an_incident(ledger: Path) -> None:
    out = run("incidents", "--format", "csv", "--ledger", str(ledger)).stdout_bytes
    assert out.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(out.decode("utf-8-sig"))))
    assert {r["id"] for r in rows} == {r["id"] for r in records(ledger)}
    assert {"2", "3"} <= {r["killed_min"] for r in rows} | {r["killed_max"] for r in rows}


def test_the_table_says_how_many_there_are(ledger: Path) -> None:
    out = run("incidents", "--ledger", str(ledger)).stdout
    assert f"{len(records(ledger))} incidents" in out
    assert "Diyarbakir" in out


def test_arabic_readers_have_it_in_arabic(ledger: Path) -> None:
    out = run("incident", str(bombing(ledger)["id"]), "--ledger", str(ledger), "--lang", "ar").stdout
    assert "تفجير  بصيغة الجزم" in out
    assert "2–3 قتلى" in out
    assert "لا حرف لأي من مصادره في قائمة الموثوقية" in out
    told = run("incidents", "--ledger", str(ledger), "--lang", "ar").stdout
    assert "الحوادث: " in told
    assert "1 story" not in told


def test_an_incident_is_told_whole(ledger: Path) -> None:
    found = bombing(ledger)
    out = run("incident", str(found["id"]), "--ledger", str(ledger)).stdout
    assert all(text.rstrip(".") in out for name, _, text in STORIES if name != "c")
    assert "2 stories in 2 texts" in out
    assert "killed as told" in out
    assert "why these are held to be one" in out
    assert "place.same" in out


def test_an_incident_is_found_by_a_claim_that_it_holds(ledger: Path) -> None:
    claim = bombing(ledger)["claims"][1]  # type: ignore[index]
    key = f"{claim['document']}/{claim['story']}/{claim['claim']}"
    assert str(bombing(ledger)["id"]) in run("incident", key, "--ledger", str(ledger)).stdout


def test_an_unknown_incident_is_said_to_be_unknown(ledger: Path) -> None:
    result = run("incident", "i0", "--ledger", str(ledger))
    assert result.exit_code == 1
    assert "holds no incident 'i0'" in result.stderr
