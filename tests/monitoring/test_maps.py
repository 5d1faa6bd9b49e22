"""Maps: names that keep out of one another's way, bearings, and no edge where none was published."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest
from worded import Words, incident

from hudna.export.labels import Lang
from hudna.export.map_sheet import Names, Sheet
from hudna.export.report_map import finding_map
from hudna.knowledge.agreements import registry
from hudna.knowledge.load import knowledge
from hudna.monitoring.report import Period, report

SVG = "{http://www.w3.org/2000/svg}"


def drawn(agreement: str, places: tuple[str, ...], day: str, lang: Lang = Lang.EN) -> ElementTree.Element:
    told = incident("a", Words("shelling", places=places, day=day, published=day))
    on = date.fromisoformat(day)
    found = report(registry()[agreement], Period(on, on), [told], knowledge(), lambda _: "")
    svg = finding_map(found, lang)
    assert svg is not None
    return ElementTree.fromstring(svg)


def test_names_of_one_point_stand_apart_and_bearings_give_way() -> None:
    names = Names(Sheet.around([(33.0, 36.0), (34.0, 37.0)], 700.0))
    first, second = (ElementTree.fromstring(names.put((300.0, 300.0), w)) for w in ("Yarmouk", "Yalda"))
    assert (first.get("y"), first.get("text-anchor")) != (second.get("y"), second.get("text-anchor"))
    crowded = [names.put((300.0, 300.0), "Babbila", optional=True) for _ in range(9)]
    assert crowded[0]
    assert crowded[-1] == ""


def test_the_map_names_what_is_told_and_towns_for_bearings() -> None:
    named = [t.text for t in drawn("ye-pause-2015-07", ("ye-taiz", "ye-aden"), "2015-07-28").iter(f"{SVG}text")]
    assert named.count("Taiz") == 1
    assert len(named) > 2


@pytest.mark.parametrize(("agreement", "day", "edged"), [
    ("sy-southwest-zone-2017", "2018-01-10", False), ("sy-cessation-2016-02", "2016-03-10", True),
])  # fmt: skip
def test_a_zone_is_drawn_only_where_its_edge_is_known(agreement: str, day: str, edged: bool) -> None:
    shapes = drawn(agreement, ("sy-daraa",), day).iter()
    assert any(s.get("stroke-dasharray") for s in shapes) is edged
