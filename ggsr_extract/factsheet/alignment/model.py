"""What the aligner takes and gives, and the states of its search."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ggsr_extract.factsheet.squeezed import SqueezedLine
from ggsr_extract.factsheet.wordings import Wording
from ggsr_extract.text import Span

__all__ = [
    "START",
    "FreeGlyph",
    "LineInput",
    "Open",
    "Path",
    "Phase",
    "Piece",
    "PieceKind",
    "State",
    "Step",
]

PieceKind = Literal["criterion", "indicator", "finding"]
Phase = Literal["start", "criterion", "indicator", "glyph", "finding"]


class FreeGlyph(Struct, frozen=True):
    """A verdict glyph with blanks around it; `is_weak`: it is also an ordinary sign.

    `position` counts the squeezed characters of its line before it, `length` its own (a letter is
    one, a tick none).
    """

    span: Span
    position: int
    length: int
    is_weak: bool


class LineInput(Struct, frozen=True):
    """A line of a table region, with its theme and the verdict glyphs that stand free in it."""

    line: SqueezedLine
    theme_id: str | None
    glyphs: tuple[FreeGlyph, ...] = ()

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends with a full stop or the like."""
        return self.line.text.rstrip("’”'\")]» ").endswith((".", "!", "?"))


class Piece(Struct, frozen=True):
    """A stretch of one line, and what it belongs to.

    A piece of a wording has the edit distance and how many characters of the wording it accounts
    for; `is_start` marks its first piece, and a finding's piece that begins with a verdict glyph.
    """

    kind: PieceKind
    span: Span
    wording: Wording | None = None
    distance: int = 0
    is_start: bool = False
    consumed: int = 0


class Open(Struct, frozen=True, gc=False):
    """A wording of which characters up to `position` have been seen."""

    wording: Wording
    position: int

    @property
    def rest(self) -> int:
        """Characters of the wording that have not been seen."""
        return len(self.wording.text) - self.position


class State(Struct, frozen=True, gc=False):
    """Where an account of the lines so far stands."""

    criterion: Open | None
    indicator: Open | None
    phase: Phase
    is_woven: bool  # wording and finding shared a line since the indicator began
    due: int  # verdicts that are still expected for the indicator
    is_open: bool  # the finding's last line did not end a sentence


START = State(criterion=None, indicator=None, phase="start", is_woven=False, due=0, is_open=False)


class Step(Struct, frozen=True, gc=False):
    """A stretch of a line's squeezed characters in one account: a piece that may come to be.

    Thousands are weighed for each line that is kept, so the place in the text is looked up last. A
    finding's stretch that follows a verdict glyph reaches back to it.
    """

    kind: PieceKind
    start: int
    end: int
    wording: Wording | None = None
    distance: int = 0
    is_start: bool = False
    consumed: int = 0
    glyph: FreeGlyph | None = None


class Path(Struct, frozen=True, gc=False):
    """An account of the lines so far: its price, the steps of its last line, and the path before.

    `parent` None: before the first line.
    """

    cost: float
    state: State
    steps: tuple[Step, ...]
    parent: Path | None
