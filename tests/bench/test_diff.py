"""What a change gained and lost."""

import subprocess

import pytest

from bench.diff import compare, read_with, show

TEXT = "قصف على تعز ثم هدوء"
READER = """
import json
def main(args):
    print(json.dumps({"revision": "REVISION", "args": args}))
"""


def record(*claims):
    return {"document": {"id": "d"}, "story": 0, "text": TEXT, "claims": list(claims)}


def claim(kind, start, end, status="asserted"):
    return {"type": kind, "status": status, "trigger": {"start": start, "end": end}}


def test_gained_lost_and_changed_are_told_apart():
    before = [record(claim("shelling", 0, 3), claim("ceasefire", 15, 19))]
    after = [record(claim("shelling", 0, 3, "denied"), claim("attack", 8, 11))]
    found = compare(before, after)
    assert [key[2] for key in found.gained] == ["attack"]
    assert [key[2] for key in found.lost] == ["ceasefire"]
    assert [line.split("   ")[1] for line in found.changed.values()] == ["status: asserted → denied"]
    out = show(found)
    assert "«تعز»" in out
    assert out.endswith("changed: 1 (shelling 1)")


def test_the_same_reading_twice_is_no_difference():
    assert show(compare([record()], [record()])) == "gained: 0\nlost: 0\nchanged: 0"


@pytest.fixture
def repository(tmp_path):
    """Two revisions of a package whose reader tells its own revision."""
    main = tmp_path / "repo" / "src" / "hudna" / "cli.py"
    main.parent.mkdir(parents=True)
    (main.parent / "__init__.py").touch()
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-C", str(tmp_path / "repo")]
    subprocess.run([*git, "init", "-q"], check=True)
    for revision in ("one", "two"):
        main.write_text(
            f"import json\ndef main(args):\n    print(json.dumps({{'revision': '{revision}', 'args': args}}))"
        )
        subprocess.run([*git, "add", "."], check=True)
        subprocess.run([*git, "commit", "-qm", revision], check=True)
    return tmp_path / "repo"


def test_each_revision_reads_with_its_own_sources(repository, tmp_path):
    read = {revision: read_with(revision, tmp_path, repository)[0] for revision in ("HEAD~1", "HEAD", ".")}
    assert [r["revision"] for r in read.values()] == ["one", "two", "two"]
    assert read["HEAD"]["args"] == ["read", "--format", "jsonl", str(tmp_path)]


def test_a_reader_that_breaks_is_told_with_its_reason(repository, tmp_path):
    (repository / "src" / "hudna" / "cli.py").write_text("import nothing_of_that_name", encoding="utf-8")
    with pytest.raises(SystemExit, match="nothing_of_that_name"):
        read_with(".", tmp_path, repository)


def test_an_unknown_revision_is_named(repository, tmp_path):
    with pytest.raises(SystemExit, match="nowhere"):
        read_with("nowhere", tmp_path, repository)
