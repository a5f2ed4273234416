"""Cells that span rows, where no line parts them: how far the text of a column goes on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.readers.pdf.bands import middle_of, words_between
from ggsr_extract.readers.pdf.edges import Edges
from ggsr_extract.readers.pdf.model import Rule, Word

__all__ = ["parted_cells", "rules_by_column"]

# Points: how exactly lines begin at a column, and how level text is.
_EXACT = 4.0
_LEVEL = 1.5
# Lines of one text are at least so many font sizes apart, and evenly.
_NEAREST = 0.9
_EVEN = 1.1
# A height this near to the middle of a line (as a share of the font size) goes through it.
_THROUGH = 0.4
_NOWHERE = float("inf")
# Share of a line of which all is drawn.
_WHOLE = 0.9


class _Texts(Struct, frozen=True):
    """The heights of the printed lines of each column, in the middle of their letters.

    `step`: from one line of a text to the next. `size`: of the smallest letters.
    """

    columns: tuple[tuple[float, ...], ...]
    step: float
    size: float

    def runs_on(self, column: int, at: float) -> bool:
        """Whether a column has a text there of which a height parts no lines, or goes through one.

        Lines are no further apart there than those of one text are.
        """
        above, below = self._around(column, at)
        is_through = min(at - above, below - at) <= _THROUGH * self.size
        return is_through or below - above <= _EVEN * self.step

    def begins(self, column: int, at: float, beside: Iterable[int]) -> bool:
        """Whether text of a column begins below a height, level with what is in those beside."""
        first = min((self._around(other, at)[1] for other in beside), default=_NOWHERE)
        own = self._around(column, at)[1]
        return own < _NOWHERE and abs(own - first) <= _LEVEL and not self.runs_on(column, at)

    def _around(self, column: int, at: float) -> tuple[float, float]:
        """The nearest lines above and below a height."""
        heights = (-_NOWHERE, *self.columns[column], _NOWHERE)
        below = bisect_left(heights, at)
        return heights[below - 1], heights[below]


def _texts_of(columns: Iterable[Sequence[Word]]) -> _Texts:
    """The texts of columns of words."""
    columns = [*columns]
    size = min((word.size for words in columns for word in words), default=0.0)
    heights = [_heights(words) for words in columns]
    steps = [low - high for lines in heights for high, low in pairwise(lines)]
    step = min((step for step in steps if step >= _NEAREST * size), default=0.0)
    return _Texts(tuple(heights), step, size)


def _heights(words: Sequence[Word]) -> tuple[float, ...]:
    """Where lines stand; words beside each other are one line."""
    found = sorted(map(middle_of, words))
    return tuple(
        height for before, height in pairwise([float("-inf"), *found]) if height - before > _LEVEL
    )


def rules_by_column(
    rules: Sequence[Rule], columns: Iterable[Sequence[Word]], xs: Sequence[float]
) -> Iterator[Rule]:
    """Level lines and edges of fills, each over the columns of which it parts the rows.

    The cell before those that it is drawn over spans rows, unless text begins in it. The edge of a
    fill parts all cells, since some of a row may have no fill, but for one before those with a fill
    of which the text goes on.
    """
    texts = _texts_of(columns)
    for at, group in groupby(rules, key=attrgetter("at")):
        own = list(group)
        is_drawn = any(rule.is_drawn for rule in own)
        covered = [n for n, column in enumerate(pairwise(xs)) if _covers(own, column)]
        for number, (low, high) in enumerate(pairwise(xs)):
            if number not in covered and covered and number < covered[-1]:
                begins = texts.begins(number, at, covered)
                if not begins if is_drawn else texts.runs_on(number, at):
                    continue
            yield Rule(at, low, high, is_drawn)


def _covers(rules: Sequence[Rule], column: tuple[float, float]) -> bool:
    """Whether lines are drawn over most of a column's width."""
    low, high = column
    widths = (min(rule.high, high) - max(rule.low, low) for rule in rules)
    return 2 * sum(width for width in widths if width > 0) > high - low


def parted_cells(band: Edges, words: Sequence[Word]) -> Edges:
    """The band with level lines drawn on to the left, where a text of the column there begins.

    Where not all columns are drawn, cells that span rows may have no line between them.
    """
    inner = [
        x
        for x in sorted({rule.at for rule in band.vertical})
        if band.left + _EXACT < x < band.right - _EXACT
    ]
    height = _WHOLE * (band.bottom - band.top)
    if not inner or all(_height_at(band, x) > height for x in inner):
        return band
    xs = [band.left, *inner, band.right]
    texts = _texts_of(words_between(words, (band.top, band.bottom), pair) for pair in pairwise(xs))

    def reach(rule: Rule) -> Rule:
        lows = (
            low
            for column, (low, x) in enumerate(pairwise(xs[:-1]))
            if abs(rule.low - x) <= _EXACT
            and texts.begins(column, rule.at, range(column + 1, len(xs) - 1))
        )
        return replace(rule, low=next(lows, rule.low))

    return Edges(tuple(map(reach, band.horizontal)), band.vertical)


def _height_at(band: Edges, x: float) -> float:
    """How much is drawn of an upright line."""
    return sum(rule.high - rule.low for rule in band.vertical if rule.at == x and rule.is_drawn)
