"""The samples: annotations without text, keys of silent articles, and the shared folder left out where it is not."""

import json
import re

import pytest

from bench import run
from bench.samples import BENCH, Sample, SampleSet, json_lines, shared_folder, shared_sets
from bench.told import Told
from hudna.model import ClaimType, Status

ARABIC = re.compile("[\u0600-\u06ff]")
ANNOTATED = BENCH / "annotated"


def test_annotations_hold_offsets_and_no_text():
    assert not ARABIC.search((ANNOTATED / "gold.jsonl").read_text(encoding="utf-8"))
    assert not ARABIC.search((BENCH / "silence.json").read_text(encoding="utf-8"))


def test_annotations_are_sound():
    for record in json_lines(ANNOTATED / "gold.jsonl"):
        assert re.fullmatch("[0-9a-f]{40}", record["sha1"])
        for claim in record["claims"]:
            assert ClaimType(claim["type"])
            assert Status(claim["status"])
            spans = [claim["trigger"], *claim["actor"], *claim["target"], *(p["span"] for p in claim["place"])]
            assert all(0 <= start < end for start, end in spans)


def test_every_annotated_document_is_of_one_half():
    split = json.loads((ANNOTATED / "split.json").read_text(encoding="utf-8"))
    keys = [record["doc"] for record in json_lines(ANNOTATED / "gold.jsonl")]
    assert sorted(keys) == sorted(split)
    assert set(split.values()) == {"seen", "unseen"}


def test_three_hundred_silent_articles_of_which_none_is_annotated():
    chosen = json.loads((BENCH / "silence.json").read_text(encoding="utf-8"))
    keys = [key for keys in chosen.values() for key in keys]
    annotated = {record["doc"] for record in json_lines(ANNOTATED / "gold.jsonl")}
    assert len(set(keys)) == len(keys) == 300
    assert not annotated & set(keys)


def test_without_the_shared_folder_the_rest_is_read(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("HUDNA_SHARED", str(tmp_path))
    assert shared_folder() is None
    names = [s.name for s in run.chosen_sets(None)]
    assert names == ["cases-seen", "cases-held", "stories-seen", "stories-held", "told-again"]
    assert "left out" in capsys.readouterr().out


@pytest.mark.skipif(shared_folder() is None, reason="no shared folder (HUDNA_SHARED)")
def test_shared_texts_are_those_that_were_annotated():
    sets = {s.name: s for s in shared_sets(shared_folder())}
    assert len(sets["annotated-seen"].samples) + len(sets["annotated-unseen"].samples) == 156
    assert sum(len(s.gold) for s in sets["seed"].samples) == 28
    assert len(sets["silence"].samples) == 300


def test_a_digest_changes_with_a_mark():
    one = SampleSet("x", (Sample("a", "قصف"),))
    two = SampleSet("x", (Sample("a", "قصف", gold=(Told("shelling", "asserted", (0, 3)),)),))
    assert one.digest != two.digest
    assert one.digest == SampleSet("y", (Sample("a", "قصف"),)).digest


def test_a_denied_attack_is_silent_only_where_it_is_marked():
    denied = Told("attack", "denied", (0, 3))
    assert run.silent(Sample("a", "هجوم", negative="denial", gold=(denied,)), [denied])
    assert not run.silent(Sample("a", "هجوم", negative="sport"), [denied])
    assert run.silent(Sample("a", "هجوم", negative="sport"), [Told("appeal", "asserted", (0, 3))])
