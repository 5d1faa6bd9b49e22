"""Short stories of our own as tellings, and tellings made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hudna.linking.tellings import tellings
from hudna.model import Document, Story, Telling
from hudna.pipeline import read_story

SATURDAY = date(2016, 3, 5)
BOMB = "قتل جنديان وجرح أربعة في انفجار سيارة مفخخة استهدف دورية في دياربكر مساء السبت."


def told(
    text: str, name: str = "a", published: date | None = date(2016, 3, 6), outlet: str | None = None
) -> list[Telling]:
    """The tellings of a text of one story."""
    story = Story(Document(name, published=published, outlet=outlet or f"outlet-{name}"), 0, 0, text)
    return list(tellings(read_story(story)))


def one(text: str, name: str = "a", published: date | None = date(2016, 3, 6), outlet: str | None = None) -> Telling:
    """The first telling of a text."""
    return told(text, name, published, outlet)[0]


def again(telling: Telling, name: str, **changes: object) -> Telling:
    """The same telling in another document; `changes` alter its claim."""
    document = replace(telling.document, id=name, outlet=f"outlet-{name}")
    claim = replace(telling.claim, **changes)  # type: ignore[arg-type]
    return replace(telling, document=document, chain=f"{name}/0", claim=claim)
