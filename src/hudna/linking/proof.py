"""Whether the linking data holds: families and kin agree, every rule has a weight, each example does what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from hudna.knowledge.load import KnowledgeError
from hudna.linking.compare import RULES, joins
from hudna.linking.grades import letters
from hudna.linking.rules import Example, rules
from hudna.linking.tellings import tellings
from hudna.model import Document, Reading, Story, Telling

Reader = Callable[[Story], Reading]
_DAY = date(2016, 3, 6)


def faults(read: Reader) -> Iterator[str]:
    """What is wrong with `linking.yml` and `reliability.yml`, a line each; `read` reads the examples."""
    try:
        loaded = rules()
        letters()
    except KnowledgeError as error:
        yield str(error)
        return
    for line in loaded.kin:
        if len({loaded.family(kind) for kind in line}) > 1:
            yield f"linking.yml: kin {', '.join(line)}: of more than one family, so never compared"
    if missing := sorted(RULES - loaded.weights.keys()):
        yield f"linking.yml: no weight for {', '.join(missing)}"
    if unknown := sorted(loaded.weights.keys() - RULES):
        yield f"linking.yml: there is no rule {', '.join(unknown)}"
    for example in loaded.examples:
        yield from _example(example, read)


def _example(example: Example, read: Reader) -> Iterator[str]:
    if (example.join is None) == (example.refuse is None):
        yield "linking.yml: an example names either `join` or `refuse`"
        return
    found = joins([*_told(example.a, "a", read), *_told(example.b, "b", read)])
    if bool(found) != (example.join is not None):
        yield f"linking.yml: example {example.join or example.refuse!r}: {'joined' if found else 'not joined'}"


def _told(text: str, name: str, read: Reader) -> tuple[Telling, ...]:
    return tellings(read(Story(Document(name, published=_DAY), 0, 0, text)))
