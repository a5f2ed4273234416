"""What is told of documents, until it is needed: much of it in a file, which is gone with us."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import IO

from msgspec.structs import asdict

from ggsr_extract.dataset.derive import Derived
from ggsr_extract.dataset.derive.matching import Notice
from ggsr_extract.dataset.model import Rows

__all__ = ["Spool"]

# Bytes that wait in memory: all that there are, where a dataset is small.
_HELD_BYTES = 2**20


class Spool:
    """Put in one order, get in another. `folder` is where the file is, if it takes one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] = BytesIO()
        self._places: dict[str, int] = {}
        self._end = 0

    def close(self) -> None:
        """Let go of what waits."""
        self._file.close()

    def put(self, key: str, derived: Derived) -> None:
        """Keep what is told of a document.

        Raises:
            OSError: the folder cannot be written.
        """
        content = {
            "status": derived.status,
            "primary_ids": sorted(derived.primary_ids),
            "notices": [asdict(notice) for notice in derived.notices],
            "rows": {name: [rows.columns, rows.values] for name, rows in derived.rows.items()},
        }
        data = json.dumps(content).encode() + b"\n"
        self._file.seek(self._end)
        self._file.write(data)
        self._places[key] = self._end
        self._end += len(data)
        if isinstance(self._file, BytesIO) and self._end > _HELD_BYTES:
            self._put_down(self._file.getbuffer())

    def _put_down(self, held: memoryview) -> None:
        """What is in memory goes to a file."""
        from tempfile import TemporaryFile

        self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed by close
        self._file.write(held)

    def get(self, key: str) -> Derived:
        """What is told of a document."""
        self._file.seek(self._places[key])
        content = json.loads(self._file.readline())
        return Derived(
            content["status"],
            frozenset(content["primary_ids"]),
            tuple(Notice(**notice) for notice in content["notices"]),
            {
                name: Rows(tuple(columns), tuple(map(tuple, values)))
                for name, (columns, values) in content["rows"].items()
            },
        )
