"""Incidents made by hand: every status, rivals, copies, vague figures, no place, no day, hostile text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hudna.export.summary import Request
from hudna.knowledge.codes import codes_for
from hudna.model import (
    Attribution,
    Basis,
    Claim,
    ClaimType,
    Code,
    Credence,
    Document,
    Extent,
    Figure,
    FigureKind,
    Grade,
    Incident,
    Join,
    Means,
    Name,
    Participant,
    Place,
    PlaceRole,
    Precision,
    Role,
    Span,
    Status,
    Tally,
    Telling,
    Time,
)


def span(words: str, start: int = 0) -> Span:
    return Span(start, start + len(words), words)


def day(first: str | None, last: str | None = None, precision: Precision = Precision.DAY) -> Time:
    return Time(span("الاثنين"), first, last or first, precision, Basis.TEXT)


ARMY = Participant(
    Role.ACTOR, span("قوات النظام"), "syrian-government-forces",
    Name("Syrian government forces", "قوات الحكومة السورية"), Code("SYR", "MIL"),
)  # fmt: skip
REBELS = Participant(
    Role.ACTOR, span("فصائل المعارضة"), "syria-rebels", Name("Syrian rebels", "المعارضة"), Code("SYR", "REB")
)
RUSSIANS = Participant(
    Role.ACTOR,
    span("الطيران الروسي"),
    "russia-air-force",
    Name("Russian air force", "الطيران الروسي"),
    Code("RUS", "MIL"),
)
CIVILIANS = Participant(Role.TARGET, span("أربعة مدنيين", 40), None, None, Code("SYR", "CVL"))
SOLDIERS = Participant(Role.TARGET, span("خمسة جنود", 60), None, None, Code("SYR", "MIL"))
MAN = Participant(Role.TARGET, span("شاب", 20), None, None, Code("PSE", "CVL"))
CROWD = Participant(Role.ACTOR, span("متظاهرون"), None, None, Code("IRQ", "CVL"))
DOUMA = Place(
    PlaceRole.AT,
    span("مدينة دوما"),
    "sy-douma",
    Name("Douma", "دوما"),
    33.5718,
    36.4027,
    "town",
    4.0,
    ("SY", "SY-RD"),
    "class",
)
SYRIA = Place(PlaceRole.AT, span("سوريا"), "SY", Name("Syria", "سوريا"), 35.0, 38.5, "country", 350.0, ("SY",), "name")
ALEPPO = Place(
    PlaceRole.AT,
    span("قرب حلب"),
    "gn-170063",
    Name("Aleppo", "حلب"),
    36.2,
    37.16,
    "city",
    12.0,
    ("SY", "SY-HL"),
    "name+near",
)
BASRA = Place(
    PlaceRole.AT,
    span("محافظة البصرة"),
    "IQ-BA",
    Name("Basra", "البصرة"),
    30.4,
    47.7,
    "admin1",
    80.0,
    ("IQ", "IQ-BA"),
    "class",
)
GAZA = Place(
    PlaceRole.AT,
    span("مدينة غزة"),
    "gn-281133",
    Name("Gaza", "غزة"),
    31.5,
    34.47,
    "city",
    6.0,
    ("PS", "PS-GZA"),
    "class",
)
NOWHERE = Place(PlaceRole.AT, span("تل كذا"), None, None, None, None, "hill", None, (), "open")
ACTIVISTS = Attribution(span("ناشطون محليون"), span("أفاد"), None, "syrian-opposition")
SANA = Attribution(span("وكالة سانا"), span("نقلت"), "media-sana", "syrian-government")


def killed(low: int | None, high: int | None, words: str, who: Span | None = None, *, part: bool = False) -> Figure:
    return Figure(FigureKind.KILLED, low, high, span(words, 40), who, part)


def telling(
    n: int,
    type_: ClaimType,
    status: Status = Status.ASSERTED,
    *,
    who: Sequence[Participant] = (),
    where: Sequence[Place] = (),
    when: Time | None = None,
    figures: Sequence[Figure] = (),
    said: Sequence[Attribution] = (ACTIVISTS,),
    outlet: str | None = "Enab Baladi",
    chain: str | None = None,
    rule: str = "by-hand",
) -> Telling:
    document = Document(
        f"d{n}", f"https://example.org/{n}", outlet, f'عنوان; "{n}"\tخبر', date(2018, 3, 12 + n % 10), f"{n:064x}"
    )
    claim = Claim(
        f"c{n}", type_, status, span("قصفت", 5), Extent(0, 30), tuple(who), tuple(where), when, tuple(figures), None,
        tuple(said), None, codes_for(type_, None, status), rule,
    )  # fmt: skip
    return Telling(document, 0, claim, chain or f"d{n}/0")


def incident(*tellings: Telling, means: Means | None = None, grade: Grade | None = None) -> Incident:
    """What the tellings add up to: all parts of the first, then what others add; the surest status."""
    claims = [t.claim for t in tellings]
    order = (Status.ASSERTED, Status.UNCONFIRMED, Status.CONDITIONAL, Status.PLANNED, Status.DENIED)
    status = min((c.status for c in claims), key=order.index)
    kinds = dict.fromkeys(f.kind for c in claims for f in c.figures)
    tallies = tuple(
        Tally(kind, None, None, tuple((t.key, f) for t in tellings for f in t.claim.figures if f.kind is kind))
        for kind in kinds
    )
    joins = tuple(Join(tellings[0].key, t.key, 0.9, ("place.same",)) for t in tellings[1:])
    return Incident(
        f"i-{tellings[0].key}", claims[0].type, status, claims[0].time,
        tuple(dict.fromkeys(p for c in claims for p in c.places)),
        tuple(dict.fromkeys(p for c in claims for p in c.participants)), tallies, means, tellings, joins, grade,
    )  # fmt: skip


SHELLING = incident(
    telling(1, ClaimType.SHELLING, who=(ARMY, CIVILIANS), where=(SYRIA, DOUMA), when=day("2018-03-11"),
            figures=(killed(4, 4, "أربعة مدنيين", CIVILIANS.span), killed(2, 2, "طفلان", part=True))),
    telling(2, ClaimType.SHELLING, who=(ARMY,), where=(DOUMA,), when=day("2018-03-11"), said=(SANA,), outlet="SANA",
            figures=(killed(2, 3, "اثنان أو ثلاثة"),)),
    telling(3, ClaimType.SHELLING, who=(ARMY,), where=(DOUMA,), when=day("2018-03-11"), outlet="Copy",
            figures=(killed(2, 3, "اثنان أو ثلاثة"),), chain="d2/0"),
    telling(4, ClaimType.SHELLING, Status.DENIED, where=(ALEPPO,), said=(SANA,), figures=(killed(90, 90, "تسعين"),)),
    means=Means(span("قذائف هاون"), "mortar"),
    grade=Grade("B", 2, Credence.FAIR, ("two independent voices", "one denies")),
)  # fmt: skip
CLASH = incident(
    telling(5, ClaimType.ARMED_CLASH, who=(REBELS, ARMY, SOLDIERS), where=(ALEPPO,),
            when=day("2018-03-10", "2018-03-12"),
            figures=(killed(5, 5, "خمسة جنود", SOLDIERS.span), killed(20, None, "عشرات"))),
)  # fmt: skip
RAID = incident(
    telling(6, ClaimType.AIR_STRIKE, who=(RUSSIANS,), where=(BASRA,),
            when=day("2018-03-01", "2018-03-31", Precision.MONTH),
            figures=(killed(200, None, "المئات"),), said=()),
)  # fmt: skip
KILLING = incident(telling(7, ClaimType.KILLING, who=(MAN,), where=(GAZA,), when=day("2018-03-09")))
PROTEST = incident(telling(8, ClaimType.PROTEST, who=(CROWD,), where=(BASRA,), when=day("2018-03-08")))
TRUCE = incident(telling(9, ClaimType.CEASEFIRE, who=(ARMY, REBELS), where=(DOUMA,), when=day("2018-03-07")))
APPEAL = incident(telling(10, ClaimType.APPEAL, who=(RUSSIANS,), when=day("2018-03-06")))
NO_DAY = incident(telling(11, ClaimType.SHELLING, who=(ARMY,), where=(DOUMA,), figures=(killed(1, 1, "واحد"),)))
NO_PLACE = incident(telling(12, ClaimType.SHELLING, who=(ARMY,), where=(NOWHERE,), when=day("2018-03-05")))
PUBLISHED = incident(
    telling(13, ClaimType.BOMBING, where=(GAZA,), figures=(killed(3, 3, "ثلاثة"),),
            when=Time(None, None, "2018-03-15", Precision.RANGE, Basis.PUBLISHED)),
)  # fmt: skip
HOSTILE = incident(
    telling(14, ClaimType.ATTACK, who=(replace(ARMY, actor_id=None, name=None, span=span("=cmd|' /C calc'!A0")),),
            where=(replace(DOUMA, name=Name("+Douma,\t\"x\"\n", "@دوما")),), when=day("2018-03-04"),
            said=(Attribution(span("-1+1;\x01\nتابع"), None),), outlet="=HYPERLINK(1)"),
)  # fmt: skip
UNCONFIRMED = incident(
    telling(15, ClaimType.ARMED_CLASH, Status.UNCONFIRMED, who=(REBELS, ARMY), where=(DOUMA,), when=day("2018-03-03"),
            figures=(killed(7, 7, "سبعة"),)),
)  # fmt: skip
DENIED = incident(
    telling(16, ClaimType.AIR_STRIKE, Status.DENIED, who=(RUSSIANS,), where=(DOUMA,), when=day("2018-03-02"),
            said=(SANA,), figures=(killed(8, 8, "ثمانية"),)),
)  # fmt: skip
CONDITIONAL = incident(
    telling(17, ClaimType.ATTACK, Status.CONDITIONAL, who=(ARMY,), where=(DOUMA,), when=day("2018-03-14"))
)
PLANNED = incident(
    telling(18, ClaimType.WITHDRAWAL, Status.PLANNED, who=(REBELS,), where=(DOUMA,), when=day("2018-03-20"))
)
HAPPENED = (SHELLING, CLASH, RAID, KILLING, PROTEST, TRUCE, APPEAL, NO_DAY, NO_PLACE, PUBLISHED, HOSTILE)
DOUBTED = (UNCONFIRMED, DENIED, CONDITIONAL, PLANNED)
ALL = (*HAPPENED, *DOUBTED)
TEXT = "أفاد ناشطون محليون بأن قوات النظام قصفت مدينة دوما. ثم عاد الهدوء."


def request(*, unconfirmed: bool = False) -> Request:
    """A request that knows every story's text."""
    return Request(texts=lambda story: TEXT, unconfirmed=unconfirmed)
