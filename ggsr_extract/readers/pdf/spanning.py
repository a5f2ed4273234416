"""Cells that span rows, where not all columns are drawn and no line parts them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from ggsr_extract.readers.pdf.bands import words_between
from ggsr_extract.readers.pdf.edges import Edges
from ggsr_extract.readers.pdf.model import Rule, Word

__all__ = ["parted_cells"]

# Points: how exactly lines begin at a column.
_EXACT = 4.0
# A text stands apart from the one above it by so many font sizes, from baseline to baseline.
_FAR = 2.3
_TALLEST = 400.0
# Share of a line of which all is drawn.
_WHOLE = 0.9


def parted_cells(band: Edges, words: Sequence[Word]) -> Edges:
    """The band with level lines drawn on to the left, where a text of the column there begins.

    Where not all columns are drawn, cells that span rows may have no line between them.
    """
    inner = [
        x
        for x in sorted({rule.at for rule in band.vertical})
        if band.left + _EXACT < x < band.right - _EXACT
    ]
    height = _WHOLE * (band.bottom - band.top)
    if not inner or all(_height_at(band, x) > height for x in inner):
        return band
    ys = (band.top, band.bottom)
    columns = [
        (low, x, _begun(words_between(words, ys, (low, x))))
        for low, x in pairwise([band.left, *inner])
    ]

    def reach(rule: Rule) -> Rule:
        below = words_between(words, (rule.at, band.bottom), (rule.low, band.right))
        lows = (
            low
            for low, x, begun in columns
            if abs(rule.low - x) <= _EXACT and below and round(below[0].baseline) in begun
        )
        return replace(rule, low=next(lows, rule.low))

    return Edges(tuple(map(reach, band.horizontal)), band.vertical)


def _height_at(band: Edges, x: float) -> float:
    """How much is drawn of an upright line."""
    return sum(rule.high - rule.low for rule in band.vertical if rule.at == x and rule.is_drawn)


def _begun(words: Sequence[Word]) -> list[float]:
    """The levels at which texts begin that stand apart from what is above them."""
    lines: list[float] = sorted({round(word.baseline) for word in words})
    far = _FAR * max((word.size for word in words), default=0.0)
    return [line for above, line in pairwise([-_TALLEST, *lines]) if line - above > far]
