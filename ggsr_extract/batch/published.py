"""The dataset that is there when a run begins: which files it was made of, and by what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from ggsr_extract.dataset import Quarantined
from ggsr_extract.dataset.assembly import Member
from ggsr_extract.dataset.descriptor import DESCRIPTOR
from ggsr_extract.dataset.load import require_unchanged
from ggsr_extract.dataset.model import DatasetError, Row
from ggsr_extract.dataset.parquet import rows_from
from ggsr_extract.dataset.publish import RUN
from ggsr_extract.errors import OutputError

__all__ = ["REFUSED", "Published", "published_in", "quarantined_of", "reading_of"]

_SOURCES = ("documents", "quarantine")
_MEMBER = ("source_path", "source_sha256")
REFUSED = ("source_path", "stage", "code", "message", "source_sha256")


class Published(Struct, frozen=True):
    """What a dataset was made of.

    Attributes:
        reading: what made its rows (see :func:`reading_key`).
        members: its documents, in order.
        refused: what stands in quarantine, in order.
    """

    reading: object
    members: tuple[Member, ...]
    refused: tuple[Quarantined, ...]

    def holds(self, members: Sequence[Member], refused: Sequence[Quarantined]) -> bool:
        """Whether the dataset is what these documents and refusals would give."""
        return (
            len(self.members) == len(members)
            and all(map(_is_same, self.members, members))
            and self.refused == tuple(refused)
        )


def published_in(output: Path, *, by_hash: bool) -> Published | None:
    """The dataset in a folder, if there is one.

    `by_hash`: read its files to see whether somebody has meddled with them, instead of looking at
    their sizes.

    Raises:
        OutputError: there is one that cannot be used.
    """
    if not (output / DESCRIPTOR).exists():
        return None
    try:
        require_unchanged(output, by_hash=by_hash)
        require_unchanged(output, _SOURCES)
        members = tuple(
            Member(str(row["source_path"]), str(row["source_sha256"]))
            for row in rows_from(output / "documents.parquet", _MEMBER)
        )
        refused = tuple(map(quarantined_of, rows_from(output / "quarantine.parquet", REFUSED)))
        return Published(reading_of(output), members, refused)
    except (DatasetError, OSError, ValueError, KeyError) as error:
        raise OutputError(
            f"{output}: what it holds cannot be kept: {error}; --exactly makes it anew"
        ) from error


def reading_of(output: Path) -> object:
    """What made the rows of the dataset in a folder (see :func:`reading_key`), if there is one."""
    try:
        run = json.loads((output / RUN).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return run.get("reading") if isinstance(run, dict) else None


def quarantined_of(row: Row) -> Quarantined:
    """A row of the table `quarantine`."""
    sha256 = row["source_sha256"]
    return Quarantined(
        str(row["source_path"]),
        str(row["stage"]),
        str(row["code"]),
        str(row["message"]),
        None if sha256 is None else str(sha256),
    )


def _is_same(one: Member, other: Member) -> bool:
    """But for the series, which is not looked up for documents that are known."""
    return (one.source_path, one.source_sha256) == (other.source_path, other.source_sha256)
