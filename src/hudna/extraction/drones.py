"""مسيرة is a march, مسيّرة a drone: most texts leave the shadda out, and the words beside it tell which is meant."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.knowledge.trie import Mention
from hudna.text.tokens import Token

_SHADDA = "مسيّر"
_STRIKING = frozenset({"attack", "shelling", "air_strike", "bombing", "killing", "casualty"})


def tell_drones(text: str, tokens: Sequence[Token], mentions: dict[int, list[Mention]]) -> None:
    """Leave each مسيرة that stands alone either its drone or its march, in place.

    It is a drone with its shadda, before a verb of striking (مسيرة استهدفت), and behind one that agrees with it
    (قصفت مسيرة).
    """
    for i, found in mentions.items():
        drone = next((m for m in found if _is_drone(m) and m.last == i + 1), None)
        if drone is None:
            continue
        if _SHADDA in text[tokens[i].start : tokens[i].end] or _strikes(mentions, i):
            mentions[i] = [m for m in found if m.kind != "trigger" or m.entry.type != "protest"]
        else:
            mentions[i] = [m for m in found if m is not drone]


def _is_drone(mention: Mention) -> bool:
    return mention.kind == "means" and mention.entry.id == "drone"


def _strikes(mentions: dict[int, list[Mention]], i: int) -> bool:
    """Is the word before or behind a verb of striking that has the word at `i` for its subject?"""
    return any(
        m.kind == "trigger" and m.entry.type in _STRIKING and m.last == at + 1 and _agrees(m)
        for at in (i - 1, i + 1)
        for m in mentions.get(at, ())
    )


def _agrees(mention: Mention) -> bool:
    shape = mention.shape
    if shape is None or mention.suffix:
        return False
    return shape.pos == "verb" and shape.person == "3fs" and not shape.passive
