"""How a facsimile looks: what printers of such tables differ in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Look", "Ruling"]

Ruling = Literal["grid", "horizontal", "zebra", "none"]


@dataclass(frozen=True, slots=True)
class Look:
    """Choices of a layout; the defaults are those of the factsheets as published.

    `has_glyph_column`: the verdict stands in a narrow column of its own. `repeats_header`: on each
    page that a table goes on. `splits_rows`: a row may go on over the page. `is_open`: no rule is
    drawn where a page ends inside a table. `has_attributes`: for a word processor, which reads
    borders from HTML attributes.
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
    font: str = "DejaVu Sans"
    size: float = 8.5
