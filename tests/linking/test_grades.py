"""Grades: the letter from the data file alone, the number from independent agreement alone, each with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telling import BOMB, again, one

from hudna.export.labels import Lang
from hudna.export.wording import grade_reason
from hudna.knowledge.wording import wording
from hudna.linking import grades
from hudna.linking.grades import Letter, grade
from hudna.model import Attribution, Credence, Figure, FigureKind, Participant, Role, Span, Status, Telling

BASE = replace(one(BOMB), claim=replace(one(BOMB).claim, attribution=(), participants=(), figures=()))


def telling(name: str, speaker: str | None = None, actor: str | None = None, killed: int | None = None,
            status: Status = Status.ASSERTED) -> Telling:  # fmt: skip
    word = Span(0, 1, "ق")
    return again(
        BASE,
        name,
        status=status,
        attribution=(Attribution(word, None, speaker),) if speaker else (),
        participants=(Participant(Role.ACTOR, word, actor),) if actor else (),
        figures=(Figure(FigureKind.KILLED, killed, killed, word),) if killed else (),
    )


def test_one_outlet_that_quotes_nobody_cannot_be_judged() -> None:
    found = grade([telling("a")])
    assert (found.reliability, found.credibility, found.credence) == ("F", 6, Credence.WEAK)
    assert found.why == ("reliability.unlisted", "credibility.unjudged", "credence.one_voice")


def test_one_known_speaker_is_possibly_true() -> None:
    assert grade([telling("a", "syrian-observatory")]).credibility == 3


@pytest.mark.parametrize(("count", "number"), [(2, 2), (3, 1), (5, 1)])
def test_independent_voices_raise_the_number(count: int, number: int) -> None:
    found = grade([telling(f"d{n}") for n in range(count)])
    assert (found.credibility, found.credence) == (number, Credence.FAIR)


def test_copies_and_stories_that_quote_one_speaker_are_one_voice() -> None:
    copies = [replace(telling(name), chain="a/0") for name in "abc"]
    assert grade(copies).credibility == 6
    quoting = [telling(name, "syrian-observatory") for name in "abc"]
    assert grade(quoting).credibility == 3


def test_stories_of_one_outlet_are_one_voice() -> None:
    first = telling("a")
    second = replace(telling("b"), document=replace(telling("b").document, outlet=first.document.outlet))
    assert grade([first, second]).credibility == 6


def test_who_acts_admits() -> None:
    found = grade([telling("a", "pkk", "pkk")])
    assert (found.credibility, found.credence) == (2, Credence.CONFIRMED)


def test_a_denial_contests_and_denials_alone_discount() -> None:
    denied = [telling(name, status=Status.DENIED) for name in "abc"]
    found = grade([telling("d"), denied[0]])
    assert (found.credibility, found.credence) == (4, Credence.CONTESTED)
    assert grade([telling("d"), *denied]).credibility == 5
    assert grade(denied).credence is Credence.DISCOUNTED


def test_rival_actors_and_figures_lower_the_number() -> None:
    rivals = grade([telling("a", actor="pkk"), telling("b", actor="islamic-state")])
    assert (rivals.credibility, rivals.credence) == (3, Credence.CONTESTED)
    assert "contradiction.actors islamic-state/pkk" in rivals.why
    assert grade([telling("a", killed=3), telling("b", killed=30)]).credibility == 3


def test_what_is_old_or_supposed_confirms_nothing() -> None:
    old = [replace(telling(name), background=True) for name in "bcd"]
    assert grade([telling("a"), *old]).credibility == 6
    supposed = [telling(name, status=Status.CONDITIONAL) for name in "bcd"]
    assert grade([telling("a"), *supposed]).credibility == 6


def test_letters_come_from_the_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grades, "letters", lambda: {"outlet-a": Letter("outlet-a", "B", "kept a record")})
    found = grade([telling("a"), telling("b")])
    assert (found.reliability, found.why[0]) == ("B", "reliability.listed outlet-a")
    assert found.credibility == 2


def test_each_reason_is_worded_in_both_languages() -> None:
    told = [
        [telling("a")],
        [telling("a", "syrian-observatory")],
        [telling(n, killed=k) for n, k in (("a", 2), ("b", 40))],
        [telling(n) for n in "abc"],
        [telling("a", "pkk", "pkk")],
        [telling("a", actor="pkk"), telling("b", actor="turkey-army")],
        [telling("a"), telling("b", status=Status.DENIED)],
        [telling("b", status=Status.DENIED)],
        [telling("b", status=Status.UNCONFIRMED)],
    ]
    said = {why: (grade_reason(why, Lang.EN), grade_reason(why, Lang.AR)) for t in told for why in grade(t).why}
    assert {why.partition(" ")[0] for why in said} >= wording().grades.keys() - {"reliability.listed"}
    assert all(why.partition(" ")[2] in en and why.partition(" ")[2] in ar for why, (en, ar) in said.items())
