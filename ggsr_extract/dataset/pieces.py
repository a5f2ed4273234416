"""Some documents together become pieces of the tables: their rows, under their paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ggsr_extract.dataset.arrow import (
    Levels,
    arrow_table,
    code_array,
    code_places,
    plain_schema,
    string_array,
)
from ggsr_extract.dataset.derive import Derived, notice_row
from ggsr_extract.dataset.model import Row, Rows
from ggsr_extract.dataset.packed import packed_schema, rows_in
from ggsr_extract.dataset.schema import Table
from ggsr_extract.dataset.tables import all_tables

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["PATH", "Contribution", "is_of_documents", "is_shared", "pieces_of", "shared_rows"]

PATH = "source_path"
# One row serves all documents that name it.
_SHARED = frozenset(["municipalities", "organisations"])


class Contribution(Struct, frozen=True):
    """What a document brings: its rows by table, its path, and what others tell of it."""

    source_path: str
    batches: Mapping[str, pa.RecordBatch]
    derived: Derived


def is_shared(table: Table) -> bool:
    """Whether one row of it serves all documents that name it."""
    return table.name in _SHARED


def is_of_documents(table: Table) -> bool:
    """Whether a table has rows because of documents (the toetsingskader has them anyway)."""
    has_keys = any(c.type == "string" and c.name.endswith("_id") for c in table.columns)
    return has_keys or is_shared(table)


def pieces_of(
    documents: Sequence[Contribution], levels: Mapping[str, Levels]
) -> Iterator[tuple[str, pa.Table]]:
    """The rows of these documents, in their order, by table; shared ones are left out."""
    for name, table in all_tables().items():
        if is_of_documents(table) and not is_shared(table):
            if _is_changed(table):
                rows = Rows.of(table.column_names, _changed(table, documents, levels[name]))
                yield name, arrow_table(table, rows, levels[name])
            elif any(name in document.batches for document in documents):
                yield name, _taken_over(table, documents, levels[name])


def _is_changed(table: Table) -> bool:
    """Whether other documents have a say in the rows."""
    has_derived = any(column.is_derived for column in table.columns)
    return has_derived or table.derive is not None or table.name == "diagnostics"


def _changed(table: Table, documents: Sequence[Contribution], levels: Levels) -> Iterator[Row]:
    for document in documents:
        yield from document.derived.rows.get(table.name, ())
        if table.name in document.batches:
            for row in rows_in(table, document.batches[table.name], levels):
                yield {**_under(document.source_path, row), **_told(table, row, document.derived)}
        if table.name == "diagnostics":
            for notice in document.derived.notices:
                yield notice_row(notice, document.source_path)


def _under(path: str, row: Row) -> Row:
    return {**row, PATH: path} if PATH in row else row


def _told(table: Table, row: Row, derived: Derived) -> Row:
    """The derived columns of a row."""
    if table.name == "documents":
        return {"is_primary": bool(derived.primary_ids), "status": derived.status}
    if table.name == "approaches":
        return {"is_primary": row["approach_id"] in derived.primary_ids}
    return {}


def _taken_over(table: Table, documents: Sequence[Contribution], levels: Levels) -> pa.Table:
    """The rows as they are, without going through them."""
    import pyarrow as pa

    parts: list[pa.RecordBatch] = []
    paths: list[str] = []
    for document in documents:
        batch = document.batches.get(table.name)
        if batch is not None:
            own = [batch] if table.join is None else _primary(batch, document.derived)
            parts += own
            paths += [document.source_path] * sum(part.num_rows for part in own)
    joined = pa.Table.from_batches(parts, schema=packed_schema(table.name)).combine_chunks()
    columns = [
        _column(name, column, paths, levels)
        for name, column in zip(table.column_names, joined.columns, strict=True)
    ]
    return pa.Table.from_arrays(columns, schema=plain_schema(table.columns))


def _primary(batch: pa.RecordBatch, derived: Derived) -> list[pa.RecordBatch]:
    """The rows of primary approaches."""
    keys = batch.column("approach_id").to_pylist()
    if derived.primary_ids.issuperset(keys):
        return [batch]
    return [batch.slice(place, 1) for place, key in enumerate(keys) if key in derived.primary_ids]


def _column(
    name: str, column: pa.ChunkedArray, paths: Sequence[str], levels: Levels
) -> pa.ChunkedArray | pa.Array:
    if name == PATH:
        return string_array(paths)
    if name in levels:
        places = column.chunk(0) if column.num_chunks else code_places((), ())
        return code_array(places, levels[name])
    return column


def shared_rows(
    documents: Sequence[Contribution], before: Mapping[str, Rows], levels: Mapping[str, Levels]
) -> dict[str, Rows]:
    """The rows that serve several documents, by their keys, these documents' among them.

    Of several rows with one key the first in order stays.
    """
    found = {}
    for table in filter(is_shared, all_tables().values()):
        rows = [*before[table.name]] if table.name in before else []
        for document in documents:
            if table.name in document.batches:
                rows += rows_in(table, document.batches[table.name], levels[table.name])
        found[table.name] = _one_a_key(table, rows)
    return found


def _one_a_key(table: Table, rows: Sequence[Row]) -> Rows:
    (key,) = table.primary_key
    kept: dict[object, Row] = {}
    for row in sorted(rows, key=lambda row: (str(row[key]), *map(str, row.values()))):
        kept.setdefault(row[key], row)
    return Rows.of(table.column_names, kept.values())
