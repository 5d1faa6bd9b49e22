"""The knowledge: data files read, checked, compiled once, cached, and shared.

`knowledge()` is what the reader asks for. The compiled form is kept in the user's cache folder under the hash of the
data files, of imported places and of this code, so a changed file is seen at the next start; without a writable cache
it is built anew.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import msgspec
import yaml
from platformdirs import user_cache_path

from hudna.knowledge import entries as e
from hudna.knowledge.gazetteer import Gazetteer
from hudna.knowledge.place_store import tables
from hudna.knowledge.trie import Trie
from hudna.knowledge.weights import Row, Weights
from hudna.knowledge.words import Words
from hudna.text.tokens import fold, fold_phrase

# Phrases of closed classes by their first and second word ("" where there is none), longest first, each with the
# classes that it belongs to.
ClosedPhrase = tuple[tuple[str, ...], frozenset[str]]
ClosedWords = dict[str, dict[str, list[ClosedPhrase]]]
DATA = Path(__file__).parent / "data"
T = TypeVar("T")
_FIXED = ("subject", "object", "of", "adjective")  # lines of a frame that are not prepositions


class KnowledgeError(ValueError):
    """A data file that can't be used; the message names the file and the place in it."""


@dataclass(slots=True)
class Knowledge:
    """Everything that the reader knows, by what it is for."""

    words: Words
    trie: Trie
    gazetteer: Gazetteer
    frames: dict[str, dict[str, str]]
    actors: dict[str, e.Actor]
    fighting: dict[str, list[e.Actor]]  # by country (ISO 3166 alpha-3), those whose pointers need no name there before
    countries: dict[str, e.Country]
    means: dict[str, e.MeansEntry]
    function: dict[str, frozenset[tuple[str, ...]]]
    leanings: Trie
    iso3: dict[str, str] = field(default_factory=dict)  # ISO 3166 alpha-3 by alpha-2
    guards: dict[str, Guards] = field(default_factory=dict)  # by trigger id
    topics: dict[int | str, dict[str, int]] = field(default_factory=dict)  # weight by topic, for each word or lemma
    closed: ClosedWords = field(default_factory=dict)
    plausibility: dict[str, dict[str, float]] = field(default_factory=dict)  # weights by family of types
    standing: Weights = field(default_factory=Weights)  # of the scorer of what stands
    role_weights: Weights = field(default_factory=Weights)  # of the second look: actor, target, at, none
    time_weights: Weights = field(default_factory=Weights)  # of the scorer that dates acts
    _weights: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)

    def weights(self, form: str) -> tuple[tuple[str, int], ...]:
        """The topics that a word speaks for, each with its weight."""
        if (known := self._weights.get(form)) is None:
            most: dict[str, int] = {}
            for key in (form, *(p.key for p in self.words.parts(form))):
                for name, weight in self.topics.get(key, {}).items():
                    most[name] = max(weight, most.get(name, weight))
            known = self._weights[form] = tuple(most.items())
        return known


@dataclass(frozen=True, slots=True)
class Guards:
    """Phrases that, standing directly before or behind a trigger, make it something else."""

    before: Trie | None
    after: Trie | None


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; raises KnowledgeError with file and line."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf8"), Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise KnowledgeError(f"{path}{where}: {getattr(error, 'problem', error)}") from error


def read_entries(path: Path, kind: type[T]) -> list[T]:
    """The entries of a data file; raises KnowledgeError naming the file, the entry and the fault."""
    raw = read_yaml(path) or []
    try:
        return msgspec.convert(raw, list[kind])  # type: ignore[valid-type]
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{path}: {error}") from error


def data_files() -> list[Path]:
    return sorted(p for p in DATA.rglob("*") if p.is_file())


def _fingerprint() -> str:
    code = sorted(Path(__file__).parent.glob("*.py"))
    seen = hashlib.sha256()
    for path in (*code, *data_files(), *tables()):
        stat = path.stat()
        seen.update(f"{path}:{stat.st_mtime_ns}:{stat.st_size}".encode())
    return seen.hexdigest()[:24]


_loaded: Knowledge | None = None
_lock = Lock()


def knowledge() -> Knowledge:
    """The compiled knowledge, made once a process; forked workers share it."""
    global _loaded
    if _loaded is None:
        with _lock:
            if _loaded is None:
                _loaded = _cached()
                gc.freeze()  # it lasts as long as the process: a full collection need not walk it (0.07 s)
    return _loaded


def _cached() -> Knowledge:
    path = user_cache_path("hudna") / f"knowledge-{_fingerprint()}.pickle"
    try:
        loaded = _unpickled(path)
        if isinstance(loaded, Knowledge):
            return loaded
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError):
        pass  # no cache, or one that another version wrote: build it
    built = compile_knowledge()
    _store(path, built)
    return built


def _unpickled(path: Path) -> object:
    """What a file of the cache holds; collecting garbage while 235,000 objects are made would take 0.13 s."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return pickle.loads(path.read_bytes())
    finally:
        if collecting:
            gc.enable()


def _store(path: Path, built: Knowledge) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("knowledge-*.pickle"):
            old.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            pickle.dump(built, file, protocol=pickle.HIGHEST_PROTOCOL)
        os.replace(name, path)
    except OSError:
        return  # a read-only home: the next start compiles again


def compile_knowledge() -> Knowledge:
    """Read all data files and compile them. Raises KnowledgeError."""
    words = Words()
    trie = Trie(words)
    function = {k: frozenset(fold_phrase(p) for p in v) for k, v in (read_yaml(DATA / "function.yml") or {}).items()}
    whole = {phrase[0] for phrase in function.get("not_split", ())}
    words.whole = whole | {form + "ا" for form in whole if form[-1] not in "هاي"}  # واضحا beside واضح
    built = Knowledge(
        words=words,
        trie=trie,
        gazetteer=_gazetteer(),
        frames=_frames(),
        actors=(actors := {a.id: a for p in sorted((DATA / "actors").glob("*.yml")) for a in read_entries(p, e.Actor)}),
        fighting=_fighting(actors.values()),
        countries={c.id: c for c in read_entries(DATA / "countries.yml", e.Country)},
        means={m.id: m for m in read_entries(DATA / "means.yml", e.MeansEntry)},
        function=function,
        leanings=_leanings(words),
        closed=_closed_words(function),
    )
    for trigger in triggers():
        _add_worded(trie, "trigger", trigger)
        if trigger.not_before or trigger.not_after:
            before, after = _phrases(words, trigger.not_before), _phrases(words, trigger.not_after)
            built.guards[trigger.id] = Guards(before, after)
    for cue in read_entries(DATA / "cues.yml", e.Cue):
        _add_worded(trie, "cue", cue)
    for light in read_entries(DATA / "light.yml", e.Light):
        _add_worded(trie, "light", light)
    _add_names(trie, built)
    for lemma in (read_yaml(DATA / "verbs.yml") or {}).get("verbs", []):
        trie.add([words.lemma("v", lemma)], "verb", lemma)
    built.iso3 = {c.iso2: c.id for c in built.countries.values()}
    built.topics = _topics(trie)
    built.role_weights = Weights(_rows(DATA / "role_weights.tsv"))
    standing = _plausibility(DATA / "standing.tsv").get("standing", {})
    built.standing = Weights({name: (weight,) for name, weight in standing.items()})
    built.time_weights = Weights(_rows(DATA / "time_weights.tsv"))
    built.plausibility = _plausibility(DATA / "plausibility.tsv")
    return built


def _fighting(actors: Iterable[e.Actor]) -> dict[str, list[e.Actor]]:
    out: dict[str, list[e.Actor]] = {}
    for actor in actors:
        for land in actor.theatre if actor.pointer else ():
            out.setdefault(land, []).append(actor)
    return out


def _gazetteer() -> Gazetteer:
    try:
        return Gazetteer.load(tables())
    except ValueError as error:  # an imported table that was edited by hand
        raise KnowledgeError(str(error)) from error


def _closed_words(function: dict[str, frozenset[tuple[str, ...]]]) -> ClosedWords:
    classes: dict[tuple[str, ...], set[str]] = {}
    for name, phrases in function.items():
        if name not in ("not_split", "tag_tails", "titles"):
            for phrase in phrases:
                classes.setdefault(phrase, set()).add(name)
    out: ClosedWords = {}
    for phrase in sorted(classes, key=lambda p: (-len(p), p)):
        second = phrase[1] if len(phrase) > 1 else ""
        out.setdefault(phrase[0], {}).setdefault(second, []).append((phrase, frozenset(classes[phrase])))
    return out


def triggers() -> Iterator[e.Trigger]:
    """All triggers, each with the claim type of its file (`casualty` files carry figures and no type)."""
    for path in sorted((DATA / "triggers").glob("*.yml")):
        for trigger in read_entries(path, e.Trigger):
            roles = {" ".join(fold_phrase(k)) if k not in _FIXED else k: v for k, v in trigger.roles.items()}
            yield msgspec.structs.replace(trigger, type=trigger.type or path.stem, roles=roles)


def _frames() -> dict[str, dict[str, str]]:
    out: dict[str, dict[str, str]] = {}
    for frame in read_yaml(DATA / "frames.yml"):
        lines = {k: v for k, v in frame.items() if k != "id"}
        out[frame["id"]] = {k if k in _FIXED else " ".join(fold_phrase(k)): v for k, v in lines.items()}
    return out


def _add_worded(trie: Trie, kind: str, entry: e.Worded) -> None:
    tense = getattr(entry, "tense", None)
    for lemma in entry.verbs:
        trie.add([trie.words.lemma("v", in_tense(lemma, tense))], kind, entry)
    for lemma in entry.nouns:
        trie.add(_noun_keys(trie, lemma), kind, entry)
    for phrase in entry.phrases:
        words = (f"v:{in_tense(w[2:], tense)}" if w.startswith("v:") else w for w in phrase.split())
        trie.add(trie.keys(" ".join(words)), kind, entry)


def in_tense(lemma: str, tense: str | None) -> str:
    """A verb lemma cut down to one tense: سيطر captures, يسيطر holds."""
    past, _, present = lemma.partition("/")
    passive = "!" if lemma.startswith("!") else ""
    return {"past": past + "/", "present": f"{passive}/{present}"}.get(tense or "", lemma)


def _noun_keys(trie: Trie, lemma: str) -> list[str | int]:
    """A noun lemma of several words inflects in its first: "شاهد/شهود عيان"."""
    head, *tail = lemma.split(" ")
    return [trie.words.lemma("n", head), *(form for word in tail for form in fold_phrase(word))]


def _phrases(words: Words, phrases: Iterable[str]) -> Trie | None:
    trie = Trie(words)
    for phrase in phrases:
        trie.add(trie.keys(phrase), "guard", phrase)
    return trie if trie.begins else None


def _add_names(trie: Trie, built: Knowledge) -> None:
    for actor in built.actors.values():
        for alias in (actor.ar, *actor.aliases, *actor.local, *(w.alias for w in actor.windows)):
            trie.add(trie.keys(alias), "actor", actor)
        for nisba in actor.nisba:
            trie.add([trie.words.lemma("nisba", nisba)], "nisba", actor)
    for country in built.countries.values():
        for alias in (country.ar, *country.aliases):
            trie.add(trie.keys(alias), "country", country)
        for metonym in country.metonyms:
            trie.add(trie.keys(metonym), "metonym", country)
        for nisba in country.nisba:
            trie.add([trie.words.lemma("nisba", nisba)], "nisba", country)
    for noun in read_entries(DATA / "classes.yml", e.ClassNoun):
        trie.add(_noun_keys(trie, noun.noun), "class", noun)
    for thing in read_entries(DATA / "objects.yml", e.ObjectNoun):
        trie.add(_noun_keys(trie, thing.noun), "object", thing)
    for means in built.means.values():
        for lemma in means.nouns:
            trie.add(_noun_keys(trie, lemma), "means", means)
        for phrase in means.phrases:
            trie.add(trie.keys(phrase), "means", means)


def _rows(path: Path) -> dict[str, Row]:
    if not path.exists():
        return {}
    rows = (r.split("\t") for r in path.read_text(encoding="utf8").splitlines() if r and not r.startswith("# "))
    return {name: tuple(map(float, weights)) for name, *weights in rows}


def _plausibility(path: Path) -> dict[str, dict[str, float]]:
    """Weights of the scorer for lone sentences: family, feature and weight, a line each."""
    out: dict[str, dict[str, float]] = {}
    if path.exists():
        for line in path.read_text(encoding="utf8").splitlines():
            if line and not line.startswith("# "):
                family, name, weight = line.split("\t")
                out.setdefault(family, {})[name] = float(weight)
    return out


def _leanings(words: Words) -> Trie:
    trie = Trie(words)
    for row in read_entries(DATA / "leanings.yml", e.Leaning):
        head, *tail = fold_phrase(row.words)
        for first in {head, head.removesuffix("ه"), "ال" + head}:  # موالية، موال، الموالية
            trie.add([first, *tail], "leaning", row.leaning)
    return trie


def _topics(trie: Trie) -> dict[int | str, dict[str, int]]:
    out: dict[int | str, dict[str, int]] = {}
    for topic in read_entries(DATA / "topics.yml", e.Topic):
        for word in topic.words:
            for lemma, weight in word.items() if isinstance(word, dict) else ((word, 1),):
                keys = trie.keys(lemma) if ":" in lemma else [fold(lemma)]
                if len(keys) == 1:
                    out.setdefault(keys[0], {})[topic.id] = weight
                    if isinstance(keys[0], str):
                        trie.words.literals.add(keys[0])
    return out
