"""What became of a file, whatever its name: its rows, or why there are none. Held as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ggsr_extract.dataset import Part, Quarantined, Rows

__all__ = ["Entry", "Refusal"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is in quarantine. `trace`: where the program failed, innermost call last."""

    stage: str
    code: str
    message: str
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of a file.

    Attributes:
        sha256: of the bytes; None: they were not read.
        tables: the rows, when there is no refusal.
        is_reused: the file had been read before, by the same program and rules.
    """

    sha256: str | None
    refusal: Refusal | None = None
    tables: Mapping[str, Rows] = field(default_factory=dict)
    is_reused: bool = False

    def result(self, source_path: str) -> Part | Quarantined:
        """What a file of this path brings into a dataset."""
        if self.refusal is None and self.sha256 is not None:
            return Part(source_path, self.sha256, self.tables)
        refusal = self.refusal or Refusal("read", "crash", "nothing came of it")
        return Quarantined(source_path, refusal.stage, refusal.code, refusal.message, self.sha256)

    def to_json(self) -> bytes:
        """The entry, without `is_reused`, in one line."""
        content = {
            "sha256": self.sha256,
            "refusal": None if self.refusal is None else asdict(self.refusal),
            "tables": {
                name: {"columns": rows.columns, "values": rows.values}
                for name, rows in self.tables.items()
            },
        }
        return json.dumps(content, separators=(",", ":")).encode()

    @classmethod
    def from_json(cls, data: bytes, *, is_reused: bool = False) -> Entry:
        """The entry that :meth:`to_json` wrote.

        Raises:
            ValueError: the bytes are something else.
        """
        try:
            return cls._of(json.loads(data), is_reused)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError("this is no entry") from error

    @classmethod
    def _of(cls, content: Mapping[str, Any], is_reused: bool) -> Entry:  # noqa: FBT001
        refusal = content["refusal"]
        if refusal is not None:
            refusal = Refusal(**{**refusal, "trace": tuple(refusal["trace"])})
        tables = {
            name: Rows(tuple(rows["columns"]), tuple(map(tuple, rows["values"])))
            for name, rows in content["tables"].items()
        }
        return cls(content["sha256"], refusal, tables, is_reused)
