"""The white between printed lines in columns: where rows end that nothing drawn parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ggsr_extract.readers.pdf.model import Segment

__all__ = ["MOST_LINES", "Line", "RowCut", "row_cuts"]

# Tables of more lines than this may hold several rows.
MOST_LINES = 7
# White between rows: at least this share of the font size, and much the same everywhere.
_ROW_WHITE = 0.9
_SAME_WHITE = 0.82
_HEADER_WHITE = 0.45
_MORE_WHITE = 1.25
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


def row_cuts(lines: Sequence[Line], *, has_rows: bool) -> list[RowCut]:
    """Where white goes through the columns above a line that fills several.

    Rows have the same white around them; where it is no wider than between paragraphs, there is no
    telling. Where signs have a column of their own, a row begins with a sign beside other text.
    The text of the first of more than two columns may span rows.
    """
    if len(lines) < 2:
        return []
    signs = _sign_columns(lines)
    whites = [_white(lines, number, signs) for number in range(1, len(lines))]
    size = lines[0][0][1].size
    enough = _ROW_WHITE * size
    between = sorted((w.size for w in whites[1:] if w.is_row and w.size >= enough), reverse=True)
    is_header = whites[0].size >= _HEADER_WHITE * size and _is_header(lines, whites[0].size, signs)
    is_short = has_rows or len(lines) <= MOST_LINES or _is_one_row(lines[1:])
    if not between:
        return [whites[0].cut] if is_header and is_short else []
    least = _SAME_WHITE * between[min(1, len(between) - 1)]
    return [
        white.cut
        for number, white in enumerate(whites)
        if (white.size >= least and (white.is_row or not (signs or white.cut.spans_first)))
        or (is_header and not number)
    ]


def _white(lines: Sequence[Line], number: int, signs: frozenset[int]) -> _White:
    """The white above a line, in all columns, or in all but a first one that spans rows."""
    line = lines[number]
    spans = _spans_first(lines, number)
    above = [
        segment.bottom
        for upper in lines[:number]
        for column, segment in upper
        if column or not spans
    ]
    own = [segment.top for column, segment in line if column or not spans]
    top, bottom = min(own), max(above, default=min(own))
    return _White(
        top - bottom, RowCut((top + bottom) / 2, spans), _begins_row(line, signs, spans=spans)
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
