"""The white between printed lines in columns: where rows end that nothing drawn parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.readers.pdf.model import Segment

__all__ = ["MOST_LINES", "Line", "RowCut", "row_cuts"]

# Tables of more lines than this may hold several rows.
MOST_LINES = 7
# White between rows: at least this share of the font size, and much the same everywhere.
_ROW_WHITE = 0.9
_SAME_WHITE = 0.82
_HEADER_WHITE = 0.45
_MORE_WHITE = 1.25
# White differs by no more than this share of the font size where it is the same.
_EVEN = 0.15
# White between lines of one paragraph, as a share of the font size.
_LINE_WHITE = 0.75

# The text of a printed line by column.
Line = tuple[tuple[int, Segment], ...]


class RowCut(Struct, frozen=True):
    """A row begins at a height; `spans_first`: the text of the first column goes on over it."""

    at: float
    spans_first: bool = False


class _White(Struct, frozen=True):
    """The white above a line; `is_row`: the line has what a row begins with."""

    size: float
    cut: RowCut
    is_row: bool


def row_cuts(lines: Sequence[Line], *, has_rows: bool, header: int = 0) -> list[RowCut]:
    """Where white goes through the columns above a line that fills several.

    Rows have the same white around them; where it is no wider than between paragraphs, there is no
    telling. Where signs have a column of their own, a row begins with a sign beside other text.
    The text of the first of more than two columns may span rows. `header`: so many lines are known
    to be one.
    """
    if len(lines) < 2:
        return []
    signs = _sign_columns(lines)
    begin = max(1, header)
    whites = [_white(lines, number, signs) for number in range(begin, len(lines))]
    if header:
        whites[0] = replace(whites[0], cut=_below(lines, header))
    size = lines[0][0][1].size
    is_header = header > 0 or (
        whites[0].size >= _HEADER_WHITE * size and _is_header(lines, whites[0].size, signs)
    )
    between = [w.size for w in whites[1:] if w.is_row and w.size >= _ROW_WHITE * size]
    if not between:
        is_short = has_rows or len(lines) <= MOST_LINES or _is_one_row(lines[begin:])
        is_known = is_short or (header > 0 and _is_dense(whites[1:], size))
        return [whites[0].cut] if is_header and is_known else []
    least = _SAME_WHITE * sorted(between)[-2:][0]
    return [
        white.cut
        for number, white in enumerate(whites)
        if (white.size >= least and (white.is_row or not (signs or white.cut.spans_first)))
        or (is_header and not number)
    ]


def _is_dense(whites: Sequence[_White], size: float) -> bool:
    """Whether no line with which a row may begin has more white above it than lines usually do."""
    usual = sorted(white.size for white in whites)[len(whites) // 2] if whites else 0.0
    return all(white.size <= usual + _EVEN * size for white in whites if white.is_row)


def _white(lines: Sequence[Line], number: int, signs: frozenset[int]) -> _White:
    """The white above a line, in all columns, or in all but a first one that spans rows."""
    line = lines[number]
    spans = _spans_first(lines, number) or _reaches_down(lines, number)
    top, bottom = _gap(lines, number, 1 if spans else 0)
    is_row = _begins_row(line, signs, spans=spans) or _is_broken_row(lines, number, signs)
    return _White(top - bottom, RowCut((top + bottom) / 2, spans), is_row)


def _below(lines: Sequence[Line], header: int) -> RowCut:
    """Below a header no name goes on, however near the text is."""
    top, bottom = _gap(lines, header, 0)
    return RowCut((top + bottom) / 2)


def _gap(lines: Sequence[Line], number: int, first: int) -> tuple[float, float]:
    """Where a line begins, and where all above it ends, in the columns from `first` on."""
    own = [segment.top for column, segment in lines[number] if column >= first]
    above = [
        segment.bottom for upper in lines[:number] for column, segment in upper if column >= first
    ]
    return min(own), max(above, default=min(own))


def _reaches_down(lines: Sequence[Line], number: int) -> bool:
    """Whether the text of the first column ends beside the line, with white above all else of it.

    It then spans the rows above and below.
    """
    line = lines[number]
    if not line or min(column for column, _ in line) == 0 or len(line) < 2:
        return False
    (top, all_above), (_, others) = _gap(lines, number, 0), _gap(lines, number, 1)
    enough = _ROW_WHITE * line[0][1].size
    return top - all_above < enough <= top - others


def _is_broken_row(lines: Sequence[Line], number: int, signs: frozenset[int]) -> bool:
    """Whether a row begins here of which the page ends before the text in its first columns."""
    columns = {column for column, _ in lines[number]}
    return (
        bool(columns & signs)
        and len(columns) > 1
        and min(columns) >= min(signs)
        and all(column > min(signs) for line in lines[number + 1 :] for column, _ in line)
    )


def _spans_first(lines: Sequence[Line], number: int) -> bool:
    """Whether the text of the first column runs on from above a line to it or below it."""
    line = lines[number]
    columns = {column for row in lines for column, _ in row}
    if len(columns) < 3 or sum(column > 0 for column, _ in line) < 2:
        return False
    before = [s for row in lines[:number] for column, s in row if not column]
    after = [s for row in lines[number:] for column, s in row if not column]
    return (
        len(before) > 0
        and len(after) > 0
        and after[0].top - before[-1].bottom <= _LINE_WHITE * after[0].size
        and after[0].baseline - before[-1].baseline <= 2 * after[0].size
    )


def _sign_columns(lines: Sequence[Line]) -> frozenset[int]:
    """The columns of which all texts are single signs."""
    texts: dict[int, list[str]] = {}
    for line in lines[1:]:
        for column, segment in line:
            texts.setdefault(column, []).append(segment.text)
    return frozenset(
        column for column, found in texts.items() if column and all(len(t) == 1 for t in found)
    )


def _begins_row(line: Line, signs: frozenset[int], *, spans: bool) -> bool:
    columns = {column for column, _ in line if column or not spans}
    return len(columns) > 1 and (not signs or (bool(columns & signs) and min(columns) < min(signs)))


def _is_header(lines: Sequence[Line], white: float, signs: frozenset[int]) -> bool:
    """Whether the first line names columns: it has no sign, and more white below than others."""
    if any(column in signs for column, _ in lines[0]):
        return False
    others = [found for found in _steps(lines[1:]) if found > 0]
    return not others or white > _MORE_WHITE * min(others) or len(lines) <= MOST_LINES


def _steps(lines: Sequence[Line]) -> Iterator[float]:
    bottom = max(segment.bottom for _, segment in lines[0])
    for line in lines[1:]:
        yield min(segment.top for _, segment in line) - bottom
        bottom = max(bottom, *(segment.bottom for _, segment in line))


def _is_one_row(lines: Sequence[Line]) -> bool:
    """Whether only the first line has text in as many columns: another row would begin so too."""
    most = max(map(len, lines))
    return most > 2 and len(lines[0]) == most and sum(len(line) == most for line in lines) == 1
