"""What has been read of one sentence, for the stages that follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from hudna.extraction import attribution
from hudna.extraction.attribution import Speech
from hudna.extraction.cutting import cut
from hudna.extraction.draft import Draft
from hudna.extraction.pieces import Piece
from hudna.extraction.scan import Scan
from hudna.knowledge.load import Knowledge


@dataclass
class SentenceReading:
    """A sentence with its drafts; it is cut into pieces at first need, which many sentences never have."""

    scan: Scan
    knowledge: Knowledge
    drafts: list[Draft] = field(default_factory=list)
    doubtful: list[Draft] = field(default_factory=list)  # held back by the rules; the scorer may let them stand

    @cached_property
    def pieces(self) -> list[Piece]:
        return cut(self.scan, self.knowledge)

    @cached_property
    def speeches(self) -> list[Speech]:
        return attribution.speeches(self.scan, self.pieces) if attribution.told_by(self.scan) else []
