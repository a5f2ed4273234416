"""Which row of the new dataset is which row of the old one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ggsr_extract.dataset.difference.matching import Matches, match_keys, match_rows, rows_at
from ggsr_extract.dataset.difference.pairing import (
    has_place,
    overlap,
    pair_by_place,
    pair_by_value,
)
from ggsr_extract.dataset.difference.sides import BothSides
from ggsr_extract.dataset.model import Row

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["corresponding"]

# A block has a number for a key, and every block after a new one gets another: its place is better.
_MATCHED_BY = {"blocks": ("document_id", "char_start", "char_end")}
# What tells that a row is the same, although its key is made from what changed.
_KNOWN_BY = {"documents": ("source_path",), "approaches": ("document_id", "ordinal")}
_PLACE = ("document_id", "year", "char_start", "char_end")


def corresponding(both: BothSides, same_texts: frozenset[str]) -> Matches:
    """Match the rows of a table: by key, else by where they stand; without a key, as a whole.

    Args:
        both: the table.
        same_texts: documents whose text is the same on both sides, so that offsets in it mean the
            same. There, rows of one key that stand apart are no pair if others fit better: a key
            that ends in a number is another row's as soon as one before it is gone.
    """
    if both.keyed.equals(both.new):
        return Matches((), (), ())
    key = _MATCHED_BY.get(both.name, both.primary_key)
    columns = [name for name in both.columns if name not in key]
    found = match_keys(both.keyed, both.new, key, columns) if key else None
    if found is None:
        return match_rows(both.keyed, both.new, both.columns)
    if both.name in _KNOWN_BY:
        old, new = _rows(both.keyed, found.removed), _rows(both.new, found.added)
        return _with_pairs(found, pair_by_value(old, new, _KNOWN_BY[both.name]))
    return _by_place(both, found, same_texts) if has_place(both.columns) else found


def _by_place(both: BothSides, found: Matches, same_texts: frozenset[str]) -> Matches:
    names = [name for name in _PLACE if name in both.columns]
    old = _rows(both.keyed.select(names), [*(pair[0] for pair in found.changed), *found.removed])
    new = _rows(both.new.select(names), [*(pair[1] for pair in found.changed), *found.added])
    apart = tuple(
        (one, other)
        for one, other in found.changed
        if new[other]["document_id"] in same_texts and overlap(old[one], new[other]) <= 0
    )
    loosened = _without_pairs(found, apart)
    placed = _with_pairs(
        loosened,
        pair_by_place(_only(old, loosened.removed), _only(new, loosened.added)),
    )
    alone, others = set(placed.removed), set(placed.added)
    return _with_pairs(placed, [pair for pair in apart if pair[0] in alone and pair[1] in others])


def _rows(table: pa.Table, places: Sequence[int]) -> dict[int, Row]:
    return dict(zip(places, rows_at(table, places), strict=True))


def _only(rows: Mapping[int, Row], places: Sequence[int]) -> dict[int, Row]:
    return {place: rows[place] for place in places}


def _without_pairs(found: Matches, pairs: Sequence[tuple[int, int]]) -> Matches:
    loose = set(pairs)
    return Matches(
        tuple(pair for pair in found.changed if pair not in loose),
        tuple(sorted([*found.removed, *(one for one, _ in pairs)])),
        tuple(sorted([*found.added, *(other for _, other in pairs)])),
    )


def _with_pairs(found: Matches, pairs: Sequence[tuple[int, int]]) -> Matches:
    old, new = {one for one, _ in pairs}, {other for _, other in pairs}
    return Matches(
        tuple(sorted([*found.changed, *pairs], key=lambda pair: pair[1])),
        tuple(place for place in found.removed if place not in old),
        tuple(place for place in found.added if place not in new),
    )
