"""What stands beside text that nothing claimed: a piece of it may be in there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from ggsr_extract.factsheet.model import Block, Conclusion, Role, Row

__all__ = ["beside_unclaimed"]


def beside_unclaimed(
    rows: Sequence[Row], conclusions: Sequence[Conclusion], blocks: Sequence[Block]
) -> tuple[list[Row], list[Conclusion]]:
    """Rows and conclusions, of which those right before and after unclaimed text ask for a look.

    A heading or running text between them keeps the two apart.
    """
    places = sorted(
        (start, number)
        for number, starts in enumerate((*map(_starts, rows), *map(_begun, conclusions)))
        for start in starts
    )
    near = set(_beside(places, blocks))
    count = len(rows)
    return (
        [_doubtful(row) if number in near else row for number, row in enumerate(rows)],
        [
            replace(item, needs_review=True) if number in near else item
            for number, item in enumerate(conclusions, count)
        ],
    )


def _beside(places: Sequence[tuple[int, int]], blocks: Sequence[Block]) -> Iterator[int]:
    """The numbers of the places next to unclaimed blocks; `places` are (offset, number)."""
    for place, block in enumerate(blocks):
        if block.role == "unclaimed":
            following = bisect_right(places, (block.span.start, len(places)))
            if following and _role_beside(blocks, place, -1) == "cell":
                yield places[following - 1][1]
            if following < len(places) and _role_beside(blocks, place, 1) == "cell":
                yield places[following][1]


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


def _begun(conclusion: Conclusion) -> Iterator[int]:
    yield from (span.start for span in conclusion.text.spans)


def _doubtful(row: Row) -> Row:
    findings = tuple(replace(finding, needs_review=True) for finding in row.findings)
    return replace(row, findings=findings)
