"""A decoded text on its way to a document, and what the shapes of tables find on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ggsr_extract.text import Edit, Mark, Span, Table

__all__ = ["Finds", "Sheet", "free_runs", "printed_lines"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text, its printed lines and its tags.

    `rows` are the printed lines without their ends, blank ones included; `page_rows` are the
    numbers of those that begin a page; `marks` are tags and comments, in order, without overlap.
    `is_html`: the whole text is an HTML document, so that line ends in it are mere blanks.
    """

    text: str
    rows: tuple[tuple[int, int], ...]
    page_rows: frozenset[int] = frozenset()
    marks: tuple[Mark, ...] = ()
    mark_starts: tuple[int, ...] = ()
    is_html: bool = False

    def marks_in(self, start: int, end: int) -> tuple[Mark, ...]:
        """Tags that begin in this range."""
        low = bisect_left(self.mark_starts, start)
        return self.marks[low : bisect_left(self.mark_starts, end, low)]

    def row_at(self, offset: int) -> int:
        """Number of the printed line that holds `offset`."""
        return max(0, bisect_right(self.rows, (offset, len(self.text) + 1)) - 1)

    def is_blank(self, row: int) -> bool:
        """Whether nothing is printed on the line."""
        start, end = self.rows[row]
        return start == end or self.text[start:end].isspace()


@dataclass(frozen=True, slots=True)
class Finds:
    """Tables, with the signs that made them (separators, rules, escapes, quotes)."""

    tables: tuple[Table, ...] = ()
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: Finds) -> Finds:
        return Finds(self.tables + other.tables, self.marks + other.marks)


def printed_lines(text: str) -> tuple[tuple[tuple[int, int], ...], frozenset[int]]:
    """The printed lines as (start, end), ended by LF or FF, and which of them begin a page."""
    rows: list[tuple[int, int]] = []
    page_rows: list[int] = []
    start = 0
    for page in text.split("\f"):
        if start:
            page_rows.append(len(rows))
        for line in page.split("\n"):
            rows.append((start, start + len(line)))
            start += len(line) + 1
    return tuple(rows), frozenset(page_rows)


def free_runs(sheet: Sheet, taken: Iterable[Span]) -> Iterator[range]:
    """Runs of printed lines that touch no taken stretch and cross no page break."""
    walls = sorted(sheet.page_rows)
    cursor = 0
    for span in [*taken, Span(len(sheet.text) + 1, len(sheet.text) + 1)]:
        first = len(sheet.rows) if span.start > len(sheet.text) else sheet.row_at(span.start)
        cuts = walls[bisect_right(walls, cursor) : bisect_left(walls, first)]
        for start, stop in zip([cursor, *cuts], [*cuts, first], strict=True):
            if start < stop:
                yield range(start, stop)
        cursor = max(cursor, sheet.row_at(max(span.start, span.end - 1)) + 1)
