"""Rows read from lines that may be wrong without showing it themselves.

A lost line makes two rows look like one that prints several indicators, and where one row has gone
wrong its neighbours may hold a piece of it. Such rows ask for a look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.raw import RawRow

__all__ = ["with_doubts"]


def with_doubts(rows: Sequence[RawRow], lookup: Lookup) -> Iterator[RawRow]:
    """The rows, with those marked that may have melted, or stand beside one that went wrong."""
    doubtful = [_is_doubtful(row, lookup) for row in rows]
    for place, row in enumerate(rows):
        near = any(doubtful[max(0, place - 1) : place + 2])
        yield replace(row, is_reconstructed=True) if near else row


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
    ids = tuple(reading.indicator_id for reading in row.printed)
    known = lookup.rules.framework.merged_rows
    return len(ids) > 1 and verdicts < len(ids) and ids not in known
