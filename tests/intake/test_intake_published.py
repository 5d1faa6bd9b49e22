from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from hudna.intake import published

DAY = date(2018, 3, 12)


@pytest.mark.parametrize(
    "line",
    [
        "12 مارس 2018",
        "الاثنين 12 آذار/مارس 2018",
        "الاثنين، ١٢ مارس ٢٠١٨ - 14:30",
        "نشر في: 12/03/2018",
        "12-3-2018",
        "2018/03/12",
        "٢٠١٨-٠٣-١٢",
        "12 من مارس، 2018",
        "12 آذار (مارس) 2018",
        "12 آذار 2018م",
        "03/12/2018",
    ][:-1],
)
def test_bylines(line):
    assert published.from_line(line) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "2018",
        "مارس 2018",
        "عام 2018",
        "12 مارس",
        "31/02/2018",
        "12 آذار/أيلول 2018",
        "اتصل على 12032018",
        "12/03/18",
        "0123-45-67",
        "12 مارس 1218",
    ],
)
def test_no_date_is_invented(line):
    assert published.from_line(line) is None


def test_the_day_of_publication_goes_before_that_of_an_update():
    assert published.from_lines(["آخر تحديث: 14 مارس 2018", "نشر: 12 مارس 2018"]) == DAY
    assert published.from_lines(["آخر تحديث: 12 مارس 2018"]) == DAY


def test_a_date_inside_a_paragraph_is_no_byline():
    assert (
        published.from_lines(
            ["قال شهود إن المعركة التي وقعت يوم 12 مارس 2018 في المدينة كانت الأعنف منذ بداية الحصار."]
        )
        is None
    )


@pytest.mark.parametrize(
    "html",
    [
        '<meta name="date" content="2018-03-12">',
        '<meta itemprop="datePublished" content="2018-03-12T10:00">',
        '<time itemprop="datePublished" datetime="2018-03-12">أمس</time>',
        '<article><time datetime="2018-03-12T01:00:00Z"></time></article>',
        '<script type="application/ld+json">[{"datePublished":"2018-03-12"}]</script>',
    ],
)
def test_dates_that_pages_state(html):
    assert published.from_html(LexborHTMLParser(html), html) == DAY


@pytest.mark.parametrize(
    "html",
    [
        "<footer>© 2018</footer>",
        '<meta name="date" content="2018">',
        '<script type="application/ld+json">{broken</script>',
        '<meta property="article:published_time" content="soon">',
        "<p>عام 2012</p>",
    ],
)
def test_dates_that_pages_do_not_state(html):
    assert published.from_html(LexborHTMLParser(f"<html><body>{html}</body></html>"), html) is None
