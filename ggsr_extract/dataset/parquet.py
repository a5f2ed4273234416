"""One Parquet file, written and read the same way everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ggsr_extract.dataset.model import DatasetError, Row, Rows

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["parquet_writer", "read_parquet", "rows_from", "rows_of"]

# Rows that are in memory at a time when a file is read bit by bit.
_ROWS = 4096


def parquet_writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """A file that tables of this schema can be written to, each as one row group."""
    import pyarrow.parquet as pq

    return pq.ParquetWriter(path, schema, compression="zstd")


def rows_from(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a file, with some of its columns, read bit by bit.

    Raises:
        DatasetError: the file is missing, is no readable Parquet, or lacks a column.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            if missing := set(columns) - set(file.schema_arrow.names):
                raise DatasetError(f"{path.name}: has no {', '.join(sorted(missing))}")
            for batch in file.iter_batches(_ROWS, columns=list(columns), use_threads=False):
                values = [batch.column(name).to_pylist() for name in columns]
                for row in zip(*values, strict=True):
                    yield dict(zip(columns, row, strict=True))
    except (pa.ArrowException, OSError) as error:
        raise DatasetError(f"{path.name}: is no readable Parquet file: {error}") from error


def read_parquet(data: bytes, name: str) -> pa.Table:
    """The table in the bytes of a file.

    Raises:
        DatasetError: they are no readable Parquet; the message begins with `name`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(pa.BufferReader(data)) as file:
            table = file.read()
        table.validate(full=True)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise DatasetError(f"{name}: is no readable Parquet file: {error}") from error
    return table


def rows_of(table: pa.Table) -> Rows:
    """An Arrow table as plain rows."""
    columns = [column.to_pylist() for column in table.columns]
    return Rows(tuple(table.column_names), tuple(zip(*columns, strict=True)))
