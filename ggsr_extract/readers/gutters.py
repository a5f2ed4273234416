"""Vertical gutters in aligned text, and the printed lines that share them.

A stretch of printed lines grows while the vertical gutters in it stay free of text. What goes right
through a gutter (prose, a heading) ends it. A cell that pokes out into a gutter by a few characters
does not; neither does a line in which two cells run together, as long as it begins some column:
nothing on the page says where the one ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from ggsr_extract.readers.lines import is_bullet, is_item_sign
from ggsr_extract.readers.sheet import Sheet

__all__ = ["POKE", "Chunk", "Row", "Stretch", "grown"]

_CHUNK = re.compile(r"\S+(?: \S+)*")
# A page of text has no wider lines.
_WIDEST = 500
# A cell may poke out into a gutter, or stand aside of its column, by so many characters.
POKE = 8
# So many empty lines end a stretch.
_FAR = 5

Chunk = tuple[int, int]


class Row(Struct, frozen=True):
    """A printed line as pieces of text that two or more blanks keep apart; offsets in the line."""

    number: int
    chunks: tuple[Chunk, ...]


class Stretch(Struct):
    """Printed lines that share gutters. `free` are the columns without text, outer ones too."""

    rows: list[Row] = field(default_factory=list)
    free: list[Chunk] = field(default_factory=lambda: [(0, _WIDEST)])
    begun: Counter[int] = field(default_factory=Counter)

    @property
    def gutters(self) -> list[Chunk]:
        """The free columns that have text on both sides."""
        return [gap for gap in self.free if gap[0] > 0 and gap[1] < _WIDEST]

    def filled(self, row: Row) -> list[Chunk]:
        """The gutters that a line leaves nothing of."""
        return [gap for gap in self.gutters if not any(_parts(gap, row.chunks))]

    def holds(self, row: Row) -> bool:
        """Whether a line fits: in each gutter it shows at least that another column begins."""
        filled = self.filled(row)
        return (
            not filled
            or self._begins_column(row)
            or all(_pokes(gutter, row.chunks, self._tolerance()) for gutter in filled)
        )

    def take(self, row: Row) -> None:
        """Grow by a line. A gutter that it fills stays as it was."""
        filled = self.filled(row)
        others = [gap for gap in self.free if gap not in filled]
        narrowed = [part for gap in others for part in _parts(gap, row.chunks)]
        self.free = sorted([*filled, *narrowed])
        self.begun.update(start for start, _ in row.chunks if start)
        self.rows.append(row)

    def runs_together(self, row: Row, following: Row | None) -> bool:
        """Whether all cells of a line run together: it ends in the last column, the next fits."""
        return (
            following is not None
            and len(row.chunks) == 1
            and row.chunks[0][1] > self.gutters[-1][1] + POKE
            and len(following.chunks) > 1
            and self.holds(following)
        )

    def _tolerance(self) -> int:
        """Two lines show where columns are less surely than three."""
        return POKE if len(self.rows) > 2 else 2

    def _begins_column(self, row: Row) -> bool:
        """Whether a piece of the line begins where pieces of other lines began."""
        near = (start + shift for start, _ in row.chunks if start for shift in (-1, 0, 1))
        needed = 1 if len(row.chunks) > 1 else 2
        return any(self.begun[start] >= needed for start in near)


def grown(sheet: Sheet, rows: range) -> Stretch:
    """The stretch that begins with the first of these lines."""
    stretch = Stretch()
    for number in rows:
        row = _row(sheet, number)
        if row is None or (stretch.rows and number - stretch.rows[-1].number >= _FAR):
            break
        if not row.chunks:
            continue
        if not stretch.rows and len(row.chunks) == 1:
            break
        if stretch.rows and not stretch.holds(row):
            following = _row(sheet, number + 1) if number + 1 in rows else None
            if not stretch.runs_together(row, following):
                break
        stretch.take(row)
    return stretch


def _line(sheet: Sheet, number: int) -> str:
    start, end = sheet.rows[number]
    return sheet.text[start:end]


def _row(sheet: Sheet, number: int) -> Row | None:
    """The pieces of a line; None for one that cannot stand in aligned columns."""
    line = _line(sheet, number)
    if len(line) > _WIDEST - 1 or "\t" in line:
        return None
    chunks: list[Chunk] = []
    for match in _CHUNK.finditer(line):
        if chunks and _is_sign(line[slice(*chunks[-1])], is_first=len(chunks) == 1):
            chunks[-1] = (chunks[-1][0], match.end())
        else:
            chunks.append(match.span())
    return Row(number, tuple(chunks))


def _is_sign(text: str, *, is_first: bool) -> bool:
    """The sign of an item is no cell of its own."""
    return is_bullet(text) or (is_first and is_item_sign(text))


def _parts(gap: Chunk, chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """What the pieces of a line leave free of a gap."""
    cursor = gap[0]
    for start, end in chunks:
        if start > cursor and min(start, gap[1]) > cursor:
            yield cursor, min(start, gap[1])
        cursor = max(cursor, end)
    if cursor < gap[1]:
        yield cursor, gap[1]


def _pokes(gutter: Chunk, chunks: Sequence[Chunk], tolerance: int) -> bool:
    """Whether the text in a gutter only stands aside: the line has a gap, or ends, nearby."""
    ends = [end for _, end in chunks]
    starts = [start for start, _ in chunks[1:]]
    return any(
        gutter[0] - tolerance < start and end < gutter[1] + tolerance
        for end, start in zip(ends, [*starts, _WIDEST], strict=True)
    )
