"""Aligned columns, as `pdftotext -layout` prints a table: blanks are all that keeps cells apart.

A stretch of printed lines grows while the vertical gutters in it stay free of text. What goes right
through a gutter (prose, a heading) ends it. A cell that pokes out into a gutter by a few characters
does not; neither does a line in which two cells run together, as long as it begins some column: it
becomes one cell that spans both, since nothing on the page says where the one ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ggsr_extract.readers.lines import is_bullet, is_item_sign
from ggsr_extract.readers.registry import Shape, register_shape
from ggsr_extract.readers.sheet import Finds, Sheet
from ggsr_extract.text import Cell, Span, Table

__all__ = ["column_tables"]

_GAP = re.compile(r"  ++")
_CHUNK = re.compile(r"\S+(?: \S+)*")
# A page of text has no wider lines.
_WIDEST = 500
# A cell may poke out into a gutter, or stand aside of its column, by so many characters.
_POKE = 8
# A cell that reaches so far into the next column may hold words of it.
_CROSSED = 3
# So many empty lines end a stretch; from so many on, the lines below are another table.
_FAR = 5
_APART = 2
_MOST_COLUMNS = 8
_TRIALS = 4

Chunk = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed line as pieces of text that two or more blanks keep apart; offsets in the line."""

    number: int
    chunks: tuple[Chunk, ...]


@dataclass(slots=True)
class _Stretch:
    """Printed lines that share gutters. `free` are the columns without text, outer ones too."""

    rows: list[_Row] = field(default_factory=list)
    free: list[Chunk] = field(default_factory=lambda: [(0, _WIDEST)])
    begun: Counter[int] = field(default_factory=Counter)

    @property
    def gutters(self) -> list[Chunk]:
        """The free columns that have text on both sides."""
        return [gap for gap in self.free if gap[0] > 0 and gap[1] < _WIDEST]

    def filled(self, row: _Row) -> list[Chunk]:
        """The gutters that a line leaves nothing of."""
        return [gap for gap in self.gutters if not any(_parts(gap, row.chunks))]

    def holds(self, row: _Row) -> bool:
        """Whether a line fits: in each gutter it shows at least that another column begins."""
        filled = self.filled(row)
        return (
            not filled
            or self._begins_column(row)
            or all(_pokes(gutter, row.chunks) for gutter in filled)
        )

    def take(self, row: _Row) -> None:
        """Grow by a line. A gutter that it fills stays as it was."""
        filled = self.filled(row)
        others = [gap for gap in self.free if gap not in filled]
        narrowed = [part for gap in others for part in _parts(gap, row.chunks)]
        self.free = sorted([*filled, *narrowed])
        self.begun.update(start for start, _ in row.chunks if start)
        self.rows.append(row)

    def runs_together(self, row: _Row, following: _Row | None) -> bool:
        """Whether all cells of a line run together: it ends in the last column, the next fits."""
        return (
            following is not None
            and len(row.chunks) == 1
            and row.chunks[0][1] > self.gutters[-1][1] + _POKE
            and len(following.chunks) > 1
            and self.holds(following)
        )

    def _begins_column(self, row: _Row) -> bool:
        """Whether a piece of the line begins where pieces of other lines began."""
        near = (start + shift for start, _ in row.chunks if start for shift in (-1, 0, 1))
        needed = 1 if len(row.chunks) > 1 else 2
        return any(self.begun[start] >= needed for start in near)


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
    for seed in seeds:
        if seed < done or (seed < tried and trials >= _TRIALS):
            continue
        trials = trials + 1 if seed < tried else 1
        stretch = _grown(sheet, range(seed, run.stop))
        tables = list(_tables(sheet, stretch))
        tried = max(tried, stretch.rows[-1].number + 1 if stretch.rows else seed + 1)
        done = tried if tables else seed + 1
        yield from tables


def _grown(sheet: Sheet, rows: range) -> _Stretch:
    """The stretch that begins with the first of these lines."""
    stretch = _Stretch()
    for number in rows:
        row = _row(sheet, number)
        if row is None or (stretch.rows and number - stretch.rows[-1].number >= _FAR):
            break
        if not row.chunks:
            continue
        if not stretch.rows and len(row.chunks) == 1:
            break
        if stretch.rows and not stretch.holds(row):
            following = _row(sheet, number + 1) if number + 1 in rows else None
            if not stretch.runs_together(row, following):
                break
        stretch.take(row)
    return stretch


def _line(sheet: Sheet, number: int) -> str:
    start, end = sheet.rows[number]
    return sheet.text[start:end]


def _row(sheet: Sheet, number: int) -> _Row | None:
    """The pieces of a line; None for one that cannot stand in aligned columns."""
    line = _line(sheet, number)
    if len(line) > _WIDEST - 1 or "\t" in line:
        return None
    chunks: list[Chunk] = []
    for match in _CHUNK.finditer(line):
        if chunks and _is_sign(line[slice(*chunks[-1])], is_first=len(chunks) == 1):
            chunks[-1] = (chunks[-1][0], match.end())
        else:
            chunks.append(match.span())
    return _Row(number, tuple(chunks))


def _is_sign(text: str, *, is_first: bool) -> bool:
    """The sign of an item is no cell of its own."""
    return is_bullet(text) or (is_first and is_item_sign(text))


def _parts(gap: Chunk, chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """What the pieces of a line leave free of a gap."""
    cursor = gap[0]
    for start, end in chunks:
        if start > cursor and min(start, gap[1]) > cursor:
            yield cursor, min(start, gap[1])
        cursor = max(cursor, end)
    if cursor < gap[1]:
        yield cursor, gap[1]


def _pokes(gutter: Chunk, chunks: Sequence[Chunk]) -> bool:
    """Whether the text in a gutter only stands aside a little: the line has a gap, or ends, nearby."""
    ends = [end for _, end in chunks]
    starts = [start for start, _ in chunks[1:]]
    return any(
        gutter[0] - _POKE < start and end < gutter[1] + _POKE
        for end, start in zip(ends, [*starts, _WIDEST], strict=True)
    )


def _tables(sheet: Sheet, stretch: _Stretch) -> Iterator[Table]:
    starts = _edges(stretch)
    if not 1 < len(starts) <= _MOST_COLUMNS:
        return
    usual = _usual_starts(stretch, starts)
    if not _is_aligned(stretch.rows, starts, usual):
        return
    for rows in _apart(stretch.rows, starts):
        if any(len(row.chunks) > 1 and _fits(row, starts, usual) for row in rows):
            yield _table(sheet, rows, starts)


def _edges(stretch: _Stretch) -> list[int]:
    """Where columns begin. A page number at the right of one line is no column."""
    edges = [0, *(end for _, end in stretch.gutters)]
    reaching = sum(row.chunks[-1][0] >= edges[-1] for row in stretch.rows)
    return edges[:-1] if reaching == 1 else edges


def _usual_starts(stretch: _Stretch, starts: Sequence[int]) -> dict[int, int]:
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
        return column + (ahead <= _POKE and ahead < start - starts[column])
    return column


def _fits(row: _Row, starts: Sequence[int], usual: dict[int, int]) -> bool:
    """Whether every piece beyond the first column begins where such pieces mostly do."""
    columns = [(_column(start, starts), start) for start, _ in row.chunks]
    return all(abs(start - usual[column]) <= _POKE for column, start in columns if column)


def _is_aligned(rows: Sequence[_Row], starts: Sequence[int], usual: dict[int, int]) -> bool:
    """Lines of the first column alone say nothing; of the others, most must fit."""
    telling = [row for row in rows if len(row.chunks) > 1 or _column(row.chunks[0][0], starts)]
    fitting = [row for row in telling if _fits(row, starts, usual)]
    several = sum(len(row.chunks) > 1 for row in fitting)
    enough = several >= 2 or (several and len(fitting) >= 4)
    return bool(enough) and len(fitting) >= 0.7 * len(telling)


def _apart(rows: Sequence[_Row], starts: Sequence[int]) -> Iterator[list[_Row]]:
    """Lines that a larger gap keeps apart, without lone lines of the first column at their ends."""
    part: list[_Row] = []
    for row in rows:
        if part and row.number - part[-1].number > _APART:
            yield from filter(None, [_trimmed(part, starts)])
            part = []
        part.append(row)
    yield from filter(None, [_trimmed(part, starts)])


def _trimmed(part: list[_Row], starts: Sequence[int]) -> list[_Row]:
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


def _table(sheet: Sheet, rows: Sequence[_Row], starts: Sequence[int]) -> Table:
    first, last = rows[0].number, rows[-1].number
    cells = tuple(
        Cell(row.number - first, column, (span,), column_span=width)
        for row in rows
        for column, width, span in _cells(row, starts, sheet.rows[row.number][0])
    )
    return Table("columns", Span(sheet.rows[first][0], sheet.rows[last][1]), cells)


def _cells(row: _Row, starts: Sequence[int], offset: int) -> list[tuple[int, int, Span]]:
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
