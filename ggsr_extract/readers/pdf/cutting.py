"""Printed lines to segments: where a wide gap parts columns, and where justifying made it.

A gap between columns goes on in the lines above or below: nothing there runs through it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ggsr_extract.readers.lines import is_bullet
from ggsr_extract.readers.pdf.model import Segment, Word
from ggsr_extract.readers.pdf.words import joined_segment

__all__ = ["cut_rows", "grouped"]

# Shares of the font size. A gap this wide may part columns on its own; a narrower one where the
# words behind it begin right below or above others; words less far apart stand together.
_WIDE = 1.0
_NARROW = 0.5
# Words begin below each other when they are this near (points).
_ALIGNED = 1.2
# A line further away says nothing.
_NEAR = 3.2
_REACH = 2


class _Row(Struct, frozen=True):
    """A printed line with its words in groups that no more than a word space keeps apart."""

    groups: tuple[tuple[Word, ...], ...]
    baseline: float
    size: float

    def crosses(self, x: float) -> bool:
        return any(group[0].x0 < x - 1 and group[-1].x1 > x + 1 for group in self.groups)

    def begins(self, x: float) -> bool:
        return any(abs(group[0].x0 - x) <= _ALIGNED for group in self.groups)


def cut_rows(rows: Sequence[Sequence[Word]]) -> list[tuple[Segment, ...]]:
    """The segments of each line."""
    lines = [_row(row) for row in rows]
    return [
        tuple(_segments(row, _near(lines, number, -1), _near(lines, number, 1)))
        for number, row in enumerate(lines)
    ]


def grouped(row: Sequence[Word]) -> list[list[Word]]:
    """The words of a line in groups that no more than a word space keeps apart."""
    groups: list[list[Word]] = []
    for word in row:
        size = max(word.size, groups[-1][-1].size) if groups else 0.0
        if groups and word.x0 - groups[-1][-1].x1 <= _NARROW * size:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _row(row: Sequence[Word]) -> _Row:
    main = max(row, key=lambda word: word.size)
    return _Row(tuple(tuple(group) for group in grouped(row)), main.baseline, main.size)


def _near(rows: Sequence[_Row], number: int, step: int) -> list[_Row]:
    """The next lines above (`step` -1) or below that are not far away."""
    found: list[_Row] = []
    row = rows[number]
    for other in range(number + step, number + step * (_REACH + 1), step):
        if not 0 <= other < len(rows):
            break
        if abs(rows[other].baseline - row.baseline) > _NEAR * row.size * (len(found) + 1):
            break
        found.append(rows[other])
    return found


def _segments(row: _Row, above: Sequence[_Row], below: Sequence[_Row]) -> Iterator[Segment]:
    """The segments of a line. Bullets stand below each other as columns do, and are none."""
    run: list[Word] = []
    for group in row.groups:
        if run and not is_bullet(run[-1].text) and _is_cut(run[-1], group[0], above, below):
            yield joined_segment(run)
            run = []
        run.extend(group)
    yield joined_segment(run)


def _is_cut(before: Word, word: Word, above: Sequence[_Row], below: Sequence[_Row]) -> bool:
    gap = word.x0 - before.x1
    if gap <= _WIDE * max(before.size, word.size) and not any(
        row.begins(word.x0) for row in (*above, *below)
    ):
        return False
    free_above = [not row.crosses(word.x0) for row in above]
    free_below = [not row.crosses(word.x0) for row in below]
    return (
        (all(free_above[:1]) and all(free_below[:1]))
        or (len(free_below) == _REACH and all(free_below))
        or (len(free_above) == _REACH and all(free_above))
    )
