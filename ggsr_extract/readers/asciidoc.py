"""Tables as AsciiDoc writes them: between lines of `|===`, a cell after each pipe.

Before its pipe a cell may say what it spans (`2+|`, `.3+|`) and how it is set (`a|`). How many
cells a row has is what the line above says, or else how many stand on the first line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ggsr_extract.readers.cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    Slots,
    across_pages,
    paragraph_ends,
    within_table,
)
from ggsr_extract.readers.registry import Shape, register_shape
from ggsr_extract.readers.sheet import Finds, Sheet
from ggsr_extract.text import Cell, Mark, Span, Table, trim

__all__ = ["asciidoc_tables"]

_FENCE = re.compile(r"[ \t]*\|={3,}[ \t]*\Z")
_ATTRIBUTES = re.compile(r"[ \t]*\[[^\[\]]*\][ \t]*\Z")
_COLUMNS = re.compile(r"""\bcols[ \t]*=[ \t]*(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s,\]]+))""")
_TIMES = re.compile(r"[ \t]*(\d{1,3})\*")
# A pipe that is kept from opening a cell, and one that opens it, with what it says before it.
_CELL = re.compile(
    r"(?P<escape>\\)\|"
    r"|(?:(?<!\S)(?:(?P<columns>\d{1,3})?(?:\.(?P<rows>\d{1,3}))?\+)?"
    r"(?:[<^>]?(?:\.[<^>])?)[adehlmsv]?)?\|"
)
_BREAK = re.compile(r"(?<=[ \t])\+(?=[ \t]*(?:\n|\Z))")


def asciidoc_tables(sheet: Sheet, runs: Sequence[range]) -> Finds:
    """From one fence to the next."""
    if "|===" not in sheet.visible:
        return Finds()
    finds = [_table(sheet, *fences) for run in across_pages(runs) for fences in _fenced(sheet, run)]
    if not finds:
        return Finds()
    breaks = (Mark(Span(*it.span()), "br", "void") for it in _BREAK.finditer(sheet.visible))
    return Finds.joined([*finds, Finds((), tuple(breaks))])


def _fenced(sheet: Sheet, run: range) -> Iterator[tuple[range, int]]:
    """The lines of each table, with those above its fence that say what it is, and its fence."""
    opened = None
    for row in run:
        if not _FENCE.match(_line(sheet, row)):
            continue
        if opened is None or not _begins_with_cell(sheet, range(opened + 1, row)):
            # Where a fence was lost, what stands from the next one on is no table.
            opened = row
            continue
        first = opened
        while first > run.start and _ATTRIBUTES.match(_line(sheet, first - 1)):
            first -= 1
        yield range(first, row + 1), opened
        opened = None


def _begins_with_cell(sheet: Sheet, rows: range) -> bool:
    first = next((line for row in rows if (line := _line(sheet, row)).strip()), "")
    return _CELL.match(first.lstrip()) is not None


def _line(sheet: Sheet, row: int) -> str:
    return sheet.visible[slice(*sheet.rows[row])]


def _table(sheet: Sheet, rows: range, fence: int) -> Finds:
    signs = [Span(*sheet.rows[row]) for row in (*range(rows.start, fence + 1), rows[-1])]
    marks = [Mark(trim(span, sheet.visible), "rule") for span in signs]
    inside = Span(sheet.rows[fence][1], sheet.rows[rows[-1]][0])
    openings: list[re.Match[str]] = []
    for sign in _CELL.finditer(sheet.visible, inside.start, inside.end):
        if sign["escape"]:
            marks.append(Mark(Span(sign.start(), sign.start() + 1), "escape"))
        else:
            openings.append(sign)
            marks.append(Mark(Span(*sign.span()), "cell"))
    said = "".join(_line(sheet, row) for row in range(rows.start, fence))
    columns = _columns_said(said) or _on_first_line(openings)
    cells = within_table(tuple(_cells(sheet, inside, openings, min(columns, MOST_COLUMNS))))
    marks += (mark for cell in cells for span in cell.spans for mark in paragraph_ends(sheet, span))
    span = Span(sheet.rows[rows.start][0], sheet.rows[rows[-1]][1])
    return Finds((Table("asciidoc", span, cells),), tuple(marks))


def _columns_said(attributes: str) -> int:
    """How many columns `cols` names: `cols="1,2a,3"`, `cols="3*"`."""
    found = _COLUMNS.search(attributes)
    if found is None:
        return 0
    columns = re.split("[,;]", found["quoted"] or found["bare"] or "")
    times = (_TIMES.match(column) for column in columns)
    return sum(int(it[1]) if it else 1 for it in times)


def _on_first_line(openings: Sequence[re.Match[str]]) -> int:
    if not openings:
        return 1
    end = openings[0].string.find("\n", openings[0].end())
    return sum(_width(it) for it in openings if it.start() < end)


def _width(opening: re.Match[str]) -> int:
    return max(1, int(opening["columns"] or 1))


def _cells(
    sheet: Sheet, inside: Span, openings: Sequence[re.Match[str]], columns: int
) -> Iterator[Cell]:
    """The cells, each in the first place that is free."""
    slots = Slots()
    row = column = 0
    ends = [*(it.start() for it in openings), inside.end]
    for opening, (_, end) in zip(openings, pairwise(ends), strict=True):
        while (column := slots.free(row, column)) >= columns:
            row, column = row + 1, 0
        width = min(_width(opening), columns - column)
        height = min(max(1, int(opening["rows"] or 1)), MOST_ROWS)
        slots.cover(row, column, height, width)
        span = trim(Span(opening.end(), end), sheet.text)
        yield Cell(row, column, (span,) if len(span) else (), height, width)
        column += width


register_shape(Shape("asciidoc", 13, asciidoc_tables))
