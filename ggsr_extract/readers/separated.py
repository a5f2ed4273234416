"""Values between commas or semicolons, as a spreadsheet exports them; between tabs if all quoted.

A value with a separator, a quote or a line end in it stands between quotes. No blank stands beside
a separator: that is how running text differs. A table is sure by its quotes, or by many semicolons;
beside a sure one fewer rows are enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from ggsr_extract.readers.cells import line_ends
from ggsr_extract.readers.registry import Shape, register_shape
from ggsr_extract.readers.sheet import Finds, Sheet
from ggsr_extract.text import Cell, Mark, Span, Table, trim

__all__ = ["separated_tables"]

_QUOTED = r'"(?:[^"\f]|"")*+"'
_VALUES = {
    ",": re.compile(rf"{_QUOTED}|(?:[^\s\",](?:[^\",\n\f]*[^\s\",])?)?(?=,| *(?:\n|\Z))"),
    ";": re.compile(rf"{_QUOTED}|(?:[^\s\";](?:[^\";\n\f]*[^\s\";])?)?(?=;| *(?:\n|\Z))"),
    "\t": re.compile(_QUOTED),
}
# Without one of these no table is sure.
_QUOTES = (',"', '",', ';"', '";', '\t"', '"\t')
_GLUED = re.compile(r";(?=[^\s;])")
# Behind the last value of a row.
_BLANKS = re.compile(r" +(?=\n|\Z)")
_FEWEST_ROWS = 3
_FEWEST_VALUES = 3
_MOST_COLUMNS = 20


class _Record(Struct, frozen=True):
    """The lines of a row, where its values stand with their quotes, and what parts them."""

    lines: range
    values: tuple[Span, ...]
    separator: str


def separated_tables(sheet: Sheet, runs: Sequence[range]) -> Finds:
    """Rows of as many values below each other, where a sure table is parted in that way."""
    if not any(sign in sheet.text for sign in _QUOTES) and _GLUED.search(sheet.text) is None:
        return Finds()
    tables = [rows for run in runs for rows in _tables(sheet, run) if _is_filled(rows)]
    sure = {rows[0].separator for rows in tables if _is_sure(sheet, rows)}
    return Finds.joined([_table(sheet, rows) for rows in tables if rows[0].separator in sure])


def _tables(sheet: Sheet, run: range) -> Iterator[list[_Record]]:
    records = list(_records(sheet, run))
    # Rows follow each other without anything between them.
    gaps = [
        number
        for number, record in enumerate(records)
        if number and record.lines.start != records[number - 1].lines.stop
    ]
    for start, stop in zip([0, *gaps], [*gaps, len(records)], strict=True):
        for _, rows in groupby(records[start:stop], key=_form):
            yield list(rows)


def _form(record: _Record) -> tuple[int, str]:
    return len(record.values), record.separator


def _records(sheet: Sheet, run: range) -> Iterator[_Record]:
    line = run.start
    while line < run.stop:
        found = (_record(sheet, line, run, separator) for separator in _VALUES)
        record = next((record for record in found if record is not None), None)
        if record is not None:
            yield record
        line = line + 1 if record is None else record.lines.stop


def _record(sheet: Sheet, line: int, run: range, separator: str) -> _Record | None:
    """The row that begins on a line, if it is one of several values."""
    cursor, limit = sheet.rows[line][0], sheet.rows[run.stop - 1][1]
    begins = sheet.text[cursor : sheet.rows[line][1]].lstrip(" ")
    cursor = sheet.rows[line][1] - len(begins)
    if separator not in begins and not begins.startswith('"'):
        return None
    values: list[Span] = []
    while len(values) < _MOST_COLUMNS:
        value = _VALUES[separator].match(sheet.text, cursor, limit)
        if value is None:
            return None
        values.append(Span(*value.span()))
        blanks = _BLANKS.match(sheet.text, value.end(), limit)
        cursor = blanks.end() if blanks else value.end()
        if cursor == limit or sheet.text[cursor] == "\n":
            lines = range(line, sheet.row_at(cursor) + 1)
            return _Record(lines, tuple(values), separator) if len(values) > 1 else None
        if sheet.text[cursor] != separator:
            return None
        cursor += 1
    return None


def _is_filled(rows: Sequence[_Record]) -> bool:
    """Whether it is more than lines that end with a separator."""
    return len(rows) > 1 and any(sum(len(value) > 0 for value in row.values) > 1 for row in rows)


def _is_sure(sheet: Sheet, rows: Sequence[_Record]) -> bool:
    quoted = sum(any(_is_quoted(sheet, value) for value in row.values) for row in rows)
    by_quotes = quoted * 3 >= len(rows)
    by_number = rows[0].separator == ";" and len(rows[0].values) >= _FEWEST_VALUES
    return len(rows) >= _FEWEST_ROWS and (by_quotes or by_number)


def _is_quoted(sheet: Sheet, value: Span) -> bool:
    return sheet.text.startswith('"', value.start) and len(value) > 1


def _table(sheet: Sheet, rows: Sequence[_Record]) -> Finds:
    cells: list[Cell] = []
    marks: list[Mark] = []
    for number, row in enumerate(rows):
        for column, value in enumerate(row.values):
            if column:
                marks.append(Mark(_one(value.start - 1), "cell"))
            inside = value
            if _is_quoted(sheet, value):
                inside = Span(value.start + 1, value.end - 1)
                marks += _quotes(sheet, value)
            span = trim(inside, sheet.text)
            marks += line_ends(sheet, span)
            cells.append(Cell(number, column, (span,) if len(span) else ()))
    span = Span(rows[0].values[0].start, rows[-1].values[-1].end)
    return Finds((Table("tabs", span, tuple(cells)),), tuple(marks))


def _quotes(sheet: Sheet, value: Span) -> Iterator[Mark]:
    """The quotes around a value, and of two in it, which stand for one, the first."""
    yield Mark(_one(value.start), "quote")
    for doubled in re.finditer('""', sheet.text[value.start + 1 : value.end - 1]):
        yield Mark(_one(value.start + 1 + doubled.start()), "quote")
    yield Mark(_one(value.end - 1), "quote")


def _one(offset: int) -> Span:
    return Span(offset, offset + 1)


register_shape(Shape("separated", 28, separated_tables))
