"""What stands on a PDF page, whatever engine saw it. Lengths are PDF points, origin top left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from math import cos, radians, sin
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[Any]

from ggsr_extract.text import Shape

__all__ = [
    "GUESSED",
    "NONE",
    "PRINTED",
    "UNMAPPED",
    "Area",
    "Glyph",
    "Glyphs",
    "PageContent",
    "Picture",
    "Rule",
    "Scan",
    "Segment",
    "Style",
    "Word",
    "hull_of",
]

# Stands for a character of which the font does not say what it is.
UNMAPPED = "\ufffd"

# Before a character: no white space; a gap that the engine takes for one; a drawn space or a new
# line.
NONE, GUESSED, PRINTED = 0, 1, 2


class Glyph(NamedTuple):
    """A printed character. `font` is an index into the page's fonts, `size` its size in points."""

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


class Glyphs(Struct, frozen=True, eq=False):
    """Printed characters in the order drawn, one array for each thing that is known of them.

    There are thousands on a page: arrays are looked at as a whole.
    """

    text: str
    x0: Numbers
    top: Numbers
    x1: Numbers
    bottom: Numbers
    baseline: Numbers
    size: Numbers
    font: Numbers
    space: Numbers

    @classmethod
    def of(cls, glyphs: Iterable[Glyph]) -> Glyphs:
        """These characters; the letters of a ligature have one box, and nothing between them."""
        import numpy as np

        letters = [
            glyph._replace(text=letter, space=NONE if number else glyph.space)
            for glyph in glyphs
            for number, letter in enumerate(glyph.text)
        ]
        columns = list(zip(*letters, strict=True)) or [()] * len(Glyph._fields)
        return cls("".join(columns[0]), *(np.array(column) for column in columns[1:]))

    def where(self, is_kept: Numbers) -> Glyphs:
        """Those for which `is_kept` holds."""
        if is_kept.all():
            return self
        columns = (getattr(self, name)[is_kept] for name in Glyph._fields[1:])
        return Glyphs("".join(compress(self.text, is_kept)), *columns)

    def __len__(self) -> int:
        return len(self.text)

    def __iter__(self) -> Iterator[Glyph]:
        columns = (getattr(self, name) for name in Glyph._fields[1:])
        return map(Glyph, self.text, *(column.tolist() for column in columns))


class Rule(Struct, frozen=True):
    """A line at `at`, from `low` to `high` on the other axis.

    `is_drawn`: as a line, not just as the edge of a filled area.
    """

    at: float
    low: float
    high: float
    is_drawn: bool = True


class Area(Struct, frozen=True):
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


class Picture(Struct, frozen=True):
    """A small image or drawn mark that may stand for a verdict, or the place of a character.

    `shape`: what it looks like, where that is known.
    """

    area: Area
    shape: Shape | None = None


class Scan(Struct, frozen=True):
    """How a page was read that is a picture.

    `slant`: degrees by which it was turned anticlockwise to be straight; places on it are given as
    they are then. `words`, and how many of them OCR is `unsure` of.
    """

    slant: float
    words: int
    unsure: int


class PageContent(Struct, frozen=True):
    """A page: its characters in the order drawn, drawn lines and areas.

    `rotated` are the characters that do not run from left to right. `seen` are characters of which
    it is known what they look like, as their codes may say nothing. `scan`: the page is a picture.
    """

    width: float
    height: float
    glyphs: Glyphs
    rotated: Glyphs
    fonts: tuple[str, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    areas: tuple[Area, ...]
    pictures: tuple[Picture, ...] = ()
    seen: tuple[Picture, ...] = ()
    scan: Scan | None = None

    def printed(self, area: Area) -> Area:
        """Where an area is on the page as it lies, if that was put straight to be read."""
        if self.scan is None or not self.scan.slant:
            return area
        angle = radians(self.scan.slant)
        x, y = self.width / 2, self.height / 2
        corners = [
            (across * cos(angle) - down * sin(angle), across * sin(angle) + down * cos(angle))
            for across in (area.x0 - x, area.x1 - x)
            for down in (area.top - y, area.bottom - y)
        ]
        xs, ys = zip(*corners, strict=True)
        return Area(x + min(xs), y + min(ys), x + max(xs), y + max(ys))


class Style(NamedTuple):
    """How characters are printed."""

    font: int
    size: float
    baseline: float


class Word(NamedTuple):
    """Characters without white space between them; `space` is what stands before the first.

    `styles` has one for each run of characters: its length, and how they are printed.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    space: int
    styles: tuple[tuple[int, Style], ...]

    @property
    def font(self) -> int:
        """The font of its first character."""
        return self.styles[0][1].font


class Segment(NamedTuple):
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
        return " ".join([word.text for word in self.words])


def hull_of(pieces: Sequence[Word | Segment | Area]) -> Area:
    """The smallest rectangle around the pieces (at least one)."""
    return Area(
        min(piece.x0 for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.x1 for piece in pieces),
        max(piece.bottom for piece in pieces),
    )
