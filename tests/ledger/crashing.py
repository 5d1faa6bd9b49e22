"""A process to be killed: adds pages to a ledger and its archive, and tells each one once it is kept."""

from __future__ import annotations

import hashlib
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from standing import LINKER

from hudna.intake.archive import Archive
from hudna.intake.origin import Method, Origin, Taken, now
from hudna.keeping import Keeper
from hudna.ledger import open_ledger

TOWNS = ("سراقب", "الرستن", "دوما", "حرستا", "داريا", "الزبداني", "درعا", "كفرنبل")
COUNT = 60


def text(number: int) -> str:
    """Page `number`: two tellings of each day's shelling of a town, so that incidents and chains form."""
    town = TOWNS[number // 2 % len(TOWNS)]
    return (
        f"قصفت قوات النظام بالمدفعية مدينة {town} يوم {1 + number // 16} آذار 2018، وقتل {2 + number % 5} مدنيين،"
        f" وفق ناشطين. رقم الخبر {number}."
    )


def taken(number: int) -> Taken:
    data = text(number).encode()
    name = hashlib.sha256(data).hexdigest()[:8]
    return Taken(data, Origin(f"{name}.txt", None, Method.FILE, now()), published=date(2018, 3, 10))


def main(where: str, archive: str, told: Connection) -> None:
    """Open the ledger and add every page, as a process of its own would."""
    with open_ledger(where, linker=LINKER) as ledger:
        keeper = Keeper(ledger, Archive(Path(archive)))
        for number in range(COUNT):
            [outcome] = keeper.keep([taken(number)])
            told.send((number, outcome))
    told.send(None)
