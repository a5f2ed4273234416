"""Tables in boxes of `+---+` and `|`, as pandoc, reStructuredText and Emacs write them.

A cell goes on over the lines of its box, and may span columns and rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field

from ggsr_extract.readers.registry import Shape, register_shape
from ggsr_extract.readers.sheet import Finds, Sheet
from ggsr_extract.text import Cell, Mark, Span, Table, trim

__all__ = ["boxed_tables"]

_RULE = re.compile(r"[ \t]*\+(?:[-=:]+\+)+[ \t]*\Z")
# No page has more columns.
_MOST_EDGES = 100
_CORNER = re.compile(r"\+(?=[-=:])|(?<=[-=:])\+")


def boxed_tables(sheet: Sheet, runs: Sequence[range]) -> Finds:
    """Lines that begin and end with a side of a box, from a whole rule to the last one."""
    if "+-" not in sheet.visible and "+=" not in sheet.visible:
        return Finds()
    found = (rows for run in runs for rows in _framed(sheet, run))
    return Finds.joined([_table(sheet, rows) for rows in found])


def _framed(sheet: Sheet, run: range) -> Iterator[range]:
    """All lines of a box begin and end where its first one does."""
    rules: list[int] = []
    outer = (0, 0)
    for row in (*run, run.stop):
        line = _line(sheet, row).rstrip() if row < run.stop else ""
        bounds = len(line) - len(line.lstrip()), len(line)
        if rules and (bounds != outer or line[outer[0]] not in "|+" or line[-1] not in "|+"):
            if len(rules) > 1:
                yield range(rules[0], rules[-1] + 1)
            rules = []
        if _RULE.match(line) is not None:
            rules.append(row)
            outer = bounds


def _line(sheet: Sheet, row: int) -> str:
    start, end = sheet.rows[row]
    return sheet.visible[start:end]


class _Open(Struct):
    """A cell whose box has not been closed yet."""

    row: int
    column: int
    column_span: int
    spans: list[Span] = field(default_factory=list)


class _Box(Struct):
    """A table while it is read, line by line; `edges` are where sides of cells may stand."""

    sheet: Sheet
    edges: list[int]
    row: int = -1
    open: dict[int, _Open] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def take(self, number: int) -> None:
        """Read on over a line."""
        start, _ = self.sheet.rows[number]
        line = _line(self.sheet, number)
        sides = [at for at, edge in enumerate(self.edges) if line[edge : edge + 1] in ("|", "+")]
        self.marks += (Mark(_one(start + self.edges[at]), "cell") for at in sides)
        ruled = False
        for left, right in pairwise(sides):
            inside = Span(start + self.edges[left] + 1, start + self.edges[right])
            if self._is_rule(inside):
                self.marks.append(Mark(inside, "rule"))
                self._close(left, right)
                ruled = True
            else:
                self._fill(left, right, inside)
        self.row += ruled

    def _is_rule(self, inside: Span) -> bool:
        return bool(len(inside)) and not self.sheet.visible[inside.start : inside.end].strip("-=:")

    def _close(self, left: int, right: int) -> None:
        for column in [column for column in self.open if left <= column < right]:
            cell = self.open.pop(column)
            height = self.row - cell.row + 1
            self.cells.append(Cell(cell.row, column, tuple(cell.spans), height, cell.column_span))

    def _fill(self, left: int, right: int, inside: Span) -> None:
        cell = self.open.get(left)
        if cell is None:
            cell = self.open[left] = _Open(self.row, left, right - left)
        span = trim(inside, self.sheet.text)
        if len(span):
            if self._is_cut(cell.spans, span, inside):
                self.marks.append(Mark(_one(cell.spans[-1].end), "cut"))
            cell.spans.append(span)
        elif cell.spans and len(inside):
            # An empty line ends a paragraph of the cell.
            cell.spans.append(Span(inside.start, inside.start + 1))
            self.marks.append(Mark(cell.spans[-1], "p", "void"))

    def _is_cut(self, above: Sequence[Span], span: Span, inside: Span) -> bool:
        """Whether a word that is wider than the box goes on here, as pandoc cuts it.

        The rest fills its line. What comes before stands alone on a line of its own, although it
        had room behind the words above it.
        """
        if len(above) < 2 or (span.start, span.end) != (inside.start + 1, inside.end - 1):
            return False
        before, begun, rest = (self.sheet.text[it.start : it.end] for it in (*above[-2:], span))
        return (
            begun.isalpha()
            and rest[0].isalpha()
            and rest[0].islower()
            and not any(map(str.isspace, rest))
            and not before.endswith((".", ":", ";", "!", "?"))
            and 0 < len(before.strip()) < len(rest) - len(begun)
        )


def _one(offset: int) -> Span:
    return Span(offset, offset + 1)


def _table(sheet: Sheet, rows: range) -> Finds:
    lines = (_line(sheet, row) for row in rows)
    edges = {corner.start() for line in lines for corner in _CORNER.finditer(line)}
    if len(edges) > _MOST_EDGES:
        return Finds()
    box = _Box(sheet, sorted(edges))
    for row in rows:
        box.take(row)
    span = Span(sheet.rows[rows.start][0], sheet.rows[rows[-1]][1])
    cells = tuple(sorted(box.cells, key=lambda cell: (cell.row, cell.column)))
    return Finds((Table("boxed", span, cells),) if cells else (), tuple(box.marks))


register_shape(Shape("boxed", 15, boxed_tables))
