"""A table that goes on at the head of the next page, where nothing drawn says so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from ggsr_extract.readers.pdf.cutting import grouped
from ggsr_extract.readers.pdf.model import Area, Segment, Word
from ggsr_extract.readers.pdf.words import joined_segment

__all__ = ["Columns", "Continued", "continued_in"]

# So many lines of running title may stand above; a row that far below the last one is another.
_MOST_TITLES = 4
_FAR = 3.4
# How near to the column's usual beginning a text begins (points).
_ALIGNED = 5.0
_EXACT = 1.2
# A line below the table is so many times further away than lines usually are.
_MORE = 1.6


class Columns(Struct, frozen=True):
    """The columns of a table: where they begin and end, and where text in them begins."""

    xs: tuple[float, ...]
    starts: tuple[float | None, ...]

    def cells(self, row: Sequence[Word]) -> tuple[tuple[int, Segment], ...] | None:
        """The text of a printed line by column; None where it does not stand in the columns."""
        cells: list[tuple[int, Segment]] = []
        for group in self._groups(row):
            low, high = group[0].x0, group[-1].x1
            column = max(0, bisect_right(self.xs[:-1], low + 1) - 1)
            is_last = column == len(self.xs) - 2
            if low < self.xs[column] - 1 or (high > self.xs[column + 1] + 1 and not is_last):
                return None
            cells.append((column, joined_segment(group)))
        return tuple(_one_each(cells))

    def line(self, row: Sequence[Word]) -> tuple[tuple[int, Segment], ...]:
        """The text of a printed line by column, also where a word runs over a column's end."""
        found: dict[int, list[Word]] = {}
        for word in row:
            column = max(0, bisect_right(self.xs[:-1], word.x0 + 1) - 1)
            found.setdefault(column, []).append(word)
        return self.cells(row) or tuple(
            (column, joined_segment(words)) for column, words in found.items()
        )

    def _groups(self, row: Sequence[Word]) -> Iterator[list[Word]]:
        """Words that run on; where a column begins, a mere word space parts them."""
        for group in grouped(row):
            run: list[Word] = []
            for word in group:
                if run and word.x0 - run[-1].x1 > 0.2 * word.size and self._begins_at(word.x0):
                    yield run
                    run = []
                run.append(word)
            yield run

    def _begins_at(self, x: float) -> bool:
        return any(start is not None and abs(x - start) <= _EXACT for start in self.starts[1:])

    def begins(self, cells: Sequence[tuple[int, Segment]]) -> bool:
        """Whether a line shows the columns: text begins where text in a later column does."""
        return any(
            column
            and (start := self.starts[column]) is not None
            and abs(segment.x0 - start) <= _ALIGNED
            for column, segment in cells
        )


def _one_each(cells: Sequence[tuple[int, Segment]]) -> list[tuple[int, Segment]]:
    merged: dict[int, Segment] = {}
    for column, segment in cells:
        before = merged.get(column)
        merged[column] = (
            segment if before is None else joined_segment([*before.words, *segment.words])
        )
    return list(merged.items())


class Continued(Struct, frozen=True):
    """The lines `rows[start:end]` as cells by column."""

    start: int
    end: int
    cells: tuple[tuple[tuple[int, Segment], ...], ...]


def continued_in(
    rows: Sequence[Sequence[Word]], columns: Columns, bars: Sequence[Area]
) -> Continued | None:
    """The lines at the head of a page that go on with a table of these columns."""
    for start, row in enumerate(rows[:_MOST_TITLES]):
        cells = columns.cells(row)
        if cells is not None and columns.begins(cells):
            found = [cells]
            for before, following in zip(rows[start:], rows[start + 1 :], strict=False):
                further = columns.cells(following)
                if further is None or _is_apart(before, following, bars):
                    break
                found.append(further)
            while len(found) > 1 and _is_below(found):
                found.pop()
            return Continued(start, start + len(found), tuple(found))
    return None


def _is_below(lines: Sequence[Sequence[tuple[int, Segment]]]) -> bool:
    """Whether the last line stands in the first column alone, apart from those above it."""
    baselines = [line[0][1].baseline for line in lines]
    gaps = sorted(low - high for high, low in pairwise(baselines))
    usual = gaps[(len(gaps) - 1) // 2]
    is_lone = [column for column, _ in lines[-1]] == [0]
    return is_lone and baselines[-1] - baselines[-2] > _MORE * usual


def _is_apart(before: Sequence[Word], row: Sequence[Word], bars: Sequence[Area]) -> bool:
    upper, lower = before[0].baseline, row[0].baseline
    return lower - upper > _FAR * row[0].size or any(
        upper < bar.top < lower < bar.bottom + 1 for bar in bars
    )
