"""A heading between two tables, where nothing drawn parts it from the row above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ggsr_extract.readers.pdf.model import Word
from ggsr_extract.readers.pdf.strips import runs_between

__all__ = ["heading_in"]

# White above a heading, as shares of the font size: in a hand of its own, and in one that is that
# of other words as well, but not of most.
_WHITE = 0.5
_MUCH_WHITE = 1.2
# A heading begins where the table does, but for the space around the words of a cell (points).
_PADDING = 16.0

Line = Sequence[Word]
_Hand = tuple[int, float]


def heading_in(lines: Sequence[Line], left: float) -> tuple[int, int] | None:
    """Where the first heading below other lines begins and ends; `left`: where the table begins.

    It stands alone on its line, apart from what is above it, in another hand.
    """
    for start in range(1, len(lines)):
        if _is_heading(lines, start, left):
            end = start + 1
            while end < len(lines) and _begins_alone(lines[end], left):
                if _hands(lines[end]).keys() != _hands(lines[start]).keys():
                    break
                end += 1
            return start, end
    return None


def _is_heading(lines: Sequence[Line], number: int, left: float) -> bool:
    line, above = lines[number], lines[:number]
    white = min(word.top for word in line) - max(word.bottom for word in above[-1])
    size = line[0].size
    if white <= _WHITE * size or not _begins_alone(line, left):
        return False
    hands = _hands(line).keys()
    if len(hands) != 1:
        return False
    counts: Counter[_Hand] = Counter()
    for other in above:
        counts.update(_hands(other))
    return not hands & counts.keys() or (
        white > _MUCH_WHITE * size and _main_hand(lines) not in hands
    )


def _begins_alone(line: Line, left: float) -> bool:
    runs = list(runs_between(line))
    is_left = len(runs) == 1 and runs[0][0] - left <= _PADDING
    return is_left and any(len(word.text) > 1 for word in line)


def _hands(line: Line) -> Counter[_Hand]:
    """Fonts and sizes of the words of a line with their letters; signs have hands of their own."""
    counts: Counter[_Hand] = Counter()
    for word in line:
        if len(word.text) > 1:
            for length, style in word.styles:
                counts[style.font, round(style.size, 1)] += length
    return counts


def _main_hand(lines: Sequence[Line]) -> _Hand:
    counts: Counter[_Hand] = Counter()
    for line in lines:
        counts.update(_hands(line))
    return max(counts, key=lambda hand: counts[hand])
