"""The periodic report: its figures, its hedges in both languages, and the same bytes for the same ledger."""

from __future__ import annotations

from datetime import date

import pytest
from worded import Words, incident

from hudna.export.labels import Lang
from hudna.export.report_blocks import Grid, Heading, Paragraph, Picture, blocks
from hudna.export.report_formats import write
from hudna.knowledge.agreements import registry
from hudna.knowledge.load import knowledge
from hudna.knowledge.wording import wording
from hudna.model import Incident
from hudna.monitoring.report import Period, Report, report

AGREEMENT = registry()["ye-pause-2015-07"]
PERIOD = Period(date(2015, 7, 28), date(2015, 7, 29))


def incidents() -> list[Incident]:
    day = {"day": "2015-07-28", "published": "2015-07-29"}
    strike = Words("air_strike", actors=("saudi-led-coalition",), targets=("houthis",), places=("YE-TA",), story="one",
                   outlet="Aden News", figures=(("killed", 3, 5),), **day)  # fmt: skip
    shelling = Words("shelling", actors=("houthis",), targets=("civilians",), places=("YE-AD",), story="two", **day)
    iffy = Words("attack", status="conditional", actors=("houthis",), targets=("civilians",), places=("YE-LA",),
                 speaker="شهود", story="three", **day)  # fmt: skip
    nobody = Words("shelling", places=("YE-MA",), story="four", **day)
    earlier = Words("shelling", actors=("houthis",), targets=("civilians",), places=("YE-AD",), story="five",
                    day="2015-07-27", published="2015-07-27")  # fmt: skip
    return [
        incident("a", strike, credibility=2),
        incident("b", shelling),
        incident("c", iffy),
        incident("d", nobody),
        incident("e", earlier),
    ]


def made() -> Report:
    return report(AGREEMENT, PERIOD, incidents(), knowledge(), lambda _: "")


def words(lang: Lang) -> str:
    told: list[str] = []
    for block in blocks(made(), lang):
        match block:
            case Heading(text) | Paragraph(text):
                told.append(text)
            case Grid(columns, body):
                told += [*columns, *(cell for row in body for cell in row)]
            case Picture(_, text):
                told.append(text)
    return "\n".join(told)


def test_counted_conditional_and_open_findings_are_apart() -> None:
    now = made().now
    assert (now.counted, now.conditional) == (2, 1)
    assert dict(now.by_status)["indeterminate"] == 1  # type: ignore[index]
    assert now.killed == (3, 5)


def test_the_period_before_is_of_the_same_length() -> None:
    assert PERIOD.before == Period(date(2015, 7, 26), date(2015, 7, 27))
    assert made().previous.counted == 1


def test_areas_that_nobody_tells_of_are_named() -> None:
    names = {n.en for n in made().silent}
    assert "Al-Mahrah" in names or any("Mahr" in n for n in names)
    assert not any("Ta" in n and "izz" in n for n in names)


@pytest.mark.parametrize("lang", list(Lang))
def test_the_hedge_survives_translation(lang: Lang) -> None:
    """What is said on a condition stands under its own heading, with its status, its speaker and in no count."""
    said = words(lang)
    heading = wording().report["conditional_lines"].said(lang)
    assert heading in said
    rows = [row for block in blocks(made(), lang) if isinstance(block, Grid) for row in block.rows]
    row = next(row for row in rows if "شهود" in " ".join(row))
    assert any({"en": "conditional", "ar": "مشروط"}[lang] in cell for cell in row)


def test_every_phrase_has_the_same_names_in_both_languages() -> None:
    import string

    def names(text: str) -> set[str]:
        return {n.removesuffix("_ar") for _, n, _, _ in string.Formatter().parse(text) if n}

    told = wording()
    for group in told.__struct_fields__:
        for key, phrase in getattr(told, group).items():
            assert names(phrase.en) == names(phrase.ar), f"{group}.{key}"


@pytest.mark.parametrize("format_", ["html", "md", "pdf", "docx"])
@pytest.mark.parametrize("lang", list(Lang))
def test_the_same_report_is_the_same_file(format_: str, lang: Lang) -> None:
    if format_ in ("pdf", "docx"):
        pytest.importorskip("typst")
        pytest.importorskip("docx")
    assert write(made(), format_, lang) == write(made(), format_, lang)


def test_the_docx_opens_and_holds_the_headline() -> None:
    docx = pytest.importorskip("docx")
    pytest.importorskip("typst")
    import io

    read = docx.Document(io.BytesIO(write(made(), "docx", Lang.EN)))
    assert any("Alleged breaches counted: 2 (period before: 1)" in p.text for p in read.paragraphs)
    assert read.inline_shapes


def test_markup_in_a_name_stays_text() -> None:
    nasty = Words("shelling", actors=("houthis",), targets=("<b>*x*</b>",), places=("YE-AD",), story="n|1",
                  day="2015-07-28", published="2015-07-28", speaker="<script>")  # fmt: skip
    told = report(AGREEMENT, PERIOD, [incident("a", nasty)], knowledge(), lambda _: "")
    page = write(told, "html", Lang.EN).decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in write(told, "md", Lang.EN).decode()
