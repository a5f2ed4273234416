"""The dataset that is there when a run begins: which files it was made of, and by what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ggsr_extract.dataset import Quarantined
from ggsr_extract.dataset.assembly import Member
from ggsr_extract.dataset.descriptor import DESCRIPTOR
from ggsr_extract.dataset.load import require_unchanged
from ggsr_extract.dataset.model import DatasetError, Row
from ggsr_extract.dataset.parquet import rows_from
from ggsr_extract.dataset.publish import RUN
from ggsr_extract.errors import OutputError

__all__ = ["REFUSED", "Published", "published_in", "quarantined_of"]

_SOURCES = ("documents", "quarantine")
_MEMBER = ("source_path", "source_sha256")
REFUSED = ("source_path", "stage", "code", "message", "source_sha256")


@dataclass(frozen=True, slots=True)
class Published:
    """What a dataset was made of.

    Attributes:
        output: its folder.
        reading: what made its rows (see :func:`reading_key`).
        members: its documents, in order.
        refused: what stands in quarantine, in order.
    """

    output: Path
    reading: object
    members: tuple[Member, ...]
    refused: tuple[Quarantined, ...]

    def holds(
        self, members: Sequence[Member], refused: Sequence[Quarantined], reading: str
    ) -> bool:
        """Whether the dataset is what these documents and refusals would give."""
        return (
            self.reading == reading
            and list(map(_key, self.members)) == list(map(_key, members))
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
        run = json.loads((output / RUN).read_text(encoding="utf-8"))
        return Published(output, run.get("reading"), members, refused)
    except (DatasetError, OSError, ValueError, KeyError, AttributeError) as error:
        raise OutputError(
            f"{output}: what it holds cannot be kept: {error}; --exactly makes it anew"
        ) from error


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


def _key(member: Member) -> tuple[str, str]:
    return member.source_path, member.source_sha256
