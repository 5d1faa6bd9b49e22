"""`hudna places`: import, find, list and licences, their exit codes, and that the reader sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hudna.cli import cli
from hudna.knowledge import load

DATA = Path(__file__).parent / "data" / "places"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of imported tables, and a cache of its own."""
    monkeypatch.setenv("HUDNA_PLACES", str(tmp_path / "places"))
    monkeypatch.setattr(load, "user_cache_path", lambda _: tmp_path / "cache")
    monkeypatch.setattr(load, "_loaded", None)
    return tmp_path / "places"


def run(*arguments: object) -> tuple[int, Result]:
    result = CliRunner().invoke(cli, [str(a) for a in arguments], standalone_mode=False)
    if isinstance(result.exception, Exception):
        result = CliRunner().invoke(cli, [str(a) for a in arguments])
    return (result.return_value if isinstance(result.return_value, int) else result.exit_code), result


def test_faults_are_told_and_the_rest_is_kept(folder: Path) -> None:
    code, result = run("places", "import", "mapped", DATA / "mapped.csv", "--mapping", DATA / "mapped.yml")
    assert code == 1
    assert f"hudna: {DATA / 'mapped.csv'}, line 3: level 'Berg'" in result.stderr
    assert result.stdout == "mapped: 2 places, 2 village; 3 faults\n"
    assert [p.name for p in folder.iterdir()] == ["mapped.tsv"]


def test_without_faults_the_code_is_0_and_the_name_is_the_format_and_country(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "sound.tsv"
    table.write_text("wof_id\tplacetype\tname\tnames_ar\tlat\tlon\tcountry\n7\tlocality\tA\tقرية ألف\t35\t37\tSY\n")
    code, result = run("places", "import", "whosonfirst", table)
    assert (code, result.stdout) == (0, "whosonfirst-sy: 1 places, 1 village\n")
    assert (folder / "whosonfirst-sy.tsv").exists()


def test_imported_places_are_found_listed_and_credited(folder: Path) -> None:
    files = (DATA / "geonames-SY.txt", DATA / "geonames-alternates.txt")
    assert run("places", "find", "تل زيتون")[0] == 1
    run("places", "import", "geonames", *files, "--country", "sy", "--name", "own")
    load._loaded = None  # as the next start
    code, result = run("places", "find", "تل", "زيتون")
    assert code == 0
    row = "geonames-1|village|35.2000|36.7000|2|SY|SY-HM|GeoNames|Tall Zaytun|تل زيتون".replace("|", "\t")
    assert f"{row}|تل الزيتونة" in result.stdout
    assert run("places", "find", "tall zaytun")[1].stdout == result.stdout
    assert "own\t3\timported" in run("places", "list")[1].stdout
    assert len(run("places", "list", "own")[1].stdout.splitlines()) == 4
    due = run("places", "licences")[1].stdout
    assert "GeoNames\tCC BY 4.0, GeoNames (https://www.geonames.org)\t3\n" in due
    assert "Hudna's own places\tCC0 1.0\t" in due


def test_the_cache_notices_tables_that_come_and_go(folder: Path) -> None:
    before = load._fingerprint()
    run("places", "import", "whosonfirst", DATA / "wof.tsv")
    with_table = load._fingerprint()
    assert with_table != before
    (table,) = folder.iterdir()
    table.unlink()
    assert load._fingerprint() == before


def test_a_table_damaged_by_hand_is_told(folder: Path) -> None:
    folder.mkdir()
    (folder / "bad.tsv").write_text("id\ten\tar\n1\tA\tقرية\n", encoding="utf8")
    code, result = run("places", "find", "دمشق")
    assert code == 1
    assert "bad.tsv, line 2: no column" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "mapped", DATA / "mapped.csv"),
        ("import", "geonames", DATA / "geonames-SY.txt", "--mapping", DATA / "mapped.yml"),
        ("import", "geonames", DATA / "geonames-SY.txt", "--country", "ZZ"),
        ("import", "geonames", DATA / "geonames-SY.txt", "--name", "../up"),
        ("import", "geonames", DATA / "none.txt"),
        ("import", "mapped", DATA / "mapped.csv", "--mapping", DATA / "mapped.csv"),
        ("import", "shapefile", DATA / "mapped.csv"),
        ("list", "nothing"),
        ("find",),
    ],
)
def test_wrong_usage(folder: Path, arguments: tuple[object, ...]) -> None:
    assert run("places", *arguments)[0] == 2
    assert not folder.exists() or not list(folder.iterdir())


def test_nothing_usable_leaves_the_earlier_table(folder: Path) -> None:
    run("places", "import", "whosonfirst", DATA / "wof.tsv", "--name", "own")
    kept = (folder / "own.tsv").read_bytes()
    code, result = run("places", "import", "hdx", DATA / "wof.tsv", "--name", "own")
    assert code == 1
    assert "no P-code" in result.stderr
    assert (folder / "own.tsv").read_bytes() == kept
