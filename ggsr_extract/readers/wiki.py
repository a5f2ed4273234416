"""Tables as wikis of MediaWiki write them: `{|`, cells after `|` or `!`, rows after `|-`, `|}`.

A cell goes on to the next sign at the head of a line, and may span columns and rows. In a text with
such tables, runs of apostrophes are emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from ggsr_extract.readers.cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    Slots,
    across_pages,
    paragraph_ends,
    within_table,
)
from ggsr_extract.readers.markup import attributes_of, count_of
from ggsr_extract.readers.registry import Shape, register_shape
from ggsr_extract.readers.sheet import Finds, Sheet
from ggsr_extract.text import Cell, Mark, Span, Table, trim

__all__ = ["wiki_tables"]

_SIGN = re.compile(r"[ \t:]*(?P<sign>\{\||\|\}|\|-|\|\+|\||!)")
_ATTRIBUTES = re.compile(
    r"""(?>[ \t]*[\w-]+[ \t]*=[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^\s|"']+))*[ \t]*\|(?!\|)"""
)
_NEXT = {"|": re.compile(r"\|\|"), "!": re.compile(r"\|\||!!")}
_QUOTES = re.compile(r"'{2,5}")


def wiki_tables(sheet: Sheet, runs: Sequence[range]) -> Finds:
    """The innermost tables, from `{|` to `|}`; one that is never closed is none."""
    if "{|" not in sheet.visible:
        return Finds()
    finds = [_table(sheet, rows) for run in across_pages(runs) for rows in _closed(sheet, run)]
    return Finds.joined([*finds, Finds((), tuple(_emphasis(sheet)))]) if finds else Finds()


def _closed(sheet: Sheet, run: range) -> Iterator[range]:
    opened = None
    for row in run:
        sign, _ = _sign(sheet, row)
        if sign == "{|":
            opened = row
        elif sign == "|}" and opened is not None:
            yield range(opened, row + 1)
            opened = None


def _sign(sheet: Sheet, row: int) -> tuple[str, int]:
    """The sign at the head of a line, and where it ends; empty where there is none."""
    start, end = sheet.rows[row]
    match = _SIGN.match(sheet.visible, start, end)
    return (match["sign"], match.end()) if match else ("", start)


class _Grid(Struct):
    """A table while it is read, line by line; `open` is the cell that goes on.

    A caption is a row of its own.
    """

    sheet: Sheet
    row: int = 0
    column: int = 0
    slots: Slots = field(default_factory=Slots)
    open: Cell | None = None
    is_caption: bool = False
    start: int = 0
    cells: list[Cell] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def take(self, number: int) -> None:
        """Read on over a line."""
        start, end = self.sheet.rows[number]
        sign, after = _sign(self.sheet, number)
        if self.is_caption and sign:
            self._end_row(start)
            self.is_caption = False
        if sign in ("|", "!"):
            self._begin_cells(sign, start, after, end)
        elif sign == "|+":
            self._end_row(start)
            self._begin_cell(Span(start, after), "")
            self.is_caption = True
        elif sign:
            self._end_row(start)
            self._mark(Span(start, after if sign == "|}" else end), "rule")
        elif self.open is None and not self.sheet.is_blank(start, end):
            # Words before the first cell of a row: nothing on the page is lost.
            self._begin_cell(Span(start, start), "")

    def _begin_cells(self, sign: str, start: int, after: int, end: int) -> None:
        while True:
            attributes = _ATTRIBUTES.match(self.sheet.visible, after, end)
            self._end_cell(start)
            said = attributes.group()[:-1] if attributes else ""
            self._begin_cell(Span(start, attributes.end() if attributes else after), said)
            following = _NEXT[sign].search(self.sheet.visible, self.start, end)
            if following is None:
                return
            start, after = following.span()

    def _begin_cell(self, sign: Span, attributes: str) -> None:
        self._mark(sign, "cell")
        said = attributes_of(f"<td {attributes}>") if attributes else {}
        row_span = count_of(said.get("rowspan"), MOST_ROWS, zero=MOST_ROWS)
        column_span = count_of(said.get("colspan"), MOST_COLUMNS, zero=1)
        column = self.slots.free(self.row, self.column)
        self.slots.cover(self.row, column, row_span, column_span)
        self.column = column + column_span
        self.open, self.start = Cell(self.row, column, (), row_span, column_span), sign.end

    def _end_cell(self, end: int) -> None:
        if self.open is None:
            return
        cell, self.open = self.open, None
        span = trim(Span(self.start, end), self.sheet.text)
        self.marks += paragraph_ends(self.sheet, span)
        spans = (span,) if len(span) else ()
        self.cells.append(Cell(cell.row, cell.column, spans, cell.row_span, cell.column_span))

    def _end_row(self, end: int) -> None:
        self._end_cell(end)
        if self.column:
            self.row, self.column = self.row + 1, 0

    def _mark(self, span: Span, name: str) -> None:
        printed = trim(span, self.sheet.visible)
        if len(printed):
            self.marks.append(Mark(printed, name))


def _table(sheet: Sheet, rows: range) -> Finds:
    grid = _Grid(sheet)
    for row in rows:
        grid.take(row)
    _, end = _sign(sheet, rows[-1])
    table = Table("wiki", Span(sheet.rows[rows.start][0], end), within_table(grid.cells))
    return Finds((table,), tuple(grid.marks))


def _emphasis(sheet: Sheet) -> Iterator[Mark]:
    """Apostrophes in turn open and close, and on each line anew: two are italic, more are bold."""
    for start, end in sheet.rows:
        is_open = {"i": False, "b": False}
        for quotes in _QUOTES.finditer(sheet.visible, start, end):
            name = "i" if len(quotes.group()) == 2 else "b"
            yield Mark(Span(*quotes.span()), name, "close" if is_open[name] else "open")
            is_open[name] = not is_open[name]


register_shape(Shape("wiki", 12, wiki_tables))
