"""Rows whose key is gone, or belongs to another row by now, found again by where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import cast

from msgspec import Struct

from ggsr_extract.dataset.model import Row

__all__ = ["has_place", "overlap", "pair_by_place", "pair_by_value"]

Rows = Mapping[int, Row]
Pair = tuple[int, int]

_PLACE = frozenset(["document_id", "char_start", "char_end"])


def has_place(columns: Iterable[str]) -> bool:
    """Whether rows of these columns say where in which document they stand."""
    return set(columns) >= _PLACE


def overlap(old: Row, new: Row) -> int:
    """Number of code points that both rows stand on; an empty one stands on what follows it."""
    return min(_end(old), _end(new)) - max(_start(old), _start(new))


def pair_by_place(old: Rows, new: Rows) -> list[Pair]:
    """Pair rows of the same document and year whose places overlap: those that do so most first."""
    found = [_Candidate.of(pair, old, new) for pair in _overlapping(old, new)]
    pairs, taken_old, taken_new = [], set(), set()
    for candidate in sorted(found, key=lambda each: each.rank):
        one, other = candidate.pair
        if one not in taken_old and other not in taken_new:
            pairs.append(candidate.pair)
            taken_old.add(one)
            taken_new.add(other)
    return pairs


def pair_by_value(old: Rows, new: Rows, columns: Sequence[str]) -> list[Pair]:
    """Pair rows that agree in some columns, where each side has one such row."""
    groups = _grouped(old, new, lambda row: tuple(row.get(name) for name in columns))
    return [(one[0], other[0]) for one, other in groups if len(one) == 1 and len(other) == 1]


class _Candidate(Struct, frozen=True):
    """A pair that overlaps; `rank` is the same whichever dataset is the old one."""

    pair: Pair
    rank: tuple[int, int, int]

    @classmethod
    def of(cls, pair: Pair, old: Rows, new: Rows) -> _Candidate:
        one, other = old[pair[0]], new[pair[1]]
        apart = abs(_start(one) - _start(other)) + abs(_end(one) - _end(other))
        return cls(pair, (-overlap(one, other), apart, _start(one) + _start(other)))


def _overlapping(old: Rows, new: Rows) -> Iterator[Pair]:
    for ones, others in _grouped(old, new, lambda row: (row["document_id"], row.get("year"))):
        waiting = sorted(others, key=lambda place: _start(new[place]))
        for one in sorted(ones, key=lambda place: _start(old[place])):
            waiting = [place for place in waiting if _end(new[place]) > _start(old[one])]
            for other in waiting:
                if _start(new[other]) >= _end(old[one]):
                    break
                yield one, other


def _grouped(
    old: Rows, new: Rows, group: Callable[[Row], Hashable]
) -> Iterator[tuple[list[int], list[int]]]:
    sides: list[defaultdict[Hashable, list[int]]] = []
    for rows in (old, new):
        groups: defaultdict[Hashable, list[int]] = defaultdict(list)
        for place, row in rows.items():
            groups[group(row)].append(place)
        sides.append(groups)
    for name in sides[0]:
        if name in sides[1]:
            yield sides[0][name], sides[1][name]


def _start(row: Row) -> int:
    return cast(int, row["char_start"])


def _end(row: Row) -> int:
    return max(cast(int, row["char_end"]), _start(row) + 1)
