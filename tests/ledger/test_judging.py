"""Judgements: applied, kept, undone by later ones, and outliving a reading that numbers claims anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from told import RASTAN, SARAQIB, TAIZ, page, several

from hudna.ledger import Filters, Ledger, LedgerError
from hudna.model import ClaimType, Decision, Incident, Judgement, Reading, Story
from hudna.pipeline import read_story

STRIKES = Filters(types=frozenset({"air_strike"}))


def ruled(decision: Decision, subject: str, id: str = "j1", **more: str) -> Judgement:
    return Judgement(id, decision, subject, "سلمى", "2018-03-20T10:00:00+00:00", "seen the footage", **more)


def only(ledger: Ledger, filters: Filters = STRIKES) -> Incident:
    [one] = ledger.incidents(filters)
    return one


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    for it in several():
        ledger.add(it)
    return ledger


def test_a_rejected_claim_leaves_its_incident(full: Ledger) -> None:
    before = only(full)
    key = before.tellings[-1].key
    assert full.judge(ruled(Decision.REJECT, key)) == (before.id,)
    assert key not in {t.key for t in only(full).tellings}
    assert key not in {h.key for h in full.claims()}
    full.judge(ruled(Decision.ACCEPT, key, "j2"))
    assert only(full) == before, "the later decision stands"


def test_an_incident_rejected_whole_is_gone_and_says_so(full: Ledger) -> None:
    before = only(full)
    full.judge(ruled(Decision.REJECT, before.id))
    assert list(full.incidents(STRIKES)) == []
    assert [(g.id, g.replaced_by) for g in full.deletions() if g.id == before.id] == [(before.id, None)]
    assert full.incident(before.id) is None


def test_with_the_only_claim_of_all_its_incident_goes(ledger: Ledger) -> None:
    ledger.add(page(TAIZ))
    [alone] = ledger.incidents()
    assert ledger.judge(ruled(Decision.REJECT, alone.tellings[0].key)) == (alone.id,)
    assert list(ledger.incidents()) == []
    assert [g.id for g in ledger.deletions()] == [alone.id]


def test_a_correction_changes_the_claim_and_keeps_the_reading(full: Ledger) -> None:
    key = only(full, Filters(types=frozenset({"armed_clash"}))).tellings[0].key
    story, claim = key.rsplit("/", 1)
    full.judge(ruled(Decision.CORRECT, key, field="type", value="attack"))
    assert {h.claim.type for h in full.claims() if h.key == key} == {ClaimType.ATTACK}
    reading = full.reading(story)
    assert reading is not None
    assert next(c for c in reading.claims if c.id == claim).type == ClaimType.ARMED_CLASH
    [entry] = full.log()
    assert (entry.what, entry.subject, entry.field, entry.before, entry.after) == (
        "correct", key, "type", '"armed_clash"', '"attack"',
    )  # fmt: skip
    assert entry.author == "سلمى"


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [("kind", "x", "no field 'kind'"), ("places.9.lat", "1", "no field"), ("type", "tea", "Invalid enum value"),
     ("id", "c9", "stays"), ("time.start", "[]", "no day")],
)  # fmt: skip
def test_a_correction_that_makes_no_claim_is_refused(full: Ledger, field: str, value: str, why: str) -> None:
    key = only(full).tellings[0].key
    with pytest.raises(LedgerError, match=why):
        full.judge(ruled(Decision.CORRECT, key, field=field, value=value))
    assert list(full.log()) == []
    assert full.judgements() == []


def test_a_corrected_place_brings_its_point(full: Ledger) -> None:
    key = only(full).tellings[0].key
    there = next(p for i in full.incidents() for p in i.places if p.place_id and "رستن" in p.span.text)
    assert there.place_id is not None
    full.judge(ruled(Decision.CORRECT, key, field="places.0.place_id", value=there.place_id))
    [held] = [h for h in full.claims() if h.key == key]
    assert (held.claim.places[0].lat, held.claim.places[0].lon) == (there.lat, there.lon)
    assert len(list(full.incidents(STRIKES))) == 2, "elsewhere, it is another incident"


def test_merge_and_split_and_back(full: Ledger) -> None:
    whole = sorted(i.id for i in full.incidents())
    strike, shelling = only(full), only(full, Filters(types=frozenset({"shelling"})))
    full.judge(ruled(Decision.MERGE, strike.id, other=shelling.id))
    merged = full.incident(shelling.tellings[0].key)
    assert merged is not None
    assert {t.key for t in (*strike.tellings, *shelling.tellings)} <= {t.key for t in merged.tellings}
    full.judge(ruled(Decision.SPLIT, strike.tellings[0].key, "j2", other=shelling.tellings[0].key))
    assert sorted(i.id for i in full.incidents()) == whole


def test_a_telling_is_split_from_its_incident(full: Ledger) -> None:
    before = only(full)
    full.judge(ruled(Decision.SPLIT, before.id, other=before.tellings[-1].key))
    assert sorted(len(i.tellings) for i in full.incidents(STRIKES)) in ([1, 2], [1, 1, 1])
    one, two = (full.incident(t.key) for t in (before.tellings[0], before.tellings[-1]))
    assert one is not None
    assert two is not None
    assert one.id != two.id


def test_a_judgement_is_written_once(full: Ledger) -> None:
    key = only(full).tellings[0].key
    full.judge(ruled(Decision.REJECT, key))
    full.judge(ruled(Decision.ACCEPT, key))  # of the same id
    assert [j.decision for j in full.judgements()] == [Decision.REJECT]


@pytest.mark.parametrize(
    ("judgement", "why"),
    [
        (ruled(Decision.REJECT, "nothing"), "no claim or incident 'nothing'"),
        (ruled(Decision.MERGE, "nothing"), "needs two"),
        (ruled(Decision.REJECT, "a", other="b"), "takes one"),
        (ruled(Decision.CORRECT, "a"), "needs a field"),
        (replace(ruled(Decision.REJECT, "a"), reason=" "), "a reason"),
    ],
)
def test_senseless_judgements_are_refused(full: Ledger, judgement: Judgement, why: str) -> None:
    with pytest.raises(LedgerError, match=why):
        full.judge(judgement)


def test_an_old_incident_is_told_where_it_is_now(full: Ledger) -> None:
    before = only(full)
    full.add(page(SARAQIB + " هذا كل شيء.", outlet="ز", published=date(2018, 3, 13)))
    after = only(full)
    assert after.id != before.id
    with pytest.raises(LedgerError, match=after.id):
        full.judge(ruled(Decision.REJECT, before.id))


def later(change: Callable[[Reading], Reading]) -> Callable[[Story], Reading]:
    return lambda story: change(read_story(story))


def shifted(reading: Reading) -> Reading:
    """A reading that numbers its claims otherwise."""
    return replace(
        reading,
        claims=tuple(
            replace(c, id=f"c{int(c.id[1:]) + 3}", repeats=f"c{int(c.repeats[1:]) + 3}" if c.repeats else None)
            for c in reading.claims
        ),
    )


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    return lambda: monkeypatch.setattr("hudna.ledger.ledger.fingerprint", lambda: "later")


def test_nothing_is_read_anew_with_the_same_knowledge(full: Ledger) -> None:
    assert full.stale() == 0
    assert list(full.reread()) == []


def test_a_reading_that_only_numbers_anew_keeps_judgements(full: Ledger, newer: Callable[[], None]) -> None:
    key = only(full).tellings[-1].key
    full.judge(ruled(Decision.REJECT, key))
    before = [t.claim.trigger for i in full.incidents() for t in i.tellings]
    newer()
    assert full.stale() == 6
    changes = list(full.reread(later(shifted)))
    assert [bool(c) for c in changes] == [False] * 6
    assert sorted(map(str, before)) == sorted(str(t.claim.trigger) for i in full.incidents() for t in i.tellings)
    assert full.stale() == 0


def test_what_a_reading_changes_is_told_and_logged(full: Ledger, newer: Callable[[], None]) -> None:
    judged = only(full).tellings[0]
    full.judge(ruled(Decision.REJECT, judged.key))
    newer()

    def change(reading: Reading) -> Reading:
        kept = [c for c in reading.claims if c.type != ClaimType.AIR_STRIKE]
        return replace(reading, claims=tuple(
            replace(c, type=ClaimType.ATTACK) if c.type == ClaimType.SHELLING else c for c in kept
        ))  # fmt: skip

    changes = [c for c in full.reread(later(change)) if c]
    assert sum(len(c.lost) for c in changes) == 3
    assert sum(len(c.altered) for c in changes) == 1
    assert [c.orphaned for c in changes if c.orphaned] == [(judged.key,)]
    assert list(full.incidents(STRIKES)) == []
    assert sorted(e.what for e in full.log()) == ["altered", "lost", "lost", "lost", "reject"]
    assert [j.subject for j in full.judgements()] == [judged.key], "a judgement stays, whatever is read"


def test_a_re_reading_ends_where_a_new_ledger_begins(
    full: Ledger, fresh: Callable[[], Ledger], newer: Callable[[], None]
) -> None:
    newer()
    list(full.reread(later(shifted)))
    anew = fresh()
    for it in several():
        anew.add(it, readings=[shifted(read_story(s)) for s in it.stories])
    assert list(full.incidents()) == list(anew.incidents())


def test_re_reading_goes_on_where_it_stopped(full: Ledger, newer: Callable[[], None]) -> None:
    newer()
    under_way = full.reread()
    next(under_way)
    next(under_way)
    under_way.close()
    assert full.stale() == 4
    assert len(list(full.reread())) == 4


def test_stories_added_without_a_reading_are_read_later(ledger: Ledger) -> None:
    ledger.add(page(RASTAN), readings=())
    ledger.add(page(TAIZ))
    assert ledger.stale() == 1
    [changed] = ledger.reread()
    assert changed.gained
    assert ledger.stale() == 0
