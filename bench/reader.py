"""Our reader over many samples, in forked workers that share the compiled knowledge."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from typing import Any

import msgspec

from bench.samples import Sample
from bench.told import Told, from_record
from hudna.knowledge.load import knowledge
from hudna.model import Document, Reading, Story
from hudna.pipeline import read_story

WORKERS = 2


def read_all(samples: Sequence[Sample]) -> dict[str, tuple[Told, ...]]:
    """What the reader tells of each sample, by key."""
    knowledge()
    with multiprocessing.get_context("fork").Pool(WORKERS) as pool:
        return dict(pool.imap_unordered(_read, samples, chunksize=16))


def read_sample(sample: Sample) -> Reading:
    """One sample as one story; offsets count in its text."""
    return read_story(Story(Document(id=sample.key, published=sample.published), 0, 0, sample.text))


def record(reading: Reading) -> dict[str, Any]:
    """A reading in plain types, with the field names of the record that `hudna read --format jsonl` writes."""
    return {
        "document": {"id": reading.document.id},
        "story": reading.story,
        "start": reading.start,
        "text": reading.text,
        "claims": msgspec.to_builtins(reading.claims),
    }


def _read(sample: Sample) -> tuple[str, tuple[Told, ...]]:
    return sample.key, tuple(from_record(claim) for claim in record(read_sample(sample))["claims"])
