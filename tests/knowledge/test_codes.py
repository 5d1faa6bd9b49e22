"""The table of codes: valid against the full lists, whole, and true to what a claim says."""

from __future__ import annotations

import pytest

from hudna.knowledge.codes import code_lists, codes_for, faults, plover_of, table
from hudna.knowledge.load import DATA, read_entries, triggers
from hudna.model import ClaimType, Status


def test_the_table_is_valid_against_the_code_lists() -> None:
    assert faults() == []


def test_the_lists_are_whole() -> None:
    lists = code_lists()
    assert len(lists.plover) == 16
    assert len(lists.cameo) == 298
    assert sum(len(parts) for parts in lists.acled.values()) == 25
    assert {code[:2] for code in lists.cameo} == {f"{n:02}" for n in range(1, 21)}


@pytest.mark.parametrize("type_", list(ClaimType))
@pytest.mark.parametrize("status", list(Status))
def test_every_claim_has_codes(type_: ClaimType, status: Status) -> None:
    codes = codes_for(type_, None, status)
    assert codes.plover.split("/")[0] in code_lists().plover
    assert codes.cameo in code_lists().cameo


@pytest.mark.parametrize("status", [Status.DENIED, Status.CONDITIONAL, Status.PLANNED])
def test_what_has_not_happened_is_no_acled_event(status: Status) -> None:
    assert all(codes_for(type_, None, status).acled is None for type_ in ClaimType)


REMOTE = "Explosions/Remote violence"
DRONE = f"{REMOTE}: Air/drone strike"
MOVED = "Strategic developments: Change to group/activity"


@pytest.mark.parametrize(
    ("type_", "given", "plover", "cameo", "acled"),
    [
        ("air_strike", {}, "ASSAULT/aerial", "195", DRONE),
        ("air_strike", {"means_class": "drone"}, "ASSAULT/drone", "1952", DRONE),
        ("bombing", {"means_class": "suicide"}, "ASSAULT/suicide-attack", "1831", f"{REMOTE}: Suicide bomb"),
        ("assassination", {"status": Status.PLANNED}, "ASSAULT/assassinate", "185", None),
        ("advance", {"actor_sector": "MIL"}, "ASSAULT", "192", "Battles: Government regains territory"),
        ("advance", {"actor_sector": "REB"}, "ASSAULT", "192", "Battles: Non-state actor overtakes territory"),
        ("advance", {}, "ASSAULT", "192", "Battles"),
        ("attack", {"target_sector": "CVL"}, "ASSAULT", "180", "Violence against civilians: Attack"),
        ("killing", {"target_sector": "MIL"}, "ASSAULT", "190", "Battles: Armed clash"),
        ("ceasefire", {}, "RETREAT/ceasefire", "0871", "Strategic developments: Agreement"),
        ("ceasefire", {"status": Status.PLANNED}, "AGREE", "0356", None),
        ("ceasefire_violation", {}, "ASSAULT", "196", None),
        ("troop_movement", {"actor_sector": "COP"}, "MOBILIZE/police", "153", MOVED),
    ],
)
def test_modes(type_: str, given: dict[str, object], plover: str, cameo: str, acled: str | None) -> None:
    codes = codes_for(ClaimType(type_), **given)  # type: ignore[arg-type]
    assert (codes.plover, codes.cameo, codes.acled) == (plover, cameo, acled)


def test_only_cameo_has_a_code_for_breaking_a_ceasefire() -> None:
    assert [code for code, label in code_lists().cameo.items() if label == "Violate ceasefire"] == ["196"]
    uses = {t for t, rows in table().types.items() for row in rows if row.cameo == "196"}
    assert uses == {ClaimType.CEASEFIRE_VIOLATION}


def test_plovers_own_conversion() -> None:
    assert (plover_of("0871"), plover_of("163"), plover_of("161"), plover_of("020")) == (
        "RETREAT", "COERCE", "SANCTION", None,
    )  # fmt: skip


def test_conditions_name_what_there_is() -> None:
    from hudna.knowledge.entries import MeansEntry

    classes = {m.cls for m in read_entries(DATA / "means.yml", MeansEntry)}
    rules = {t.id for t in triggers()}
    for type_, rows in table().types.items():
        for row in rows:
            assert set(row.means) <= classes, type_
            assert set(row.rule) <= rules, type_
