"""Columns in a row of a grid of which no upright line is drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter

from ggsr_extract.readers.pdf.model import Word

__all__ = ["middle_of", "parted_columns", "words_between"]

# Words no further apart than this share of the font size run on.
_RUN = 0.5


def parted_columns(
    xs: Sequence[float], ys: Sequence[float], words: Sequence[Word], *, is_body: bool
) -> list[int]:
    """The inner columns' beginnings (as indices of `xs`) that no text of a row runs across.

    None where the row's text stands in the first column alone and no row above it (`is_body`) has
    columns: that is a bar.
    """
    runs = list(_runs(words_between(words, ys, xs)))
    free = [
        number
        for number in range(1, len(xs) - 1)
        if not any(low < xs[number] - 1 and high > xs[number] + 1 for low, high in runs)
    ]
    if is_body or (free and any(low >= xs[free[0]] - 1 for low, _ in runs)):
        return free
    return []


def middle_of(word: Word) -> float:
    """The height at which a word stands."""
    return word.baseline - 0.3 * word.size


def words_between(words: Sequence[Word], ys: Sequence[float], xs: Sequence[float]) -> list[Word]:
    """The words in a rectangle, from top to bottom; `words` are in the order of their middles."""
    low = bisect_left(words, ys[0], key=middle_of)
    high = bisect_left(words, ys[1], low, key=middle_of)
    inside = [
        word for word in words[low:high] if xs[0] - 1 <= (word.x0 + word.x1) / 2 <= xs[-1] + 1
    ]
    return sorted(inside, key=attrgetter("baseline", "x0"))


def _runs(words: Sequence[Word]) -> Iterator[tuple[float, float]]:
    """The x ranges of words that run on: on one line, with no more than a space between."""
    low = high = baseline = -1.0
    for word in words:
        is_on = abs(word.baseline - baseline) <= 0.3 * word.size
        if is_on and low >= 0 and -word.size <= word.x0 - high <= _RUN * word.size:
            high = max(high, word.x1)
            continue
        if high >= 0:
            yield low, high
        low, high, baseline = word.x0, word.x1, word.baseline
    if high >= 0:
        yield low, high
