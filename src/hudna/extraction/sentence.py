"""What has been read of one sentence, for the stages that follow."""

from __future__ import annotations

from dataclasses import dataclass, field

from hudna.extraction.attribution import Speech
from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Piece
from hudna.extraction.scan import Scan


@dataclass(slots=True)
class SentenceReading:
    scan: Scan
    pieces: list[Piece]
    speeches: list[Speech]
    drafts: list[Draft]
    doubtful: list[Draft] = field(default_factory=list)  # held back by the rules; the scorer may let them stand
