"""One writer and many readers, in processes of their own; two writers take turns."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection

from crashing import COUNT, taken
from standing import LINKER

from hudna.intake.take import pages
from hudna.knowledge.load import knowledge
from hudna.ledger import open_ledger

_SOME = 16


def write(where: str, numbers: range) -> None:
    with open_ledger(where, linker=LINKER) as ledger:
        for number in numbers:
            for page in pages(taken(number)):
                ledger.add(page)  # type: ignore[arg-type]


def read(where: str, until: int, told: Connection) -> None:
    """Read until so many stories are there; what is seen only grows, and is whole at every moment."""
    seen, faults = 0, 0
    with open_ledger(where, linker=LINKER) as ledger:
        while seen < until:
            held = sum(len(i.tellings) for i in ledger.incidents())
            stories = sum(1 for _ in ledger.stories())
            faults += stories < seen or held < seen
            seen = stories
    told.send(faults)


def test_two_writers_and_three_readers(where: str) -> None:
    open_ledger(where, linker=LINKER).close()
    knowledge()
    forks = multiprocessing.get_context("fork")
    ours, theirs = forks.Pipe(duplex=False)
    halves = (range(_SOME), range(_SOME // 2, _SOME + _SOME // 2))  # they overlap
    writers = [forks.Process(target=write, args=(where, half)) for half in halves]
    readers = [forks.Process(target=read, args=(where, _SOME + _SOME // 2, theirs)) for _ in range(3)]
    for process in (*readers, *writers):
        process.start()
    for process in (*writers, *readers):
        process.join(120)
    assert [p.exitcode for p in (*writers, *readers)] == [0] * 5
    assert [ours.recv() for _ in readers] == [0, 0, 0]
    with open_ledger(where, linker=LINKER) as ledger:
        assert len(list(ledger.stories())) == _SOME + _SOME // 2 <= COUNT
