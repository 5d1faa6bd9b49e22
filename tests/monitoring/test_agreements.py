"""The registry: the shipped agreements are sound, and a wrong file is told with its line and not used at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hudna.knowledge.agreements import FOLDER, registry
from hudna.knowledge.load import KnowledgeError
from hudna.monitoring.finding import Answer
from hudna.monitoring.periods import in_force

SOUND = """\
- id: test-truce
  en: Test truce
  ar: هدنة للتجربة
  kind: ceasefire
  sides:
    - {id: one, en: One, ar: الأول, actors: [syria-army]}
    - {id: two, en: Two, ar: الثاني, actors: [free-syrian-army]}
  declared: 2020-01-01
  effective: 2020-01-02T12:00+02:00
  zone:
    polygon: [[36.0, 33.0], [36.5, 33.0], [36.5, 33.5], [36.0, 33.5]]
  terms:
    - id: quiet
      words: {en: Quiet, ar: هدوء}
      forbids: [shelling]
"""


def load(folder: Path, text: str) -> None:
    (folder / "test.yml").write_text(text, encoding="utf8")
    registry(folder)


def test_at_least_twelve_agreements_ship_each_with_a_source() -> None:
    shipped = registry()
    assert len(shipped) >= 12
    assert [a.id for a in shipped.values() if not a.sources] == []


def test_every_agreement_binds_somebody_to_something() -> None:
    for agreement in registry().values():
        assert len(agreement.sides) >= 2, agreement.id
        assert agreement.terms, agreement.id


def test_a_sound_file_loads(tmp_path: Path) -> None:
    load(tmp_path, SOUND)


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("2020-01-01", "2020-02-30", 8, "Invalid"),
        ("2020-01-02T12:00+02:00", "2020-01-02T25:00+02:00", 9, "is no day"),
        ("2020-01-02T12:00+02:00", "2020-01-02T12:00", 9, "lacks its offset"),
        ("2020-01-02T12:00+02:00", "2019-12-31", 9, "a note must say why"),
        ("[syria-army]", "[syria-armee]", 6, "unknown actor 'syria-armee'"),
        ("[36.5, 33.5], [36.0, 33.5]]", "[36.0, 33.5], [36.5, 33.5]]", 11, "Self-intersection"),
        ("[36.5, 33.5], [36.0, 33.5]]", "[36.5, 133.5], [36.0, 33.5]]", 11, "is no [longitude, latitude]"),
        ("forbids: [shelling]", "forbids: [shelings]", 15, "Invalid enum value"),
        ("kind: ceasefire", "kind: truce", 4, "Invalid enum value"),
        ("  zone:", "  zoom:", 10, "unknown field"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    assert old in SOUND
    with pytest.raises(KnowledgeError) as told:
        load(tmp_path, SOUND.replace(old, new))
    said = str(told.value)
    assert "test.yml" in said
    assert reason in said
    if reason != "unknown field":  # an unknown key is told with the line of its entry
        assert f"line {line}" in said


def test_terms_that_overlap_are_refused(tmp_path: Path) -> None:
    again = SOUND + "    - id: more\n      words: {en: More, ar: أكثر}\n      forbids: [shelling, attack]\n"
    with pytest.raises(KnowledgeError, match="'quiet' and 'more' both forbid shelling"):
        load(tmp_path, again)


def test_one_wrong_file_loads_nothing(tmp_path: Path) -> None:
    (tmp_path / "good.yml").write_text(SOUND, encoding="utf8")
    with pytest.raises(KnowledgeError):
        load(tmp_path, SOUND.replace("test-truce", "other").replace("[syria-army]", "[nobody]"))


def test_a_file_that_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="line 3"):
        load(tmp_path, "- id: x\n  en: [\n")


def test_the_data_files_stand_in_order_of_declaration() -> None:
    from hudna.knowledge.lines import Lines

    for path in sorted(FOLDER.glob("*.yml")):
        days = [str(a.get("declared") or a.get("proposed")) for a in Lines.of(path).content]
        assert days == sorted(days), path.name


def test_an_extension_carries_an_agreement_on() -> None:
    (held,) = in_force(registry()["ye-truce-2022"])
    assert held.holds(date(2022, 8, 15), date(2022, 8, 15)) is Answer.YES
    assert held.holds(date(2022, 10, 3), date(2022, 10, 3)) is Answer.NO


def test_a_draft_was_never_in_force() -> None:
    assert in_force(registry()["sy-us-draft-2018-03"]) == ()


def test_a_disputed_end_is_open_until_the_last_day_named() -> None:
    (held,) = in_force(registry()["sy-cessation-2016-02"])
    assert held.holds(date(2016, 4, 1), date(2016, 4, 1)) is Answer.YES
    assert held.holds(date(2016, 7, 1), date(2016, 7, 1)) is Answer.UNKNOWN
    assert held.holds(date(2016, 9, 20), date(2016, 9, 20)) is Answer.NO
