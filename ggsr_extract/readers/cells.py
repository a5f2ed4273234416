"""What tables in markup have in common: places for cells that span others, paragraphs in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from ggsr_extract.readers.sheet import Sheet
from ggsr_extract.text import Cell, Mark, Span

__all__ = [
    "MOST_COLUMNS",
    "MOST_ROWS",
    "RULE",
    "Slots",
    "across_pages",
    "line_ends",
    "paragraph_ends",
    "within_table",
]

# More than any page is wide or long; a hostile span would fill the memory.
MOST_COLUMNS = 100
MOST_ROWS = 1000
# The line of Markdown below the names of columns, as wikis have it too.
RULE = re.compile(r"[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*\Z")
_LINE_END = re.compile(r"\n")
_EMPTY_LINE = re.compile(r"\n(?=[^\S\n]*\n)")


class Slots(Struct):
    """The columns that row spans of cells above still cover; `until` is the row after each."""

    until: list[int] = field(default_factory=list)

    def free(self, row: int, column: int) -> int:
        """The first column from `column` on that nothing covers in a row."""
        while column < len(self.until) and self.until[column] > row:
            column += 1
        return column

    def cover(self, row: int, column: int, row_span: int, column_span: int) -> None:
        """Put a cell there."""
        self.until += [0] * (column + column_span - len(self.until))
        for covered in range(column, column + column_span):
            self.until[covered] = max(row + row_span, self.until[covered])


def within_table(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of a table, whose row spans end with the last row that has a cell."""
    height = max((cell.row for cell in cells), default=0) + 1
    return tuple(
        replace(cell, row_span=height - cell.row) if cell.row + cell.row_span > height else cell
        for cell in cells
    )


def paragraph_ends(sheet: Sheet, cell: Span) -> Iterator[Mark]:
    """The line ends before empty lines in a cell."""
    for empty in _EMPTY_LINE.finditer(sheet.visible, cell.start, cell.end):
        yield Mark(Span(*empty.span()), "p", "void")


def line_ends(sheet: Sheet, cell: Span) -> Iterator[Mark]:
    """All line ends in a cell, where nothing but its writer made them."""
    for end in _LINE_END.finditer(sheet.visible, cell.start, cell.end):
        yield Mark(Span(*end.span()), "p", "void")


def across_pages(runs: Sequence[range]) -> Iterator[range]:
    """The runs of lines, those joined that only a page break parts: signs end such tables."""
    start = None
    for number, run in enumerate(runs):
        start = run.start if start is None else start
        if number + 1 == len(runs) or runs[number + 1].start != run.stop:
            yield range(start, run.stop)
            start = None
