"""What became of a file, whatever its name: its rows, or why there are none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from msgspec import Struct
from msgspec.structs import asdict

from ggsr_extract.dataset import Quarantined
from ggsr_extract.dataset.assembly import Member
from ggsr_extract.dataset.packed import Packed

__all__ = ["Entry", "Outcome", "Refusal"]

_SUM = 9  # bytes: eight hex digits and a line feed


class Refusal(Struct, frozen=True):
    """Why a file is in quarantine. `trace`: where the program failed, innermost call last."""

    stage: str
    code: str
    message: str
    trace: tuple[str, ...] = ()


class Outcome(Struct, frozen=True):
    """What became of a file, without its rows.

    Attributes:
        sha256: of the bytes; None: they were not read.
        refusal: why there are no rows.
        series: of the facts of its rows; empty: not looked up.
        is_reused: the file had been read before, by the same program and rules.
    """

    sha256: str | None
    refusal: Refusal | None = None
    series: str = ""
    is_reused: bool = False

    def result(self, source_path: str) -> Member | Quarantined:
        """What a file of this path brings into a dataset."""
        if self.refusal is None and self.sha256 is not None:
            return Member(source_path, self.sha256, self.series)
        refusal = self.refusal or Refusal("read", "crash", "nothing came of it")
        return Quarantined(source_path, refusal.stage, refusal.code, refusal.message, self.sha256)


class Entry(Struct, frozen=True):
    """What became of some bytes: one of `refusal` and `packed` is there."""

    sha256: str
    refusal: Refusal | None = None
    packed: Packed | None = None

    def outcome(self, *, is_reused: bool) -> Outcome:
        """The same without the rows."""
        series = self.packed.series if self.packed else ""
        return Outcome(self.sha256, self.refusal, series, is_reused)

    def to_bytes(self) -> bytes:
        """A check sum, a line of JSON, and the rows as they are packed."""
        packed = self.packed
        content = {
            "sha256": self.sha256,
            "refusal": None if self.refusal is None else asdict(self.refusal),
            "series": packed and packed.series,
            "facts": packed and [len(packed.facts), packed.facts_size],
            "sizes": packed and packed.sizes,
        }
        head = json.dumps(content, separators=(",", ":")).encode()
        body = packed.facts + packed.tables if packed else b""
        data = head + b"\n" + body
        return b"%08x\n%b" % (crc32(data), data)

    @classmethod
    def from_bytes(cls, data: bytes) -> Entry:
        """The entry that :meth:`to_bytes` wrote.

        Raises:
            ValueError: the bytes are something else, or damaged.
        """
        if len(data) < _SUM or int(data[:_SUM], 16) != crc32(data[_SUM:]):
            raise ValueError("this is no entry")
        head, _, body = data[_SUM:].partition(b"\n")
        try:
            return cls._of(json.loads(head), body)
        except (KeyError, TypeError) as error:
            raise ValueError("this is no entry") from error

    @classmethod
    def _of(cls, content: Mapping[str, Any], body: bytes) -> Entry:
        refusal = content["refusal"]
        if refusal is not None:
            return cls(content["sha256"], Refusal(**{**refusal, "trace": tuple(refusal["trace"])}))
        length, size = content["facts"]
        sizes = tuple((str(name), int(count)) for name, count in content["sizes"])
        packed = Packed(content["series"], body[:length], size, body[length:], sizes)
        return cls(content["sha256"], packed=packed)
