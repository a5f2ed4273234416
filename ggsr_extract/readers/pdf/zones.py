"""Columns of running text: where the words of a page stand in two columns side by side.

Lines of two columns need not be level with each other, and justified lines have gaps of their own:
what tells columns is a white strip that many lines leave free, with lines that begin behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter

from msgspec import Struct

from ggsr_extract.readers.pdf.model import Area, Word

__all__ = ["Zone", "zone_in"]

# Points: the white before a column, and how exactly its lines begin below each other.
_STRIP = 6.0
_ALIGNED = 1.5
# A column has so many lines, and so long ones (points).
_FEWEST_LINES = 4
_NARROWEST = 90.0
# Words with so much white before them (in font sizes) begin a line, or a column in it.
_LINE_START = 0.55
# Lines further apart than this (in font sizes) do not belong together.
_FAR = 3.4
# A line below a column is so many times further away than lines usually are.
_MORE = 1.25
# Words on one line have baselines this near (in font sizes).
_LEVEL = 0.4


class Zone(Struct, frozen=True):
    """Words in two columns that part at `x`, and the words above and below."""

    above: tuple[Word, ...]
    left: tuple[Word, ...]
    right: tuple[Word, ...]
    below: tuple[Word, ...]


def zone_in(words: Sequence[Word], walls: Sequence[Area]) -> Zone | None:
    """The first zone of two columns; `walls` are areas that no zone reaches across."""
    starts = _line_starts(words)
    ordered = sorted(words, key=attrgetter("baseline"))
    for x in _candidates(starts):
        for band in _bands(ordered, walls, x):
            left = [word for word in band if word.x1 <= x - _STRIP + 0.5]
            right = [word for word in band if word.x0 >= x - _ALIGNED]
            if _is_column(left) and _is_column(right) and not _is_table(band, starts, x):
                top = min(word.baseline for word in band) - 0.1
                bottom = _bottom(left, right) + 0.1
                return Zone(
                    tuple(word for word in words if word.baseline < top),
                    tuple(word for word in left if word.baseline < bottom),
                    tuple(right),
                    tuple(word for word in words if word.baseline > bottom),
                )
    return None


def _bottom(left: Sequence[Word], right: Sequence[Word]) -> float:
    """Where both columns end: a line further down on the left, apart from the others, is below."""
    end = max(word.baseline for word in right)
    lines = sorted({round(word.baseline, 1) for word in left})
    gaps = sorted(low - high for high, low in pairwise(lines))
    usual = gaps[len(gaps) // 2]
    while len(lines) > 1 and lines[-1] > end + usual / 2 and lines[-1] - lines[-2] > _MORE * usual:
        lines.pop()
    return max(end, lines[-1])


def _line_starts(words: Sequence[Word]) -> list[Word]:
    """Words with nothing right before them on their line."""
    starts: list[Word] = []
    before: Word | None = None
    for word in sorted(words, key=attrgetter("baseline", "x0")):
        if (
            before is None
            or abs(word.baseline - before.baseline) > 0.5
            or word.x0 - before.x1 > _LINE_START * word.size
        ):
            starts.append(word)
        before = word
    return starts


def _candidates(starts: Sequence[Word]) -> list[float]:
    """Places where several lines begin below each other, the most frequent first."""
    clusters: list[list[float]] = []
    for x in sorted(word.x0 for word in starts):
        if clusters and x - clusters[-1][0] <= _ALIGNED:
            clusters[-1].append(x)
        else:
            clusters.append([x])
    often = [cluster for cluster in clusters if len(cluster) >= _FEWEST_LINES]
    return [cluster[0] for cluster in sorted(often, key=len, reverse=True)]


def _bands(words: Sequence[Word], walls: Sequence[Area], x: float) -> Iterator[list[Word]]:
    """Runs of words, all from top to bottom, with nothing between in the strip before `x`."""
    blocks = [area for area in walls if area.x0 < x - _STRIP and area.x1 > x]
    crossing = [w for w in words if w.x0 < x - _ALIGNED and w.x1 > x - _STRIP + 0.5]

    @cache
    def crosses(baseline: float) -> bool:
        return any(abs(baseline - w.baseline) <= _LEVEL * w.size for w in crossing)

    @cache
    def is_walled(upper: float, lower: float) -> bool:
        return any(upper < area.bottom and area.top < lower for area in blocks)

    band: list[Word] = []
    for word in words:
        is_across = crosses(word.baseline)
        if band and (
            is_across
            or word.baseline - band[-1].baseline > _FAR * word.size
            or is_walled(band[-1].baseline, word.baseline)
        ):
            yield band
            band = []
        if not is_across:
            band.append(word)
    yield band


def _is_column(words: Sequence[Word]) -> bool:
    """Whether the words are enough lines of enough length."""
    lines: list[float] = []
    for baseline in sorted(word.baseline for word in words):
        if not lines or baseline - lines[-1] > 2:
            lines.append(baseline)
    width = max((w.x1 for w in words), default=0) - min((w.x0 for w in words), default=0)
    return len(lines) >= _FEWEST_LINES and width >= _NARROWEST


def _is_table(band: Sequence[Word], starts: Sequence[Word], x: float) -> bool:
    """Whether other columns begin in the same lines: more than two of them are a table."""
    inside = set(map(id, band))
    own = [word for word in starts if id(word) in inside]
    others = (other for other in _candidates(own) if abs(other - x) > _ALIGNED)
    return _has_signs(own, x) or any(_parts(band, own, other) for other in others)


def _has_signs(starts: Sequence[Word], x: float) -> bool:
    """Whether single signs stand below each other right before the second column."""
    signs = [
        word.x0
        for word in starts
        if len(word.text) == 1 and word.x1 <= x - 1 and x - word.x1 <= 3 * word.size
    ]
    first = min((word.x0 for word in starts), default=0.0)
    return len([sign for sign in signs if sign > first + _NARROWEST / 2]) > 1


def _parts(band: Sequence[Word], starts: Sequence[Word], x: float) -> bool:
    """Whether nothing crosses the strip before `x`, and lines of words stand on both sides."""
    if any(word.x0 < x - _ALIGNED and word.x1 > x - _STRIP / 2 for word in band):
        return False
    before = [word for word in starts if word.x1 <= x - _STRIP / 2]
    return any(len(word.text) > 2 for word in before)
