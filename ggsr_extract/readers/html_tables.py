"""HTML tables: cells with row and column spans, however broken the markup around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from ggsr_extract.readers.cells import MOST_COLUMNS, MOST_ROWS, Slots
from ggsr_extract.readers.markup import attributes_of, count_of
from ggsr_extract.readers.registry import Shape, register_shape
from ggsr_extract.readers.sheet import Finds, Sheet
from ggsr_extract.text import Cell, Mark, Span, Table, trim

__all__ = ["html_tables"]

_ROW_GROUPS = frozenset(["thead", "tbody", "tfoot"])
_PARTS = frozenset(["tr", "td", "th", "caption", "col", "colgroup"]) | _ROW_GROUPS
_CELLS = frozenset(["td", "th"])


def html_tables(sheet: Sheet, _runs: Sequence[range]) -> Finds:
    """The tables that hold no other table; one that does is a layout, not a table."""
    found = _innermost(sheet.marks, len(sheet.text))
    return Finds(tuple(table for marks, limit in found for table in _tables(sheet, marks, limit)))


def _innermost(marks: Sequence[Mark], end: int) -> Iterator[tuple[list[Mark], int]]:
    """The marks of each innermost table, and how far it may reach when nothing closes it.

    Cells without a table around them count as one.
    """
    nest = [_Nest([])]
    for mark in marks:
        if mark.name == "table" and mark.kind == "open":
            if len(nest) == 1:
                yield nest[0].marks, mark.span.start
            nest[-1] = _Nest([], is_layout=len(nest) > 1)
            nest.append(_Nest([]))
        elif mark.name == "table" and mark.kind == "close" and len(nest) > 1:
            closed = nest.pop()
            if not closed.is_layout:
                yield [*closed.marks, mark], mark.span.end
        elif mark.name in _PARTS:
            nest[-1].marks.append(mark)
    if not nest[-1].is_layout:
        yield nest[-1].marks, end


def _tables(sheet: Sheet, marks: Sequence[Mark], limit: int) -> Iterator[Table]:
    """What these marks make: one table, or several where text stands between two of its rows.

    None of the marks may open a cell: then there is no table.
    """
    first = next((mark for mark in marks if mark.name in _CELLS and mark.kind == "open"), None)
    if first is None:
        return
    grid = _Grid(sheet)
    for mark in marks:
        grid.take(mark)
    last = marks[-1]
    end = last.span.end if last.kind == "close" else min(limit, _unclosed_end(sheet, last))
    grid.finish(last.span.start if last.kind == "close" else end)
    yield from _cut(grid.cells, grid.gaps, Span(first.span.start, end))


def _cut(cells: Sequence[Cell], gaps: Sequence[_Gap], whole: Span) -> Iterator[Table]:
    """The cells as tables that hold none of the gaps; all are as wide as the whole."""
    width = Table("html", whole, tuple(cells)).width
    begin, start = 0, whole.start
    for gap in (*gaps, _Gap(len(cells), Span(whole.end, whole.end))):
        if begin < gap.after:
            own = _from_top(cells[begin : gap.after], width)
            yield Table("html", Span(start, gap.span.start), tuple(own))
        begin, start = gap.after, gap.span.end


def _from_top(cells: Sequence[Cell], width: int) -> Iterator[Cell]:
    """The cells with rows counted from 0; row spans end with the last of them."""
    top, height = cells[0].row, cells[-1].row + 1 - cells[0].row
    for cell in cells:
        row = cell.row - top
        yield Cell(row, cell.column, cell.spans, min(cell.row_span, height - row), *_rest(cell))
    if all(cell.column + cell.column_span < width for cell in cells):
        # Its rows lack the last cells; what the columns mean goes on by their number.
        yield Cell(height - 1, width - 1, ())


def _unclosed_end(sheet: Sheet, last: Mark) -> int:
    """A table that is never closed ends with the document, or before an empty line."""
    if sheet.is_html:
        after = sheet.marks_in(last.span.end, len(sheet.text))
        closing = (mark.span.start for mark in after if mark.name in ("body", "html"))
        return next(closing, len(sheet.text))
    row = sheet.row_at(last.span.end)
    while row + 1 < len(sheet.rows) and not _ends_paragraph(sheet, row + 1):
        row += 1
    return max(last.span.end, sheet.rows[row][1])


def _ends_paragraph(sheet: Sheet, row: int) -> bool:
    return row in sheet.page_rows or sheet.is_blank(*sheet.rows[row])


class _Nest(Struct, frozen=True):
    """The marks of a table that is still open; a layout table holds another table."""

    marks: list[Mark]
    is_layout: bool = False


class _Open(Struct):
    """A cell that is being read."""

    start: int
    is_header: bool
    row_span: int
    column_span: int


class _Gap(Struct, frozen=True):
    """A stretch between two rows that prints something, after so many cells of the table."""

    after: int
    span: Span


class _Grid(Struct):
    """Places cells as browsers do: each in the first column that no row span covers."""

    sheet: Sheet
    cells: list[Cell] = field(default_factory=list)
    row: int = -1
    column: int = 0
    slots: Slots = field(default_factory=Slots)
    in_head: bool = False
    in_row: bool = False
    open_cell: _Open | None = None
    cursor: int | None = None
    strays: list[Span] = field(default_factory=list)
    gaps: list[_Gap] = field(default_factory=list)

    def take(self, mark: Mark) -> None:
        """Read on to this part of the table."""
        self._end_cell(mark.span.start)
        if mark.name in _ROW_GROUPS:
            self.in_head = mark.name == "thead" and mark.kind == "open"
            self.in_row = False
        elif mark.name == "tr":
            self.in_row = False
            if mark.kind == "open":
                self._begin_row()
        elif mark.name in _CELLS and mark.kind == "open":
            self._begin_cell(mark)
        self.cursor = mark.span.end

    def finish(self, end: int) -> None:
        """Read on to the end of the table."""
        self._end_cell(end)
        self._part_rows()

    def _begin_row(self) -> None:
        self.row += 1
        self.column = 0
        self.in_row = True

    def _begin_cell(self, mark: Mark) -> None:
        if not self.in_row:
            self._begin_row()
        if self.cells and self.cells[-1].row == self.row:
            self._keep_in_row()
        else:
            self._part_rows()
        attributes = attributes_of(self.sheet.text[mark.span.start : mark.span.end])
        self.open_cell = _Open(
            mark.span.end,
            self.in_head or mark.name == "th",
            count_of(attributes.get("rowspan"), MOST_ROWS, zero=MOST_ROWS),
            count_of(attributes.get("colspan"), MOST_COLUMNS, zero=1),
        )

    def _end_cell(self, end: int) -> None:
        cell, self.open_cell = self.open_cell, None
        if cell is None:
            self._see_stray_text(end)
            return
        span = trim(Span(cell.start, end), self.sheet.text)
        column = self._place(cell)
        self.cells.append(
            Cell(
                self.row,
                column,
                (span,) if len(span) else (),
                cell.row_span,
                cell.column_span,
                cell.is_header,
            )
        )

    def _place(self, cell: _Open) -> int:
        if self.column == 0 and 1 < len(self.slots.until) <= cell.column_span:
            self._make_room()
            column = 0
        else:
            column = self.slots.free(self.row, self.column)
        self.slots.cover(self.row, column, cell.row_span, cell.column_span)
        self.column = column + cell.column_span
        return column

    def _make_room(self) -> None:
        """A bar over the whole width lies between the rows of a span: the span is one row longer.

        Browsers push the bar aside; whoever wrote it (a page footer, a theme) meant no cell.
        """
        for index, cell in enumerate(self.cells):
            if cell.row < self.row < cell.row + cell.row_span:
                longer = cell.row_span + 1
                self.cells[index] = Cell(cell.row, cell.column, cell.spans, longer, *_rest(cell))
        self.slots.until = [until + 1 if until > self.row else until for until in self.slots.until]

    def _see_stray_text(self, end: int) -> None:
        """Remember text that is in no cell; before the first cell it lies before the table."""
        if self.cursor is not None and self.cells and not self.sheet.is_blank(self.cursor, end):
            self.strays.append(Span(self.cursor, end))

    def _keep_in_row(self) -> None:
        """Text between cells of a row belongs to the one before it: nothing on the page is lost."""
        if self.strays:
            last = self.cells[-1]
            spans = (*last.spans, *(trim(stray, self.sheet.text) for stray in self.strays))
            self.cells[-1] = Cell(last.row, last.column, spans, last.row_span, *_rest(last))
            self.strays.clear()

    def _part_rows(self) -> None:
        """Text between rows is no part of either: a page number, a note, a running title."""
        self.gaps.extend(_Gap(len(self.cells), stray) for stray in self.strays)
        self.strays.clear()


def _rest(cell: Cell) -> tuple[int, bool]:
    return cell.column_span, cell.is_header


register_shape(Shape("html", 10, html_tables))
