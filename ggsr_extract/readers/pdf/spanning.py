"""Cells that span rows, where no line parts them: how far the text of a column goes on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
        own, first = self._first([column], at), self._first(beside, at)
        return own < _NOWHERE and abs(own - first) <= _LEVEL and not self.runs_on(column, at)

    def centred(
        self, column: int, sure: Collection[float], others: Collection[float]
    ) -> Mapping[float, bool]:
        """Which heights part a column where its texts stand in the middle of the rows they span.

        `sure`: heights that part the column. Of the `others` those are left out between which not
        all texts stand so.
        """
        if not self.columns[column]:
            return {}
        ends = self._ends({*sure, *others})
        found: dict[float, bool] = {}
        for low, high in pairwise(sorted({*sure, *ends})):
            between = sorted(at for at in others if low < at < high)
            is_open = high not in sure
            parting = self._parting(column, (low, *between, high), is_open=is_open)
            found.update({at: at in parting for at in between} if parting else {})
        return found

    def _ends(self, levels: Collection[float]) -> tuple[float, float]:
        """Where the table begins and ends: at a height above and below all text, or at the text."""
        heights = [height for column in self.columns for height in column]
        low, high = min(heights), max(heights)
        above = (at for at in levels if at < low)
        below = (at for at in levels if at > high)
        return max(above, default=low - self.size), min(below, default=high + self.size)

    def _parting(self, column: int, bounds: Sequence[float], *, is_open: bool) -> list[float]:
        """The heights between which each text stands in the middle; none where not all do.

        Texts that all begin where others do beside them stand at the top of their rows. The last of
        several may go on over the page, where no line is known to part it.
        """
        found = [bounds[0]]
        texts = [*self._extents(column, bounds[0], bounds[-1])]
        if all(self._is_at_top(column, low, bounds) for low, _ in texts):
            return []  # as where there are none
        goes_on = is_open and len(texts) > 1
        for low, high in texts[:-1] if goes_on else texts:
            wanted = low + high - found[-1]
            end = min(bounds, key=lambda bound: abs(bound - wanted))
            if abs(end - wanted) > self.size or end <= found[-1]:
                return []
            found.append(end)
        return found if found[-1] == bounds[-1] or goes_on else []

    def _is_at_top(self, column: int, height: float, bounds: Sequence[float]) -> bool:
        """Whether a line is level with the first one of a row in another column."""
        others = [number for number in range(len(self.columns)) if number != column]
        firsts = (self._first(others, at) for at in bounds[:-1])
        return any(abs(height - first) <= _LEVEL for first in firsts)

    def _first(self, columns: Iterable[int], at: float) -> float:
        """The first line of any of these columns below a height."""
        return min((self._around(column, at)[1] for column in columns), default=_NOWHERE)

    def _extents(self, column: int, low: float, high: float) -> Iterator[tuple[float, float]]:
        """The heights of the first and the last line of each text of a column in a range."""
        run: list[float] = []
        for height in self.columns[column]:
            if low < height < high:
                if run and height - run[-1] > _EVEN * self.step:
                    yield run[0], run[-1]
                    run = []
                run.append(height)
        if run:
            yield run[0], run[-1]

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
        height for before, height in pairwise([-_NOWHERE, *found]) if height - before > _LEVEL
    )


class _Level(Struct, frozen=True):
    """Lines at one height, and the columns that they are drawn over."""

    at: float
    covered: tuple[int, ...]
    is_drawn: bool

    def is_open(self, column: int) -> bool:
        """Whether it is drawn over a later column, and not over this one."""
        return column not in self.covered and column < max(self.covered, default=column)


def rules_by_column(
    rules: Sequence[Rule], columns: Iterable[Sequence[Word]], xs: Sequence[float]
) -> Iterator[Rule]:
    """Level lines and edges of fills, each over the columns of which it parts the rows.

    The cell before those that it is drawn over spans rows, unless text begins in it. The edge of a
    fill parts all cells, since some of a row may have no fill, but for one before those with a fill
    of which the text goes on. Text in the middle of a cell tells how far that goes.
    """
    texts = _texts_of(columns)
    levels = [_level(list(group), xs) for _, group in groupby(rules, key=attrgetter("at"))]
    for column, (low, high) in enumerate(pairwise(xs)):
        sure = {level.at for level in levels if not level.is_open(column)}
        others = {level.at for level in levels} - sure
        known = dict.fromkeys(sure, True) | dict(texts.centred(column, sure, others))
        for level in levels:
            if known[level.at] if level.at in known else _parts(texts, column, level):
                yield Rule(level.at, low, high, level.is_drawn)


def _level(rules: Sequence[Rule], xs: Sequence[float]) -> _Level:
    covered = (n for n, column in enumerate(pairwise(xs)) if _covers(rules, column))
    return _Level(rules[0].at, tuple(covered), any(rule.is_drawn for rule in rules))


def _parts(texts: _Texts, column: int, level: _Level) -> bool:
    """Whether a line parts the rows of a column that it is not drawn over."""
    if level.is_drawn:
        return texts.begins(column, level.at, level.covered)
    return not texts.runs_on(column, level.at)


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
    reached = {id(rule): rule for rule in band.horizontal}
    for column, (low, x) in enumerate(pairwise(xs[:-1])):
        beside = range(column + 1, len(xs) - 1)
        others = {rule.at: rule for rule in band.horizontal if abs(rule.low - x) <= _EXACT}
        sure = {rule.at for rule in band.horizontal if rule.low < x - _EXACT and rule.high > low}
        known = texts.centred(column, sure, others)
        for at, rule in others.items():
            if known[at] if at in known else texts.begins(column, at, beside):
                reached[id(rule)] = replace(rule, low=low)
    return Edges(tuple(reached.values()), band.vertical)


def _height_at(band: Edges, x: float) -> float:
    """How much is drawn of an upright line."""
    return sum(rule.high - rule.low for rule in band.vertical if rule.at == x and rule.is_drawn)
