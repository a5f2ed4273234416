"""The rows of one document as bytes: how they are kept, and how they come from other processes.

Record batches of Arrow, one a table, compressed together. Codes are places in their code lists and
schemas are not written: bytes are only for who has the same tables and the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ggsr_extract.dataset.arrow import Levels, arrow_type, code_places, column_array
from ggsr_extract.dataset.derive.facts import DocumentFacts, document_facts
from ggsr_extract.dataset.model import Row, Rows, Tables
from ggsr_extract.dataset.schema import Column, Table
from ggsr_extract.dataset.tables import all_tables

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Packed", "pack", "packed_names", "packed_schema", "rows_in"]

_CODEC = "zstd"


class Packed(Struct, frozen=True):
    """The rows of a document, and its facts.

    Attributes:
        series: of the facts, to tell documents that belong together without unpacking them.
        facts: as JSON, compressed; `facts_size` is their length in bytes before.
        tables: the record batches one after the other, compressed.
        sizes: the length of each in bytes before, by table.
    """

    series: str
    facts: bytes
    facts_size: int
    tables: bytes
    sizes: tuple[tuple[str, int], ...]

    def unpacked_facts(self) -> DocumentFacts:
        """What other documents need to know of it."""
        import pyarrow as pa

        return DocumentFacts.from_json(
            pa.decompress(self.facts, self.facts_size, _CODEC, asbytes=True)
        )

    def batches(self) -> Mapping[str, pa.RecordBatch]:
        """The rows by table, of those that have any; codes are places in their code lists."""
        import pyarrow as pa

        buffer = pa.decompress(self.tables, self.size, _CODEC)
        found, start = {}, 0
        for name, length in self.sizes:
            part = buffer.slice(start, length)
            found[name] = pa.ipc.read_record_batch(part, packed_schema(name))
            start += length
        return found

    @property
    def size(self) -> int:
        """Length of the record batches in bytes."""
        return sum(length for _, length in self.sizes)


def pack(tables: Tables, levels: Mapping[str, Levels]) -> Packed:
    """Pack the rows of one document.

    Args:
        tables: the rows of each table that has some, with the columns of :func:`packed_names`.
        levels: code lists by table and column.
    """
    import pyarrow as pa

    (facts,) = document_facts(tables)
    data = facts.to_json()
    messages = {
        name: _batch(all_tables()[name], rows, levels[name]).serialize()
        for name, rows in tables.items()
        if len(rows)
    }
    joined = b"".join(message.to_pybytes() for message in messages.values())
    return Packed(
        facts.series,
        pa.compress(data, _CODEC, asbytes=True),
        len(data),
        pa.compress(joined, _CODEC, asbytes=True),
        tuple((name, message.size) for name, message in messages.items()),
    )


def packed_names(table: Table) -> tuple[str, ...]:
    """The columns that are kept: all but those that other documents have a say in."""
    return table.filled_names if table.fill is not None else table.column_names


def rows_in(table: Table, batch: pa.RecordBatch | pa.Table, levels: Levels) -> Iterator[Row]:
    """The rows of a record batch as it was packed, with their codes."""
    names = packed_names(table)
    columns = [
        _decoded(column.to_pylist(), levels.get(name))
        for name, column in zip(names, batch.columns, strict=True)
    ]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


def _decoded(values: list[Any], levels: tuple[str, ...] | None) -> list[Any]:
    if levels is None:
        return values
    return [None if value is None else levels[value] for value in values]


def _batch(table: Table, rows: Rows, levels: Levels) -> pa.RecordBatch:
    import pyarrow as pa

    arrays = [
        code_places(rows.column(column.name), levels[column.name])  # type: ignore[arg-type]
        if column.type == "code"
        else column_array(column, rows.column(column.name))
        for column in _columns(table)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=packed_schema(table.name))


def _columns(table: Table) -> tuple[Column, ...]:
    names = frozenset(packed_names(table))
    return tuple(column for column in table.columns if column.name in names)


@cache
def packed_schema(name: str) -> pa.Schema:
    """Names and types of the record batches of a table, without anything else."""
    import pyarrow as pa

    return pa.schema(
        [
            pa.field(column.name, pa.int32() if column.type == "code" else arrow_type(column))
            for column in _columns(all_tables()[name])
        ]
    )
