"""One Parquet file, written and read the same way everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ggsr_extract.dataset.model import DatasetError, Rows

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["read_parquet", "rows_of", "write_parquet"]


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write a table; the same table gives the same bytes with the same pyarrow."""
    import pyarrow.parquet as pq

    pq.write_table(table, path, compression="zstd")


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
