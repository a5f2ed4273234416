"""Segments to stretches that share gutters: page columns, and tables without upright lines.

A stretch grows from line to line while the vertical gutters in it stay free of text. What goes
right through a gutter (prose, a bar, a heading) ends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from msgspec import Struct, field
from msgspec.structs import replace

from ggsr_extract.readers.pdf.model import Area, Segment, hull_of

__all__ = ["Gutter", "Row", "Stretch", "column_of", "grown_stretch"]

# A gutter is at least this wide (points).
_GUTTER = 3.0
_WIDEST = 100_000.0
# So many lines show a gutter before it counts; so large a share of the lines may run through it.
_SHOWN = 2
_CROSSED = 0.1
_OLD = 4
# Lines further apart than so many font sizes do not belong together.
_FAR = 3.6
# A lone line stands apart from the one above it when the gap is so many times the usual.
_APART = 1.6

# Text begins below other text when it is this near (points).
_ALIGNED = 2.0
# A heading is so many times as large as the text above it.
_LARGER = 1.15

Row = tuple[Segment, ...]
Interval = tuple[float, float]


class Gutter(Struct, frozen=True):
    """A free range with text on both sides.

    `shown` counts the lines that have text on both sides of it, `crossed` those that run through,
    `age` all lines since it was found.
    """

    low: float
    high: float
    shown: int = 0
    crossed: int = 0
    age: int = 0

    @property
    def is_sure(self) -> bool:
        """Whether several lines show it, or one does and many leave it free."""
        return self.shown >= _SHOWN or (self.shown == 1 and self.age >= _OLD)

    def is_filled_by(self, row: Row) -> bool:
        """Whether a line leaves nothing of it."""
        return not any(_free_in((self.low, self.high), row))

    def is_shown_by(self, row: Row) -> bool:
        """Whether a line has text on both sides of it."""
        return _stand_around((self.low, self.high), row)


class Stretch(Struct):
    """Printed lines that share gutters."""

    rows: list[Row] = field(default_factory=list)
    found: list[Gutter] = field(default_factory=list)
    low: float = _WIDEST
    high: float = -_WIDEST

    @property
    def gutters(self) -> list[Gutter]:
        """The gutters that more than a single line shows, and that hardly any line crosses."""
        return [
            gutter
            for gutter in self.found
            if gutter.is_sure and gutter.crossed <= _CROSSED * len(self.rows)
        ]

    @property
    def starts(self) -> tuple[float, ...]:
        """Where columns begin."""
        return (self.low, *(gutter.high for gutter in self.gutters))

    @property
    def area(self) -> Area:
        """The rectangle around its text."""
        return hull_of([segment for row in self.rows for segment in row])

    def holds(self, row: Row) -> bool:
        """Whether the line stands in the columns: it fills no gutter that several lines show.

        One that shows another gutter may: its word is too long for its column.
        """
        filled = [gutter for gutter in self.found if gutter.is_filled_by(row)]
        return not any(gutter.is_sure for gutter in filled) or any(
            gutter.is_shown_by(row) for gutter in self.found if gutter not in filled
        )

    def take(self, row: Row) -> None:
        """Grow by a line; a gutter that few lines show and this one fills was none."""
        low = min(self.low, row[0].x0)
        high = max(self.high, *(segment.x1 for segment in row))
        outer = [(low, self.low), (self.high, high)] if self.rows else [(low, high)]
        gutters = [
            Gutter(
                *(start, end, gutter.shown + _stand_around((start, end), row)),
                *(gutter.crossed, gutter.age + 1),
            )
            for gutter in self.found
            for start, end in _free_in((gutter.low, gutter.high), row)
        ]
        gutters += [
            replace(gutter, crossed=gutter.crossed + 1, age=gutter.age + 1)
            for gutter in self.found
            if gutter.shown > _SHOWN and gutter.is_filled_by(row)
        ]
        gutters += [
            Gutter(start, end, 1 if len(row) > 1 else 0)
            for side in outer
            for start, end in _free_in(side, row)
        ]
        self.found = sorted(gutters, key=attrgetter("low"))
        self.rows.append(row)
        self.low, self.high = low, high


def grown_stretch(rows: Sequence[Row], bars: Sequence[Area]) -> Stretch:
    """The stretch that begins with the first of these lines.

    `bars` are filled areas; a lone segment in one that is much wider than it is a line of its own.
    """
    stretch = Stretch()
    for number, row in enumerate(rows):
        if stretch.rows and (
            _gap(stretch.rows[-1], row) > _FAR * row[0].size
            or not stretch.holds(row)
            or (len(row) == 1 and _stands_apart(stretch, row[0], rows[number + 1 :], bars))
        ):
            break
        stretch.take(row)
    while stretch.rows and len(stretch.rows[-1]) == 1 and _is_trailing(stretch):
        stretch.rows.pop()
    return stretch


def _gap(before: Row, row: Row) -> float:
    """From baseline to baseline."""
    return row[0].baseline - before[0].baseline


def _stands_apart(
    stretch: Stretch, segment: Segment, following: Sequence[Row], bars: Sequence[Area]
) -> bool:
    """Whether a lone segment in the first column is a heading, a bar or a line below."""
    gutters = stretch.gutters
    if not gutters or segment.x0 > gutters[0].low:
        return False
    if any(_is_bar(bar, segment, stretch) for bar in bars):
        return True
    if segment.size > _LARGER * max(other.size for other in stretch.rows[-1]):
        return True
    if following and _begins_elsewhere(following[0], gutters):
        return True
    gap = _gap(stretch.rows[-1], (segment,))
    if gap <= _APART * _usual_gap(stretch):
        return False
    return not following or len(following[0]) == 1


def _begins_elsewhere(row: Row, gutters: Sequence[Gutter]) -> bool:
    """Whether a line has several columns, and none of them begins where one of the stretch does."""
    starts = [gutter.high for gutter in gutters]
    return len(row) > 2 and not any(
        abs(segment.x0 - start) <= _ALIGNED for segment in row[1:] for start in starts
    )


def _is_bar(bar: Area, segment: Segment, stretch: Stretch) -> bool:
    middle = (segment.top + segment.bottom) / 2
    area = stretch.area
    return (
        bar.top <= middle <= bar.bottom
        and bar.height <= 4 * segment.size
        and bar.x0 <= segment.x0 + 1
        and bar.x1 >= area.x1 - 0.2 * area.width
    )


def _usual_gap(stretch: Stretch) -> float:
    gaps = [
        gap
        for before, row in zip(stretch.rows, stretch.rows[1:], strict=False)
        if (gap := _gap(before, row)) > 0.5 * row[0].size
    ]
    return sorted(gaps)[len(gaps) // 2] if gaps else 1.4 * stretch.rows[-1][0].size


def _is_trailing(stretch: Stretch) -> bool:
    """Whether the last line stands in the first column alone, apart from the line above it."""
    if len(stretch.rows) < 2:
        return True
    last, before = stretch.rows[-1], stretch.rows[-2]
    gutters = stretch.gutters
    in_first = not gutters or last[0].x0 <= gutters[0].low
    return in_first and _gap(before, last) > _APART * _usual_gap(stretch)


def _stand_around(gap: Interval, row: Row) -> bool:
    """Whether segments stand on both sides of a range."""
    return any(s.x1 <= gap[0] + 1 for s in row) and any(s.x0 >= gap[1] - 1 for s in row)


def _free_in(gap: Interval, row: Row) -> Iterator[Interval]:
    """What the segments of a line leave free of a range."""
    cursor, high = gap
    for segment in row:
        if segment.x1 <= cursor or segment.x0 >= high:
            continue
        if segment.x0 - cursor >= _GUTTER:
            yield cursor, segment.x0
        cursor = segment.x1
    if high - cursor >= _GUTTER:
        yield cursor, high


def column_of(x: float, starts: Sequence[float]) -> int:
    """The column that begins at `x` or nearest before it."""
    return max(0, sum(start <= x + 1.0 for start in starts) - 1)
