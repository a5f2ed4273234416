"""Text that does not run from left to right: lines in the order in which the page draws them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ggsr_extract.readers.pdf.model import NONE, Glyph, Segment, Style, Word, hull_of

__all__ = ["rotated_lines"]

# A character further than so many font sizes from the one before begins another line.
_FAR = 1.5


def rotated_lines(glyphs: Iterable[Glyph]) -> Iterator[Segment]:
    """The characters as lines of words; a line ends where the next character is far away."""
    line: list[list[Glyph]] = []
    for glyph in glyphs:
        if line and _is_far(line[-1][-1], glyph):
            yield _segment(line)
            line = []
        if line and glyph.space == NONE:
            line[-1].append(glyph)
        else:
            line.append([glyph])
    if line:
        yield _segment(line)


def _is_far(before: Glyph, glyph: Glyph) -> bool:
    reach = _FAR * max(before.size, glyph.size)
    across = max(glyph.x0 - before.x1, before.x0 - glyph.x1)
    down = max(glyph.top - before.bottom, before.top - glyph.bottom)
    return across > reach or down > reach


def _segment(line: Sequence[Sequence[Glyph]]) -> Segment:
    words = tuple(_word(glyphs) for glyphs in line)
    area = hull_of(words)
    first = words[0]
    return Segment(words, area.x0, area.x1, area.top, area.bottom, first.baseline, first.size)


def _word(glyphs: Sequence[Glyph]) -> Word:
    first = glyphs[0]
    return Word(
        "".join(glyph.text for glyph in glyphs),
        min(glyph.x0 for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        first.baseline,
        first.size,
        first.space,
        tuple((1, Style(glyph.font, glyph.size, glyph.baseline)) for glyph in glyphs),
    )
