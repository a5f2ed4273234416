"""Aligned columns, as `pdftotext -layout` prints a table: blanks are all that keeps cells apart.

Each printed line is a row of the grid. Where two cells of a line run together, they become one cell
that spans both columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ggsr_extract.readers.gutters import POKE, Row, Stretch, grown
from ggsr_extract.readers.registry import Shape, register_shape
from ggsr_extract.readers.sheet import Finds, Sheet
from ggsr_extract.text import Cell, Span, Table

__all__ = ["column_tables"]

_GAP = re.compile(r"  ++")
# A cell that reaches so far into the next column may hold words of it.
_CROSSED = 3
# More lines than this apart, the lines below are another table.
_APART = 2
_MOST_COLUMNS = 8
_TRIALS = 4


def column_tables(sheet: Sheet, runs: Sequence[range]) -> Finds:
    """Stretches in which several lines show the same gutters; each line is a row of the grid."""
    seeds = sorted({sheet.row_at(gap) for gap in _inner_gaps(sheet.text)})
    if len(seeds) < 2:
        return Finds()
    tables: list[Table] = []
    for run in runs:
        low, high = bisect_left(seeds, run.start), bisect_left(seeds, run.stop)
        tables += _tables_in(sheet, run, seeds[low:high])
    return Finds(tuple(tables))


def _inner_gaps(text: str) -> Iterator[int]:
    """Where two or more blanks stand between printed characters of a line."""
    for match in _GAP.finditer(text):
        start, end = match.span()
        if text[start - 1 : start].strip() and text[end : end + 1].strip():
            yield start


def _tables_in(sheet: Sheet, run: range, seeds: Sequence[int]) -> Iterator[Table]:
    """Grow a stretch from each line with a gap; where that gives nothing, from the next such line.

    The first line may be the odd one out, but not for ever: a page without columns takes no more
    than `_TRIALS` passes.
    """
    done = tried = run.start
    trials = 0
    for seed, following in pairwise([*seeds, run.stop]):
        if seed < done or (seed < tried and trials >= _TRIALS):
            continue
        trials = trials + 1 if seed < tried else 1
        stretch = _without_odd_line(sheet, grown(sheet, range(seed, run.stop)), following)
        tables = list(_tables(sheet, stretch))
        tried = max(tried, stretch.rows[-1].number + 1 if stretch.rows else seed + 1)
        done = tried if tables else seed + 1
        yield from tables


def _without_odd_line(sheet: Sheet, stretch: Stretch, following: int) -> Stretch:
    """The stretch from the next line with a gap on, where it shows more columns without the first.

    The foot of the page before may fill a gutter of the table below it.
    """
    most = max((len(row.chunks) for row in stretch.rows), default=0)
    if not (len(_edges(stretch)) < most and following <= stretch.rows[-1].number):
        return stretch
    without = grown(sheet, range(following, stretch.rows[-1].number + 1))
    return without if len(_edges(without)) > len(_edges(stretch)) else stretch


def _tables(sheet: Sheet, stretch: Stretch) -> Iterator[Table]:
    starts = _edges(stretch)
    if not 1 < len(starts) <= _MOST_COLUMNS:
        return
    usual = _usual_starts(stretch, starts)
    if not _is_aligned(stretch.rows, starts, usual):
        return
    for rows in _apart(stretch.rows, starts):
        if any(len(row.chunks) > 1 and _fits(row, starts, usual) for row in rows):
            yield _table(sheet, rows, starts)


def _edges(stretch: Stretch) -> list[int]:
    """Where columns begin. A page number at the right of one line is no column."""
    edges = [0, *(end for _, end in stretch.gutters)]
    reaching = sum(row.chunks[-1][0] >= edges[-1] for row in stretch.rows)
    return edges[:-1] if reaching == 1 else edges


def _usual_starts(stretch: Stretch, starts: Sequence[int]) -> dict[int, int]:
    """Where the text of each column mostly begins."""
    begun: dict[int, Counter[int]] = {}
    for row in stretch.rows:
        for start, _ in row.chunks:
            begun.setdefault(_column(start, starts), Counter())[start] += 1
    return {column: counts.most_common(1)[0][0] for column, counts in begun.items()}


def _column(start: int, starts: Sequence[int]) -> int:
    """The column in which a piece begins; one that stands aside belongs to the nearest edge."""
    column = max(column for column, edge in enumerate(starts) if edge <= start or not column)
    if column + 1 < len(starts):
        ahead = starts[column + 1] - start
        return column + (ahead <= POKE and ahead < start - starts[column])
    return column


def _fits(row: Row, starts: Sequence[int], usual: dict[int, int]) -> bool:
    """Whether every piece beyond the first column begins where such pieces mostly do."""
    columns = [(_column(start, starts), start) for start, _ in row.chunks]
    return all(abs(start - usual[column]) <= POKE for column, start in columns if column)


def _is_aligned(rows: Sequence[Row], starts: Sequence[int], usual: dict[int, int]) -> bool:
    """Lines of the first column alone say nothing; of the others, most must fit."""
    telling = [row for row in rows if len(row.chunks) > 1 or _column(row.chunks[0][0], starts)]
    fitting = [row for row in telling if _fits(row, starts, usual)]
    several = sum(len(row.chunks) > 1 for row in fitting)
    enough = several >= 2 or (several and len(fitting) >= 4)
    return bool(enough) and len(fitting) >= 0.7 * len(telling)


def _apart(rows: Sequence[Row], starts: Sequence[int]) -> Iterator[list[Row]]:
    """Lines that a larger gap keeps apart, without lone lines of the first column at their ends."""
    part: list[Row] = []
    for row in rows:
        if part and row.number - part[-1].number > _APART:
            yield from filter(None, [_trimmed(part, starts)])
            part = []
        part.append(row)
    yield from filter(None, [_trimmed(part, starts)])


def _trimmed(part: list[Row], starts: Sequence[int]) -> list[Row]:
    """A heading above a table is no cell; a line below belongs to the last cell it touches.

    Below a lone line (the heads of the columns) stands a table of which only one column is filled.
    """
    telling = [
        index
        for index, row in enumerate(part)
        if len(row.chunks) > 1 or _column(row.chunks[0][0], starts)
    ]
    if not telling:
        return []
    last = telling[-1]
    if last == telling[0]:
        return part[last:]
    while last + 1 < len(part) and part[last + 1].number == part[last].number + 1:
        last += 1
    return part[telling[0] : last + 1]


def _table(sheet: Sheet, rows: Sequence[Row], starts: Sequence[int]) -> Table:
    first, last = rows[0].number, rows[-1].number
    cells = tuple(
        Cell(row.number - first, column, (span,), column_span=width)
        for row in rows
        for column, width, span in _cells(row, starts, sheet.rows[row.number][0])
    )
    return Table("columns", Span(sheet.rows[first][0], sheet.rows[last][1]), cells)


def _cells(row: Row, starts: Sequence[int], offset: int) -> list[tuple[int, int, Span]]:
    """Column, width in columns and place of the cells of a line."""
    cells: list[tuple[int, int, Span]] = []
    for start, end in row.chunks:
        column = _column(start, starts)
        span = Span(offset + start, offset + end)
        if cells and column <= cells[-1][0]:
            column, _, before = cells.pop()
            span = Span(before.start, span.end)
        reached = sum(edge + _CROSSED <= end for edge in starts[column + 1 :])
        cells.append((column, 1 + reached, span))
    return _without_overlap(cells)


def _without_overlap(cells: list[tuple[int, int, Span]]) -> list[tuple[int, int, Span]]:
    """Where the next column has a cell of its own, the one before it only pokes out."""
    following = [column for column, _, _ in cells[1:]] + [_MOST_COLUMNS]
    return [
        (column, min(width, ahead - column), span)
        for (column, width, span), ahead in zip(cells, following, strict=True)
    ]


register_shape(Shape("columns", 40, column_tables))
