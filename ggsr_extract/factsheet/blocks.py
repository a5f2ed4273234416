"""The partition of the text: every character in one block, with its role and its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ggsr_extract.factsheet.model import Block
from ggsr_extract.factsheet.places import Claim
from ggsr_extract.text import Document, Span

__all__ = ["partition_text"]


def partition_text(document: Document, claims: Iterable[Claim]) -> tuple[Block, ...]:
    """Blocks from claims: markup first, then the claims, what nobody claims is `unclaimed`.

    Blanks belong to the block before them (at the beginning to the first).
    """
    marks = [Claim(mark.span, "markup", f"markup.{mark.name}") for mark in document.marks]
    solid = _without_overlap([*_minus(claims, [m.span for m in marks]), *marks])
    blocks = list(_filled(document.text, solid))
    return tuple(_joined(blocks))


def _minus(claims: Iterable[Claim], holes: Sequence[Span]) -> Iterator[Claim]:
    """The claims without the stretches of the ordered `holes`."""
    place = 0
    for claim in sorted(claims, key=lambda claim: claim.span):
        cursor = claim.span.start
        while place and holes[place - 1].end > cursor:
            place -= 1
        while place < len(holes) and holes[place].start < claim.span.end:
            hole = holes[place]
            if hole.start > cursor:
                yield Claim(Span(cursor, hole.start), claim.role, claim.rule)
            cursor = max(cursor, hole.end)
            place += 1
        if cursor < claim.span.end:
            yield Claim(Span(cursor, claim.span.end), claim.role, claim.rule)


def _without_overlap(claims: Iterable[Claim]) -> Iterator[Claim]:
    """In order; where two claims share characters the one that begins first keeps them."""
    cursor = 0
    for claim in sorted(claims, key=lambda claim: (claim.span.start, -claim.span.end)):
        start = max(cursor, claim.span.start)
        if start < claim.span.end:
            yield Claim(Span(start, claim.span.end), claim.role, claim.rule)
            cursor = claim.span.end


def _filled(text: str, claims: Iterable[Claim]) -> Iterator[Block]:
    cursor = 0
    for claim in claims:
        yield from _gap(text, cursor, claim.span.start)
        yield Block(claim.span, claim.role, claim.rule)
        cursor = claim.span.end
    yield from _gap(text, cursor, len(text))


def _gap(text: str, start: int, end: int) -> Iterator[Block]:
    if start < end:
        rule = "unclaimed" if text[start:end].strip() else "blank"
        yield Block(Span(start, end), "unclaimed", rule)


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blank stretches go with the block before them, equal neighbours become one."""
    pending: Block | None = None
    lead = 0
    for block in blocks:
        if pending is None and block.rule == "blank":
            lead = len(block.span)
        elif pending is None:
            pending = Block(Span(block.span.start - lead, block.span.end), block.role, block.rule)
        elif block.rule == "blank" or (block.role, block.rule) == (pending.role, pending.rule):
            pending = Block(Span(pending.span.start, block.span.end), pending.role, pending.rule)
        else:
            yield pending
            pending = block
    if pending is not None:
        yield pending
    elif lead:
        yield Block(Span(0, lead), "markup", "blank")
