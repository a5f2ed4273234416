"""Lines aligned to the toetsingskader, where the layout is lost: see :mod:`.search`."""

from __future__ import annotations

from ggsr_extract.factsheet.alignment.model import FreeGlyph, LineInput, Piece
from ggsr_extract.factsheet.alignment.search import align

__all__ = ["FreeGlyph", "LineInput", "Piece", "align"]
