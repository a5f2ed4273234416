"""Tables whose columns nothing need be drawn of: from which line to which they go.

Such a table begins with a header, the names of its columns on one line, or goes on from the page
before. It ends at the next header, and where a line stands apart or does not stand in the columns.
Columns begin where their names do; signs below each other make one more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.readers.pdf.columns import ALIGNED, Columns
from ggsr_extract.readers.pdf.headers import STAGGERED, WIDE, Header, Rows, gap_above, headers_in
from ggsr_extract.readers.pdf.model import Area, Word, hull_of
from ggsr_extract.readers.pdf.strips import runs_between
from ggsr_extract.readers.pdf.surroundings import Surroundings

__all__ = ["Unruled", "continued_in", "headed_in"]

# Lines further apart (in font sizes) do not belong together, but for a level line between them
# that is near to both.
_FAR = 3.6
# So many lines of running title may stand above a table that goes on.
_MOST_TITLES = 4
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
# So many names stand on one line in nothing but a table.
_MANY_NAMES = 3
# A column begins a little before its text (points).
_BEFORE_TEXT = 3.0


class Unruled(Struct, frozen=True):
    """The lines `rows[start:end]` are a table, of which the first `header` name the columns."""

    start: int
    end: int
    header: int
    columns: Columns

    @property
    def is_cut_off(self) -> bool:
        """Whether the page ends with the header."""
        return self.header == self.end - self.start


def headed_in(rows: Rows, surroundings: Surroundings) -> Unruled | None:
    """The first of these printed lines that are a table with a header."""
    return next(_headed(rows, surroundings), None)


def continued_in(rows: Rows, columns: Columns, surroundings: Surroundings) -> Unruled | None:
    """The lines at the head of a page that go on with a table of these columns."""
    headed = headed_in(rows, surroundings)
    limit = len(rows) if headed is None else headed.start
    for start, row in enumerate(rows[: min(limit, _MOST_TITLES)]):
        if columns.begins(row):
            end = _end(rows[start:], range(limit - start), columns, surroundings)
            body = rows[start : start + end]
            return Unruled(start, start + end, 0, _with_signs(columns, body))
    return None


def _headed(rows: Rows, surroundings: Surroundings) -> Iterator[Unruled]:
    # The next header ends the table of one; most often no others need be sought.
    headers = headers_in(rows, surroundings.main_font)
    found = next(headers, None)
    while found is not None:
        following = next(headers, None)
        limit = len(rows) if following is None else following.start
        header = _with_sign(rows[:limit], found)
        names = _columns(rows[header.start : header.end], header.starts)
        end = _end(rows, range(header.end, limit), names, surroundings)
        if _is_table(rows, header, end) or _is_cut_off(rows, header, surroundings):
            signs = _sign_starts(rows[header.end : end], header.starts)
            columns = _columns(rows[header.start : end], sorted([*header.starts, *signs]))
            yield Unruled(header.start, end, header.end - header.start, columns)
        found = following


def _end(rows: Rows, span: range, columns: Columns, surroundings: Surroundings) -> int:
    """Where the lines end that stand in the columns; `span`: the lines that may."""
    end = span.start
    while (
        end < span.stop
        and _is_near(rows, end, columns, surroundings)
        and columns.holds(rows[end])
        and not _is_heading(rows, end, columns, surroundings.areas)
    ):
        end += 1
    is_followed = end == span.stop < len(rows)
    apart = (_HEADING if is_followed else _APART) * _usual_gap(rows[span.start : end])
    while (
        end > span.start
        and _is_lone(rows[end - 1], columns)
        and (gap_above(rows, end - 1) > apart or _is_foreign(rows[span.start : end]))
    ):
        end -= 1
    return end


def _is_foreign(rows: Rows) -> bool:
    """Whether the last line is printed as no other text of them is."""
    hands = {style[:2] for word in rows[-1] for _, style in word.styles}
    return len(rows) > 1 and not any(
        style[:2] in hands for row in rows[:-1] for word in row for _, style in word.styles
    )


def _is_near(rows: Rows, number: int, columns: Columns, surroundings: Surroundings) -> bool:
    """Whether a line belongs to the one above it: near to it, or to a level line between them."""
    if not number or gap_above(rows, number) <= _FAR:
        return True
    above, row = rows[number - 1], rows[number]
    low, high = above[0].baseline, row[0].baseline
    levels = surroundings.levels_between(low, high, row)
    gaps = [(lower - upper) / row[0].size for upper, lower in pairwise([low, *levels, high])]
    return max(gaps) <= _FAR and columns.are_begun(row)


def _is_lone(row: Sequence[Word], columns: Columns) -> bool:
    """Whether a line has text in the first column alone."""
    return row[-1].x1 < columns.xs[1] and len(list(runs_between(row))) == 1


def _is_heading(rows: Rows, number: int, columns: Columns, bars: Sequence[Area]) -> bool:
    """Whether a line in the first column is a bar, or larger than the text above it."""
    row, before = rows[number], rows[number - 1]
    if not _is_lone(row, columns):
        return False
    middle = (row[0].top + row[0].bottom) / 2
    return row[0].size > _LARGER * max(word.size for word in before) or any(
        bar.top <= middle <= bar.bottom < bar.top + 4 * row[0].size
        and bar.top > before[0].baseline - 1
        and bar.x0 <= row[0].x0 + 1
        and bar.x1 > columns.xs[-2]
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


def _is_cut_off(rows: Rows, header: Header, surroundings: Surroundings) -> bool:
    """Whether names with which a page ends, and lines around them, are all of a table there."""
    if header.end < len(rows):
        return False
    words = [word for row in rows[header.start :] for word in row]
    return bool(surroundings.separators(hull_of(words))) and (
        len(header.starts) >= _MANY_NAMES or surroundings.is_parted(words, header.starts[-1])
    )


def _is_amid(rows: Rows, header: Header) -> bool:
    """Whether text in the second column stands right above: the two are headings of prose."""
    names = rows[header.start]
    return any(
        names[0].baseline - row[0].baseline <= _RIGHT_ABOVE * names[0].size
        and row[-1].x0 >= header.starts[1] - 1
        for row in rows[max(0, header.start - 2) : header.start]
    )


def _columns(rows: Rows, starts: Sequence[float]) -> Columns:
    """The columns that begin at these places."""
    words = [word for row in rows for word in row]
    inner = []
    for before, start in pairwise(starts):
        ends = [word.x1 for word in words if before - 1 <= word.x0 and word.x1 < start]
        inner.append(max(start - _BEFORE_TEXT, min(max(ends, default=before), start - 0.2)))
    low, high = min(starts[0], *(word.x0 for word in words)), max(word.x1 for word in words)
    return Columns((low - 2, *inner, high + 2), tuple(starts))


def _with_sign(rows: Rows, header: Header) -> Header:
    """The header, with a first column for the signs before others that have names.

    The row of a first line without one may go on from the page before.
    """
    first = header.starts[0]
    before = next((row for row in rows[header.end :] if row[0].x0 < first - ALIGNED), ())
    if len(before) < 2 or len(before[0].text) > 1:
        return header
    is_row = any(abs(before[1].x0 - start) <= ALIGNED for start in header.starts)
    return replace(header, starts=(before[0].x0, *header.starts)) if is_row else header


def _with_signs(columns: Columns, rows: Rows) -> Columns:
    """The columns, with those of signs that nothing names."""
    signs = list(_sign_starts(rows, columns.places))
    return _columns(rows, sorted([*columns.places, *signs])) if signs else columns


def _sign_starts(rows: Rows, starts: Sequence[float]) -> Iterator[float]:
    """Where single signs stand below each other at a column's right end, and nothing else does."""
    for before, start in pairwise([*starts, float("inf")]):
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
    if not inside or len(inside[-1].text) != 1 or inside[-1].text.isdigit():
        return None  # a digit numbers a page or a note
    *others, sign = inside
    room = sign.x0 - (others[-1].x1 if others else left)
    return sign if room > _SIGN_GAP * sign.size else None
