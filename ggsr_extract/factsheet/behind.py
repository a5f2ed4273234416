"""Cells in which each sign stands behind its words, as a paragraph or a column of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from ggsr_extract.factsheet.raw import Content, RawRow

__all__ = ["with_signs_first"]

# One cell that ends with a sign may have lost the words behind it.
_FEWEST = 3


def with_signs_first(rows: Sequence[RawRow]) -> Sequence[RawRow]:
    """The rows, with each sign before its words where all cells of a table have them behind."""
    cells = [contents for row in rows for _, contents in row.contents if contents]
    if len(cells) < _FEWEST or not all(map(_is_behind, cells)):
        return rows
    return [
        replace(row, contents=tuple((year, _turned(cell)) for year, cell in row.contents))
        for row in rows
    ]


def _is_behind(cell: Sequence[Content]) -> bool:
    """Whether a cell begins with words without a sign, and ends with a sign without words."""
    return len(cell) > 1 and not cell[0].heads and bool(cell[0].chunks) and not cell[-1].chunks


def _turned(cell: Sequence[Content]) -> tuple[Content, ...]:
    return tuple(Content(sign.heads, words.chunks) for words, sign in pairwise(cell))
