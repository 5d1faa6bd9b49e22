"""Places between two others: `بين بلدتي كذا وكذا`, `على الطريق الرابط بين كذا وكذا`, as one mention with two names."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hudna.extraction.place_mention import PlaceMention
from hudna.extraction.place_scan import Relation, Scan

_BETWEEN = frozenset({"بين", "مابين"})
_AND = frozenset({"وبين", "و"})
_WAYS = frozenset(
    "طريق الطريق الطرق طرق اوتوستراد الاوتوستراد الخط خط ممر الممر المنطقه منطقه جبهه الجبهه محور المحور".split()
)
_LEADING = frozenset(
    "الرابط الرابطه الواصل الواصله الممتد الممتده الفاصل الفاصله الواقع الواقعه الدولي السريع الرييسي العام الصحراوي"
    " الساحلي القديم الجديد يربط تربط يصل تصل يقع تقع".split()
)
_NAMED_ENOUGH = frozenset({"city", "town", "village", "quarter", "camp", "area", "mountain"})


def joined(scan: Scan, found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions of a sentence, each pair that something is said to lie between made one."""
    out: list[PlaceMention] = []
    k = 0
    while k < len(found):
        pair = _pair(scan, found[k], found[k + 1]) if k + 1 < len(found) else None
        while pair is not None and out and out[-1].first >= pair.first:
            out.pop()  # المنطقة الواقعة بين: no pointer of its own
        out.append(pair or found[k])
        k += 2 if pair else 1
    return out


def _pair(scan: Scan, one: PlaceMention, other: PlaceMention) -> PlaceMention | None:
    at = one.first - 1
    if at < 0 or scan.word(at) not in _BETWEEN or one.proclitic or not (_is_point(one) and _is_point(other)):
        return None
    near = other.first == one.last and other.proclitic == "و"
    if not near and not (other.first == one.last + 1 and scan.word(one.last) in _AND):
        return None
    start, proclitic = _start(scan, at)
    located = start < at or (one.plural and one.class_word in _NAMED_ENOUGH)
    if not located:
        return None
    second = replace(other, listed=False)
    way = Relation("between")
    return replace(one, first=start, last=other.last, proclitic=proclitic, relation=way, second=second, listed=False)


def _is_point(m: PlaceMention) -> bool:
    return bool(m.candidates) and not m.pointer and m.relation is None


def _start(scan: Scan, at: int) -> tuple[int, str]:
    """Where the phrase begins that stands before `بين`, and what is fixed to its first word: بالطريق الرابط بين."""
    k = at - 1
    while k >= 0 and scan.word(k) in _LEADING:
        k -= 1
    if k >= 0:
        for proclitic, rest in scan.readings(k):
            if rest in _WAYS:
                return k, proclitic
    return (k + 1, "") if k + 1 < at else (at, "")
