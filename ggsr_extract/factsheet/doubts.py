"""Rows read from lines that may be wrong without showing it themselves.

A lost line makes two rows look like one that prints several indicators, and where one row has gone
wrong its neighbours may hold a piece of it. Such rows ask for a look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.prose import reads_on
from ggsr_extract.factsheet.raw import RawRow
from ggsr_extract.text import Document

__all__ = ["with_doubts"]


def with_doubts(document: Document, rows: Sequence[RawRow], lookup: Lookup) -> Iterator[RawRow]:
    """The rows, with those marked that may have melted, or stand beside one that went wrong."""
    doubtful = [_is_doubtful(row, lookup) for row in rows]
    for place, row in enumerate(rows):
        is_near = any(doubtful[max(0, place - 1) : place + 2])
        yield replace(row, is_reconstructed=True) if is_near or _runs_on(document, row) else row


def _is_doubtful(row: RawRow, lookup: Lookup) -> bool:
    verdicts = [sum(max(1, len(content.heads)) for content in c) for _, c in row.contents]
    unread = any(not content.heads for _, contents in row.contents for content in contents)
    return (
        row.is_reconstructed
        or not row.printed
        or unread
        or any(count > len(row.printed) for count in verdicts)
        or _is_melted(row, min(verdicts, default=0), lookup)
    )


def _is_melted(row: RawRow, verdicts: int, lookup: Lookup) -> bool:
    """Several indicators with fewer verdicts, in a combination that the series is not known for."""
    framework = lookup.rules.framework
    ids = [reading.indicator_id for reading in row.printed]
    return verdicts < len(ids) and not framework.may_share_row(ids)


def _runs_on(document: Document, row: RawRow) -> bool:
    """Whether words break off before a sign, and the last ones of the row come to an end.

    Lines that hold words of two findings are then taken for the second one's.
    """
    contents = [content for _, contents in row.contents for content in contents]
    if len(contents) < 2:
        return False
    last = (passage_of(document, content.chunks[-1]) for content in contents if content.chunks)
    *before, at_end = [reads_on(passage.text, "") for passage in last if passage] or [True]
    return any(before) and not at_end
