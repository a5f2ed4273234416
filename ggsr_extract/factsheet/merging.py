"""Rows that the series prints in one cell, put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.raw import Content, RawRow
from ggsr_extract.text import Document

__all__ = ["with_known_merges"]


def with_known_merges(
    document: Document, rows: Sequence[RawRow], lookup: Lookup
) -> Iterator[RawRow]:
    """Rows that the series prints in one cell, put together where their verdicts show that.

    A verdict may stand level with the second indicator of a cell, as if a row began there. Fewer
    verdicts than indicators, or a row with several indicators, say that it is one cell.
    """
    place = 0
    while place < len(rows):
        size = _merged_size(rows[place:], lookup)
        yield rows[place] if size == 1 else _one_row(document, rows[place : place + size])
        place += size


def _merged_size(rows: Sequence[RawRow], lookup: Lookup) -> int:
    for known in lookup.rules.framework.merged_rows:
        ids: tuple[str, ...] = ()
        for size, row in enumerate(rows[: len(known)], 1):
            ids += tuple(reading.indicator_id for reading in row.printed)
            if ids == known and size > 1:
                verdicts = max(sum(map(len, _of_year(rows[:size], y))) for y, _ in row.contents)
                several = any(len(part.printed) > 1 for part in rows[:size])
                return size if verdicts < len(known) or several else 1
    return 1


def _of_year(rows: Sequence[RawRow], year: int) -> list[tuple[Content, ...]]:
    return [contents for row in rows for of, contents in row.contents if of == year]


def _one_row(document: Document, rows: Sequence[RawRow]) -> RawRow:
    years = dict.fromkeys(year for row in rows for year, _ in row.contents)
    spans = [span for row in rows if row.indicator for span in row.indicator.spans]
    return replace(
        rows[0],
        indicator=passage_of(document, sorted(spans)),
        printed=tuple(reading for row in rows for reading in row.printed),
        contents=tuple(
            (year, _run(document, [c for contents in _of_year(rows, year) for c in contents]))
            for year in years
        ),
    )


def _run(document: Document, contents: Sequence[Content]) -> tuple[Content, ...]:
    """Glyphs in a column of their own are a run: they stand level with lines, not with findings."""
    if not contents or any(_is_at_head(document, content) for content in contents):
        return tuple(contents)
    heads = tuple(head for content in contents for head in content.heads)
    chunks = tuple(chunk for content in contents for chunk in content.chunks)
    return (Content(heads, chunks),)


def _is_at_head(document: Document, content: Content) -> bool:
    """Whether a glyph stands directly before the words."""
    if not content.heads or not content.chunks:
        return True
    start, end = content.chunks[0][0].start, content.heads[-1].glyph.hull.end
    return start >= end and (start - end <= 1 or not document.text[end:start].isspace())
