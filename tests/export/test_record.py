"""The record: its shape is the one that the guide shows, and it reads back to the same reading."""

from __future__ import annotations

import dataclasses
import json

import msgspec
import pytest
from by_hand import EMPTY, READING, TEXT

from hudna.export import jsonl
from hudna.export.record import decode, encode, record
from hudna.model import Span


def test_record_has_the_documented_shape() -> None:
    built = record(READING)
    assert list(built) == ["document", "story", "start", "text", "claims"]
    assert built["document"]["published"] == "2018-03-13"
    first = built["claims"][0]
    assert list(first) == [
        "id", "type", "status", "trigger", "sentence", "participants", "places", "time", "figures", "means",
        "attribution", "repeats", "codes", "rule", "weighed",
    ]  # fmt: skip
    assert first["type"] == "shelling"
    assert list(first["participants"][0]) == ["role", "span", "actor_id", "name", "code"]
    assert first["codes"] == {
        "plover": "ASSAULT/heavy-weapons",
        "cameo": "194",
        "acled": "Explosions/Remote violence: Shelling/artillery/missile attack",
    }
    assert first["time"]["basis"] == "text"


def test_what_the_second_look_changed_stands_in_the_record() -> None:
    claim = dataclasses.replace(READING.claims[0], weighed=(Span(0, 4, TEXT[:4]),))
    changed = dataclasses.replace(READING, claims=(claim,))
    assert record(changed)["claims"][0]["weighed"] == [{"start": 0, "end": 4, "text": TEXT[:4]}]
    assert decode(encode(changed)) == changed


def test_every_span_is_its_text() -> None:
    def spans(value: object) -> list[dict[str, object]]:
        if isinstance(value, dict):
            own = [value] if value.keys() == {"start", "end", "text"} else []
            return own + [s for v in value.values() for s in spans(v)]
        return [s for v in value for s in spans(v)] if isinstance(value, list) else []

    found = spans(record(READING)["claims"])
    assert len(found) > 15
    assert all(TEXT[s["start"] : s["end"]] == s["text"] for s in found)  # type: ignore[misc]


@pytest.mark.parametrize("reading", [READING, EMPTY])
def test_records_read_back(reading: object) -> None:
    assert decode(encode(reading)) == reading  # type: ignore[arg-type]


def test_lines_are_one_each_and_keep_arabic() -> None:
    lines = list(jsonl.lines([READING, EMPTY]))
    assert [line.count(b"\n") for line in lines] == [1, 1]
    assert "قصفت".encode() in lines[0]
    assert json.loads(lines[0]) == record(READING)


def test_an_unknown_type_is_an_error() -> None:
    with pytest.raises(msgspec.ValidationError, match="type"):
        decode(encode(READING).replace(b'"shelling"', b'"skirmish"'))
