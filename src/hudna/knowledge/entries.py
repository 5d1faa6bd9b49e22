"""One type a kind of entry in the data files, checked when they are read. Unknown keys are errors."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct, field


class Entry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    id: str


class Examples(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Sentences that an entry must match, its words in [brackets], and sentences that it must leave alone."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class Worded(Entry, frozen=True, kw_only=True):
    """An entry that words bring up: verbs "past/present", nouns "singular/plural", phrases of words and lemmas."""

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    examples: Examples = field(default_factory=Examples)


class Trigger(Worded, frozen=True, kw_only=True):
    """Words that name an event. `type` is filled in from the file's name."""

    frame: str
    type: str = ""
    tense: Literal["past", "present"] | None = None  # its verbs name the event only in this tense
    status: Literal["unconfirmed", "denied", "conditional", "planned"] | None = None  # by its nature: a bomb found
    means: str | None = None
    roles: dict[str, str] = {}
    needs: tuple[str, ...] = ()
    strength: Literal["strong", "weak", "faint"] = "strong"  # faint: any other trigger of the same words comes first
    definite: Literal["keep", "fact"] = "fact"
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


class Cue(Worded, frozen=True, kw_only=True):
    """Words that show who says something, or that it is denied, doubted, conditional or only planned."""

    cls: str = field(name="class")
    scope: Literal["clause", "next", "sentence", "back"] = "clause"
    speaker: Literal["subject", "of", "after", "none"] = "none"
    carries: bool = False
    status: Literal["unconfirmed", "denied", "conditional", "planned"] | None = None


class Light(Worded, frozen=True, kw_only=True):
    """A verb that carries an event noun (شنّ هجوماً, تعرّض لهجوم), or links cause and casualties (أسفر عن)."""

    cls: Literal["light", "consequence", "cause"] = field(default="light", name="class")
    subject: Literal["actor", "target", "event", "none"] = "none"
    noun: str = "after"
    with_: str | None = field(default=None, name="with")


class ActorCode(Struct, frozen=True, forbid_unknown_fields=True):
    country: str | None = None
    sector: str | None = None


class Window(Struct, frozen=True, forbid_unknown_fields=True):
    """The interval in which an alias means this actor; open bounds null."""

    alias: str
    from_: date | None = field(default=None, name="from")
    to: date | None = None


class Actor(Entry, frozen=True, kw_only=True):
    en: str
    ar: str
    kind: str
    armed: bool = False
    code: ActorCode = field(default_factory=ActorCode)
    parents: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    local: tuple[str, ...] = ()  # names that other countries' bodies bear too: not it where a story is set elsewhere
    nisba: tuple[str, ...] = ()
    pointer: tuple[str, ...] = ()
    theatre: tuple[str, ...] = ()  # countries (ISO 3166 alpha-3) where its pointers mean it though nothing named it
    windows: tuple[Window, ...] = ()
    leaning_of: str | None = None


class Country(Entry, frozen=True, kw_only=True):
    iso2: str
    en: str
    ar: str
    aliases: tuple[str, ...] = ()
    nisba: tuple[str, ...] = ()
    capital: str | None = None
    capital_en: str | None = None
    metonyms: tuple[str, ...] = ()


class ClassNoun(Entry, frozen=True, kw_only=True):
    """A generic noun for people or bodies: مسلح، مدني، شاهد عيان، حكومة."""

    en: str
    noun: str
    kind: str
    armed: bool = False
    code: ActorCode = field(default_factory=ActorCode)
    speaker: bool = False


class ObjectNoun(Entry, frozen=True, kw_only=True):
    """A thing that is hit, held or destroyed."""

    en: str
    noun: str
    kind: str


class MeansEntry(Entry, frozen=True, kw_only=True):
    en: str
    ar: str
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    cls: str = field(name="class")
    type_hint: str | None = None


class Leaning(Entry, frozen=True, kw_only=True):
    """Words beside a source that tell which side it leans to: موالية لدمشق."""

    words: str
    leaning: str


class Topic(Entry, frozen=True, kw_only=True):
    words: tuple[str | dict[str, int], ...]
