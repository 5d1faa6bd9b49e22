"""Builds the fonts that reports are set in: Noto Sans (Latin) and Noto Sans Arabic (both OFL 1.1) in one file a weight.

One file holds both scripts because a picture's text is set in a single font: mixed lines would show empty boxes.

    python scripts/build_fonts.py NotoSans-Bold.ttf NotoSansArabic-Bold.ttf src/hudna/export/fonts/HudnaSans-Bold.ttf

Needs fonttools. The sources are Debian's fonts-noto-core, or the npm packages @fontsource/noto-sans and
@fontsource/noto-sans-arabic (their woff2 files).
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Hudna Sans"
LATIN = [*range(0x20, 0x180), *range(0x2010, 0x2030), 0x2039, 0x203A, 0x2190, 0x2192, 0x2212, 0x2264, 0x2265]


def build(latin: Path, arabic: Path, out: Path) -> None:
    """Merge the Latin part of one font with the other."""
    with tempfile.TemporaryDirectory() as folder:
        parts = [Path(folder, "latin.ttf"), Path(folder, "arabic.ttf")]
        font = TTFont(latin)
        subsetter = Subsetter(Options(layout_features=["*"], notdef_outline=True))
        subsetter.populate(unicodes=LATIN)
        subsetter.subset(font)
        font.flavor = None
        font.save(parts[0])
        font = TTFont(arabic)
        font.flavor = None
        font.save(parts[1])
        merged = Merger().merge([str(p) for p in parts])
    bold = "Bold" in out.stem
    for record in list(merged["name"].names):
        if record.nameID in (1, 4, 6, 16, 17, 21, 22):
            merged["name"].removeNames(nameID=record.nameID)
    style = "Bold" if bold else "Regular"
    for number, text in ((1, FAMILY), (2, style), (4, f"{FAMILY} {style}"), (6, f"HudnaSans-{style}")):
        merged["name"].setName(text, number, 3, 1, 0x409)
    merged.save(out)


if __name__ == "__main__":
    build(*(Path(p) for p in sys.argv[1:4]))
