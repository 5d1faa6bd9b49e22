"""The registry in other data sets' columns, there and back: what a table does not tell stays a blank that is named."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from hudna.cli import cli
from hudna.export.agreement_columns import PAX, PRIO, pax, prio
from hudna.export.listing import csv_text
from hudna.knowledge.agreement_import import Draft, drafts
from hudna.knowledge.agreements import registry
from hudna.knowledge.load import KnowledgeError
from hudna.knowledge.place_rows import Rejected

PAX_ROWS = """\
Con,AgtId,Agt,Dat,Status,Stage,Part,ThrdPart
Xland,9001,Truce of the mill,15/01/2014,Multiparty signed/agreed,Cea,"Free Syrian Army; Hamas",A mediator
Xland,9002,Truce of the ford,31/02/2014,Multiparty signed/agreed,Cea,,
Xland,,Truce without a number,15/01/2014,Unilateral document,Cea,,
Xland,9003,"Truce ""of: the hill"" # 2",2014-03-05,Status unclear,Cea,The people of the hill,
Xland,9001,Truce of the mill again,16/01/2014,Status unclear,Cea,,
Xland,9004,Truce of no day,,Status unclear,Cea,,
"""
PRIO_ROWS = """\
cf_id,location,actor_name,pax_id,cf_dec_yr,cf_dec_month,cf_dec_day,cf_effect_yr,cf_effect_month,cf_effect_day,written,ended,end_yr,end_month,end_day
7,Xland,Free Syrian Army,9001,2014,1,15,2014,1,16,1,2,2014,2,1
7,Xland,Hamas,9001,2014,1,15,2014,1,16,1,2,2014,2,1
8,Xland,Hamas,,2015,0,0,,,,0,,,,
9,Xland,Hamas,,2015,3,1,,,,-1,,,,
9,Xland,Free Syrian Army,,2015,3,2,,,,-1,,,,
10,Xland,Hamas,,2015,13,1,,,,1,,,,
11,Xland,,,2015,3,1,,,,1,,,,
,Xland,Hamas,,2015,3,1,,,,1,,,,
"""


def read(folder: Path, text: str, columns: str) -> tuple[dict[str, str], list[str]]:
    """The drafts' YAML by id, and the rows that were not taken, in words."""
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8-sig")
    told = list(drafts(path, columns))
    taken = {d.id: "\n".join(d.lines) + "\n" for d in told if isinstance(d, Draft)}
    return taken, [str(r).removeprefix(f"{folder}/") for r in told if isinstance(r, Rejected)]


def test_an_agreement_is_a_row_of_pax() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_text(pax(registry().values())))))
    assert len(rows) == len(registry())
    assert tuple(rows[0]) == PAX
    (truce,) = [r for r in rows if r["AgtId"] == "1527"]
    assert (truce["Dat"], truce["Con"], truce["Stage"], truce["CeProv"]) == ("15/01/2014", "Syria", "Cea", "1")
    assert truce["Ce"] == "", "a grade of detail is a coder's judgement"


def test_a_declaring_actor_is_a_row_of_eth_prio_and_a_draft_has_none() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_text(prio(registry().values())))))
    assert tuple(rows[0]) == PRIO
    assert len({r["uniq_id"] for r in rows}) == len(rows)
    assert not [r for r in rows if r["cf_id"] == "sy-us-draft-2018-03"]
    truce = [r for r in rows if r["cf_id"] == "ye-truce-2022"]
    assert len(truce) == 2
    assert [truce[0][f"cf_effect_{p}"] for p in ("yr", "month", "day")] == ["2022", "4", "2"]
    assert [truce[0][f"end_{p}"] for p in ("yr", "month", "day")] == ["2022", "10", "2"], "the last extension's"


def test_wrong_rows_of_pax_are_named_with_file_and_line_and_the_rest_is_read(tmp_path: Path) -> None:
    taken, wrong = read(tmp_path, PAX_ROWS, "pax")
    assert list(taken) == ["pax-9001", "pax-9003"]
    assert wrong == [
        "table.csv, line 3: Dat '31/02/2014' is no day (15/01/2014 or 2014-01-15)",
        "table.csv, line 4: AgtId is empty",
        "table.csv, line 6: AgtId 9001 stands already in line 2",
        "table.csv, line 7: Dat is empty",
    ]


def test_wrong_rows_of_eth_prio_are_named_and_leave_no_half_agreement(tmp_path: Path) -> None:
    taken, wrong = read(tmp_path, PRIO_ROWS, "prio")
    assert list(taken) == ["cf-7", "cf-8", "cf-9"]
    assert wrong == [
        "table.csv, line 9: cf_id is empty",
        "table.csv, line 7: cf_dec 2015-13-1 is no day: month must be in 1..12",
        "table.csv, line 8: actor_name is empty",
    ]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    assert read(tmp_path, "Con,Agt\nXland,Truce\n", "pax") == ({}, ["table.csv: no column AgtId, Dat"])


def test_names_become_ids_only_where_all_of_them_are_known(tmp_path: Path) -> None:
    taken, _ = read(tmp_path, PAX_ROWS, "pax")
    assert "  signatories: [free-syrian-army, hamas]\n" in taken["pax-9001"]
    assert "  # signatories: The people of the hill\n  signatories: ???\n" in taken["pax-9003"]


def test_a_day_that_rows_do_not_share_stays_a_blank_with_what_they_tell(tmp_path: Path) -> None:
    taken, _ = read(tmp_path, PRIO_ROWS, "prio")
    assert "  declared: 2014-01-15\n  effective: 2014-01-16\n  ended: {day: 2014-02-01, how: '???'}\n" in taken["cf-7"]
    assert "  # cf_dec: 2015-0-0\n  declared: ???\n" in taken["cf-8"]
    assert "  # cf_dec: 2015-3-1; 2015-3-2\n  declared: ???\n" in taken["cf-9"]


@pytest.mark.parametrize(("columns", "rows", "line"), [("pax", PAX_ROWS, "ar"), ("prio", PRIO_ROWS, "en")])
def test_the_registry_refuses_a_draft_and_names_the_line_of_its_first_blank(
    tmp_path: Path, columns: str, rows: str, line: str
) -> None:
    for name, text in read(tmp_path, rows, columns)[0].items():
        (tmp_path / "draft.yml").write_text(text, encoding="utf8")
        number = next(n for n, t in enumerate(text.splitlines(), 1) if t.endswith("???") and not t.startswith("#"))
        with pytest.raises(KnowledgeError, match=rf"draft\.yml, line {number}: {line} is blank"):
            registry(tmp_path)
        assert name in text


def side(name: str, actor: str) -> str:
    return f"{{id: {name}, en: {name}, ar: {name}, actors: [{actor}]}}"


def test_a_draft_that_is_filled_in_is_an_entry(tmp_path: Path) -> None:
    draft = read(tmp_path, PAX_ROWS, "pax")[0]["pax-9001"]
    for old, new in (
        ("ar: ???", "ar: هدنة الطاحونة"), ("kind: ???", "kind: local_truce"),
        ("effective: ???", "effective: 2014-01-15"), ("  ends: ???  # leave out where open\n", ""),
        ("zone: ???", "zone: {places: [sy-yalda]}"),
        ("sides: ???", f"sides: [{side('a', 'free-syrian-army')}, {side('b', 'hamas')}]"),
        ("terms: ???", "terms: [{id: quiet, words: {en: Quiet, ar: هدوء}, forbids: [shelling]}]"),
    ):  # fmt: skip
        assert old in draft
        draft = draft.replace(old, new)
    (tmp_path / "draft.yml").write_text(draft, encoding="utf8")
    (entry,) = registry(tmp_path).values()
    assert (entry.id, entry.pax_id, entry.signatories) == ("pax-9001", 9001, ("free-syrian-army", "hamas"))


@pytest.mark.parametrize("columns", ["pax", "prio"])
def test_the_registry_comes_back_from_its_own_table(tmp_path: Path, columns: str) -> None:
    table, run = tmp_path / "registry.csv", CliRunner()
    assert run.invoke(cli, ["agreements", "--columns", columns, "--out", str(table)]).exit_code == 0
    told = list(drafts(table, columns))
    assert not [t for t in told if isinstance(t, Rejected)]
    numbered = columns == "pax"
    days = {f"pax-{a.pax_id}" if numbered and a.pax_id else a.id: a.declared for a in registry().values()}
    for draft in told:
        assert isinstance(draft, Draft)
        if day := days[draft.id]:
            assert f"  declared: {day}" in draft.lines


def test_the_command_tells_wrong_rows_apart_from_the_drafts(tmp_path: Path) -> None:
    table = tmp_path / "pax.csv"
    table.write_text(PAX_ROWS, encoding="utf8")
    done = CliRunner().invoke(cli, ["agreements", "--import", str(table), "--columns", "pax"], standalone_mode=False)
    assert done.return_value == 1
    assert "line 4: AgtId is empty" in done.stderr
    assert "- id: pax-9001" in done.stdout
    assert CliRunner().invoke(cli, ["agreements", "--import", str(table)]).exit_code == 2
