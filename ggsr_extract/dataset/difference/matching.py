"""Rows of two tables side by side: which are the same row, and which of those differ.

A row is known by its place in its table; whole columns are compared at once, so that only the rows
that differ ever become Python objects.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ggsr_extract.dataset.arrow import flat, string_array
from ggsr_extract.dataset.model import Value

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Matches", "match_keys", "match_rows", "plain", "rows_at", "shared_columns"]


class Matches(Struct, frozen=True):
    """Places in the old and the new table: pairs that differ, and rows without a counterpart."""

    changed: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def plain(table: pa.Table) -> pa.Table:
    """The table without code lists and chunks, with strings that may be of any size."""
    import pyarrow as pa

    columns = {
        name: column.cast(pa.large_string()) if _is_text(column.type) else column
        for name, column in zip(table.column_names, table.columns, strict=True)
    }
    return pa.Table.from_arrays(list(columns.values()), names=list(columns)).combine_chunks()


def _is_text(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(kind) or pa.types.is_dictionary(kind))


def shared_columns(old: pa.Table, new: pa.Table) -> tuple[str, ...]:
    """The columns that both have, in the order of the new table."""
    there = set(old.column_names)
    return tuple(name for name in new.column_names if name in there)


def match_keys(
    old: pa.Table, new: pa.Table, key: Sequence[str], columns: Iterable[str]
) -> Matches | None:
    """Match rows by their key and compare `columns`; None where it is no key of both tables."""
    import pyarrow.compute as pc

    old_keys, new_keys = _keys(old, key), _keys(new, key)
    if any(pc.count_distinct(keys).as_py() < len(keys) for keys in (old_keys, new_keys)):
        return None
    places = pc.index_in(new_keys, value_set=old_keys)
    there = pc.is_valid(places)
    old_places, new_places = places.drop_null(), pc.indices_nonzero(there)
    changed = pc.indices_nonzero(_differs(old.take(old_places), new.take(new_places), columns))
    gone = pc.invert(pc.is_in(old_keys, value_set=new_keys))
    return Matches(
        tuple(
            zip(_places(old_places.take(changed)), _places(new_places.take(changed)), strict=True)
        ),
        _places(pc.indices_nonzero(gone)),
        _places(pc.indices_nonzero(pc.invert(there))),
    )


def match_rows(old: pa.Table, new: pa.Table, columns: Sequence[str]) -> Matches:
    """Match rows that have no key by all that they hold: each is the same, or removed, or added."""
    old_rows, new_rows = _keys(old, columns).to_pylist(), _keys(new, columns).to_pylist()
    return Matches((), _beyond(old_rows, new_rows), _beyond(new_rows, old_rows))


def _beyond(rows: Sequence[str], others: Sequence[str]) -> tuple[int, ...]:
    """Places of rows that stand more often here than among the others."""
    spare = Counter(others)
    places = []
    for place, row in enumerate(rows):
        spare[row] -= 1
        if spare[row] < 0:
            places.append(place)
    return tuple(places)


def rows_at(table: pa.Table, places: Sequence[int]) -> list[dict[str, Value]]:
    """The rows at some places, in that order."""
    import pyarrow as pa

    buffer = pa.py_buffer(array("q", places).tobytes())
    indices = pa.Array.from_buffers(pa.int64(), len(places), [None, buffer])
    rows: list[dict[str, Value]] = table.take(indices).to_pylist()
    return rows


def _keys(table: pa.Table, columns: Sequence[str]) -> pa.Array:
    """The values of some columns as one string a row; other values give another string.

    Each value stands behind its length, a null behind none, so that no value can pass for two.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = pa.large_string()
    texts = [flat(table.column(name)).cast(kind) for name in columns]
    parts = [part for text in texts for part in (pc.utf8_length(text).cast(kind), text)]
    separator = string_array([":"]).cast(kind)[0]
    return pc.binary_join_element_wise(
        *parts, separator, null_handling="replace", null_replacement=""
    )


def _differs(old: pa.Table, new: pa.Table, columns: Iterable[str]) -> pa.Array:
    """Whether rows that stand side by side differ in some column."""
    import pyarrow as pa
    import pyarrow.compute as pc

    bits = pa.py_buffer(bytes((len(new) + 7) // 8))
    differs = pa.Array.from_buffers(pa.bool_(), len(new), [None, bits])
    for name in columns:
        differs = pc.or_(differs, _unequal(flat(old.column(name)), flat(new.column(name))))
    return differs


def _unequal(old: pa.Array, new: pa.Array) -> pa.Array:
    """Whether values differ; null is equal to null only, numbers of any width by what they say."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if old.type != new.type:
        old, new = old.cast(pa.large_string()), new.cast(pa.large_string())
    no_old, no_new = pc.is_null(old), pc.is_null(new)
    return pc.if_else(pc.or_(no_old, no_new), pc.xor(no_old, no_new), pc.not_equal(old, new))


def _places(values: pa.Array) -> tuple[int, ...]:
    return tuple(values.to_pylist())
