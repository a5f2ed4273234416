"""Rows become Arrow tables, with types, descriptions and code lists.

Arrays are made from buffers: pyarrow's own conversion of lists imports pandas, which costs more
than all the rest of a small run.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from ggsr_extract.dataset.integrity import code_list
from ggsr_extract.dataset.model import Rows, Tables, Value
from ggsr_extract.dataset.schema import Column, Table
from ggsr_extract.dataset.tables import all_tables

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["arrow_schema", "arrow_tables", "levels_of", "string_array"]

# Bytes of text in one chunk; an Arrow string array cannot hold 2 GiB.
_CHUNK_BYTES = 2**30
_PANDAS_TYPES = {
    "string": ("unicode", "object", "object"),
    "code": ("categorical", "int32", "int32"),
    "int16": ("int16", "int16", "Int16"),
    "int32": ("int32", "int32", "Int32"),
    "int64": ("int64", "int64", "Int64"),
    "float64": ("float64", "float64", "float64"),
    "bool": ("bool", "bool", "boolean"),
}
_TYPE_CODES = {"int16": "h", "int32": "i", "int64": "q", "float64": "d"}


def levels_of(table: Table, tables: Tables) -> dict[str, tuple[str, ...]]:
    """The code lists of a table's columns, by column."""
    return {
        column.name: code_list(column, tables) for column in table.columns if column.type == "code"
    }


def arrow_tables(tables: Tables) -> Iterator[tuple[str, pa.Table]]:
    """The Arrow table of each table of the dataset, one at a time."""
    for name, table in all_tables().items():
        yield name, _arrow_table(table, tables[name], levels_of(table, tables))


def _arrow_table(table: Table, rows: Rows, levels: dict[str, tuple[str, ...]]) -> pa.Table:
    import pyarrow as pa

    columns = [
        _chunked(column, rows.column(column.name), levels.get(column.name, ()))
        for column in table.columns
    ]
    return pa.Table.from_arrays(columns, schema=arrow_schema(table, levels))


def arrow_schema(table: Table, levels: dict[str, tuple[str, ...]]) -> pa.Schema:
    """Types, nullability and descriptions of a table, and how pandas should read it.

    Without the pandas metadata a nullable integer comes back as a float, a nullable boolean as an
    object.
    """
    import pyarrow as pa

    fields = [
        pa.field(
            column.name,
            _arrow_type(column),
            nullable=column.nullable,
            metadata={"description": column.description},
        )
        for column in table.columns
    ]
    pandas = json.dumps(_pandas_metadata(table, levels), separators=(",", ":"))
    return pa.schema(fields, metadata={"description": table.description, "pandas": pandas})


def _pandas_metadata(table: Table, levels: dict[str, tuple[str, ...]]) -> dict[str, object]:
    return {
        "index_columns": [],
        "column_indexes": [],
        "columns": [_pandas_column(column, levels) for column in table.columns],
        "creator": {"library": "ggsr-extract", "version": "1"},
        "pandas_version": "2.2.0",
    }


def _pandas_column(column: Column, levels: dict[str, tuple[str, ...]]) -> dict[str, object]:
    pandas_type, plain, nullable = _PANDAS_TYPES[column.type]
    is_code = column.type == "code"
    return {
        "name": column.name,
        "field_name": column.name,
        "pandas_type": pandas_type,
        "numpy_type": nullable if column.nullable else plain,
        "metadata": {"num_categories": len(levels[column.name]), "ordered": False}
        if is_code
        else None,
    }


def _arrow_type(column: Column) -> pa.DataType:
    import pyarrow as pa

    if column.type == "code":
        return pa.dictionary(pa.int32(), pa.string())
    names = {"string": "string", "bool": "bool_", "float64": "float64"}
    return getattr(pa, names.get(column.type, column.type))()


def _chunked(column: Column, values: Sequence[Value], levels: tuple[str, ...]) -> pa.ChunkedArray:
    import pyarrow as pa

    if column.type == "code":
        chunks = [_codes(cast("Sequence[str | None]", values), levels)]
    elif column.type == "string":
        texts = cast("Sequence[str | None]", values)
        chunks = [string_array(part) for part in _parts(texts)]
    elif column.type == "bool":
        bits = _bits([bool(value) for value in values])
        chunks = [pa.Array.from_buffers(pa.bool_(), len(values), [_validity(values), bits])]
    else:
        chunks = [_numbers(column, cast("Sequence[float | None]", values))]
    return pa.chunked_array(chunks, type=_arrow_type(column))


def _parts(texts: Sequence[str | None]) -> Iterator[Sequence[str | None]]:
    """The texts, cut where a chunk would grow too big. At least one part."""
    start, size = 0, 0
    for place, text in enumerate(texts):
        length = 4 * len(text or "")
        if size and size + length > _CHUNK_BYTES:
            yield texts[start:place]
            start, size = place, 0
        size += length
    yield texts[start:]


def string_array(texts: Sequence[str | None]) -> pa.Array:
    """An Arrow array of strings, at most 2 GiB of them."""
    import pyarrow as pa

    encoded = [(text or "").encode("utf-8") for text in texts]
    offsets = array("i", [0])
    for data in encoded:
        offsets.append(offsets[-1] + len(data))
    buffers = [_validity(texts), pa.py_buffer(offsets.tobytes()), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.string(), len(texts), buffers)


def _codes(values: Sequence[str | None], levels: tuple[str, ...]) -> pa.Array:
    import pyarrow as pa

    places = {level: place for place, level in enumerate(levels)}
    numbers = array("i", (0 if value is None else places[value] for value in values))
    buffers = [_validity(values), pa.py_buffer(numbers.tobytes())]
    indices = pa.Array.from_buffers(pa.int32(), len(values), buffers)
    return pa.DictionaryArray.from_arrays(indices, string_array(levels))


def _numbers(column: Column, values: Sequence[float | None]) -> pa.Array:
    import pyarrow as pa

    numbers = array(_TYPE_CODES[column.type], (0 if value is None else value for value in values))
    buffers = [_validity(values), pa.py_buffer(numbers.tobytes())]
    return pa.Array.from_buffers(_arrow_type(column), len(values), buffers)


def _validity(values: Sequence[Value]) -> pa.Buffer | None:
    return _bits([value is not None for value in values]) if None in values else None


def _bits(flags: Sequence[bool]) -> pa.Buffer:
    """Booleans as Arrow packs them: eight a byte, least significant first."""
    import pyarrow as pa

    packed = bytearray((len(flags) + 7) // 8)
    for place, flag in enumerate(flags):
        if flag:
            packed[place // 8] |= 1 << place % 8
    return pa.py_buffer(bytes(packed))
