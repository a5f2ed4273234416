"""What stands on a PDF page, whatever engine saw it. Lengths are PDF points, origin top left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = [
    "GUESSED",
    "NONE",
    "PRINTED",
    "UNMAPPED",
    "Area",
    "Glyph",
    "PageContent",
    "Picture",
    "Rule",
    "Segment",
    "Word",
    "hull_of",
]

# Stands for a character of which the font does not say what it is.
UNMAPPED = "\ufffd"

# Before a character: no white space; a gap that the engine takes for one; a drawn space or a new
# line.
NONE, GUESSED, PRINTED = 0, 1, 2


class Glyph(NamedTuple):
    """A printed character. `font` is an index into the page's fonts, `size` its size in points.

    A named tuple, as there are thousands on a page: a frozen dataclass takes three times as long
    to make.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    font: int
    # White space before it in the order in which the page draws it: NONE, GUESSED or PRINTED.
    space: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A line at `at`, from `low` to `high` on the other axis.

    `is_drawn`: as a line, not just as the edge of a filled area.
    """

    at: float
    low: float
    high: float
    is_drawn: bool = True


@dataclass(frozen=True, slots=True)
class Area:
    """An upright rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Picture:
    """A small image or drawn mark that may stand for a verdict."""

    area: Area


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page: its characters in the order drawn, drawn lines and areas.

    `rotated` are the characters that do not run from left to right.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rotated: tuple[Glyph, ...]
    fonts: tuple[str, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    areas: tuple[Area, ...]
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space between them."""

    glyphs: tuple[Glyph, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one printed line that stand together, from left to right."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float

    @property
    def text(self) -> str:
        """The words with blanks between them."""
        return " ".join(word.text for word in self.words)


def hull_of(pieces: Sequence[Word | Segment | Area]) -> Area:
    """The smallest rectangle around the pieces (at least one)."""
    return Area(
        min(piece.x0 for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.x1 for piece in pieces),
        max(piece.bottom for piece in pieces),
    )
