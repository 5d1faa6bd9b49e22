"""A reading made by hand for the formats: every part, every status, a repeat, overlapping spans, a hostile title."""

from __future__ import annotations

from datetime import date

from hudna.knowledge.codes import codes_for
from hudna.model import (
    Attribution,
    Basis,
    Claim,
    ClaimType,
    Code,
    Document,
    Extent,
    Figure,
    FigureKind,
    Means,
    Name,
    Participant,
    Place,
    PlaceRole,
    Precision,
    Reading,
    Role,
    Span,
    Status,
    Time,
)

TEXT = (
    "أفاد ناشطون محليون بأن قوات النظام قصفت بقذائف هاون بلدة الغنطو فجر الاثنين، ما أدى إلى مقتل أربعة مدنيين "
    "بينهم طفلان.\n"
    "ونفى مصدر عسكري استهداف أحياء سكنية. وقالت فصائل معارضة إنها سترد إذا خُرقت الهدنة، وترددت أنباء عن نزوح نحو "
    "200 عائلة.\n"
    "وذكر شهود عيان أن القصف أصاب سوقاً. ومن المقرر أن تُعقد محادثات في جنيف."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def sentence(first: str, last: str) -> Extent:
    return Extent(TEXT.index(first), TEXT.index(last) + len(last))


def _claim(number: int, type_: ClaimType, status: Status, trigger: str, where: Extent, **parts: object) -> Claim:
    blank: dict[str, object] = {
        "participants": (), "places": (), "time": None, "figures": (), "means": None, "attribution": (),
        "repeats": None,
    }  # fmt: skip
    return Claim(
        id=f"c{number}",
        type=type_,
        status=status,
        trigger=span(trigger),
        sentence=where,
        codes=codes_for(type_, None, status),
        rule=f"{type_.value}.by-hand",
        **(blank | parts),  # type: ignore[arg-type]
    )


FIRST = sentence("أفاد", "طفلان.")
CLAIMS = (
    _claim(
        1,
        ClaimType.SHELLING,
        Status.ASSERTED,
        "قصفت",
        FIRST,
        participants=(
            Participant(
                Role.ACTOR,
                span("قوات النظام"),
                "syria-government-forces",
                Name("Syrian government forces", "قوات الحكومة السورية"),
                Code("SYR", "MIL"),
            ),
            Participant(Role.TARGET, span("مدنيين"), None, Name("civilians", "مدنيون"), Code(None, "CVL")),
        ),
        places=(
            Place(
                PlaceRole.AT,
                span("بلدة الغنطو"),
                "sy-ghantu",
                Name("Al-Ghantu", "الغنطو"),
                34.82,
                36.69,
                "town",
                2.0,
                ("SY",),
            ),
        ),
        time=Time(span("فجر الاثنين"), "2018-03-12", "2018-03-12", Precision.DAY, Basis.TEXT),
        figures=(
            Figure(FigureKind.KILLED, 4, 4, span("أربعة مدنيين"), span("مدنيين")),
            Figure(FigureKind.KILLED, 2, 2, span("طفلان"), None, True),
        ),
        means=Means(span("قذائف هاون"), "mortar"),
        attribution=(Attribution(span("ناشطون محليون"), span("أفاد")),),
    ),
    _claim(
        2,
        ClaimType.SHELLING,
        Status.DENIED,
        "استهداف",
        sentence("ونفى", "سكنية."),
        participants=(Participant(Role.TARGET, span("أحياء سكنية")),),
        attribution=(Attribution(span("مصدر عسكري"), span("نفى")),),
    ),
    _claim(3, ClaimType.CEASEFIRE_VIOLATION, Status.CONDITIONAL, "خُرقت الهدنة", sentence("وقالت", "عائلة.")),
    _claim(
        4,
        ClaimType.DISPLACEMENT,
        Status.UNCONFIRMED,
        "نزوح",
        sentence("وقالت", "عائلة."),
        participants=(Participant(Role.TARGET, span("نحو 200 عائلة")),),
        time=Time(None, None, "2018-03-13", Precision.RANGE, Basis.PUBLISHED),
        figures=(Figure(FigureKind.DISPLACED, 180, None, span("نحو 200 عائلة")),),
    ),
    _claim(5, ClaimType.SHELLING, Status.ASSERTED, "القصف", sentence("وذكر", "سوقاً."), repeats="c1"),
    _claim(
        6,
        ClaimType.NEGOTIATION,
        Status.PLANNED,
        "محادثات",
        sentence("ومن المقرر", "جنيف."),
        places=(Place(PlaceRole.VENUE, span("جنيف")),),
    ),
)
DOCUMENT = Document(
    "f" * 64, "https://example.org/a?b=1&c=2", "وكالة المثال", '=HYPERLINK("x") <script>', date(2018, 3, 13), "f" * 64
)
READING = Reading(DOCUMENT, 0, 0, TEXT, CLAIMS)
EMPTY = Reading(Document("d2", outlet="-1+1"), 1, 40, "لا شيء هنا.", ())
