"""White strips between columns: where printed lines leave room, and text begins behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from ggsr_extract.readers.pdf.model import Word

__all__ = ["columns_between", "runs_between"]

# Shares of the font size: a gap this wide parts columns; a narrower one does where text in other
# lines begins as well.
_WIDE = 0.9
_NARROW = 0.15
# Between a sign in a column of its own and the text before it.
_SIGN_GAP = 0.3
_FEW_LINES = 4
# Points: text begins below other text when it is this near; a strip is at least so wide.
_ALIGNED = 1.2
_STRIP = 1.5
# So large a share of the lines may run over a strip: a word too long for its column.
_CROSSED = 0.08
_BEFORE_TEXT = 1.0

Interval = tuple[float, float]


def runs_between(line: Sequence[Word], starts: Sequence[float] = ()) -> Iterator[Interval]:
    """The x ranges of words that stand together; where one of `starts` is, a word space parts."""
    low = high = 0.0
    for number, word in enumerate(line):
        gap = word.x0 - high
        if number and (
            gap > _WIDE * word.size or (gap > _NARROW * word.size and _is_at(word.x0, starts))
        ):
            yield low, high
            low = word.x0
        elif not number:
            low = word.x0
        high = max(high, word.x1) if number else word.x1
    if line:
        yield low, high


def _is_at(x: float, starts: Sequence[float]) -> bool:
    place = bisect_left(starts, x - _ALIGNED)
    return place < len(starts) and starts[place] <= x + _ALIGNED


def columns_between(lines: Sequence[Sequence[Word]], low: float, high: float) -> tuple[float, ...]:
    """Where columns begin and end between `low` and `high`; the two alone where there is one.

    A column begins where text of several lines does, behind a strip that (nearly) no line crosses.
    """
    starts = _starts(lines)
    runs = [list(runs_between(line, starts)) for line in lines]
    found = [start for start in starts if _is_column(start, runs)]
    inner = [start - _BEFORE_TEXT for start in found if start > low + _STRIP]
    return (low, *inner, high) if inner and inner[0] > low else (low, high)


def _starts(lines: Sequence[Sequence[Word]]) -> list[float]:
    """Where the text of several lines begins behind a wide gap, or signs stand below each other."""
    begun = [run[0] for line in lines for run in list(runs_between(line))[1:]]
    fewest = 2 if len(lines) >= _FEW_LINES else 1
    starts = [
        Counter(cluster).most_common(1)[0][0]
        for cluster in _clusters(begun)
        if len(cluster) >= fewest
    ]
    signs = [
        cluster[0]
        for cluster in _clusters(list(_signs(lines, starts)))
        if not any(abs(cluster[0] - x) <= 2 * _ALIGNED for x in starts)
    ]
    return sorted([*starts, *signs])


def _signs(lines: Sequence[Sequence[Word]], starts: Sequence[float]) -> Iterator[float]:
    """Where single signs stand right before a column, with room before them."""
    for line in lines:
        for before, word, following in zip(line, line[1:], line[2:], strict=False):
            if (
                len(word.text) == 1
                and word.x0 - before.x1 > _SIGN_GAP * word.size
                and _is_at(following.x0, starts)
            ):
                yield word.x0


def _clusters(places: Sequence[float]) -> list[list[float]]:
    clusters: list[list[float]] = []
    for x in sorted(places):
        if clusters and x - clusters[-1][0] <= _ALIGNED:
            clusters[-1].append(x)
        else:
            clusters.append([x])
    return clusters


def _is_column(start: float, runs: Sequence[Sequence[Interval]]) -> bool:
    """Whether the strip before `start` is free in nearly all lines, with text on both sides."""
    crossed = sum(
        any(low < start - _ALIGNED and high > start - _STRIP / 2 for low, high in line)
        for line in runs
    )
    return crossed <= _CROSSED * len(runs)
