"""Characters to words, and words to printed lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import attrgetter
from typing import TYPE_CHECKING

from ggsr_extract.readers.pdf.model import NONE, PRINTED, Glyphs, Segment, Style, Word

if TYPE_CHECKING:
    from ggsr_extract.readers.pdf.model import Numbers

__all__ = ["joined_segment", "rows_of", "words_of"]

# Shares of the font size. Between letters of a word there is less white than this, and a letter
# drawn back by more begins elsewhere (the letters of a ligature have one box).
_LETTER_GAP = 0.22
_BACK = 0.5
_STEP_BACK = 0.2
# Pieces drawn apart, without white space in between, are one word when they stand so near.
_GLUE = 0.12
# Words on one line have baselines this near.
_LEVEL = 0.25
# A raised or lowered mark is smaller, and stands this near.
_RAISED = 0.75
_RAISED_REACH = 0.7
# So many letters in a row that stand alone, so near and so evenly, are one word spaced out.
_FEWEST_LETTERS = 4
_SPACED_OUT = 0.9
_UNEVEN = 0.08


def words_of(glyphs: Glyphs) -> list[Word]:
    """Words in the order drawn: broken at white space, at a gap, and at another baseline."""
    if not len(glyphs):
        return []
    import numpy as np

    cuts = np.flatnonzero(_breaks(glyphs)) + 1
    starts = np.concatenate(([0], cuts))
    ends = np.concatenate((cuts, [len(glyphs)]))
    last = ends - 1
    before_last = np.maximum(last - 1, starts)
    texts = map(glyphs.text.__getitem__, map(slice, starts.tolist(), ends.tolist()))
    words = map(
        Word,
        texts,
        glyphs.x0[starts].tolist(),
        np.maximum(glyphs.x1[last], glyphs.x1[before_last]).tolist(),
        np.minimum.reduceat(glyphs.top, starts).tolist(),
        np.maximum.reduceat(glyphs.bottom, starts).tolist(),
        glyphs.baseline[starts].tolist(),
        np.maximum.reduceat(glyphs.size, starts).tolist(),
        glyphs.space[starts].tolist(),
        _styles(glyphs, starts, ends),
    )
    return _unspaced(list(words), ends - starts)


def _breaks(glyphs: Glyphs) -> Numbers:
    """Whether a word ends after each character but the last."""
    import numpy as np

    x0, size, level = glyphs.x0[1:], glyphs.size, glyphs.baseline
    size = np.maximum(size[1:], size[:-1])
    breaks: Numbers = (
        (glyphs.space[1:] != NONE)
        | (x0 - glyphs.x1[:-1] > _LETTER_GAP * size)
        | (x0 < glyphs.x0[:-1] - _STEP_BACK * size)
        | (abs(level[1:] - level[:-1]) > _LEVEL * size)
    )
    return breaks


def _styles(
    glyphs: Glyphs, starts: Numbers, ends: Numbers
) -> Iterator[tuple[tuple[int, Style], ...]]:
    """How the characters from each start to its end are printed."""
    import numpy as np

    columns = (glyphs.font, glyphs.size, glyphs.baseline)
    changes = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    number = np.concatenate(([0], np.cumsum(changes)))
    firsts = np.concatenate(([0], np.flatnonzero(changes) + 1))
    styles = list(map(Style, *(column[firsts].tolist() for column in columns)))
    borders = [*firsts.tolist(), len(glyphs)]
    ranges = (starts, ends, number[starts], number[ends - 1])
    for start, end, low, high in zip(*(places.tolist() for places in ranges), strict=True):
        if low == high:
            yield ((end - start, styles[low]),)
        else:
            yield tuple(
                (min(end, borders[at + 1]) - max(start, borders[at]), styles[at])
                for at in range(low, high + 1)
            )


def _unspaced(words: list[Word], lengths: Numbers) -> list[Word]:
    """The words, with those put together of which the letters are spaced out.

    Letters are spaced out when several in a row stand alone, at the same distance.
    """
    single = lengths == 1
    several = single[: 1 - _FEWEST_LETTERS]
    for shift in range(1, _FEWEST_LETTERS):
        several = several & single[shift : len(single) + shift + 1 - _FEWEST_LETTERS]
    return list(_put_together(words)) if several.any() else words


def _put_together(words: Sequence[Word]) -> Iterator[Word]:
    run: list[Word] = []
    for word in words:
        if run and not _spaces_out(run, word):
            yield from _as_read(run)
            run = []
        run.append(word)
    yield from _as_read(run)


def _spaces_out(run: Sequence[Word], word: Word) -> bool:
    before = run[-1]
    gap = word.x0 - before.x1
    return (
        len(before.text) == len(word.text) == 1
        and word.space != PRINTED
        and word.size == before.size
        and abs(word.baseline - before.baseline) < 0.1 * word.size
        and 0 < gap <= _SPACED_OUT * word.size
        and (len(run) < 2 or abs(gap - (run[1].x0 - run[0].x1)) <= _UNEVEN * word.size)
    )


def _as_read(run: Sequence[Word]) -> Iterator[Word]:
    if len(run) >= _FEWEST_LETTERS:
        yield reduce(_joined, run)
    else:
        yield from run


def _joined(before: Word, word: Word) -> Word:
    """One word of two pieces."""
    return Word(
        before.text + word.text,
        before.x0,
        max(before.x1, word.x1),
        min(before.top, word.top),
        max(before.bottom, word.bottom),
        before.baseline,
        max(before.size, word.size),
        before.space,
        before.styles + word.styles,
    )


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Printed lines from top to bottom, each with its words from left to right.

    The baseline decides, not the box: a tick from another font is taller. A small raised word
    belongs to the line that it stands by.
    """
    rows: list[list[Word]] = []
    baseline = size = 0.0
    for word in sorted(words, key=attrgetter("baseline", "x0")):
        if rows and word.baseline - baseline <= _LEVEL * min(size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
            baseline, size = word.baseline, word.size
    rows = _with_raised(rows)
    return [_in_line(row) for row in rows]


def _with_raised(rows: Sequence[list[Word]]) -> list[list[Word]]:
    """Rows of nothing but small marks join the line right below (or above) that they touch."""
    kept: list[list[Word]] = []
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) else None
        if below is not None and _hangs_on(row, below):
            below.extend(row)
        elif kept and _hangs_on(row, kept[-1]):
            kept[-1].extend(row)
        else:
            kept.append(row)
    return kept


def _hangs_on(row: Sequence[Word], line: Sequence[Word]) -> bool:
    """Whether each word of the row is a short small mark beside a word of the line."""
    return all(
        len(word.text) <= 3
        and any(
            word.size <= _RAISED * host.size
            and abs(word.baseline - host.baseline) <= _RAISED_REACH * host.size
            and min(abs(word.x0 - host.x1), abs(host.x0 - word.x1)) <= 0.5 * host.size
            for host in line
        )
        for word in row
    )


def _in_line(row: list[Word]) -> list[Word]:
    """From left to right, pieces of one word put together."""
    row.sort(key=attrgetter("x0"))
    line: list[Word] = []
    for word in row:
        before = line[-1] if line else None
        if before is None or not _is_one_word(before, word):
            line.append(word)
        else:
            line[-1] = _joined(before, word)
    return line


def _is_one_word(before: Word, word: Word) -> bool:
    """Whether nothing keeps them apart: neither white space drawn between them nor a gap."""
    gap = word.x0 - before.x1
    size = max(before.size, word.size)
    return -_BACK * size <= gap <= _GLUE * size and (word.space == NONE or gap <= 0.02 * size)


def joined_segment(words: Sequence[Word]) -> Segment:
    """One segment of words that stand in a line."""
    main = max(words, key=attrgetter("size"))
    return Segment(
        tuple(words),
        min(word.x0 for word in words),
        max(word.x1 for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
        main.baseline,
        main.size,
    )
