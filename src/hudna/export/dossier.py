"""An incident told whole: every version, who says it, where they differ, the copies, the sentences, the joins."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hudna.export import wording
from hudna.export.incident_rows import counted, figure
from hudna.export.labels import Lang, labels
from hudna.export.wording import word
from hudna.model import Incident, Join, Role, Tally, Telling

Texts = Callable[[str], str | None]  # a story's text by its key
_HEAD = 8  # characters that the heads of lines are filled up to


def lines(incident: Incident, text_of: Texts, lang: Lang = Lang.EN) -> Iterator[str]:
    """The dossier a line at a time; each piece of Arabic stands on a line of its own."""
    yield from _head(incident, lang)
    yield from _differences(incident, lang)
    for chain in _chains(incident):
        yield from _version(chain, text_of, lang)
    yield from _joins(incident, lang)


def _head(incident: Incident, lang: Lang) -> Iterator[str]:
    status = labels().statuses[incident.status].in_(lang)
    yield f"{incident.id}  {labels().types[incident.type].in_(lang)}  {status}"
    yield _line("when", wording.when(incident.time, lang) or word("unknown", lang), lang)
    for place in incident.places:
        yield _line("where", wording.place_of(place, lang), lang)
    for role in Role:
        for part in incident.participants:
            if part.role is role:
                yield f"{labels().roles[role].in_(lang):{_HEAD}} {wording.named(part, lang)}"
    for tally in incident.figures:
        yield _line("figures", figure(tally, lang), lang)
    yield _line("told_by", counted(incident, lang), lang)
    if incident.grade:
        grade = incident.grade
        credence = wording.credence(grade.credence, lang)
        yield _line("grade", f"{grade.reliability}{grade.credibility}, {credence}", lang)
        for why in grade.why:
            yield f"{'':{_HEAD}} {wording.grade_reason(why, lang)}"


def _line(head: str, told: str, lang: Lang) -> str:
    return f"{word(head, lang):{_HEAD}} {told}"


def _differences(incident: Incident, lang: Lang) -> Iterator[str]:
    """Where tellings give other numbers or name other actors: each with who tells it so."""
    by_key = {t.key: t for t in incident.tellings}
    for tally in incident.figures:
        if tally.min != tally.max:
            yield from _rivals(tally, by_key, lang)
    actors: dict[str, list[str]] = {}
    for telling in incident.tellings:
        for part in telling.claim.participants:
            if part.role is Role.ACTOR and part.actor_id:
                actors.setdefault(wording.named(part, lang), []).append(telling.key)
    if len(actors) > 1:
        yield ""
        yield word("actors_as_told", lang)
        for name, keys in actors.items():
            yield f"  {name}: {', '.join(keys)}"


def _rivals(tally: Tally, by_key: dict[str, Telling], lang: Lang) -> Iterator[str]:
    yield ""
    yield word("as_told", lang).format(what=labels().figures[tally.kind].in_(lang))
    for key, told in tally.by:
        document = by_key[key].document
        said = ", ".join(wording.speakers(by_key[key].claim, lang)) or document.outlet or word("outlet_itself", lang)
        yield f"  {wording.figure_of(told, lang)}: {key}, {said}"


def _chains(incident: Incident) -> list[list[Telling]]:
    """Tellings by copy chain, in the order of the first of each."""
    chains: dict[str, list[Telling]] = {}
    for telling in incident.tellings:
        chains.setdefault(telling.chain, []).append(telling)
    return list(chains.values())


def _version(chain: list[Telling], text_of: Texts, lang: Lang) -> Iterator[str]:
    """The first telling of a text with its sentence, the copies below it."""
    yield ""
    for n, telling in enumerate(chain):
        yield f"{word('as_in', lang) + '  ' if n else ''}{_origin(telling, lang)}"
        if n and telling.claim.sentence == chain[0].claim.sentence:
            continue
        text = text_of(telling.story_key)
        if text is not None:
            sentence = telling.claim.sentence
            yield f"    {' '.join(text[sentence.start : sentence.end].split())}"


def _origin(telling: Telling, lang: Lang) -> str:
    document, claim = telling.document, telling.claim
    kind, status = labels().types[claim.type].in_(lang), labels().statuses[claim.status].in_(lang)
    where = word("told_as_old", lang) if telling.background else "" if telling.lead else word("further_down", lang)
    said = ", ".join(wording.speakers(claim, lang))
    parts = (telling.key, document.outlet, str(document.published or ""), kind, status, where)
    return "  ".join(p for p in parts if p) + (f"; {word('says', lang)} {said}" if said else "")


def _joins(incident: Incident, lang: Lang) -> Iterator[str]:
    if incident.joins:
        yield ""
        yield word("joined_because", lang)
    for join in sorted(incident.joins, key=lambda j: (-j.score, j.first, j.second)):
        yield from _join(join)


def _join(join: Join) -> Iterator[str]:
    """The pair and the rules that joined it, by their ids in `linking.yml`."""
    yield f"  {join.first} = {join.second}: {join.score:.2f}"
    for reason in join.reasons:
        yield f"      {reason}"
