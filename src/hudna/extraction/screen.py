"""Which drafts stand as claims: topics, pointers without news, and the type that means and context decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Kind, Piece
from hudna.extraction.scan import Scan
from hudna.extraction.weapons import named_by
from hudna.knowledge.load import Knowledge
from hudna.text.tokens import Token

_VIOLENT = frozenset(
    "armed_clash attack shelling air_strike bombing assassination killing abduction abuse chemical_attack "
    "destruction".split()
)
_SPECIFIC = frozenset(["bombing", "air_strike", "shelling", "chemical_attack"])
_HINTED = frozenset(["attack", "shelling", "killing", "destruction"])
_AIR = frozenset({"air", "drone"})
_GROUND = frozenset({"artillery", "missile"})
_MUTE = frozenset({"thing", "place", "means"})
_FORCEFUL = _VIOLENT | {"siege", "advance", "withdrawal", "control"}
_SETTINGS = frozenset({"fiction", "accident"})  # they tell of a sentence, not of a story
_HELD = "arrest.held"
_BLOW = "attack.hit-blow"
_CROWDED = frozenset({"siege.cut-road", "siege.road-closed", "accusation.protested-formally"})
_CROWD = frozenset({"person", "people"})
_NEVER_HOSTAGES = frozenset({"armed", "thing"})
_PRISONS = frozenset({"سجن", "السجن", "سجون", "سجونها"})
_IRREGULAR = frozenset({"REB", "UAF", "CRM"})
HINTS = frozenset(["air_strike", "shelling", "bombing", "chemical_attack"])


def topics(tokens: Sequence[Token], knowledge: Knowledge) -> Counter[str]:
    """How much the words of a sentence weigh for each topic."""
    scores: Counter[str] = Counter()
    for token in tokens:
        if token.kind == "word":
            for name, weight in knowledge.weights(token.form):
                scores[name] += weight
    return scores


def peace(sentences: Iterable[Counter[str]], words: int) -> float:
    """The weight of the peaceful topic that a story is most about against words of conflict, a word of text."""
    scores: Counter[str] = Counter()
    for sentence in sentences:
        scores.update(sentence)
    conflict = scores.pop("conflict", 0)
    peaceful = max((n for name, n in scores.items() if name not in _SETTINGS), default=0)
    return (peaceful - conflict) / max(30, words)


def settle_type(draft: Draft, told: list[Draft]) -> None:
    """Let the means, and for pointers the act told before, decide the type."""
    if draft.type in _HINTED and (hint := _hint(draft)) is not None:
        draft.type = hint
    elif draft.type == "attack" and draft.piece.kind is Kind.EVENT and draft.piece.definite and not draft.of("actor"):
        near = [d for d in told if d.type in _VIOLENT and d.scan.number >= draft.scan.number - 4]
        specific = [d for d in near if d.type in _SPECIFIC]
        if specific and near[-1].type in (*_SPECIFIC, "killing", "attack"):
            draft.type = specific[-1].type


def settle_by_doers(draft: Draft) -> None:
    """Let who does it decide the type, where gunmen, crowds or states do different things in the same words."""
    if draft.trigger.id == _HELD and _held_by_gang(draft):
        draft.type = "abduction"
    elif draft.trigger.id in _CROWDED and _by_crowd(draft):
        draft.type = "protest"
    elif draft.trigger.id == _BLOW and draft.type == "attack" and _by_power(draft):
        draft.type = "air_strike"


def _by_crowd(draft: Draft) -> bool:
    """قطع محتجون الطريق, يحتجون على مقتل مدنيين: what people do who bear no arms."""
    actors = [f.piece for f in draft.of("actor")]
    named = any(getattr(m.entry, "kind", "") == "protester" for p in actors for m in p.mentions)
    return named or (bool(actors) and {p.nature for p in actors} <= _CROWD)


def _by_power(draft: Draft) -> bool:
    """نفذت القيادة الأميركية ضربة: a blow by a state or its forces, told with no means, is from the air."""
    actors = [f.piece for f in draft.of("actor")]
    return any(p.nature == "country" or _of_state(p) for p in actors) and not any(map(_grounded, actors))


def _of_state(piece: Piece) -> bool:
    armed = next((m.entry for m in piece.mentions if getattr(m.entry, "armed", False)), None)
    return armed is not None and armed.code.sector == "MIL"


def _held_by_gang(draft: Draft) -> bool:
    """احتجز مسلحون طلبة: people held by those who are no authority, but in no prison; fighters they capture."""
    taken = {f.piece.nature for f in draft.of("target")}
    behind = draft.scan.tokens[draft.last : draft.last + 20]
    if taken & _NEVER_HOSTAGES or any(t.form in _PRISONS for t in behind):
        return False
    return any(_grounded(f.piece) for f in draft.of("actor"))


def _hint(draft: Draft) -> str | None:
    """The claim type that the means of a draft decide."""
    for filler in draft.of("means", "actor"):
        for m in filler.piece.mentions:
            if m.kind == "means" and m.entry.type_hint in HINTS:
                return str(m.entry.type_hint)
    return None


def settle_bombardments(drafts: Sequence[Draft], scans: Sequence[Scan]) -> None:
    """A bombardment with no means told is from the air if aircraft appear in the story (annotation guide).

    Not that of rebels and militias, who have none, nor one in a sentence that tells of guns alone.
    """
    plain = [d for d in drafts if d.type == "shelling" and _hint(d) is None and d.trigger.means is None]
    plain = [d for d in plain if not any(_grounded(f.piece) for f in d.of("actor"))]
    if plain and any(_armed_with(s) & _AIR for s in scans):
        for draft in plain:
            if _armed_with(draft.scan) & _AIR or not _armed_with(draft.scan) & _GROUND:
                draft.type = "air_strike"


def _armed_with(scan: Scan) -> set[str]:
    """The classes of the weapons that a sentence names."""
    return {m.entry.cls for found in scan.mentions.values() for m in found if m.kind == "means"}


def _grounded(piece: Piece) -> bool:
    """Is it a group or its fighters by the first name or noun that is armed?"""
    armed = next((m.entry for m in piece.mentions if getattr(m.entry, "armed", False)), None)
    return armed is not None and armed.code.sector in _IRREGULAR


def stands(draft: Draft, peaceful: float, sentence: Counter[str]) -> bool:
    """Is the draft a claim: not a bare pointer, not a figure of speech of a peaceful topic?"""
    if draft.type in ("casualty", "none") or no_conflict(draft, peaceful, sentence):
        return False
    if draft.piece.kind is Kind.EVENT and _bare_pointer(draft):
        return False
    if draft.trigger.frame == "speak" and not any(f.piece.nature not in _MUTE for f in draft.of("actor")):
        return False
    if peaceful > 0.04 and draft.type in _VIOLENT:
        armed = bool(draft.of("means")) or named_by(draft) is not None
        return armed and any(f.piece.nature in ("armed", "person") for f in draft.fillers)
    return True


def no_conflict(draft: Draft, peaceful: float, sentence: Counter[str]) -> bool:
    """Does the sentence tell of a match, a tale or an accident, in the words of conflict?"""
    return (peaceful >= 0 and _played(draft, sentence)) or _mishap(draft, sentence)


def _played(draft: Draft, sentence: Counter[str]) -> bool:
    """هاجم الفريق، قتل بطل الفيلم: force in a match or in a tale, which the words of the sentence show."""
    if draft.type not in _FORCEFUL or any(_fights(f.piece) for f in draft.fillers):
        return False
    if sentence["sport"] > max(2, sentence["conflict"]):
        return True
    told = sentence["entertainment"] + sentence["fiction"]
    return told > max(2, sentence["conflict"]) and not (draft.figures or any(_named(f.piece) for f in draft.of("at")))


def _named(piece: Piece) -> bool:
    return piece.place is not None and bool(piece.place.candidates)


def _fights(piece: Piece) -> bool:
    """Is it an armed group or force by its name?"""
    head = piece.mentions[0] if piece.mentions else None
    return head is not None and head.kind == "actor" and bool(head.entry.armed)


def _mishap(draft: Draft, sentence: Counter[str]) -> bool:
    """قتل عاملان في انهيار منجم: deaths by accident, where the sentence speaks of no arms."""
    if draft.type != "killing" or draft.trigger.frame != "suffer" or not sentence["accident"] or draft.of("actor"):
        return False
    return not any(p.nature in ("armed", "means") for p in draft.pieces if p.kind is Kind.NP)


def _bare_pointer(draft: Draft) -> bool:
    """A definite event noun that brings nothing new."""
    piece = draft.piece
    if draft.trigger.definite == "keep" or not piece.definite or draft.light:
        return False
    if piece.mentions[0].suffix and draft.of("actor", "party", "target"):
        return False
    return not (draft.fillers or draft.figures or named_by(draft))
