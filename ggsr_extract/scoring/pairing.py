"""The best one-to-one pairing of two lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

__all__ = ["pair_up"]

L = TypeVar("L")
R = TypeVar("R")
Edge = tuple[int, int]
Weights = dict[Edge, float]

# Sums of the same weights in another order differ by less than this.
_ROUNDING = 1e-9


def pair_up(
    left: Sequence[L], right: Sequence[R], weight: Callable[[L, R], float]
) -> tuple[tuple[L | None, R | None], ...]:
    """Pair the two lists one to one so that the total weight is as high as it can be.

    A weight of 0 or less never pairs. Whatever finds no partner stands with None. What weighs the
    same pairs in order. In the order of `left`, then what is left of `right`.

    >>> pair_up([2, 9], [8, 5, 100], lambda a, b: 10 - abs(a - b))
    ((2, 5), (9, 8), (None, 100))
    """
    weights = {
        (row, column): value
        for row, one in enumerate(left)
        for column, other in enumerate(right)
        if (value := weight(one, other)) > 0
    }
    partners = {row: column for part in _split(weights) for row, column in _assign(part)}
    taken = set(partners.values())
    paired = tuple(
        (one, right[partners[row]] if row in partners else None) for row, one in enumerate(left)
    )
    return paired + tuple(
        (None, other) for column, other in enumerate(right) if column not in taken
    )


def _split(weights: Weights) -> Iterable[Weights]:
    """The weights in parts that share no row and no column: each is a problem of its own."""
    rows: dict[int, Weights] = {}
    columns: dict[int, Weights] = {}
    for (row, column), value in weights.items():
        part = rows.get(row, {}) | columns.get(column, {}) | {(row, column): value}
        for one, other in part:
            rows[one] = columns[other] = part
    return {id(part): part for part in rows.values()}.values()


def _assign(weights: Weights) -> Iterable[Edge]:
    """The pairs of highest total weight, by one best alternating path after the other.

    After k paths it is the best choice of k pairs, and a path never gains more than the one
    before it, so the first that gains nothing ends it.
    """
    owners: dict[int, int] = {}
    while path := _best_path(weights, owners):
        owners.update((column, row) for row, column in path)
    return [(row, column) for column, row in owners.items()]


def _best_path(weights: Weights, owners: Mapping[int, int]) -> list[Edge]:
    """The new pairs of the path from an unpaired row to an unpaired column that gains most."""
    rows = {row for row, _ in weights}
    gains = dict.fromkeys(sorted(rows - set(owners.values())), 0.0)
    cause: dict[int, Edge] = {}
    for _ in rows:
        if not _relax(weights, owners, gains, cause):
            break
    ends = [
        (-gains[row] - value, row in cause, row, column)
        for (row, column), value in weights.items()
        if row in gains and column not in owners
    ]
    loss, _, row, column = min(ends, default=(0.0, False, 0, 0))
    if loss > -_ROUNDING:
        return []
    path = [(row, column)]
    while row in cause:
        row, column = cause[row]
        path.append((row, column))
    return path


def _relax(
    weights: Weights, owners: Mapping[int, int], gains: dict[int, float], cause: dict[int, Edge]
) -> bool:
    """Let every row that may move take a paired column from its owner (one round, Bellman-Ford).

    `gains` has what is gained up to the move of a row, `cause` the pair that sets it free.
    """
    changed = False
    for (row, column), value in weights.items():
        owner = owners.get(column)
        if row not in gains or owner is None or owner == row:
            continue
        gain = gains[row] + value - weights[owner, column]
        if owner not in gains or gain > gains[owner] + _ROUNDING:
            gains[owner] = gain
            cause[owner] = (row, column)
            changed = True
    return changed
