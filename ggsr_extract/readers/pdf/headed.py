"""Tables that their header shows: names of columns on one line, and text right below them.

Columns begin where their names do; signs below each other make one more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from ggsr_extract.readers.pdf.continued import Columns
from ggsr_extract.readers.pdf.headers import (
    ALIGNED,
    FAR,
    STAGGERED,
    WIDE,
    Header,
    Rows,
    gap_above,
    headers_in,
)
from ggsr_extract.readers.pdf.model import Area, Word
from ggsr_extract.readers.pdf.strips import runs_between

__all__ = ["Headed", "headed_in", "lines_before"]

# The white before a sign (in font sizes).
_SIGN_GAP = 0.6
# Text so near above two names (in font sizes) is prose that goes on below them.
_RIGHT_ABOVE = 3.0
# A lone line in the first column is a heading when it is so much larger, or so much further away
# than lines usually are; less where a header follows.
_LARGER = 1.15
_APART = 1.6
_HEADING = 1.25
# Text may begin so much further right than the name of its column (in font sizes): it is a list.
_INDENT = 2.5
# A column begins a little before its text (points).
_BEFORE_TEXT = 3.0


class Headed(Struct, frozen=True):
    """The lines `rows[start:end]` are a table, of which the first `header` name the columns."""

    start: int
    end: int
    header: int
    columns: Columns


def headed_in(rows: Rows, bars: Sequence[Area]) -> Headed | None:
    """The first of these printed lines that are a table with a header."""
    headers = list(headers_in(rows))
    for number, header in enumerate(headers):
        limit = headers[number + 1].start if number + 1 < len(headers) else len(rows)
        end = _end(rows, header, limit, bars)
        if _is_table(rows, header, end):
            columns = _columns(rows[header.start : end], rows[header.end : end], header.starts)
            return Headed(header.start, end, header.end - header.start, columns)
    return None


def lines_before(rows: Rows, start: int, bars: Sequence[Area]) -> int:
    """Where the table that `rows[start]` may go on with ends at the latest: at the next header.

    That is `start` or less where the line is a header itself.
    """
    for header in headers_in(rows):
        end = _end(rows, header, len(rows), bars)
        if header.end > start and _is_table(rows, header, end):
            usual = _usual_gap(rows[start : header.start])
            return header.start - _headings(
                rows[: header.start], header.starts[1], _HEADING * usual
            )
    return len(rows)


def _end(rows: Rows, header: Header, limit: int, bars: Sequence[Area]) -> int:
    """Where the lines end that stand in the columns."""
    end = header.end
    while (
        end < limit
        and gap_above(rows, end) <= FAR
        and _stands_in(rows[end], header.starts)
        and not _is_heading(rows, header, end, bars)
    ):
        end += 1
    usual = _usual_gap(rows[header.end : end])
    apart = (_HEADING if end == limit < len(rows) else _APART) * usual
    return end - _headings(rows[:end], header.starts[1], apart)


def _headings(rows: Rows, right: float, apart: float) -> int:
    """How many lines at the end stand in the first column alone, further apart than `apart`."""
    count = 0
    while (
        count + 1 < len(rows)
        and _is_lone(rows[-1 - count], right)
        and gap_above(rows, len(rows) - 1 - count) > apart
    ):
        count += 1
    return count


def _stands_in(row: Sequence[Word], starts: Sequence[float]) -> bool:
    """Whether no text runs into the next column, but for a word that is too long for its own."""
    runs = list(runs_between(row, starts))
    if runs[0][0] < starts[0] - 2 * ALIGNED:
        return False
    crossing = [run for run in runs if any(run[0] < x - ALIGNED < run[1] - 2 for x in starts[1:])]
    return not crossing or (len(crossing) == 1 and any(_is_at(low, starts[1:]) for low, _ in runs))


def _is_at(x: float, starts: Sequence[float]) -> bool:
    return any(abs(x - start) <= ALIGNED for start in starts)


def _is_lone(row: Sequence[Word], right: float) -> bool:
    """Whether a line has text in the first column alone."""
    return row[-1].x1 < right and len(list(runs_between(row))) == 1


def _is_heading(rows: Rows, header: Header, number: int, bars: Sequence[Area]) -> bool:
    """Whether a line in the first column is a bar, or larger than the text above it."""
    row, before = rows[number], rows[number - 1]
    if not _is_lone(row, header.starts[1]):
        return False
    middle = (row[0].top + row[0].bottom) / 2
    return row[0].size > _LARGER * max(word.size for word in before) or any(
        bar.top <= middle <= bar.bottom < bar.top + 4 * row[0].size
        and bar.top > before[0].baseline - 1
        and bar.x0 <= row[0].x0 + 1
        and bar.x1 > header.starts[-1]
        for bar in bars
    )


def _usual_gap(rows: Rows) -> float:
    gaps = sorted(
        gap for number in range(1, len(rows)) if (gap := gap_above(rows, number)) > STAGGERED / 2
    )
    return gaps[(len(gaps) - 1) // 2] if gaps else 1.4


def _is_table(rows: Rows, header: Header, end: int) -> bool:
    """Whether text stands right below the names of the columns.

    Of two columns one may be empty, where their names are so far apart that they are no words of
    one line.
    """
    if end == header.end:
        return False
    lows = [low for row in rows[header.end : end] for low, _ in runs_between(row, header.starts)]
    indent = _INDENT * rows[header.start][0].size
    shown = [x for x in header.starts if any(-ALIGNED <= low - x <= indent for low in lows)]
    first, *others = header.starts
    if len(others) == 1:
        if _is_amid(rows, header):
            return False
        names = [run for row in rows[header.start : header.end] for run in runs_between(row)]
        right = max(high for low, high in names if low - first < ALIGNED)
        is_wide = others[0] - right > WIDE * rows[header.start][0].size
        return bool(shown) and (is_wide or others[0] in shown)
    return len(shown) > 1


def _is_amid(rows: Rows, header: Header) -> bool:
    """Whether text in the second column stands right above: the two are headings of prose."""
    names = rows[header.start]
    return any(
        names[0].baseline - row[0].baseline <= _RIGHT_ABOVE * names[0].size
        and row[-1].x0 >= header.starts[1] - 1
        for row in rows[max(0, header.start - 2) : header.start]
    )


def _columns(rows: Rows, body: Rows, starts: Sequence[float]) -> Columns:
    """The columns of the names, and those of signs."""
    found = sorted([*starts, *_sign_starts(body, starts)])
    words = [word for row in rows for word in row]
    inner = []
    for before, start in pairwise(found):
        ends = [word.x1 for word in words if before - 1 <= word.x0 and word.x1 < start]
        inner.append(max(start - _BEFORE_TEXT, min(max(ends, default=before), start - 0.2)))
    low, high = min(word.x0 for word in words), max(word.x1 for word in words)
    return Columns((low - 2, *inner, high + 2), tuple(found))


def _sign_starts(rows: Rows, starts: Sequence[float]) -> Iterator[float]:
    """Where single signs stand below each other before a column, and nothing else does."""
    for before, start in pairwise(starts):
        found = (_sign_before(row, before, start) for row in rows)
        signs = [sign for sign in found if sign is not None]
        if not signs:
            continue
        low, high = min(sign.x0 for sign in signs), max(sign.x1 for sign in signs)
        inside = [word for row in rows for word in row if word.x0 < high and word.x1 > low]
        if all(len(word.text) == 1 for word in inside):
            yield min(word.x0 for word in inside)


def _sign_before(row: Sequence[Word], left: float, right: float) -> Word | None:
    """The sign that stands alone between the text of a column and the next column."""
    inside = [word for word in row if left - ALIGNED <= word.x0 and word.x1 <= right]
    if not inside or len(inside[-1].text) != 1:
        return None
    *others, sign = inside
    room = sign.x0 - (others[-1].x1 if others else left)
    return sign if room > _SIGN_GAP * sign.size else None
