"""The nouns of Hudna as frozen types: what a page says, kept with the words it was read from.

Offsets are half-open and count characters of the story's text. Nothing here imports anything of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ClaimType(StrEnum):
    ARMED_CLASH = "armed_clash"
    ATTACK = "attack"
    SHELLING = "shelling"
    AIR_STRIKE = "air_strike"
    BOMBING = "bombing"
    ASSASSINATION = "assassination"
    KILLING = "killing"
    ABDUCTION = "abduction"
    ARREST = "arrest"
    ABUSE = "abuse"
    CHEMICAL_ATTACK = "chemical_attack"
    DESTRUCTION = "destruction"
    ADVANCE = "advance"
    WITHDRAWAL = "withdrawal"
    CONTROL = "control"
    SIEGE = "siege"
    TROOP_MOVEMENT = "troop_movement"
    CEASEFIRE = "ceasefire"
    CEASEFIRE_VIOLATION = "ceasefire_violation"
    AGREEMENT = "agreement"
    NEGOTIATION = "negotiation"
    EXCHANGE = "exchange"
    APPEAL = "appeal"
    ACCUSATION = "accusation"
    REJECTION = "rejection"
    THREAT = "threat"
    SANCTION = "sanction"
    DISPLACEMENT = "displacement"
    AID = "aid"
    AID_OBSTRUCTION = "aid_obstruction"
    PROTEST = "protest"


class Status(StrEnum):
    ASSERTED = "asserted"
    UNCONFIRMED = "unconfirmed"
    DENIED = "denied"
    CONDITIONAL = "conditional"
    PLANNED = "planned"


class Role(StrEnum):
    """What a participant does in a claim; both parties of a clash, talks or an agreement are actors."""

    ACTOR = "actor"
    TARGET = "target"


class PlaceRole(StrEnum):
    AT = "at"
    FROM = "from"
    TO = "to"
    ZONE = "zone"
    VENUE = "venue"


class FigureKind(StrEnum):
    """What a figure counts: people by what befell them, or things."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CASUALTIES = "casualties"  # killed and wounded told as one number
    HELD = "held"
    MISSING = "missing"
    DISPLACED = "displaced"
    BESIEGED = "besieged"
    AIRCRAFT = "aircraft"
    VEHICLES = "vehicles"
    HOUSES = "houses"
    PROJECTILES = "projectiles"
    BREACHES = "breaches"


class Precision(StrEnum):
    """How exactly an interval of time is known."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"


class Basis(StrEnum):
    """Where a time comes from: the story's words, or only the day it was published (then it is a bound)."""

    TEXT = "text"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Extent:
    """A span without its text, for sentences."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    en: str
    ar: str


@dataclass(frozen=True, slots=True)
class Code:
    """CAMEO/PLOVER country (ISO 3166-1 alpha-3, or INT, IMG, IGO, NGO) and sector; None where unknown."""

    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Participant:
    role: Role
    span: Span
    actor_id: str | None = None
    name: Name | None = None
    code: Code | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a claim; `lat`/`lon` in degrees (WGS 84), `radius_km` the radius that holds the place or the doubt."""

    role: PlaceRole
    span: Span
    place_id: str | None = None
    name: Name | None = None
    lat: float | None = None
    lon: float | None = None
    level: str | None = None
    radius_km: float | None = None
    admin: tuple[str, ...] = ()
    method: str | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """An interval of days (inclusive, ISO dates; an open bound is None) with its precision and basis."""

    span: Span | None
    start: str | None
    end: str | None
    precision: Precision
    basis: Basis


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a range; an open bound is None. `who` is the people or things counted, as worded."""

    kind: FigureKind
    min: int | None
    max: int | None
    span: Span
    who: Span | None = None
    part: bool = False  # "among them three children": part of another figure, never added to it
    approximate: bool = False  # "about fifty": the number as told, no bounds invented


@dataclass(frozen=True, slots=True)
class Means:
    span: Span
    means_id: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, and the cue that shows it. Nested speakers follow one another, the nearest to the claim first.

    Where the sentence has only a cue (وأضاف أن …) `span` is None, and `carried` holds the speaker's words in the
    sentence before; where it has only a noun that points back (المسؤول), both are there.
    """

    span: Span | None
    cue: Span | None
    speaker_id: str | None = None
    leaning: str | None = None
    carried: Span | None = None

    @property
    def words(self) -> Span:
        """The speaker's words, in this sentence or in the one before."""
        said = self.span or self.carried
        assert said is not None
        return said


@dataclass(frozen=True, slots=True)
class Codes:
    """The claim in the field's code lists: PLOVER type/mode, CAMEO code, ACLED event type: sub-event type."""

    plover: str
    cameo: str
    acled: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    id: str
    type: ClaimType
    status: Status
    trigger: Span
    sentence: Extent
    participants: tuple[Participant, ...]
    places: tuple[Place, ...]
    time: Time | None
    figures: tuple[Figure, ...]
    means: Means | None
    attribution: tuple[Attribution, ...]
    repeats: str | None
    codes: Codes
    rule: str
    weighed: tuple[Span, ...] = ()  # whose role the second look gave or took back


@dataclass(frozen=True, slots=True)
class Document:
    """One page or file as fetched. `sha256` names its bytes; nothing that the page lacks is invented."""

    id: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: date | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One article in a document: its place among the stories, where it starts in the source text, and its text."""

    document: Document
    number: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A story with the claims read from it: one line of `hudna read --format jsonl`."""

    document: Document
    story: int
    start: int
    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim in the story that tells it: what linking joins into incidents.

    `chain` is the key of the story first seen with this text (its own, when it is no copy): tellings of one chain are
    one voice. `lead` says that it stands in the headline or the first two paragraphs, `background` that the story tells
    it as old, as a round-up of what was told before, or only to say who somebody is. `claim` holds what the story's
    repeats of it add, and `folded` names those repeats; `words` are the stems of the sentences that tell it, `opening`
    those of the story's headline and first two paragraphs, `setting` the countries (ISO 3166-1 alpha-2) that the story
    speaks of most. `nth` is the ordinal that stands with it: the second flight, the third raid.
    """

    document: Document
    story: int
    claim: Claim
    chain: str
    lead: bool = True
    background: bool = False
    words: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    nth: int | None = None

    @property
    def story_key(self) -> str:
        return f"{self.document.id}/{self.story}"

    @property
    def key(self) -> str:
        """Names the telling in the ledger: document, story and claim."""
        return f"{self.document.id}/{self.story}/{self.claim.id}"


class Decision(StrEnum):
    """What a person, or a named rule, does with a claim or an incident."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision with its author, time (ISO 8601, UTC) and reason; never overwritten.

    `subject` is a telling's key or an incident's id; `other` the second one of a merge or split; `field` and `value`
    are what a correction sets, by the names of the record (`type`, `status`, `time.start`, `places.0.place_id` …).
    """

    id: str
    decision: Decision
    subject: str
    author: str
    at: str
    reason: str
    other: str | None = None
    field: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """Why two tellings are of one incident: the score reached, and the reasons, each a rule id with its values."""

    first: str
    second: str
    score: float
    reasons: tuple[str, ...]


class Credence(StrEnum):
    """How well an incident stands, after Airwars' grading."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


@dataclass(frozen=True, slots=True)
class Grade:
    """Admiralty code (AJP-2.1), its halves set apart, and the label beside it; `why` names each rule that decided.

    `reliability` (A–F) is the best of the outlets and speakers that tell it, `credibility` (1–6) follows from
    independent agreement and contradiction alone.
    """

    reliability: str
    credibility: int
    credence: Credence
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one kind that tellings give, as one range: `by` is each telling's key with its own figure."""

    kind: FigureKind
    min: int | None
    max: int | None
    by: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """What claims of any number of stories, judged to tell of the same occurrence, add up to.

    `id` follows from the telling first published, so that a rebuild gives the same. `time`, `places` and `participants`
    are those that the tellings agree on best, rivals side by side; `status` is the surest that any telling not rejected
    has, `denied` only where all deny. `tellings` are in order of publication and key.
    """

    id: str
    type: ClaimType
    status: Status
    time: Time | None
    places: tuple[Place, ...]
    participants: tuple[Participant, ...]
    figures: tuple[Tally, ...]
    means: Means | None
    tellings: tuple[Telling, ...]
    joins: tuple[Join, ...]
    grade: Grade | None = None
