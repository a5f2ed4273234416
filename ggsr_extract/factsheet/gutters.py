"""Where the columns of aligned text begin, and a cell that runs over two of them cut there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from ggsr_extract.text import Cell, Document, Span, Table, trim

__all__ = ["Gutters"]

_BLANKS = re.compile(r"\s+")
# How far a long cell pushes the next one to the left of its column, in characters, at the most.
_PUSHED = 9


class Gutters(Struct, frozen=True, dict=True):
    """The columns of one table of aligned text."""

    document: Document
    table: Table

    @cached_property
    def _starts(self) -> dict[int, int]:
        """For each grid column the place in the printed line at which its cells mostly begin."""
        places: dict[int, Counter[int]] = {}
        for cell in self.table.cells:
            if cell.column_span == 1:
                for span in cell.spans:
                    places.setdefault(cell.column, Counter())[self._place(span.start)] += 1
        return {column: counts.most_common(1)[0][0] for column, counts in places.items()}

    def _place(self, offset: int) -> int:
        text = self.document.text
        return offset - 1 - max(text.rfind("\n", 0, offset), text.rfind("\f", 0, offset))

    def pieces(self, cell: Cell) -> Iterator[tuple[int, Span]]:
        """The cell's pieces with their columns; whole where no word begins near the next column."""
        for span in cell.spans:
            column, rest = cell.column, span
            for following in range(cell.column + 1, cell.column + cell.column_span):
                cut = self.cut(rest, following)
                if cut is not None:
                    yield column, trim(Span(rest.start, cut), self.document.text)
                    column, rest = following, Span(cut, rest.end)
            yield column, rest

    def cut(self, span: Span, column: int) -> int | None:
        """The offset at which `column` begins in a line that was pushed together.

        After a hyphen, which ends a line of the column before it; else at the last word that
        begins no further right than the column mostly does.
        """
        start = self._starts.get(column)
        if start is None:
            return None
        limit = span.start - self._place(span.start) + start
        near = [
            span.start + match.end()
            for match in _BLANKS.finditer(self.document.text[span.start : span.end])
            if limit - _PUSHED <= span.start + match.end() <= limit
        ]
        hyphens = [at for at in near if self.document.text[span.start : at].rstrip().endswith("-")]
        found = hyphens or near
        return found[-1] if found else None
