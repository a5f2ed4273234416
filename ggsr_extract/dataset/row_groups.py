"""Parquet files that grow piece by piece, in large row groups, without holding these in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ggsr_extract.dataset.parquet import parquet_writer

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["RowGroups"]

# Rows of a row group, and bytes of it in memory, that are enough. What a reader gains by larger
# ones is little, and what is kept of each until the end (some kilobytes a column) is what grows.
_ROWS = 2**16
_BYTES = 4 * 2**20
# Bytes of a table that wait in memory: all that there are, where a dataset is small.
_HELD_BYTES = 2**17


class RowGroups:
    """The Parquet files of a dataset while they are written.

    Rows wait until they are a row group, many of them in a file without a name. What becomes one
    depends on the pieces and their order alone, so that the same pieces give the same bytes.

    Args:
        folder: where the files are made.
        schemas: those of the tables by name; each gets a file `<name>.parquet`.
    """

    def __init__(self, folder: Path, schemas: Mapping[str, pa.Schema]) -> None:
        self._folder = folder
        self._schemas = schemas
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._waiting: dict[str, _Waiting] = {}
        self._open = ExitStack()
        self.rows: defaultdict[str, int] = defaultdict(int)
        """Rows of each table so far."""

    def close(self) -> None:
        """Let go of what waits."""
        self._open.close()

    def add(self, name: str, piece: pa.Table) -> None:
        """Rows that follow those that the table has; a table without rows gets a piece as well.

        Raises:
            OSError: the files cannot be written.
        """
        waiting = self._waiting.setdefault(name, _Waiting(self._new_file))
        if waiting.is_full_with(piece):
            self._write(name)
        waiting.add(piece)
        self.rows[name] += piece.num_rows

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
        self._writers[name].write_table(self._waiting[name].taken())

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.parquet"

    def _new_file(self) -> IO[bytes]:
        from tempfile import TemporaryFile

        return self._open.enter_context(TemporaryFile(dir=self._folder))


class _Waiting:
    """Rows of a table that wait: few in memory, more in a file."""

    def __init__(self, new_file: Callable[[], IO[bytes]]) -> None:
        self._new_file = new_file
        self._file: IO[bytes] | None = None
        self._begin()

    def _begin(self) -> None:
        self._held: list[pa.Table] = []
        self._held_bytes = 0
        self._stream: pa.RecordBatchStreamWriter | None = None
        self._rows = 0
        self._bytes = 0

    def is_full_with(self, piece: pa.Table) -> bool:
        """Whether what waits should be written before this piece comes to it."""
        rows, size = self._rows + piece.num_rows, self._bytes + piece.nbytes
        return self._rows > 0 and (rows > _ROWS or size > _BYTES)

    def add(self, piece: pa.Table) -> None:
        """Let the piece wait behind the others."""
        self._held.append(piece)
        self._held_bytes += piece.nbytes
        self._rows += piece.num_rows
        self._bytes += piece.nbytes
        if self._held_bytes > _HELD_BYTES:
            self._put_down()

    def _put_down(self) -> None:
        """What is held goes to the file."""
        import pyarrow as pa

        if self._stream is None:
            self._file = self._file or self._new_file()
            self._file.seek(0)
            self._file.truncate()
            self._stream = pa.ipc.new_stream(self._file, self._held[0].schema)
        for piece in self._held:
            self._stream.write_table(piece)
        self._held, self._held_bytes = [], 0

    def taken(self) -> pa.Table:
        """All that waits; nothing does any longer."""
        import pyarrow as pa

        parts = [*self._picked_up(), *self._held]
        self._begin()
        return pa.concat_tables(parts).combine_chunks()

    def _picked_up(self) -> Iterator[pa.Table]:
        """What is in the file."""
        import pyarrow as pa

        if self._stream is not None and self._file is not None:
            self._stream.close()
            self._file.seek(0)
            with pa.ipc.open_stream(self._file) as stream:
                yield stream.read_all()
