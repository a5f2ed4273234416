"""Parquet files that grow piece by piece, in row groups as large as the memory for them allows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ggsr_extract.dataset.parquet import parquet_writer

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["RowGroups"]

# Bytes that wait in memory. Where they are more, the table that has most becomes a row group.
_WAITING = 24 * 2**20
# Pieces of a table that are joined: many small ones take more memory than one large one.
_PIECES = 32


class RowGroups:
    """The Parquet files of a dataset while they are written.

    What becomes a row group depends on the pieces and their order alone, so that the same pieces
    give the same bytes. As long as all fits into memory each table is one row group.

    Args:
        folder: where the files are made.
        schemas: those of the tables by name; each gets a file `<name>.parquet`.
    """

    def __init__(self, folder: Path, schemas: Mapping[str, pa.Schema]) -> None:
        self._folder = folder
        self._schemas = schemas
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._pieces: defaultdict[str, list[pa.Table]] = defaultdict(list)
        self._sizes: defaultdict[str, int] = defaultdict(int)
        self._open = ExitStack()
        self.rows: defaultdict[str, int] = defaultdict(int)
        """Rows of each table so far."""

    def __enter__(self) -> RowGroups:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def add(self, name: str, piece: pa.Table) -> None:
        """Rows that follow those that the table has; a table without rows gets a piece as well.

        Raises:
            OSError: the file cannot be written.
        """
        pieces = self._pieces[name]
        pieces.append(piece)
        self._sizes[name] += piece.nbytes
        self.rows[name] += piece.num_rows
        if len(pieces) > _PIECES:
            pieces[:] = [_joined(pieces)]
        while sum(self._sizes.values()) > _WAITING:
            self._write(max(self._sizes, key=lambda key: (self._sizes[key], key)))

    def finish(self, name: str) -> Path:
        """The complete file of a table.

        Raises:
            OSError: it cannot be written.
        """
        self._write(name)
        self._writers.pop(name).close()
        return self._path(name)

    def _write(self, name: str) -> None:
        """What waits becomes a row group."""
        if name not in self._writers:
            writer = parquet_writer(self._path(name), self._schemas[name])
            self._writers[name] = self._open.enter_context(writer)
        self._sizes.pop(name, None)
        if pieces := self._pieces.pop(name, []):
            self._writers[name].write_table(_joined(pieces))

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.parquet"


def _joined(pieces: list[pa.Table]) -> pa.Table:
    import pyarrow as pa

    return pa.concat_tables(pieces).combine_chunks()
