"""Typst: documents to PDF, and SVG to PNG, with the fonts that Hudna ships; no other program and no network."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

FONTS = Path(__file__).parent / "fonts"


class TypesetMissing(RuntimeError):
    """The extra that brings the typesetter is not installed."""


def pdf(source: str, files: Mapping[str, bytes]) -> bytes:
    """A Typst source to PDF, `files` beside it by name. The same source gives the same bytes."""
    return _compiled(source, files, "pdf", 144.0)


def png(svg: str, dots: float = 144.0) -> bytes:
    """A picture to PNG at `dots` an inch."""
    source = '#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.svg")\n'
    return _compiled(source, {"picture.svg": svg.encode()}, "png", dots)


def _compiled(source: str, files: Mapping[str, bytes], kind: Literal["pdf", "png"], dots: float) -> bytes:
    try:
        import typst
    except ImportError as error:
        raise TypesetMissing("PDF and DOCX need the extra: pip install 'hudna[reports]'") from error
    with tempfile.TemporaryDirectory(prefix="hudna-") as folder:
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        main = Path(folder, "main.typ")
        main.write_text(source, encoding="utf8")
        fonts = [str(FONTS)]
        return typst.compile(str(main), root=folder, font_paths=fonts, ignore_system_fonts=True, format=kind, ppi=dots)
