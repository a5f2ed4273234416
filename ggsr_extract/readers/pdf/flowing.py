"""Printed lines in columns to lines, page columns and tables, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ggsr_extract.readers.pdf.bullets import is_list_sign
from ggsr_extract.readers.pdf.model import Area, Segment
from ggsr_extract.readers.pdf.stretches import Row, Stretch, grown_stretch
from ggsr_extract.readers.pdf.surroundings import Surroundings
from ggsr_extract.readers.pdf.tables import TableBlock, aligned_table, columns_of, lines_of
from ggsr_extract.readers.pdf.words import joined_segment

__all__ = ["Block", "LineBlock", "flow_blocks"]

# Columns of prose are at least this wide, and have so many lines side by side.
_PROSE_WIDTH = 90.0
_FEWEST_LINES = 3
# Text begins below other text when it is this near (points).
_ALIGNED = 1.2


class LineBlock(Struct, frozen=True):
    """A printed line outside tables."""

    segment: Segment


Block = LineBlock | TableBlock


def flow_blocks(rows: Sequence[Row], surroundings: Surroundings) -> Iterator[Block]:
    """Lines, page columns and tables without upright lines, from top to bottom."""
    at = 0
    while at < len(rows):
        stretch = _stretch_from(rows, at, surroundings.areas)
        if stretch is None:
            yield from (LineBlock(segment) for segment in _line(rows, at))
            at += 1
            continue
        yield from _columns(stretch, surroundings)
        at += len(stretch.rows)


def _stretch_from(rows: Sequence[Row], at: int, areas: Sequence[Area]) -> Stretch | None:
    """The stretch that begins here, if more than one of its lines shows its gutters."""
    if not _shows_columns(rows, at):
        return None
    stretch = grown_stretch(rows[at:], areas)
    several = sum(len(row) > 1 for row in stretch.rows)
    offset = len(stretch.gutters) == 1 and len(stretch.rows) >= 2 * _FEWEST_LINES
    hanging = several == 1 and _hangs(stretch)
    return stretch if stretch.gutters and (several >= 2 or offset or hanging) else None


def _hangs(stretch: Stretch) -> bool:
    """Whether all lines but the first go on right below its last segment."""
    first, *others = stretch.rows
    return bool(others) and all(
        len(row) == 1 and abs(row[0].x0 - first[-1].x0) <= _ALIGNED for row in others
    )


def _shows_columns(rows: Sequence[Row], at: int) -> bool:
    """Whether segments stand side by side here, on one line or nearly."""
    row = rows[at]
    if len(row) > 1:
        return True
    if at + 1 >= len(rows) or rows[at + 1][0].baseline - row[0].baseline >= 0.9 * row[0].size:
        return False
    here, there = row[0], rows[at + 1][0]
    return there.x0 - here.x1 > 6 or here.x0 - there.x1 > 6


def _columns(stretch: Stretch, surroundings: Surroundings) -> Iterator[Block]:
    """A stretch as a table, as page columns one after the other, or line by line."""
    separators = surroundings.separators(stretch.area)
    columns = columns_of(stretch)
    if len(columns.starts) > 2 or (separators and not (_is_prose(stretch) or _is_list(stretch))):
        yield aligned_table(lines_of(stretch, columns), columns, separators)
    elif _is_prose(stretch):
        for column in range(2):
            yield from flow_blocks(_cells(stretch, column), surroundings)
    elif _is_side_by_side(stretch):
        yield aligned_table(lines_of(stretch, columns), columns, (), like="columns")
    else:
        for number in range(len(stretch.rows)):
            yield from (LineBlock(segment) for segment in _line(stretch.rows, number))


def _cells(stretch: Stretch, column: int) -> list[Row]:
    """What stands in a column, line by line."""
    starts = [*stretch.starts, float("inf")]
    low, high = starts[column] - 1, starts[column + 1] - 1
    cells = (tuple(s for s in row if low <= s.x0 < high) for row in stretch.rows)
    return [cell for cell in cells if cell]


def _is_list(stretch: Stretch) -> bool:
    """Whether nothing but signs of items stands in the first of two columns."""
    signs = _cells(stretch, 0)
    return len(stretch.starts) == 2 and all(is_list_sign(cell[0].text) for cell in signs)


def _is_prose(stretch: Stretch) -> bool:
    """Whether both columns are wide and long enough to be columns of running text."""
    if len(stretch.starts) != 2:
        return False
    for column in range(2):
        cells = _cells(stretch, column)
        widest = max((cell[-1].x1 - cell[0].x0 for cell in cells), default=0.0)
        if len(cells) < _FEWEST_LINES or widest < _PROSE_WIDTH:
            return False
    return True


def _is_side_by_side(stretch: Stretch) -> bool:
    """Whether two short texts stand beside each other.

    Not a word and what it stands for, and not justified lines, which all end at one place.
    """
    if len(stretch.starts) != 2:
        return False
    ends = [row[-1].x1 for row in stretch.rows if len(row) > 1]
    return max(ends) - min(ends) > _ALIGNED and all(
        any(len(cell[0].words) > 1 for cell in _cells(stretch, column)) for column in range(2)
    )


def _line(rows: Sequence[Row], at: int) -> Iterator[Segment]:
    """The segments of a line.

    A sign of a list is not kept apart from its text, and neither are the words of a line that is
    as wide as the next one or the one before: wide gaps in it come from justifying.
    """
    row = rows[at]
    near = [rows[n] for n in (at - 1, at + 1) if 0 <= n < len(rows)]
    if len(row) > 1 and (
        is_list_sign(row[0].text) or any(_is_justified(row, other) for other in near)
    ):
        yield joined_segment([word for segment in row for word in segment.words])
    else:
        yield from row


def _is_justified(row: Row, other: Row) -> bool:
    return (
        abs(other[0].baseline - row[0].baseline) <= 2.2 * row[0].size
        and abs(other[-1].x1 - row[-1].x1) <= 2.0
    ) or (
        0 < row[0].baseline - other[0].baseline <= 2.2 * row[0].size
        and row[-1].x1 < other[-1].x1
        and len(other) == 1
    )
