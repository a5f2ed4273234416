"""Rows before they are read: what stands in which cell, whatever kind of layout it came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from ggsr_extract.factsheet.model import IndicatorReading
from ggsr_extract.factsheet.verdicts import Head
from ggsr_extract.text import Passage, Span

__all__ = ["Content", "RawRow"]

Reading = Literal["cells", "lines"]


class Content(Struct, frozen=True):
    """Verdicts and the words that follow them, before the next verdict.

    More than one head: a run of glyphs that stands apart from its findings. `chunks` are the
    pieces between which a finding may end: the paragraphs of a cell, or printed lines.
    """

    heads: tuple[Head, ...]
    chunks: tuple[tuple[Span, ...], ...]


class RawRow(Struct, frozen=True):
    """A table row as it stands: `contents` for each year column, in order.

    `parts` are the spans of the indicator cell, which may go on in the next row. `opens_table`:
    it is the first of its table, and may be the rest of a row on the page before.
    `is_reconstructed`: which verdicts belong to the row was told from order and words, or may be
    wrong because a neighbour is. `has_strange_criterion`: words that are no criterion of the
    toetsingskader stand where one should. `lacks_criterion`: nothing does, and beside other rows of
    the table a criterion stands.
    """

    theme_id: str | None
    criterion: Passage | None
    indicator: Passage | None
    printed: tuple[IndicatorReading, ...]
    contents: tuple[tuple[int, tuple[Content, ...]], ...]
    reading: Reading
    at: int
    parts: tuple[Span, ...] = ()
    opens_table: bool = False
    is_reconstructed: bool = False
    has_strange_criterion: bool = False
    lacks_criterion: bool = False


def joined(contents: Sequence[Content]) -> tuple[Content, ...]:
    """Bring glyphs that stand apart together with the words that come after all of them.

    `✓`, `✓`, words, words: the two ticks share the words. Only where there are words for each.
    """
    result: list[Content] = []
    pending: list[Content] = []
    for content in contents:
        pending.append(content)
        if content.chunks:
            heads = sum(len(item.heads) for item in pending)
            result.extend([_together(pending)] if len(content.chunks) >= heads else pending)
            pending = []
    return tuple(result + pending)


def _together(contents: Sequence[Content]) -> Content:
    return Content(
        tuple(head for content in contents for head in content.heads),
        tuple(chunk for content in contents for chunk in content.chunks),
    )
