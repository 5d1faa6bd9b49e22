"""kill -9 at fifty random moments of adding: what was acknowledged is there, nothing twice, nothing half."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections import Counter
from pathlib import Path

from crashing import COUNT, main, taken, text
from sqlalchemy import func, select
from standing import LINKER

from hudna.intake.archive import Archive
from hudna.keeping import Keeper
from hudna.knowledge.load import knowledge
from hudna.ledger import Added, Ledger, open_ledger
from hudna.ledger import tables as t

KILLS = int(os.environ.get("HUDNA_KILLS", "50"))


def run_and_kill(where: str, archive: Path, acknowledged: set[int], seconds: float) -> bool:
    """Let a process add pages and kill it after so long; whether it was through before."""
    forks = multiprocessing.get_context("fork")
    ours, theirs = forks.Pipe(duplex=False)
    process = forks.Process(target=main, args=(where, str(archive), theirs), daemon=True)
    process.start()
    theirs.close()
    time.sleep(seconds)
    process.kill()
    process.join()
    try:
        while (told := ours.recv()) is not None:
            number, outcome = told
            assert isinstance(outcome, Added), outcome
            acknowledged.add(number)
    except EOFError:
        return False
    return True


def hold(ledger: Ledger, acknowledged: set[int]) -> None:
    """What must be so at any moment."""
    texts = Counter(story.text for story, _ in ledger.stories())
    assert set(texts.values()) <= {1}, "nothing twice"
    assert {text(n) for n in acknowledged} <= texts.keys(), "nothing acknowledged is lost"
    with ledger.engine.connect() as connection:

        def count(asked: object) -> int:
            return int(connection.execute(asked).scalar_one())  # type: ignore[call-overload]

        assert count(select(func.count()).select_from(t.documents)) == sum(texts.values())
        assert count(select(func.count()).select_from(t.readings)) == sum(texts.values()), "each story with its reading"
        loose = select(func.count()).select_from(t.claims).where(t.claims.c.telling, t.claims.c.incident.is_(None))
        assert count(loose) == 0, "each telling in an incident"
    held = sum(len(i.tellings) for i in ledger.incidents())
    assert held == sum(1 for h in ledger.claims() if h.incident)


def test_killed_at_any_moment(where: str, tmp_path: Path) -> None:
    chance, acknowledged, archive = random.Random(44), set[int](), tmp_path / "archive"
    open_ledger(where, linker=LINKER).close()
    knowledge()  # forked processes find it ready, and are killed while they add
    for _ in range(KILLS):
        run_and_kill(where, archive, acknowledged, chance.uniform(0, 0.4))
        with open_ledger(where, linker=LINKER) as ledger:
            hold(ledger, acknowledged)
        assert list(Archive(archive).verify()) == []
    with open_ledger(where, linker=LINKER) as ledger:
        list(Keeper(ledger, Archive(archive)).keep(taken(n) for n in range(COUNT)))
        hold(ledger, set(range(COUNT)))
        if where.startswith("postgresql"):
            return
        assert ledger.engine.connect().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
