"""What the second look sees of a phrase and of its way to the trigger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hudna.extraction.clauses import COMMAS
from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.slots import agrees, may_follow
from hudna.knowledge.weights import Group, names

NONE = "none"
_SAME = {"party": "actor", "to": "at", "from": "at"}
_BETWEEN = (Kind.COMP, Kind.REL, Kind.LINK, Kind.VERB, Kind.EVENT, Kind.CUE, Kind.NEG)
_STOPS = frozenset(".:؛")
_FARTHEST = 14


def rule_role(draft: Draft, piece: Piece) -> str:
    """The role that the rules gave a phrase; both parties of a clash are actors."""
    for f in draft.fillers:
        if f.piece is piece:
            return _SAME.get(f.role, f.role)
    return NONE


def features(draft: Draft, at: int, rule: str) -> Iterator[str]:
    """What the scorer sees of the phrase at index `at` and of its way to the trigger, by name."""
    return (name for group in groups(draft, at, rule) for name in names(group))


def groups(draft: Draft, at: int, rule: str) -> Iterator[Group]:
    """The features in groups, each as what names them and the values that decide them."""
    pieces, index = draft.pieces, draft.index
    piece, host, gap = pieces[at], pieces[index], at - index
    side, kind = "R" if gap > 0 else "L", "V" if host.kind is Kind.VERB else "E"
    frame, nature, prep = draft.trigger.frame, piece.nature, piece.prep
    between = pieces[index + 1 : at] if gap > 0 else pieces[at + 1 : index]
    kinds = frozenset([q.kind for q in between])
    yield _worded, draft.trigger.id, draft.type, frame, side, prep, nature, kind, rule
    bare = sum([q.kind is Kind.NP and not q.prep and not q.conj for q in between]) if Kind.NP in kinds else 0
    yield _led, frame, kind, side, nature, prep, min(3, bare)
    yield _far, frame, kind, side, abs(gap), rule
    yield _shaped, piece.kind, piece.definite, piece.conj, side
    yield _headed, piece.number is not None, piece.agentive, nature, min(4, piece.last - piece.first), side, kind
    yield _ending, piece.form[-2:] if piece.kind is Kind.NP else None
    if piece.place is not None:
        yield _stands, piece.place.relation is not None, piece.kind, bool(piece.place.candidates), side, rule
        yield _chained, at > 0 and pieces[at - 1].place is not None, piece.conj, bool(prep), rule
        yield _nearer, Kind.PLACE in kinds, side, kind, rule
        other = _filled(draft, piece, "at", "to", "from")
        yield _beside, other, piece.named("country") is not None, frame, side, rule
    if kinds:
        yield _barred, kinds, side, kind, rule
    if Kind.MARK in kinds:
        marks = {q.form for q in between if q.kind is Kind.MARK}
        yield _marked, not COMMAS.isdisjoint(marks), not _STOPS.isdisjoint(marks), side
    if (shape := (head := host.mentions[0]).shape) is not None:
        yield _inflected, shape.person, shape.passive, bool(head.suffix), side, nature, frame
    others = _filled(draft, piece, "actor", "party"), _filled(draft, piece, "target")
    yield _carried, host.prep, draft.light, draft.carried, others, side, frame, rule
    yield _neighbours, *_beside_it(draft, at)
    yield _kinded, _head(piece), frame, draft.type, side, kind, rule
    yield _hosted, _fits(piece, host, side, prep), host.conj, nature, frame, gap == 1, rule, side, kind, bool(prep)
    yield _ranked, *_rank(draft, at, between), side, kind, nature, frame, rule
    yield _paired, *_pair(draft, at), nature, frame, side, rule


# ── the values ───────────────────────────────────────────────────────────────────────────────────────────────────


def _filled(draft: Draft, piece: Piece, *roles: str) -> bool:
    """Has another phrase one of the roles?"""
    return any(f.role in roles and f.piece is not piece for f in draft.fillers)


def _beside_it(draft: Draft, at: int) -> tuple[Kind | None, str, Kind | None]:
    """The kinds of the pieces before and behind a phrase, and what the one before is if it is a verb."""
    before = draft.pieces[at - 1] if at else None
    verb = ""
    if before is not None and before.kind is Kind.VERB:
        verb = next((m.kind for m in before.mentions if m.kind in ("light", "cue", "trigger")), "plain")
    after = draft.pieces[at + 1].kind if at + 1 < len(draft.pieces) else None
    return before.kind if before is not None else None, verb, after


def _head(piece: Piece) -> str:
    """What kind of thing the phrase's head is in the knowledge."""
    for m in () if piece.deed else piece.mentions:
        if m.kind in ("actor", "class", "object"):
            return f"{m.kind}:{m.entry.kind}"
        if m.kind in ("country", "metonym", "nisba", "means"):
            return str(m.kind)
    return "place" if piece.place else "unknown"


def _fits(piece: Piece, host: Piece, side: str, prep: str) -> bool | None:
    """Does the verb agree with a phrase without preposition as its subject? None for nouns and prepositions."""
    shape = host.mentions[0].shape
    if host.kind is not Kind.VERB or shape is None or prep:
        return None
    return may_follow(piece, shape.person) if side == "R" else agrees(piece, shape.person)


def _rank(draft: Draft, at: int, between: Sequence[Piece]) -> tuple[int, int, int, bool]:
    """Parties, verbs and event nouns between, up to three; is the phrase the first party of the sentence?"""
    kinds = [q.kind for q in between]
    parties = sum(map(_is_party, between))
    first = next((k for k, q in enumerate(draft.pieces) if _is_party(q) and not q.prep), -1)
    return min(3, parties), min(3, kinds.count(Kind.VERB)), min(2, kinds.count(Kind.EVENT)), first == at


def _is_party(piece: Piece) -> bool:
    return piece.kind in (Kind.NP, Kind.PLACE) and piece.nature in ("armed", "body", "country")


def _pair(draft: Draft, at: int) -> tuple[int, int, bool, str, str]:
    """Other actors and targets, up to two; is one of the actors nearer; the roles before a joined phrase and behind."""
    piece, pieces = draft.pieces[at], draft.pieces
    actors = [f.piece for f in draft.of("actor", "party") if f.piece is not piece]
    targets = [f for f in draft.of("target") if f.piece is not piece]
    away = abs(piece.first - draft.first)
    nearer = any(abs(other.first - draft.first) < away for other in actors)
    before = rule_role(draft, pieces[at - 1]) if at and piece.conj else ""
    behind = rule_role(draft, pieces[at + 1]) if at + 1 < len(pieces) and pieces[at + 1].conj else ""
    return min(2, len(actors)), min(2, len(targets)), nearer, before, behind


# ── the names ────────────────────────────────────────────────────────────────────────────────────────────────────


def _led(frame: str, kind: str, side: str, nature: str, prep: str, bare: int) -> Iterator[str]:
    """What introduces the phrase, and how many without a preposition lie between."""
    yield from (f"{frame}|{kind}|{side}|prep={prep}", f"{frame}|prep={prep}|{nature}", f"prep={prep}|{side}")
    yield from (f"{kind}|{side}|bare{bare}|{bool(prep)}", f"{frame}|{side}|bare{bare}|{bool(prep)}|{nature}")


def _shaped(own: Kind, definite: bool, joined: bool, side: str) -> Iterator[str]:
    yield from (f"kind={own.value}", f"definite={definite}", f"joined={joined}|{side}")


def _headed(counted: bool, agentive: bool, nature: str, words: int, side: str, kind: str) -> Iterator[str]:
    yield from (f"counted={counted}|{nature}", f"agentive={agentive}|{side}|{kind}", f"words={words}")


def _ending(ending: str | None) -> Iterator[str]:
    yield f"ending={ending}" if ending is not None else "place"


def _stands(related: bool, own: Kind, named: bool, side: str, rule: str) -> Iterator[str]:
    """A place's own shape."""
    yield from (f"related={related}|{own.value}|{rule}", f"place-named={named}|{side}")


def _chained(chained: bool, joined: bool, led: bool, rule: str) -> Iterator[str]:
    yield f"chained={chained}|{joined}|{led}|{rule}"


def _nearer(nearer: bool, side: str, kind: str, rule: str) -> Iterator[str]:
    yield f"nearer-place={nearer}|{side}|{kind}|{rule}"


def _beside(other: bool, country: bool, frame: str, side: str, rule: str) -> Iterator[str]:
    """Whether another place has been told of already, and whether this one is a country."""
    yield from (
        f"other-place={other}|{rule}",
        f"other-place={other}|{frame}|{side}",
        f"country={country}|{frame}|{rule}",
    )


def _barred(between: frozenset[Kind], side: str, kind: str, rule: str) -> Iterator[str]:
    for barrier in _BETWEEN:
        if barrier in between:
            yield from (f"between={barrier.value}|{side}", f"between={barrier.value}|{side}|{kind}|{rule}")


def _marked(comma: bool, stop: bool, side: str) -> Iterator[str]:
    yield from ([f"comma|{side}"] if comma else [])
    yield from ([f"stop|{side}"] if stop else [])


def _inflected(person: str, passive: bool, suffix: bool, side: str, nature: str, frame: str) -> Iterator[str]:
    """The trigger's own shape."""
    yield from (f"person={person}|{side}|{nature}", f"suffix={suffix}|{side}|{frame}", f"passive={passive}|{side}")


def _carried(
    prep: str, light: bool, carried: str, others: tuple[bool, bool], side: str, frame: str, rule: str
) -> Iterator[str]:
    """What carries the trigger, and which roles others have."""
    yield from (f"event-prep={prep}|{side}|{frame}", f"light={light}|{side}|{carried}")
    yield from (
        f"carried={carried}|{side}|{rule}",
        f"other-actor={others[0]}|{rule}",
        f"other-target={others[1]}|{rule}",
    )


def _neighbours(before: Kind | None, verb: str, after: Kind | None) -> Iterator[str]:
    yield f"behind={before.value if before else 'start'}"
    yield from ([f"behind-verb={verb}"] if verb else [])
    yield from ([f"before={after.value}"] if after else [])


def _kinded(head: str, frame: str, type_: str, side: str, kind: str, rule: str) -> Iterator[str]:
    yield from (f"head={head}|{frame}|{side}", f"head={head}|type={type_}")
    yield from (f"head={head}|rule={rule}", f"head={head}|{side}|{kind}")


def _ranked(
    parties: int, verbs: int, events: int, first: bool, side: str, kind: str, nature: str, frame: str, rule: str
) -> Iterator[str]:
    yield from (f"parties={parties}|{side}|{kind}|{nature}", f"parties={parties}|{side}|{frame}|{rule}")
    yield from (f"verbs={verbs}|{events}|{side}|{kind}|{nature}", f"first={first}|{side}|{kind}|{nature}|{rule}")


def _paired(
    actors: int, targets: int, nearer: bool, before: str, behind: str, nature: str, frame: str, side: str, rule: str
) -> Iterator[str]:
    yield from (f"others={actors}|{targets}|{rule}|{nature}", f"others={actors > 0}|{frame}|{rule}|{nature}")
    yield f"nearer-actor={nearer}|{rule}|{side}|{nature}"
    yield from (f"before={before}|{nature}", f"before={before}|rule={rule}", f"behind={behind}|rule={rule}")


def _worded(
    trigger: str, type_: str, frame: str, side: str, prep: str, nature: str, kind: str, rule: str
) -> Iterator[str]:
    """The role that the rules gave, and what frame, type and the trigger's own words ask for."""
    yield from (f"rule={rule}", f"rule={rule}|{frame}|{kind}", f"rule={rule}|{nature}", f"nature={nature}")
    yield from (f"{frame}|{kind}|{side}|{nature}", f"type={type_}|{nature}|{side}")
    yield from (f"{trigger}|{side}|{prep}|{nature}|{kind}", f"{trigger}|{side}|{nature}")
    yield from (f"{trigger}|{side}|prep={prep}|{kind}", f"{trigger}|rule={rule}")
    yield from (f"type={type_}|{side}|{prep}|{nature}|{kind}", f"type={type_}|{side}|prep={prep}|{kind}")
    yield from (f"type={type_}|rule={rule}|{kind}", f"type={type_}|rule={rule}|{nature}")


def _far(frame: str, kind: str, side: str, away: int, rule: str) -> Iterator[str]:
    """How many pieces away, coarsely by frame and finely by side."""
    coarse = away if away <= 3 else 4 if away <= 5 else 6 if away <= 6 else 9
    far = min(_FARTHEST, away)
    yield from (f"{frame}|{kind}|{side}{coarse}", f"far={far}|{side}|{kind}", f"far={far}|{side}|{rule}")


def _hosted(
    fits: bool | None, joined: bool, nature: str, frame: str, beside: bool, rule: str, side: str, kind: str, led: bool
) -> Iterator[str]:
    """Whether the verb agrees, and whether it is joined to another."""
    if fits is not None:
        yield from (f"fits={fits}|{joined}|{nature}|{frame}|{beside}", f"fits={fits}|rule={rule}")
    yield from (f"host-joined={joined}|{side}|{kind}|{nature}|{rule}", f"host-joined={joined}|{side}|{frame}|{led}")
