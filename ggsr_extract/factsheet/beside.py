"""Rows beside text that nothing claimed: a piece of them may be in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ggsr_extract.factsheet.model import Block, Role, Row

__all__ = ["beside_unclaimed"]


def beside_unclaimed(rows: Sequence[Row], blocks: Sequence[Block]) -> list[Row]:
    """The rows, of which those right before and after unclaimed text ask for a look.

    A heading or running text between them keeps the two apart.
    """
    places = sorted((start, number) for number, row in enumerate(rows) for start in _starts(row))
    near: set[int] = set()
    for place, block in enumerate(blocks):
        if block.role == "unclaimed":
            following = bisect_right(places, (block.span.start, len(rows)))
            if following and _role_beside(blocks, place, -1) == "cell":
                near.add(places[following - 1][1])
            if following < len(places) and _role_beside(blocks, place, 1) == "cell":
                near.add(places[following][1])
    return [_doubtful(row) if number in near else row for number, row in enumerate(rows)]


def _role_beside(blocks: Sequence[Block], place: int, step: int) -> Role | None:
    place += step
    while 0 <= place < len(blocks) and blocks[place].role in ("markup", "unclaimed"):
        place += step
    return blocks[place].role if 0 <= place < len(blocks) else None


def _starts(row: Row) -> Iterator[int]:
    passages = [row.criterion, row.indicator]
    for finding in row.findings:
        passages += [finding.glyph, finding.text, *(caveat.text for caveat in finding.caveats)]
    yield from (span.start for passage in passages if passage for span in passage.spans)


def _doubtful(row: Row) -> Row:
    findings = tuple(replace(finding, needs_review=True) for finding in row.findings)
    return replace(row, findings=findings)
