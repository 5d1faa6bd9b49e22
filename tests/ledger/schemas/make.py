"""Writes the ledger that a release leaves behind: `python tests/ledger/schemas/make.py > tests/ledger/schemas/vN.sql`.

Run it once for each step, at the release; what is there already is never written again. The full-text and box indexes
are made by hand, because a dump of their inner tables cannot be read back.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from standing import LINKER
from told import RASTAN, TAIZ, page

from hudna.ledger import open_ledger
from hudna.model import Decision, Judgement

VIRTUAL = ("story_words", "claim_boxes")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "old.sqlite"
        fill(path)
        with sqlite3.connect(path) as made:
            for line in made.iterdump():
                if not any(name in line for name in VIRTUAL) and "sqlite_master" not in line:
                    print(line)
            for (sql,) in made.execute("SELECT sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'").fetchall():
                print(f"{sql};")


def fill(path: Path) -> None:
    with open_ledger(path, linker=LINKER) as ledger:
        for text in (RASTAN, TAIZ):
            ledger.add(page(text, id="taiz" if text is TAIZ else "rastan"))
        ledger.judge(
            Judgement(
                "j1", Decision.CORRECT, "taiz/0/c1", "a", "2018-03-20T00:00:00+00:00", "so", None, "type", "attack"
            )
        )


if __name__ == "__main__":
    main()
