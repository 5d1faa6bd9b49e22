"""The pages in examples/ are read as examples/README.md says."""

from pathlib import Path

import pytest

from hudna.intake import Page, open_inputs, read_pages

PAGES = Path(__file__).parents[2] / "examples" / "pages"


@pytest.fixture(scope="module")
def read():
    return {str(Path(raw.name).relative_to(PAGES)): list(read_pages(raw)) for raw in open_inputs([str(PAGES)])}


def test_all_are_read(read):
    assert len(read) >= 6
    assert all(isinstance(page, Page) for pages in read.values() for page in pages)


@pytest.mark.parametrize(
    ("name", "stories", "published"),
    [
        ("taiz-siege.html", 1, "2018-05-08"),
        ("south-syria.html", 2, "2018-06-19"),
        ("aleppo-and-astana.txt", 2, "None"),
        ("archive/2018-03/ain-al-hilweh.txt", 1, "2018-03-14"),
        ("archive/2018-03/el-arish.txt", 1, "None"),
        ("archive/2018-04/harasta-evacuation.html", 1, "2018-04-03"),
    ],
)
def test_stories_and_dates(read, name, stories, published):
    (page,) = read[name]
    assert len(page.stories) == stories
    assert str(page.document.published) == published


def test_no_furniture_is_left(read):
    for pages in read.values():
        for page in pages:
            for story in page.stories:
                assert not [w for w in ("Akismet", "enter your", "ترك الرد", "محفوظة", "الرئيسية") if w in story.text]


def test_json_lines(read):
    assert [page.document.id for page in read["four-stories.jsonl"]] == ["sirte-1", "nyala-2", "baquba-3", "marib-4"]
