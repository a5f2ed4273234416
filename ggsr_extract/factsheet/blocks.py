"""The partition of the text: every character in one block, with its role and its rule."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ggsr_extract.factsheet.model import Block, Role
from ggsr_extract.factsheet.places import Claim
from ggsr_extract.text import Document, Mark, Span

__all__ = ["partition_text"]

# (start, end, role, rule): hundreds of them are cut and joined before one becomes a block.
_Stretch = tuple[int, int, Role, str]


def partition_text(document: Document, claims: Iterable[Claim]) -> tuple[Block, ...]:
    """Blocks from claims: markup first, then the claims, what nobody claims is `unclaimed`.

    Blanks belong to the block before them (at the beginning to the first).
    """
    claimed = [
        *_minus(sorted(claims, key=lambda it: (it.span.start, it.span.end)), document.marks),
        *((it.span.start, it.span.end, "markup", f"markup.{it.name}") for it in document.marks),
    ]
    claimed.sort(key=lambda stretch: (stretch[0], -stretch[1]))
    return tuple(_joined(_beginnings(document.text, claimed), len(document.text)))


def _minus(claims: Iterable[Claim], holes: Sequence[Mark]) -> Iterator[_Stretch]:
    """The claims without the stretches of the ordered `holes`."""
    starts = [hole.span.start for hole in holes]
    ends = [hole.span.end for hole in holes]
    for claim in claims:
        cursor, end = claim.span.start, claim.span.end
        place = bisect_right(ends, cursor)
        while place < len(starts) and starts[place] < end:
            if starts[place] > cursor:
                yield cursor, starts[place], claim.role, claim.rule
            cursor = ends[place]
            place += 1
        if cursor < end:
            yield cursor, end, claim.role, claim.rule


def _beginnings(text: str, stretches: Iterable[_Stretch]) -> Iterator[tuple[int, Role, str]]:
    """Where each of the ordered stretches begins, and each gap between them that is not blank.

    Where two stretches share characters the one that begins first keeps them.
    """
    cursor = 0
    for start, end, role, rule in stretches:
        if end <= cursor:
            continue
        if cursor < start and not text[cursor:start].isspace():
            yield cursor, "unclaimed", "unclaimed"
        yield max(cursor, start), role, rule
        cursor = end
    if cursor < len(text) and not text[cursor:].isspace():
        yield cursor, "unclaimed", "unclaimed"


def _joined(beginnings: Iterable[tuple[int, Role, str]], length: int) -> Iterator[Block]:
    """Each block goes on until another one begins; equal neighbours become one."""
    begin = 0
    kind: tuple[Role, str] | None = None
    for start, role, rule in beginnings:
        if kind is not None and kind != (role, rule):
            yield Block(Span(begin, start), *kind)
            begin = start
        kind = role, rule
    if length:
        yield Block(Span(begin, length), *(kind or ("markup", "blank")))
