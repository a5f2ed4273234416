"""Tables as Emacs Org writes them: lines between pipes, with rules of `|---+---|`.

Org knows no cell of several lines. Whoever writes one puts its lines below each other, as pandoc
does: a line goes on with the row above where a cell of that ends with two backslashes, beside empty
lines, and where it fills nothing but cells that stopped short on the line above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ggsr_extract.readers.cells import RULE
from ggsr_extract.readers.pipes import is_framed, split_row
from ggsr_extract.readers.registry import Shape, register_shape
from ggsr_extract.readers.sheet import Finds, Sheet
from ggsr_extract.text import Cell, Mark, Span, Table, trim

__all__ = ["org_tables"]

_RULE = re.compile(r"[ \t]*\|-+(?:\+-+)*\|[ \t]*\Z")
# What no other markup writes; where a line goes on after the sign, a wiki wrote it.
_WIKI = re.compile(r"\\\\[ \t]+[^\s|]")
_ORG = re.compile(r"^[ \t]*\|-+\+[-+]*\|[ \t]*$|\\\\[ \t]*(?:\||$)", re.MULTILINE)


class _Line(Struct, frozen=True):
    """The cells that a printed line holds parts of; those of a rule are none."""

    row: int
    cells: tuple[Span, ...]

    def filled(self) -> set[int]:
        """The columns in which it prints something."""
        return {column for column, cell in enumerate(self.cells) if len(cell)}


def org_tables(sheet: Sheet, runs: Sequence[range]) -> Finds:
    """Runs of lines between pipes, in a text that shows signs of Org."""
    if not ("|" in sheet.visible and _ORG.search(sheet.visible)) or _WIKI.search(sheet.visible):
        return Finds()
    return Finds.joined([_table(sheet, rows) for run in runs for rows in _framed(sheet, run)])


def _framed(sheet: Sheet, run: range) -> Iterator[range]:
    start = run.start
    for row in (*run, run.stop):
        if row == run.stop or not is_framed(sheet, row):
            if row - start > 1 and not _is_markdown(sheet, range(start, row)):
                yield range(start, row)
            start = row + 1


def _is_markdown(sheet: Sheet, rows: range) -> bool:
    lines = [sheet.visible[slice(*sheet.rows[row])] for row in rows]
    return any(RULE.match(line) and not _RULE.match(line) for line in lines)


def _table(sheet: Sheet, rows: range) -> Finds:
    cells: list[Cell] = []
    marks: list[Mark] = []
    lines: list[_Line] = []
    for row in rows:
        span = trim(Span(*sheet.rows[row]), sheet.visible)
        if _RULE.match(sheet.visible, span.start, span.end):
            marks.append(Mark(span, "rule"))
            lines.append(_Line(row, ()))
        else:
            parts, signs = split_row(sheet, span)
            marks += signs
            lines.append(_Line(row, tuple(parts)))
    for number, group in enumerate(_rows(sheet, lines)):
        for column in range(max(len(line.cells) for line in group)):
            parts = [line.cells[column] for line in group if column < len(line.cells)]
            spans, ends = _content(sheet, parts)
            marks += ends
            cells.append(Cell(number, column, spans))
    span = Span(sheet.rows[rows.start][0], sheet.rows[rows[-1]][1])
    return Finds((Table("pipes", span, tuple(cells)),) if cells else (), tuple(marks))


def _rows(sheet: Sheet, lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """The lines of each row."""
    group: list[_Line] = []
    for line in lines:
        if group and (not line.cells or not _goes_on(sheet, group, line)):
            yield group
            group = []
        if line.cells:
            group.append(line)
    if group:
        yield group


def _goes_on(sheet: Sheet, row: Sequence[_Line], line: _Line) -> bool:
    above, filled = row[-1].filled(), line.filled()
    if not above or not filled:
        return True
    if any(sheet.text[cell.start : cell.end].endswith("\\\\") for cell in row[-1].cells):
        return True
    begun = set().union(*(it.filled() for it in row[:-1]))
    return filled <= begun - above


def _content(sheet: Sheet, parts: Sequence[Span]) -> tuple[tuple[Span, ...], list[Mark]]:
    """The lines of a cell; an empty one ends a paragraph."""
    spans: list[Span] = []
    ends: list[Mark] = []
    for part in parts:
        if len(part):
            spans.append(part)
        elif spans and sheet.text[part.start - 1] == " ":
            spans.append(Span(part.start - 1, part.start))
            ends.append(Mark(spans[-1], "p", "void"))
    return tuple(spans), ends


register_shape(Shape("org", 18, org_tables))
