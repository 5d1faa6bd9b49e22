"""Checks every data file: schema, ids, stray spaces, references, and that lemmas and phrases give words.

The examples of triggers and cues are tried by `extraction.proof`, which needs the reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hudna.knowledge import entries as e
from hudna.knowledge.load import DATA, KnowledgeError, compile_knowledge, data_files, read_entries, read_yaml, triggers

_NEEDS = frozenset(
    "actor party parties force fighters civilian protesters armed target place means person thing figure war "
    "result relief weighed".split()
)
_ROLES = {"actor", "target", "party", "at", "from", "to", "means", "none", "auto"}


def check_files() -> list[str]:
    """What is wrong with the data files, a line each; empty when all is well."""
    try:
        compile_knowledge()
    except KnowledgeError as error:
        return [str(error)]
    return [*_spaces(), *_ids(), *_triggers(), *_actors()]


def _spaces() -> Iterator[str]:
    for path in data_files():
        if path.suffix not in (".yml", ".tsv", ".txt"):
            continue
        for n, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
            if path.suffix == ".yml" and line != line.rstrip():
                yield f"{path}, line {n}: space at the end of the line"
            if "\t" in line and path.suffix == ".yml":
                yield f"{path}, line {n}: a tab"


def _ids() -> Iterator[str]:
    kinds = {
        "triggers": [t.id for t in triggers()],
        "cues": [c.id for c in read_entries(DATA / "cues.yml", e.Cue)],
        "light verbs": [x.id for x in read_entries(DATA / "light.yml", e.Light)],
        "actors": [a.id for p in sorted((DATA / "actors").glob("*.yml")) for a in read_entries(p, e.Actor)],
        "countries": [c.id for c in read_entries(DATA / "countries.yml", e.Country)],
        "classes": [c.id for c in read_entries(DATA / "classes.yml", e.ClassNoun)],
        "objects": [c.id for c in read_entries(DATA / "objects.yml", e.ObjectNoun)],
        "means": [c.id for c in read_entries(DATA / "means.yml", e.MeansEntry)],
    }
    for kind, ids in kinds.items():
        for name, n in Counter(ids).items():
            if n > 1:
                yield f"{kind}: the id {name!r} stands {n} times"


def _triggers() -> Iterator[str]:
    frames = {f["id"]: f for f in read_yaml(DATA / "frames.yml")}
    for frame in frames.values():
        for line, role in frame.items():
            if line != "id" and role not in _ROLES:
                yield f"frames.yml: {frame['id']}: {line}: unknown role {role!r}"
    means = {m.id for m in read_entries(DATA / "means.yml", e.MeansEntry)}
    for t in triggers():
        if t.frame not in frames:
            yield f"trigger {t.id}: unknown frame {t.frame!r}"
        if unknown := {part for need in t.needs for part in need.split("&")} - _NEEDS:
            yield f"trigger {t.id}: unknown needs {sorted(unknown)}"
        if t.strength == "weak" and not t.needs:
            yield f"trigger {t.id}: a weak trigger needs something beside it"
        if unknown := set(t.roles.values()) - _ROLES:
            yield f"trigger {t.id}: unknown roles {sorted(unknown)}"
        if not (t.verbs or t.nouns or t.phrases):
            yield f"trigger {t.id}: no verbs, nouns or phrases"
        if not t.examples.yes:
            yield f"trigger {t.id}: no example"
        if t.means is not None and t.means not in means:
            yield f"trigger {t.id}: unknown means {t.means!r}"


def _actors() -> Iterator[str]:
    actors = {a.id: a for p in sorted((DATA / "actors").glob("*.yml")) for a in read_entries(p, e.Actor)}
    countries = {c.id for c in read_entries(DATA / "countries.yml", e.Country)} | {"INT", "IMG", "IGO", "NGO"}
    for actor in actors.values():
        for parent in actor.parents:
            if parent not in actors and parent.upper() not in countries:
                yield f"actor {actor.id}: unknown parent {parent!r}"
        if actor.code.country is not None and actor.code.country not in countries:
            yield f"actor {actor.id}: unknown country {actor.code.country!r}"
