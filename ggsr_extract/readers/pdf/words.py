"""Characters to words, and words to printed lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from ggsr_extract.readers.pdf.model import NONE, PRINTED, Glyph, Segment, Word

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


def words_of(glyphs: Iterable[Glyph]) -> list[Word]:
    """Words in the order drawn: broken at white space, at a gap, and at another baseline."""
    return list(_unspaced(_broken(glyphs)))


def _broken(glyphs: Iterable[Glyph]) -> list[Word]:
    words: list[Word] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if run:
            before = run[-1]
            is_plain = (
                glyph.space == NONE
                and glyph.baseline == before.baseline
                and before.x0 < glyph.x0 <= before.x1
            )
            if not is_plain and _breaks(before, glyph):
                words.append(_word(run))
                run = []
        run.append(glyph)
    if run:
        words.append(_word(run))
    return words


def _unspaced(words: Sequence[Word]) -> Iterator[Word]:
    """The words, with those put together of which the letters are spaced out.

    Letters are spaced out when several in a row stand alone, at the same distance.
    """
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
        len(before.glyphs) == len(word.glyphs) == 1
        and word.glyphs[0].space != PRINTED
        and word.size == before.size
        and abs(word.baseline - before.baseline) < 0.1 * word.size
        and 0 < gap <= _SPACED_OUT * word.size
        and (len(run) < 2 or abs(gap - (run[1].x0 - run[0].x1)) <= _UNEVEN * word.size)
    )


def _as_read(run: Sequence[Word]) -> Iterator[Word]:
    if len(run) >= _FEWEST_LETTERS:
        yield _word([glyph for word in run for glyph in word.glyphs])
    else:
        yield from run


def _breaks(before: Glyph, glyph: Glyph) -> bool:
    size = max(before.size, glyph.size)
    gap = glyph.x0 - before.x1
    return (
        glyph.space != NONE
        or gap > _LETTER_GAP * size
        or glyph.x0 < before.x0 - _STEP_BACK * size
        or abs(glyph.baseline - before.baseline) > _LEVEL * size
    )


def _word(glyphs: Sequence[Glyph]) -> Word:
    first = glyphs[0]
    if len(glyphs) == 1:
        return Word(
            tuple(glyphs), first.x0, first.x1, first.top, first.bottom, first.baseline, first.size
        )
    tops, bottoms = {glyph.top for glyph in glyphs}, {glyph.bottom for glyph in glyphs}
    return Word(
        tuple(glyphs),
        first.x0,
        max(glyphs[-1].x1, glyphs[-2].x1),
        min(tops),
        max(bottoms),
        first.baseline,
        max({glyph.size for glyph in glyphs}),
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
        len(word.glyphs) <= 3
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
            line[-1] = replace(
                before,
                glyphs=before.glyphs + word.glyphs,
                x1=max(before.x1, word.x1),
                top=min(before.top, word.top),
                bottom=max(before.bottom, word.bottom),
                size=max(before.size, word.size),
            )
    return line


def _is_one_word(before: Word, word: Word) -> bool:
    """Whether nothing keeps them apart: neither white space drawn between them nor a gap."""
    gap = word.x0 - before.x1
    size = max(before.size, word.size)
    return -_BACK * size <= gap <= _GLUE * size and (
        word.glyphs[0].space == NONE or gap <= 0.02 * size
    )


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
