"""The monitor's commands on a page of our own that tells of the south of Damascus in March 2018."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hudna.cli import cli

PAGE = """\
مواجهات في القدم جنوب العاصمة

ذكر ناشطون أن تنظيم الدولة الإسلامية هاجم حي القدم جنوب دمشق.
وقالت مصادر محلية إن اشتباكات دارت بين قوات النظام السوري وتنظيم الدولة في حي العسالي.
ويعيش أكثر من ثلاثة آلاف مدني في حي القدم تحت حصار قوات النظام منذ أواخر 2012.
وتسيطر فصائل المعارضة على بلدات يلدا وببيلا وبيت سحم.
ومنذ 2015 يسيطر تنظيم الدولة على حي التضامن والعسالي والحجر الأسود ومخيم اليرموك.
وقال سكان إن التنظيم قصف المناطق التي تسيطر عليها فصائل التحالف الفلسطيني في مخيم اليرموك والزاهرة القديمة.
وتحدث مقاتلو المعارضة عن اتفاق مع النظام السوري يقضي بخروجهم إلى إدلب شمال سوريا.

"""
STATEMENT = """\
واشنطن تدعو إلى اجتماع في عمّان

قال مسؤول في الخارجية الأمريكية إن بلاده قلقة من أنباء عن هجمات في جنوب غربي سوريا داخل منطقة خفض التصعيد.
وأضاف المسؤول أنه إذا صحت الأنباء فإن ذلك يشكل خرقاً واضحاً من قبل الحكومة السورية لوقف إطلاق النار في جنوب غربي سوريا.
ووزعت واشنطن على أعضاء مجلس الأمن مسودة قرار تطالب بوقف لإطلاق النار في دمشق والغوطة الشرقية التي تسيطر عليها المعارضة.
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("monitor")
    for name, text in (("qadam.txt", PAGE), ("statement.txt", STATEMENT)):
        (folder / name).write_text(text, encoding="utf8")
    where = folder / "ledger.sqlite"
    done = CliRunner().invoke(cli, ["add", str(folder / "qadam.txt"), str(folder / "statement.txt"), "--published",
                                    "2018-03-12", "--ledger", str(where)])  # fmt: skip
    assert done.exit_code == 0, done.output
    return where


def run(ledger: Path, *args: str) -> Result:
    done = CliRunner().invoke(cli, [*args, "--ledger", str(ledger)])
    assert done.exit_code == 0, done.output
    return done


def rows(ledger: Path, *args: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(ledger, *args, "--format", "jsonl").output.splitlines()]


def test_if_true_stays_conditional_and_is_not_counted(ledger: Path) -> None:
    found = rows(ledger, "findings", "--agreement", "sy-southwest-zone-2017")
    (alleged,) = [f for f in found if f["allegation"]]
    assert (alleged["status"], alleged["conditional"], alleged["counted"]) == ("alleged", True, False)
    assert alleged["accused"] == ["government"]
    answers = {t["question"]: t["answer"] for t in alleged["tests"]}
    assert answers["place"] == "unknown"
    assert any("مسؤول" in s for s in alleged["speakers"])


def test_a_zone_does_not_cover_what_lies_outside_it(ledger: Path) -> None:
    found = rows(ledger, "findings", "--agreement", "sy-southwest-zone-2017")
    outside = [f for f in found if {t["question"]: t["answer"] for t in f["tests"]}["place"] == "no"]
    assert len(outside) >= 2  # the attack and the clashes in the south of the capital
    assert {f["status"] for f in outside} == {"not_a_breach"}


def test_fighting_an_excluded_group_is_no_breach(ledger: Path) -> None:
    found = rows(ledger, "findings", "--agreement", "sy-unscr-2401", "--type", "armed_clash,attack", "--actor",
                 "islamic-state")  # fmt: skip
    assert found
    assert {f["status"] for f in found} == {"excluded"}


def test_the_siege_keeps_its_begin_and_its_people(ledger: Path) -> None:
    (siege,) = [s for s in rows(ledger, "sieges") if s["place_id"] == "sy-al-qadam"]
    assert siege["since"].startswith("2012-")
    assert any(i["min"] == 3000 and i["max"] is None for i in siege["inside"])


def test_control_is_told_of_the_places_named_alone(ledger: Path) -> None:
    held: dict[str, set[str]] = {}
    for row in rows(ledger, "control", "--at", "2018-03-12"):
        held.setdefault(row["holder"], set()).add(row["place_id"])
    assert held == {
        "syrian-opposition-fighters": {"sy-yalda", "sy-babbila", "sy-beit-sahem", "sy-eastern-ghouta"},
        "islamic-state": {"sy-yarmouk-camp", "sy-al-asali", "sy-tadamon", "sy-hajar-al-aswad"},
        "alliance-of-palestinian-forces": {"sy-yarmouk-camp", "sy-old-zahira"},
    }
    collection = json.loads(run(ledger, "control", "--format", "geojson").output)
    assert collection["type"] == "FeatureCollection"
    assert all(f["geometry"]["type"] == "Point" for f in collection["features"])


def test_the_breach_belongs_to_the_zone_that_it_names(ledger: Path) -> None:
    told = [f for f in rows(ledger, "findings") if f["allegation"]]
    assert {f["agreement"] for f in told} == {"sy-southwest-zone-2017"}


def test_the_evacuation_and_the_draft_are_planned(ledger: Path) -> None:
    (moved,) = [m for m in rows(ledger, "movements") if m["kind"] == "evacuated"]
    assert (moved["status"], [p["place_id"] for p in moved["destinations"]]) == ("planned", ["sy-idlib"])
    draft = [a for a in rows(ledger, "agreements", "--found") if a["proposed"]]
    assert [a["registered"]["agreement"] for a in draft] == ["sy-us-draft-2018-03"]


def test_one_command_prints_everything(ledger: Path) -> None:
    told = run(ledger, "assess").output
    for title in ("Findings", "Control of places", "Sieges", "Movements of people", "Agreements told", "Diplomacy"):
        assert title in told


@pytest.mark.parametrize("command", ["findings", "breaches", "control", "sieges", "movements", "diplomacy"])
@pytest.mark.parametrize("format_", ["table", "jsonl", "csv", "geojson"])
def test_every_list_comes_in_every_format(ledger: Path, command: str, format_: str) -> None:
    assert run(ledger, command, "--format", format_, "--lang", "ar").exit_code == 0


def test_a_report_is_written_twice_alike(ledger: Path, tmp_path: Path) -> None:
    asked = ("report", "--agreement", "sy-unscr-2401", "--from", "2018-03-06", "--to", "2018-03-12")
    for name in ("a.html", "b.html"):
        run(ledger, *asked, "--out", str(tmp_path / name))
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_an_alert_goes_once(ledger: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yml"
    rules.write_text("- {id: sieges, when: siege, place: SY}\n", encoding="utf8")
    first, second = run(ledger, "alert", str(rules)), run(ledger, "alert", str(rules))
    assert "[sieges] siege told: Al-Qadam" in first.output
    assert second.output == ""


def test_a_webhook_that_fails_is_tried_again(ledger: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.yml"
    rules.write_text("- {id: sieges, when: siege, place: SY, webhook: 'http://127.0.0.1:9/'}\n", encoding="utf8")
    for _ in range(2):
        done = CliRunner().invoke(cli, ["alert", str(rules), "--ledger", str(ledger)], standalone_mode=False)
        assert done.return_value == 1
        assert "not sent, to be tried again" in done.stderr


def test_an_unknown_agreement_is_told(ledger: Path) -> None:
    done = CliRunner().invoke(cli, ["findings", "--agreement", "nowhere", "--ledger", str(ledger)])
    assert done.exit_code == 2
    assert "no such agreement: nowhere" in done.output


def test_a_wrong_registry_is_told_with_its_line(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("- id: x\n  kind: nothing\n", encoding="utf8")
    done = CliRunner().invoke(cli, ["findings", "--registry", str(tmp_path), "--ledger", str(ledger)])
    assert done.exit_code == 1
    assert "mine.yml, line" in done.output


def test_a_person_can_set_the_status_of_a_finding(ledger: Path) -> None:
    asked = ("findings", "--agreement", "sy-southwest-zone-2017")
    name = next(f["id"] for f in rows(ledger, *asked) if f["allegation"])
    why = ("--reason", "no such act is known", "--author", "me")
    run(ledger, "judge", "correct", name, "status", "indeterminate", *why)
    judged = next(f for f in rows(ledger, *asked) if f["id"] == name)
    assert (judged["status"], judged["by"]) == ("indeterminate", "me")
    assert "no such act is known" in " ".join(judged["why"])
    assert "no such act is known" in run(ledger, "log").output


def test_a_finding_takes_no_status_of_another_kind(ledger: Path) -> None:
    name = next(f["id"] for f in rows(ledger, "findings"))
    asked = ["judge", "correct", name, "status", "true", "--reason", "x", "--ledger", str(ledger)]
    done = CliRunner().invoke(cli, asked)
    assert done.exit_code == 2
    assert "no such status of a finding" in done.output
