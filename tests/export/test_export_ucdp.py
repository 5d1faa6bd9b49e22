"""UCDP GED's 49 columns, for incidents with deaths alone."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import incidents as made
import pytest

from hudna.export import ucdp
from hudna.export.summary import Request
from hudna.model import ClaimType, Incident, Place, PlaceRole

UCDP = """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
number_of_sources source_article source_office source_date source_headline source_original where_prec
where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region
event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa
gwnob""".split()


def rows(*incidents: Incident, request: Request | None = None) -> list[dict[str, str]]:
    text = b"".join(ucdp.lines(incidents, request or made.request())).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_columns() -> None:
    assert len(UCDP) == 49
    assert list(ucdp.COLUMNS) == UCDP
    (found,) = rows(made.SHELLING)
    assert list(found) == UCDP


def test_only_with_deaths_and_whole_sums() -> None:
    request = made.request(unconfirmed=True)
    found = rows(*made.ALL, request=request)
    assert {row["relid"] for row in found} == {
        i.id for i in (made.SHELLING, made.CLASH, made.RAID, made.KILLING, made.PUBLISHED, made.UNCONFIRMED)
    }
    for row in found:
        best, high, low = (int(row[c]) for c in ("best", "high", "low"))
        assert 1 <= low <= best <= high
        split = [int(row[f"deaths_{of}"]) for of in ("a", "b", "civilians", "unknown")]
        assert min(split) >= 0
        assert sum(split) == best
        assert row["type_of_violence"] in ("", "1", "2", "3")
        assert row["where_prec"] in "1234567"
        assert row["date_prec"] in "12345"
        assert row["event_clarity"] in "12"
        assert row["date_start"] <= row["date_end"]
        assert row["code_status"].startswith("Check: ")
    assert request.left["denied, so nobody died"] == 1
    assert request.left["no deaths told"] == 2
    assert request.left["no day"] == 1


def test_a_state_is_side_a() -> None:
    (row,) = rows(made.CLASH)
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (
        "1", "Syrian government forces", "Syrian rebels",
    )  # fmt: skip
    assert (row["deaths_a"], row["deaths_unknown"], row["best"], row["high"]) == ("5", "5", "10", "20")
    assert (row["gwnoa"], row["gwnob"], row["country_id"], row["region"]) == ("652", "", "652", "Middle East")
    assert (row["where_prec"], row["date_prec"]) == ("2", "2")


def test_violence_against_civilians_is_one_sided() -> None:
    (row,) = rows(made.SHELLING)
    assert (row["type_of_violence"], row["dyad_name"]) == ("3", "Syrian government forces - Civilians")
    assert row["number_of_sources"] == "3"  # four tellings, one of them a copy
    assert row["source_original"] == "ناشطون محليون;SANA"
    assert row["geom_wkt"] == "POINT (36.4027 33.5718)"


def test_a_side_that_is_not_told_is_not_guessed() -> None:
    (row,) = rows(made.RAID)
    assert (row["type_of_violence"], row["side_b"]) == ("", "Unknown")
    assert (row["where_prec"], row["date_prec"]) == ("4", "4")


def test_a_type_that_is_no_use_of_force_is_left_out() -> None:
    request = made.request()
    assert rows(replace(made.SHELLING, type=ClaimType.ACCUSATION), request=request) == []
    assert request.left == {"no use of force": 1}


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-90.0, -180.0, 1), (-90.0, -179.5, 2), (-89.5, -180.0, 721), (89.9, 179.9, 259200), (90.0, 180.0, 259200)],
)
def test_cells_of_priogrid(lat: float, lon: float, cell: int) -> None:
    assert ucdp.priogrid(Place(PlaceRole.AT, made.DOUMA.span, lat=lat, lon=lon)) == cell
