"""Drawn lines and the edges of areas to grids: which cells a page's rules enclose.

A cell ends where a line is drawn; where none is, it spans. A table that is open at a side (no
bottom rule before the page ends, no rule at the left and right) is closed there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.readers.pdf.bands import middle_of, parted_columns
from ggsr_extract.readers.pdf.edges import TOUCH, Edges, components_of
from ggsr_extract.readers.pdf.model import Area, Rule, Word
from ggsr_extract.readers.pdf.spanning import parted_cells

__all__ = ["Grid", "GridCell", "grid_of", "grids_of"]

# Tables that lie in each other, to so many points.
_SNAP = 3.0
# A line that goes on so far beyond the last rule is open there.
_OPEN = 7.0
# Share of a cell's side that must be drawn for the cell to end there.
_DRAWN = 0.6

# (index of a place, index of a step): elementary sides that a line is drawn on.
_Drawn = set[tuple[int, int]]


class GridCell(Struct, frozen=True):
    """A cell by its place in the grid, and the rectangle that it takes up."""

    row: int
    column: int
    row_span: int
    column_span: int
    area: Area


class Grid(Struct, frozen=True):
    """Cells that lines enclose; `xs` and `ys` are where columns and rows begin and end."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def area(self) -> Area:
        """The whole rectangle."""
        return Area(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def grids_of(edges: Edges, words: Sequence[Word]) -> list[Grid]:
    """The grids of two or more columns, from top to bottom."""
    words = sorted(words, key=middle_of)
    grids = list(_grids([part for part in components_of(edges) if part.vertical], words))
    outer = [grid for grid in grids if not any(_lies_in(grid, other) for other in grids)]
    return sorted(outer, key=lambda grid: grid.ys[0])


def _grids(components: Sequence[Edges], words: Sequence[Word]) -> Iterator[Grid]:
    for whole in components:
        for part in _stacked(whole):
            if part.vertical and not part.is_open:
                grid = grid_of(parted_cells(part, words), words)
                if grid is not None:
                    yield grid


def _stacked(edges: Edges) -> Iterator[Edges]:
    """Tables that touch: a row over the whole width begins another one if columns change there."""
    ys = _closed([rule.at for rule in edges.horizontal], edges.vertical)
    left, right = edges.left, edges.right
    parts: list[tuple[float, set[float]]] = []
    was_bar = False
    for top, bottom in pairwise(ys):
        inner = {
            rule.at
            for rule in edges.vertical
            if left + TOUCH < rule.at < right - TOUCH
            and min(bottom, rule.high) - max(top, rule.low) >= _DRAWN * (bottom - top)
        }
        if not parts or (not inner and not was_bar):
            parts.append((top, set()))
        parts[-1][1].update(inner)
        was_bar = not inner
    tops: list[tuple[float, set[float]]] = []
    for top, xs in parts:
        if tops and (xs <= tops[-1][1] or xs >= tops[-1][1]):
            tops[-1][1].update(xs)
        else:
            tops.append((top, xs))
    borders = [top for top, _ in tops] + ys[-1:]
    for top, bottom in pairwise(borders):
        yield _clipped(edges, top, bottom)


def _clipped(edges: Edges, top: float, bottom: float) -> Edges:
    """The part of the lines between two heights."""
    return Edges(
        tuple(rule for rule in edges.horizontal if top - 1 <= rule.at <= bottom + 1),
        tuple(
            replace(rule, low=max(rule.low, top), high=min(rule.high, bottom))
            for rule in edges.vertical
            if min(rule.high, bottom) - max(rule.low, top) > TOUCH
        ),
    )


def _lies_in(grid: Grid, other: Grid) -> bool:
    inner, around = grid.area, other.area
    return (
        other is not grid
        and around.x0 - _SNAP <= inner.x0
        and inner.x1 <= around.x1 + _SNAP
        and around.top - _SNAP <= inner.top
        and inner.bottom <= around.bottom + _SNAP
        and around.width * around.height > inner.width * inner.height
    )


def grid_of(edges: Edges, words: Sequence[Word] = ()) -> Grid | None:
    """The grid of lines that hang together; None where they enclose no two columns.

    Where upright lines lack in a row, columns end where they do in other rows, as long as no text
    runs across, and there is some behind them or a fill shows them elsewhere.
    """
    xs = _closed([rule.at for rule in edges.vertical], edges.horizontal)
    ys = _closed([rule.at for rule in edges.horizontal], edges.vertical)
    if len(xs) < 3 or len(ys) < 2:
        return None
    beside = _drawn_between(xs, ys, edges.vertical)
    below = _drawn_between(ys, xs, edges.horizontal)
    filled = {rule.at for rule in edges.vertical if not rule.is_drawn}
    is_body = False
    for row in range(len(ys) - 1):
        drawn = [edge for edge in range(1, len(xs) - 1) if (edge, row) in beside]
        is_body = is_body or bool(drawn)
        for low, high in pairwise([0, *drawn, len(xs) - 1]):
            part = xs[low : high + 1]
            is_known = is_body and not (drawn and filled.isdisjoint(part[1:-1]))
            parted = parted_columns(part, ys[row : row + 2], words, is_body=is_known)
            beside.update((low + edge, row) for edge in parted)
    return Grid(tuple(xs), tuple(ys), tuple(_cells(xs, ys, (beside, below))))


def _closed(places: Sequence[float], across: Sequence[Rule]) -> list[float]:
    """Where lines are, and where the lines across them end in the open."""
    closed = sorted(set(places))
    low = min(rule.low for rule in across)
    high = max(rule.high for rule in across)
    if low < closed[0] - _OPEN:
        closed.insert(0, low)
    if high > closed[-1] + _OPEN:
        closed.append(high)
    return closed


def _cells(
    xs: Sequence[float], ys: Sequence[float], drawn: tuple[_Drawn, _Drawn]
) -> Iterator[GridCell]:
    """Elementary cells put together where no line is drawn between them."""
    beside, below = drawn
    taken: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            width = _reach(row, column, len(xs) - 1, (beside, taken))
            height = _height(row, (column, column + width), len(ys) - 1, (beside, below))
            taken.update(
                (row + down, column + right) for down in range(height) for right in range(width)
            )
            area = Area(xs[column], ys[row], xs[column + width], ys[row + height])
            yield GridCell(row, column, height, width, area)


def _reach(row: int, start: int, stop: int, limits: tuple[_Drawn, _Drawn]) -> int:
    """How many elementary cells from `start` on no line and no other cell keeps apart."""
    beside, taken = limits
    end = start + 1
    while end < stop and (end, row) not in beside and (row, end) not in taken:
        end += 1
    return end - start


def _height(row: int, columns: tuple[int, int], stop: int, drawn: tuple[_Drawn, _Drawn]) -> int:
    """How many rows a cell takes up: those below it are as wide, and nothing is drawn between."""
    beside, below = drawn
    end = row + 1
    while (
        end < stop
        and all((end, column) not in below for column in range(*columns))
        and _is_as_wide(end, columns, beside)
    ):
        end += 1
    return end - row


def _is_as_wide(row: int, columns: tuple[int, int], beside: _Drawn) -> bool:
    inner = range(columns[0] + 1, columns[1])
    return not any((edge, row) in beside for edge in inner)


def _drawn_between(
    places: Sequence[float], steps: Sequence[float], rules: Sequence[Rule]
) -> _Drawn:
    """The elementary sides between `steps` at each of `places` that a line is drawn on."""
    drawn: _Drawn = set()
    index = {at: number for number, at in enumerate(places)}
    for rule in rules:
        number = index[rule.at]
        for step, (low, high) in enumerate(pairwise(steps)):
            covered = min(high, rule.high) - max(low, rule.low)
            if covered >= _DRAWN * (high - low):
                drawn.add((number, step))
    return drawn
