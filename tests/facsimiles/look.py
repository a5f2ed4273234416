"""How a facsimile looks: what printers of such tables differ in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Geometry", "Look", "Marks", "Ruling", "Running"]

Ruling = Literal["grid", "horizontal", "zebra", "none"]
Running = Literal["corners", "top", "middle", "outside"]
Bar = Literal["row", "plain", "heading"]
# How verdicts are printed: as text, as drawn paths, as small images; from a symbol font with a map
# to (private-use) characters, or with single bytes and no map; from the standard fonts of PDF that
# no file holds, ZapfDingbats (which has no dash: Symbol's) or Symbol alone.
Marks = Literal["text", "paths", "images", "symbols", "bytes", "dingbats", "math"]


@dataclass(frozen=True, slots=True)
class Geometry:
    """Lengths: page, margins (top, side, bottom) and columns in mm, padding and size in points.

    `padding`: above and below the words of a cell, and beside them. `after`: white after a
    paragraph of a cell. `leading`: distance of lines as a multiple of the size.
    """

    page: str = "A4"
    margins: tuple[float, float, float] = (22, 16, 20)
    font: str = "DejaVu Sans"
    size: float = 8.5
    leading: float = 1.35
    padding: tuple[float, float] = (3, 4)
    after: float = 4
    criterion: float = 26
    indicator: float = 42
    rule: float = 0.5


@dataclass(frozen=True, slots=True)
class Look:
    """Choices of a layout; the defaults are those of the factsheets as published.

    `has_glyph_column`: the verdict stands in a narrow column of its own. `repeats_header`: on each
    page that a table goes on. `splits_rows`: a row may go on over the page. `is_open`: no rule is
    drawn where a page ends inside a table. `has_attributes`: for a word processor, which reads
    borders from HTML attributes. `bar`: the theme stands in a filled row, in one without fill, or
    above the table. `running`: where title and number of the page stand. `marks`: how verdicts are
    printed. `is_shuffled`: the texts of a page are drawn in any order.
    """

    ruling: Ruling = "grid"
    has_glyph_column: bool = True
    is_landscape: bool = False
    prose_columns: int = 1
    repeats_header: bool = True
    splits_rows: bool = False
    is_open: bool = False
    hyphenates: bool = True
    is_justified: bool = False
    has_spans: bool = True
    has_attributes: bool = False
    bar: Bar = "row"
    running: Running = "corners"
    geometry: Geometry = Geometry()
    marks: Marks = "text"
    is_shuffled: bool = False
