"""Tab-separated rows, as a word processor, a spreadsheet or a converter writes a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ggsr_extract.readers.cells import line_ends
from ggsr_extract.readers.lines import is_item_sign
from ggsr_extract.readers.registry import Shape, register_shape
from ggsr_extract.readers.sheet import Finds, Sheet
from ggsr_extract.text import Cell, Mark, Span, Table, trim

__all__ = ["tab_tables"]

# A cell that a spreadsheet put between quotes: it ends with the cell, and "" is one quote in it.
_QUOTED = re.compile(r'"(?P<inside>(?:[^"\f]|"")*+)"(?=[^\S\n\t\f]*(?:[\t\n\f]|\Z))')
# The most lines that a broken cell goes on for, while it waits for its closing tag.
_REACH = 40


class _Row(Struct, frozen=True):
    """A row of a table: its lines, and its cells as trimmed spans."""

    lines: range
    cells: tuple[Span, ...]
    marks: tuple[Mark, ...]

    def filled(self, sheet: Sheet) -> list[Span]:
        """The cells that print something."""
        return [cell for cell in self.cells if not sheet.is_blank(cell.start, cell.end)]


def tab_tables(sheet: Sheet, runs: Sequence[range]) -> Finds:
    """Runs of lines with tabs, of which at least one has two filled cells."""
    if "\t" not in sheet.visible:
        return Finds()
    candidates = (rows for run in runs for rows in _joined(sheet, list(_row_runs(sheet, run))))
    return Finds.joined([_table(sheet, rows) for rows in candidates if _is_table(sheet, rows)])


def _row_runs(sheet: Sheet, run: range) -> Iterator[list[_Row]]:
    """Rows that follow each other without anything between them."""
    rows: list[_Row] = []
    line = run.start
    while line < run.stop:
        start, end = sheet.rows[line]
        if "\t" in sheet.visible[start:end] or _begins_quoted(sheet, start):
            rows.append(_row(sheet, line, run.stop))
            line = rows[-1].lines.stop
            continue
        if rows:
            yield rows
        rows = []
        line += 1
    if rows:
        yield rows


def _begins_quoted(sheet: Sheet, start: int) -> bool:
    """Whether a cell of several lines opens a row there."""
    quoted = _QUOTED.match(sheet.text, start) if sheet.text.startswith('"', start) else None
    return quoted is not None and sheet.text.startswith("\t", quoted.end())


def _joined(sheet: Sheet, runs: list[list[_Row]]) -> Iterator[list[_Row]]:
    """Where every row is followed by an empty line, the rows are one table nevertheless."""
    group: list[list[_Row]] = []
    for rows in runs:
        if group and not _is_one_empty_line(sheet, group[-1][-1], rows[0]):
            yield from _as_printed(group)
            group = []
        group.append(rows)
    yield from _as_printed(group)


def _is_one_empty_line(sheet: Sheet, above: _Row, below: _Row) -> bool:
    between = above.lines.stop
    return below.lines.start == between + 1 and sheet.is_blank(*sheet.rows[between])


def _as_printed(group: list[list[_Row]]) -> Iterator[list[_Row]]:
    if len(group) > 2 and sum(len(rows) == 1 for rows in group) * 2 > len(group):
        yield [row for rows in group for row in rows]
    else:
        yield from group


def _is_table(sheet: Sheet, rows: list[_Row]) -> bool:
    """Indents and list signs before a tab make no table."""
    if len(rows) == 1 and len(rows[0].cells) < 3:
        return False
    return any(len(row.filled(sheet)) > 1 and not _is_item(sheet, row) for row in rows)


def _is_item(sheet: Sheet, row: _Row) -> bool:
    filled = row.filled(sheet)
    return len(filled) == 2 and is_item_sign(sheet.text[filled[0].start : filled[0].end])


def _table(sheet: Sheet, rows: list[_Row]) -> Finds:
    cells = tuple(
        Cell(number, column, (span,) if len(span) else ())
        for number, row in enumerate(rows)
        for column, span in enumerate(row.cells)
    )
    span = Span(sheet.rows[rows[0].lines.start][0], sheet.rows[rows[-1].lines.stop - 1][1])
    return Finds((Table("tabs", span, cells),), tuple(mark for row in rows for mark in row.marks))


def _row(sheet: Sheet, line: int, stop: int) -> _Row:
    """The row that begins on a line, with the lines on which a broken cell of it goes on."""
    text = sheet.text
    cells: list[Span] = []
    marks: list[Mark] = []
    last = line
    cursor, end = sheet.rows[line]
    while True:
        cell_end, signs, content = _cell(sheet, cursor, end, sheet.rows[stop - 1][1])
        if cell_end > end:
            last = sheet.row_at(cell_end)
            end = sheet.rows[last][1]
        marks += signs
        cells.append(trim(content, text))
        if cell_end >= end:
            return _Row(range(line, last + 1), tuple(cells), tuple(marks))
        marks.append(Mark(Span(cell_end, cell_end + 1), "cell"))
        cursor = cell_end + 1


def _cell(sheet: Sheet, start: int, end: int, limit: int) -> tuple[int, list[Mark], Span]:
    """Where the cell at `start` ends, its quotes, and its content.

    `end` is the end of its line, `limit` how far it may go on.
    """
    quoted = _QUOTED.match(sheet.text, start, limit)
    if quoted and re.search(r'[\n\t]|""', quoted.group("inside")):
        inside = Span(*quoted.span("inside"))
        marks = [*_quote_marks(quoted), *line_ends(sheet, inside)]
        return _after(sheet, quoted.end()), marks, inside
    tab = sheet.visible.find("\t", start, end)
    if tab >= 0:
        return tab, [], Span(start, tab)
    closed = _closed_later(sheet, start, end, limit)
    return closed, [], Span(start, closed)


def _after(sheet: Sheet, quote_end: int) -> int:
    """The tab or line end behind a quoted cell."""
    row_end = sheet.rows[sheet.row_at(quote_end)][1]
    tab = sheet.visible.find("\t", quote_end, row_end)
    return tab if tab >= 0 else row_end


def _quote_marks(quoted: re.Match[str]) -> list[Mark]:
    inside = quoted.span("inside")
    doubled = re.finditer('""', quoted.string[inside[0] : inside[1]])
    inner = [Span(inside[0] + match.start(), inside[0] + match.start() + 1) for match in doubled]
    outer = [Span(quoted.start(), quoted.start() + 1), Span(inside[1], inside[1] + 1)]
    return [Mark(span, "quote") for span in (outer[0], *inner, outer[1])]


def _closed_later(sheet: Sheet, start: int, end: int, limit: int) -> int:
    """The end of a cell whose tag is closed on a later line, else the end of its own line."""
    still_open = _open_tag(sheet.marks_in(start, end))
    if still_open is None:
        return end
    reach = min(limit, sheet.rows[min(len(sheet.rows) - 1, sheet.row_at(end) + _REACH)][1])
    for mark in sheet.marks_in(end, reach):
        if mark.name == still_open:
            return _cell_end(sheet, start, end, mark)
    return end


def _cell_end(sheet: Sheet, start: int, end: int, closing: Mark) -> int:
    """Behind the closing tag: the tab or line end there, unless other cells come first."""
    if closing.kind != "close" or "\t" in sheet.visible[end : closing.span.start]:
        return end
    behind = _after(sheet, closing.span.end)
    if sheet.text[behind : behind + 1] == "\t":
        return behind
    return _closed_later(sheet, start, behind, len(sheet.text))


def _open_tag(marks: Sequence[Mark]) -> str | None:
    """The outermost element that these marks leave open."""
    nest: list[str] = []
    for mark in marks:
        if mark.kind == "open":
            nest.append(mark.name)
        elif mark.kind == "close" and mark.name in nest:
            del nest[nest.index(mark.name) :]
    return nest[0] if nest else None


register_shape(Shape("tabs", 30, tab_tables))
