"""ACLED's 31 columns and its value lists."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace

import incidents as made
import pytest

from hudna.export import acled
from hudna.export.summary import Request
from hudna.knowledge.codes import code_lists
from hudna.model import Code, Incident, Participant

# The codebook's list, written out: 31 columns in their order.
ACLED = """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1
inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location
latitude longitude geo_precision source source_scale notes fatalities tags timestamp""".split()
DISORDERS = {"Political violence", "Demonstrations", "Political violence; Demonstrations", "Strategic developments"}


def rows(*incidents: Incident, request: Request | None = None) -> list[dict[str, str]]:
    text = b"".join(acled.lines(incidents, request or made.request())).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def one(incident: Incident, *, unconfirmed: bool = False) -> dict[str, str]:
    (found,) = rows(incident, request=made.request(unconfirmed=unconfirmed))
    return found


def test_columns() -> None:
    assert len(ACLED) == 31
    assert list(acled.COLUMNS) == ACLED
    assert list(one(made.SHELLING)) == ACLED


def test_every_value_is_of_its_list() -> None:
    kinds = code_lists().acled
    for row in rows(*made.ALL, request=made.request(unconfirmed=True)):
        assert row["sub_event_type"] in kinds[row["event_type"]]
        assert row["disorder_type"] in DISORDERS
        assert row["time_precision"] in ("1", "2", "3")
        assert row["geo_precision"] in ("1", "2", "3")
        assert row["inter1"] in ("", *"12345678")
        assert row["interaction"] == "" or 10 <= int(row["interaction"]) <= 88
        assert int(row["fatalities"]) >= 0
        assert row["civilian_targeting"] in ("", "Civilian targeting")
        assert row["event_id_cnty"][:3] in ("SYR", "IRQ", "PSE")
        assert row["event_date"][:4] == row["year"]


def test_a_shelling() -> None:
    row = one(made.SHELLING)
    assert row["event_date"] == "2018-03-11"
    assert (row["disorder_type"], row["event_type"]) == ("Political violence", "Explosions/Remote violence")
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"
    assert (row["actor1"], row["inter1"]) == ("Syrian government forces", "1")
    assert (row["actor2"], row["inter2"], row["interaction"]) == ("Civilians (Syria)", "7", "17")
    assert row["civilian_targeting"] == "Civilian targeting"
    assert (row["iso"], row["region"], row["country"]) == ("760", "Middle East", "Syria")
    assert (row["admin1"], row["location"]) == ("Rif Dimashq", "Douma")  # the town, not the country named with it
    assert (row["latitude"], row["longitude"], row["geo_precision"]) == ("33.5718", "36.4027", "1")
    assert row["source"] == "Enab Baladi; SANA; Copy"
    assert row["fatalities"] == "2"  # the most conservative
    assert "4 killed" in row["notes"]
    assert "90 killed (SANA > Enab Baladi, denied)" in row["notes"]
    assert "grade=B2" in row["tags"]
    assert row["timestamp"] == "1521158400"  # 16 March 2018, the newest telling


def test_sides_of_a_clash_are_its_actors() -> None:
    row = one(made.CLASH)
    assert (row["actor1"], row["actor2"], row["interaction"]) == ("Syrian rebels", "Syrian government forces", "12")
    assert (row["time_precision"], row["geo_precision"]) == ("2", "2")  # within three days, near a city
    assert row["fatalities"] == "10"  # tens


def test_forces_of_another_state_are_external() -> None:
    row = one(made.RAID)
    assert (row["inter1"], row["interaction"], row["time_precision"]) == ("8", "80", "3")
    assert (row["geo_precision"], row["fatalities"]) == ("3", "100")


def test_who_is_not_told_and_who_protests() -> None:
    killing, protest = one(made.KILLING), one(made.PROTEST)
    assert (killing["actor1"], killing["actor2"]) == (
        "Unidentified Armed Group (Palestine)", "Civilians (Palestine)",
    )  # fmt: skip
    assert killing["assoc_actor_2"] == "شاب"
    assert (killing["fatalities"], killing["interaction"]) == ("1", "37")
    assert (protest["actor1"], protest["assoc_actor_1"], protest["inter1"]) == ("Protesters (Iraq)", "متظاهرون", "6")
    assert protest["disorder_type"] == "Demonstrations"


@pytest.mark.parametrize(
    ("country", "sector", "inter"),
    [("SYR", "MIL", 1), ("TUR", "MIL", 8), ("SYR", "REB", 2), (None, "SEP", 2), (None, "UAF", 3), ("IGO", None, 8),
     ("IMG", "REB", 2), ("IMG", "MIL", 8),
     ("SYR", "CVL", 7), (None, None, None), ("SYR", "GOV", 1), (None, "MED", 7)],
)  # fmt: skip
def test_kinds_of_actors(country: str | None, sector: str | None, inter: int | None) -> None:
    actor = Participant(made.ARMY.role, made.ARMY.span, "x", made.ARMY.name, Code(country, sector))
    row = one(replace(made.SHELLING, participants=(actor,)))
    assert row["inter1"] == ("" if inter is None else str(inter))


def test_what_acled_would_not_code_is_left_out_and_counted() -> None:
    request = made.request()
    found = rows(*made.ALL, request=request)
    assert len(found) == len(made.HAPPENED) - 3
    assert request.left == Counter({
        "unconfirmed": 1, "denied": 1, "conditional": 1, "planned": 1, "no ACLED event type": 1, "no day": 1,
        "no country": 1,
    })  # fmt: skip


def test_what_did_not_happen_has_no_deaths_and_says_so() -> None:
    denied, unconfirmed = one(made.DENIED, unconfirmed=True), one(made.UNCONFIRMED, unconfirmed=True)
    assert denied["fatalities"] == "0"
    assert denied["notes"].startswith("[DENIED] ")
    assert unconfirmed["fatalities"] == "7"
    assert unconfirmed["notes"].startswith("[UNCONFIRMED] ")
    planned = one(made.PLANNED, unconfirmed=True)
    assert planned["notes"].startswith("[PLANNED, NOT HAPPENED] ")
    assert "status=planned; happened=no" in planned["tags"]


def test_a_day_that_is_only_bounded_is_not_precise() -> None:
    row = one(made.PUBLISHED)
    assert (row["event_date"], row["time_precision"]) == ("2018-03-15", "3")


@pytest.mark.parametrize(
    ("event", "sub", "disorder"),
    [
        ("Battles", "Armed clash", "Political violence"),
        ("Protests", "Peaceful protest", "Demonstrations"),
        ("Protests", "Excessive force against protesters", "Political violence; Demonstrations"),
        ("Riots", "Violent demonstration", "Demonstrations"),
        ("Riots", "Mob violence", "Political violence"),
        ("Strategic developments", "Agreement", "Strategic developments"),
    ],
)
def test_disorder_types(event: str, sub: str, disorder: str) -> None:
    assert acled.disorder_type(event, sub) == disorder


def test_no_cell_runs_as_a_formula() -> None:
    row = one(made.HOSTILE)
    assert row["actor1"].startswith("'=")
    assert row["source"].startswith("'=")
    assert row["location"].startswith("'+")
