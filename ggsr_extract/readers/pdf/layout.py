"""A page to lines and tables in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ggsr_extract.readers.pdf.columns import Columns
from ggsr_extract.readers.pdf.cutting import cut_rows
from ggsr_extract.readers.pdf.edges import edges_of
from ggsr_extract.readers.pdf.flowing import (
    Block,
    LineBlock,
    flow_blocks,
)
from ggsr_extract.readers.pdf.grid import Grid, grids_of
from ggsr_extract.readers.pdf.model import (
    PRINTED,
    Area,
    PageContent,
    Style,
    Word,
    hull_of,
)
from ggsr_extract.readers.pdf.rotated import rotated_lines
from ggsr_extract.readers.pdf.surroundings import Surroundings
from ggsr_extract.readers.pdf.tables import (
    TableBlock,
    aligned_table,
    ruled_table,
)
from ggsr_extract.readers.pdf.unruled import Unruled, continued_in, headed_in
from ggsr_extract.readers.pdf.words import joined_segment, rows_of, words_of
from ggsr_extract.readers.pdf.zones import zone_in
from ggsr_extract.text import TableKind

__all__ = ["Block", "LineBlock", "OpenTable", "blocks_of", "open_table_of"]

# Lines below the table with which a page ends.
_MOST_FOOT_LINES = 3
_PICTURE_FONT = -1
_MARK_SIGN = "\ufffc"
# A mark stands in the middle of the letters beside it, which are about this high (points).
_LETTER_HEIGHT = 10.0


def blocks_of(
    page: PageContent,
    open_table: OpenTable | None = None,
    footers: frozenset[float] = frozenset(),
) -> list[Block]:
    """Lines and tables in reading order; text that does not run from left to right comes last.

    `open_table`: a table that the page before ends with. `footers`: baselines of lines that are no
    part of anything above them.
    """
    edges = edges_of(page)
    words = words_of(page.glyphs)
    surroundings = Surroundings(edges, page.areas, _main_font(words))
    words += [_picture_word(picture.area, words) for picture in page.pictures]
    foot = [word for word in words if word.baseline in footers]
    words = [word for word in words if word.baseline not in footers]
    grids = grids_of(edges, words)
    inside, outside = _sorted_out(words, grids)
    tables = [ruled_table(grid, own) for grid, own in zip(grids, inside, strict=True) if own]
    blocks: list[Block] = []
    if open_table is not None:
        first = min((table.area.top for table in tables), default=page.height)
        outside, blocks = _continued(outside, first, open_table, surroundings)
    blocks += _with_prose(outside, tables, surroundings)
    blocks += [LineBlock(segment) for row in cut_rows(rows_of(foot)) for segment in row]
    blocks += [LineBlock(segment) for segment in rotated_lines(page.rotated)]
    return blocks


def _main_font(words: Sequence[Word]) -> int:
    """The font of most characters."""
    counts: Counter[int] = Counter()
    for word in words:
        counts[word.font] += len(word.text)
    return max(counts, key=lambda font: counts[font], default=_PICTURE_FONT)


def _picture_word(area: Area, words: Sequence[Word]) -> Word:
    """A mark as a word: on the line of the word that follows it, if there is one."""
    middle = (area.top + area.bottom) / 2
    following = [
        word
        for word in words
        if -1 <= word.x0 - area.x1 <= 2 * word.size and word.top <= middle <= word.bottom
    ]
    # A bar is as long as a letter is high.
    size = max(area.height, min(area.width, _LETTER_HEIGHT))
    baseline = middle + 0.35 * min(size, _LETTER_HEIGHT)
    if following:
        beside = min(following, key=lambda word: word.x0)
        size, baseline = max(size, beside.size), beside.baseline
    return Word(
        _MARK_SIGN,
        *(area.x0, area.x1, area.top, area.bottom),
        baseline=baseline,
        size=size,
        space=PRINTED,
        styles=((1, Style(_PICTURE_FONT, size, baseline)),),
    )


def _sorted_out(
    words: Sequence[Word], grids: Sequence[Grid]
) -> tuple[list[list[Word]], list[Word]]:
    """The words of each grid, and the words outside."""
    areas = [grid.area for grid in grids]
    inside: list[list[Word]] = [[] for _ in grids]
    outside: list[Word] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.baseline - 0.3 * word.size
        for area, own in zip(areas, inside, strict=True):
            if area.x0 <= x <= area.x1 and area.top <= y <= area.bottom:
                own.append(word)
                break
        else:
            outside.append(word)
    return inside, outside


class OpenTable(Struct, frozen=True):
    """What is known of a table with which a page ends."""

    columns: Columns
    kind: TableKind


def open_table_of(blocks: Sequence[Block]) -> OpenTable | None:
    """The table with which a page ends, but for lines at its foot."""
    for block in reversed(blocks[-_MOST_FOOT_LINES - 1 :]):
        if isinstance(block, TableBlock):
            many = len(block.columns.starts) > 1
            return OpenTable(block.columns, block.kind) if many else None
    return None


def _continued(
    words: Sequence[Word], limit: float, before: OpenTable, surroundings: Surroundings
) -> tuple[list[Word], list[Block]]:
    """The words that do not go on with the table, and the blocks of those that do."""
    rows = rows_of(word for word in words if word.baseline < limit)
    found = continued_in(rows, before.columns, surroundings)
    if found is None:
        return list(words), []
    taken = {id(word) for row in rows[: found.end] for word in row}
    above: list[Block] = [LineBlock(joined_segment(row)) for row in rows[: found.start]]
    table = _table(rows, found, surroundings, like=before.kind)
    return [word for word in words if id(word) not in taken], [*above, table]


def _table(
    rows: Sequence[Sequence[Word]],
    found: Unruled,
    surroundings: Surroundings,
    *,
    like: TableKind | None = None,
) -> TableBlock:
    own = rows[found.start : found.end]
    lines = [found.columns.line(row) for row in own]
    separators = surroundings.separators(hull_of([word for row in own for word in row]))
    if found.is_cut_off:
        return aligned_table(lines, found.columns, (), like="ruled")  # all of it is one row
    return aligned_table(lines, found.columns, separators, like=like, header=found.header)


def _with_prose(
    words: Sequence[Word], tables: Sequence[TableBlock], surroundings: Surroundings
) -> Iterator[Block]:
    """Tables with what stands above, between and below them."""
    rest = list(words)
    for table in sorted(tables, key=lambda table: table.area.top):
        limit = table.area.top + 1
        yield from _text([word for word in rest if word.baseline < limit], surroundings)
        yield table
        rest = [word for word in rest if word.baseline >= limit]
    yield from _text(rest, surroundings)


def _headed(
    words: Sequence[Word], surroundings: Surroundings
) -> tuple[list[Word], list[Block], list[Word]] | None:
    """The first table that its header shows, with the words above and below it."""
    rows = rows_of(words)
    found = headed_in(rows, surroundings)
    if found is None:
        return None
    above = [word for row in rows[: found.start] for word in row]
    below = [word for row in rows[found.end :] for word in row]
    return above, [_table(rows, found, surroundings)], below


def _text(
    words: Sequence[Word], surroundings: Surroundings, *, is_column: bool = False
) -> Iterator[Block]:
    """Words outside grids: columns of running text one after the other."""
    if not is_column and (split := _headed(words, surroundings)) is not None:
        above, blocks, below = split
        yield from _text(above, surroundings)
        yield from blocks
        yield from _text(below, surroundings)
        return
    zone = zone_in(words, surroundings.walls) if words else None
    if zone is not None:
        yield from _text(zone.above, surroundings, is_column=is_column)
        yield from _text(zone.left, surroundings, is_column=True)
        yield from _text(zone.right, surroundings, is_column=True)
        yield from _text(zone.below, surroundings, is_column=is_column)
    elif is_column:
        yield from (LineBlock(joined_segment(row)) for row in rows_of(words))
    else:
        yield from flow_blocks(cut_rows(rows_of(words)), surroundings)
