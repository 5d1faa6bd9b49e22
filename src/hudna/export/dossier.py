"""An incident told whole: every version, who says it, where they differ, the copies, the sentences, the joins."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hudna.export import wording
from hudna.export.incident_rows import counted, figure
from hudna.export.labels import Lang, labels
from hudna.model import Incident, Join, Role, Tally, Telling

Texts = Callable[[str], str | None]  # a story's text by its key
_EN = Lang.EN


def lines(incident: Incident, text_of: Texts) -> Iterator[str]:
    """The dossier a line at a time; each piece of Arabic stands on a line of its own."""
    yield from _head(incident)
    yield from _differences(incident)
    for chain in _chains(incident):
        yield from _version(chain, text_of)
    yield from _joins(incident)


def _head(incident: Incident) -> Iterator[str]:
    yield f"{incident.id}  {labels().types[incident.type].in_(_EN)}, {incident.status.value}"
    yield f"when     {wording.when(incident.time, _EN) or 'unknown'}"
    for place in incident.places:
        yield f"where    {wording.place_of(place, _EN)}"
    for role in Role:
        for part in incident.participants:
            if part.role is role:
                yield f"{role.value:8} {wording.named(part, _EN)}"
    for tally in incident.figures:
        yield f"figures  {figure(tally)}"
    yield f"told by  {counted(incident)}"
    if incident.grade:
        grade = incident.grade
        yield f"grade    {grade.reliability}{grade.credibility}, {grade.credence.value}"
        for why in grade.why:
            yield f"         {wording.grade_reason(why, _EN)}"


def _differences(incident: Incident) -> Iterator[str]:
    """Where tellings give other numbers or name other actors: each with who tells it so."""
    by_key = {t.key: t for t in incident.tellings}
    for tally in incident.figures:
        if tally.min != tally.max:
            yield from _rivals(tally, by_key)
    actors: dict[str, list[str]] = {}
    for telling in incident.tellings:
        for part in telling.claim.participants:
            if part.role is Role.ACTOR and part.actor_id:
                actors.setdefault(wording.named(part, _EN), []).append(telling.key)
    if len(actors) > 1:
        yield ""
        yield "actors as told"
        for name, keys in actors.items():
            yield f"  {name}: {', '.join(keys)}"


def _rivals(tally: Tally, by_key: dict[str, Telling]) -> Iterator[str]:
    yield ""
    yield f"{tally.kind.value} as told"
    for key, told in tally.by:
        said = ", ".join(wording.speakers(by_key[key].claim, _EN)) or by_key[key].document.outlet or "the outlet"
        yield f"  {wording.figure_of(told, _EN)}: {key}, {said}"


def _chains(incident: Incident) -> list[list[Telling]]:
    """Tellings by copy chain, in the order of the first of each."""
    chains: dict[str, list[Telling]] = {}
    for telling in incident.tellings:
        chains.setdefault(telling.chain, []).append(telling)
    return list(chains.values())


def _version(chain: list[Telling], text_of: Texts) -> Iterator[str]:
    """The first telling of a text with its sentence, the copies below it."""
    yield ""
    for n, telling in enumerate(chain):
        yield f"{'as in  ' if n else ''}{_origin(telling)}"
        if n and telling.claim.sentence == chain[0].claim.sentence:
            continue
        text = text_of(telling.story_key)
        if text is not None:
            sentence = telling.claim.sentence
            yield f"    {' '.join(text[sentence.start : sentence.end].split())}"


def _origin(telling: Telling) -> str:
    document, claim = telling.document, telling.claim
    where = "" if telling.lead else ", further down"
    told = ", told as old" if telling.background else where
    said = ", ".join(wording.speakers(claim, _EN))
    parts = (telling.key, document.outlet, str(document.published or ""), claim.type.value, claim.status.value)
    return "  ".join(p for p in parts if p) + told + (f"; says {said}" if said else "")


def _joins(incident: Incident) -> Iterator[str]:
    if incident.joins:
        yield ""
        yield "why these are held to be one"
    for join in sorted(incident.joins, key=lambda j: (-j.score, j.first, j.second)):
        yield from _join(join)


def _join(join: Join) -> Iterator[str]:
    yield f"  {join.first} = {join.second}: {join.score:.2f}"
    for reason in join.reasons:
        yield f"      {reason}"
