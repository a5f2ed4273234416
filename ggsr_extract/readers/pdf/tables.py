"""Words to the cells of a table: in a grid of drawn lines, or in columns with white between."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.readers.pdf.columns import Columns
from ggsr_extract.readers.pdf.edges import Edges
from ggsr_extract.readers.pdf.grid import Grid, GridCell, grid_of
from ggsr_extract.readers.pdf.model import Area, Rule, Segment, Word, hull_of
from ggsr_extract.readers.pdf.spanning import rules_by_column
from ggsr_extract.readers.pdf.stretches import Stretch, column_of
from ggsr_extract.readers.pdf.strips import columns_between
from ggsr_extract.readers.pdf.whites import MOST_LINES, Line, row_cuts
from ggsr_extract.readers.pdf.words import joined_segment, rows_of
from ggsr_extract.text import TableKind

__all__ = ["CellBlock", "TableBlock", "aligned_table", "columns_of", "lines_of", "ruled_table"]

# A column narrower than this that holds nothing is the space between double lines.
_NARROW = 7.0
# A column begins a little before its text (points).
_BEFORE_TEXT = 3.0
_BEFORE_STRIP = 1.0
# Names of columns are so many lines at the most.
_HEADER_LINES = 4


class CellBlock(Struct, frozen=True):
    """A cell with its printed lines."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[Segment, ...]


class TableBlock(Struct, frozen=True):
    """A table; in kind `columns` a grid row is a printed line.

    `has_rows_by_white`: nothing but white told where rows end.
    """

    kind: TableKind
    area: Area
    cells: tuple[CellBlock, ...]
    columns: Columns
    has_rows_by_white: bool = False


def ruled_table(grid: Grid, words: Sequence[Word]) -> TableBlock:
    """The table of a grid: a word belongs to the cell that its middle stands in."""
    owners = {
        (cell.row + down, cell.column + right): number
        for number, cell in enumerate(grid.cells)
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }
    content: list[list[Word]] = [[] for _ in grid.cells]
    for word in words:
        column = _index(grid.xs, (word.x0 + word.x1) / 2)
        row = _index(grid.ys, word.baseline - 0.3 * word.size)
        content[owners[row, column]].append(word)
    kept = _kept_columns(grid, content)
    cells = [
        _cell_block(cell, kept, tuple(joined_segment(row) for row in rows_of(own)))
        for cell, own in zip(grid.cells, content, strict=True)
        if own
    ]
    return TableBlock("ruled", grid.area, tuple(cells), _grid_columns(grid, kept, cells))


def _grid_columns(grid: Grid, kept: Sequence[int], cells: Sequence[CellBlock]) -> Columns:
    """The columns of a grid, with where the text of each mostly begins."""
    xs = [grid.xs[kept.index(number)] for number in range(kept[-1] + 1)]
    starts: list[float | None] = []
    for number in range(len(xs)):
        begun = sorted(
            line.x0
            for cell in cells
            if cell.column == number and cell.column_span == 1
            for line in cell.lines
        )
        starts.append(begun[len(begun) // 2] if begun else None)
    return Columns((*xs, grid.xs[-1]), tuple(starts))


def _index(places: Sequence[float], value: float) -> int:
    return min(max(bisect_right(places, value) - 1, 0), len(places) - 2)


def _kept_columns(grid: Grid, content: Sequence[Sequence[Word]]) -> list[int]:
    """For each grid column its number when narrow empty ones are left out."""
    filled = {cell.column for cell, own in zip(grid.cells, content, strict=True) if own}
    numbers: list[int] = []
    count = -1
    for column, (x0, x1) in enumerate(zip(grid.xs, grid.xs[1:], strict=False)):
        if x1 - x0 >= _NARROW or column in filled or count < 0:
            count += 1
        numbers.append(count)
    return numbers


def _cell_block(cell: GridCell, kept: Sequence[int], lines: tuple[Segment, ...]) -> CellBlock:
    first = kept[cell.column]
    last = kept[cell.column + cell.column_span - 1]
    return CellBlock(cell.row, first, cell.row_span, last - first + 1, lines)


def aligned_table(
    lines: Sequence[Line],
    columns: Columns,
    separators: Sequence[Rule],
    *,
    like: TableKind | None = None,
    header: int = 0,
) -> TableBlock:
    """The table of printed lines in columns: its rows are known where lines or white part them.

    `header`: so many lines are known to name the columns. `like`: it goes on with a table of this
    kind; where rows were known in that, what nothing parts is a row, and where they were not, white
    says nothing.
    """
    area = hull_of([segment for line in lines for _, segment in line])
    columns = _around(columns, area)
    count = len(columns.starts)
    drawn = _drawn_rules(lines, separators, header, goes_on=like is not None)
    rules = list(rules_by_column(drawn, [_words_in(lines, n) for n in range(count)], columns.xs))
    is_drawn = bool(rules)
    if not is_drawn and like != "columns":
        cuts = row_cuts(lines, has_rows=like == "ruled", header=header)
        # The first cut is made below a known header: no text goes on from the names of columns.
        spanned = [cut.spans_first and (number or not header) for number, cut in enumerate(cuts)]
        rules = [
            Rule(cut.at, columns.xs[1 if spans else 0], columns.xs[-1])
            for cut, spans in zip(cuts, spanned, strict=True)
        ]
    if rules or like == "ruled":
        words = [word for line in lines for _, segment in line for word in segment.words]
        grid = _grid_between(columns, area, rules)
        return replace(ruled_table(grid, words), has_rows_by_white=not is_drawn)
    cells = [
        CellBlock(number, column, 1, 1, (segment,))
        for number, line in enumerate(lines)
        for column, segment in line
    ]
    return TableBlock("columns", area, tuple(cells), columns)


def _around(columns: Columns, area: Area) -> Columns:
    """The columns, the outer ones as wide as the text: on another page it may reach further."""
    first, *inner, last = columns.xs
    return Columns((min(first, area.x0 - 2), *inner, max(last, area.x1 + 2)), columns.starts)


def _words_in(lines: Sequence[Line], column: int) -> list[Word]:
    return [word for line in lines for n, segment in line if n == column for word in segment.words]


def _drawn_rules(
    lines: Sequence[Line], separators: Sequence[Rule], header: int, *, goes_on: bool
) -> list[Rule]:
    """The lines that are drawn between rows; the edges of a header part no others."""
    area = hull_of([segment for line in lines for _, segment in line])
    if header:
        end = max(segment.bottom for line in lines[:header] for _, segment in line)
        begin = lines[header][0][1].baseline
        below = [rule for rule in separators if rule.at > end - 1]
        if not any(begin < rule.at < area.bottom for rule in below):
            return []
        between = [rule for rule in below if rule.at < begin]
        return below if between else [Rule((end + begin) / 2, area.x0 - 2, area.x1 + 2), *below]
    heights = [line[0][1].baseline for line in lines]
    inner = sorted({rule.at for rule in separators if area.top < rule.at < area.bottom})
    return list(separators) if _parts_rows(heights, inner, goes_on=goes_on) else []


def _parts_rows(heights: Sequence[float], inner: Sequence[float], *, goes_on: bool) -> bool:
    """Whether lines are drawn between rows, and not just below a header of few lines.

    `heights` of printed lines, and of the `inner` level lines.
    """
    if not inner:
        return False
    bands = [0] * (len(inner) + 1)
    for height in heights:
        bands[bisect_right(inner, height)] += 1
    is_headless = goes_on and bands[0] > _HEADER_LINES
    return is_headless or sum(map(bool, bands)) > 2 or max(bands) <= MOST_LINES


def _grid_between(columns: Columns, area: Area, rules: Sequence[Rule]) -> Grid:
    """A grid of the level lines, and of upright ones between the columns."""
    xs = columns.xs
    top = min([area.top - 2, *(rule.at for rule in rules)])
    bottom = max([area.bottom + 2, *(rule.at for rule in rules)])
    upright = tuple(Rule(x, top, bottom) for x in xs)
    outer = [Rule(top, xs[0], xs[-1]), Rule(bottom, xs[0], xs[-1])]
    level = [
        replace(rule, low=max(rule.low, xs[0]), high=min(rule.high, xs[-1]))
        for rule in rules
        if top + 3 < rule.at < bottom - 3
    ]
    grid = grid_of(Edges((*outer, *level), upright))
    if grid is None:
        raise ValueError("a table has rows and columns")
    return grid


def columns_of(stretch: Stretch) -> Columns:
    """The columns of a stretch: those that its lines grew, and those that all of them show."""
    low, high = stretch.area.x0, stretch.area.x1
    lines = [[word for segment in row for word in segment.words] for row in stretch.rows]
    grown = [
        (max(gutter.low, gutter.high - _BEFORE_TEXT), gutter.high) for gutter in stretch.gutters
    ]
    shown = [
        (x, x + _BEFORE_STRIP)
        for x in columns_between(lines, low, high)[1:-1]
        if all(abs(x - start) > _NARROW for _, start in grown)
    ]
    inner = _filled(sorted([*grown, *shown]), stretch)
    return Columns(
        (low - 2, *(x for x, _ in inner), high + 2), (stretch.low, *(x for _, x in inner))
    )


def _filled(inner: Sequence[tuple[float, float]], stretch: Stretch) -> list[tuple[float, float]]:
    """The columns without those of words on one line alone, which justifying has parted."""
    kept: list[tuple[float, float]] = []
    ends = [x for _, x in inner[1:]] + [float("inf")]
    for (x, start), end in zip(inner, ends, strict=True):
        texts = [
            "".join(segment.text for segment in row if start - 1 <= segment.x0 < end - 1)
            for row in stretch.rows
        ]
        if texts[0] or sum(map(bool, texts)) != 1 or len("".join(texts)) == 1:
            kept.append((x, start))
    return kept


def lines_of(stretch: Stretch, columns: Columns) -> list[Line]:
    """The lines of a stretch by column; two segments in one column are one."""
    lines: list[Line] = []
    for row in stretch.rows:
        words = [word for segment in row for word in segment.words]
        is_held = columns.holds(words)
        lines.append(columns.line(words) if is_held else tuple(_by_column(row, columns)))
    return lines


def _by_column(row: Sequence[Segment], columns: Columns) -> Iterator[tuple[int, Segment]]:
    """A line of which words run over a column's end."""
    found: dict[int, list[Word]] = {}
    starts = [start for start in columns.starts if start is not None]
    for segment in row:
        found.setdefault(column_of(segment.x0, starts), []).extend(segment.words)
    for column, words in found.items():
        yield column, joined_segment(words)
