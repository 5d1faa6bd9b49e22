"""Filters: each against a plain count over all incidents, alone and together."""

from __future__ import annotations

from datetime import date

import pytest
from told import RASTAN, TAIZ, page, several

from hudna.ledger import Filters, Ledger, LedgerError, Near
from hudna.ledger.asking import box, distance_km
from hudna.model import Incident

RASTAN_AT = Near(34.93, 36.73, 10)


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    for it in several():
        ledger.add(it)
    return ledger


def ids(found: list[Incident]) -> list[str]:
    return [i.id for i in found]


def test_types_and_status(full: Ledger) -> None:
    whole = list(full.incidents())
    for type_ in {i.type for i in whole}:
        found = list(full.incidents(Filters(types=frozenset({type_.value}))))
        assert ids(found) == ids([i for i in whole if i.type == type_])
    assert ids(list(full.incidents(Filters(status=frozenset({"asserted", "unconfirmed"}))))) == ids(
        [i for i in whole if i.status in ("asserted", "unconfirmed")]
    )


@pytest.mark.parametrize("named", ["الرستن", "رستن", "Al-Rastan", "Rastan", "SY-HI"])
def test_a_place_by_name_or_code(full: Ledger, named: str) -> None:
    [there] = [p for i in full.incidents() for p in i.places if "رستن" in p.span.text][:1]
    assert there.name is not None
    asked = there.name.en if "astan" in named else named
    if named == "رستن":
        asked = there.place_id or ""
    if named == "SY-HI":
        asked = there.admin[-1] if there.admin else "SY"
    found = list(full.incidents(Filters(place=asked)))
    assert found
    assert all(any("رستن" in p.span.text for p in i.places) for i in found)


def test_an_actor_by_name_and_by_id(full: Ledger) -> None:
    [houthis, *_] = [p for i in full.incidents() for p in i.participants if "الحوثي" in p.span.text]
    assert houthis.actor_id is not None
    assert houthis.name is not None
    by_id = ids(list(full.incidents(Filters(actor=houthis.actor_id))))
    assert by_id
    assert ids(list(full.incidents(Filters(actor=houthis.name.en)))) == by_id
    assert ids(list(full.incidents(Filters(actor="nobody")))) == []


def test_days_touch_the_time(full: Ledger) -> None:
    def touched(since: date | None, until: date | None) -> list[str]:
        return ids(list(full.incidents(Filters(since=since, until=until))))

    whole = list(full.incidents())
    for since, until in ((date(2018, 3, 13), None), (None, date(2018, 3, 12)), (date(2018, 3, 12), date(2018, 3, 12))):
        expected = [
            i.id
            for i in whole
            if i.time and (i.time.start or i.time.end)
            and (since is None or i.time.end is None or i.time.end >= since.isoformat())
            and (until is None or i.time.start is None or i.time.start <= until.isoformat())
        ]  # fmt: skip
        assert touched(since, until) == expected
    assert touched(date(2030, 1, 1), None) == []


def test_near_is_a_circle(full: Ledger) -> None:
    whole = [(i, p) for i in full.incidents() for p in i.places[:1] if p.lat is not None and p.lon is not None]
    for km in (5.0, 60.0, 3000.0):
        near = Near(RASTAN_AT.lat, RASTAN_AT.lon, km)
        found = ids(list(full.incidents(Filters(near=near))))
        assert found == [i.id for i, p in whole if distance_km(p.lat or 0, p.lon or 0, near.lat, near.lon) <= km]
    assert all("رستن" in h.claim.places[0].span.text for h in full.claims(Filters(near=RASTAN_AT)))


def test_claims_answer_the_same_filters(full: Ledger) -> None:
    asked = Filters(types=frozenset({"shelling"}), since=date(2018, 3, 1), until=date(2018, 3, 31), near=RASTAN_AT)
    assert [h.claim.type for h in full.claims(asked)] == ["shelling"]
    assert list(full.claims(Filters(types=frozenset({"shelling"}), since=date(2019, 1, 1), near=RASTAN_AT))) == []


@pytest.mark.parametrize("grade", ["B7", "G", "sure", "", "fair,B2"])
def test_a_grade_that_is_none_is_refused(full: Ledger, grade: str) -> None:
    if grade:
        with pytest.raises(LedgerError, match="is no grade"):
            list(full.incidents(Filters(grade=grade)))


@pytest.mark.parametrize("grade", ["B2", "f6", "A", "6", "fair", "confirmed,weak"])
def test_a_grade_is_asked_for(full: Ledger, grade: str) -> None:
    assert list(full.incidents(Filters(grade=grade))) == [], "the stand-in grades nothing"


def test_incidents_come_in_one_order_page_after_page(full: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(full.incidents())
    monkeypatch.setattr("hudna.ledger.asking._PAGE", 2)
    assert list(full.incidents()) == whole
    days = [(i.time.start or i.time.end or "9") if i.time else "9" for i in whole]
    assert days == sorted(days)


def test_an_incident_by_its_id_and_by_a_claim(full: Ledger) -> None:
    one = next(full.incidents())
    assert full.incident(one.id) == one
    assert full.incident(one.tellings[-1].key) == one
    assert full.incident("none") is None


def test_a_circle_over_the_date_line_and_the_pole(ledger: Ledger) -> None:
    assert box(Near(0, 179.9, 100))[2:] == (-180.0, 180.0)
    assert box(Near(89.9, 0, 100))[2:] == (-180.0, 180.0)
    south, north, west, east = box(Near(34.0, 36.0, 111.195))
    assert (round(south, 2), round(north, 2)) == (33.0, 35.0)
    assert west < 35 < 37 < east


def test_filters_of_an_empty_ledger(ledger: Ledger) -> None:
    assert list(ledger.incidents(Filters(place="دمشق", actor="x", near=RASTAN_AT))) == []


def test_documents_without_a_day_or_an_outlet(ledger: Ledger) -> None:
    ledger.add(page(RASTAN, published=None, outlet=""))
    ledger.add(page(TAIZ, published=None))
    assert len(list(ledger.stories())) == 2
    assert all(i.tellings for i in ledger.incidents())
