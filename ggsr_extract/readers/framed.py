"""Tables of wikis whose rows stand between pipes, each over as many lines as its cells need.

A row begins a line and ends one; empty lines may stand between. How many cells it has is what the
first row says. Cells of a head stand behind carets (`^ a ^ b ^`) or two pipes (`|| a || b ||`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ggsr_extract.readers.cells import RULE, line_ends
from ggsr_extract.readers.registry import Shape, register_shape
from ggsr_extract.readers.sheet import Finds, Sheet
from ggsr_extract.text import Cell, Mark, Span, Table, trim

__all__ = ["framed_tables"]

# What parts the cells of a row, by how the row begins. A backslash keeps a pipe from it.
_SEPARATORS = {
    "|": re.compile(r"(?P<escape>(?<!\\)\\)\||\|"),
    "^": re.compile(r"(?P<escape>(?<!\\)\\)\||[|^]"),
    "||": re.compile(r"(?P<escape>(?<!\\)\\)\||\|\|"),
}
_DOUBLED = re.compile(r"[ \t]*\|\|(?:[^|]*\|\|)+[ \t]*\Z")
_PIPE = re.compile(r"(?<!\\)\||(?<=\\\\)\|")
# The most lines that a row goes on for.
_REACH = 60


class _Line(Struct, frozen=True):
    """How a line begins (empty: as no row does), and how many pipes it has.

    `is_closed`: it ends as rows do. `is_rule`: it only parts rows.
    """

    opening: str
    pipes: int
    is_closed: bool
    is_rule: bool


class _Row(Struct, frozen=True):
    """The lines of a row, its cells, untrimmed, and its signs; a rule has no cells."""

    lines: range
    cells: tuple[Span, ...]
    marks: tuple[Mark, ...]


def framed_tables(sheet: Sheet, runs: Sequence[range]) -> Finds:
    """Rows of as many cells; a table without heads in which each is one line is left to others."""
    if "|" not in sheet.visible:
        return Finds()
    finds: list[Finds] = []
    for run in runs:
        lines = {number: _seen(sheet.visible[slice(*sheet.rows[number])]) for number in run}
        finds += (_table(sheet, rows) for rows in _tables(sheet, lines) if _is_special(rows, lines))
    return Finds.joined(finds)


def _seen(line: str) -> _Line:
    opening = "||" if _DOUBLED.match(line) else line.lstrip()[:1]
    if opening not in _SEPARATORS:
        opening = ""
    end = len(line.rstrip()) - 1
    is_closed = line[end:].startswith("^") if opening == "^" else bool(_PIPE.match(line, end))
    return _Line(opening, len(_PIPE.findall(line)), is_closed, RULE.match(line) is not None)


def _tables(sheet: Sheet, lines: dict[int, _Line]) -> Iterator[list[_Row]]:
    rows: list[_Row] = []
    width: int | None = None
    stop = 0
    for number in lines:
        if number < stop:
            continue
        row = _row(sheet, number, lines, width)
        if row is None and len(rows) > 1:
            yield rows
        if row is None and rows:
            # A table of another width may begin here.
            rows, width = [], None
            row = _row(sheet, number, lines, None)
        if row is not None:
            rows.append(row)
            width = width or len(row.cells) or None
            stop = row.lines.stop
    if len(rows) > 1:
        yield rows


def _is_special(rows: Sequence[_Row], lines: dict[int, _Line]) -> bool:
    has_cells = any(row.cells for row in rows)
    return has_cells and any(
        len(row.lines) > 1 or lines[row.lines[0]].opening != "|" for row in rows
    )


def _row(sheet: Sheet, first: int, lines: dict[int, _Line], width: int | None) -> _Row | None:
    """The row that begins on a line, of `width` cells where that is known."""
    line = lines[first]
    if not line.opening:
        return None
    if line.is_rule:
        rule = trim(Span(*sheet.rows[first]), sheet.visible)
        return _Row(range(first, first + 1), (), (Mark(rule, "rule"),))
    if line.opening != "|":
        row = _split(sheet, range(first, first + 1), line.opening)
        return row if line.is_closed and width in (None, len(row.cells)) else None
    pipes = 0
    for number in range(first, min(first + _REACH, next(reversed(lines)) + 1)):
        pipes += lines[number].pipes
        if width is not None and pipes > width + 1:
            return None
        if lines[number].is_closed and pipes > 1 and width in (None, pipes - 1):
            return _split(sheet, range(first, number + 1), "|")
    return None


def _split(sheet: Sheet, lines: range, opening: str) -> _Row:
    whole = Span(sheet.rows[lines[0]][0], sheet.rows[lines[-1]][1])
    row = trim(whole, sheet.visible)
    marks: list[Mark] = []
    cells: list[Span] = []
    start = row.start
    for sign in _SEPARATORS[opening].finditer(sheet.visible, row.start, row.end):
        if sign["escape"]:
            marks.append(Mark(Span(sign.start(), sign.start() + 1), "escape"))
            continue
        marks.append(Mark(Span(*sign.span()), "cell"))
        if sign.start() > row.start:
            cells.append(Span(start, sign.start()))
        start = sign.end()
    return _Row(lines, tuple(cells), tuple(marks))


def _table(sheet: Sheet, rows: Sequence[_Row]) -> Finds:
    cells: list[Cell] = []
    marks = [mark for row in rows for mark in row.marks]
    for number, row in enumerate(row for row in rows if row.cells):
        for column, inside in enumerate(row.cells):
            span = trim(inside, sheet.text)
            marks += line_ends(sheet, span)
            cells.append(Cell(number, column, (span,) if len(span) else ()))
    span = Span(sheet.rows[rows[0].lines[0]][0], sheet.rows[rows[-1].lines[-1]][1])
    return Finds((Table("pipes", span, tuple(cells)),), tuple(marks))


register_shape(Shape("framed", 17, framed_tables))
