"""Bands of a table that nothing but their fill marks, and columns that only a header row marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from msgspec.structs import replace

from ggsr_extract.readers.pdf.edges import Edges
from ggsr_extract.readers.pdf.headings import heading_in
from ggsr_extract.readers.pdf.model import Rule, Word
from ggsr_extract.readers.pdf.words import rows_of

__all__ = ["joined_bands", "middle_of", "parted_columns", "words_between"]

# Points: how exactly bands lie below each other, and the space around the words of a cell.
_EXACT = 4.0
_PADDING = 16.0
_TALLEST = 400.0
# Words no further apart than this share of the font size run on.
_RUN = 0.5
_FAR = 2.3
# Lines of one paragraph have no more white between them than this share of the font size.
_WRAPPED = 0.7
# Column names are so many lines at the most.
_HEADER_LINES = 3
# A column is at most this share of the table right of it.
_WIDEST_COLUMN = 0.5
# A bar and a header have no more level edges than this.
_HEADER_RULES = 3


def joined_bands(components: Sequence[Edges], words: Sequence[Word]) -> list[Edges]:
    """Bands of one width (filled, or ended by a level line) put together with what lies between.

    Between two of them stands a row of the table if its words stand in columns, close to both;
    below the last one may be one more.
    """
    joined: list[Edges] = []
    for band in _rows_of_fills(components):
        above = [n for n, upper in enumerate(joined) if _lies_below(band, upper)]
        place = max(above, key=lambda n: joined[n].bottom, default=None)
        if place is None or not _goes_on(joined[place], band, words):
            joined.append(band)
        else:
            upper = joined[place]
            joined[place] = Edges(
                upper.horizontal + band.horizontal, upper.vertical + band.vertical
            )
    return [_completed(band, words) if band.is_open else band for band in joined]


def _rows_of_fills(components: Sequence[Edges]) -> list[Edges]:
    """From top to bottom, with fills in one row put together that a cell without fill parts."""
    found: list[Edges] = []
    for band in sorted(components, key=lambda edges: (edges.top, edges.left)):
        before = found[-1] if found else None
        if before is not None and before.vertical and band.vertical and _are_level(before, band):
            found[-1] = Edges(before.horizontal + band.horizontal, before.vertical + band.vertical)
        else:
            found.append(band)
    return found


def _are_level(left: Edges, right: Edges) -> bool:
    return (
        left.is_open
        and right.is_open
        and abs(left.top - right.top) <= 1
        and abs(left.bottom - right.bottom) <= 1
    )


def _completed(band: Edges, words: Sequence[Word]) -> Edges:
    """The band with what belongs to it and has no fill: rows above and below, a first column."""
    whole = _with_last_row(_with_first_row(band, words), words)
    return _with_first_column(whole, words) if len(_columns(whole)) > 2 else whole


def _with_first_column(band: Edges, words: Sequence[Word]) -> Edges:
    """The band with the column left of it, of which each text is level with one in the band."""
    width = _WIDEST_COLUMN * (band.right - band.left)
    left = words_between(words, (band.top, band.bottom), (band.left - width, band.left))
    left = [word for word in left if word.x1 <= band.left + 1]
    inside = words_between(words, (band.top, band.bottom), (band.left, band.right))
    levels = {round(word.baseline) for word in inside}
    lines = sorted({round(word.baseline) for word in left})
    begun = [
        line
        for above, line in pairwise([-_TALLEST, *lines])
        if line - above > _FAR * max(word.size for word in left)
    ]
    if not begun or any(line not in levels for line in begun):
        return band
    start = min(word.x0 for word in left) - 2
    level = tuple(
        replace(rule, low=start) if abs(rule.low - band.left) <= _EXACT else rule
        for rule in band.horizontal
    )
    return Edges(level, (Rule(start, band.top, band.bottom, is_drawn=False), *band.vertical))


def _lies_below(band: Edges, upper: Edges) -> bool:
    """Whether a band lies below another within its width.

    It may begin further right: beside it goes on a cell that spans rows, and has no fill.
    """
    return (
        upper.left - band.left <= _EXACT
        and abs(upper.right - band.right) <= _EXACT
        and -1 <= band.top - upper.bottom <= _TALLEST
    )


def _goes_on(upper: Edges, band: Edges, words: Sequence[Word]) -> bool:
    if not (upper.is_open or band.is_open) or not _share_columns(upper, band):
        return False
    inside = words_between(words, (upper.bottom, band.top), (upper.left, upper.right))
    if not inside:
        return band.top - upper.bottom <= _EXACT
    return (
        inside[0].top - upper.bottom <= _PADDING
        and band.top - max(word.bottom for word in inside) <= _PADDING
        and _stand_in_columns(inside, _columns(upper, band)) > 0
        and not _is_parted(upper, band, words)
    )


def _is_parted(upper: Edges, band: Edges, words: Sequence[Word]) -> bool:
    """Whether a heading stands between two bands, or in the last row of the upper one."""
    levels = sorted({rule.at for rule in upper.horizontal})
    span = words_between(words, (levels[-2:][0], band.top), (upper.left, upper.right))
    return heading_in(rows_of(span), upper.left) is not None


def _share_columns(upper: Edges, band: Edges) -> bool:
    fewer, more = sorted((_columns(upper), _columns(band)), key=len)
    left = band.left - _EXACT
    return all(x < left or any(abs(x - other) <= _EXACT for other in more) for x in fewer)


def _columns(*bands: Edges) -> list[float]:
    """Where the columns of the bands begin and end."""
    most = max(bands, key=lambda band: len(band.vertical))
    return sorted({rule.at for rule in most.vertical})


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


def _stand_in_columns(words: Sequence[Word], xs: Sequence[float]) -> int:
    """In how many columns the words stand; none when one runs from a column into the next."""
    runs = list(_runs(words))
    if any(low < x - 1 and high > x + 1 for low, high in runs for x in xs[1:-1]):
        return 0
    return len({bisect_right(xs, low + 1) for low, _ in runs})


def _with_first_row(band: Edges, words: Sequence[Word]) -> Edges:
    """The band with the header right above it that has no fill, if there is one."""
    if not band.vertical:
        return band
    above = words_between(words, (band.top - _TALLEST, band.top), (band.left, band.right))
    row: list[Word] = []
    edge = band.top
    for word in reversed(above):
        is_level = bool(row) and abs(word.baseline - row[-1].baseline) <= 0.3 * word.size
        if not is_level and edge - word.bottom > (_PADDING if not row else _WRAPPED * word.size):
            break
        row.append(word)
        edge = min(edge, word.top)
    lines = _without_bars(row, _columns(band))
    if not lines or len(lines) > _HEADER_LINES:
        return band
    edge = min(word.top for line in lines for word in line)
    low, high = band.left, band.right
    upright = tuple(replace(rule, low=min(rule.low, edge - 2)) for rule in band.vertical)
    return Edges((Rule(edge - 2, low, high, is_drawn=False), *band.horizontal), upright)


def _without_bars(words: Sequence[Word], xs: Sequence[float]) -> list[list[Word]]:
    """Printed lines of a header, without those above it that stand in one column."""
    ordered = sorted(words, key=attrgetter("baseline", "x0"))
    lines = [list(line) for _, line in groupby(ordered, key=lambda word: round(word.baseline))]
    while lines and _stand_in_columns(lines[0], xs) < 2:
        lines.pop(0)
    return lines


def _with_last_row(band: Edges, words: Sequence[Word]) -> Edges:
    """The band with the row below it that has no fill, if there is one."""
    below = words_between(words, (band.bottom, band.bottom + _TALLEST), (band.left, band.right))
    row: list[Word] = []
    edge = band.bottom
    for word in below:
        if word.top - edge > (_PADDING if not row else _FAR * word.size - word.size):
            break
        row.append(word)
        edge = max(edge, word.bottom)
    is_header = len({round(rule.at) for rule in band.horizontal}) <= _HEADER_RULES
    if not row or _stand_in_columns(row, _columns(band)) < (1 if is_header else 2):
        return band
    low, high = band.left, band.right
    return Edges((*band.horizontal, Rule(edge + 2, low, high, is_drawn=False)), band.vertical)


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
