"""PLOVER records: the manual's fields, required ones there, values of its lists."""

from __future__ import annotations

import json
from typing import Any

import incidents as made

from hudna.export import plover
from hudna.export.summary import Request
from hudna.knowledge.codes import code_lists
from hudna.model import Incident

# The manual's table of fields, and `size`, which it describes beside it.
FIELDS = """id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale mode
context link size text text_info cite_info coder coded_date coded_time comment""".split()
ENTITY = {"code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office",
          "gender", "age", "country"}  # fmt: skip
LOC = {"extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country",
       "country_code", "feature_class", "feature_code", "resolution"}  # fmt: skip


SIZES = {"dead", "dead_max", "injured", "injured_max", "arrested", "arrested_max"}


def read(*incidents: Incident, request: Request | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in plover.lines(incidents, request or made.request())]


def test_fields_are_the_manuals() -> None:
    assert list(plover.FIELDS) == FIELDS
    for record in read(*made.ALL, request=made.request(unconfirmed=True)):
        assert [f for f in FIELDS if f in record] == list(record)
        assert set(plover.REQUIRED) <= set(record)
        event = code_lists().plover[record["event"][0]]
        assert record["quad_code"] == event.quad
        assert set(record.get("mode", ())) <= {*event.modes, *plover.AUXILIARY.values()}
        for entity in (*record["actor"], *record.get("recipient", ())):
            assert set(entity) <= ENTITY
        assert set(record.get("event_loc", {})) <= LOC
        assert set(record.get("size", {})) <= SIZES


def test_a_shelling() -> None:
    (record,) = read(made.SHELLING)
    assert (record["event"], record["mode"], record["context"]) == (["ASSAULT"], ["heavy-weapons"], ["military"])
    assert (record["date"], record["has_event"]) == ("2018-03-11", True)
    assert "enddate" not in record
    assert record["actor"][0]["code"] == "SYRMIL"
    assert record["recipient"][0] == {
        "code": "SYRCVL", "sector": "CVL", "entity_text": "أربعة مدنيين", "country": "SYR",
    }  # fmt: skip
    assert (record["event_loc"]["resolved_place"], record["event_loc"]["resolution"]) == ("Douma", 4)
    assert record["size"] == {"dead": 2, "dead_max": 4}
    assert record["text"] == made.TEXT[:30]
    assert record["text_info"] == {"sequence": 1, "start": 0, "end": 30}
    assert record["cite_info"]["publication"] == "Enab Baladi"


def test_an_interval_has_an_end() -> None:
    (record,) = read(made.RAID)
    assert (record["date"], record["enddate"]) == ("2018-03-01", "2018-03-31")
    assert record["size"] == {"dead": 200}


def test_what_is_not_asserted_has_the_auxiliary_mode() -> None:
    assert read(*made.DOUBTED) == []
    records = read(*made.DOUBTED, request=made.request(unconfirmed=True))
    assert [r["mode"][-1] for r in records] == ["hypothetical", "negation", "hypothetical", "future"]
    assert [r["has_event"] for r in records] == [False] * 4
    assert records[3]["event"] == ["AGREE"]  # a withdrawal that is planned is a promise
    assert all(f"status={i.status.value}" in r["comment"] for i, r in zip(made.DOUBTED, records, strict=True))


def test_no_day_no_record() -> None:
    request = made.request()
    assert read(made.NO_DAY, request=request) == []
    assert request.left == {"no day": 1}
