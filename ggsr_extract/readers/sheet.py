"""A decoded text on its way to a document, and what the shapes of tables find on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ggsr_extract.readers.markup import is_html_document, tags_in
from ggsr_extract.text import Mark, Span, Table

__all__ = ["Finds", "Sheet", "free_runs", "sheet_of"]


class Sheet(Struct, frozen=True):
    """A text, its tags and its printed lines.

    `visible` is the text with blanks for tags and comments, of the same length. `rows` are the
    printed lines of it as (start, end) without line ends, blank ones included; `page_rows` are the
    numbers of those that begin a page. `marks` are tags and comments, in order, without overlap.
    `is_html`: the whole text is an HTML document, so that line ends in it are mere blanks.
    """

    text: str
    visible: str
    rows: tuple[tuple[int, int], ...]
    page_rows: frozenset[int]
    marks: tuple[Mark, ...]
    mark_starts: tuple[int, ...]
    is_html: bool

    def marks_in(self, start: int, end: int) -> tuple[Mark, ...]:
        """Tags that begin in this range."""
        low = bisect_left(self.mark_starts, start)
        return self.marks[low : bisect_left(self.mark_starts, end, low)]

    def row_at(self, offset: int) -> int:
        """Number of the printed line that holds `offset`."""
        return max(0, bisect_right(self.rows, (offset, len(self.text) + 1)) - 1)

    def is_blank(self, start: int, end: int) -> bool:
        """Whether nothing is printed in this range."""
        return not self.visible[start:end].strip()


class Finds(Struct, frozen=True):
    """Tables, with the signs that made them (separators, rules, escapes, quotes)."""

    tables: tuple[Table, ...] = ()
    marks: tuple[Mark, ...] = ()

    @classmethod
    def joined(cls, finds: Sequence[Finds]) -> Finds:
        """All tables and all signs."""
        return cls(
            tuple(table for found in finds for table in found.tables),
            tuple(mark for found in finds for mark in found.marks),
        )


def sheet_of(text: str) -> Sheet:
    """The sheet of a text with LF line ends."""
    is_html = is_html_document(text)
    marks = tags_in(text, is_html=is_html)
    visible = _without(marks, text)
    rows, page_rows = _printed_lines(visible)
    starts = tuple(mark.span.start for mark in marks)
    return Sheet(text, visible, rows, page_rows, marks, starts, is_html)


def free_runs(sheet: Sheet, taken: Sequence[Span]) -> Iterator[range]:
    """Runs of printed lines that touch none of the ordered stretches and cross no page break."""
    walls = sorted(sheet.page_rows)
    touched = [(sheet.row_at(s.start), sheet.row_at(max(s.start, s.end - 1))) for s in taken]
    cursor = 0
    for first, last in [*touched, (len(sheet.rows), len(sheet.rows))]:
        cuts = walls[bisect_right(walls, cursor) : bisect_left(walls, first)]
        for start, stop in zip([cursor, *cuts], [*cuts, first], strict=True):
            if start < stop:
                yield range(start, stop)
        cursor = max(cursor, last + 1)


def _without(marks: Iterable[Mark], text: str) -> str:
    pieces: list[str] = []
    cursor = 0
    for mark in marks:
        pieces += [text[cursor : mark.span.start], " " * len(mark.span)]
        cursor = mark.span.end
    return "".join([*pieces, text[cursor:]]) if pieces else text


def _printed_lines(text: str) -> tuple[tuple[tuple[int, int], ...], frozenset[int]]:
    """The printed lines, ended by LF or FF, and which of them begin a page."""
    rows: list[tuple[int, int]] = []
    page_rows: list[int] = []
    start = 0
    for page in text.split("\f"):
        page_rows.append(len(rows))
        for line in page.split("\n"):
            rows.append((start, start + len(line)))
            start += len(line) + 1
    return tuple(rows), frozenset(page_rows)
