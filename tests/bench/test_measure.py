"""The measures: by hand on small cases, and against the shared scorer where it is there."""

import json
import random
import re
import subprocess
import sys

import pytest

from bench.measure import (
    Share,
    Tally,
    amiss,
    hit,
    kilometres,
    measure_claims,
    measure_codes,
    measure_sentences,
    measure_silence,
    measure_types,
    paired,
)
from bench.samples import json_lines, shared_folder
from bench.told import Told, from_gold, from_record

SHARED = shared_folder()
needs_shared = pytest.mark.skipif(SHARED is None, reason="no shared folder (HUDNA_SHARED)")


def told(kind="attack", start=0, status="asserted", **parts):
    rest = {k: parts.pop(k) for k in ("sentence", "figures", "date", "points", "codes") if k in parts}
    return Told(kind, status, (start, start + 5), parts=parts, **rest)


def test_half_of_the_shorter_span_is_enough():
    assert hit((0, 10), (5, 100))
    assert not hit((0, 10), (6, 100))
    assert not hit((0, 0), (0, 0))


def test_distance_of_sanaa_and_aden():
    assert kilometres((15.35, 44.21), (12.79, 45.02)) == pytest.approx(298, abs=2)


def test_a_pair_of_the_same_words_and_type_goes_first():
    gold = [told("attack", 0), told("killing", 3)]
    read = [told("killing", 0), told("attack", 3)]
    assert paired(gold, read) == [(gold[0], read[1]), (gold[1], read[0])]


def test_other_words_pair_only_in_the_same_sentence_and_type():
    gold = [told("attack", 0)]
    assert paired(gold, [told("attack", 30, sentence=(0, 40))])
    assert not paired(gold, [told("attack", 30, sentence=(20, 40))])
    assert not paired(gold, [told("killing", 30, sentence=(0, 40))])


def test_parts_count_only_for_typed_pairs_and_all_must_hold_for_wholly_right():
    gold = [told(start=0, actor=((10, 20),)), told("killing", 50, target=((60, 70),))]
    read = [told(start=0, actor=((10, 20), (30, 40))), told("attack", 50, target=((60, 70),))]
    figures = measure_claims([(gold, read)])
    assert figures["found"] == Tally(2, 0, 0)
    assert figures["typed"] == Tally(1, 1, 1)
    assert figures["whole"] == Tally(0, 2, 2)
    assert figures["actor"] == Tally(1, 1, 0)
    assert figures["target"] == Tally()
    assert figures["recalled"] == Share(1, 2)


@pytest.mark.parametrize(
    ("figures", "ok"),
    [
        ((("killed", 3, 3),), 1),
        ((("killed", 2, 3),), 1),
        ((("killed", 1, 1), ("killed", 2, 2)), 1),
        ((("wounded", 3, 3),), 0),
        ((("killed", 4, None),), 0),
        ((), 0),
    ],
)
def test_a_figure_is_right_by_a_bound_or_by_its_sum(figures, ok):
    pair = ([told(figures=(("killed", 3, 3),))], [told(figures=figures)])
    assert measure_claims([pair])["killed"] == Share(ok, 1)


@pytest.mark.parametrize(
    ("gold", "start", "ok"),
    [("2015", "2015-07-02", 1), ("2015-07-02", "2015-07", 1), ("2015-07-02", "2015", 0), ("2015-07-02", "", 0)],
)
def test_a_date_is_right_to_its_own_precision(gold, start, ok):
    assert measure_claims([([told(date=gold)], [told(date=start)])])["date"] == Share(ok, 1)


def test_a_place_is_near_by_thirty_kilometres():
    near = ([told(points=((33.5, 36.3),))], [told(points=((33.6, 36.3),))])
    far = ([told(points=((33.5, 36.3),))], [told(points=((34.5, 36.3),))])
    assert measure_claims([near, far])["near"] == Share(1, 2)


def test_types_are_told_apart():
    types = measure_types([([told("attack"), told("killing", 20)], [told("attack"), told("protest", 40)])])
    assert types == {"attack": Tally(1, 0, 0), "killing": Tally(0, 0, 1), "protest": Tally(0, 1, 0)}


def test_what_is_amiss_is_told_by_claim():
    gold, read = [told("attack"), told("killing", 20)], [told("attack"), told("protest", 40)]
    assert amiss(gold, read) == ([gold[1]], [read[1]])


def test_sentences_and_silence_look_at_what_happened():
    read = {"a": [told()], "b": [told(status="planned")], "c": [told("protest")]}
    assert measure_sentences([("a", True), ("b", True), ("c", False)], read, "ASSAULT") == Tally(1, 0, 1)
    assert measure_silence(read) == Share(1, 3)


def record_of(gold, rng):
    """A reading made from gold by shaking it: parts lost and moved, types and figures changed, claims added."""
    claims = []
    for g in gold:
        if rng.random() < 0.2:
            continue
        move = rng.choice((0, 0, 0, 2, 40))
        span = lambda s, move=move: {"start": s[0] + move, "end": s[1] + move, "text": ""}  # noqa: E731
        pick = lambda items: [i for i in items if rng.random() < 0.8]  # noqa: E731
        number = {k: g[k] + rng.choice((0, 0, 1)) for k in ("killed", "wounded") if k in g}
        claims.append(
            {
                "type": rng.choice((g["type"], g["type"], "attack")),
                "status": rng.choice((g["status"], "asserted")),
                "trigger": span(g["trigger"]),
                "sentence": {"start": g["trigger"][0] - 30, "end": g["trigger"][1] + 60},
                "participants": [
                    {"role": role, "span": span(s), "code": rng.choice((None, {"country": "SYR", "sector": "MIL"}))}
                    for role in ("actor", "target")
                    for s in pick(g[role])
                ],
                "places": [
                    {"role": rng.choice(("at", "at", "to", "from")), "span": span(p["span"])}
                    | ({"lat": p["lat"] + rng.choice((0, 1)), "lon": p["lon"]} if p["lat"] is not None else {})
                    for p in pick(g["place"])
                ],
                "time": {"span": span(g["time"]), "start": (g.get("date") or "")[: rng.choice((7, 10))]}
                if g.get("time")
                else None,
                "figures": [{"kind": k, "min": n, "max": rng.choice((n, None))} for k, n in number.items()],
                "means": {"span": span(g["weapon"])} if g.get("weapon") else None,
                "attribution": [{"span": span(s)} for s in pick(g["attribution"])],
            }
        )
    return claims


def scored(*arguments):
    command = [sys.executable, str(SHARED / "bench" / "score.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout


def write_records(path, records):
    lines = (json.dumps({"document": {"id": key}, "claims": claims}) for key, claims in records.items())
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@needs_shared
def test_same_numbers_as_the_shared_scorer_on_claims(tmp_path):
    folder = SHARED / "bench" / "gold"
    gold, rng = json_lines(folder / "dev_gold.jsonl"), random.Random(3)
    records = {g["doc"]: record_of(g["claims"], rng) for g in gold}
    path = write_records(tmp_path / "read.jsonl", records)
    out = scored("claims", folder / "dev_pool.json", folder / "dev_gold.jsonl", path)
    pairs = [(list(map(from_gold, g["claims"])), list(map(from_record, records[g["doc"]]))) for g in gold]
    figures = measure_claims(pairs)
    names = {"claim found (any type)": "found", "claim found and typed": "typed", "claim wholly right": "whole"}
    names |= {f"  {role}": role for role in ("actor", "target", "place", "attribution", "time")}
    names |= {"  weapon": "means", "  status": "status", "  killed": "killed", "  wounded": "wounded"}
    names |= {"  date": "date", "  place within 30 km": "near"}
    for theirs, ours in names.items():
        line = next(n for n in out.splitlines() if re.match(re.escape(theirs) + r"\s+(P |\d)", n))
        assert str(figures[ours]) in line
        assert f"{figures[ours].value:.3f}" in line


@needs_shared
def test_same_numbers_as_the_shared_scorer_on_sentences_and_codes(tmp_path):
    folder, rng = SHARED / "bench" / "gsr", random.Random(4)
    judged = json_lines(folder / "dev.jsonl")
    kinds = ("attack", "protest", "killing", "appeal")
    code = {"role": "actor", "span": {"start": 0, "end": 1}, "code": {"country": "ISR", "sector": "MIL"}}
    claim = {"status": "asserted", "trigger": {"start": 0, "end": 4}, "participants": [code]}
    records = {g["id"]: [claim | {"type": rng.choice(kinds)}] * rng.choice((0, 1)) for g in judged}
    path = write_records(tmp_path / "read.jsonl", records)
    read = {key: list(map(from_record, claims)) for key, claims in records.items()}
    out = scored("detect", folder / "dev.jsonl", path)
    for kind in ("ASSAULT", "PROTEST"):
        labelled = [
            (g["id"], g["label"] == "yes") for g in judged if g["event_type"] == kind and g["label"] != "ambiguous"
        ]
        tally = measure_sentences(labelled, read, kind)
        assert f"{tally} " in next(n for n in out.splitlines() if n.startswith(kind))
    spans = folder / "dev_assault_spans.jsonl"
    shares = measure_codes(json_lines(spans), read)
    lines = [line.rsplit("=", 1)[0].split() for line in scored("codes", spans, path).splitlines()]
    assert [(*name.split(), str(share)) for name, share in shares.items()] == [tuple(line) for line in lines]
