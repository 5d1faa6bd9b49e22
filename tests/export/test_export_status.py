"""What every format keeps to: nothing doubted as happened, status and speaker told, the same bytes, all claim types."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import incidents as made
import pytest
import yaml

import hudna
from hudna.export import (
    acled,
    flat,
    gdelt,
    geojson,
    gpkg,
    hxl,
    incident_lines,
    parquet,
    plover,
    ucdp,
    xlsx,
)
from hudna.export.summary import Request, summary
from hudna.knowledge.load import DATA
from hudna.model import ClaimType, Incident, Tally, Telling

Writer = Callable[[Sequence[Incident], Request], bytes]


def _gdelt(incidents: Sequence[Incident], request: Request) -> bytes:
    return b"".join(found.event + b"".join(found.mentions) for found in gdelt.rows(incidents, request))


def _gpkg(incidents: Sequence[Incident], request: Request) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.gpkg"
        gpkg.write(incidents, request, path)
        return path.read_bytes()


def _to_stream(module: object) -> Writer:
    def write(incidents: Sequence[Incident], request: Request) -> bytes:
        stream = io.BytesIO()
        module.write(incidents, request, stream)  # type: ignore[attr-defined]
        return stream.getvalue()

    return write


def _lines(module: object) -> Writer:
    return lambda incidents, request: b"".join(module.lines(incidents, request))  # type: ignore[attr-defined]


WRITERS: dict[str, Writer] = {
    **{m.__name__.rpartition(".")[2]: _lines(m) for m in (acled, ucdp, plover, hxl, geojson, flat, incident_lines)},
    "gdelt": _gdelt,
    "gpkg": _gpkg,
    "parquet": _to_stream(parquet),
    "xlsx": _to_stream(xlsx),
}
PACKED = ("parquet", "xlsx")  # compressed: their texts are read back in test_export_tables.py
every = pytest.mark.parametrize("name", sorted(WRITERS))


@every
def test_what_is_doubted_denied_conditional_or_planned_stays_out(name: str) -> None:
    request = made.request()
    without = WRITERS[name](made.ALL, request)
    assert without == WRITERS[name](made.HAPPENED, made.request())
    assert {s: request.left[s] for s in ("unconfirmed", "denied", "conditional", "planned")} == {
        "unconfirmed": 1, "denied": 1, "conditional": 1, "planned": 1,
    }  # fmt: skip


@every
def test_a_request_that_says_nothing_leaves_them_out(name: str) -> None:
    assert WRITERS[name](made.DOUBTED, Request()) == WRITERS[name]((), Request())


@every
def test_asked_for_they_are_marked(name: str) -> None:
    if name in PACKED:
        return
    for incident in made.DOUBTED:
        if name == "ucdp" and incident is not made.UNCONFIRMED:
            continue  # nobody has died in what has not happened
        found = WRITERS[name]((incident,), made.request(unconfirmed=True)).decode("utf8", "replace")
        assert incident.status.value in found


@every
def test_status_and_speaker_are_in_every_format(name: str) -> None:
    if name in PACKED:
        return
    found = WRITERS[name]((made.SHELLING,), made.request()).decode("utf8", "replace")
    assert "asserted" in found
    assert "ناشطون محليون" in found


@every
def test_the_same_incidents_give_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = WRITERS[name](made.ALL, made.request(unconfirmed=True))
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert WRITERS[name](made.ALL, made.request(unconfirmed=True)) == first


@every
def test_order_is_that_of_the_incidents(name: str) -> None:
    backwards = tuple(reversed(made.HAPPENED))
    assert WRITERS[name](backwards, made.request()) != WRITERS[name](made.HAPPENED, made.request())


@every
def test_stories_without_their_text_are_exported_too(name: str) -> None:
    assert WRITERS[name](made.ALL, Request(unconfirmed=True))


def test_json_lines_hold_everything() -> None:
    first, *_ = (json.loads(line) for line in incident_lines.lines(made.ALL, made.request()))
    assert (first["id"], first["status"], first["happened"]) == (made.SHELLING.id, "asserted", "yes")
    assert [{k: c[k] for k in ("document", "story", "claim", "start")} for c in first["claims"]][:2] == [
        {"document": "d1", "story": 0, "claim": "c1", "start": 5},
        {"document": "d2", "story": 0, "claim": "c2", "start": 5},
    ]
    assert [c["status"] for c in first["claims"]] == ["asserted"] * 3 + ["denied"]
    assert first["claims"][1]["speakers"] == [
        {"text": "وكالة سانا", "speaker_id": "media-sana", "leaning": "syrian-government"}
    ]
    assert first["grade"]["why"] == ["two independent voices", "one denies"]
    assert len(first["joins"]) == 3
    background = replace(made.SHELLING.tellings[1], background=True)
    older = replace(made.SHELLING, tellings=(made.SHELLING.tellings[0], background))
    (record,) = (json.loads(line) for line in incident_lines.lines((older,), made.request()))
    assert ([c["document"] for c in record["claims"]], [c["document"] for c in record["mentions"]]) == (["d1"], ["d2"])


def test_the_main_place_is_the_one_inside_and_never_an_open_one() -> None:
    found = summary(made.SHELLING, lambda story: None)
    assert found.place == made.DOUMA
    assert summary(made.APPEAL, lambda story: None).place is None


def readings() -> list[Incident]:
    """An incident of each claim that the reader finds in the examples of the triggers, two sentences a trigger."""
    found = []
    for path in sorted((DATA / "triggers").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf8")):
            for sentence in entry.get("examples", {}).get("yes", ())[:2]:
                text = sentence.replace("[", "").replace("]", "")
                reading = hudna.read(text, published="2018-03-12")
                found += [_alone(Telling(reading.document, len(found), c, f"x/{len(found)}")) for c in reading.claims]
    return found


def _alone(told: Telling) -> Incident:
    claim = told.claim
    tallies = tuple(
        Tally(kind, None, None, tuple((told.key, f) for f in claim.figures if f.kind is kind))
        for kind in dict.fromkeys(f.kind for f in claim.figures)
    )
    return Incident(told.key, claim.type, claim.status, claim.time, claim.places, claim.participants, tallies,
                    claim.means, (told,), ())  # fmt: skip


@pytest.fixture(scope="module")
def read_incidents() -> list[Incident]:
    return readings()


@every
def test_whatever_the_reader_finds_is_exported(name: str, read_incidents: list[Incident]) -> None:
    assert {i.type for i in read_incidents} == set(ClaimType)
    request = Request(unconfirmed=True)
    assert WRITERS[name](read_incidents, request)
    if name in ("flat", "geojson", "gpkg", "parquet", "xlsx", "hxl", "incident_lines"):
        assert not request.left  # nothing but the three event formats, PLOVER and GDELT leaves anything out
