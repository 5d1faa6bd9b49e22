"""What a change gained and lost: the claims that two revisions read from a folder of pages.

    python -m bench.diff REV1 REV2 FOLDER        a revision is anything git knows, or "." for the tree as it stands

Each revision's sources are unpacked to a temporary folder and read the pages by their own `hudna read`.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
Key = tuple[str, int, str, int, int]  # document, story, type, trigger's start and end
_READ = "import sys; from hudna.cli import main; sys.exit(main(['read', '--format', 'jsonl', sys.argv[1]]))"


@dataclass(frozen=True, slots=True)
class Difference:
    """Claims of only one revision, and those of both that say something else."""

    gained: dict[Key, str]
    lost: dict[Key, str]
    changed: dict[Key, str]


def compare(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> Difference:
    """Lay two readings (records of `hudna read --format jsonl`) side by side, claim by claim."""
    old, new = _by_key(before), _by_key(after)
    changed = {
        key: "; ".join(f"{part}: {old[key][1][part]} → {new[key][1][part]}" for part in parts)
        for key in sorted(old.keys() & new.keys())
        if (parts := [p for p in old[key][1] if old[key][1][p] != new[key][1][p]])
    }
    return Difference(
        {k: new[k][0] for k in sorted(new.keys() - old.keys())},
        {k: old[k][0] for k in sorted(old.keys() - new.keys())},
        {k: f"{new[k][0]}   {what}" for k, what in changed.items()},
    )


def _by_key(records: Iterable[Mapping[str, Any]]) -> dict[Key, tuple[str, dict[str, str]]]:
    out = {}
    for record in records:
        for claim in record["claims"]:
            start, end = claim["trigger"]["start"], claim["trigger"]["end"]
            key = (str(record["document"]["id"]), int(record["story"]), str(claim["type"]), start, end)
            out[key] = (_around(record["text"], start, end), _parts(claim))
    return out


def _around(text: str, start: int, end: int, width: int = 45) -> str:
    words = f"{text[max(0, start - width) : start]}«{text[start:end]}»{text[end : end + width]}"
    return " ".join(words.split())


def _parts(claim: Mapping[str, Any]) -> dict[str, str]:
    """What a claim says, part by part, in short words that can be compared and shown."""
    people, said = claim.get("participants", ()), claim.get("attribution", ())
    parts = {role: ", ".join(_worded(p) for p in people if p["role"] == role) or "–" for role in ("actor", "target")}
    parts["status"] = str(claim["status"])
    parts["place"] = ", ".join(f"{_worded(p)} ({p.get('place_id')})" for p in claim.get("places", ())) or "–"
    parts["time"] = str((claim.get("time") or {}).get("start") or "–")
    parts["speaker"] = ", ".join(_worded(a) for a in said) or "–"
    parts["figures"] = ", ".join(f"{f['kind']} {f['min']}–{f['max']}" for f in claim.get("figures", ())) or "–"
    return parts


def _worded(part: Mapping[str, Any]) -> str:
    return str((part.get("span") or {}).get("text"))


def show(found: Difference) -> str:
    """A readable list, by kind and type, and counts at its end."""
    out = []
    kinds = (("+", "gained", found.gained), ("-", "lost", found.lost), ("~", "changed", found.changed))
    for sign, name, claims in kinds:
        out += [f"{sign} {key[2]:<20} {key[0]}  {line}" for key, line in claims.items()]
        types = ", ".join(f"{t} {n}" for t, n in Counter(k[2] for k in claims).most_common())
        out.append(f"{name}: {len(claims)}" + (f" ({types})" if types else ""))
    return "\n".join(out)


def read_with(revision: str, folder: Path, repository: Path = ROOT) -> list[dict[str, Any]]:
    """The records that a revision's own `hudna read` writes of a folder. Raises SystemExit if it cannot."""
    if revision == ".":
        return _run(repository / "src", folder)
    packed = subprocess.run(["git", "archive", revision, "src"], cwd=repository, capture_output=True, check=False)
    if packed.returncode:
        raise SystemExit(packed.stderr.decode(errors="replace").strip())
    with tempfile.TemporaryDirectory() as unpacked, tarfile.open(fileobj=io.BytesIO(packed.stdout)) as tar:
        tar.extractall(unpacked, filter="data")
        return _run(Path(unpacked) / "src", folder)


def _run(sources: Path, folder: Path) -> list[dict[str, Any]]:
    env = os.environ | {"PYTHONPATH": str(sources), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", _READ, str(folder)], env=env, capture_output=True, check=False)
    if done.returncode not in (0, 1) or (done.returncode and not done.stdout):  # 1: the other pages were read
        raise SystemExit(f"{sources}: {done.stderr.decode(errors='replace').strip()}")
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines() if line.strip()]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", help="a git revision, or . for the tree as it stands")
    parser.add_argument("after", help="another")
    parser.add_argument("folder", type=Path, help="pages to read")
    args = parser.parse_args(argv)
    folder = args.folder.resolve()
    print(show(compare(read_with(args.before, folder), read_with(args.after, folder))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
