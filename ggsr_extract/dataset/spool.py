"""What is told of documents, in a file without a name until it is needed: it is gone with us."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryFile

from msgspec.structs import asdict

from ggsr_extract.dataset.derive import Derived
from ggsr_extract.dataset.derive.matching import Notice
from ggsr_extract.dataset.model import Rows

__all__ = ["Spool"]


class Spool:
    """Put in one order, get in another. `folder` is where the file is.

    Raises:
        OSError: the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by close
        self._places: dict[str, int] = {}
        self._end = 0

    def close(self) -> None:
        """Let go of what waits."""
        self._file.close()

    def put(self, key: str, derived: Derived) -> None:
        """Keep what is told of a document."""
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
