"""Lists where the cases' pins no longer hold: `python tests/misreads.py` after a change of the reader or its data."""

from __future__ import annotations

import yaml
from marked import DATA, differences, load

if __name__ == "__main__":
    for path in sorted(DATA.glob("*.yml")):
        raw = yaml.safe_load(path.read_text(encoding="utf8"))
        for case in load(path.stem) if isinstance(raw, dict) and "compare" in raw else ():
            wrong = differences(case)
            if wrong and case.misread is None:
                print(f"lost   {path.stem}/{case.id}: {case.text}", *wrong, sep="\n         ")
            elif not wrong and case.misread is not None:
                print(f"gained {path.stem}/{case.id}: {case.text}")
