"""Lines that name the columns of a table: names apart on one line, all in one hand.

The hand (a bold font) is not that in which most of the page is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ggsr_extract.readers.pdf.columns import ALIGNED
from ggsr_extract.readers.pdf.model import Word
from ggsr_extract.readers.pdf.strips import runs_between

__all__ = ["STAGGERED", "WIDE", "Header", "Rows", "gap_above", "headers_in"]

# Shares of the font size: lines of one header are this near to each other; one that is less than
# STAGGERED below another stands beside it.
_LEADING = 1.75
STAGGERED = 0.9
# Gaps between lines that differ by no more are the same.
_EVEN = 0.1
# White between names that are no words of one line, idem.
WIDE = 3.0
# Names of columns have so many words, on average.
_LONGEST_NAME = 3

Rows = Sequence[Sequence[Word]]


class Header(Struct, frozen=True):
    """The lines `rows[start:end]`, and where the names in them begin."""

    start: int
    end: int
    starts: tuple[float, ...]


def headers_in(rows: Rows, main: int) -> Iterator[Header]:
    """The lines that may name columns, from top to bottom; `main`: the font of most of the page."""
    number = 0
    while number < len(rows):
        header = _header_at(rows, number) if rows[number][0].font != main else None
        if header is not None:
            yield header
        number = header.end if header is not None else number + 1


def _header_at(rows: Rows, number: int) -> Header | None:
    hand = _hand(rows[number])
    names = len(list(runs_between(rows[number])))
    if hand is None or len(rows[number]) > max(2, names) * _LONGEST_NAME:
        return None
    if names < 2 and not _is_staggered(rows, number):
        return None
    start, end = number, number + 1
    while end < len(rows) and _hand(rows[end]) == hand and _hangs_on(rows, end):
        end += 1
    while start and _hand(rows[start - 1]) == hand and _is_level(rows, start, end):
        start -= 1
    begun = sorted(low for row in rows[start:end] for low, _ in runs_between(row))
    starts = [x for n, x in enumerate(begun) if not n or x - begun[n - 1] > ALIGNED]
    return Header(start, end, tuple(starts))


def _hand(row: Sequence[Word]) -> tuple[int, float] | None:
    """Font and size of a line; None where it has several, or is not of letters."""
    fonts = {word.font for word in row}
    sizes = {round(word.size, 1) for word in row}
    if len(fonts) > 1 or len(sizes) > 1 or all(len(word.text) < 2 for word in row):
        return None
    return fonts.pop(), sizes.pop()


def gap_above(rows: Rows, number: int) -> float:
    """From the baseline above to that of a line, in font sizes; far where there is none above."""
    if not 0 < number < len(rows):
        return float("inf")
    return (rows[number][0].baseline - rows[number - 1][0].baseline) / rows[number][0].size


def _hangs_on(rows: Rows, number: int) -> bool:
    """Whether a line, or the last of several in its hand, is nearer to what is above than below."""
    above, below = gap_above(rows, number), gap_above(rows, number + 1)
    if above < STAGGERED or above > _LEADING or above < below - _EVEN:
        return above <= _LEADING
    goes_on = abs(below - above) <= _EVEN and _hand(rows[number + 1]) == _hand(rows[number])
    return goes_on and _hangs_on(rows, number + 1)


def _is_staggered(rows: Rows, number: int) -> bool:
    """Whether the next line stands beside this one, half a line further down."""
    return (
        gap_above(rows, number + 1) < STAGGERED
        and _hand(rows[number]) == _hand(rows[number + 1])
        and (
            rows[number][-1].x1 + WIDE * rows[number][0].size < rows[number + 1][0].x0
            or rows[number + 1][-1].x1 + WIDE * rows[number][0].size < rows[number][0].x0
        )
    )


def _is_level(rows: Rows, number: int, end: int) -> bool:
    """Whether the line above is one of a name that is longer than that on the line itself."""
    gap = gap_above(rows, number)
    if len(list(runs_between(rows[number - 1]))) > 1:
        return False
    return gap < STAGGERED or (number + 1 < end and abs(gap - gap_above(rows, number + 1)) < _EVEN)
