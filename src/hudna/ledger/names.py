"""The ids that a place or an actor can be asked for by: an id or code as it is, or a name in Arabic or English."""

from __future__ import annotations

from hudna.text.tokens import fold_phrase


def place_ids(asked: str) -> list[str]:
    """`asked` itself, and the ids of the places that bear it as a name."""
    from hudna.knowledge.load import knowledge

    gazetteer = knowledge().gazetteer
    named = gazetteer.names.get(" ".join(fold_phrase(asked)), ())
    english = asked.casefold()
    latin = () if named else [i for i, entry in gazetteer.entries.items() if entry.en.casefold() == english]
    return sorted({asked, *named, *latin})


def actor_ids(asked: str) -> list[str]:
    """`asked` itself, and the ids of the actors that bear it as a name or alias."""
    from hudna.knowledge.load import knowledge

    form, english = fold_phrase(asked), asked.casefold()
    found = {
        id_
        for id_, actor in knowledge().actors.items()
        if actor.en.casefold() == english or any(fold_phrase(name) == form for name in (actor.ar, *actor.aliases))
    }
    return sorted({asked, *found})
