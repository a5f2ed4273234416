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
    filled = _filled(document.text, _without_overlap(claimed))
    return tuple(Block(Span(start, end), role, rule) for start, end, role, rule in _joined(filled))


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


def _without_overlap(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Where two ordered stretches share characters the one that begins first keeps them."""
    cursor = 0
    for start, end, role, rule in stretches:
        if cursor < end:
            yield max(cursor, start), end, role, rule
            cursor = end


def _filled(text: str, stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """With what lies between them."""
    cursor = 0
    for stretch in stretches:
        if cursor < stretch[0]:
            yield _gap(text, cursor, stretch[0])
        yield stretch
        cursor = stretch[1]
    if cursor < len(text):
        yield _gap(text, cursor, len(text))


def _gap(text: str, start: int, end: int) -> _Stretch:
    is_blank = text[start:end].isspace()
    return start, end, "unclaimed", "blank" if is_blank else "unclaimed"


def _joined(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Blank stretches go with the block before them, equal neighbours become one."""
    begin = end = 0
    role: Role | None = None
    rule = ""
    for _, stop, own_role, own_rule in stretches:
        if role is None and own_rule != "blank":
            role, rule = own_role, own_rule
        elif role is not None and own_rule != "blank" and (own_role, own_rule) != (role, rule):
            yield begin, end, role, rule
            begin, role, rule = end, own_role, own_rule
        end = stop
    if end:
        yield (begin, end, role, rule) if role is not None else (0, end, "markup", "blank")
