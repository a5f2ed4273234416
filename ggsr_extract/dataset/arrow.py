"""Rows become Arrow tables, with types, descriptions and code lists.

Arrays are made from buffers: pyarrow's own conversion of lists imports pandas, which costs more
than all the rest of a small run.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from ggsr_extract.dataset.integrity import code_list
from ggsr_extract.dataset.model import Rows, Tables, Value
from ggsr_extract.dataset.schema import Column, Table
from ggsr_extract.dataset.tables import all_tables

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "Levels",
    "arrow_schema",
    "arrow_table",
    "arrow_tables",
    "arrow_type",
    "code_array",
    "code_places",
    "column_array",
    "flat",
    "levels_of",
    "plain_schema",
    "string_array",
]

# Code lists by column.
Levels = Mapping[str, tuple[str, ...]]

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
        yield name, arrow_table(table, tables[name], levels_of(table, tables))


def arrow_table(table: Table, rows: Rows, levels: Levels) -> pa.Table:
    """The Arrow table of some rows, which have all columns of their table.

    What :func:`arrow_schema` says of the table as a whole is left to its file.
    """
    import pyarrow as pa

    columns = [
        _chunked(column, rows.column(column.name), levels.get(column.name, ()))
        for column in table.columns
    ]
    return pa.Table.from_arrays(columns, schema=plain_schema(table.columns))


def code_array(indices: pa.Array, levels: tuple[str, ...]) -> pa.Array:
    """Places in a code list as an Arrow array of its codes."""
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(indices, string_array(levels))


def arrow_schema(table: Table, levels: Levels) -> pa.Schema:
    """Types, nullability and descriptions of a table, and how pandas should read it.

    Without the pandas metadata a nullable integer comes back as a float, a nullable boolean as an
    object.
    """
    pandas = json.dumps(_pandas_metadata(table, levels), separators=(",", ":"))
    metadata = {"description": table.description, "pandas": pandas}
    return plain_schema(table.columns).with_metadata(metadata)


@cache
def plain_schema(columns: tuple[Column, ...]) -> pa.Schema:
    """Names, types, nullability and descriptions of columns."""
    import pyarrow as pa

    return pa.schema(list(map(_field, columns)))


def _field(column: Column) -> pa.Field:
    import pyarrow as pa

    described = {"description": column.description}
    return pa.field(column.name, arrow_type(column), column.nullable, metadata=described)


def _pandas_metadata(table: Table, levels: Levels) -> dict[str, object]:
    return {
        "index_columns": [],
        "column_indexes": [],
        "columns": [_pandas_column(column, levels) for column in table.columns],
        "creator": {"library": "ggsr-extract", "version": "1"},
        "pandas_version": "2.2.0",
    }


def _pandas_column(column: Column, levels: Levels) -> dict[str, object]:
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


@cache
def arrow_type(column: Column) -> pa.DataType:
    """The Arrow type of a column; of codes a dictionary."""
    import pyarrow as pa

    if column.type == "code":
        return pa.dictionary(pa.int32(), pa.string())
    names = {"string": "string", "bool": "bool_", "float64": "float64"}
    return getattr(pa, names.get(column.type, column.type))()


def _chunked(column: Column, values: Sequence[Value], levels: tuple[str, ...]) -> pa.ChunkedArray:
    import pyarrow as pa

    if column.type == "string":
        parts: Iterator[Sequence[Value]] = _parts(cast("Sequence[str | None]", values))
    else:
        parts = iter([values])
    chunks = [column_array(column, part, levels) for part in parts]
    return pa.chunked_array(chunks, type=arrow_type(column))


def column_array(column: Column, values: Sequence[Value], levels: tuple[str, ...] = ()) -> pa.Array:
    """The values of a column as one Arrow array: at most 2 GiB of text."""
    import pyarrow as pa

    if column.type == "code":
        return code_array(code_places(cast("Sequence[str | None]", values), levels), levels)
    if column.type == "string":
        return string_array(cast("Sequence[str | None]", values))
    if column.type == "bool":
        bits = _bits([bool(value) for value in values])
        return pa.Array.from_buffers(pa.bool_(), len(values), [_validity(values), bits])
    return _numbers(column, cast("Sequence[float | None]", values))


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

    sized = [(text or "").encode("utf-8") for text in texts]
    offsets = array("i", accumulate(map(len, sized), initial=0))
    data = b"".join(sized)
    buffers = [_validity(texts), pa.py_buffer(offsets.tobytes()), pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.string(), len(texts), buffers)


def flat(column: pa.ChunkedArray) -> pa.Array:
    """The values of a column as one array."""
    import pyarrow as pa

    # A column without chunks would be made from a list, for which pyarrow imports pandas.
    return pa.concat_arrays(column.chunks or [string_array([]).cast(column.type)])


def code_places(values: Sequence[str | None], levels: tuple[str, ...]) -> pa.Array:
    """The places of codes in their code list as an Arrow array of integers."""
    import pyarrow as pa

    places = {level: place for place, level in enumerate(levels)}
    numbers = array("i", (0 if value is None else places[value] for value in values))
    buffers = [_validity(values), pa.py_buffer(numbers.tobytes())]
    return pa.Array.from_buffers(pa.int32(), len(values), buffers)


def _numbers(column: Column, values: Sequence[float | None]) -> pa.Array:
    import pyarrow as pa

    numbers = array(_TYPE_CODES[column.type], (0 if value is None else value for value in values))
    buffers = [_validity(values), pa.py_buffer(numbers.tobytes())]
    return pa.Array.from_buffers(arrow_type(column), len(values), buffers)


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
