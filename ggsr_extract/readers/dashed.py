"""Tables whose columns stand below runs of dashes, as pandoc and reStructuredText write them.

`---- ------` says where columns begin. A row is a line; where empty lines stand between rows, it is
all lines from one to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from ggsr_extract.readers.registry import Shape, register_shape
from ggsr_extract.readers.sheet import Finds, Sheet
from ggsr_extract.text import Cell, Mark, Span, Table, trim

__all__ = ["dashed_tables"]

_RUN = re.compile(r"-{2,}|={2,}")
_RULE = re.compile(r"[ \t]*(?:-{2,}|={2,})(?:[ \t]+(?:-{2,}|={2,}))*[ \t]*\Z")
_TWO_RUNS = re.compile(r"(?:--|==)[ \t]+(?:--|==)")

# Where each column begins and where its run of dashes ends, from the start of the line.
_Columns = tuple[tuple[int, int], ...]


class _Rules(Struct, frozen=True):
    """The lines of dashes of a run of lines: the columns that each shows."""

    sheet: Sheet
    run: range
    columns: dict[int, _Columns]

    def line(self, row: int) -> str:
        """What a line prints."""
        start, end = self.sheet.rows[row]
        return self.sheet.visible[start:end]

    def fits(self, row: int, columns: _Columns) -> bool:
        """Whether a line leaves the gaps between the columns free."""
        line = self.line(row)
        gaps = pairwise(columns)
        return row not in self.columns and not any(
            line[end:start].strip() for (_, end), (start, _) in gaps
        )

    def is_blank(self, row: int) -> bool:
        """Whether it prints nothing."""
        return not self.line(row).strip()


def dashed_tables(sheet: Sheet, runs: Sequence[range]) -> Finds:
    """From the line above the first dashes to the last dashes, or the next empty line."""
    if _TWO_RUNS.search(sheet.visible) is None:
        return Finds()
    return Finds.joined([found for run in runs for found in _finds(_rules_in(sheet, run))])


def _rules_in(sheet: Sheet, run: range) -> _Rules:
    lines = ((row, sheet.visible[slice(*sheet.rows[row])]) for row in run)
    ruled = ((row, line) for row, line in lines if _RULE.match(line))
    found = {row: tuple(match.span() for match in _RUN.finditer(line)) for row, line in ruled}
    return _Rules(sheet, run, found)


def _finds(rules: _Rules) -> Iterator[Finds]:
    done = rules.run.start
    for row, columns in rules.columns.items():
        if row < done or len(columns) < 2:
            continue
        parts = [part for part in (_head(rules, row, done), *_bodies(rules, row)) if part]
        groups = [group for part in parts for group in _rows(rules, part)]
        cells = tuple(_cells(rules.sheet, groups, columns))
        last = max((part.stop for part in parts), default=row + 1)
        above, done = done, last + (last in rules.columns)
        if not any(cell.column and cell.spans for cell in cells):
            continue
        first = min(row, *(part.start for part in parts))
        if first - 1 >= above and first - 1 in rules.columns:
            first -= 1
        yield _table(rules, range(first, done), cells)


def _head(rules: _Rules, row: int, done: int) -> range:
    """The lines directly above the dashes, as far as they show the same columns."""
    columns = rules.columns[row]
    start = row
    while start > done and not rules.is_blank(start - 1) and rules.fits(start - 1, columns):
        start -= 1
    return range(start, row)


def _bodies(rules: _Rules, row: int) -> Iterator[range]:
    """The lines below the dashes; what follows other dashes of the same columns as well."""
    columns = rules.columns[row]
    while True:
        below = row + 1
        while below < rules.run.stop and rules.fits(below, columns):
            below += 1
        closing = rules.columns.get(below) if below < rules.run.stop else None
        body = range(row + 1, below)
        if closing is None or (len(closing) > 1 and closing != columns):
            yield _until_blank(rules, body)
            return
        if all(map(rules.is_blank, body)):
            return
        yield body
        row = below


def _until_blank(rules: _Rules, body: range) -> range:
    end = next((row for row in body if rules.is_blank(row)), body.stop)
    return range(body.start, end)


def _rows(rules: _Rules, part: range) -> Iterator[list[int]]:
    """The lines of each row."""
    if not any(map(rules.is_blank, part)):
        yield from ([row] for row in part)
        return
    for is_blank, rows in groupby(part, key=rules.is_blank):
        if not is_blank:
            yield list(rows)


def _cells(sheet: Sheet, groups: Sequence[Sequence[int]], columns: _Columns) -> Iterator[Cell]:
    starts = [start for start, _ in columns]
    for number, rows in enumerate(groups):
        for column, start in enumerate(starts):
            spans = tuple(
                span
                for row in rows
                if len(span := _piece(sheet, row, start, starts[column + 1 : column + 2]))
            )
            yield Cell(number, column, spans)


def _piece(sheet: Sheet, row: int, start: int, following: Sequence[int]) -> Span:
    """What a line prints in a column that reaches to where the next one begins."""
    begin, end = sheet.rows[row]
    low = min(begin + start, end)
    return trim(Span(low, min([end, *(begin + it for it in following)])), sheet.text)


def _table(rules: _Rules, rows: range, cells: tuple[Cell, ...]) -> Finds:
    sheet = rules.sheet
    ruled = (Span(*sheet.rows[row]) for row in rows if row in rules.columns)
    span = Span(sheet.rows[rows.start][0], sheet.rows[rows[-1]][1])
    return Finds(
        (Table("dashed", span, cells),),
        tuple(Mark(trim(rule, sheet.text), "rule") for rule in ruled),
    )


register_shape(Shape("dashed", 35, dashed_tables))
