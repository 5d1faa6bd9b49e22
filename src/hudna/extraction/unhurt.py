"""Acts that hurt nobody: `دون وقوع إصابات`, `ولم تسفر عن سقوط ضحايا` say that the number is nought."""

from __future__ import annotations

from collections.abc import Sequence

from hudna.extraction.draft import Draft
from hudna.extraction.scan import Scan
from hudna.model import Figure, FigureKind

_OPENERS = frozenset("دون بدون بلا".split())
_NOTS = frozenset("لم ولم لا ولا".split())
_BRINGS = frozenset(
    "تسفر يسفر يسفرا تسفرا ينجم تنجم تقع يقع توقع يوقع تخلف يخلف تسبب يسبب تتسبب يتسبب تنتج ينتج تسجل يسجل تحدث يحدث"
    " تود يود تودي يودي توجد يوجد".split()
)
_NO = frozenset("عدم".split())
_OCCURRING = frozenset("وقوع حدوث سقوط تسجيل وجود".split())
_BETWEEN = (
    _OCCURRING
    | _BRINGS
    | frozenset(
        "ان عن عنه عنها عنهما في الي اي ايه ذلك هناك اضرار خساير بشريه ماديه او وقوعها به بها وقد الهجوم الحادث".split()
    )
)
_KINDS = {
    "ضحايا": (FigureKind.KILLED, FigureKind.WOUNDED),
    "قتلي": (FigureKind.KILLED,),
    "الارواح": (FigureKind.KILLED,),
    "اصابات": (FigureKind.WOUNDED,),
    "اصابه": (FigureKind.WOUNDED,),
    "جرحي": (FigureKind.WOUNDED,),
    "مصابين": (FigureKind.WOUNDED,),
}
_ONLY_SOME = frozenset("خطيره بليغه بالغه اخري جديده اضافيه كبيره صفوف صفوفها صفوفهم صفوفه قاتله".split())
_REACH = 6  # words between the negation and the casualties that it denies
_VIOLENT = frozenset(
    "armed_clash attack shelling air_strike bombing assassination chemical_attack destruction advance protest".split()
)


def count_none(scan: Scan, drafts: Sequence[Draft]) -> None:
    """Give the act before such words, or the sentence's only one, a figure of nought for each kind denied."""
    violent = [d for d in drafts if d.type in _VIOLENT]
    if not violent:
        return
    for first, last, kinds in _denials(scan):
        before = [d for d in violent if d.last <= first]
        if not before and len(violent) > 1:
            continue
        act = before[-1] if before else violent[0]
        known = {f.kind for f in act.figures}
        act.figures += [Figure(k, 0, 0, scan.span(first, last), None) for k in kinds if k not in known]


def _denials(scan: Scan) -> list[tuple[int, int, list[FigureKind]]]:
    """First and last token of each denial, and what it denies."""
    forms = [t.form for t in scan.tokens]
    out = []
    for at, form in enumerate(forms):
        after = forms[at + 1] if at + 1 < len(forms) else ""
        opens = form in _OPENERS or (form in _NOTS and after in _BRINGS) or (form in _NO and after in _OCCURRING)
        if opens and (found := _denied(forms, at + 1)) is not None:
            out.append((at, *found))
    return out


def _denied(forms: list[str], at: int) -> tuple[int, list[FigureKind]] | None:
    kinds: list[FigureKind] = []
    last = at
    for k in range(at, min(at + _REACH, len(forms))):
        form = forms[k]
        bare = form[1:] if form[:1] in ("و", "ب") and form[1:] in _KINDS else form
        if bare in _KINDS:
            kinds += [kind for kind in _KINDS[bare] if kind not in kinds]
            last = k + 1
        elif form not in _BETWEEN:
            break
    some = _ONLY_SOME.intersection(forms[last : last + 2])
    return (last, kinds) if kinds and not some else None
