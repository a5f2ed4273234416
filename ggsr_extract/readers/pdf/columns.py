"""Columns of a table: where they begin and end, and which text stands in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from ggsr_extract.readers.pdf.model import Segment, Word
from ggsr_extract.readers.pdf.words import joined_segment

__all__ = ["ALIGNED", "Columns"]

# Points: text begins below other text when it is this near; a sign that stands in the middle of its
# column, or text that is set in, no further away than this from where text of the column begins.
ALIGNED = 1.2
_NEAR = 5.0
# Shares of the font size: white that parts columns on its own, white that is more than a word
# space, and what it is at least where a column begins.
_WIDE = 0.9
_MORE = 0.5
_NARROW = 0.15


class _Run(Struct, frozen=True):
    """Words of a line that stand together, and the white before them (in font sizes)."""

    low: float
    high: float
    white: float


class Columns(Struct, frozen=True, dict=True):
    """The columns of a table: where they begin and end, and where text in them begins."""

    xs: tuple[float, ...]
    starts: tuple[float | None, ...]

    @cached_property
    def places(self) -> tuple[float, ...]:
        """Where text of each column begins, or else the column."""
        pairs = zip(self.xs[:-1], self.starts, strict=True)
        return tuple(x if start is None else start for x, start in pairs)

    def line(self, row: Sequence[Word]) -> tuple[tuple[int, Segment], ...]:
        """The text of a printed line by column, each word where it begins."""
        found: dict[int, list[Word]] = {}
        for word in row:
            found.setdefault(self._column_at(word.x0), []).append(word)
        return tuple((column, joined_segment(words)) for column, words in found.items())

    def holds(self, row: Sequence[Word]) -> bool:
        """Whether a printed line stands in the columns.

        One word may be too long for its column, where other text shows that the line has columns.
        """
        runs = self._runs(row)
        crossing = sum(map(self._crosses, runs))
        return runs[0].low >= self.xs[0] - 1 and (
            not crossing
            or (crossing == 1 and any(self._is_later(run.low, ALIGNED) for run in runs))
        )

    def begins(self, row: Sequence[Word]) -> bool:
        """Whether a line shows the columns: text begins where text in a later column does."""
        runs = self._runs(row)
        return (
            runs[0].low >= self.xs[0] - 1
            and not any(map(self._crosses, runs))
            and any(run.white > _MORE and self._is_later(run.low, _NEAR) for run in runs)
        )

    def are_begun(self, row: Sequence[Word]) -> bool:
        """Whether a line shows the columns, and all its text begins where that of a column does."""
        return self.begins(row) and all(
            any(abs(run.low - x) <= _NEAR for x in self.places) for run in self._runs(row)
        )

    def _column_at(self, x: float) -> int:
        return max(0, bisect_right(self.xs, x + 1, 0, len(self.xs) - 1) - 1)

    def _is_later(self, x: float, reach: float) -> bool:
        """Whether text of a later column than the first begins so near."""
        starts = (start for start in self.starts[1:] if start is not None)
        return any(abs(x - start) <= reach for start in starts)

    def _crosses(self, run: _Run) -> bool:
        """Whether words run into the next column."""
        following = self._column_at(run.low) + 1
        return following < len(self.starts) and self.places[following] - ALIGNED < run.high - 2

    def _runs(self, row: Sequence[Word]) -> list[_Run]:
        """The words of a line that stand together; where a column begins, a word space parts."""
        white = [
            float("inf"),
            *((word.x0 - before.x1) / word.size for before, word in pairwise(row)),
        ]
        cuts = [n for n, word in enumerate(row) if self._parts(word, white[n])]
        return [
            _Run(row[low].x0, max(word.x1 for word in row[low:high]), white[low])
            for low, high in pairwise([*cuts, len(row)])
        ]

    def _parts(self, word: Word, white: float) -> bool:
        if white > _WIDE or white <= _NARROW:
            return white > _WIDE
        start = self.places[self._column_at(word.x0)]
        return abs(word.x0 - start) <= (_NEAR if len(word.text) == 1 else ALIGNED)
